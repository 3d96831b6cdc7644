"""A zone has somebody for each trade and its own rooms (R-2), and records while in use (R-M3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check.report import day_texts, looked_up, names_of, report
from estate_xl.compute.master_states import ZONE_RECORDS
from estate_xl.compute.past_values import values_on
from estate_xl.findings.codes import FindingCode
from estate_xl.schema.registers import ZONES
from estate_xl.schema.terms import NO

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_OF_ROOMS: Final = (("Tickets", "registered"), ("Complaints", "received"))
"""Sheets of reports from rooms, and their day."""
_TRADES: Final = ("order", "repair", "cleaning", "greening")


def check_zones(tables: Tables) -> list[Finding]:
    """ZONE_LACKS_TRADE for each empty trade of a zone in use (R-2).

    The officer stands for the service trade; an empty one is a missing value already.
    """
    zones = tables["Zones"]
    in_use = zones[zones["active"] != NO.hant]
    findings: list[Finding] = []
    for trade in _TRADES:
        lacking = in_use[in_use[trade].isna()]
        findings += report(
            FindingCode.ZONE_LACKS_TRADE,
            "Zones",
            trade,
            lacking[trade],
            zone=names_of(zones, "zone", lacking["zone"]),
        )
    return findings


def check_rooms(tables: Tables) -> list[Finding]:
    """ZONE_NOT_OF_ROOM for each report whose room belonged to another zone on its day (R-2)."""
    zones, findings = tables["Zones"], []
    for sheet, day in _OF_ROOMS:
        frame = tables[sheet]
        held = frame[frame["room"].notna() & frame["zone"].notna()]
        today = looked_up(tables["Owners"], "room", "zone", held["room"])
        own = values_on(today, held["room"], held[day], tables["Changes"], "Owners.zone")
        bad = held[own.notna() & own.ne(held["zone"])]
        findings += report(
            FindingCode.ZONE_NOT_OF_ROOM,
            sheet,
            "zone",
            bad["zone"],
            typed=names_of(zones, "zone", bad["zone"]),
            room=list(bad["room"]),
            zone=names_of(zones, "zone", own[bad.index]),
        )
    return findings


def check_zone_use(tables: Tables) -> list[Finding]:
    """ZONE_OUT_OF_USE for each record of a zone on a day on which it was not in use (R-M3).

    Meant are zones of which 變更記錄 tells when they were: since when another is 否 nobody knows.
    """
    zones, changes = tables["Zones"], tables["Changes"]
    told = changes[changes["subject"].eq(ZONES.title.hant) & changes["field"].eq("active")]
    told = told.dropna(subset=["date", "key"])
    findings: list[Finding] = []
    for sheet, day in ZONE_RECORDS.items() if len(told) else ():
        frame = tables[sheet]
        held = frame[frame["zone"].isin(told["key"]) & frame[day].notna()]
        today = looked_up(zones, "zone", "active", held["zone"])
        active = values_on(today, held["zone"], held[day], changes, "Zones.active")
        bad = held[active.eq(NO.hant)]
        findings += report(
            FindingCode.ZONE_OUT_OF_USE,
            sheet,
            "zone",
            bad["zone"],
            zone=names_of(zones, "zone", bad["zone"]),
            day=list(day_texts(bad[day])),
        )
    return findings
