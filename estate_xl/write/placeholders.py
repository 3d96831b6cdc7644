"""A copy of a template sheet, filled: marked rows repeated, expressions replaced by values.

A cell may hold expressions, `{{ 姓名 }}`. A row that a cell marks with `{% for 片區 %}` repeats for
each record of that list; without a record it stays once, empty. A formula may hold expressions as
quoted strings, `="{{ 巡檢得分 }}"*2`: Excel takes it for a formula and moves its references.

Rows, columns and addresses are Excel's. A whole template is checked before anything is copied.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.cells import text_width_chars
from estate_xl.engine.addresses import address
from estate_xl.errors.codes import ErrorCode
from estate_xl.identity import clear_marks, copy_after, succeed
from estate_xl.identity.cell_blocks import cells_at, used_area
from estate_xl.language import Label, Listing
from estate_xl.schema.appraisal import HEADING, SECTIONS
from estate_xl.spelling import fold
from estate_xl.write.blocks import rectangles, set_row_heights, write_blocks
from estate_xl.write.expressions import (
    Names,
    Place,
    formula_literal,
    identifier,
    parse_expression,
    plain_value,
)
from estate_xl.write.outside_references import check_within
from estate_xl.write.placed_numbers import Places, named_alone
from estate_xl.write.plain_text import as_text
from estate_xl.write.template_looks import TemplateLooks
from estate_xl.write.text_fitting import MAX_ROW_HEIGHT, needed_height

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.language import Language
    from estate_xl.schema.appraisal import Field, Section
    from estate_xl.write.expressions import Value

    Record = Mapping[str, object]
    Lists = Mapping[str, Sequence[Record]]
    Cells = Sequence[Sequence[str]]
    Changes = dict[tuple[int, int], Value]

_MARK: Final = re.compile(r"\s*+\{%-?\s*+for\s((?:[^%]|%(?!\}))+)%\}")
_BETWEEN_LISTS: Final = Label("、", "”, “")
_QUOTED: Final = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*\"""")
_WIDE_ENOUGH: Final = 6
_PADDING: Final = 2.0
_USUAL_ROW_HEIGHT: Final = 15.0


@dataclass(frozen=True)
class Vocabulary:
    """The names that a template may use.

    Attributes:
        heading: Names for every cell.
        sections: Lists for marked rows, each with the names of its records.
    """

    heading: tuple[Field, ...]
    sections: tuple[Section, ...] = ()

    @cached_property
    def _names(self) -> dict[str, Names]:
        named = {section.key: Names(section.fields, self.heading) for section in self.sections}
        return {"": Names(self.heading), **named}

    def names(self, section: Section | None) -> Names:
        """Names within a row of that section, or outside of all."""
        return self._names[section.key if section else ""]

    def section(self, name: str) -> Section | None:
        """The section of that key or name, in any language."""
        for form in (str, fold):
            wanted = form(identifier(name))
            for section in self.sections:
                texts = (section.key, *section.name.spellings())
                if wanted in {form(identifier(text)) for text in texts}:
                    return section
        return None


APPRAISAL_NAMES: Final = Vocabulary(HEADING, SECTIONS)


@dataclass(frozen=True)
class Filled:
    """A filled sheet, and by address the results of formulas in its repeated rows, to be stored.

    `places` tells which cell holds which number, `lost` which cells of other sheets referred to the
    sheet filled before and cannot to this one, `headings` the first row of each list's heading,
    `columns` how many there are.
    """

    sheet: xw.Sheet
    results: dict[str, Value]
    places: Places
    lost: list[str]
    headings: list[int]
    columns: int


def fill_template(  # noqa: PLR0913 - all that a template needs
    template: xw.Sheet,
    title: str,
    heading: Record,
    lists: Lists,
    language: Language,
    *,
    vocabulary: Vocabulary = APPRAISAL_NAMES,
    old: xw.Sheet | None = None,
    without: Mapping[str, Lists] | None = None,
) -> Filled:
    """A filled copy of the template, in place of the one filled before or after the template.

    Args:
        template: The template sheet, left as it is.
        title: Title of the new sheet.
        heading: Values of names outside of lists, by key.
        lists: Records by the section's key, values by the field's key; blank is None.
        language: Language of errors.
        vocabulary: What the template may name.
        old: The sheet of that title filled before, which gives way.
        without: By a section's key, lists for a template that has no row of that section.

    Raises:
        TemplateError: the template names what is not there, holds a broken expression, or a
            formula that reaches outside of the workbook; the book is then as it was.
    """
    held = read_cells(template)
    check_within(template, held, language)
    plan = Plan(held, vocabulary, template.name, language)
    sheet = copy_after(template, old or template)
    try:
        clear_marks(sheet)
        sheet.visible = True
        rows = plan.repeat_rows(lists, without)
        _insert_rows(sheet, rows)
        cells = read_cells(sheet)
        changes, results = plan.fill(cells, rows, heading)
        places = plan.places(cells, rows, heading)
        write_blocks(sheet, list(rectangles(changes)))
        raise_rows(sheet, template, rows, changes)
    except BaseException:
        sheet.delete()
        raise
    lost = succeed(sheet, title, old)
    return Filled(sheet, results, places, lost, list(_headings(cells, rows)), max(map(len, cells)))


def _headings(cells: Cells, rows: Sequence[FilledRow]) -> Iterator[int]:
    """First row of each list's heading, the written rows right above the list."""
    for number, row in enumerate(rows):
        if row.section is None or (number and rows[number - 1].origin == row.origin):
            continue
        first = number
        while first and rows[first - 1].section is None and any(cells[first - 1]):
            first -= 1
        yield first + 1


class FilledRow(NamedTuple):
    """A row of the filled sheet: the template's row, its list and record if it has them."""

    origin: int
    section: Section | None
    record: Record | None


class Plan:
    """A template, checked."""

    def __init__(
        self, cells: Cells, vocabulary: Vocabulary, title: str, language: Language
    ) -> None:
        """Read the marks and check every expression; `cells` begin at A1, empty ones are "".

        Raises:
            TemplateError: a list or name is unknown, or an expression is not well formed.
        """
        self._vocabulary = vocabulary
        self._title = title
        self._language = language
        self._height = len(cells)
        self._sections: dict[int, Section] = {}
        for row, texts in enumerate(cells, start=1):
            self._read_marks(row, texts)
        self._results = {row: self._result_keys(cells, row) for row in self._sections}
        for row, texts in enumerate(cells, start=1):
            self._check_names(row, texts)

    def section(self, row: int) -> Section | None:
        """The list for whose records a row of the template repeats."""
        return self._sections.get(row)

    def repeat_rows(
        self, lists: Lists, without: Mapping[str, Lists] | None = None
    ) -> list[FilledRow]:
        """Every row of the filled sheet, in order; arguments as `fill_template`."""
        without = without or {}
        for key in without.keys() - {section.key for section in self._sections.values()}:
            lists = {**lists, **without[key]}
        rows: list[FilledRow] = []
        for origin in range(1, self._height + 1):
            section = self._sections.get(origin)
            records = lists.get(section.key, ()) if section else ()
            rows += [FilledRow(origin, section, record) for record in records or (None,)]
        return rows

    def fill(
        self, cells: Cells, rows: Sequence[FilledRow], heading: Record
    ) -> tuple[Changes, dict[str, Value]]:
        """New contents of the cells that change, and results of formulas in repeated rows.

        Args:
            cells: The sheet after its rows were inserted, formulas moved.
            rows: As `repeat_rows` gave them.
            heading: As `fill_template`.

        Raises:
            TemplateError: an expression cannot be computed.
        """
        changes: Changes = {}
        results: dict[str, Value] = {}
        for number, (texts, row) in enumerate(zip(cells, rows, strict=False), start=1):
            values = {**heading, **(row.record or {})}
            keys = self._results.get(row.origin, {})
            for column, text in enumerate(texts, start=1):
                content = _content(text, row.section)
                is_formula = content.startswith("=")
                if row.section and row.record is None:
                    if is_formula or "{{" in content or content != text:
                        changes[number, column] = None
                    continue
                if "{{" in content or content != text:
                    changes[number, column] = self._filled(content, row, column, values)
                if is_formula and keys.get(column) in values:
                    result = plain_value(values[keys[column]])
                    results[address(number, column)] = "" if result is None else result
        return changes, results

    def places(self, cells: Cells, rows: Sequence[FilledRow], heading: Record) -> Places:
        """The places of the numbers after filling; arguments as `fill`."""
        found = Places()
        for number, (texts, row) in enumerate(zip(cells, rows, strict=False), start=1):
            if row.section and row.record is None:
                continue
            names, results = self._vocabulary.names(row.section), self._results.get(row.origin, {})
            keys = (
                (column, results.get(column) or named_alone(_content(text, row.section), names))
                for column, text in enumerate(texts, start=1)
            )
            known = [(column, key) for column, key in keys if key is not None]
            found.note(number, (row.origin, row.section), known, {**heading, **(row.record or {})})
        return found

    def _filled(self, content: str, row: FilledRow, column: int, values: Record) -> Value:
        names = self._vocabulary.names(row.section)
        place = self._place(row.origin, column)

        def value(text: str) -> Value:
            return parse_expression(text, place).value(names, values, place)

        if content.startswith("="):
            return fill_formula(content, lambda text: formula_literal(value(text)))
        filled = value(content)
        return as_text(filled) if isinstance(filled, str) else filled

    def _place(self, row: int, column: int) -> Place:
        return Place(self._title, row, column, self._language)

    def _read_marks(self, row: int, texts: Sequence[str]) -> None:
        for column, text in enumerate(texts, start=1):
            if (mark := _MARK.match(text)) is None:
                continue
            place = self._place(row, column)
            name = mark[1].strip().removesuffix("-").strip()
            section = self._vocabulary.section(name)
            if section is None:
                known = [each.name.text(self._language) for each in self._vocabulary.sections]
                if not known:
                    raise place.error(ErrorCode.NO_LISTS, name=name)
                raise place.error(
                    ErrorCode.UNKNOWN_LIST, name=name, known=Listing(known, _BETWEEN_LISTS)
                )
            other = self._sections.setdefault(row, section)
            if other is not section:
                raise place.error(ErrorCode.TWO_LISTS, other=other.name.text(self._language))

    def _result_keys(self, cells: Cells, row: int) -> dict[int, str]:
        """Key of the result of each formula of a marked row, by column.

        It is told by the nearest known header above, within the rows of the same list.
        """
        section = self._sections[row]
        headers = Names(section.fields)
        keys: dict[int, str] = {}
        for column, text in enumerate(cells[row - 1], start=1):
            if not text.startswith("="):
                continue
            for above in range(row - 1, 0, -1):
                if self._sections.get(above, section) is not section:
                    break
                key = headers.key(identifier(cells[above - 1][column - 1]))
                if key is not None:
                    keys[column] = key
                    break
        return keys

    def _check_names(self, row: int, texts: Sequence[str]) -> None:
        section = self._sections.get(row)
        names = self._vocabulary.names(section)
        for column, text in enumerate(texts, start=1):
            content = _content(text, section)
            place = self._place(row, column)

            def check(quoted: str, place: Place = place) -> str:
                parse_expression(quoted, place).check(names, place)
                return ""

            if content.startswith("="):
                fill_formula(content, check)
            elif "{{" in content or "{%" in content:
                check(content)


def fill_formula(formula: str, literal: Callable[[str], str]) -> str:
    """The formula with each quoted expression replaced by the literal made of it.

    >>> fill_formula('="{{ a }}"*2&"b"', str.strip)
    '={{ a }}*2&"b"'
    """

    def replaced(match: re.Match[str]) -> str:
        quoted = match[0]
        is_expression = quoted[0] == '"' and "{{" in quoted
        return literal(quoted[1:-1].replace('""', '"').strip()) if is_expression else quoted

    return _QUOTED.sub(replaced, formula)


def read_cells(sheet: xw.Sheet) -> list[list[str]]:
    """Formulas and texts of a sheet from A1 to its last used cell, in one read."""
    held = cells_at(sheet, (1, 1, *used_area(sheet)[2:])).formula
    if isinstance(held, str) or held is None:
        return [[held or ""]]
    return [[str(text) for text in row] for row in held]


def _content(text: str, section: Section | None) -> str:
    return text[mark.end() :].strip() if section and (mark := _MARK.match(text)) else text


def _insert_rows(sheet: xw.Sheet, rows: Sequence[FilledRow]) -> None:
    """Make room below each marked row, the last one first, and copy the row into it."""
    counts = Counter(row.origin for row in rows)
    for origin, times in sorted(counts.items(), reverse=True):
        if times > 1:
            marked = sheet.range(f"{origin}:{origin}")
            points = marked.row_height or _USUAL_ROW_HEIGHT
            room = f"{origin + 1}:{origin + times - 1}"
            sheet.range(room).insert("down")
            marked.copy(sheet.range(room))
            sheet.range(room).row_height = points


def raise_rows(
    sheet: xw.Sheet, template: xw.Sheet, rows: Sequence[FilledRow], changes: Changes
) -> None:
    """Make rows higher whose wrapped text would not be seen whole."""
    long = {
        place: text
        for place, text in changes.items()
        if isinstance(text, str) and text_width_chars(text) > _WIDE_ENOUGH and text[0] != "="
    }
    looks = TemplateLooks(template, {(rows[row - 1].origin, column) for row, column in long})
    needed: dict[int, float] = {}
    for (row, column), text in long.items():
        origin = rows[row - 1].origin
        if looks.wraps(origin, column):
            room = looks.room(origin, column)
            points = needed_height(text, room.width, room.size) + _PADDING
            needed[row] = max(needed.get(row, 0.0), min(points, MAX_ROW_HEIGHT))
    heights = {
        row: max(points, looks.height(rows[row - 1].origin)) for row, points in needed.items()
    }
    set_row_heights(sheet, heights)
