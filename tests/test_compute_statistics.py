"""月度統計 and 年度統計 against an independent count in plain Python; empty and first months."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.compute.periods import Period
from estate_xl.compute.statistics import PART, WHOLE, month_statistics, quantile, year_statistics
from estate_xl.compute.statistics_events import due_calls
from estate_xl.compute.tickets import Clocks
from estate_xl.schema.statistics import PEOPLE, Measure, Unit
from estate_xl.schema.statistics_blocks import BLOCK_BY_KEY, BLOCKS
from estate_xl.typed_frames import build_tables
from support.offices_statistics import counted_offices
from support.oracle_statistics import count, has_records

if TYPE_CHECKING:
    from estate_xl.compute.statistics import Statistics
    from estate_xl.schema import OfficeSettings
    from estate_xl.typed_frames import Tables

Row = dict[str, Any]
Records = dict[str, list[Row]]
DEFAULTS: Row = {
    "follow_up_days_engineering": 7,
    "follow_up_days_property": 3,
    "return_visit_working_days": 1,
    "daily_inspection_on": "calendar",
}
FEBRUARY = Month.parse("2026-02")
CHECK = settings(
    max_examples=30,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def office_of(records: Records, values: Row | None = None) -> tuple[Tables, OfficeSettings]:
    """Frames and settings of plain records."""
    lines = {key: {"key": key, "value": str(value)} for key, value in (values or {}).items()}
    rows = {key: dict(enumerate(held, start=4)) for key, held in records.items()}
    tables = build_tables({**rows, "Settings": dict(enumerate(lines.values(), start=4))})
    return tables, parse_settings(tables["Settings"])[0]


def days_of(period: Period) -> tuple[date, date]:
    return period.first_day.date(), period.last_day.date()


def assert_agrees(statistics: Statistics, records: Records, values: Row, *, asked: bool) -> None:
    """Every number is that of the plain count, and every line of it is there."""
    for number, period in enumerate(statistics.periods):
        first, last = days_of(period)
        known = (asked and number == 0) or has_records(records, first, last)
        assert statistics.known[number] == known
        expected = count(records, values, first, last) if known else {}
        for block in BLOCKS:
            table, figures = statistics.tables[block.key], expected.get(block.key, {})
            people = block.rows in PEOPLE
            percentiles = block.measure is Measure.QUANTILES
            if not (people and number) and not percentiles:
                assert set(figures) <= set(table.index), block.key
            for line, found in table[number].items():
                value, part, whole = figures.get(str(line), (None, 0, 0))
                if known and value is None and block.unit is Unit.COUNT:
                    value = Fraction(0)
                where = (block.key, line, period)
                assert (None if pd.isna(found) else found) == (
                    None if value is None else float(value)
                ), where
                if number == 0 and known:
                    shown = table.loc[str(line)]
                    assert PART not in table or shown[PART] == part, where
                    assert WHOLE not in table or shown[WHOLE] == whole, where


@pytest.mark.slow
@CHECK
@given(counted_offices())
def test_a_month_agrees_with_the_plain_count(office: tuple[Records, Row]) -> None:
    records, values = office
    tables, parsed = office_of(records, values)
    for text in ("2026-02", "2026-01"):
        found = month_statistics(tables, parsed, Month.parse(text))
        assert_agrees(found, records, values, asked=True)


@pytest.mark.slow
@settings(CHECK, max_examples=8)
@given(counted_offices())
def test_a_year_agrees_with_the_plain_count(office: tuple[Records, Row]) -> None:
    records, values = office
    found = year_statistics(*office_of(records, values), 2026)
    assert_agrees(found, records, values, asked=False)


def test_a_month_beside_the_last_one_and_the_same_of_the_year_before() -> None:
    """R-5 duties: what 月度統計 compares, also over the turn of a year."""
    found = month_statistics(*office_of({}), Month.parse("2028-03"))
    assert [days_of(period) for period in found.periods] == [
        (date(2028, 3, 1), date(2028, 3, 31)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2027, 3, 1), date(2027, 3, 31)),
    ]
    january = month_statistics(*office_of({}), Month.parse("2028-01"))
    assert [days_of(period)[0] for period in january.periods] == [
        date(2028, 1, 1),
        date(2027, 12, 1),
        date(2027, 1, 1),
    ]


def test_a_year_its_months_and_the_year_before() -> None:
    found = year_statistics(*office_of({}), 2028)
    assert days_of(found.periods[0]) == (date(2028, 1, 1), date(2028, 12, 31))
    assert [days_of(period)[0].month for period in found.periods[1:13]] == list(range(1, 13))
    assert days_of(found.periods[2]) == (date(2028, 2, 1), date(2028, 2, 29))
    assert days_of(found.periods[13]) == (date(2027, 1, 1), date(2027, 12, 31))
    assert len(found.periods) == 14


def test_an_empty_workbook_has_zeros_for_its_month_and_nothing_else() -> None:
    found = month_statistics(*office_of({}), FEBRUARY)
    assert found.known == (True, False, False)
    kinds = found.tables["tickets_kind"]
    assert list(kinds[0]) == [0, 0, 0]
    assert kinds[[1, 2]].isna().all(axis=None)
    assert list(kinds.index) == ["工程類", "物管類", "合計"]
    assert list(found.tables["visit_zone"].loc["合計", [PART, WHOLE]]) == [0, 0]
    assert found.tables["visit_zone"][0].isna().all()
    year = year_statistics(*office_of({}), 2026)
    assert not any(year.known)
    assert all(
        table.select_dtypes("number").isna().all(axis=None) for table in year.tables.values()
    )


def test_a_first_month_has_nothing_to_compare_with() -> None:
    ticket = {"registered": pd.Timestamp("2026-02-03 09:00"), "zone": "A1", "channel": "電話"}
    found = month_statistics(*office_of({"Tickets": [ticket]}), FEBRUARY)
    assert found.known == (True, False, False)
    assert found.tables["tickets_zone"].loc["A1", 0] == 1
    assert found.tables["tickets_zone"].loc["A1", [1, 2]].isna().all()


def test_people_are_those_of_the_month_asked_for() -> None:
    """Who left before it has no line; who was there then too is compared."""

    def ticket(day: str, worker: str) -> Row:
        back = {"registered": pd.Timestamp(day), "returned": pd.Timestamp(day)}
        return {**back, "worker": worker, "rework": 1.0, "zone": "A1"}

    tickets = [ticket("2026-01-05", "E1"), ticket("2026-01-06", "E2"), ticket("2026-02-06", "E2")]
    tables = month_statistics(*office_of({"Tickets": tickets}), FEBRUARY).tables
    people = [block.key for block in BLOCKS if block.rows in PEOPLE]
    lines = {line for key in people for line in tables[key].index}
    assert people
    assert "E2" in lines
    assert "E1" not in lines


@pytest.mark.parametrize("step", ["completed", "returned", "visited", "archived", None])
def test_a_follow_up_is_owed_until_the_next_step_that_is_filled_in(step: str | None) -> None:
    """R-5.5: 3 days from 2 February; what was over on the 4th owed none."""
    ticket: Row = {"ticket": "B1", "kind": "物管類", "registered": pd.Timestamp("2026-02-02 09:00")}
    if step:
        ticket[step] = pd.Timestamp("2026-02-04 09:00")
    tables, _ = office_of({"Tickets": [ticket]})
    found = due_calls(tables["Tickets"], tables["FollowUps"], Clocks(), tables["Pauses"])
    assert found["when"].tolist() == ([] if step else [pd.Timestamp("2026-02-05 23:59")])
    assert found["good"].tolist() == ([] if step else [False])


def test_a_record_at_midnight_says_nothing_of_the_day_before() -> None:
    ticket = {"registered": pd.Timestamp("2026-02-01 00:00"), "zone": "A1", "channel": "電話"}
    found = month_statistics(*office_of({"Tickets": [ticket]}), FEBRUARY)
    assert found.known == (True, False, False)
    march = month_statistics(*office_of({"Tickets": [ticket]}), Month.parse("2026-03"))
    assert march.known == (True, True, False)


def test_a_month_before_the_first_ticket_of_the_register_has_zeros_of_it() -> None:
    records: Records = {
        "Tickets": [{"registered": pd.Timestamp("2026-02-03 09:00"), "zone": "A1"}],
        "Inspections": [{"date": date(2026, 1, 5), "zone": "A1", "kind": "片區日檢"}],
    }
    found = month_statistics(*office_of(records), FEBRUARY)
    assert found.known == (True, True, False)
    assert list(found.tables["tickets_zone"].loc["A1", [0, 1]]) == [1, 0]


def test_later_times_do_not_change_the_state_at_the_months_end() -> None:
    ticket = {
        "registered": pd.Timestamp("2026-01-20 09:00"),
        "dispatched": pd.Timestamp("2026-01-31 23:59"),
        "completed": pd.Timestamp("2026-02-01 00:00"),
    }
    found = month_statistics(*office_of({"Tickets": [ticket]}), FEBRUARY)
    states = found.tables["states"]
    assert list(states.loc["已完工", [0, 1]]) == [1, 0]
    assert list(states.loc["已派工", [0, 1]]) == [0, 1]


def test_a_complaint_stands_where_it_stood_at_the_months_end() -> None:
    complaint = {
        "complaint": "TS-1",
        "received": pd.Timestamp("2026-01-20 09:00"),
        "level": "公司總部",
    }
    rounds = [
        {"complaint": "ts-1 ", "level": "主任級", "visited": pd.Timestamp("2026-02-20 09:00")},
        {"complaint": "TS-1", "level": "主管級", "visited": pd.Timestamp("2026-02-05 09:00")},
    ]
    found = month_statistics(
        *office_of({"Complaints": [complaint], "ComplaintRounds": rounds}), FEBRUARY
    )
    levels = found.tables["open_level"]
    assert list(levels[0]) == [0, 0, 1, 1]
    assert list(levels[1]) == [1, 0, 0, 1]


def test_a_deadline_after_the_last_record_does_not_count_yet() -> None:
    start = pd.Timestamp("2026-02-03 09:00")
    ticket = {"registered": start, "kind": "物管類", "ticket": "BS-1"}
    waiting = month_statistics(*office_of({"Tickets": [ticket]}), FEBRUARY)
    assert waiting.tables["on_time"].loc["跟進", WHOLE] == 0
    later = {"registered": start + timedelta(days=3)}
    missed = month_statistics(*office_of({"Tickets": [ticket, later]}), FEBRUARY)
    assert list(missed.tables["on_time"].loc["跟進", [PART, WHOLE]]) == [0, 1]


@pytest.mark.parametrize(
    ("minutes", "tenths", "expected"),
    [
        ([5], 5, 5.0),
        ([5], 9, 5.0),
        ([1, 2, 3, 4], 5, 2.5),
        ([40, 10, 20, 30, 50], 9, 46.0),
        ([0, 1], 9, 0.9),
    ],
)
def test_percentiles_are_those_of_excel(minutes: list[int], tenths: int, expected: float) -> None:
    assert float(quantile(pd.Series(minutes), tenths)) == expected


def test_periods_reach_over_the_turn_of_the_year() -> None:
    january = Month.parse("2026-01")
    assert days_of(Period.of(january, 1)) == (date(2025, 12, 1), date(2025, 12, 31))
    assert days_of(Period.of(Month.parse("2024-02"), 12)) == (date(2023, 2, 1), date(2023, 2, 28))
    year = Period.of_year(2024)
    assert [month.last_day.day for month in year.months()][:3] == [31, 29, 31]
    assert len(year.months()) == 12


def test_every_block_has_its_words() -> None:
    assert len(BLOCK_BY_KEY) == len(BLOCKS)
    for block in BLOCKS:
        assert block.note
        assert (block.measure is Measure.SHARE) <= (block.part is not None)
