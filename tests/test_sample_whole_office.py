"""The sample as a whole: repeatable, well-formed, referring to what is there."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.blueprint.standard_rows import default_records
from estate_xl.check import check_office
from estate_xl.findings.codes import FindingCode
from estate_xl.sample import make_sample
from estate_xl.sample.calendar import days_of, make_span
from estate_xl.sample.office import Office
from estate_xl.sample.whole_office import make_records
from estate_xl.schema import ESTATE_BOOK, SETTING_BY_KEY, Kind, Language
from estate_xl.schema.terms import CODE_SEPARATOR, INSPECTION_KINDS, TRADES
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.sample import Sample
    from estate_xl.schema import Column

Records = dict[str, list[dict[str, object]]]

MONTHS = ("2026-08", "2026-09", "2026-10")
SEEDS = range(1, 6)
DERIVED = {"ticket", "complaint", "inspection", "level", "rounds"}


def clean(seed: int, tickets: int = 540, months: tuple[str, ...] = MONTHS) -> Records:
    """Records before anything is made wrong, with the defaults of the set-up sheets."""
    span = make_span(months)
    records = make_records(seed, tickets, span, Office(seed, span))
    return records | default_records(Language.HANT)


def keys_of(records: Records, sheet: str) -> dict[str, str]:
    """What a reference may be, a key or a unique name, and the key it means."""
    declared = ESTATE_BOOK[sheet]
    id_column = declared.id_column
    assert id_column is not None
    rows = records[sheet]
    keys = {str(row[id_column.key]): str(row[id_column.key]) for row in rows}
    if declared.name_column is None:
        return keys
    borne = Counter(row[declared.name_column] for row in rows)
    unique = {
        str(row[declared.name_column]): str(row[id_column.key])
        for row in rows
        if borne[row[declared.name_column]] == 1
    }
    return unique | keys


def wrong_cells(records: Records) -> list[tuple[str, str, object]]:
    """Every cell that does not fit its column: sheet, column key, value."""
    known = {
        sheet.key: set(keys_of(records, sheet.key))
        for sheet in ESTATE_BOOK.data_sheets()
        if sheet.id_column is not None and sheet.key in records
    }
    return [
        (sheet, key, value)
        for sheet, rows in records.items()
        for row in rows
        for key, value in row.items()
        if value is not None and not fits(ESTATE_BOOK[sheet].column(key), value, known)
    ]


def fits(column: Column, value: object, known: dict[str, set[str]]) -> bool:
    """Whether the value is of the column's kind, its choices, its bounds, its references."""
    if column.kind is Kind.DATETIME:
        return isinstance(value, datetime) and value.second == value.microsecond == 0
    if column.kind is Kind.DATE:
        return isinstance(value, date) and not isinstance(value, datetime)
    if column.kind.is_number:
        numbers = int if column.kind is Kind.INTEGER else int | float
        return isinstance(value, numbers) and in_bounds(column, float(str(value)))
    words = str(value).split(CODE_SEPARATOR) if column.kind is Kind.CODES else [value]
    if column.kind is Kind.CHOICE:
        return value in {choice.hant for choice in column.choices}
    if column.reference is not None:
        return known[column.reference].issuperset(map(str, words))
    return isinstance(value, str) and bool(value.strip())


def in_bounds(column: Column, value: float) -> bool:
    """Whether the number is within the column's bounds."""
    lowest = column.minimum is None or value >= column.minimum
    return lowest and (column.maximum is None or value <= column.maximum)


@pytest.fixture(scope="module")
def sample() -> Sample:
    """The sample that the demo shows."""
    return make_sample()


def test_the_same_seed_makes_the_same_sample(sample: Sample) -> None:
    assert make_sample() == sample
    assert make_sample(seed=2).records != sample.records


def test_counts(sample: Sample) -> None:
    counts = {sheet: len(rows) for sheet, rows in sample.records.items()}
    assert counts["Tickets"] == 540
    assert (counts["Zones"], counts["Staff"], counts["Owners"]) == (6, 46, 600)
    assert 0.3 <= counts["FollowUps"] / counts["Tickets"] <= 3
    assert sample.month == "2026-10"
    assert sorted({str(row["month"]) for row in sample.records["MonthlyScores"]}) == list(MONTHS)
    assert len({row["content"] for row in sample.records["Tickets"]}) >= 60


def test_all_sheets_but_the_defaults_are_filled(sample: Sample) -> None:
    sheets = {sheet.key for sheet in ESTATE_BOOK.new_sheets() if sheet.is_data}
    defaults = {"Settings", "InspectionStandards", "AppraisalWeights"}
    assert set(sample.records) == sheets - defaults


def test_settings_are_known(sample: Sample) -> None:
    assert set(sample.settings) <= set(SETTING_BY_KEY)
    assert sample.settings["project_name"] == "濱江花園"
    assert all(
        address.endswith("@example.com")
        for key in ("hq_recipients", "hq_cc", "sender")
        for address in str(sample.settings[key]).split(";")
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_fits_its_column(seed: int) -> None:
    assert wrong_cells(clean(seed)) == []


def test_required_cells_are_filled_and_derived_ones_left_to_the_commands(sample: Sample) -> None:
    for key, rows in sample.records.items():
        for column in ESTATE_BOOK[key].columns:
            if column.required:
                assert all(row.get(column.key) is not None for row in rows)
            if column.derived and column.key not in DERIVED:
                assert not any(column.key in row for row in rows)


@pytest.mark.slow_after_first
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("months", [MONTHS, ("2026-10",), ("2027-12", "2028-01", "2028-02")])
def test_before_the_flaws_no_rule_finds_anything(seed: int, months: tuple[str, ...]) -> None:
    records = clean(seed, 300, months)
    keys = {sheet: keys_of(records, sheet) for sheet in ("Staff", "Zones")}
    tables = build_tables(
        {
            sheet: {
                number: {
                    key: keys.get(str(ESTATE_BOOK[sheet].column(key).reference), {}).get(
                        str(value), value
                    )
                    for key, value in row.items()
                }
                for number, row in enumerate(rows, start=4)
            }
            for sheet, rows in records.items()
        }
    )
    findings = check_office(tables, pd.Timestamp(make_span(months).horizon))
    # Life itself, not mistakes: a customer thinks better of it, a complaint has just come in,
    # a re-check is still to be made.
    assert {(finding.code, finding.column) for finding in findings} <= {
        (FindingCode.RATINGS_DISAGREE, "rating"),
        (FindingCode.RATINGS_DISAGREED, "rating"),
        (FindingCode.LACKING_CLOSED, "recheck"),
        (FindingCode.LACKING_BEFORE, "recheck"),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_times_are_in_order_and_none_is_after_the_horizon(seed: int) -> None:
    chain = (
        "registered",
        "dispatched",
        "arrived",
        "completed",
        "joint_checked",
        "returned",
        "visited",
        "archived",
    )
    horizon = make_span(MONTHS).horizon
    for row in clean(seed)["Tickets"]:
        times = [moment for key in chain if isinstance(moment := row.get(key), datetime)]
        assert all(earlier <= later for earlier, later in pairwise(times))
        assert times[-1] <= horizon


def test_tickets_are_numbered_by_month_in_order_of_registration() -> None:
    rows = clean(1)["Tickets"]
    assert rows[0]["ticket"] == "BS202608-0001"
    assert rows[-1]["ticket"] == "BS202610-0180"
    assert [str(row["registered"]) for row in rows] == sorted(
        str(row["registered"]) for row in rows
    )


def test_the_last_month_has_open_tickets_and_earlier_ones_few(sample: Sample) -> None:
    unfinished = Counter(
        f"{row['registered']:%Y-%m}"
        for row in sample.records["Tickets"]
        if "completed" not in row and "cancelled" not in row
    )
    assert 3 <= unfinished["2026-10"] <= 40
    assert unfinished["2026-08"] == 0


def test_ratings_are_mostly_satisfied(sample: Sample) -> None:
    visits = Counter(row.get("visit_rating") for row in sample.records["Tickets"])
    assert visits["滿意"] > 3 * (visits["基本滿意"] + visits["不滿意"])
    assert visits["不滿意"] > 5


def test_each_zone_is_inspected_each_day_and_each_week(sample: Sample) -> None:
    names = {row["name"]: row["zone"] for row in sample.records["Zones"]}
    daily = set()
    trades: Counter[tuple[object, tuple[int, int], object]] = Counter()
    for row in sample.records["Inspections"]:
        zone = names.get(row["zone"], row["zone"])
        if row["kind"] == INSPECTION_KINDS[0].hant:
            daily.add((row["date"], zone))
        else:
            day = row["date"]
            assert isinstance(day, date)
            trades[row["kind"], day.isocalendar()[:2], zone] += 1
    forgotten = 3
    assert len(daily) == 6 * sum(len(days_of(month)) for month in MONTHS) - forgotten
    weeks = {week for _, week, _ in trades}
    assert len(weeks) == 14
    assert set(trades.values()) == {len(TRADES)}
    assert len(trades) == 2 * 6 * len(weeks)


def test_complaints_climb_to_each_level(sample: Sample) -> None:
    levels = {row["level"] for row in sample.records["Complaints"]}
    assert levels == {"主管級", "主任級", "公司總部"}
    kept = Counter(row["complaint"] for row in sample.records["ComplaintRounds"])
    for row in sample.records["Complaints"]:
        assert row["rounds"] == kept[row["complaint"]] + 1


def test_commendations_name_department_and_person_or_not(sample: Sample) -> None:
    named = {("department" in row, "staff" in row) for row in sample.records["Commendations"]}
    assert len(named) == 4
    assert {row["verified"] for row in sample.records["Commendations"]} == {"是", "否"}


@pytest.mark.parametrize("tickets", [0, 1, 7, 50])
def test_small_samples(tickets: int) -> None:
    assert len(make_sample(tickets=tickets).records["Tickets"]) == tickets


def test_a_negative_number_of_tickets_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        make_sample(tickets=-1)


def test_twenty_thousand_tickets_are_quick_and_leave_the_rest_alone(sample: Sample) -> None:
    begun = time.process_time()
    large = make_records(1, 20_000, make_span(MONTHS), Office(1, make_span(MONTHS)))
    assert time.process_time() - begun < 5
    assert len(large["Tickets"]) == 20_000
    assert 6_000 <= len(large["FollowUps"]) <= 60_000
    assert large["Owners"] == sample.records["Owners"]
    assert large["RecognitionChecks"] == sample.records["RecognitionChecks"]
