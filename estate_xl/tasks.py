"""What a person can ask for: one function an action, read top to bottom.

Each takes the workbook as an `xlwings.Book`, live or on file, and the moment as an argument; it
changes the book and returns what it found. Saving is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from estate_xl.check import check_appraisal, check_office, parse_settings
from estate_xl.compute import calculate_appraisal
from estate_xl.compute.evidence import explain
from estate_xl.compute.owed import find_owed
from estate_xl.errors import WorkbookError
from estate_xl.findings import Finding, FindingCode, sort_findings
from estate_xl.read import find_sheet, read_office
from estate_xl.schema import ESTATE_BOOK, Label
from estate_xl.write.appraisal import heading, lists, sheet_title
from estate_xl.write.findings import write_evidence, write_findings
from estate_xl.write.overdue import write_overdue, write_states
from estate_xl.write.placeholders import fill_template

if TYPE_CHECKING:
    import datetime as dt

    import xlwings as xw

    from estate_xl.compute import Appraisal, Month
    from estate_xl.compute.owed import Overdue
    from estate_xl.read import Office
    from estate_xl.schema import Language

Results = dict[str, float | str | bool | None]
Report = Callable[[Label], None]
"""Told what is being done now."""

READING = Label("讀取工作簿", "Reading the workbook")
CHECKING = Label("逐項檢查", "Checking")
COMPUTING = Label("計算考核", "Computing the appraisal")
WRITING = Label("填寫結果", "Writing the results")

_WHOLE = (
    "Zones",
    "Staff",
    "Commendations",
    "InspectionStandards",
    "MonthlyScores",
    "AppraisalWeights",
    "Settings",
)
_APPRAISED = {
    **{key: [column.key for column in ESTATE_BOOK[key].columns] for key in _WHOLE},
    "Tickets": (
        "ticket",
        "zone",
        "content",
        "worker",
        "returned",
        "slip_ok",
        "rework",
        "visited",
        "visit_rating",
    ),
    "Complaints": ("received", "zone", "content", "department", "valid"),
    "Inspections": ("date", "kind", "zone", "trade", "findings", "score"),
}
"""What R-8 computes with; month-end reads no more, and reports on no more."""


_DUE = {
    **{
        key: [column.key for column in ESTATE_BOOK[key].columns] for key in ("Settings", "Calendar")
    },
    "Zones": ("zone", "name", "officer", "active"),
    "Staff": ("staff", "name", "post", "zone"),
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
}
"""What deadlines are computed from."""


@dataclass(frozen=True)
class Outcome:
    """What a task did.

    Attributes:
        findings: In the order of the workbook.
        language: The workbook's, of its headers; results are written in it.
        screen_language: What its 參數 asks for on the screen.
        written: Titles of the sheets that were written.
        results: Stored results of formulas that we wrote, by sheet and address.
        appraisal: The month, where one was computed.
    """

    findings: list[Finding]
    language: Language
    screen_language: Language
    written: list[str]
    results: dict[str, Results] = field(default_factory=dict)
    appraisal: Appraisal | None = None
    overdue: list[Overdue] | None = None

    @property
    def is_alarming(self) -> bool:
        """Whether the exit status says that somebody has to look: overdue work, else findings."""
        return bool(self.findings if self.overdue is None else self.overdue)

    def as_json(self) -> dict[str, object]:
        """What `--json` prints."""
        if self.overdue is not None:
            return {"items": [each.as_json() for each in self.overdue]}
        scores = self.appraisal.as_json() if self.appraisal else {}
        return {**scores, "findings": [finding.as_json() for finding in self.findings]}


def validate(book: xw.Book, now: dt.datetime, report: Report) -> Outcome:
    """Every finding of the workbook, written to 檢查結果 with links to the cells.

    Args:
        book: The workbook.
        now: The moment; a later time than this is in the future.
        report: Told about progress.
    """
    report(READING)
    office = read_office(book)
    report(CHECKING)
    settings, found = parse_settings(office.tables["Settings"])
    findings = [*office.findings, *found, *check_office(office.tables, now)]
    findings = sort_findings(_first_at_each_cell(findings))
    report(WRITING)
    language = office.places.language
    tab = find_sheet(book, "Findings")
    if tab is None:
        missing = Finding(
            FindingCode.MISSING_SHEET, "Findings", facts={"title": ESTATE_BOOK["Findings"].title}
        )
        return Outcome([*findings, missing], language, settings.language, [])
    columns = {key: place.columns for key, place in office.places.found.items()}
    write_findings(tab, findings, language, _titles(office), columns)
    return Outcome(findings, language, settings.language, [tab.name])


def month_end(book: xw.Book, month: Month, report: Report) -> Outcome:
    """The whole appraisal of a month (R-8): 考核 YYYY-MM filled, 計分依據 made again.

    Args:
        book: The workbook.
        month: The month appraised.
        report: Told about progress.

    Raises:
        WorkbookError: a result or template sheet is missing.
        TemplateError: the template asks for what is not there.
    """
    template = _needed_sheet(book, "AppraisalTemplate")
    evidence = _needed_sheet(book, "Evidence")
    report(READING)
    office = read_office(book, _APPRAISED)
    report(COMPUTING)
    settings, found = parse_settings(office.tables["Settings"])
    appraisal = calculate_appraisal(office.tables, settings.appraisal, month)
    own = appraisal.findings()
    report(WRITING)
    language = office.places.language
    filled = fill_template(
        template,
        sheet_title(month, language),
        heading(appraisal, settings.values, language),
        lists(appraisal, _names(office), own, language),
        language,
    )
    write_evidence(evidence, explain(appraisal, office.tables), language, _titles(office))
    return Outcome(
        sort_findings(
            _first_at_each_cell([*office.findings, *found, *check_appraisal(office.tables), *own])
        ),
        language,
        settings.language,
        [filled.sheet.name, evidence.name],
        {filled.sheet.name: cast("Results", filled.results)},
        appraisal,
    )


def overdue(book: xw.Book, now: dt.datetime, report: Report) -> Outcome:
    """What is owed at a moment (R-5.3 to R-5.6, R-7), on 逾期提醒 and in 報事's derived columns.

    Args:
        book: The workbook.
        now: The moment.
        report: Told about progress.

    Raises:
        WorkbookError: the sheet 逾期提醒 is missing.
    """
    listed = _needed_sheet(book, "Overdue")
    report(READING)
    office = read_office(book, _DUE)
    report(CHECKING)
    settings, found = parse_settings(office.tables["Settings"])
    owed = find_owed(office.tables, settings, now)
    report(WRITING)
    language = office.places.language
    written = [listed.name]
    place = office.places.found.get("Tickets")
    if place is not None:
        rows = range(place.header_row + 1, place.last_row + 1)
        tab = book.sheets[place.title]
        if write_states(tab, rows, place.columns, owed.deadlines, language):
            written.append(place.title)
    write_overdue(
        listed,
        owed.matters,
        now=owed.now,
        language=language,
        titles=_titles(office),
        names=_names(office),
    )
    unsettled = [
        Finding(FindingCode.UNSETTLED_YEAR, "Calendar", facts={"year": str(year)})
        for year in owed.provisional_years
    ]
    findings = sort_findings(_first_at_each_cell([*office.findings, *found, *unsettled]))
    return Outcome(findings, language, settings.language, written, overdue=owed.overdue())


def _first_at_each_cell(findings: list[Finding]) -> list[Finding]:
    """A cell that could not be read is not also reported as empty or unfit by a later check."""
    unread = {
        (finding.sheet, finding.row, finding.column)
        for finding in findings
        if finding.code in _UNREAD
    }
    return [
        finding
        for finding in findings
        if finding.code in _UNREAD or (finding.sheet, finding.row, finding.column) not in unread
    ]


_UNREAD = frozenset(
    {
        FindingCode.WRONG_TYPE,
        FindingCode.NOT_A_CHOICE,
        FindingCode.OUT_OF_RANGE,
        FindingCode.SCORE_OUT_OF_RANGE,
        FindingCode.ERROR_VALUE,
        FindingCode.UNKNOWN_REFERENCE,
        FindingCode.AMBIGUOUS_REFERENCE,
    }
)


def _needed_sheet(book: xw.Book, key: str) -> xw.Sheet:
    tab = find_sheet(book, key)
    if tab is None:
        title = ESTATE_BOOK[key].title.hant
        msg = f"「{book.name}」缺少工作表「{title}」，請從空白工作簿（estate-xl new）複製該表回來。"
        raise WorkbookError(msg)
    return tab


def _titles(office: Office) -> dict[str, str]:
    return {sheet.key: office.places.title(sheet.key) for sheet in ESTATE_BOOK.sheets}


def _names(office: Office) -> dict[str, str]:
    """Names by staff number."""
    staff = office.tables["Staff"].dropna(subset=["staff", "name"])
    return dict(zip(staff["staff"], staff["name"], strict=True))
