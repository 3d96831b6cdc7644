"""Sheets that people type into: one Excel table each, rules at its cells, doubles in red."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from estate_xl.blueprint import looks, wording
from estate_xl.blueprint.grids import draw_grid, draw_lines, whole_column
from estate_xl.blueprint.validations import (
    LAST_ROW,
    add_validations,
    choice_list,
    number_rule,
)
from estate_xl.engine.addresses import area, column_letters
from estate_xl.schema import SETTINGS, Kind, SettingKind
from estate_xl.schema.terms import ARCHIVED, CANCELLED, NO, YES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Language, Setting, Sheet

_TABLE_STYLE: Final = "TableStyleMedium2"


def draw_data_sheet(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Draw a data sheet with a table of one empty row."""
    draw_grid(sheet, declared, language, typed=True)
    first = declared.header_row + 1
    _add_table(sheet, declared, first)
    add_validations(sheet, declared, language)
    for number, column in enumerate(declared.columns, start=1):
        if column.kind is Kind.ID:
            sheet.conditional_formatting.add(whole_column(number, first), _doubles())
    if declared.key == "Tickets":
        _colour_tickets(sheet, declared, language)
    if declared.key == "AppraisalWeights":
        _mark_wrong_sums(sheet, declared, first)
    draw_lines(sheet, declared)


def draw_settings(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Draw 參數 with a row for each setting, its value left empty."""
    draw_grid(sheet, declared, language, typed=True)
    first = declared.header_row + 1
    value_style = looks.body_style(declared.column("value"))
    number_style = looks.body_style(declared.column("value"), typed=False)
    for row, setting in enumerate(SETTINGS, start=first):
        texts = (setting.key, "", setting.unit.text(language), setting.note.text(language))
        for number, text in enumerate(texts, start=1):
            cell = sheet.cell(row, number)
            if text:
                cell.value = text
                cell.data_type = "s"
            cell.style = looks.body_style(declared.columns[number - 1])
        typed = setting.kind not in {SettingKind.NUMBER, SettingKind.INTEGER}
        value_cell = sheet.cell(row, 2)
        value_cell.style = value_style if typed else number_style
        value_cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        rule = _setting_rule(setting, language)
        rule.promptTitle, rule.prompt = setting.key, setting.note.text(language)
        rule.errorTitle, rule.error = wording.error(declared.column("value"), language)
        rule.error = _setting_error(setting, language)
        rule.showInputMessage = True
        rule.allow_blank = True
        rule.add(value_cell.coordinate)
        sheet.add_data_validation(rule)
    _add_table(sheet, declared, first + len(SETTINGS) - 1)
    sheet.conditional_formatting.add(whole_column(1, first), _doubles())
    draw_lines(sheet, declared)


def setting_default(setting: Setting, language: Language) -> str | float | None:
    """A setting's value in the empty workbook of that language."""
    if setting.key == "language":
        return language.value
    for word in (YES, NO):
        if setting.default == word.hant:
            return word.text(language)
    return setting.default


def _setting_choices(setting: Setting, language: Language) -> tuple[str, ...]:
    if YES.hant in setting.choices:
        return YES.text(language), NO.text(language)
    return setting.choices


def _setting_rule(setting: Setting, language: Language) -> DataValidation:
    match setting.kind:
        case SettingKind.CHOICE:
            formula = choice_list(_setting_choices(setting, language))
            return DataValidation("list", formula1=formula, showErrorMessage=True)
        case SettingKind.INTEGER:
            return number_rule("whole", setting.minimum, setting.maximum)
        case SettingKind.NUMBER:
            return number_rule("decimal", setting.minimum, setting.maximum)
        case SettingKind.TEXT | SettingKind.NUMBER_FORMAT | SettingKind.HOURS:
            return DataValidation(showErrorMessage=False)


def _setting_error(setting: Setting, language: Language) -> str:
    if setting.kind is SettingKind.CHOICE:
        return wording.choice_error(language, _setting_choices(setting, language))
    whole = setting.kind is SettingKind.INTEGER
    return wording.number_error(language, setting.minimum, setting.maximum, whole=whole)


def _add_table(sheet: Worksheet, declared: Sheet, last_row: int) -> None:
    reference = area(declared.header_row, 1, last_row, len(declared.columns))
    table = Table(displayName=declared.key, name=declared.key, ref=reference)
    table.tableStyleInfo = TableStyleInfo(name=_TABLE_STYLE, showRowStripes=True)
    sheet.add_table(table)


def _doubles() -> Rule:
    style = DifferentialStyle(fill=looks.rule_fill(looks.ERROR_FILL))
    return Rule("duplicateValues", dxf=style)


def _colour_tickets(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Rows over in red, due today in orange, tomorrow in yellow; closed ones in grey."""
    first, last = declared.header_row + 1, column_letters(len(declared.columns))
    state, due, over = (
        f"${column_letters(number)}{first}"
        for key in ("status", "next_due", "overdue")
        for number, column in enumerate(declared.columns, start=1)
        if column.key == key
    )
    closed = ",".join(f'{state}="{each.text(language)}"' for each in (ARCHIVED, CANCELLED))
    for formula, colour in (
        (f"OR({closed})", looks.DERIVED_CELL),
        (f'{over}="{YES.text(language)}"', looks.ERROR_FILL),
        (f"AND(ISNUMBER({due}),INT({due})=TODAY())", looks.DUE_FILL),
        (f"AND(ISNUMBER({due}),INT({due})=TODAY()+1)", looks.WARNING_FILL),
    ):
        rule = looks.formula_rule(formula, colour=colour)
        sheet.conditional_formatting.add(f"A{first}:{last}{LAST_ROW}", rule)


def _mark_wrong_sums(sheet: Worksheet, declared: Sheet, first: int) -> None:
    shares = [n for n, column in enumerate(declared.columns, start=1) if column.kind is Kind.SHARE]
    left, right = column_letters(shares[0]), column_letters(shares[-1])
    rule = looks.formula_rule(
        f"AND(COUNTA($A{first}:$B{first})>0,ROUND(SUM(${left}{first}:${right}{first}),4)<>1)",
        colour=looks.ERROR_FILL,
    )
    sheet.conditional_formatting.add(f"{left}{first}:{right}{LAST_ROW}", rule)
