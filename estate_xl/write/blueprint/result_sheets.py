"""Sheets that commands write and make again at each run, empty but ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.cells import column_letters
from estate_xl.finding_codes import Severity
from estate_xl.schema import Label
from estate_xl.write.blueprint import looks
from estate_xl.write.blueprint.coverage import draw_coverage
from estate_xl.write.blueprint.grids import draw_grid, draw_lines
from estate_xl.write.blueprint.printing import set_up_print
from estate_xl.write.blueprint.validations import LAST_ROW

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Language, Sheet

_STATISTICS_ABOUT: Final = {
    "MonthStatistics": Label(
        "運行月度考核（month-end）後，本表列出當月報事、投訴、滿意率和及時率，並附圖表。",
        "Filled by month-end: the month's tickets, complaints, satisfaction and timeliness, "
        "with charts.",
    ),
    "YearStatistics": Label(
        "運行年度統計（statistics）後，本表逐月列出全年報事、投訴、滿意率和及時率，並附圖表。",
        "Filled by statistics: the same over a year, month by month, with charts.",
    ),
}
_STATISTICS_COLUMNS: Final = 8
_STATISTICS_WIDTH: Final = 14


def draw_result_sheet(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Draw an empty result sheet."""
    if declared.columns:
        draw_grid(sheet, declared, language, typed=False)
    else:
        _draw_statistics(sheet, declared, language)
    if declared.key == "Overdue":
        draw_coverage(sheet, declared, language)
    if declared.key == "Findings":
        _colour_severities(sheet, declared, language)
    if declared.columns:
        draw_lines(sheet, declared)


def _draw_statistics(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    sheet["A1"] = declared.title.text(language)
    sheet["A2"] = _STATISTICS_ABOUT[declared.key].text(language)
    for number in range(1, _STATISTICS_COLUMNS + 1):
        sheet.column_dimensions[column_letters(number)].width = _STATISTICS_WIDTH
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=_STATISTICS_COLUMNS)
    looks.band_rows(sheet, 1)
    sheet.freeze_panes = "A3"
    sheet.sheet_properties.tabColor = looks.TAB_COLOUR[declared.role]
    set_up_print(sheet, _STATISTICS_COLUMNS * _STATISTICS_WIDTH)


def _colour_severities(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    first = declared.header_row + 1
    last = column_letters(len(declared.columns))
    colours = {Severity.ERROR: looks.ERROR_FILL, Severity.WARNING: looks.WARNING_FILL}
    for severity, colour in colours.items():
        word = severity.value.text(language)
        rule = looks.formula_rule(f'$A{first}="{word}"', colour=colour)
        sheet.conditional_formatting.add(f"A{first}:{last}{LAST_ROW}", rule)
