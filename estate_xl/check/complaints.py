"""A complaint of a month being computed has the department that it is charged to (R-8.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check.report import report
from estate_xl.findings.codes import FindingCode
from estate_xl.schema.terms import NO

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.check.months import ComputedMonths
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_SHEET: Final = "Complaints"


def check_charged(
    tables: Tables, months: ComputedMonths, before: pd.Timestamp | None = None
) -> list[Finding]:
    """UNCHARGED for each complaint that no department is charged with yet (R-8.2).

    One that has a plan lacks its department, which `check_states` says; an unfounded one charges
    nobody.

    Args:
        tables: Frames of the workbook.
        months: Whose numbers are being computed.
        before: Leave out complaints received since then, which are still being looked into; None
            for none.
    """
    complaints = tables[_SHEET]
    received = complaints["received"]
    counts = months.holds(received) & ~complaints["valid"].eq(NO.hant).fillna(value=False)
    if before is not None:
        counts &= received.lt(before)
    decided = complaints[["department", "plan", "settled", "visited", "filed"]].notna().any(axis=1)
    undecided = complaints.loc[counts & ~decided, "department"]
    return report(FindingCode.UNCHARGED, _SHEET, "department", undecided)
