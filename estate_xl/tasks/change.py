"""change: a dated change of a person, a zone or a room: its row of 變更記錄 and the cell (R-M3)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.change_plan import Wanted, plan_change
from estate_xl.engine.addresses import MAX_CELL_TEXT
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.finding import Finding, named
from estate_xl.language import Label, verbatim
from estate_xl.read.master_changes import Master
from estate_xl.schema import ESTATE_BOOK, Kind
from estate_xl.schema.history import CORRECTION, MASTERS
from estate_xl.spelling import fold
from estate_xl.tasks.common import CHECKING, READING, WRITING, no_lacks
from estate_xl.tasks.later_sheets import ensure_sheet
from estate_xl.tasks.people import person_named, shown_people
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import ChangeResult
from estate_xl.write.ledger import Lists
from estate_xl.write.master_notes import read_note
from estate_xl.write.month_records import noted_months
from estate_xl.write.register_lines import append_lines
from estate_xl.write.single_cells import write_cell

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute.change_plan import ChangePlan
    from estate_xl.compute.master_notes import Value
    from estate_xl.findings.codes import FindingCode
    from estate_xl.language import Fact, Language
    from estate_xl.read import Office
    from estate_xl.read.master_changes import Meaning
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import Column, Sheet
    from estate_xl.tasks.common import Report
    from estate_xl.write.registers import Register

_CHANGES: Final = "Changes"
_EMPTY: Final = Label("空", "empty")


@needs(
    read_ours,
    parse_settings,
    plan_change,
    person_named,
    shown_people,
)
def change(  # noqa: PLR0913 - the workbook, the moment and what changes
    book: xw.Book,
    now: dt.datetime,
    report: Report,
    *,
    subject: str,
    key: str,
    field: str,
    to: str,
    since: dt.datetime | str | None = None,
    by: str | None = None,
    note: str = "",
    places: Places | None = None,
) -> ChangeResult:
    """Write a dated change: the row of 變更記錄 and, where no later one is there, the cell.

    The rows about one cell go on from each other: a change before the day of another row gives that
    row its 原值; one on the same day gives it its 新值. A correction has no day; it says what was
    always so. What holds already is not written.

    Args:
        book: The workbook.
        now: The moment.
        report: Told about progress.
        subject: Title of the sheet in zh-Hant: 員工, 片區 or 業主.
        key: The record, by key or unique name.
        field: The column, by its header in any language.
        to: The value; blank for an empty cell.
        since: The day since when it holds; 更正 where it was always so.
        by: Who entered it, a staff number or a unique name.
        note: Put into 說明; 更正 without a day makes it a correction.
        places: As `read_office` takes them.

    Raises:
        WorkbookError: the workbook is none of ours; the record, column, value or person is not
            there or not unique; the day is to come, or none is given; the key would change, or a
            cell that must be filled would be empty; or there is no room below the last row.
    """
    report(READING)
    office = read_ours(book, needs_of(change), places)
    report(CHECKING)
    settings, _ = parse_settings(office.tables["Settings"])
    language = office.places.language
    sheet = next(each for each in MASTERS if each.title.hant == subject)
    wanted = _wanted(office, sheet, {"key": key, "field": field, "value": to})
    column = sheet.column(wanted.field)
    wanted = wanted._replace(day=_day(since, note, now, column.header))
    person = "" if not by else shown_people(office)[person_named(office, by)]
    text = _note(CORRECTION.text(language) if wanted.day is None and not note else note)
    lists = Lists(book, language)
    noted, unread = read_note(lists, language), no_lacks(office)
    plan = plan_change(office.tables, wanted, noted, unread)
    register = find_register(office, sheet.key)
    if register is None or wanted.field not in register.columns:
        title = office.places.title(sheet.key)
        raise WorkbookError(ErrorCode.CHANGE_LACKS_COLUMN, sheet=title, field=column.header)
    report(WRITING)
    written: list[str] = []
    if plan.record is not None or plan.edits:
        changes = _changes(book, office)
        _write_edits(changes, plan, column, language)
        if plan.record is not None:
            line = _line(wanted, sheet, plan.record, language) | {"by": person, "note": text}
            append_lines(changes, {each: [value or None] for each, value in line.items()})
        written.append(changes.tab.name)
    if plan.cell:
        value = _cell(wanted.value, column, language)
        write_cell(register, plan.row, wanted.field, value)
        written.append(register.tab.name)
    return ChangeResult(
        findings=[],
        language=language,
        screen_language=settings.language,
        written=written,
        facts=_facts(office, sheet, wanted, plan),
        is_correction=wanted.day is None,
        edits=_edits(office, plan, column),
        stays=None
        if plan.stays is None
        else {"day": _shown_day(plan.stays), "sheet": office.places.title(sheet.key)},
        months=[
            str(month)
            for month in sorted(noted_months(lists, language), key=str)
            if wanted.day is None or month.last_day >= wanted.day
        ],
    )


def _wanted(office: Office, sheet: Sheet, typed: dict[str, str]) -> Wanted:
    """The change that is meant, its day apart.

    Raises:
        WorkbookError: a text means nothing, or cannot be changed.
    """
    master = Master(sheet, office.tables)
    key = _meant(master.record(typed["key"].strip()), "key", typed["key"])
    field = _meant(master.column(typed["field"]), "field", typed["field"])
    column = sheet.column(field)
    if field == master.identity.key:
        raise WorkbookError(ErrorCode.CHANGE_OF_KEY, field=column.header)
    text = typed["value"].strip()
    if not text and column.required:
        raise WorkbookError(ErrorCode.CHANGE_TO_NOTHING, field=column.header)
    value = _meant(master.value(field, text), "after", text) if text else None
    return Wanted(sheet.key, key, field, value)


def _meant(meaning: Meaning, column: str, text: str) -> str:
    if meaning.value is None:
        code: FindingCode | None = meaning.fault
        assert code is not None  # noqa: S101 - what means nothing has a fault
        finding = Finding(code, _CHANGES, None, column, text, dict(meaning.facts))
        raise WorkbookError(ErrorCode.UNFIT, wrong=finding.message, mend=finding.mend)
    return meaning.value


def _day(
    since: dt.datetime | str | None, note: str, now: dt.datetime, field: Label
) -> dt.datetime | None:
    """Since when it holds; None where it was always so.

    Raises:
        WorkbookError: it is to come, or nothing is said, or two things are.
    """
    is_correction = fold(note) in map(fold, CORRECTION.spellings())
    if isinstance(since, dt.datetime):
        day = since.replace(hour=0, minute=0, second=0, microsecond=0)
        if is_correction:
            shown = _shown_day(day)
            raise WorkbookError(ErrorCode.CHANGE_TWO_WAYS, correction=CORRECTION, day=shown)
        if day > now:
            raise WorkbookError(
                ErrorCode.CHANGE_TO_COME,
                day=_shown_day(day),
                field=field,
                today=f"{now:%Y-%m-%d}",
            )
        return day
    if since is None and not is_correction:
        raise WorkbookError(ErrorCode.CHANGE_WITHOUT_DAY, field=field, correction=CORRECTION)
    return None


def _note(note: str) -> str:
    text = note.strip()
    if len(text) > MAX_CELL_TEXT:
        raise WorkbookError(ErrorCode.CHANGE_NOTE_TOO_LONG, count=len(text), most=MAX_CELL_TEXT)
    return text


def _changes(book: xw.Book, office: Office) -> Register:
    """變更記錄, made if the workbook lacks it.

    Raises:
        WorkbookError: a sheet of another kind is in its place, or it lacks one of its columns.
    """
    if _CHANGES not in office.places.found:
        ensure_sheet(book, _CHANGES, office.places.language)
        office = read_ours(book, needs_of(change))
    register = find_register(office, _CHANGES)
    declared = ESTATE_BOOK[_CHANGES]
    if register is None or not {each.key for each in declared.columns} <= register.columns.keys():
        title = office.places.title(_CHANGES)
        raise WorkbookError(ErrorCode.LACKS_REGISTER, book=book.name, sheet=title)
    return register


def _line(
    wanted: Wanted, sheet: Sheet, record: tuple[Value, Value], language: Language
) -> dict[str, object]:
    """The new row of 變更記錄, as its cells show it."""
    column = sheet.column(wanted.field)
    before, after = (_shown(value, column).text(language) if value else "" for value in record)
    return {
        "date": wanted.day,
        "subject": sheet.title.text(language),
        "key": wanted.key,
        "field": column.header.text(language),
        "before": before,
        "after": after,
    }


def _write_edits(changes: Register, plan: ChangePlan, column: Column, language: Language) -> None:
    for edit in plan.edits:
        text = _shown(edit.after, column).text(language) if edit.after else None
        write_cell(changes, edit.row, edit.column, text)


def _cell(value: Value, column: Column, language: Language) -> object:
    """The value as the master's cell holds it."""
    if value is None:
        return None
    if column.kind is Kind.DATE:
        return dt.datetime.fromisoformat(value)
    if column.kind.is_number:
        return float(value)
    return _shown(value, column).text(language)


def _shown(value: Value, column: Column) -> Label:
    if value is None:
        return _EMPTY
    return next((each for each in column.choices if each.hant == value), verbatim(value))


def _shown_day(day: dt.datetime) -> str:
    return f"{day:%Y-%m-%d}"


def _facts(office: Office, sheet: Sheet, wanted: Wanted, plan: ChangePlan) -> dict[str, Fact]:
    column, frame = sheet.column(wanted.field), office.tables[sheet.key]
    name = "" if sheet.name_column is None else frame.loc[plan.row, sheet.name_column]
    return {
        "record": named(name if isinstance(name, str) else "", wanted.key),
        "field": column.header,
        "day": "" if wanted.day is None else _shown_day(wanted.day),
        "before": _shown(plan.held, column),
        "after": _shown(wanted.value, column),
    }


def _edits(office: Office, plan: ChangePlan, column: Column) -> list[dict[str, Fact]]:
    return [
        {
            "sheet": office.places.title(_CHANGES),
            "row": edit.row,
            "column": ESTATE_BOOK[_CHANGES].column(edit.column).header,
            "before": _shown(edit.before, column),
            "after": _shown(edit.after, column),
        }
        for edit in plan.edits
    ]
