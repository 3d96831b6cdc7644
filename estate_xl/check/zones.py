"""A zone has somebody for each trade (R-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check.report import names_of, report
from estate_xl.findings.codes import FindingCode
from estate_xl.schema.terms import NO

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

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
