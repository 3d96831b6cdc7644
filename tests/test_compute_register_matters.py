"""What registers owe: who, by when, until done; each by its declaration alone (R-5 duties)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from estate_xl.check import parse_settings
from estate_xl.compute.carried_records import carried_records
from estate_xl.compute.open_matters import MATTERS
from estate_xl.compute.owed import find_owed
from estate_xl.compute.register_events import register_events
from estate_xl.compute.register_matters import SPECIAL
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.typed_frames import build_tables
from support.register_records import DAY, register_rows

if TYPE_CHECKING:
    from estate_xl.schema.office_register import Matter, OfficeRegister

NOW = pd.Timestamp(2026, 12, 30, 9)
STAFF = {
    4: {"staff": "E1", "name": "甲", "department": "客戶服務中心", "post": "客戶主管"},
    5: {"staff": "E2", "name": "乙", "department": "客戶服務中心", "post": "片區客戶人員"},
    6: {"staff": "E3", "name": "丙", "department": "管理處", "post": "管理處主任"},
}
ZONE = {4: {"zone": "A01", "name": "東區", "officer": "E2"}}
ROOM = {4: {"room": "1-101", "zone": "A01"}}
REFERENCES = {"Zones": "A01", "Staff": "E1", "Owners": "1-101"}
PLAIN = [(each, matter) for each in OFFICE_REGISTERS for matter in each.matters]


def owed(**sheets: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """The matters of registers in an office of those rows."""
    tables = build_tables({"Staff": STAFF, "Zones": ZONE, "Owners": ROOM, **sheets})
    settings, _ = parse_settings(tables["Settings"])
    found = find_owed(tables, settings, NOW).matters
    keys = {register.key for register in OFFICE_REGISTERS}
    rows = found[found["sheet"].isin(keys)].astype(object)
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for row in rows.to_dict("records")
    ]


@pytest.mark.parametrize(("register", "matter"), PLAIN, ids=lambda each: each.key)
def test_what_is_not_done_is_owed_until_it_is(register: OfficeRegister, matter: Matter) -> None:
    rows = dict(enumerate(register_rows(register, REFERENCES), start=4))
    found = [each for each in owed(**{register.key: rows}) if each["matter"] == matter.key]
    assert matter.key in MATTERS
    if matter.due:
        assert {each["sheet"] for each in found} == {register.key}
        assert [each["row"] for each in found] == ([4] if matter.done else [4, 5])
        assert {each["due"] for each in found} == {DAY + pd.Timedelta(hours=23, minutes=59)}
        assert {each["rule"] for each in found} == {matter.rule}


@pytest.mark.parametrize(
    ("typed", "zone", "owes"),
    [
        ({"responsible": "E3", "room": "1-101"}, "A01", "E3"),
        ({"room": "1-101"}, "A01", "E2"),
        ({}, None, "E1"),
        ({"room": "9-999"}, None, "E1"),
    ],
)
def test_the_one_named_owes_it_else_the_zones_officer_else_the_post(
    typed: dict[str, str], zone: str | None, owes: str
) -> None:
    (found,) = owed(Errands={4: {"item": "代收", "due": pd.Timestamp(2026, 12, 1), **typed}})
    assert (found["zone"], found["owes"]) == (zone, owes)
    assert (found["item"], found["place"]) == ("代收", typed.get("room"))


def test_a_contract_that_runs_out_is_the_directors() -> None:
    rows = {4: {"contractor": "W1", "name": "電梯公司", "valid_until": pd.Timestamp(2026, 12, 1)}}
    (found,) = owed(Contractors=rows)
    assert (found["record"], found["owes"], found["item"]) == ("W1", "E3", "電梯公司")


def test_nothing_is_owed_without_what_it_is_about_or_without_a_day() -> None:
    day = pd.Timestamp(2026, 12, 1)
    surveys: dict[int, dict[str, Any]] = {
        4: {"due": day},
        5: {"due": day, "opinion": "燈暗"},
        6: {"opinion": "無期限"},
    }
    assert [each["row"] for each in owed(Survey=surveys)] == [5]


def test_an_office_without_registers_owes_none() -> None:
    assert owed() == []


def test_a_matter_without_a_day_has_a_function() -> None:
    """And one with a day has none."""
    without = {matter.key for _, matter in PLAIN if not matter.due}
    assert without == set(SPECIAL)
    assert all(matter.reads for _, matter in PLAIN if not matter.due)


def test_works_that_go_on_are_patrolled_by_the_zones_officer() -> None:
    (found,) = owed(Renovations={4: {"room": "1-101", "starts": pd.Timestamp(2026, 12, 1)}})
    assert (found["matter"], found["owes"]) == ("patrol", "E2")
    assert found["due"] == pd.Timestamp(2026, 12, 8, 23, 59)


def test_keys_of_matters_are_there_once() -> None:
    keys = [matter.key for _, matter in PLAIN]
    assert len(set(keys)) == len(keys)
    assert len(MATTERS) == len({label.hant for label in MATTERS.values()})


def test_a_fee_is_owed_until_all_of_it_came_in() -> None:
    """0 or a part of 應收 closes nothing; more than it does."""
    fee = {"room": "1-101", "item": "物業費", "period": "2026-11", "due": DAY, "amount": 200}
    received = {4: 0, 5: 199.99, 6: 200, 7: 2000, 8: None}
    rows = {row: {**fee, "received": amount} for row, amount in received.items()}
    rows[9] = {**fee, "amount": None, "received": 50}
    assert [each["row"] for each in owed(Fees=rows)] == [4, 5, 8]
    tables = build_tables({"Fees": rows, "Owners": ROOM})
    good = register_events(tables)["fees_1"]["good"]
    assert list(good) == [False, False, True, True, False, True]
    assert list(carried_records(tables, 2027)["Fees"]) == [4, 5, 8]
