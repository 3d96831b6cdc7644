"""A workbook is read once for each calculation, and says what many cells ask."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.live import answer_texts as texts
from estate_xl.live.function_arguments import NoAnswerError
from estate_xl.live.function_data import Day, Snapshot, Snapshots

if TYPE_CHECKING:
    import xlwings as xw

FRIDAY = dt.datetime(2026, 10, 16)  # noqa: DTZ001 - cells know no time zones
MONDAY = FRIDAY + dt.timedelta(days=3)


def test_a_calculation_has_one_snapshot_of_a_book(book: xw.Book) -> None:
    snapshots = Snapshots()
    first = snapshots.of(book, 1)
    assert snapshots.of(book, 1) is first
    assert snapshots.of(book, 2) is not first


def test_what_it_knows(book: xw.Book) -> None:
    snapshot = Snapshot(book)
    assert snapshot.is_ours
    assert snapshot.working_day(FRIDAY, 1) == Day(MONDAY, provisional=False)
    assert snapshot.key_of("Zones", texts.ZONE, "觀瀾苑") == "A01"
    assert snapshot.zones(Month.parse("2026-10"))["A01"].rank == 1
    assert set(snapshot.people(Month.parse("2026-10"))) == {"Y02", "Y03"}
    assert len(snapshot.states_of("BS202610-0001")) == 1
    assert snapshot.states_of("BS000000-0000") == []


@pytest.mark.parametrize("typed", ["", "#REF!", "沒有"])
def test_a_text_that_means_nobody_has_a_reason(book: xw.Book, typed: str) -> None:
    with pytest.raises(NoAnswerError):
        Snapshot(book).key_of("Staff", texts.PERSON, typed)
