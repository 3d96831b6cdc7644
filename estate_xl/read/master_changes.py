"""變更記錄 as the core reads it: columns for headers, keys for names, canonical values (R-M3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.check import Records
from estate_xl.check.report import proposal
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.language import listed
from estate_xl.read.values import parse_column
from estate_xl.schema import ESTATE_BOOK, Kind
from estate_xl.schema.history import CORRECTION, MASTERS
from estate_xl.spelling import Spellings, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estate_xl.schema import Column, Label, Sheet

_CHANGES: Final = "Changes"
_SUBJECTS: Final = {sheet.title.hant: sheet for sheet in MASTERS}
_CORRECTIONS: Final = frozenset(map(fold, CORRECTION.spellings()))


def changed_masters() -> dict[str, frozenset[str]]:
    """What tells which records and values the rows of 變更記錄 mean: keys and names."""
    return {sheet.key: frozenset(sheet.reference_keys) for sheet in MASTERS}


def is_correction(notes: pd.Series) -> pd.Series:
    """Which notes say that a row is a correction: 更正, in any spelling."""
    return notes.map(lambda note: isinstance(note, str) and fold(note) in _CORRECTIONS).astype(bool)


def read_changes(frames: dict[str, pd.DataFrame], findings: list[Finding]) -> list[Finding]:
    """Make 變更記錄 canonical in `frames`; the findings, of which some may have gone.

    `key` becomes the key of the record, `field` the key of the column, `before` and `after` the
    value as the column's frame has it (days as `YYYY-MM-DD`). What cannot be read is missing.

    Args:
        frames: All that were read; those of the masters hold keys and names.
        findings: Of reading; a correction needs no date.
    """
    frame = frames[_CHANGES].copy()
    corrections = set(frame.index[frame["date"].isna() & is_correction(frame["note"])])
    kept = [
        found
        for found in findings
        if (found.sheet, found.column, found.code) != (_CHANGES, "date", FindingCode.MISSING_VALUE)
        or found.row not in corrections
    ]
    for subject, sheet in _SUBJECTS.items():
        rows = frame[frame["subject"].eq(subject).fillna(value=False)]
        if len(rows):
            kept += _read_subject(frame, rows, sheet, frames)
    unsure = frame["subject"].isna()
    frame.loc[unsure, ["key", "field", "before", "after"]] = None
    frames[_CHANGES] = frame
    return kept


def _read_subject(
    frame: pd.DataFrame, rows: pd.DataFrame, sheet: Sheet, frames: Mapping[str, pd.DataFrame]
) -> Iterator[Finding]:
    """The rows of one kind of masters, put into the frame; a finding for what cannot be read."""
    columns = {fold(text): each for each in sheet.columns for text in each.header.spellings()}
    known = _records(sheet, frames)
    for row, key in rows["key"].dropna().items():
        frame.loc[row, "key"], found = _record(int(str(row)), "key", key, known, sheet.title)
        yield from found
    fields = rows["field"].dropna()
    columns_of = {row: columns.get(fold(text)) for row, text in fields.items()}
    for row, text in fields.items():
        if columns_of[row] is None:
            near = [columns[fold(each)].header for each in Spellings(columns).nearest(text)]
            yield Finding(
                FindingCode.UNKNOWN_FIELD,
                _CHANGES,
                int(str(row)),
                "field",
                text,
                {"sheet": sheet.title, "nearest": proposal(listed(near) if near else "")},
            )
    for row in rows.index.tolist():
        column = columns_of.get(row)
        frame.loc[row, "field"] = None if column is None else column.key
        for side in ("before", "after"):
            text = rows.loc[row, side]
            value: str | None = None
            if column is not None and isinstance(text, str):
                value, found = _value(int(row), side, text, column, frames)
                yield from found
            frame.loc[row, side] = value


def _records(sheet: Sheet, frames: Mapping[str, pd.DataFrame]) -> Records:
    assert sheet.id_column is not None  # noqa: S101 - every master has one
    return Records(frames[sheet.key], sheet.id_column.key, sheet.name_column)


def _record(
    row: int, side: str, text: str, known: Records, title: Label
) -> tuple[str | None, Iterable[Finding]]:
    """The record that a text means; a finding where it means none, or several."""
    meant = known.meant(text)
    if len(meant) == 1:
        return meant[0], ()
    if meant:
        facts: dict[str, str | Label] = {"target": title, "candidates": known.shown(meant)}
        return None, (Finding(FindingCode.AMBIGUOUS_REFERENCE, _CHANGES, row, side, text, facts),)
    near = known.nearest(text)
    facts = {"target": title, "nearest": proposal("" if near is None else near)}
    return None, (Finding(FindingCode.UNKNOWN_REFERENCE, _CHANGES, row, side, text, facts),)


def _value(
    row: int, side: str, text: str, column: Column, frames: Mapping[str, pd.DataFrame]
) -> tuple[str | None, Iterable[Finding]]:
    """A value of that column as its frame has it; a finding where it is none."""
    if column.kind is Kind.REFERENCE and column.reference is not None:
        target = ESTATE_BOOK[column.reference]
        return _record(row, side, text, _records(target, frames), target.title)
    parsed = parse_column(pd.Series([text], dtype=object), column)[0]
    if pd.isna(parsed):
        facts: dict[str, str | Label] = {"field": column.header}
        return None, (Finding(FindingCode.NOT_OF_FIELD, _CHANGES, row, side, text, facts),)
    return f"{parsed:%Y-%m-%d}" if column.kind is Kind.DATE else str(parsed), ()
