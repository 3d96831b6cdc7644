"""Rules at the cells: drop-downs, bounds, a prompt beside the cell, a message when it does not fit.

They reach to row `LAST_ROW`: twice the largest year of tickets that we measure with, and far enough
from the sheet's end that rows inserted above never push a rule past it (a rule to row 1048576 is
damaged by that in programs less careful than Excel).

A choice, a date or a number that does not fit is refused. A reference only warns, because the key
may be where the list offers names; a derived column warns: old records may be brought in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from openpyxl.worksheet.datavalidation import DataValidation

from estate_xl.blueprint import wording
from estate_xl.blueprint.names import list_name
from estate_xl.blueprint.people import people_formula
from estate_xl.engine.addresses import column_letters
from estate_xl.schema import ESTATE_BOOK, Kind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Column, Language, Sheet

LAST_ROW: Final = 200_000
FIRST_DATE: Final = "DATE(2000,1,1)"
END_OF_DATES: Final = "DATE(2100,1,1)"

PEOPLE_OF_DEPARTMENT: Final = {("Tickets", "worker"): "department"}
"""Columns that offer the people of the department named in another column of their row."""


def add_validations(sheet: Worksheet, declared: Sheet, language: Language) -> None:
    """Put the rules of all columns on a data sheet."""
    first = declared.header_row + 1
    for number, column in enumerate(declared.columns, start=1):
        rule = _rule(declared, column, number, language)
        rule.promptTitle, rule.prompt = wording.prompt(column, language)
        rule.errorTitle, rule.error = wording.error(column, language)
        rule.allow_blank = True
        rule.showInputMessage = True
        letters = column_letters(number)
        rule.add(f"{letters}{first}:{letters}{LAST_ROW}")
        sheet.add_data_validation(rule)


def choice_list(choices: tuple[str, ...]) -> str:
    """Typed-in choices as a drop-down's formula."""
    return '"' + ",".join(choices) + '"'


def number_rule(
    kind: Literal["whole", "decimal"], minimum: float | None, maximum: float | None
) -> DataValidation:
    """A rule for whole or decimal numbers within bounds, inclusive."""
    if maximum is None:
        low = "-1E+15" if minimum is None else f"{minimum:g}"
        return DataValidation(
            kind, operator="greaterThanOrEqual", formula1=low, showErrorMessage=True
        )
    if minimum is None:
        return DataValidation(
            kind, operator="lessThanOrEqual", formula1=f"{maximum:g}", showErrorMessage=True
        )
    return DataValidation(
        kind,
        operator="between",
        formula1=f"{minimum:g}",
        formula2=f"{maximum:g}",
        showErrorMessage=True,
    )


def _rule(declared: Sheet, column: Column, number: int, language: Language) -> DataValidation:
    if column.derived:
        return DataValidation(
            "custom", formula1="FALSE", showErrorMessage=True, errorStyle="warning"
        )
    if column.kind in {Kind.REFERENCE, Kind.CODES}:
        return _reference_rule(declared, column)
    rule: DataValidation
    match column.kind:
        case Kind.CHOICE:
            texts = tuple(choice.text(language) for choice in column.choices)
            rule = DataValidation("list", formula1=choice_list(texts))
        case Kind.DATE | Kind.DATETIME:
            last = f"{END_OF_DATES}-1" if column.kind is Kind.DATE else END_OF_DATES
            rule = DataValidation("date", operator="between", formula1=FIRST_DATE, formula2=last)
        case Kind.INTEGER:
            rule = number_rule("whole", column.minimum, column.maximum)
        case Kind.NUMBER | Kind.SCORE | Kind.SHARE:
            rule = number_rule("decimal", column.minimum, column.maximum)
        case Kind.MONTH:
            cell = f"{column_letters(number)}{declared.header_row + 1}"
            rule = DataValidation("custom", formula1=month_test(cell))
        case _:
            return DataValidation(showErrorMessage=False)
    rule.showErrorMessage = True
    return rule


def _reference_rule(declared: Sheet, column: Column) -> DataValidation:
    """A list that warns; several codes in a cell would always be warned of, so these do not."""
    if column.kind is Kind.CODES:
        return DataValidation("list", formula1=_list_of(column), showErrorMessage=False)
    return DataValidation(
        "list", formula1=_offered(declared, column), showErrorMessage=True, errorStyle="warning"
    )


def month_test(cell: str) -> str:
    """A formula that is true where a cell holds a month such as 2026-10."""
    return (
        f'AND(LEN({cell})=7,MID({cell},5,1)="-",VALUE(LEFT({cell},4))>=2000,'
        f"VALUE(RIGHT({cell},2))>=1,VALUE(RIGHT({cell},2))<=12)"
    )


def _offered(declared: Sheet, column: Column) -> str:
    by = PEOPLE_OF_DEPARTMENT.get((declared.key, column.key))
    everything = _list_of(column)
    if by is None:
        return everything
    number = 1 + [other.key for other in declared.columns].index(by)
    return people_formula(f"${column_letters(number)}{declared.header_row + 1}", everything)


def _list_of(column: Column) -> str:
    return list_name(ESTATE_BOOK[str(column.reference)])
