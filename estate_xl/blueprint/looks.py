"""The looks of cells: one palette, one font for each language, named styles of the workbook.

The styles are named, so that an office restyles its whole workbook in Excel under Cell Styles.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from estate_xl.schema import Kind, Language, Role

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.dimensions import Dimension
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Column

FONT_NAME: Final = {
    Language.HANT: "Microsoft JhengHei",
    Language.HANS: "Microsoft YaHei",
    Language.EN: "Calibri",
}
FONT_SIZE: Final = 11
LINE_HEIGHT: Final = 16

INK: Final = "1F3864"
QUIET_INK: Final = "595959"
LINE: Final = "BFBFBF"
BAND: Final = "F2F6FA"
PLAIN_HEADER: Final = "DDEBF7"
REQUIRED_HEADER: Final = "FFD966"
DERIVED_HEADER: Final = "D9D9D9"
DERIVED_CELL: Final = "F2F2F2"
ERROR_FILL: Final = "F8CBAD"
WARNING_FILL: Final = "FFF2CC"
DONE_FILL: Final = "E2EFDA"
DUE_FILL: Final = "F4B183"

TAB_COLOUR: Final = {
    Role.COVER: INK,
    Role.DAILY: "2E75B6",
    Role.DUTY: "00859B",
    Role.REGISTER: "548235",
    Role.SETUP: "7F7F7F",
    Role.RESULT: "C55A11",
    Role.TEMPLATE: "7030A0",
}

TITLE: Final = "Estate title"
ABOUT: Final = "Estate about"
HEADER: Final = "Estate header"
HEADER_REQUIRED: Final = "Estate header required"
HEADER_DERIVED: Final = "Estate header derived"
GREY_SUFFIX: Final = " derived"

LONG_TEXT_CHARS: Final = 20

_GENERAL: Final = "General"
_TEXT_FORMAT: Final = "@"
_FORMAT: Final = {
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
    "integer": "0",
    "number": "0.##",
    "score": "0.00",
    "share": "0%",
    "text": _TEXT_FORMAT,
    "long text": _TEXT_FORMAT,
    "word": _TEXT_FORMAT,
    "general": _GENERAL,
    "long general": _GENERAL,
}
_WRAPPED: Final = frozenset({"long text", "long general"})
_CENTRED: Final = frozenset({"word", "date", "datetime"})
_NUMBERS: Final = frozenset({"integer", "number", "score", "share"})
"""On the right, a little in: the text of the next column begins at once."""
_STYLE_OF_KIND: Final = {
    Kind.DATE: "date",
    Kind.DATETIME: "datetime",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.SCORE: "score",
    Kind.SHARE: "share",
    Kind.CHOICE: "word",
}


WORD: Final = "Estate word"
GENERAL: Final = "Estate general"
SHARE: Final = "Estate share"


def body_style(column: Column, *, typed: bool = True) -> str:
    """Name of the style of a column's cells.

    Args:
        column: The column declared.
        typed: Whether people type into it; text is then kept as typed (format `@`), so that
            `001`, `2026-10` and `3-502` stay what they are. Results may hold links: General.
    """
    name = _STYLE_OF_KIND.get(column.kind)
    if name is None or (name == "word" and not typed):
        long = "long " if is_wrapped(column) else ""
        name = f"{long}{'text' if typed else 'general'}"
    return f"Estate {name}{GREY_SUFFIX if column.derived else ''}"


def is_wrapped(column: Column) -> bool:
    """True if the column's cells break their text into lines."""
    return column.kind not in _STYLE_OF_KIND and column.width_chars >= LONG_TEXT_CHARS


def header_style(column: Column) -> str:
    """Name of the style of a column's header: required, derived or free."""
    if column.derived:
        return HEADER_DERIVED
    return HEADER_REQUIRED if column.required else HEADER


def fill(colour: str) -> PatternFill:
    """A plain fill for cells."""
    return PatternFill("solid", fgColor=colour)


def rule_fill(colour: str) -> PatternFill:
    """A plain fill for conditional formats, which take its background where cells do not."""
    return PatternFill("solid", bgColor=colour)


def formula_rule(formula: str, *, colour: str | None = None, underlined: bool = False) -> Rule:
    """A conditional format where a formula is true: a fill, a line below, or both."""
    style = DifferentialStyle(
        fill=rule_fill(colour) if colour else None,
        border=Border(bottom=Side(style="thin", color=LINE)) if underlined else None,
    )
    return Rule("expression", dxf=style, formula=[formula])


def font(language: Language, size: float = FONT_SIZE, **traits: object) -> Font:
    """The font of that language."""
    return Font(name=FONT_NAME[language], size=size, **traits)  # type: ignore[arg-type]


def add_styles(workbook: Workbook, language: Language) -> None:
    """Put the named styles into a new workbook."""
    for style in [*_band_styles(language), *_body_styles(language)]:
        workbook.add_named_style(style)


def band_rows(sheet: Worksheet, about_lines: int) -> None:
    """Style rows 1 and 2 as a sheet's title and its sentence, the whole way across.

    Args:
        sheet: The sheet.
        about_lines: Lines that the sentence takes.
    """
    for row, name, height in ((1, TITLE, 30), (2, ABOUT, 6 + 15 * about_lines)):
        sheet.row_dimensions[row].height = height
        for cells in sheet.iter_rows(row, row, 1, sheet.max_column):
            for cell in cells:
                cell.style = name
        style_dimension(sheet.row_dimensions[row], sheet.cell(row, 1))


def style_dimension(dimension: Dimension, cell: Cell | MergedCell) -> None:
    """Give a row or column the named style of a cell."""
    dimension._style = copy(cell._style)  # type: ignore[attr-defined, union-attr] # noqa: SLF001 - openpyxl has no public way


def _band_styles(language: Language) -> list[NamedStyle]:
    thin = Side(style="thin", color=LINE)
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    headers = [
        NamedStyle(
            name,
            font=font(language, bold=True, color=ink),
            fill=fill(colour),
            border=box,
            alignment=middle,
            number_format=_TEXT_FORMAT,
        )
        for name, colour, ink in (
            (HEADER, PLAIN_HEADER, INK),
            (HEADER_REQUIRED, REQUIRED_HEADER, "3F3000"),
            (HEADER_DERIVED, DERIVED_HEADER, QUIET_INK),
        )
    ]
    return [
        NamedStyle(
            TITLE,
            font=font(language, 16, bold=True, color=INK),
            alignment=Alignment(vertical="center"),
        ),
        NamedStyle(
            ABOUT,
            font=font(language, 10, color=QUIET_INK),
            fill=fill(BAND),
            alignment=Alignment(vertical="center", wrap_text=True),
        ),
        *headers,
    ]


def _body_styles(language: Language) -> list[NamedStyle]:
    styles = []
    for name, number_format in _FORMAT.items():
        for suffix in ("", GREY_SUFFIX):
            style = NamedStyle(
                f"Estate {name}{suffix}",
                font=font(language, color=QUIET_INK if suffix else None),
                number_format=number_format,
                alignment=_alignment(name),
            )
            if suffix:
                style.fill = fill(DERIVED_CELL)
            styles.append(style)
    return styles


def _alignment(name: str) -> Alignment:
    return Alignment(
        horizontal="center" if name in _CENTRED else "right" if name in _NUMBERS else None,
        indent=1 if name in _NUMBERS else 0,
        vertical="top",
        wrap_text=True if name in _WRAPPED else None,
    )
