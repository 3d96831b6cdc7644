"""The texts at a cell: the prompt beside it and the message when it does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.blueprint.names import listed_column
from estate_xl.cells import MAX_PROMPT_TEXT, MAX_PROMPT_TITLE
from estate_xl.schema import ESTATE_BOOK, Kind, Label, Language

if TYPE_CHECKING:
    from estate_xl.schema import Column

_ERROR_TITLE: Final = Label("請核對", "Please check")
_REQUIRED: Final = Label("必填。", "Required. ")
_DERIVED: Final = Label("由程序填寫，請勿手填。", "Filled by command; please do not type here.")
_DERIVED_ERROR: Final = Label(
    "這一欄由程序填寫。確定要手填嗎？", "This column is filled by command. Type it all the same?"
)
_PROMPT: Final = {
    Kind.ID: Label("不可重複；重複的會標紅。", "Must not stand twice; doubles turn red."),
    Kind.DATE: Label(
        "日期：年-月-日，例如 2026-10-05。", "A date: year-month-day, e.g. 2026-10-05."
    ),
    Kind.DATETIME: Label(
        "日期和時間，例如 2026-10-05 14:30。", "Date and time, e.g. 2026-10-05 14:30."
    ),
    Kind.MONTH: Label("月份：年-月，例如 2026-10。", "A month: year-month, e.g. 2026-10."),
    Kind.INTEGER: Label("整數。", "A whole number."),
    Kind.NUMBER: Label("數字。", "A number."),
    Kind.SCORE: Label("0 到 100 的分數。", "A score, 0 to 100."),
    Kind.SHARE: Label("百分比，0% 到 100%。", "A share, 0 % to 100 %."),
    Kind.CHOICE: Label("從下拉清單中選擇。", "Choose from the list."),
}
_LIST_PROMPT: Final = Label(
    "從清單中選{listed}，也可填{other}。",
    "Choose from the list of {listed}; {other} may be typed too.",
)
_KEY_LIST_PROMPT: Final = Label("填「{sheet}」表中的{listed}。", "A {listed} of the sheet {sheet}.")
_LIST_ERROR: Final = Label(
    "「{sheet}」表的清單中沒有這一項。如填的是{other}，請按「是」；否則請核對。",
    "Not in the list of the sheet {sheet}. If you typed a {other}, answer Yes.",
)
_KEY_LIST_ERROR: Final = Label(
    "「{sheet}」表中沒有這個{listed}。仍要填入嗎？",
    "The sheet {sheet} has no such {listed}. Enter it all the same?",
)
_ERROR: Final = {
    Kind.DATE: Label(
        "請填 2000 至 2099 年的日期，例如 2026-10-05。",
        "Please type a date from 2000 to 2099, e.g. 2026-10-05.",
    ),
    Kind.DATETIME: Label(
        "請填 2000 至 2099 年的日期和時間，例如 2026-10-05 14:30。",
        "Please type a date and time from 2000 to 2099, e.g. 2026-10-05 14:30.",
    ),
    Kind.MONTH: Label("請填月份，例如 2026-10。", "Please type a month, e.g. 2026-10."),
    Kind.CHOICE: Label("請從下拉清單中選擇：{choices}。", "Please choose one of: {choices}."),
}
_INTEGER_ERROR: Final = Label("請填整數{bounds}。", "Please type a whole number{bounds}.")
_NUMBER_ERROR: Final = Label("請填數字{bounds}。", "Please type a number{bounds}.")
_BETWEEN: Final = Label("，{low} 到 {high}", " from {low} to {high}")
_AT_LEAST: Final = Label("，不小於 {low}", ", {low} or more")
_AT_MOST: Final = Label("，不大於 {high}", ", {high} or less")
_ANY_ERROR: Final = Label("請核對這一格。", "Please check this cell.")


def prompt(column: Column, language: Language) -> tuple[str, str]:
    """Title and text shown beside a cell of the column."""
    if column.derived:
        text = _DERIVED.text(language)
    else:
        text = _REQUIRED.text(language) if column.required else ""
        text += column.help.text(language) if column.help else _hint(column, language)
    return column.header.text(language)[:MAX_PROMPT_TITLE], text.strip()[:MAX_PROMPT_TEXT]


def error(column: Column, language: Language) -> tuple[str, str]:
    """Title and text shown when what was typed does not fit the column."""
    return _ERROR_TITLE.text(language), _error_text(column, language)[:MAX_PROMPT_TEXT]


def number_error(
    language: Language, minimum: float | None, maximum: float | None, *, whole: bool
) -> str:
    """The message for a number outside its bounds, which are inclusive."""
    match minimum, maximum:
        case None, None:
            bounds = ""
        case None, _:
            bounds = _AT_MOST.text(language).format(high=f"{maximum:g}")
        case _, None:
            bounds = _AT_LEAST.text(language).format(low=f"{minimum:g}")
        case _:
            bounds = _BETWEEN.text(language).format(low=f"{minimum:g}", high=f"{maximum:g}")
    return (_INTEGER_ERROR if whole else _NUMBER_ERROR).text(language).format(bounds=bounds)


def choice_error(language: Language, choices: tuple[str, ...]) -> str:
    """The message for a word that is none of the choices."""
    joint = ", " if language is Language.EN else "、"
    return _ERROR[Kind.CHOICE].text(language).format(choices=joint.join(choices))


def _error_text(column: Column, language: Language) -> str:
    if column.derived:
        return _DERIVED_ERROR.text(language)
    match column.kind:
        case Kind.REFERENCE:
            label = _LIST_ERROR if _has_names(column) else _KEY_LIST_ERROR
            return label.text(language).format(**_reference_words(column, language))
        case Kind.CHOICE:
            texts = tuple(choice.text(language) for choice in column.choices)
            return choice_error(language, texts)
        case Kind.INTEGER | Kind.NUMBER | Kind.SCORE | Kind.SHARE:
            whole = column.kind is Kind.INTEGER
            return number_error(language, column.minimum, column.maximum, whole=whole)
        case _:
            return _ERROR.get(column.kind, _ANY_ERROR).text(language)


def _hint(column: Column, language: Language) -> str:
    if column.kind is Kind.REFERENCE:
        label = _LIST_PROMPT if _has_names(column) else _KEY_LIST_PROMPT
        return label.text(language).format(**_reference_words(column, language))
    hint = _PROMPT.get(column.kind)
    return hint.text(language) if hint else ""


def _has_names(column: Column) -> bool:
    return ESTATE_BOOK[str(column.reference)].name_column is not None


def _reference_words(column: Column, language: Language) -> dict[str, str]:
    sheet = ESTATE_BOOK[str(column.reference)]
    key = sheet.id_column
    words = {
        "sheet": sheet.title.text(language),
        "listed": listed_column(sheet).header.text(language),
        "other": key.header.text(language) if key else "",
    }
    if language is Language.EN:
        for name in ("listed", "other"):
            words[name] = words[name][:1].lower() + words[name][1:]
    return words
