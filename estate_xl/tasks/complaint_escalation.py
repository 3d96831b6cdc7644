"""Complaints brought up to date before anything is said of them (R-C1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate_xl.column_needs import needs
from estate_xl.compute.complaints import advance_complaints
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.tasks.common import names
from estate_xl.tasks.registers import find_register
from estate_xl.write.complaints import append_rounds, write_changes
from estate_xl.write.registers import grow_table

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.compute.complaints import Advance
    from estate_xl.read import Office
    from estate_xl.typed_frames import Tables


class Climbed(NamedTuple):
    """A complaint that went a level up: its row as Excel shows it, and the words of both levels."""

    row: int
    complaint: str
    before: str
    after: str


@needs(advance_complaints, names)
def climb(office: Office) -> tuple[Tables, list[str], list[Finding], list[Climbed]]:
    """Close and open rounds, file what satisfied (R-C1); a second run changes nothing.

    Closed rounds are put away before the cells they came from are emptied: whatever stops the
    run between the two, no round is lost, and the next run does not keep it twice.

    Returns:
        The office's frames afterwards, titles of the sheets written, complaints that cannot climb,
        and those that did.

    Raises:
        WorkbookError: there is no room below the rounds that are kept.
    """
    complaints, rounds = office.tables["Complaints"], office.tables["ComplaintRounds"]
    advance = advance_complaints(complaints, rounds)
    findings = [
        Finding(code, "Complaints", int(row), "visit_rating")
        for code, rows in (
            (FindingCode.COMPLAINT_BEYOND, advance.beyond),
            (FindingCode.COMPLAINT_STUCK, advance.stuck),
        )
        for row in rows
    ]
    source = find_register(office, "Complaints")
    target = find_register(office, "ComplaintRounds")
    if source is None or (target is None and len(advance.closed)):
        return office.tables, [], findings, []
    language, written = office.places.language, []
    if target is not None and len(advance.closed):
        append_rounds(target, advance.closed, language=language, names=names(office))
        written.append(target.tab.name)
    if write_changes(source, advance.complaints, advance.changed, language):
        grow_table(source)
        written.insert(0, source.tab.name)
    after = complaints.copy()
    after[advance.complaints.columns] = advance.complaints
    tables = {**office.tables, "Complaints": after, "ComplaintRounds": advance.rounds}
    return tables, written, findings, _climbed(complaints, advance)


def _climbed(complaints: pd.DataFrame, advance: Advance) -> list[Climbed]:
    """The complaints that went a level up, by row."""
    levels = advance.climbed
    return [
        Climbed(int(str(row)), str(number), str(before), str(after))
        for row, number, before, after in zip(
            levels.index,
            complaints.loc[levels.index, "complaint"],
            levels["before"],
            levels["after"],
            strict=True,
        )
    ]
