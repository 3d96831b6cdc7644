"""The masters as they were on a day (R-M3)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.compute.master_states import spans_of, state_on, zone_beginnings
from estate_xl.typed_frames import build_tables

OCTOBER = pd.Timestamp(2026, 10, 1), pd.Timestamp(2026, 10, 31)


def _change(day: str | None, field: str, before: str | None, **others: object) -> dict[str, object]:
    change = {"subject": "片區", "key": "A01", "field": field, "before": before, **others}
    return change | {"date": None if day is None else pd.Timestamp(day)}


def _office(*changes: dict[str, object]) -> dict[str, pd.DataFrame]:
    return build_tables(
        {
            "Zones": {4: {"zone": "A01", "officer": "Y003", "active": "是"}},
            "Staff": {4: {"staff": "Y003", "left": pd.Timestamp(2026, 10, 20)}},
            "Changes": dict(enumerate(changes, start=4)),
        }
    )


def _officers(tables: dict[str, pd.DataFrame], *days: str) -> list[object]:
    return [state_on(tables, pd.Timestamp(day))["Zones"]["officer"][4] for day in days]


def test_a_change_is_in_force_from_its_day() -> None:
    tables = _office(_change("2026-11-01", "officer", "Y002"))
    assert _officers(tables, "2026-10-31 23:59", "2026-11-01") == ["Y002", "Y003"]


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = [
        _change("2026-11-05", "officer", "Y002"),
        _change("2026-11-01", "officer", "Y001"),
        _change("2026-11-05", "officer", "Y009"),
    ]
    assert _officers(_office(*rows), "2026-10-31", "2026-11-04") == ["Y001", "Y002"]


@pytest.mark.parametrize(
    "change",
    [
        _change(None, "officer", "Y002"),
        _change("2026-11-01", "name", "東苑"),
        _change("2026-11-01", "officer", "Y002", key="A09"),
        _change("2026-11-01", "officer", "Y002", key=None),
    ],
    ids=["without a day", "of no dated column", "of nobody", "without a key"],
)
def test_other_rows_change_nothing(change: dict[str, object]) -> None:
    assert _officers(_office(change), "2026-10-31") == ["Y003"]


def test_a_zone_that_was_not_there_was_not_in_use() -> None:
    tables = _office(_change("2026-11-01", "active", None))
    assert state_on(tables, OCTOBER[1])["Zones"]["active"][4] == "否"


def test_a_zone_whose_empty_cell_became_no_was_in_use() -> None:
    tables = _office(_change("2026-11-01", "active", None, after="否"))
    assert pd.isna(state_on(tables, OCTOBER[1])["Zones"]["active"][4])


def test_days_are_taken_back_as_days() -> None:
    person = {"subject": "員工", "key": "Y003"}
    tables = _office(
        _change("2026-11-01", "left", "2026-09-30", **person),
        _change("2026-09-30", "left", None, **person),
    )
    left = [
        state_on(tables, day)["Staff"]["left"][4] for day in (*OCTOBER, pd.Timestamp(2026, 9, 29))
    ]
    assert left[:2] == [pd.Timestamp(2026, 9, 30)] * 2
    assert pd.isna(left[2])


def test_nothing_later_leaves_the_tables_themselves() -> None:
    tables = _office(_change("2026-10-01", "officer", "Y002"))
    assert state_on(tables, OCTOBER[0]) is tables


def test_a_span_ends_where_something_changes() -> None:
    tables = _office(
        _change("2026-10-11", "officer", "Y002"), _change("2026-10-01", "officer", "Y001")
    )
    spans = list(spans_of(tables, *OCTOBER))
    assert [(span.first.day, span.last.day, span.days) for span in spans] == [
        (1, 10, 10),
        (11, 31, 21),
    ]
    assert [span.tables["Zones"]["officer"][4] for span in spans] == ["Y002", "Y003"]


def _zones(*firsts: str, **others: object) -> dict[str, pd.DataFrame]:
    """Zones A01, A02 … with their first records, or none, and an A09 that was always empty."""
    codes = [*(f"A{number:02d}" for number in range(1, len(firsts) + 1)), "A09"]
    records = [(code, pd.Timestamp(day)) for code, day in zip(codes, firsts, strict=False) if day]
    return build_tables(
        {
            "Zones": {row: {"zone": code, "active": "是"} for row, code in enumerate(codes, 4)},
            "Inspections": {
                row: {"zone": zone, "date": day} for row, (zone, day) in enumerate(records, 4)
            },
            "Tickets": {
                row: {"zone": zone, "registered": day + pd.Timedelta(days=40)}
                for row, (zone, day) in enumerate(records, 4)
            },
            **others,  # type: ignore[dict-item]
        }
    )


def _in_use(tables: dict[str, pd.DataFrame], day: str) -> list[str]:
    zones = state_on(tables, pd.Timestamp(day))["Zones"]
    return list(zones.loc[zones["active"].eq("是"), "zone"])


@pytest.mark.parametrize(
    ("day", "in_use"),
    [
        ("2026-08-31", ["A01", "A02", "A09"]),
        ("2026-10-31", ["A01", "A02", "A09"]),
        ("2026-11-01", ["A01", "A02", "A03", "A09"]),
    ],
    ids=["before all records", "before its first record", "in the month of its first record"],
)
def test_a_zone_begins_with_the_month_of_its_first_record(day: str, in_use: list[str]) -> None:
    assert _in_use(_zones("2026-09-20", "2026-09-02", "2026-11-17"), day) == in_use


def test_a_row_about_its_use_goes_before_its_first_record() -> None:
    change = {"subject": "片區", "key": "A02", "field": "active"}
    always = _zones("2026-09-20", "2026-11-17", Changes={4: {**change, "note": "更正"}})
    assert "A02" in _in_use(always, "2026-10-31")
    opened = {**change, "date": pd.Timestamp(2026, 11, 20)}
    assert "A02" not in _in_use(
        _zones("2026-09-20", "2026-11-17", Changes={4: opened}), "2026-11-19"
    )
    assert list(zone_beginnings(always)) == []


def test_a_row_that_closes_a_zone_later_leaves_its_beginning() -> None:
    closed = {"subject": "片區", "key": "A02", "field": "active", "before": "是", "after": "否"}
    rows = {4: closed | {"date": pd.Timestamp(2026, 12, 1)}}
    held = _zones("2026-09-20", "2026-11-17", Changes=rows)
    assert [day.month for day in zone_beginnings(held)] == [11]
    assert "A02" not in _in_use(held, "2026-10-31")
    assert "A02" in _in_use(held, "2026-11-01")


def test_a_span_ends_where_a_zone_begins() -> None:
    tables = _zones("2026-09-20", "2026-11-17")
    spans = list(spans_of(tables, pd.Timestamp(2026, 10, 30), pd.Timestamp(2026, 11, 2)))
    assert [(span.days, list(span.tables["Zones"]["active"])[1]) for span in spans] == [
        (2, "否"),
        (2, "是"),
    ]


@pytest.mark.parametrize(
    ("typed", "rows", "held"),
    [
        ({"moved_in": "是", "moved_in_on": pd.Timestamp(2026, 11, 5)}, {}, "否"),
        ({"moved_in": "是", "moved_in_on": pd.Timestamp(2026, 10, 31)}, {}, "是"),
        ({"moved_in": "是"}, {}, "是"),
        (
            {"moved_in": "是", "moved_in_on": pd.Timestamp(2026, 11, 5)},
            {"date": pd.Timestamp(2026, 10, 9), "before": "否", "after": "是"},
            "是",
        ),
    ],
    ids=["later", "by then", "no day", "a row says when"],
)
def test_a_room_was_not_moved_in_before_its_day(
    typed: dict[str, object], rows: dict[str, object], held: str
) -> None:
    change = {"subject": "業主", "key": "1-101", "field": "moved_in"}
    tables = build_tables(
        {
            "Owners": {4: {"room": "1-101", **typed}},
            "Changes": {4: {**change, **rows}} if rows else {},
        }
    )
    owners = state_on(tables, OCTOBER[1])["Owners"]
    assert owners["moved_in"][4] == held
    without = {**tables, "Owners": tables["Owners"][["room", "moved_in"]]}
    assert state_on(without, OCTOBER[1])["Owners"]["moved_in"][4] == "是"
