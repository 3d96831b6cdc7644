"""Parts of all data and result sheets: band, header row, column styles, freeze, print set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.blueprint import looks
from estate_xl.blueprint.printing import set_up_print
from estate_xl.blueprint.validations import LAST_ROW
from estate_xl.cells import text_width_chars, wrapped_lines
from estate_xl.engine.addresses import address, column_letters
from estate_xl.language import Language

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Column, Sheet

_BAND_CHARS: Final = 100
_FILTER_BUTTON_CHARS: Final = 4
_PADDING_CHARS: Final = 1.5
_HEADER_LINE_HEIGHT: Final = 18


def draw_grid(sheet: Worksheet, declared: Sheet, language: Language, *, typed: bool) -> None:
    """Draw title, sentence, headers and the styles of columns.

    Args:
        sheet: The empty sheet.
        declared: Its declaration.
        language: The workbook's language.
        typed: Whether people type into it; a result sheet has no filter buttons and no `@`.
    """
    columns = declared.columns
    widths = [column_width(column, language, filtered=typed) for column in columns]
    about = declared.about.text(language)
    header_row = declared.header_row
    sheet["A1"] = declared.title.text(language)
    sheet["A2"] = about
    across = _columns_within(widths, _BAND_CHARS)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=across)
    sheet.cell(header_row, len(columns))
    looks.band_rows(sheet, wrapped_lines(about, sum(widths[:across]) * 0.9))
    sheet.row_dimensions[header_row].height = _HEADER_LINE_HEIGHT + 8
    for number, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        header = sheet.cell(header_row, number, column.header.text(language))
        header.style = looks.header_style(column)
        style = looks.body_style(column, typed=typed)
        dimension = sheet.column_dimensions[column_letters(number)]
        dimension.width = width
        body = sheet.cell(header_row + 1, number)
        body.style = style
        looks.style_dimension(dimension, body)
    sheet.freeze_panes = address(header_row + 1, 2 if typed else 1)
    sheet.sheet_properties.tabColor = looks.TAB_COLOUR[declared.role]
    set_up_print(sheet, sum(widths), header_row)


def column_width(column: Column, language: Language, *, filtered: bool) -> float:
    """Width in character units: as declared, and wide enough for header, button and choices."""
    header = text_width_chars(column.header.text(language)) * 1.1
    button = _FILTER_BUTTON_CHARS if filtered else 1
    choices = (text_width_chars(choice.text(language)) for choice in column.choices)
    declared = column.english_chars if language is Language.EN else 0
    text = max(column.width_chars, declared, *choices) + _PADDING_CHARS
    return round(max(text, header + button), 1)


def whole_column(number: int, first_row: int) -> str:
    """The cells of a column that rules and formats cover, as A1 text."""
    letters = column_letters(number)
    return f"{letters}{first_row}:{letters}{LAST_ROW}"


def _columns_within(widths: list[float], chars: float) -> int:
    total = 0.0
    for number, width in enumerate(widths, start=1):
        total += width
        if total >= chars:
            return number
    return len(widths)


def draw_lines(sheet: Worksheet, declared: Sheet) -> None:
    """A line below each row that holds something.

    Called after the rules that colour rows: of rules that hold LibreOffice shows the first.
    """
    first_row, last = declared.header_row + 1, column_letters(len(declared.columns))
    has_content = f"COUNTA($A{first_row}:${last}{first_row})>0"
    rule = looks.formula_rule(has_content, underlined=True)
    sheet.conditional_formatting.add(f"A{first_row}:{last}{LAST_ROW}", rule)
