"""What an office must fill in first, in order, and what then need not be said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.check import parse_settings
from estate_xl.check.setup import check_setup, lacking, without_consequences
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.typed_frames import Tables

FULL: dict[str, dict[int, dict[str, object]]] = {
    "Zones": {4: {"zone": "A01", "active": "否"}, 5: {"zone": "A02"}},
    "Staff": {4: {"staff": "E01"}},
    "Owners": {4: {"room": "1-101"}},
    "Settings": {
        4: {"key": "project_name", "value": "濱江花園"},
        5: {"key": "office_name", "value": "管理處"},
    },
}


def tables(**changes: dict[int, dict[str, object]]) -> Tables:
    return build_tables({**FULL, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"Zones": {}}, [(FindingCode.NO_ZONES, None)]),
        ({"Zones": {4: {"name": "沒有編號"}}}, [(FindingCode.NO_ZONES, None)]),
        ({"Zones": {4: {"zone": "A01", "active": "否"}}}, [(FindingCode.NO_ACTIVE_ZONE, None)]),
        ({"Staff": {}}, [(FindingCode.NO_STAFF, None)]),
        ({"Owners": {}}, [(FindingCode.NO_OWNERS, None)]),
        (
            {"Settings": {4: {"key": "Project_Name", "value": None}}},
            [(FindingCode.NO_NAME, 4), (FindingCode.NO_NAME, None)],
        ),
        (
            {"Zones": {}, "Staff": {}, "Owners": {}, "Settings": {}},
            [
                (FindingCode.NO_ZONES, None),
                (FindingCode.NO_STAFF, None),
                (FindingCode.NO_OWNERS, None),
                (FindingCode.NO_NAME, None),
                (FindingCode.NO_NAME, None),
            ],
        ),
    ],
)
def test_what_is_to_be_set_up(
    changes: dict[str, dict[int, dict[str, object]]],
    expected: list[tuple[FindingCode, int | None]],
) -> None:
    held = tables(**changes)
    settings, _ = parse_settings(held["Settings"])
    assert [(found.code, found.row) for found in check_setup(held, settings)] == expected


UNKNOWN = FindingCode.UNKNOWN_REFERENCE


@pytest.mark.parametrize(
    ("finding", "empty", "is_kept"),
    [
        (Finding(UNKNOWN, "Tickets", 4, "zone"), "Zones", False),
        (Finding(UNKNOWN, "Tickets", 4, "zone"), "Staff", True),
        (Finding(UNKNOWN, "Tickets", 4, "worker"), "Staff", False),
        (Finding(UNKNOWN, "Tickets", 4, "content"), "Staff", True),
        (Finding(UNKNOWN, "Tickets", 4), "Zones", True),
        (Finding(FindingCode.ZONE_LACKS_TRADE, "Zones", 4, "repair"), "Staff", False),
        (Finding(FindingCode.ZONE_LACKS_TRADE, "Zones", 4, "repair"), "Owners", True),
        (Finding(FindingCode.MISSING_VALUE, "Tickets", 4, "zone"), "Zones", True),
    ],
)
def test_consequences(finding: Finding, empty: str, is_kept: bool) -> None:  # noqa: FBT001 - a row
    lacks = lacking(tables(**{empty: {}}))
    assert (without_consequences([finding], lacks) == [finding]) is is_kept
