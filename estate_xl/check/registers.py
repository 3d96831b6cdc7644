"""Values that a register holds once, and impossible counts (R-6, R-C1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check.report import repeated, report
from estate_xl.findings.codes import FindingCode
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables


def check_registers(tables: Tables) -> list[Finding]:
    """DUPLICATE_ROW for a day or a round that occurs twice, KNOWN_MORE_THAN_ASKED (R-6)."""
    days = tables["Calendar"]["date"].dropna().dt.strftime("%Y-%m-%d").astype("str")
    twice = repeated(days)
    found = report(
        FindingCode.DUPLICATE_ROW, "Calendar", "date", days.loc[twice.index], rows=list(twice)
    )
    rounds = tables["ComplaintRounds"].dropna(subset=["complaint", "round"])
    numbers = rounds["round"].astype("int64").astype("str")
    again = repeated(normalise(rounds["complaint"]) + "\n" + numbers)
    found += report(
        FindingCode.DUPLICATE_ROW,
        "ComplaintRounds",
        "round",
        numbers.loc[again.index],
        rows=list(again),
    )
    checks = tables["RecognitionChecks"]
    bad = checks[checks["correct"].gt(checks["asked"])]
    asked = bad["asked"].astype("int64").astype("str")
    return found + report(
        FindingCode.KNOWN_MORE_THAN_ASKED,
        "RecognitionChecks",
        "correct",
        bad["correct"].astype("int64").astype("str"),
        asked=list(asked),
    )
