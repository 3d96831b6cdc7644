"""change: a dated change of a person, a zone or a room: its row of 變更記錄 and the cell (R-M3)."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.compute.change_plan import plan_change
from estate_xl.engine.addresses import address
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.finding import named
from estate_xl.language import Label, Listing, verbatim
from estate_xl.schema import ESTATE_BOOK, Kind
from estate_xl.schema.history import CORRECTION, MASTERS
from estate_xl.tasks.common import CHECKING, READING, WRITING, no_lacks
from estate_xl.tasks.later_sheets import ensure_sheet
from estate_xl.tasks.master_notes import note_findings
from estate_xl.tasks.people import person_named, shown_people
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import ChangeResult
from estate_xl.tasks.results.written_places import Place
from estate_xl.tasks.touched_months import touched_months
from estate_xl.tasks.wanted_changes import (
    check_leaving,
    day_of_change,
    note_of_change,
    shown_day,
    wanted_change,
)
from estate_xl.write.ledger import Lists
from estate_xl.write.master_notes import read_note
from estate_xl.write.register_lines import append_lines
from estate_xl.write.single_cells import write_cell

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.change_plan import ChangePlan, Wanted
    from estate_xl.compute.master_notes import Value
    from estate_xl.language import Fact, Language
    from estate_xl.read import Office
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
    check_leaving,
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
            there or not unique; the day is to come, or none is given, or 離職日期 does not go with
            it; the key would change, or a cell that must be filled would be empty; a text is too
            long, a number out of range; or there is no room below the last row.
    """
    report(READING)
    office = read_ours(book, needs_of(change), places)
    report(CHECKING)
    settings, _ = parse_settings(office.tables["Settings"])
    language = office.places.language
    sheet = next(each for each in MASTERS if each.title.hant == subject)
    wanted = wanted_change(office, sheet, key, field, to)
    column = sheet.column(wanted.field)
    wanted = wanted._replace(day=day_of_change(since, note, now, column.header))
    check_leaving(office.tables, wanted)
    person = "" if not by else shown_people(office)[person_named(office, by)]
    text = note_of_change(CORRECTION.text(language) if wanted.day is None and not note else note)
    lists = Lists(book, language)
    months = touched_months(lists, language, partial(_is_touched, wanted.day))
    months = months if column.dated else []  # no number reads the others
    noted, unread = read_note(lists, language), no_lacks(office)
    plan = plan_change(office.tables, wanted, noted, unread)
    register = find_register(office, sheet.key)
    if register is None or wanted.field not in register.columns:
        title = office.places.title(sheet.key)
        raise WorkbookError(ErrorCode.CHANGE_LACKS_COLUMN, sheet=title, field=column.header)
    report(WRITING)
    written: list[str] = []
    written_places: list[Place] = []
    if plan.record is not None or plan.edits:
        changes = _changes(book, office)
        _write_edits(changes, plan, column, language)
        if plan.record is not None:
            line = _line(wanted, sheet, plan.record, language) | {"by": person, "note": text}
            rows = append_lines(changes, {each: [value or None] for each, value in line.items()})
            written_places.append(Place.of_rows(changes.tab.name, rows))
        written_places += [_place(changes, edit.row, edit.column) for edit in plan.edits]
        written.append(changes.tab.name)
    if plan.cell:
        value = _cell(wanted.value, column, language)
        write_cell(register, plan.row, wanted.field, value)
        written.append(register.tab.name)
        written_places.append(_place(register, plan.row, wanted.field))
    return ChangeResult(
        findings=note_findings(lists, language),
        language=language,
        screen_language=settings.language,
        written=written,
        facts=_facts(office, sheet, wanted, plan),
        is_correction=wanted.day is None,
        edits=_edits(office, plan, column),
        stays=None
        if plan.stays is None
        else {"day": shown_day(plan.stays), "sheet": office.places.title(sheet.key)},
        places=written_places,
        same_day=_same_day(office, plan),
        is_emptied=wanted.field == "active" and not to.strip(),
        months=months,
    )


def _is_touched(day: dt.datetime | None, month: Month) -> bool:
    return day is None or month.last_day >= day


def _place(register: Register, row: int, key: str) -> Place:
    return Place(register.tab.name, row, row, address(row, register.columns[key]))


def _same_day(office: Office, plan: ChangePlan) -> dict[str, Fact]:
    """Facts of the rows that change that cell on that day, where they are several."""
    if not plan.same_day:
        return {}
    return {
        "sheet": office.places.title(_CHANGES),
        "rows": Listing([str(row) for row in plan.same_day]),
        "last": plan.same_day[-1],
        "column": ESTATE_BOOK[_CHANGES].column("after").header,
    }


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


def _facts(office: Office, sheet: Sheet, wanted: Wanted, plan: ChangePlan) -> dict[str, Fact]:
    column, frame = sheet.column(wanted.field), office.tables[sheet.key]
    name = "" if sheet.name_column is None else frame.loc[plan.row, sheet.name_column]
    return {
        "record": named(name if isinstance(name, str) else "", wanted.key),
        "field": column.header,
        "day": "" if wanted.day is None else shown_day(wanted.day),
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
