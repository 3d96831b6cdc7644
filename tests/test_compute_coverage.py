"""Inspections owed (R-7.1 to R-7.3), findings not closed (R-7), recognition (R-6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.compute import Month
from estate_xl.compute.coverage import InspectionDuties, open_rectifications, recognition
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

Rows = list[dict[str, Any]]

NOW = pd.Timestamp("2026-10-31 18:00")
OCTOBER = (pd.Timestamp("2026-10-01"), pd.Timestamp("2026-10-31"))
SUNDAYS = [4, 11, 18, 25]
OLD = {"zone": "A", "registered": pd.Timestamp("2026-08-03 09:00")}
ZONE = {"zone": "A", "officer": "E1"}


def october(day: float) -> pd.Timestamp:
    return pd.Timestamp("2026-10-01") + pd.Timedelta(days=day - 1)


def tables_of(**records: Rows) -> dict[str, pd.DataFrame]:
    return build_tables({key: dict(enumerate(rows, start=4)) for key, rows in records.items()})


def made(
    day: int, kind: str = "片區日檢", by: str | None = "E1", zone: str = "A"
) -> dict[str, Any]:
    return {"date": october(day), "kind": kind, "zone": zone, "trade": "保潔", "inspector": by}


def gaps(
    inspections: Rows,
    zones: Rows | None = None,
    tickets: Rows | None = None,
    now: pd.Timestamp = NOW,
    **more: Rows,
) -> pd.DataFrame:
    """October of a zone that has been there since August."""
    held = tables_of(
        Zones=[ZONE] if zones is None else zones,
        Inspections=inspections,
        Tickets=[OLD] if tickets is None else tickets,
        **more,
    )
    return InspectionDuties(held).gaps(*OCTOBER, now)


def days(found: pd.DataFrame, kind: str = "片區日檢", *, done: bool = False) -> list[int]:
    return list(found.loc[found["kind"].eq(kind) & found["done"].eq(done), "due"].dt.day)


def test_every_zone_owes_every_day_and_twice_a_week() -> None:
    found = gaps([])
    columns = ["zone", "kind", "due", "rule", "done", "trades", "officer", "before"]
    assert list(found.columns) == columns
    assert not found["done"].any()
    assert days(found) == list(range(1, 32))
    assert days(found, "片區周檢") == SUNDAYS
    assert days(found, "主管周檢") == SUNDAYS
    assert dict(found[["kind", "rule"]].drop_duplicates().to_numpy()) == {
        "片區日檢": "R-7.1",
        "片區周檢": "R-7.2",
        "主管周檢": "R-7.3",
    }
    assert (found["due"].dt.strftime("%H:%M") == "23:59").all()
    assert str(found["due"].dtype) == "datetime64[us]"


def test_order_is_due_zone_rule() -> None:
    found = gaps([], [{"zone": "B"}, ZONE])
    keys = list(found[["due", "zone", "rule"]].itertuples(index=False, name=None))
    assert keys == sorted(keys)
    assert len(keys) == 2 * (31 + 4 + 4)


def test_daily_one_of_the_officer_meets_its_day_only() -> None:
    """R-7.1: any trade will do; a second one on the day changes nothing."""
    found = gaps([made(5), made(5), made(7)])
    assert days(found, done=True) == [5, 7]
    assert not found.loc[found["rule"] != "R-7.1", "done"].any()


def test_daily_one_of_somebody_else_does_not_count() -> None:
    staff = [
        {"staff": "E1", "post": "片區客戶人員", "zone": "A"},
        {"staff": "E2", "post": "片區客戶人員", "zone": "A"},
        {"staff": "E3", "post": "片區客戶人員", "zone": "B"},
        {"staff": "E4", "post": "客戶主管", "zone": "A"},
    ]
    inspections = [made(day, by=by) for day, by in enumerate(["E1", "E2", "E3", "E4", None], 5)]
    assert days(gaps(inspections, Staff=staff), done=True) == [5, 6]


def test_zone_without_officer_takes_anybodys() -> None:
    found = gaps([made(5, by="E9"), made(6, by=None)], [{"zone": "A"}, {"officer": "E1"}])
    assert days(found, done=True) == [5, 6]


@pytest.mark.parametrize("kind", ["片區周檢", "主管周檢"])
@pytest.mark.parametrize(
    ("day", "sundays"),
    [(-2, [4]), (4, [4]), (5, [11]), (11, [11]), (26, []), (-3, [])],
)
def test_week_runs_from_monday_to_sunday(kind: str, day: int, sundays: list[int]) -> None:
    """R-7.3: Monday 28 September belongs to October, Monday 26 October to November."""
    assert days(gaps([made(day, kind, by="E7")]), kind, done=True) == sundays


def test_another_zone_or_kind_is_no_help() -> None:
    found = gaps([made(5, zone="B"), made(6, "主管周檢"), {**made(7), "kind": None}])
    assert days(found, done=True) == []
    assert days(found, "片區周檢", done=True) == []


def test_inactive_zone_owes_nothing() -> None:
    assert len(gaps([made(5)], [{**ZONE, "active": "否"}])) == 0
    assert len(gaps([], [])) == 0


def test_working_days_where_the_office_says_so() -> None:
    """R-7.1 switched to working days; the weeks stay."""
    held = tables_of(Zones=[ZONE], Tickets=[OLD])
    found = InspectionDuties(held).gaps(*OCTOBER, NOW, lambda held: held.dt.day_of_week.lt(5))
    assert days(found) == [d for d in range(1, 32) if october(d).day_of_week < 5]
    assert days(found, "主管周檢") == SUNDAYS


def test_all_trades_where_the_office_asks_for_them() -> None:
    """R-7.1: 各項服務; one trade makes the day by default."""
    trades = ["客服", "協管", "維修", "保潔", "綠化"]
    rows = [
        *(made(5) | {"trade": trade} for trade in trades),
        *(made(6) | {"trade": trade} for trade in trades[:4]),
        made(6),  # 保潔 once more
        *(made(7, by="E9") | {"trade": trade} for trade in trades),  # nobody of this zone
        made(11, "片區周檢"),
    ]
    held = tables_of(Zones=[ZONE], Inspections=rows, Tickets=[OLD])
    for all_trades, done in ((False, [5, 6]), (True, [5])):
        found = InspectionDuties(held).gaps(*OCTOBER, NOW, all_trades=all_trades)
        assert days(found, done=True) == done
        assert days(found, "片區周檢", done=True) == [11]
        daily = found[found["kind"] == "片區日檢"]
        assert list(daily["trades"].iloc[3:8]) == [0, 5, 4, 0, 0]
        assert found.loc[found["kind"] != "片區日檢", "trades"].isna().all()


def changed(day: int, field: str, before: str | None, after: str | None, **who: str) -> Any:  # noqa: ANN401 - a row
    sides = {"before": before, "after": after, "subject": "片區", "key": "A", **who}
    return {"date": october(day), "field": field, **sides}


def test_the_officer_of_each_day_owes_it_and_makes_it() -> None:
    """R-7.1, R-M3: E0 led the zone until the 11th."""
    swap = changed(12, "officer", "E0", "E1")
    inspections = [made(day, by=by) for day in (10, 14) for by in ("E0", "E1")]
    for done in (inspections, inspections[:1] + inspections[3:]):
        found = gaps(done, Changes=[swap])
        daily = found[found["kind"].eq("片區日檢")]
        assert days(found, done=True) == [10, 14]
        assert dict(zip(daily["due"].dt.day, daily["officer"], strict=True)) == {
            day: "E0" if day < 12 else "E1" for day in range(1, 32)
        }
    assert days(gaps(inspections[1:3], Changes=[swap]), done=True) == []


def test_a_week_of_two_officers_is_owed_by_the_one_of_its_sunday() -> None:
    """R-7.2: and says who led the zone before; a swap on Monday is of one officer."""
    swaps = [changed(14, "officer", "E0", "E1"), changed(16, "officer", "E1", "E2")]
    swaps.append(changed(19, "officer", "E2", "E1"))
    found = gaps([], Changes=swaps)
    week = found[found["kind"].eq("片區周檢")]
    assert list(week["officer"]) == ["E0", "E0", "E2", "E1"]
    assert list(week["before"].astype(object).where(week["before"].notna(), None)) == [
        None,
        None,
        "E0、E1",
        None,
    ]
    assert found.loc[found["kind"].ne("片區周檢"), "before"].isna().all()


def test_whose_own_zone_it_was_made_it() -> None:
    """R-M3: E2 came to this zone on the 6th, E3 was an officer until the 8th."""
    staff = [
        {"staff": "E2", "post": "片區客戶人員", "zone": "A"},
        {"staff": "E3", "post": "前臺接待員", "zone": "A"},
    ]
    changes = [
        changed(6, "zone", "B", "A", subject="員工", key="E2"),
        changed(9, "post", "片區客戶人員", "前臺接待員", subject="員工", key="E3"),
    ]
    inspections = [made(5, by="E2"), made(6, by="E2"), made(8, by="E3"), made(9, by="E3")]
    assert days(gaps(inspections, Staff=staff, Changes=changes), done=True) == [6, 8]


@pytest.mark.parametrize(
    ("changes", "owed", "weeks"),
    [
        ([(14, None, "是")], range(14, 32), [18, 25]),
        ([(15, "是", "否")], range(1, 15), [4, 11]),
        ([(15, "是", "否"), (18, "否", "是")], [*range(1, 15), *range(18, 32)], SUNDAYS),
        ([(5, None, "是"), (6, "是", "否")], [5], []),
        ([(25, "是", "否")], range(1, 25), [4, 11, 18]),
    ],
    ids=["opened", "closed", "closed and opened", "a day", "closed on a Sunday"],
)
def test_a_zone_owes_while_it_is_in_use(
    changes: list[tuple[int, str | None, str]], owed: Iterable[int], weeks: list[int]
) -> None:
    """R-7, R-M3: a week that it is not in use at the end of was never owed."""
    zone = {**ZONE, "active": changes[-1][2]}
    rows = [changed(day, "active", before, after) for day, before, after in changes]
    found = gaps([], [zone], Changes=rows)
    assert days(found) == list(owed)
    assert days(found, "主管周檢") == weeks


def test_a_row_says_since_when_where_the_first_record_is_later() -> None:
    """R-M3: opened by a split on the 8th, first inspected on the 20th."""
    opened = [changed(8, "active", None, "是")]
    assert days(gaps([made(20)], tickets=[], Changes=opened)) == [*range(8, 20), *range(21, 32)]
    assert days(gaps([made(5)], tickets=[], Changes=opened)) == list(range(8, 32))


def test_a_zone_owes_nothing_before_its_first_record() -> None:
    """R-M3: that is its beginning, whenever the month is counted; so is the office's first one."""
    for now in (october(19), NOW):
        found = gaps([made(20)], tickets=[{**OLD, "zone": "B"}], now=now)
        assert set(found["due"].dt.day) == set(range(20, 32))
        found = gaps([], tickets=[{"zone": "B", "registered": october(20)}], now=now)
        assert set(found["due"].dt.day) == set(range(20, 32))


def test_what_is_to_come_is_owed_by_those_of_today() -> None:
    """A change of a day to come is not there yet."""
    later = [changed(16, "officer", "E1", "E2"), changed(18, "active", "是", "否")]
    zone = {"zone": "A", "officer": "E2", "active": "否"}
    before = gaps([], [ZONE | {"active": "是"}], now=october(14.5))
    pd.testing.assert_frame_equal(gaps([], [zone], now=october(14.5), Changes=later), before)
    past = gaps([], [zone], now=october(-8), Changes=later)
    assert set(past["officer"]) == {"E1"}
    opened = [changed(12, "active", "否", "是")]
    assert gaps([], [ZONE], tickets=[], now=october(9), Changes=opened).empty


def test_zones_stand_in_the_order_of_their_numbers() -> None:
    found = gaps([], [{"zone": "A10"}, {"zone": "A9"}], [{**OLD, "zone": "A9"}])
    assert list(found["zone"].unique()) == ["A9", "A10"]


@pytest.mark.parametrize(
    ("inspections", "tickets", "first"),
    [
        ([made(20)], [], 20),
        ([made(20)], [{"zone": "A", "registered": october(14.4)}], 14),
        ([made(9)], [{"zone": "A", "registered": october(14.4)}], 9),
        ([made(20)], [{"zone": "B", "registered": october(14.4)}], 20),
        ([], [{"zone": "B", "registered": october(14.4)}], 14),
        ([], [{"registered": october(14.4)}, {"zone": "A"}], 14),
        ([], [], 31),
    ],
)
def test_zone_of_mid_month_owes_from_its_first_record(
    inspections: Rows, tickets: Rows, first: int
) -> None:
    found = gaps(inspections, tickets=tickets)
    assert list(found.loc[found["rule"] == "R-7.1", "due"].dt.day) == list(range(first, 32))
    assert days(found, "主管周檢") == [sunday for sunday in SUNDAYS if sunday >= first]


def test_what_is_dated_after_today_is_not_there_yet() -> None:
    found = gaps([made(5), made(6), made(7)], now=october(6.2))
    assert days(found, done=True) == [5, 6]
    assert days(found)[-1] == 31


def finding(**cells: object) -> dict[str, Any]:
    return {"inspection": "XJ1", "zone": "A", "date": october(5), "findings": "BJ01、BJ02", **cells}


def opened(*rows: dict[str, Any], now: pd.Timestamp = NOW) -> pd.DataFrame:
    return open_rectifications(tables_of(Inspections=list(rows))["Inspections"], now)


@pytest.mark.parametrize(
    ("cells", "matter"),
    [
        ({}, "rectification"),
        ({"recheck": "合格"}, "rectification"),
        ({"fixed": october(6)}, "recheck"),
        ({"fixed": october(6), "recheck": "合格"}, None),
        ({"fixed": october(6), "recheck": "不合格"}, "failed_recheck"),
        ({"recheck": "不合格"}, "failed_recheck"),
        ({"fixed": october(40), "recheck": "合格"}, "rectification"),
        ({"findings": None}, None),
        ({"findings": " 、"}, None),
        ({"date": october(40)}, None),
    ],
)
def test_finding_stays_until_it_is_closed(cells: dict[str, Any], matter: str | None) -> None:
    """R-7: each finding carries a rectification and a re-check."""
    assert list(opened(finding(**cells))["matter"]) == ([] if matter is None else [matter])


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        ({"fix_by": october(8)}, "2026-10-08 23:59"),
        ({}, "2026-10-05 23:59"),
        ({"fix_by": october(2)}, "2026-10-05 23:59"),
        ({"date": None, "fix_by": october(8)}, "2026-10-08 23:59"),
        ({"date": None}, "2026-10-31 23:59"),
    ],
)
def test_finding_is_due_at_its_days_end(cells: dict[str, Any], due: str) -> None:
    (found,) = opened(finding(**cells))["due"]
    assert found == pd.Timestamp(due)


def test_open_findings_are_known_by_row() -> None:
    closed = finding(fixed=october(6), recheck="合格")
    found = opened(closed, finding(responsible="E3"), finding())
    assert list(found.index) == [5, 6]
    assert list(found.columns) == ["inspection", "zone", "matter", "due", "responsible", "rule"]
    assert found.loc[5, "responsible"] == "E3"
    assert found["responsible"].isna().tolist() == [False, True]
    assert set(found["rule"]) == {"R-7"}
    assert str(found["due"].dtype) == "datetime64[us]"
    assert len(opened()) == 0


def check(day: int, zone: str, staff: str, asked: float | None, correct: float | None) -> Any:  # noqa: ANN401 - a row
    return {
        "date": october(day),
        "zone": zone,
        "staff": staff,
        "asked": asked,
        "correct": correct,
    }


def test_recognition_by_zone_and_person() -> None:
    """R-6: 27 of 30 rooms are exactly 90 %."""
    held = tables_of(
        Zones=[{"zone": "B"}, {"zone": "A"}, {"zone": "C"}],
        RecognitionChecks=[
            check(1, "A", "E1", 10, 10),
            check(31, "A", "E2", 20, 17),
            check(31, "B", "E1", 10, 8),
            check(9, "B", "E3", None, 8),
            check(9, "B", "E3", 8, None),
            check(32, "B", "E3", 9, 9),
        ],
    )
    found = recognition(held, Month.parse("2026-10")).set_index(["by", "key"])
    assert list(found.index) == [
        ("zone", "A"),
        ("zone", "B"),
        ("zone", "C"),
        ("staff", "E1"),
        ("staff", "E2"),
    ]
    assert found["asked"].tolist() == [30, 10, 0, 20, 20]
    assert found["correct"].tolist() == [27, 8, 0, 18, 17]
    assert found["share"].isna().tolist() == [False, False, True, False, False]
    assert found["reached"].tolist() == [True, False, False, True, False]
    assert set(found["target"]) == {0.9}


def test_whoever_of_a_zones_group_was_not_asked_is_named() -> None:
    """R-6: every member must know the owners; of a zone that is in use."""
    held = tables_of(
        Zones=[
            ZONE | {"officer": "E1", "repair": "E2", "cleaning": "E2", "greening": None},
            ZONE | {"zone": "B", "officer": "E9", "active": "否"},
        ],
        RecognitionChecks=[check(1, "A", "E1", 10, 10), check(1, "A", "E3", 5, 5)],
    )
    found = recognition(held, Month.parse("2026-10")).set_index("by").loc["staff"]
    assert dict(zip(found["key"], found["asked"], strict=True)) == {"E1": 10, "E2": 0, "E3": 5}
    assert found.set_index("key")["share"].isna().to_dict() == {
        "E1": False,
        "E2": True,
        "E3": False,
    }


def test_one_room_asked_is_a_check() -> None:
    held = tables_of(Zones=[ZONE], RecognitionChecks=[check(1, "A", "E1", 1, 1)])
    found = recognition(held, Month.parse("2026-10"))
    assert found["share"].tolist() == [1, 1]
    assert list(found.index) == [0, 1]


def test_recognition_against_the_offices_own_target() -> None:
    held = tables_of(Zones=[ZONE], RecognitionChecks=[check(1, "A", "E1", 10, 8)])
    assert recognition(held, Month.parse("2026-10"), 0.8)["reached"].tolist() == [True, True]
    assert len(recognition(tables_of(), Month.parse("2026-10"))) == 0


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-10, 40),
            st.sampled_from(["片區日檢", "片區周檢", "主管周檢"]),
            st.sampled_from(["E1", "E2", None]),
        ),
        max_size=8,
    ),
    st.tuples(st.integers(-10, 40), st.sampled_from(["片區日檢", "片區周檢", "主管周檢"])),
)
def test_one_more_inspection_never_opens_a_gap(
    rows: list[tuple[int, str, str | None]], more: tuple[int, str]
) -> None:
    """R-7, of a zone that has been there all along."""
    before = gaps([made(*row) for row in rows])
    after = gaps([*(made(*row) for row in rows), made(*more)])
    result = ["done", "trades"]
    assert before.drop(columns=result).equals(after.drop(columns=result))
    assert (after["done"] | ~before["done"]).all()


def test_a_zone_whose_first_record_is_to_come_owes_from_that_day() -> None:
    """Typed ahead, in the next month: whatever the month, as the records say (R-M3)."""
    old = [{**OLD, "zone": "B"}]
    zones = [{"zone": "A"}, {"zone": "B"}]
    found = gaps([{**made(20), "zone": "A"}], zones, old, now=october(-8))
    assert set(found.loc[found["zone"].eq("A"), "due"].dt.day) == set(range(20, 32))
