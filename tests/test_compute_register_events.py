"""How registers count in 月度統計 and 年度統計, by their declarations alone (R-5 duties)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.compute.register_events import register_events
from estate_xl.compute.statistics import PART, WHOLE, month_statistics
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.office_register import Count, OfficeRegister
from estate_xl.schema.office_registers import ALL_BLOCKS, OFFICE_REGISTERS
from estate_xl.schema.statistics import TOTAL, Measure
from estate_xl.schema.statistics_blocks import BLOCKS
from estate_xl.typed_frames import build_tables
from support.register_records import register_rows

OCTOBER = Month.parse("2026-10")
ZONES = {4: {"zone": "A01", "officer": "E2"}, 5: {"zone": "A02", "officer": "E3"}}
ROOMS = {4: {"room": "1-101", "zone": "A01"}, 5: {"room": "2-101", "zone": "A02"}}
LAST = {4: {"zone": "A01", "date": pd.Timestamp(2026, 10, 31), "verified": "是"}}
REFERENCES = {"Zones": "A01", "Staff": "E1", "Owners": "1-101"}


def tables_of(**sheets: dict[int, dict[str, Any]]) -> dict[str, pd.DataFrame]:
    return build_tables({"Zones": ZONES, "Owners": ROOMS, "Commendations": LAST, **sheets})


def counted(**sheets: dict[int, dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """The tables of October in an office of those rows."""
    tables = tables_of(**sheets)
    settings, _ = parse_settings(tables["Settings"])
    return month_statistics(tables, settings, OCTOBER).tables


def test_registers_that_are_not_used_have_no_table() -> None:
    assert list(counted()) == [block.key for block in BLOCKS]


@pytest.mark.parametrize("register", OFFICE_REGISTERS, ids=lambda register: register.key)
def test_a_register_counts_by_zone_and_month(register: OfficeRegister) -> None:
    rows = dict(enumerate(register_rows(register, REFERENCES), start=4))
    found = counted(**{register.key: rows})
    assert list(found) == [each.key for each in (*BLOCKS, *register.blocks)]
    for count, block in zip(register.counts, register.blocks, strict=True):
        table = found[block.key]
        assert list(table.index) == ["A01", "A02", TOTAL.hant]
        records = [row for row in rows.values() if count.when in row]
        if block.measure is Measure.SHARE:
            done = sum(count.done in row for row in records)
            assert (table[PART]["A01"], table[WHOLE]["A01"]) == (done, len(records))
            assert table[0]["A01"] == done / len(records)
        else:
            assert table[0]["A01"] == len(records)


def test_what_is_not_due_by_the_last_record_does_not_count() -> None:
    """The workbook does not know yet whether it will be done."""
    due = {4: {"room": "1-101", "due": pd.Timestamp(2026, 10, 31)}}
    table = counted(Fees={**due, 5: {"room": "1-101", "due": pd.Timestamp(2026, 11, 1)}})["fees_1"]
    assert table[WHOLE][TOTAL.hant] == 1


def test_a_room_is_in_the_zone_of_that_day() -> None:
    """R-M3."""
    moved = {
        "date": pd.Timestamp(2026, 10, 15),
        "subject": "業主",
        "key": "1-101",
        "field": "zone",
        "before": "A02",
        "after": "A01",
    }
    days = (pd.Timestamp(2026, 10, 14), pd.Timestamp(2026, 10, 15))
    fees = {row: {"room": "1-101", "due": day} for row, day in enumerate(days, start=4)}
    found = register_events(tables_of(Fees=fees, Changes={4: moved}))
    assert list(found["fees_1"]["zone"]) == ["A02", "A01"]


def test_months_count_too_and_registers_without_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ESTATE_BOOK["Fees"].title
    fees = OfficeRegister(ESTATE_BOOK["Fees"], counts=(Count(words, "period"),))
    duty = OfficeRegister(ESTATE_BOOK["Duty"], counts=(Count(words, "date"),))
    monkeypatch.setattr("estate_xl.compute.register_matters.OFFICE_REGISTERS", (duty, fees))
    found = register_events(
        tables_of(
            Fees={4: {"room": "1-101", "period": "2026-10"}},
            Duty={4: {"date": pd.Timestamp(2026, 10, 2)}},
        )
    )
    assert list(found["fees_1"]["when"]) == [pd.Timestamp(2026, 10, 1)]
    assert found["duty_1"]["zone"].isna().all()
    assert duty.blocks[0].title == words


def test_keys_of_blocks_are_there_once() -> None:
    assert len({block.key for block in ALL_BLOCKS}) == len(ALL_BLOCKS)
    assert not any(" " in block.key for block in ALL_BLOCKS)
