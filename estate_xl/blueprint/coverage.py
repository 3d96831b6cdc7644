"""The blocks beside the list on 逾期提醒: coverage of inspections, and recognition of owners.

Each is a print area of its own, so that it starts a page (`overdue` makes the areas as long as what
it writes); colours are rules over what is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName

from estate_xl.blueprint import looks
from estate_xl.blueprint.validations import LAST_ROW
from estate_xl.engine.addresses import address, area, column_letters, quoted_title
from estate_xl.language import Language
from estate_xl.schema.results import (
    COMING_MARK,
    COVERAGE_DAYS,
    COVERAGE_HEADERS,
    DONE_MARK,
    MISSED_MARK,
    RECOGNITION_HEADERS,
)
from estate_xl.schema.terms import NO, YES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Label, Sheet

_COVERAGE_WIDTHS: Final = (12, 10)
_ENGLISH_WIDTHS: Final = (17, 19)
_DAY_WIDTH: Final = 5.4
_RECOGNITION_WIDTHS: Final = (14, 10, 10, 10, 10, 8)
_SHARES: Final = frozenset({3, 4})


def draw_coverage(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Draw the headers of both blocks, their columns and the colours of their marks."""
    row, width = declared.header_row, len(declared.columns)
    first = width + 2
    days = first + len(COVERAGE_HEADERS)
    last = days + COVERAGE_DAYS - 1
    is_english = language is Language.EN
    widths: tuple[float, ...] = _ENGLISH_WIDTHS if is_english else _COVERAGE_WIDTHS
    _draw_headers(sheet, row, first, COVERAGE_HEADERS, widths, language)
    for column in range(days, last + 1):
        sheet.cell(row, column).style = looks.HEADER_DERIVED
        _draw_column(sheet, row, column, _DAY_WIDTH, looks.WORD)
    marks = area(row + 1, days, LAST_ROW, last)
    here = address(row + 1, days)
    for mark, colour in (
        (DONE_MARK, looks.DONE_FILL),
        (MISSED_MARK, looks.ERROR_FILL),
        (COMING_MARK, looks.DERIVED_CELL),
    ):
        sheet.conditional_formatting.add(
            marks, looks.formula_rule(f'{here}="{mark}"', colour=colour)
        )
    second = last + 2
    end = second + len(RECOGNITION_HEADERS) - 1
    zone = _ENGLISH_WIDTHS[0] if is_english else _RECOGNITION_WIDTHS[0]
    widths = (zone, *_RECOGNITION_WIDTHS[1:])
    _draw_headers(sheet, row, second, RECOGNITION_HEADERS, widths, language)
    for offset in _SHARES:
        _draw_column(sheet, row, second + offset, _RECOGNITION_WIDTHS[offset], looks.SHARE)
    people = area(row + 1, second, LAST_ROW, end)
    reached = f"${column_letters(end)}{row + 1}"
    for word, colour in ((YES, looks.DONE_FILL), (NO, looks.ERROR_FILL)):
        rule = looks.formula_rule(f'{reached}="{word.text(language)}"', colour=colour)
        sheet.conditional_formatting.add(people, rule)
    # openpyxl's own print areas are a set, in any order.
    title = quoted_title(sheet.title)
    areas = ",".join(
        f"{title}!{area(top, left, row + 1, right, absolute=True)}"
        for top, left, right in ((1, 1, width), (row - 1, first, last), (row - 1, second, end))
    )
    sheet.defined_names.add(DefinedName("_xlnm.Print_Area", attr_text=areas))


def _draw_headers(  # noqa: PLR0913, PLR0917 - a row of headers
    sheet: Worksheet,
    row: int,
    first: int,
    headers: tuple[Label, ...],
    widths: tuple[float, ...],
    language: Language,
) -> None:
    above = sheet.cell(row - 1, first)
    above.style = looks.ABOUT
    above.alignment = Alignment(vertical="center")
    for column, (header, width) in enumerate(zip(headers, widths, strict=True), start=first):
        sheet.cell(row, column, header.text(language)).style = looks.HEADER_DERIVED
        style = looks.GENERAL if column == first else looks.WORD
        _draw_column(sheet, row, column, width, style)


def _draw_column(sheet: Worksheet, row: int, column: int, width: float, style: str) -> None:
    dimension = sheet.column_dimensions[column_letters(column)]
    dimension.width = width
    body = sheet.cell(row + 1, column)
    body.style = style
    looks.style_dimension(dimension, body)
