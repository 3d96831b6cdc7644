"""ZONE_LACKS_TRADE: a zone in use has somebody for each trade (R-2)."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.zones import check_rooms, check_zone_use, check_zones
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables

_ZONE = {
    "zone": "Z1",
    "name": "東區",
    "officer": "E1",
    "order": "E2",
    "repair": "E3",
    "cleaning": "E4",
    "greening": "E5",
    "active": "是",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"active": None, "repair": None}, ["repair"]),
        ({"active": "否", "repair": None}, []),
        ({"order": None, "greening": None}, ["order", "greening"]),
        ({"cleaning": None}, ["cleaning"]),
        ({"officer": None}, []),  # MISSING_VALUE already, from reading
    ],
)
def test_a_zone_lacks_a_trade(change: dict[str, str | None], expected: list[str]) -> None:
    findings = check_zones(build_tables({"Zones": {5: {**_ZONE, **change}}}))
    assert [(f.code, f.sheet, f.row, f.column) for f in findings] == [
        (FindingCode.ZONE_LACKS_TRADE, "Zones", 5, column) for column in expected
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "片區 東區（Z1） 沒有配備「維修」人員"),
        ({"name": None}, "片區 Z1 沒有配備「維修」人員"),
        ({"zone": None}, "片區 — 沒有配備「維修」人員"),
    ],
)
def test_the_words(change: dict[str, str | None], expected: str) -> None:
    tables = build_tables({"Zones": {5: {**_ZONE, "repair": None, **change}}})
    assert check_zones(tables)[0].message(Language.HANT) == expected


_DAY = pd.Timestamp("2026-10-10")


@pytest.mark.parametrize(
    ("sheet", "day"),
    [
        ("Tickets", "registered"),
        ("Complaints", "received"),
        ("Commendations", "date"),
        ("Inspections", "date"),
        ("RecognitionChecks", "date"),
    ],
)
def test_a_record_is_of_a_day_on_which_its_zone_was_in_use(sheet: str, day: str) -> None:
    """R-M3: Z1 was opened on the 10th, Z2 closed on it; of Z3, which is 否, nobody knows when."""
    rows = [
        {"zone": zone, day: when}
        for zone in ("Z1", "Z2", "Z3", "Z4")
        for when in (_DAY - pd.Timedelta(minutes=1), _DAY)
    ]
    use = {"subject": "片區", "field": "active", "date": _DAY}
    tables = build_tables(
        {
            "Zones": {
                4: {"zone": "Z1", "name": "東區", "active": "是"},
                5: {"zone": "Z2", "active": "否"},
                6: {"zone": "Z3", "active": "否"},
            },
            sheet: dict(enumerate([*rows, {"zone": "Z2"}], start=4)),
            "Changes": {
                4: use | {"key": "Z1", "after": "是"},
                5: use | {"key": "Z2", "before": "是", "after": "否"},
                6: use | {"key": "Z3", "date": None},
            },
        }
    )
    findings = check_zone_use(tables)
    assert [(f.code, f.sheet, f.row, f.column) for f in findings] == [
        (FindingCode.ZONE_OUT_OF_USE, sheet, row, "zone") for row in (4, 7)
    ]
    assert findings[0].message(Language.HANT) == "片區 東區（Z1） 在 2026-10-09 未啟用"


def test_an_office_without_changes_has_no_such_record() -> None:
    ticket = {"zone": "Z3", "registered": _DAY}
    tables = build_tables({"Zones": {4: {"zone": "Z3", "active": "否"}}, "Tickets": {4: ticket}})
    assert check_zone_use(tables) == []


@pytest.mark.parametrize("sheet", ["Tickets", "Complaints"])
@pytest.mark.parametrize(
    ("zone", "room", "day", "is_other"),
    [
        ("Z1", "1-101", "2026-10-10", False),
        ("Z2", "1-101", "2026-10-10", True),
        ("Z2", "1-101", "2026-10-04", False),
        ("Z1", "1-101", "2026-10-04", True),
        (None, "1-101", "2026-10-10", False),
        ("Z2", "9-999", "2026-10-10", False),
        ("Z2", None, "2026-10-10", False),
    ],
)
def test_a_report_is_of_its_rooms_zone(
    sheet: str, zone: str | None, room: str | None, day: str, *, is_other: bool
) -> None:
    """R-2, R-M3: by what the owners' sheet held on that day."""
    moved = {
        "date": pd.Timestamp("2026-10-05"),
        "subject": "業主",
        "key": "1-101",
        "field": "zone",
        "before": "Z2",
        "after": "Z1",
    }
    time = {"Tickets": "registered", "Complaints": "received"}[sheet]
    tables = build_tables(
        {
            "Zones": {4: _ZONE},
            "Owners": {4: {"room": "1-101", "zone": "Z1"}},
            "Changes": {4: moved},
            sheet: {7: {"zone": zone, "room": room, time: pd.Timestamp(f"{day} 09:00")}},
        }
    )
    findings = check_rooms(tables)
    assert [(f.code, f.sheet, f.row, f.column) for f in findings] == (
        [(FindingCode.ZONE_NOT_OF_ROOM, sheet, 7, "zone")] if is_other else []
    )
    if is_other and zone == "Z2":
        assert findings[0].message(Language.HANT) == (
            "「片區」填 Z2，1-101 在業主檔案裏屬於 東區（Z1）"
        )
