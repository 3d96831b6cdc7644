"""What a slip says of its ticket (R-5.1 to R-5.3)."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from estate_xl.compute.slips import (
    closed_states,
    named_rows,
    needs_joint_check,
    slip_records,
)
from estate_xl.schema import SETTINGS, Language, OfficeSettings
from estate_xl.schema.slips import QR, REPRINT, SLIP_FIELDS
from estate_xl.typed_frames import build_tables

_REGISTERED = dt.datetime(2026, 10, 5, 8, 30)  # noqa: DTZ001 - a workbook's times have no zone
_TICKET = {
    "ticket": "BS202610-0001",
    "registered": _REGISTERED,
    "channel": "電話",
    "zone": "Z1",
    "room": "1-101",
    "kind": "工程類",
    "department": "工程維修部",
    "content": "漏水",
    "rectification": "是",
    "receptionist": "E1",
    "worker": "E9",
}
_OFFICE = {
    "Zones": {4: {"zone": "Z1", "name": "東區"}},
    "Staff": {4: {"staff": "E1", "name": "王芳"}, 5: {"staff": "E9"}},
    "Owners": {
        4: {"room": "1-101", "owner": "李明", "phone": "13900000000", "moved_in": "否"},
        5: {"room": "1-102", "owner": "趙強", "moved_in": "是"},
    },
}


def records(language: Language = Language.HANT, **changes: object) -> dict[str, object]:
    """The record of one ticket."""
    tables = build_tables({**_OFFICE, "Tickets": {7: _TICKET | changes}})
    values = {setting.key: setting.default for setting in SETTINGS}
    values |= {"project_name": "濱江花園", "office_name": "管理處"}
    (record,) = slip_records(tables["Tickets"], tables, OfficeSettings(values), language)
    return record


def test_every_name_of_the_template_has_a_value() -> None:
    """All but the picture and the count, which the printing adds."""
    assert records().keys() == {field.key for field in SLIP_FIELDS} - {QR.key, REPRINT.key}


def test_people_and_zones_are_called_by_name() -> None:
    record = records()
    assert (record["zone"], record["receptionist"]) == ("東區", "王芳")
    assert record["worker"] == "E9", "a person without a name is called by the number"


def test_times_are_times_and_what_is_open_is_left_to_the_hand() -> None:
    """R-5.2: arrival, completion, cause and result are ruled blanks until they are known."""
    record = records()
    assert record["registered"] == _REGISTERED
    assert type(record["registered"]) is dt.datetime
    for key in ("arrived", "completed", "cause", "result", "returned", "joint_checked"):
        assert record[key] is None


def test_customer_is_the_owner_where_none_was_typed() -> None:
    assert (records()["customer"], records()["phone"]) == ("李明", "13900000000")
    assert records(customer="租戶陳")["customer"] == "租戶陳"
    assert records(room=None)["customer"] is None


def test_choices_are_in_the_workbooks_language() -> None:
    assert records(Language.EN)["kind"] == "Engineering"
    assert records(Language.HANS)["kind"] == "工程类"
    assert records()["kind"] == "工程類"


@pytest.mark.parametrize(
    ("changes", "is_asked"),
    [
        ({}, True),
        ({"room": "1-102"}, False),
        ({"rectification": "否"}, False),
        ({"rectification": None}, False),
        ({"room": None}, False),
        ({"kind": "物管類"}, False),
    ],
)
def test_joint_box_only_for_rectification_before_moving_in(
    changes: dict[str, str], *, is_asked: bool
) -> None:
    """R-5.3."""
    box = records(Language.HANT, **changes)["joint_box"]
    assert box == ("☐ 合格　☐ 不合格" if is_asked else "不需代客驗收")


@pytest.mark.parametrize(
    ("rating", "language", "box"),
    [
        (None, Language.HANT, "☐ 滿意　☐ 基本滿意　☐ 不滿意"),
        ("基本滿意", Language.HANT, "☐ 滿意　☑ 基本滿意　☐ 不滿意"),
        ("滿意", Language.HANS, "☑ 满意　☐ 基本满意　☐ 不满意"),
    ],
)
def test_a_recorded_rating_is_ticked(rating: str | None, language: Language, box: str) -> None:
    """A slip printed again says what the customer ticked (R-5.2)."""
    assert records(language, rating=rating)["rating_box"] == box


def test_a_recorded_joint_check_is_ticked_wherever_it_stands() -> None:
    """R-5.3."""
    for changes in ({}, {"room": "1-102"}):
        box = records(Language.HANT, joint_check="不合格", **changes)["joint_box"]
        assert box == "☐ 合格　☑ 不合格"


def test_joint_check_is_told_by_ticket() -> None:
    """R-5.3, the mask itself."""
    tables = build_tables({**_OFFICE, "Tickets": {7: _TICKET, 8: _TICKET | {"room": "1-102"}}})
    moved_in = pd.Series({"1-101": "否", "1-102": "是"})
    assert needs_joint_check(tables["Tickets"], moved_in).to_dict() == {7: True, 8: False}


def test_named_rows_are_found_as_references_are() -> None:
    tables = build_tables(
        {"Tickets": {7: _TICKET, 9: {"ticket": "A-1"}, 12: {"ticket": "a-1"}, 13: {}}}
    )
    found = named_rows(tables["Tickets"], ["ｂｓ202610—0001", "A-1", "Ａ-1", "none"])
    assert found == {"ｂｓ202610—0001": [7], "A-1": [9], "Ａ-1": [9, 12], "none": []}


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, None),
        ({"completed": _REGISTERED}, "已完工"),
        ({"completed": _REGISTERED, "returned": _REGISTERED}, "已返單"),
        ({"returned": _REGISTERED, "visited": _REGISTERED}, "已回訪"),
        ({"visited": _REGISTERED, "archived": _REGISTERED}, "已存檔"),
        ({"archived": _REGISTERED, "cancelled": "誤報"}, "已取消"),
    ],
)
def test_a_ticket_that_is_over_needs_no_new_slip(
    cells: dict[str, object], state: str | None
) -> None:
    tickets = build_tables({"Tickets": {7: _TICKET | cells}})["Tickets"]
    found = closed_states(tickets)[7]
    assert (found == state) if state else pd.isna(found)
