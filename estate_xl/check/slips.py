"""The slip that came back is in order (R-5.2, R-5.3), and a rating has its visit (R-5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check.report import looked_up, report
from estate_xl.finding_codes import FindingCode
from estate_xl.schema.terms import ENGINEERING_KIND, NO, PASSED, YES

if TYPE_CHECKING:
    from estate_xl.findings import Finding
    from estate_xl.frames import Tables

_FILLED_IN: Final = ("worker", "arrived", "completed", "cause", "result", "rating")
_VISITED: Final = ("Tickets", "Complaints", "ComplaintRounds")


def check_slips(tables: Tables) -> list[Finding]:
    """SLIP_INCOMPLETE for each thing that a returned slip lacks (R-5.2).

    A slip whose 客戶簽字 says 否 lacks its signature. A cancelled ticket owes nothing.
    """
    tickets = tables["Tickets"]
    back = tickets[tickets["returned"].notna() & tickets["cancelled"].isna()]
    findings: list[Finding] = []
    for column in _FILLED_IN:
        lacking = back.loc[back[column].isna(), column].astype("str")
        findings += report(FindingCode.SLIP_INCOMPLETE, "Tickets", column, lacking)
    unsigned = back.loc[back["signed"] != YES.hant, "signed"]
    return findings + report(FindingCode.SLIP_INCOMPLETE, "Tickets", "signed", unsigned)


def check_joint_checks(tables: Tables) -> list[Finding]:
    """SIGNED_BEFORE_JOINT_CHECK for each signature that came too early (R-5.3).

    Meant are engineering rectifications of a room whose owner had not moved in when the work was
    over: on the day the slip came back, else of completion, else of registration. The joint check
    must have passed by the time the slip came back.
    """
    tickets, owners = tables["Tickets"], tables["Owners"]
    over = tickets["returned"].fillna(tickets["completed"]).fillna(tickets["registered"])
    moved_in = looked_up(owners, "room", "moved_in", tickets["room"])
    moved_in_on = looked_up(owners, "room", "moved_in_on", tickets["room"])
    empty_home = (moved_in == NO.hant) | (moved_in_on > over)
    passed = (tickets["joint_check"] == PASSED.hant) & tickets["joint_checked"].notna()
    in_time = passed & ~(tickets["joint_checked"] > tickets["returned"])
    bad = (
        (tickets["kind"] == ENGINEERING_KIND.hant)
        & (tickets["rectification"] == YES.hant)
        & (tickets["signed"] == YES.hant)
        & empty_home
        & ~in_time
    )
    signatures = tickets.loc[bad, "signed"]
    return report(FindingCode.SIGNED_BEFORE_JOINT_CHECK, "Tickets", "signed", signatures)


def check_ratings(tables: Tables) -> list[Finding]:
    """RATING_WITHOUT_VISIT where a visit is rated that has no time (R-5.4, R-C1)."""
    findings: list[Finding] = []
    for sheet in _VISITED:
        frame = tables[sheet]
        ratings = frame.loc[frame["visited"].isna(), "visit_rating"].dropna()
        findings += report(FindingCode.RATING_WITHOUT_VISIT, sheet, "visit_rating", ratings)
    return findings
