"""Cells of a column to typed values, references to keys; a finding for each unsound cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.check import resolve_reference
from estate_xl.check.report import proposal, report
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.read.values import parse_column, plain_text, typed_before_date, typed_clock
from estate_xl.schema import ESTATE_BOOK, Kind, Label
from estate_xl.spelling import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate_xl.schema import Column, Sheet

_ERROR_VALUES = (
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
)

_EXPECTED = {
    Kind.INTEGER: (Label("整數", "a whole number"), "12"),
    Kind.NUMBER: (Label("數字", "a number"), "2.5"),
    Kind.SCORE: (Label("分數", "a score"), "92.5"),
    Kind.SHARE: (Label("百分比", "a percentage"), "30%"),
    Kind.DATE: (Label("日期", "a date"), "2026-10-31"),
    Kind.DATETIME: (Label("日期時間", "a date and time"), "2026-10-31 14:30"),
    Kind.MONTH: (Label("月份", "a month"), "2026-10"),
}


def read_column(
    sheet: Sheet, column: Column, raw: pd.Series, formulas: pd.Index
) -> tuple[pd.Series, list[Finding]]:
    """The typed column and a finding for each cell that is not as it should be."""
    if not len(formulas) and raw.isna().all():
        return parse_column(raw, column), _missing(sheet, column, raw.index)
    findings: list[Finding] = []

    def found(code: FindingCode, rows: pd.Index, **facts: str | Label) -> None:
        findings.extend(
            Finding(code, sheet.key, int(row), column.key, plain_text(raw.loc[row]), facts)
            for row in rows
        )

    errors = raw.isin(_ERROR_VALUES)
    good = _without(raw, raw.index[errors])
    parsed = parse_column(good, column)
    if _names_a_record(column):
        for row, typed in good.map(typed_before_date, na_action="ignore").dropna().items():
            found(FindingCode.DATE_FOR_ID, pd.Index([row]), typed=typed)
    if column.derived:
        return parsed, findings
    found(FindingCode.ERROR_VALUE, raw.index[errors])
    without = formulas[raw.loc[formulas].isna()]
    found(FindingCode.NO_RESULT, without)
    found(FindingCode.FORMULA_VALUE, formulas.difference(raw.index[errors]).difference(without))
    findings += _missing(sheet, column, raw.index[raw.isna()].difference(without))
    unread = good.index[good.notna() & parsed.isna()]
    if column.kind is Kind.CHOICE:
        findings += _not_choices(sheet, column, good[unread].map(plain_text))
    elif column.kind in _EXPECTED:
        expected, example = _EXPECTED[column.kind]
        clocks = good.loc[unread if column.kind.is_time else []].map(typed_clock).dropna()
        for row, clock in clocks.items():
            told = {"expected": expected, "example": example, "clock": clock}
            found(FindingCode.TIME_WITHOUT_DATE, pd.Index([row]), **told)
        unread = unread.difference(clocks.index)
        found(FindingCode.WRONG_TYPE, unread, expected=expected, example=example)
    outside = _outside(column, parsed)
    if column.kind is Kind.SCORE:
        found(FindingCode.SCORE_OUT_OF_RANGE, outside)
    else:
        bounds = {"minimum": _bound(column.minimum), "maximum": _bound(column.maximum)}
        found(FindingCode.OUT_OF_RANGE, outside, **bounds)
    return _without(parsed, outside), findings


def _names_a_record(column: Column) -> bool:
    """True if its cells hold ids, be it as plain text: 房號 of 投訴 is a room, too."""
    if column.kind in {Kind.ID, Kind.REFERENCE, Kind.CODES}:
        return True
    ids = {sheet.id_column.key for sheet in ESTATE_BOOK.data_sheets() if sheet.id_column}
    return column.kind is Kind.TEXT and column.key in ids


def _missing(sheet: Sheet, column: Column, rows: pd.Index) -> list[Finding]:
    """MISSING_VALUE for each of these rows, where the column must be filled in."""
    if column.derived or not column.required:
        return []
    return [Finding(FindingCode.MISSING_VALUE, sheet.key, int(row), column.key) for row in rows]


def _without(values: pd.Series, rows: pd.Index) -> pd.Series:
    """The values, missing in these rows."""
    return values.drop(rows).reindex(values.index) if len(rows) else values


def _outside(column: Column, numbers: pd.Series) -> pd.Index:
    """Rows whose number lies outside the column's bounds."""
    outside = pd.Series(data=False, index=numbers.index)
    if column.minimum is not None:
        outside |= numbers.lt(column.minimum)
    if column.maximum is not None:
        outside |= numbers.gt(column.maximum)
    return numbers.index[outside]


def _bound(value: float | None) -> str:
    return "∞" if value is None else f"{value:g}"


def _not_choices(sheet: Sheet, column: Column, typed: pd.Series) -> list[Finding]:
    """NOT_A_CHOICE for each of these texts, with the choice that it is spelt most like."""
    words = {text: choice for choice in column.choices for text in choice.spellings()}
    spellings = Spellings(words)
    near = [list(dict.fromkeys(words[word] for word in spellings.nearest(text))) for text in typed]
    choices = _listed(column.choices)
    return report(
        FindingCode.NOT_A_CHOICE,
        sheet.key,
        column.key,
        typed,
        choices=choices,
        nearest=[proposal(_listed(each)) for each in near],
    )


def _listed(choices: Sequence[Label]) -> Label:
    return Label(
        "、".join(choice.hant for choice in choices), ", ".join(choice.en for choice in choices)
    )


def resolve_references(sheet: Sheet, frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Put keys in the place of names; report who is nobody, or two."""
    for column in sheet.columns:
        if column.kind is not Kind.REFERENCE or column.reference is None:
            continue
        target = ESTATE_BOOK[column.reference]
        id_column = target.id_column
        if id_column is None or column.key not in frames.get(sheet.key, ()):
            continue
        frame = frames[sheet.key]
        typed = frame[column.key]
        if typed.isna().all():
            continue
        known = frames[target.key], id_column.key, target.name_column
        resolved = resolve_reference(typed, *known)
        unknown = typed[resolved.unknown]
        near = [proposal(records) for records in resolved.nearest[unknown.index].fillna("")]
        yield from report(
            FindingCode.UNKNOWN_REFERENCE,
            sheet.key,
            column.key,
            unknown,
            target=target.title,
            nearest=near,
        )
        yield from report(
            FindingCode.AMBIGUOUS_REFERENCE,
            sheet.key,
            column.key,
            typed[resolved.ambiguous],
            target=target.title,
            candidates=list(resolved.candidates[resolved.ambiguous]),
        )
        frames[sheet.key] = frame.copy()
        frames[sheet.key][column.key] = resolved.keys
