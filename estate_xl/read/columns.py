"""Cells of a column to typed values, references to keys; a finding for each unsound cell."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.check import resolve_reference
from estate_xl.check.report import proposal, report
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.read.values import Distinct, parse_values, plain_text, typed_before_date, typed_clock
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
    cells = Distinct(raw)
    findings: list[Finding] = []

    def found(code: FindingCode, rows: pd.Index, **facts: str | Label) -> None:
        findings.extend(
            Finding(code, sheet.key, int(row), column.key, plain_text(raw.loc[row]), facts)
            for row in rows
        )

    is_error = cells.different.isin(_ERROR_VALUES)
    good = cells.different[~is_error] if is_error.any() else cells.different
    parsed = parse_values(good, column)
    if cells.has_dates and _names_a_record(column):
        for row in cells.holding(good.map(typed_before_date).notna()):
            typed = typed_before_date(raw.loc[row]) or ""
            found(FindingCode.DATE_FOR_ID, pd.Index([row]), typed=typed)
    if column.derived:
        return cells.spread(parsed), findings
    errors = cells.holding(is_error)
    found(FindingCode.ERROR_VALUE, errors)
    empty = cells.empty
    if len(formulas):
        without = formulas.intersection(empty)
        found(FindingCode.NO_RESULT, without)
        found(FindingCode.FORMULA_VALUE, formulas.difference(errors).difference(without))
        empty = empty.difference(without)
    findings += _missing(sheet, column, empty)
    findings += _unread(sheet, column, raw.loc[cells.holding(parsed.isna())])
    outside = _outside(column, parsed)
    if not outside.any():
        return cells.spread(parsed), findings
    if column.kind is Kind.SCORE:
        found(FindingCode.SCORE_OUT_OF_RANGE, cells.holding(outside))
    else:
        bounds = {"minimum": _bound(column.minimum), "maximum": _bound(column.maximum)}
        found(FindingCode.OUT_OF_RANGE, cells.holding(outside), **bounds)
    return cells.spread(parsed.mask(outside)), findings


def _unread(sheet: Sheet, column: Column, cells: pd.Series) -> list[Finding]:
    """A finding for each cell that cannot be read as its column's kind."""
    if column.kind is Kind.CHOICE:
        return _not_choices(sheet, column, cells.map(plain_text))
    if column.kind not in _EXPECTED:
        return []
    expected, example = _EXPECTED[column.kind]
    facts: dict[str, str | Label] = {"expected": expected, "example": example}
    clocks: list[Finding] = []
    others: list[Finding] = []
    for row, cell in cells.items():
        place = sheet.key, int(str(row)), column.key, plain_text(cell)
        clock = typed_clock(cell) if column.kind.is_time else None
        if clock is None:
            others.append(Finding(FindingCode.WRONG_TYPE, *place, facts))
        else:
            told = facts | {"clock": clock}
            clocks.append(Finding(FindingCode.TIME_WITHOUT_DATE, *place, told))
    return [*clocks, *others]


def _names_a_record(column: Column) -> bool:
    """True if its cells hold ids, be it as plain text: 房號 of 投訴 is a room, too."""
    if column.kind in {Kind.ID, Kind.REFERENCE, Kind.CODES}:
        return True
    return column.kind is Kind.TEXT and column.key in _ids()


@cache
def _ids() -> frozenset[str]:
    """Keys of the columns that hold the ids of sheets."""
    return frozenset(each.id_column.key for each in ESTATE_BOOK.data_sheets() if each.id_column)


def _missing(sheet: Sheet, column: Column, rows: pd.Index) -> list[Finding]:
    """MISSING_VALUE for each of these rows, where the column must be filled in."""
    if column.derived or not column.required:
        return []
    return [Finding(FindingCode.MISSING_VALUE, sheet.key, int(row), column.key) for row in rows]


def _outside(column: Column, numbers: pd.Series) -> pd.Series:
    """Which numbers lie outside the column's bounds."""
    outside = pd.Series(data=False, index=numbers.index)
    if column.minimum is not None:
        outside |= numbers.lt(column.minimum)
    if column.maximum is not None:
        outside |= numbers.gt(column.maximum)
    return outside


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
        frames[sheet.key] = frame.assign(**{column.key: resolved.keys})
