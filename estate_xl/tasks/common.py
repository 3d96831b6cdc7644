"""Steps that all tasks share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import ESTATE_BOOK, Label

if TYPE_CHECKING:
    from estate_xl.check.states import Cell
    from estate_xl.findings.finding import Finding
    from estate_xl.read import Office

Report = Callable[[Label], None]
"""Told what is being done now."""

READING = Label("讀取工作簿", "Reading the workbook")
CHECKING = Label("逐項檢查", "Checking")
COMPUTING = Label("計算考核", "Computing the appraisal")
COMPUTING_STATISTICS = Label("統計", "Counting")
WRITING = Label("填寫結果", "Writing the results")


UNREAD = frozenset(
    {
        FindingCode.WRONG_TYPE,
        FindingCode.TIME_WITHOUT_DATE,
        FindingCode.DATE_FOR_ID,
        FindingCode.NOT_A_CHOICE,
        FindingCode.OUT_OF_RANGE,
        FindingCode.SCORE_OUT_OF_RANGE,
        FindingCode.NO_RESULT,
        FindingCode.ERROR_VALUE,
        FindingCode.UNKNOWN_REFERENCE,
        FindingCode.AMBIGUOUS_REFERENCE,
        FindingCode.UNKNOWN_FIELD,
        FindingCode.NOT_OF_FIELD,
    }
)
"""Kinds of cells that are filled in and could not be read."""
LEFT_OUT = UNREAD | {
    FindingCode.NOT_A_RECORD,
    FindingCode.REPEATED_HEADER,
    FindingCode.SECOND_TABLE,
    FindingCode.SECOND_SHEET,
    FindingCode.MERGED_CELLS,
    FindingCode.ABOVE_HEADERS,
}
"""These, and kinds of rows and sheets of which nothing was read."""


def first_at_each_cell(findings: list[Finding]) -> list[Finding]:
    """A cell that could not be read is not also reported as empty or unfit by a later check."""
    unread = {
        (finding.sheet, finding.row, finding.column)
        for finding in findings
        if finding.code in UNREAD
    }
    return [
        finding
        for finding in findings
        if finding.code in UNREAD or (finding.sheet, finding.row, finding.column) not in unread
    ]


def no_lacks(office: Office) -> set[Cell]:
    """Cells that could not be read, and columns that the workbook does not have: no lacks."""
    cells: set[Cell] = {
        (found.sheet, found.row, found.column) for found in office.findings if found.code in UNREAD
    }
    return cells | {
        (sheet.key, None, column.key)
        for sheet in ESTATE_BOOK.data_sheets()
        if (place := office.places.found.get(sheet.key)) is not None
        for column in sheet.columns
        if column.key not in place.columns
    }


def titles(office: Office) -> dict[str, str]:
    """Title of each sheet in this workbook, by key."""
    return {sheet.key: office.places.title(sheet.key) for sheet in ESTATE_BOOK.sheets}


@needs(Staff=("staff", "name"))
def names(office: Office) -> dict[str, str]:
    """Names by staff number."""
    staff = office.tables["Staff"].dropna(subset=["staff", "name"])
    return dict(zip(staff["staff"], staff["name"], strict=True))


@needs(Zones=("zone", "name"))
def zone_names(office: Office) -> dict[str, str]:
    """Names by zone code."""
    zones = office.tables["Zones"].dropna(subset=["zone", "name"])
    return dict(zip(zones["zone"], zones["name"], strict=True))
