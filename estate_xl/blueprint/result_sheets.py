"""Sheets that commands write and make again at each run, empty but ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.blueprint import looks
from estate_xl.blueprint.coverage import draw_coverage
from estate_xl.blueprint.grids import draw_grid, draw_lines
from estate_xl.blueprint.statistics import draw_statistics
from estate_xl.blueprint.validations import LAST_ROW
from estate_xl.findings.texts.kinds import Severity

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Language, Sheet


def draw_result_sheet(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Draw an empty result sheet."""
    if declared.columns:
        draw_grid(sheet, declared, language, typed=False)
    else:
        draw_statistics(sheet, declared, language)
    if declared.key == "Overdue":
        draw_coverage(sheet, declared, language)
    if declared.key == "Findings":
        _colour_severities(sheet, declared, language)
    if declared.columns:
        draw_lines(sheet, declared)


def _colour_severities(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """The word alone: a list of errors is no orange block."""
    first = declared.header_row + 1
    colours = {Severity.ERROR: looks.ERROR_FILL, Severity.WARNING: looks.WARNING_FILL}
    for severity, colour in colours.items():
        word = severity.value.text(language)
        rule = looks.formula_rule(f'$A{first}="{word}"', colour=colour, underlined=True)
        sheet.conditional_formatting.add(f"A{first}:A{LAST_ROW}", rule)
