"""Rules at the cells: drop-downs, bounds, a prompt beside the cell, a message when it does not fit.

They reach to row `LAST_ROW`: twice the largest year of tickets that we measure with, and far enough
from the sheet's end that rows inserted above never push a rule past it (a rule to row 1048576 is
damaged by that in programs less careful than Excel).

A choice, a date or a number that does not fit is refused. A reference only warns, because the key
may stand where the list offers names; a derived column warns, because old records may be brought in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.worksheet.datavalidation import DataValidation

from estate_xl.cells import column_letters
from estate_xl.schema import ESTATE_BOOK, Column, Kind, Language, Sheet
from estate_xl.write.blueprint import wording
from estate_xl.write.blueprint.names import list_name, listed_column
from estate_xl.write.blueprint.people import people_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW: Final = 200_000
FIRST_DATE: Final = "DATE(2000,1,1)"
LAST_DATE: Final = "DATE(2100,1,1)"

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


def number_rule(kind: str, minimum: float | None, maximum: float | None) -> DataValidation:
    """A rule for whole or decimal numbers within bounds, inclusive."""
    match minimum, maximum:
        case None, None:
            operator, low, high = "between", "-1E+15", "1E+15"
        case None, top:
            operator, low, high = "lessThanOrEqual", f"{top:g}", None
        case bottom, None:
            operator, low, high = "greaterThanOrEqual", f"{bottom:g}", None
        case bottom, top:
            operator, low, high = "between", f"{bottom:g}", f"{top:g}"
    return DataValidation(
        kind, operator=operator, formula1=low, formula2=high, showErrorMessage=True
    )


def _rule(declared: Sheet, column: Column, number: int, language: Language) -> DataValidation:
    cell = f"{column_letters(number)}{declared.header_row + 1}"
    if column.derived:
        return DataValidation(
            "custom", formula1="FALSE", showErrorMessage=True, errorStyle="warning"
        )
    match column.kind:
        case Kind.CHOICE:
            texts = tuple(choice.text(language) for choice in column.choices)
            return DataValidation("list", formula1=choice_list(texts), showErrorMessage=True)
        case Kind.REFERENCE:
            return DataValidation(
                "list",
                formula1=_offered(declared, column),
                showErrorMessage=True,
                errorStyle="warning",
            )
        case Kind.CODES:
            return DataValidation("list", formula1=_list_of(column), showErrorMessage=False)
        case Kind.DATE | Kind.DATETIME:
            return DataValidation(
                "date",
                operator="between",
                formula1=FIRST_DATE,
                formula2=f"{LAST_DATE}-1" if column.kind is Kind.DATE else LAST_DATE,
                showErrorMessage=True,
            )
        case Kind.INTEGER:
            return number_rule("whole", column.minimum, column.maximum)
        case Kind.NUMBER | Kind.SCORE | Kind.SHARE:
            return number_rule("decimal", column.minimum, column.maximum)
        case Kind.MONTH:
            return DataValidation("custom", formula1=month_test(cell), showErrorMessage=True)
        case Kind.ID | Kind.TEXT:
            return DataValidation(showErrorMessage=False)


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
    sheet = ESTATE_BOOK[str(column.reference)]
    listed_column(sheet)
    return list_name(sheet)
