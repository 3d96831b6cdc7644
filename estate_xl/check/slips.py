"""Nobody signs before the joint check has passed (R-5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check.report import report
from estate_xl.compute.past_values import not_moved_in
from estate_xl.findings.codes import FindingCode
from estate_xl.schema.terms import ENGINEERING_KIND, PASSED, YES
from estate_xl.times_of_day import is_before

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables


def check_joint_checks(tables: Tables) -> list[Finding]:
    """SIGNED_BEFORE_JOINT_CHECK for each signature that came too early (R-5.3).

    Meant are engineering rectifications of a room whose owner had not moved in when the work was
    over: on the day the slip came back, else of completion, else of registration. The joint check
    must have passed by the time the slip came back.
    """
    tickets = tables["Tickets"]
    passed = (tickets["joint_check"] == PASSED.hant) & tickets["joint_checked"].notna()
    in_time = passed & ~is_before(tickets["returned"], tickets["joint_checked"])
    bad = (
        (tickets["kind"] == ENGINEERING_KIND.hant)
        & (tickets["rectification"] == YES.hant)
        & (tickets["signed"] == YES.hant)
        & not_moved_in(tables)
        & ~in_time
    )
    signatures = tickets.loc[bad, "signed"]
    return report(FindingCode.SIGNED_BEFORE_JOINT_CHECK, "Tickets", "signed", signatures)
