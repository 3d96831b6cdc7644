"""Rules at the cells and the names behind them, within Excel's limits."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.blueprint.names import list_name, table_column
from estate_xl.blueprint.validations import LAST_ROW, number_rule
from estate_xl.cells import MAX_LIST_TEXT, MAX_PROMPT_TEXT, MAX_PROMPT_TITLE
from estate_xl.engine.addresses import column_letters
from estate_xl.schema import ESTATE_BOOK, Kind, Language
from estate_xl.schema.office_registers import OFFICE_REGISTERS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation


@pytest.fixture(scope="module", params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    """Each language in turn."""
    return Language(request.param)


@pytest.fixture(scope="module")
def book(language: Language) -> Workbook:
    """The empty workbook with all registers, read again."""
    duties = [register.key for register in OFFICE_REGISTERS]
    return openpyxl.load_workbook(BytesIO(make_book(language, duties=duties)))


def _rules(book: Workbook, language: Language, key: str) -> dict[str, DataValidation]:
    """Rules of a sheet by column key."""
    declared = ESTATE_BOOK[key]
    sheet = book[declared.title.text(language)]
    by_area = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    first = declared.header_row + 1
    return {
        column.key: by_area[f"{letters}{first}:{letters}{LAST_ROW}"]
        for number, column in enumerate(declared.columns, start=1)
        for letters in [column_letters(number)]
    }


def test_each_column_has_a_rule_that_fits_its_kind(book: Workbook, language: Language) -> None:
    types = {
        Kind.CHOICE: "list",
        Kind.REFERENCE: "list",
        Kind.DATE: "date",
        Kind.DATETIME: "date",
        Kind.INTEGER: "whole",
        Kind.NUMBER: "decimal",
        Kind.SCORE: "decimal",
        Kind.SHARE: "decimal",
        Kind.MONTH: "custom",
    }
    for declared in ESTATE_BOOK.data_sheets():
        if declared.key == "Settings":
            continue
        rules = _rules(book, language, declared.key)
        for column in declared.columns:
            rule = rules[column.key]
            if column.derived:
                assert (rule.type, rule.formula1, rule.errorStyle) == ("custom", "FALSE", "warning")
            elif column.kind in types:
                assert rule.type == types[column.kind]
                warns = column.kind is Kind.REFERENCE
                assert (rule.errorStyle == "warning") is warns
            assert rule.promptTitle == column.header.text(language)


def test_texts_and_formulas_keep_to_excels_limits(book: Workbook) -> None:
    for sheet in book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= MAX_PROMPT_TITLE
            assert len(rule.errorTitle or "") <= MAX_PROMPT_TITLE
            assert len(rule.prompt or "") <= MAX_PROMPT_TEXT
            assert 0 < len(rule.error or "x") <= 225
            assert len(rule.formula1 or "") <= MAX_LIST_TEXT


def test_choices_are_written_in_the_language(book: Workbook, language: Language) -> None:
    words = {
        Language.HANT: '"電話,來訪,微信,其他"',
        Language.HANS: '"电话,来访,微信,其他"',
        Language.EN: '"Phone,Visit,WeChat,Other"',
    }
    assert _rules(book, language, "Tickets")["channel"].formula1 == words[language]


def test_bounds_of_scores_and_dates(book: Workbook, language: Language) -> None:
    score = _rules(book, language, "Inspections")["score"]
    assert (score.formula1, score.formula2) == ("0", "100")
    day = _rules(book, language, "Calendar")["date"]
    assert (day.formula1, day.formula2) == ("DATE(2000,1,1)", "DATE(2100,1,1)-1")


@pytest.mark.parametrize(
    ("minimum", "maximum", "operator"),
    [
        (None, None, "greaterThanOrEqual"),
        (0, None, "greaterThanOrEqual"),
        (None, 9, "lessThanOrEqual"),
        (0, 9, "between"),
    ],
)
def test_number_rules(minimum: float | None, maximum: float | None, operator: str) -> None:
    assert number_rule("whole", minimum, maximum).operator == operator


def test_lists_are_names_of_table_columns(book: Workbook, language: Language) -> None:
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    staff = ESTATE_BOOK["Staff"]
    assert names["staff_list"] == f"Staff[{staff.column('name').header.text(language)}]"
    tickets = ESTATE_BOOK["Tickets"]
    assert names["tickets_list"] == table_column(tickets, "ticket", language)
    for name in names:
        assert re.fullmatch(r"[a-z_]{4,}", name) or name.startswith("estate_sheet_")
    for declared in ESTATE_BOOK.data_sheets():
        if declared.key == "Settings":
            continue
        for key, rule in _rules(book, language, declared.key).items():
            reference = declared.column(key).reference
            if reference is not None:
                assert list_name(ESTATE_BOOK[reference]) in str(rule.formula1)
                assert list_name(ESTATE_BOOK[reference]) in names


def test_a_header_with_a_full_stop_is_bracketed_twice() -> None:
    assert table_column(ESTATE_BOOK["Tickets"], "ticket", Language.EN) == "Tickets[[Ticket no.]]"
    assert table_column(ESTATE_BOOK["Zones"], "name", Language.EN) == "Zones[Zone name]"


def test_doubles_are_marked_in_key_columns(book: Workbook, language: Language) -> None:
    for declared in ESTATE_BOOK.data_sheets():
        if declared.id_column is None:
            continue
        sheet = book[declared.title.text(language)]
        rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
        assert "duplicateValues" in {rule.type for rule in rules}


def test_severities_are_coloured(book: Workbook, language: Language) -> None:
    sheet = book[ESTATE_BOOK["Findings"].title.text(language)]
    formulas = [
        formula
        for area in sheet.conditional_formatting
        for rule in area.rules
        for formula in rule.formula
    ]
    word = {Language.HANT: "錯誤", Language.HANS: "错误", Language.EN: "Error"}[language]
    assert f'$A4="{word}"' in formulas
