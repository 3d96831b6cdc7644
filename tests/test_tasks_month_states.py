"""The months of a workbook: what 月度記錄 and 郵件記錄 say together (R-M1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.compute.month_states import MonthVersion, approved, drafted, reopened
from estate_xl.schema import Language
from estate_xl.schema.mail import FAILED, SENT, SMTP, UNSURE
from estate_xl.schema.months import APPROVED, DRAFT, REPORTED
from estate_xl.tasks.month_states import Months
from estate_xl.write.mail_log import MailLog, new_line

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.schema import Label

MONTH = Month.parse("2026-10")
NAME = "2026-10"
FIRST, LATER, LAST = (dt.datetime(2026, 11, day, 9, 30, 15) for day in (1, 5, 9))  # noqa: DTZ001 - a workbook's times are local


def months(book: xw.Book) -> Months:
    return Months(book, Language.HANT)


def mail(book: xw.Book, at: dt.datetime, state: Label) -> None:
    """A line of 郵件記錄."""
    log = MailLog(book.sheets["郵件記錄"], Language.HANT)
    row = log.add(new_line(at, month=NAME, way=SMTP, recipients=["hq@example.com"], digest="d"))
    log.set_state(row, state)


def test_an_empty_workbook_knows_no_month(book: xw.Book) -> None:
    assert months(book).current(MONTH) is None


def test_what_is_written_is_read_back(book: xw.Book) -> None:
    held = months(book)
    versions = drafted((), NAME, FIRST, "1e5")
    versions = approved(versions, NAME, LATER, "何主任", "=趕時間")
    versions = reopened(versions, NAME, LAST, "b", "漏一筆")
    assert held.write(versions) == "月度記錄"
    assert months(book).versions == versions


@pytest.mark.parametrize("typed", ["'1", "' １ "])
def test_a_version_typed_as_text_counts(book: xw.Book, typed: str) -> None:
    months(book).write(approved(drafted((), NAME, FIRST, "a"), NAME, LATER, "何主任", ""))
    book.sheets["月度記錄"].range("B4").value = typed
    held = months(book).current(MONTH)
    assert held is not None
    assert (held.version, held.is_closed) == (1, True)


def test_lines_that_are_not_ours_stay(book: xw.Book) -> None:
    sheet = book.sheets["月度記錄"]
    sheet.range("A4:C4").value = ["說明：", "請勿改動", None]
    months(book).write(drafted((), NAME, FIRST, "a"))
    assert sheet.range("A4:B5").value == [["說明：", "請勿改動"], [NAME, 1]]


def test_a_line_is_changed_in_its_place(book: xw.Book) -> None:
    held = months(book)
    held.write(drafted((), NAME, FIRST, "a"))
    held.write(approved(held.versions, NAME, LATER, "何主任", ""))
    sheet = book.sheets["月度記錄"]
    assert sheet.range("A4:C5").value == [[NAME, 1, "已審定"], [None, None, None]]


def test_a_state_of_nobody_is_what_the_times_tell(book: xw.Book) -> None:
    held = months(book)
    held.write(drafted((), NAME, FIRST, "a"))
    cells = book.sheets["月度記錄"]
    cells.range("C4").value = "好了"
    assert months(book).versions[0].state is DRAFT
    cells.range("E4").value = LATER
    assert months(book).versions[0].state is APPROVED
    cells.range("G4").value = LAST
    assert months(book).versions[0].state is REPORTED


def test_a_month_that_the_mail_log_shows_as_sent_is_reported(book: xw.Book) -> None:
    mail(book, LATER, FAILED)
    mail(book, LATER, UNSURE)
    assert months(book).current(MONTH) is None
    mail(book, LAST, SENT)
    assert months(book).current(MONTH) == MonthVersion(NAME, 1, REPORTED, sent=LAST)


def test_the_rows_of_a_version_that_is_none(book: xw.Book) -> None:
    book.sheets["月度記錄"].range("A4:B7").value = [
        ["2026-10", "一"],
        ["2026-10", 0],
        ["2026-10", 1.5],
        ["十月", 1],
    ]
    assert months(book).versions == ()
