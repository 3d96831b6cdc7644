"""The month that is appraised: over, and with records (art. 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.column_needs import needs
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding

if TYPE_CHECKING:
    import datetime as dt

    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

_SHEET: Final = "MonthRecords"
_DAYS: Final = {
    "Tickets": "registered",
    "Complaints": "received",
    "Commendations": "date",
    "Inspections": "date",
}
"""The column of each sheet that tells of which month a record is."""


@needs(MonthlyScores=("month",), **{sheet: (column,) for sheet, column in _DAYS.items()})
def check_appraised_month(tables: Tables, month: Month, now: dt.datetime) -> list[Finding]:
    """MONTH_NOT_OVER, and MONTH_EMPTY where nothing at all is of that month.

    Args:
        tables: The records.
        month: The month appraised.
        now: The moment.
    """
    findings = []
    last_day = month.last_day.date()
    if now.date() <= last_day:
        facts = {"month": str(month), "last": f"{last_day}", "today": f"{now:%Y-%m-%d}"}
        findings.append(Finding(FindingCode.MONTH_NOT_OVER, _SHEET, facts=facts))
    first, last = month.first_day, month.last_day
    days = [tables[sheet][column].dt.normalize() for sheet, column in _DAYS.items()]
    scored = tables["MonthlyScores"]["month"].eq(str(month))
    if not scored.any() and not any(day.between(first, last).any() for day in days):
        facts = {"month": str(month)}
        findings.append(Finding(FindingCode.MONTH_EMPTY, _SHEET, facts=facts))
    return findings
