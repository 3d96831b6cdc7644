"""Findings about changes of masters: undated ones, and rows that do not go together (R-M3)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.check.master_changes import bearing_changes, check_changes
from estate_xl.compute import Month
from estate_xl.compute.master_notes import take_note
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.texts.kinds import Severity
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables

NOW = pd.Timestamp(2026, 12, 3, 9)
OCTOBER = Month.parse("2026-10")

Tables = dict[str, pd.DataFrame]
Records = dict[str, Any]


def office(*changes: Records, **typed: Records) -> Tables:
    """A person, a zone in its first month and a room, some of it as said, and these changes."""
    masters: dict[str, Records] = {
        "Staff": {
            "staff": "Y001",
            "name": "林曉",
            "post": "員工",
            "joined": pd.Timestamp(2020, 1, 1),
        },
        "Zones": {"zone": "A01", "name": "東苑", "officer": "Y001", "households": 120.0},
        "Owners": {"room": "1-101", "zone": "A01", "moved_in": "否"},
    }
    records = {key: {4: {**record, **typed.get(key, {})}} for key, record in masters.items()}
    rows = {row: {"subject": "員工", "key": "Y001", **each} for row, each in enumerate(changes, 4)}
    return build_tables({**records, "Changes": rows})


NOTE = take_note(office(), OCTOBER)


def post(date: str, before: str | None, after: str | None) -> Records:
    return {"field": "post", "date": pd.Timestamp(date), "before": before, "after": after}


def found(tables: Tables) -> list[tuple[str, str, int | None, str | None]]:
    return [
        (each.code.name, each.sheet, each.row, each.column)
        for each in check_changes(tables, NOW, NOTE)
    ]


@pytest.mark.parametrize("left", [[], [post("2026-11-03", None, "員工")]], ids=["gone", "dated"])
def test_a_row_that_was_there_when_the_month_was_computed_is_missed(left: list[Records]) -> None:
    note = take_note(office(post("2026-11-02", None, "員工")), OCTOBER)
    lost = [
        each
        for each in check_changes(office(*left), NOW, note)
        if each.code is FindingCode.CHANGE_LOST
    ]
    assert [(each.sheet, each.row, each.value) for each in lost] == [("Changes", None, "Y001")]
    assert "2026-11-02，員工 Y001 的「崗位」" in lost[0].message(Language.HANT)


def test_an_undated_change_names_the_cell_and_offers_the_row() -> None:
    (asked,) = check_changes(office(Staff={"post": "維修班長"}), NOW, NOTE)
    assert (asked.code, asked.sheet, asked.row, asked.column) == (
        FindingCode.UNDATED_CHANGE,
        "Staff",
        4,
        "post",
    )
    assert asked.severity is Severity.ERROR
    assert "2026-10 是按「員工」計算的" in asked.message(Language.HANT)
    mend = asked.mend(Language.HANT)
    assert "對象 員工、編號 Y001、項目 崗位、原值 員工、新值 維修班長" in mend
    assert "estate-xl change BOOK --of 員工 --key Y001 --field 崗位 --to 維修班長 --from" in mend
    assert '--field Post --to "Repair Foreman" --from' in asked.mend(Language.EN)


def test_without_a_note_nothing_is_undated() -> None:
    assert check_changes(office(Staff={"post": "維修班長"}), NOW) == []


def test_a_cleared_cell_is_offered_as_an_empty_value() -> None:
    (asked,) = check_changes(office(Owners={"zone": None}), NOW, NOTE)
    assert "原值 A01、新值 空" in asked.mend(Language.HANT)
    assert '--field 片區 --to "" --from' in asked.mend(Language.HANT)


def test_a_record_that_is_gone_has_no_row() -> None:
    tables = office()
    tables["Owners"].loc[4, "room"] = "1-102"
    (asked,) = check_changes(tables, NOW, NOTE)
    assert (asked.code, asked.row, asked.column) == (FindingCode.MASTER_REMOVED, None, None)
    assert asked.message(Language.HANT).startswith("1-101 的一行不見了")
    assert "編號 1-101、項目 房號、原值 1-101" in asked.mend(Language.HANT)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"staff": "Y002"}, FindingCode.NEW_WITHOUT_DAY),
        ({"zone": "A02"}, FindingCode.NEW_ZONE_WITHOUT_DAY),
    ],
)
def test_what_is_new_says_since_when(new: Records, code: FindingCode) -> None:
    sheet = "Staff" if "staff" in new else "Zones"
    tables = office()
    tables[sheet] = pd.concat([tables[sheet], build_tables({sheet: {5: new}})[sheet]])
    (asked,) = check_changes(tables, NOW, NOTE)
    assert (asked.code, asked.row) == (code, 5)
    if sheet == "Zones":
        assert "原值 否、新值 是" in asked.mend(Language.HANT)


def test_a_day_in_itself_is_a_note() -> None:
    (told,) = check_changes(office(Staff={"left": pd.Timestamp(2026, 11, 20)}), NOW, NOTE)
    assert (told.code, told.severity) == (FindingCode.SELF_DATED, Severity.NOTE)
    assert "現在是「2026-11-20」，2026-10 及以前的月份仍按「空」計算" in told.message(Language.HANT)


TWO = (post("2026-11-05", "員工", "維修班長"), post("2026-11-09", "維修班長", "工程主管"))


@pytest.mark.parametrize(
    ("changes", "held", "expected"),
    [
        (TWO, "工程主管", []),
        (TWO[::-1], "工程主管", []),
        (TWO[:1], "工程主管", [("CHAIN_END", "Changes", 4, "after")]),
        (
            (TWO[0], post("2026-11-09", "保潔班長", "工程主管")),
            "工程主管",
            [("CHAIN_BROKEN", "Changes", 4, "after")],
        ),
        (
            (TWO[0], post("2026-11-05", "維修班長", "工程主管")),
            "工程主管",
            [("SAME_DAY", "Changes", 5, "after")],
        ),
        ((post("2026-12-09", "員工", "維修班長"),), "員工", []),
        ((post("2026-11-09", "員工", None),), "員工", [("CHAIN_END", "Changes", 4, "after")]),
        (({**TWO[0], "key": "Y009"},), "員工", []),
    ],
    ids=[
        "whole",
        "in any order",
        "the master went on",
        "a gap",
        "twice on a day",
        "to come",
        "cleared and typed again",
        "of nobody",
    ],
)
def test_rows_of_one_cell_go_together(
    changes: tuple[Records, ...], held: str, expected: list[object]
) -> None:
    assert found(office(*changes, Staff={"post": held})) == expected


def test_a_cell_that_is_asked_for_its_day_is_not_asked_twice() -> None:
    note = take_note(
        office(post("2026-10-05", "員工", "維修班長"), Staff={"post": "維修班長"}), OCTOBER
    )
    tables = office(post("2026-10-05", "員工", "維修班長"), Staff={"post": "工程主管"})
    assert [each.code for each in check_changes(tables, NOW, note)] == [FindingCode.UNDATED_CHANGE]


def test_the_use_of_a_zone_begins_with_no() -> None:
    zone = {"subject": "片區", "key": "A01", "field": "active"}
    opened = {**zone, "date": pd.Timestamp(2026, 8, 1), "after": "否", "before": "是"}
    again = {**zone, "date": pd.Timestamp(2026, 9, 1), "before": None, "after": "是"}
    assert found(office(opened, again)) == []


def test_a_column_that_needs_no_date_may_have_rows() -> None:
    row = {"subject": "片區", "key": "A01", "field": "households", "date": pd.Timestamp(2026, 9, 1)}
    assert found(office({**row, "before": "100", "after": "120"})) == []
    assert [each[0] for each in found(office({**row, "after": "100"}))] == ["CHAIN_END"]


def test_rooms_bear_on_no_appraisal() -> None:
    room = {"subject": "業主", "key": "1-101", "field": "moved_in", "after": "是"}
    row = {**room, "date": pd.Timestamp(2026, 9, 1)}
    tables = office(row, TWO[0], Owners={"zone": None})
    assert len(check_changes(tables, NOW, NOTE)) == 3
    (kept,) = bearing_changes(tables, NOW, NOTE)
    assert (kept.sheet, kept.row) == ("Changes", 5)
