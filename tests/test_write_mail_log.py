"""郵件記錄 on a real sheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_book
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.mail import FAILED, PREPARED, SENT, SMTP, UNSURE
from estate_xl.write.mail_log import MailLog, new_line, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

AT = dt.datetime(2026, 11, 2, 9, 30, 15, 999)  # noqa: DTZ001 - a workbook's times are local
LINE = new_line(AT, month="2026-10", way=SMTP, recipients=["a@x.cn", "b@x.cn"], digest="ab12")


@pytest.fixture(params=Language)
def log_sheet(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[xw.Sheet]:
    """The empty log in each language."""
    language: Language = request.param
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book(language))
    book = open_book(path)
    yield book.sheets[ESTATE_BOOK["MailLog"].title.text(language)]
    book.close()


def test_a_line_is_written_and_read_back(log_sheet: xw.Sheet) -> None:
    log = MailLog(log_sheet, Language.HANT)
    assert (log.lines, log.is_changed) == ({}, False)
    row = log.add(LINE)
    log.set_state(row, SENT)
    again = MailLog(log_sheet, Language.HANT)
    (line,) = again.of_month("2026-10")
    assert line.state is SENT
    assert (line.at, line.way, line.recipients) == ("2026-11-02 09:30:15", SMTP, "a@x.cn; b@x.cn")
    assert (line.digest, line.may_have_left) == ("ab12", True)
    assert log.is_changed
    assert not again.is_changed


def test_the_time_is_a_time_and_the_month_a_text(log_sheet: xw.Sheet) -> None:
    row = MailLog(log_sheet, Language.HANT).add(LINE)
    held = log_sheet.range((row, 1), (row, 2)).value
    assert held == [AT.replace(microsecond=0), "2026-10"]


def test_what_broke_off_is_to_be_confirmed(log_sheet: xw.Sheet) -> None:
    log = MailLog(log_sheet, Language.HANT)
    log.add(LINE)
    failed = log.add(LINE)
    log.set_state(failed, FAILED)
    again = MailLog(log_sheet, Language.HANT)
    assert [line.state for line in again.lines.values()] == [PREPARED, FAILED]
    again.settle_broken_off()
    assert [line.state for line in again.lines.values()] == [UNSURE, FAILED]
    assert again.is_changed


def test_what_people_type_is_understood(log_sheet: xw.Sheet) -> None:
    """A month that became a date, a state in another script, one that nobody knows."""
    log = MailLog(log_sheet, Language.HANT)
    first = log.add(LINE)
    for offset, (month, state) in enumerate(
        [(dt.datetime(2026, 10, 1), "已发送"), ("2026年10月", "Failed"), ("2026/10", "問過了")]  # noqa: DTZ001
    ):
        row = first + offset
        log_sheet.range((row, 2)).value = month
        log_sheet.range((row, 6)).value = state
    lines = MailLog(log_sheet, Language.HANT).of_month("2026-10")
    assert [line.state for line in lines] == [SENT, FAILED, UNSURE]


def test_lines_below_the_offices_own_notes(log_sheet: xw.Sheet) -> None:
    log_sheet.range("G4").value = "備註"
    log = MailLog(log_sheet, Language.HANT)
    first, second = log.add(LINE), log.add(LINE)
    assert (first, second) == (4, 5)
    assert log_sheet.range("G4").value == "備註"


def test_lines_of_another_log_are_taken_once(log_sheet: xw.Sheet) -> None:
    log = MailLog(log_sheet, Language.HANT)
    log.take([LINE])
    log.take([LINE])
    assert len(log.lines) == 1
    assert read_lines(log_sheet.book) == [LINE]


def test_a_log_without_headers_is_refused(log_sheet: xw.Sheet) -> None:
    log_sheet.range("A3").value = "?"
    with pytest.raises(WorkbookError, match="表頭"):
        MailLog(log_sheet, Language.HANT)
