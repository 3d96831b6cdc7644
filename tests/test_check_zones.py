"""ZONE_LACKS_TRADE: a zone in use has somebody for each trade (R-2)."""

from __future__ import annotations

import pytest

from estate_xl.check.zones import check_zones
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
