"""Complaints brought up to date before anything is said of them (R-C1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.compute.complaints import advance_complaints
from estate_xl.finding_codes import FindingCode
from estate_xl.findings import Finding
from estate_xl.tasks.outcome import names
from estate_xl.write.complaints import append_rounds, write_changes
from estate_xl.write.registers import Register

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.frames import Tables
    from estate_xl.read import Office


def climb(book: xw.Book, office: Office) -> tuple[Tables, list[str], list[Finding]]:
    """Close and open rounds, file what satisfied (R-C1); a second run changes nothing.

    Closed rounds are put away before the cells they came from are emptied: whatever stops the
    run between the two, no round is lost, and the next run does not keep it twice.

    Returns:
        The office's frames afterwards, titles of the sheets written, and complaints that cannot
        climb.

    Raises:
        WorkbookError: cells below the rounds that are kept are not empty.
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
    source, target = (
        _register(book, office, "Complaints"),
        _register(book, office, "ComplaintRounds"),
    )
    if source is None or (target is None and len(advance.closed)):
        return office.tables, [], findings
    language, written = office.places.language, []
    if target is not None and len(advance.closed):
        last = int(rounds.index.max()) if len(rounds) else target.header_row
        append_rounds(target, advance.closed, last, language=language, names=names(office))
        written.append(target.tab.name)
    if write_changes(source, advance.complaints, advance.changed, language):
        written.insert(0, source.tab.name)
    after = complaints.copy()
    after[advance.complaints.columns] = advance.complaints
    tables = {**office.tables, "Complaints": after, "ComplaintRounds": advance.rounds}
    return tables, written, findings


def _register(book: xw.Book, office: Office, key: str) -> Register | None:
    place = office.places.found.get(key)
    if place is None:
        return None
    return Register(book.sheets[place.title], place.columns, place.header_row, place.last_row)
