"""A month is not sent whose sheet is missing, or whose data changed since or are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.deliver.send_guards import Guard
from estate_xl.schema import Language
from estate_xl.tasks.month_end import appraise, month_end
from estate_xl.tasks.month_guards import guard_month
from estate_xl.write.month_records import read_record
from support.desks import NOW

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.deliver.send_guards import Stop
    from estate_xl.schema import Label

MONTH = Month.parse("2026-10")
SHEET = "考核 2026-10"


def be_silent(_: Label) -> None:
    """Take what a task reports."""


def stops(book: xw.Book) -> dict[Guard, Stop]:
    """What keeps the month from being sent now."""
    done = appraise(book, MONTH, NOW, be_silent)
    record = read_record(book, MONTH, Language.HANT)
    return {stop.guard: stop for stop in guard_month(MONTH, done, record, None)}


def test_a_month_that_was_not_computed(book: xw.Book) -> None:
    assert Guard.NOT_RUN in stops(book)


def test_a_computed_month_lacks_only_what_the_office_lacks(book: xw.Book) -> None:
    month_end(book, MONTH, NOW, be_silent)
    found = stops(book)
    assert not {Guard.NOT_RUN, Guard.NO_RECORD, Guard.CHANGED_SINCE} & set(found)
    assert "林曉（Y02）" in found[Guard.PARTS_MISSING].words.text(Language.HANT)


def test_a_sheet_that_was_deleted(book: xw.Book) -> None:
    month_end(book, MONTH, NOW, be_silent)
    book.sheets[SHEET].delete()
    assert Guard.NOT_RUN in stops(book)


@pytest.mark.slow
def test_a_sheet_of_nobody_knows_which_run(book: xw.Book) -> None:
    book.sheets.add(SHEET)
    assert Guard.NO_RECORD in stops(book)


@pytest.mark.slow
def test_data_that_changed_since(book: xw.Book) -> None:
    month_end(book, MONTH, NOW, be_silent)
    row = book.sheets["巡檢"].range("A3").expand("right").value.index("得分") + 1
    book.sheets["巡檢"].range((4, row)).value = 60
    words = stops(book)[Guard.CHANGED_SINCE].words.text(Language.HANT)
    assert "「巡檢」" in words
