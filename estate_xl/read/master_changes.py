"""變更記錄 as the core reads it: columns for headers, keys for names, canonical values (R-M3)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.check import Records
from estate_xl.check.report import proposal
from estate_xl.compute.master_notes import canonical
from estate_xl.compute.master_states import corrections
from estate_xl.dates import moment_of
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.language import filled, listed
from estate_xl.read.values import parse_column, typed_before_date
from estate_xl.schema import ESTATE_BOOK, Kind, Label
from estate_xl.schema.history import MASTERS
from estate_xl.spelling import Spellings, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate_xl.schema import Column, Sheet
    from estate_xl.typed_frames import Tables

_CHANGES: Final = "Changes"
_SUBJECTS: Final = {sheet.title.hant: sheet for sheet in MASTERS}


_CHOICES: Final = Label("：{choices}", ": {choices}")


class Meaning(NamedTuple):
    """What a text of a row means, and what is wrong with it.

    Attributes:
        value: The key of a record or of a column, or a canonical value; None where it is none.
        fault: What is wrong; a value beside it is what was meant all the same.
        facts: Of the finding's words.
    """

    value: str | None
    fault: FindingCode | None = None
    facts: Mapping[str, str | Label] = {}


class Master:
    """One of the masters, as rows of 變更記錄 speak of it: its records, columns and values."""

    def __init__(self, sheet: Sheet, tables: Tables) -> None:
        """Take its declaration and the frames of all masters, with keys and names."""
        self.sheet = sheet
        self._tables = tables
        self._columns = {
            fold(text): each for each in sheet.columns for text in each.header.spellings()
        }
        self._targets: dict[str, Records] = {}

    @cached_property
    def identity(self) -> Column:
        """The column of its keys."""
        column = self.sheet.id_column
        assert column is not None  # noqa: S101 - every master has one
        return column

    def record(self, text: str) -> Meaning:
        """The key of the record that a text means."""
        return self._record(text, self.sheet)

    def column(self, text: str) -> Meaning:
        """The key of the column that has that header, in any language."""
        column = self._columns.get(fold(text))
        if column is not None:
            return Meaning(column.key)
        near = [self._columns[fold(each)].header for each in Spellings(self._columns).nearest(text)]
        nearest = proposal(listed(near) if near else "")
        facts = {"sheet": self.sheet.title, "nearest": nearest}
        return Meaning(None, FindingCode.UNKNOWN_FIELD, facts)

    def value(self, key: str, text: str) -> Meaning:
        """A value of the column of that key, as its frame has it; a day as `YYYY-MM-DD`."""
        column = self.sheet.column(key)
        if column.kind is Kind.REFERENCE and column.reference is not None:
            return self._record(text, ESTATE_BOOK[column.reference])
        parsed = parse_column(pd.Series([text], dtype=object), column)[0]
        if pd.isna(parsed):
            return Meaning(None, FindingCode.NOT_OF_FIELD, _unfit(column, text))
        return Meaning(canonical(parsed))

    def _record(self, text: str, target: Sheet) -> Meaning:
        known = self._records(target)
        meant = known.meant(text)
        if len(meant) == 1:
            return Meaning(meant[0])
        if meant:
            facts = {"target": target.title, "candidates": known.shown(meant)}
            return Meaning(None, FindingCode.AMBIGUOUS_REFERENCE, facts)
        typed = typed_before_date(moment_of(text))
        if typed is not None and len(known.meant(typed)) == 1:
            return Meaning(known.meant(typed)[0], FindingCode.DATE_FOR_ID, {"typed": typed})
        near = known.nearest(text)
        facts = {"target": target.title, "nearest": proposal("" if near is None else near)}
        return Meaning(None, FindingCode.UNKNOWN_REFERENCE, facts)

    def _records(self, target: Sheet) -> Records:
        if target.key not in self._targets:
            assert target.id_column is not None  # noqa: S101 - whatever is referred to has one
            frame = self._tables[target.key]
            self._targets[target.key] = Records(frame, target.id_column.key, target.name_column)
        return self._targets[target.key]


def _unfit(column: Column, text: str) -> dict[str, str | Label]:
    """Facts about a text that is no value of a column: its choices, and the nearest one."""
    words = {spelt: choice for choice in column.choices for spelt in choice.spellings()}
    nearest = dict.fromkeys(words[spelt] for spelt in Spellings(words).nearest(text))
    near = listed(list(nearest)) if nearest else ""
    choices = filled(_CHOICES, choices=listed(column.choices)) if words else ""
    return {"field": column.header, "nearest": proposal(near), "choices": choices}


def changed_masters() -> dict[str, frozenset[str]]:
    """What tells which records and values the rows of 變更記錄 mean: keys and names."""
    return {sheet.key: frozenset(sheet.reference_keys) for sheet in MASTERS}


def read_changes(frames: dict[str, pd.DataFrame], findings: list[Finding]) -> list[Finding]:
    """Make 變更記錄 canonical in `frames`; the findings, of which some may have gone.

    `key` becomes the key of the record, `field` the key of the column, `before` and `after` the
    value as the column's frame has it (days as `YYYY-MM-DD`). A row of which something cannot be
    read counts nowhere: what cannot be read is missing, and so is its `field`.

    Args:
        frames: All that were read; those of the masters hold keys and names.
        findings: Of reading; a correction needs no date.
    """
    frame = frames[_CHANGES].copy()
    always = set(frame.index[corrections(frame)])
    kept = [
        found
        for found in findings
        if (found.sheet, found.column, found.code) != (_CHANGES, "date", FindingCode.MISSING_VALUE)
        or found.row not in always
    ]
    texts = {
        key: [text if isinstance(text, str) else None for text in frame[key]]
        for key in ("subject", "key", "field", "before", "after")
    }
    masters = {subject: Master(sheet, frames) for subject, sheet in _SUBJECTS.items()}
    for place, row in enumerate(frame.index):
        typed = {key: held[place] for key, held in texts.items()}
        master = masters.get(typed["subject"] or "")
        meant = {} if master is None else _read_row(typed, master, is_correction=row in always)
        for key in ("key", "field", "before", "after"):
            texts[key][place] = meant[key].value if key in meant else None
        kept += _faults(int(row), typed, meant)
        if any(each.fault is not None and each.value is None for each in meant.values()):
            texts["field"][place] = None
    for key in ("key", "field", "before", "after"):
        frame[key] = pd.Series(texts[key], index=frame.index, dtype="str")
    frames[_CHANGES] = frame
    return kept


def _read_row(
    typed: Mapping[str, str | None], master: Master, *, is_correction: bool
) -> dict[str, Meaning]:
    """The meaning of each filled cell of a row about that master."""
    found: dict[str, Meaning] = {}
    field, key = typed["field"], typed["key"]
    if field is not None:
        found["field"] = master.column(field)
    column = found["field"].value if "field" in found else None
    is_renaming = is_correction and column == master.identity.key
    if key is not None:
        found["key"] = Meaning(key) if is_renaming else master.record(key)
    for side in ("before", "after"):
        text = typed[side]
        if column is not None and text is not None:
            found[side] = master.value(column, text)
    return found


def _faults(
    row: int, typed: Mapping[str, str | None], meant: Mapping[str, Meaning]
) -> Iterator[Finding]:
    for key, meaning in meant.items():
        if meaning.fault is not None:
            value = typed[key] or ""
            yield Finding(meaning.fault, _CHANGES, row, key, value, dict(meaning.facts))
