"""upgrade: what a workbook of an earlier version lacks, added at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.check import parse_settings
from estate_xl.identity import Blocks, area_of, cells_at, find_sheet, set_mark, succeed
from estate_xl.language import Label
from estate_xl.schema import ESTATE_BOOK, SETTINGS, Role
from estate_xl.schema.earlier_templates import drawn_earlier
from estate_xl.tasks.common import CHECKING, READING, WRITING
from estate_xl.tasks.later_sheets import add_sheets, blank_book
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.office_registers import named_registers
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.registers import find_register
from estate_xl.tasks.results import UpgradeResult
from estate_xl.write.month_states import SHEET as MONTHS
from estate_xl.write.month_states import MonthLines
from estate_xl.write.registers import make_room
from estate_xl.write.template_digest import template_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Place, Places
    from estate_xl.schema import Column, Language, Sheet
    from estate_xl.tasks.common import Report

_SETTINGS: Final = "Settings"
_EXPRESSION: Final = re.compile(
    r"\{\{((?:(?!\{\{|\}\}).)*+)\}\}|\{%((?:(?!\{%|%\}).)*+)%\}", re.DOTALL
)
_NAME: Final = re.compile(r"(?<![\w.'\"])[^\W\d]\w*(?!['\"])")
_WORDS: Final = frozenset({"if", "else", "elif", "endif", "for", "in", "endfor", "and", "or"})

NO_ROOM: Final = Label("表格右邊一欄已有內容", "the column right of the table is filled")
HAS_TOTALS: Final = Label("表格有匯總行", "the table has a totals row")


def upgrade(
    book: xw.Book,
    report: Report,
    places: Places | None = None,
    registers: Sequence[str] = (),
) -> UpgradeResult:
    """Give the workbook the sheets, columns and settings of this version that it lacks.

    They look as in a new workbook, in this one's language, with drop-downs. A template that is
    still as an earlier version drew it gives way to the new one; any other is the office's own, and
    what the new one shows that it does not is said. Nothing else that is there changes; a second
    run adds nothing. Registers of duties are added by name alone, and those that they refer to.

    Args:
        book: The workbook.
        report: Told about progress.
        places: As `read_ours` takes them.
        registers: Names of registers, several in one with commas between; `all` for all of them.

    Raises:
        WorkbookError: the workbook is none of ours, or there is no such register.
    """
    wanted = named_registers(registers)
    report(READING)
    office = read_ours(book, places=places)
    report(CHECKING)
    language = office.places.language
    settings, _ = parse_settings(office.tables[_SETTINGS])
    later = [
        sheet.key
        for sheet in ESTATE_BOOK.sheets
        if sheet.later and sheet.columns and (sheet.role is not Role.DUTY or sheet.key in wanted)
    ]
    there = office.places.found
    sheets = [key for key in later if key not in there and find_sheet(book, key, language) is None]
    kept_out: list[tuple[str, Label]] = []
    columns: list[str] = []
    widened: list[str] = []
    with blank_book(book, language, wanted) as blank:
        report(WRITING)
        added = [sheet.name for sheet in add_sheets(book, blank, sheets, language).values()]
        for declared, column in _missing_columns(office):
            title = office.places.title(declared.key)
            reason = _add_column(blank, office, declared, column)
            named = f"「{title}」{column.header.text(language)}"
            if reason is None:
                columns.append(named)
                widened.append(title)
            else:
                kept_out.append((named, reason))
        keys = _add_settings(blank, office)
        months = _enter_months(book, language)
        templates = _renew_templates(book, blank, language)
        news = _template_news(book, blank, language)
    changed = [*added, *templates, *widened, *([office.places.title(_SETTINGS)] if keys else [])]
    changed += [ESTATE_BOOK[MONTHS].title.text(language)] if months else []
    return UpgradeResult(
        findings=[],
        language=language,
        screen_language=settings.language,
        written=list(dict.fromkeys(changed)),
        sheets=added,
        columns=columns,
        keys=keys,
        months=months,
        templates=templates,
        kept_out=kept_out,
        news=news,
    )


def _missing_columns(office: Office) -> Iterator[tuple[Sheet, Column]]:
    for sheet in ESTATE_BOOK.data_sheets():
        place = office.places.found.get(sheet.key)
        if place is not None:
            for column in sheet.columns:
                if column.later and column.key not in place.columns:
                    yield sheet, column


def _add_column(blank: xw.Book, office: Office, declared: Sheet, column: Column) -> Label | None:
    """Add a column right of the table; the reason where it cannot be."""
    place = office.places.found[declared.key]
    tab = office.places.sheets[place.title]
    table = tab.tables[place.table] if place.table else None
    if table is not None and table.show_totals:
        return HAS_TOTALS
    top, left, bottom, right = _table_area(tab, place)
    number = right + 1
    filled = Blocks(tab.book).read(tab, (top, number, max(bottom, place.last_row), number))
    if any(line[0] not in (None, "") for line in filled):
        return NO_ROOM
    source = blank.sheets[declared.title.text(office.places.language)]
    mine = 1 + [each.key for each in declared.columns].index(column.key)
    header = declared.header_row
    source.range((header, mine)).copy(tab.range((top, number)))
    body = cells_at(tab, (top + 1, number, max(bottom, top + 1), number))
    source.range((header + 1, mine)).copy(body)
    width = source.range((header, mine)).column_width
    if width is not None:
        tab.range((top, number)).column_width = width
    if table is not None:
        table.resize(cells_at(tab, (top, left, bottom, number)))
    return None


def _table_area(tab: xw.Sheet, place: Place) -> tuple[int, int, int, int]:
    """The table, or headers and records where they stand alone, own columns included."""
    if place.table:
        return area_of(tab.tables[place.table].range)
    right = max(place.columns.values())
    (line,) = Blocks(tab.book).read(tab, (place.header_row, 1, place.header_row, right + 50))
    while right < len(line) and line[right] not in (None, ""):
        right += 1
    return place.header_row, min(place.columns.values()), place.last_row, right


def _add_settings(blank: xw.Book, office: Office) -> list[str]:
    """Add rows of 參數 after their neighbours; their keys."""
    register = find_register(office, _SETTINGS)
    if register is None:
        return []
    held = office.tables[_SETTINGS]["key"].str.strip().str.casefold()
    rows = {str(key): int(str(row)) for row, key in held.dropna().items()}
    due = [index for index, setting in enumerate(SETTINGS) if setting.key not in rows]
    # Below the last record the table grows; these rows come first, as no other moves for them.
    end = next((n for n in range(len(SETTINGS), 0, -1) if SETTINGS[n - 1].key in rows), 0)
    behind = [index for index in due if index >= end or not rows]
    source = blank.sheets[ESTATE_BOOK[_SETTINGS].title.text(office.places.language)]
    if behind:
        for index, row in zip(behind, make_room(register, len(behind)), strict=True):
            _fill_setting(source, index, register.tab, row, register.columns)
            rows[SETTINGS[index].key] = row
    for index in due:
        if index in behind:
            continue
        before = [rows[each.key] for each in SETTINGS[:index] if each.key in rows]
        after = [rows[each.key] for each in SETTINGS[index:] if each.key in rows]
        row = before[-1] + 1 if before else min(after)
        register.tab.range(f"{row}:{row}").insert("down")
        rows = {key: number + (number >= row) for key, number in rows.items()}
        rows[SETTINGS[index].key] = row
        _fill_setting(source, index, register.tab, row, register.columns)
    return [SETTINGS[index].key for index in due]


def _fill_setting(
    source: xw.Sheet, index: int, tab: xw.Sheet, row: int, columns: Mapping[str, int]
) -> None:
    """Copy a setting's cells, its drop-down and its words with them."""
    declared = ESTATE_BOOK[_SETTINGS]
    first = declared.header_row + 1
    for number, column in enumerate(declared.columns, start=1):
        place = columns.get(column.key)
        if place is not None:
            source.range((first + index, number)).copy(tab.range((row, place)))


def _enter_months(book: xw.Book, language: Language) -> list[str]:
    """Put months that 郵件記錄 shows as sent on 月度記錄, as 已上報; those that were not there."""
    tab = find_sheet(book, MONTHS, language)
    if tab is None:
        return []
    held = MonthLines(tab, language).versions
    months = Months(book, language)
    new = [each.month for each in months.versions if each not in held]
    if new:
        months.write(months.versions)
    return list(dict.fromkeys(new))


def _templates(
    book: xw.Book, blank: xw.Book, language: Language
) -> Iterator[tuple[str, xw.Sheet, xw.Sheet]]:
    """Key of each template that the workbook has, its sheet, and that of the empty workbook."""
    for sheet in ESTATE_BOOK.sheets:
        own = find_sheet(book, sheet.key, language) if sheet.role is Role.TEMPLATE else None
        if own is not None:
            yield sheet.key, own, blank.sheets[sheet.title.text(language)]


def _renew_templates(book: xw.Book, blank: xw.Book, language: Language) -> list[str]:
    """Replace templates that are as an earlier version drew them; their titles."""
    renewed = []
    for key, own, new in list(_templates(book, blank, language)):
        is_new = own.used_range.formula == new.used_range.formula
        if is_new or template_digest(own) not in drawn_earlier(key):
            continue
        title = own.name
        made = new.copy(after=own)
        made.visible = own.visible
        succeed(made, title, own)
        set_mark(made, key)
        renewed.append(title)
    return renewed


def _template_news(
    book: xw.Book, blank: xw.Book, language: Language
) -> list[tuple[str, list[str]]]:
    """Names that the new template sheets show and the office's do not, by title of the sheet."""
    found = []
    for _, own, new in _templates(book, blank, language):
        missing = sorted(_names(new) - _names(own))
        if missing:
            found.append((own.name, missing))
    return found


def _names(tab: xw.Sheet) -> set[str]:
    """Names in a template's expressions."""
    held: object = tab.used_range.formula
    lines = held if isinstance(held, tuple) else ((held,),)
    texts = (str(text) for line in lines for text in line if text)
    inner = (" ".join(part) for text in texts for part in _EXPRESSION.findall(text))
    return {name for part in inner for name in _NAME.findall(part)} - _WORDS
