"""overdue: who owes what at a moment (R-5.3 to R-5.6, R-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import parse_settings
from estate_xl.compute.owed import find_owed
from estate_xl.finding_codes import FindingCode
from estate_xl.findings import Finding, sort_findings
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK
from estate_xl.tasks.climbing import climb
from estate_xl.tasks.outcome import (
    CHECKING,
    READING,
    WRITING,
    Outcome,
    first_at_each_cell,
    names,
    needed_sheet,
    titles,
    zone_names,
)
from estate_xl.tasks.registers import find_register
from estate_xl.write.coverage import fit_print_areas, write_coverage, write_recognition
from estate_xl.write.overdue import write_overdue, write_states
from estate_xl.write.registers import grow_table

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.tasks.outcome import Report


_DUE = {
    **{
        key: [column.key for column in ESTATE_BOOK[key].columns]
        for key in ("Settings", "Calendar", "Complaints", "ComplaintRounds")
    },
    "Zones": ("zone", "name", "officer", "active"),
    "Staff": ("staff", "name", "post", "zone", "left"),
    "Owners": ("room", "owner", "moved_in"),
    "Tickets": (
        "ticket",
        "registered",
        "zone",
        "room",
        "kind",
        "rectification",
        "receptionist",
        "dispatched",
        "worker",
        "arrived",
        "completed",
        "joint_check",
        "returned",
        "slip_ok",
        "visited",
        "archived",
        "cancelled",
    ),
    "FollowUps": ("ticket", "at"),
    "Inspections": (
        "inspection",
        "date",
        "kind",
        "zone",
        "inspector",
        "findings",
        "responsible",
        "fix_by",
        "fixed",
        "recheck",
    ),
    "RecognitionChecks": ("date", "zone", "staff", "asked", "correct"),
}
"""What deadlines are computed from."""


def overdue(book: xw.Book, now: dt.datetime, report: Report) -> Outcome:
    """What is owed at a moment (R-5.3 to R-5.6, R-7), on 逾期提醒 and in 報事's derived columns.

    Args:
        book: The workbook.
        now: The moment.
        report: Told about progress.

    Raises:
        WorkbookError: the sheet 逾期提醒 is missing.
    """
    listed = needed_sheet(book, "Overdue")
    report(READING)
    office = read_office(book, _DUE)
    report(CHECKING)
    settings, found = parse_settings(office.tables["Settings"])
    report(WRITING)
    tables, climbed, unable = climb(book, office)
    owed = find_owed(tables, settings, now)
    language = office.places.language
    written = [listed.name, *climbed]
    register = find_register(book, office, "Tickets")
    if register is not None and write_states(register, owed.deadlines, language):
        grow_table(register)
        written.append(register.tab.name)
    write_overdue(
        listed,
        owed.matters,
        now=owed.now,
        language=language,
        titles=titles(office),
        names=names(office),
    )
    zones = zone_names(office)
    write_coverage(listed, owed.coverage, owed.now, language=language, zones=zones)
    write_recognition(
        listed,
        owed.known,
        str(owed.known_in),
        language=language,
        zones=zones,
        names=names(office),
    )
    fit_print_areas(listed)
    unsettled = [
        Finding(FindingCode.UNSETTLED_YEAR, "Calendar", facts={"year": str(year)})
        for year in owed.provisional_years
    ]
    findings = sort_findings(first_at_each_cell([*office.findings, *found, *unsettled, *unable]))
    return Outcome(findings, language, settings.language, written, overdue=owed.overdue())
