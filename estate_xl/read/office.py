"""The workbook's records as typed frames, and what in them could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.engine.addresses import area
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.identity import Blocks, cells_at, formula_places, marked_sheet, raw_columns
from estate_xl.language import filled
from estate_xl.read.columns import read_column, resolve_references
from estate_xl.read.master_changes import changed_masters, read_changes
from estate_xl.read.merged_cells import merged_areas
from estate_xl.read.percents import read_percents
from estate_xl.read.records import Sorted, judged_keys, sort_rows, without_others
from estate_xl.read.sheet_places import find_places
from estate_xl.read.sheet_signs import sheet_key
from estate_xl.schema import ESTATE_BOOK, Kind, Label, Role
from estate_xl.spelling import Spellings
from estate_xl.typed_frames import SheetFrame, build_frame

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import xlwings as xw

    from estate_xl.column_needs import Needs
    from estate_xl.read.sheet_places import Area, Place, Places
    from estate_xl.schema import Column, Sheet
    from estate_xl.typed_frames import Tables


class _Source:
    """A tab where records of a sheet are.

    Attributes:
        tab: The tab.
        declared: The whole declaration of the sheet.
        place: Where it is.
        blocks: What makes plain values.
    """

    def __init__(self, tab: xw.Sheet, declared: Sheet, place: Place, blocks: Blocks) -> None:
        """Take them."""
        self.tab = tab
        self.declared = declared
        self.place = place
        self.blocks = blocks
        self._asked: dict[tuple[int, int], xw.Range] = {}

    def cells(self, left: int, right: int) -> xw.Range:
        """The cells below the headers in these columns, asked once."""
        if (left, right) not in self._asked:
            area = (self.place.header_row + 1, left, self.place.last_row, right)
            self._asked[left, right] = cells_at(self.tab, area)
        return self._asked[left, right]


_NEAR: Final = 5
"""Columns apart: to read the few between costs less than a further call in a live Excel."""


@dataclass(frozen=True)
class Office:
    """The workbook's records, and the findings of reading them.

    Attributes:
        tables: Typed frames by sheet key, of the sheets and the columns that were asked for; one
            that the workbook lacks is empty.
        places: Where each sheet is in this workbook.
        findings: What was missing or could not be read.
        others: Rows that hold no record but something else, by sheet key; nothing is written there.
    """

    tables: Tables
    places: Places
    findings: list[Finding]
    others: Mapping[str, pd.Index]


def read_office(book: xw.Book, wanted: Needs | None = None, places: Places | None = None) -> Office:
    """Read the data sheets; each cell that cannot be read is one finding.

    Args:
        book: The workbook.
        wanted: The columns to read; None for all. What is not wanted is absent from the frames, and
            nothing is found there.
        places: Where each sheet is, as read before with nothing changed since; None to look for it.
    """
    read = None if wanted is None else _with_targets(wanted)
    blocks = Blocks(book)
    places = find_places(book, blocks) if places is None else places
    findings: list[Finding] = []
    frames: dict[str, pd.DataFrame] = {}
    others: dict[str, pd.Index] = {}
    for declared in ESTATE_BOOK.data_sheets():
        keys = None if read is None else read.get(declared.key, frozenset())
        if keys is not None and not keys:
            continue
        place = places.found.get(declared.key)
        if place is None:
            is_there = _is_there(book, declared, places)
            code = FindingCode.MISSING_HEADERS if is_there else FindingCode.MISSING_SHEET
            if is_there or not declared.later:
                findings.append(Finding(code, declared.key, facts={"title": declared.title}))
            frames[declared.key] = _empty_frame(declared.key, keys).copy(deep=False)
            continue
        sheet = declared if keys is None else _reduced(declared, keys)
        findings.extend(_header_findings(sheet, place))
        source = _Source(places.sheets[place.title], declared, place, blocks)
        frame, found, others[sheet.key] = _read_sheet(source, sheet)
        empty = build_frame(sheet, {})
        whole = {
            key: frame[key] if key in frame else empty[key].reindex(frame.index) for key in empty
        }
        frames[sheet.key] = pd.DataFrame(whole, copy=False)
        del frame, whole
        findings.extend(found)
        findings.extend(_second_findings(declared, places, blocks))
        findings.extend(_above_findings(declared, place))
    dated = {
        (found.sheet, found.row, found.column)
        for found in findings
        if found.code is FindingCode.DATE_FOR_ID
    }
    for sheet in ESTATE_BOOK.data_sheets():
        findings += [
            found
            for found in resolve_references(sheet, frames)
            if (found.sheet, found.row, found.column) not in dated
        ]
    if "Changes" in frames:
        findings = read_changes(frames, findings)
    if wanted is not None:
        frames = {
            sheet: SheetFrame.of(
                sheet, frames[sheet][[key for key in frames[sheet] if key in keys]]
            )
            for sheet, keys in wanted.items()
        }
    return Office(frames, places, findings, others)


def _is_there(book: xw.Book, sheet: Sheet, places: Places) -> bool:
    """True if a tab is the sheet which has lost its headers; of a duty, not one of the office's."""
    if not any(sheet_key(title) == sheet.key for title in places.sheets):
        return False
    return sheet.role is not Role.DUTY or marked_sheet(book, sheet.key) is not None


@lru_cache(maxsize=256)
def _empty_frame(key: str, keys: frozenset[str] | None) -> pd.DataFrame:
    """The frame of a sheet that the workbook lacks; most offices use few registers of duties."""
    sheet = ESTATE_BOOK[key]
    return build_frame(sheet if keys is None else _reduced(sheet, keys), {})


def _with_targets(wanted: Needs) -> Needs:
    """And what tells which records the wanted references mean: their keys and names."""
    found = {sheet: set(keys) for sheet, keys in wanted.items()}
    for sheet, keys in wanted.items():
        for key in keys:
            column = ESTATE_BOOK[sheet].column(key)
            if column.kind is Kind.REFERENCE and column.reference is not None:
                target = ESTATE_BOOK[column.reference]
                found.setdefault(target.key, set()).update(target.reference_keys)
    if "Changes" in found:  # a row is understood as a whole
        found["Changes"].update(column.key for column in ESTATE_BOOK["Changes"].columns)
        for key, columns in changed_masters().items():
            found.setdefault(key, set()).update(columns)
    return {sheet: frozenset(keys) for sheet, keys in found.items()}


def _reduced(sheet: Sheet, keys: Collection[str]) -> Sheet:
    columns = tuple(column for column in sheet.columns if column.key in keys)
    return replace(sheet, columns=columns)


def _header_findings(sheet: Sheet, place: Place) -> Iterator[Finding]:
    for column in sheet.columns:
        if column.key not in place.columns and not column.later:
            facts = {"nearest": _renamed(column, place)}
            yield Finding(
                FindingCode.MISSING_HEADER, sheet.key, place.header_row, column.key, facts=facts
            )
        elif column.key in place.doubled:
            yield Finding(FindingCode.DUPLICATE_HEADER, sheet.key, place.header_row, column.key)


_RENAMED: Final = Label(
    "是不是「{near}」？若是，把它改名為「{header}」；若不是，",
    "Is it “{near}”? Then rename it “{header}”; if not: ",
)


def _renamed(column: Column, place: Place) -> Label:
    """The question whether a header that no column has is this column's."""
    for text in column.header.spellings():
        for near in Spellings(place.spare).nearest(text):
            return filled(_RENAMED, near=near, header=column.header)
    return Label("", "")


def _second_findings(sheet: Sheet, places: Places, blocks: Blocks) -> Iterator[Finding]:
    """A finding for each further table of that sheet that holds records, as these are not read."""
    read = places.found[sheet.key]
    for key, place in places.seconds:
        if key != sheet.key:
            continue
        source = _Source(places.sheets[place.title], sheet, place, blocks)
        raw, rows = _read_rows(source, sheet)
        if raw.empty or not len(rows.records):
            continue
        facts: dict[str, str | Label] = {"title": sheet.title, "count": str(len(rows.records))}
        if place.title == read.title:
            facts |= {"row": str(place.header_row)}
            yield Finding(FindingCode.SECOND_TABLE, key, place.header_row, facts=facts)
        else:
            facts |= {"other": place.title, "read": read.title}
            yield Finding(FindingCode.SECOND_SHEET, key, facts=facts)


def _above_findings(sheet: Sheet, place: Place) -> Iterator[Finding]:
    """A finding for each row above the headers that has more than half of what a record needs."""
    keys = [column.key for column in sheet.columns if column.required]
    needed = [place.columns[key] for key in keys if key in place.columns]
    for row, cells in enumerate(place.above, start=1):
        filled = sum(column <= len(cells) and cells[column - 1] is not None for column in needed)
        if filled > 1 and filled * 2 > len(keys):
            yield Finding(FindingCode.ABOVE_HEADERS, sheet.key, row, facts={"row": str(row)})


def _read_rows(source: _Source, sheet: Sheet) -> tuple[pd.DataFrame, Sorted]:
    """Raw values of the wanted columns and those by which rows are told apart, and the rows."""
    declared, place = source.declared, source.place
    first, last = place.header_row + 1, place.last_row
    wanted = {column.key for column in sheet.columns}.union(judged_keys(declared))
    columns = {key: number for key, number in place.columns.items() if key in wanted}
    if last < first or not columns:
        return pd.DataFrame(), Sorted(pd.Index([]), pd.Index([]), [], pd.DataFrame())
    blocks = [_read_block(source, held) for held in _blocks(columns)]
    raw = without_others(blocks[0] if len(blocks) == 1 else pd.concat(blocks, axis=1), place)
    return raw, sort_rows(raw, declared, place, source.tab)


def _read_sheet(source: _Source, sheet: Sheet) -> tuple[pd.DataFrame, list[Finding], pd.Index]:
    """Typed frame of the records, findings, and rows that hold something else.

    Args:
        source: Where the records are.
        sheet: The sheet's declaration with the wanted columns alone.
    """
    tab, place = source.tab, source.place
    raw, rows = _read_rows(source, sheet)
    findings = rows.findings
    columns = {
        column.key: place.columns[column.key]
        for column in sheet.columns
        if column.key in place.columns
    }
    if not len(rows.records) or not columns:
        return build_frame(sheet, {}), findings, rows.others
    left, right = min(columns.values()), max(columns.values())
    cells = source.cells(left, right)
    formulas = _formula_cells(cells, rows.records, columns)
    area = (int(rows.records[0]), left, int(rows.filled.index[-1]), right)
    merged = [] if cells.merge_cells is False else merged_areas(tab, area)
    hidden = _hidden_rows(merged, rows.records, rows.filled)
    findings.extend(_merged_findings(merged, sheet, columns, hidden))
    frame: dict[str, pd.Series] = {}
    for column in sheet.columns:
        if column.key not in columns:
            continue
        is_filled = rows.filled[column.key].loc[rows.records]
        values = raw.pop(column.key).loc[rows.records].where(is_filled)
        if column.kind is Kind.SCORE:
            values = read_percents(tab, columns[column.key], values)
        frame[column.key], found = read_column(
            sheet, column, values, formulas.get(column.key, pd.Index([]))
        )
        findings.extend(found)
    return pd.DataFrame(frame, index=rows.records, copy=False), findings, rows.others


def _hidden_rows(merged: Iterable[Area], records: pd.Index, filled: pd.DataFrame) -> pd.Index:
    """The records, and rows that are none because cells of theirs are merged with a record's."""
    own = filled.index[filled.any(axis=1)].difference(records)
    found = records
    for top, _, bottom, _ in merged:
        if bottom > top and ((records >= top) & (records <= bottom)).any():
            found = found.union(own[(own >= top) & (own <= bottom)])
    return found


def _merged_findings(
    merged: Iterable[Area], sheet: Sheet, columns: Mapping[str, int], records: pd.Index
) -> Iterator[Finding]:
    """A finding for each merged area, at the first of our typed cells that it hides."""
    typed = [column.key for column in sheet.columns if not column.derived]
    held = sorted((columns[key], key) for key in typed if key in columns)
    for top, left, bottom, right in merged:
        hidden = (
            (int(row), key)
            for row in records[(records >= top) & (records <= bottom)]
            for number, key in held
            if left <= number <= right and (row, number) != (top, left)
        )
        for row, key in islice(hidden, 1):
            facts = {"area": area(top, left, bottom, right)}
            yield Finding(FindingCode.MERGED_CELLS, sheet.key, row, key, facts=facts)


def _blocks(columns: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Columns that one read gets: those side by side, or nearly so."""
    held: dict[str, int] = {}
    for key, number in sorted(columns.items(), key=lambda item: item[1]):
        if held and number - max(held.values()) > _NEAR:
            yield held
            held = {}
        held[key] = number
    yield held


def _read_block(source: _Source, columns: Mapping[str, int]) -> pd.DataFrame:
    """Raw values of some columns of a block, as objects, by row."""
    left, first = min(columns.values()), source.place.header_row + 1
    right, below = max(columns.values()), source.place.below
    index = pd.RangeIndex(first, source.place.last_row + 1)
    if below is not None and all(len(row) >= right for row in below):
        held = [[row[number] for row in below] for number in range(left - 1, right)]
    else:
        held = list(raw_columns(source.cells(left, right).options(err_to_str=True)))
    found = {}
    for key, number in columns.items():
        values = source.blocks.values([held[number - left]], errors=True)[0]
        found[key] = pd.Series(values, index=index, dtype=object)
    return pd.DataFrame(found, copy=False)


def _formula_cells(
    cells: xw.Range, records: pd.Index, numbers: Mapping[str, int]
) -> dict[str, pd.Index]:
    """Rows whose cell holds a formula, by key."""
    found: dict[str, set[int]] = {}
    for top, left, bottom, right in formula_places(cells):
        for key, column in numbers.items():
            if left <= column <= right:
                found.setdefault(key, set()).update(range(top, bottom + 1))
    return {key: records.intersection(sorted(rows)) for key, rows in found.items()}
