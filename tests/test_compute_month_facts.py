"""Facts that headquarters adds up, of frames."""

from __future__ import annotations

import datetime as dt

from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.compute.month_facts import month_facts
from estate_xl.typed_frames import build_tables

MONTH = Month.parse("2026-10")


def moment(day: int) -> dt.datetime:
    return dt.datetime(2026, 10, day, 9)  # noqa: DTZ001 - a workbook's times have no zone


def test_facts_of_an_office() -> None:
    """Zones in use, complaints received, and shares as numerator and denominator."""
    tables = build_tables(
        {
            "Zones": {
                4: {"zone": "A01", "name": "甲", "households": 120, "active": "是"},
                5: {"zone": "A02", "name": "乙", "households": 80, "active": "是"},
                6: {"zone": "A03", "name": "丙", "households": 500, "active": "否"},
            },
            "Complaints": {
                4: {"complaint": "TS-1", "received": moment(5), "zone": "A01"},
                5: {"complaint": "TS-2", "received": moment(6), "zone": "A01", "valid": "否"},
            },
            "Tickets": {
                4: {
                    "ticket": "BS-1",
                    "registered": moment(5),
                    "zone": "A01",
                    "returned": moment(6),
                    "visited": moment(6),
                    "visit_rating": "不滿意",
                },
                5: {
                    "ticket": "BS-2",
                    "registered": moment(7),
                    "zone": "A02",
                    "returned": moment(8),
                    "visited": moment(8),
                    "visit_rating": "滿意",
                },
            },
        }
    )
    settings, _ = parse_settings(tables["Settings"])
    facts = month_facts(tables, settings, MONTH)
    assert facts["households"] == 200
    assert (facts["complaints"], facts["complaints_unfounded"]) == (2, 1)
    assert facts["satisfaction"] == [1, 2]


def test_an_office_that_counted_no_households_says_so() -> None:
    tables = build_tables({"Zones": {4: {"zone": "A01", "name": "甲", "active": "是"}}})
    settings, _ = parse_settings(tables["Settings"])
    facts = month_facts(tables, settings, MONTH)
    assert facts["households"] is None
    assert facts["on_time"] == [0, 0]
