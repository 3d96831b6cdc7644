"""What a workbook holds, sheet by sheet, and in what two versions of one differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs_of
from estate_xl.read.office import read_office
from estate_xl.schema import ESTATE_BOOK, Kind
from estate_xl.schema.slips import LISTS_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xlwings as xw

    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import Language


@dataclass(frozen=True)
class Contents:
    """What a workbook holds.

    Attributes:
        language: The screen's, as its 參數 asks.
        records: Number of records of each data sheet, by its key.
        titles: Titles of the data sheets that it has, by key.
        rows: How often each row of cells stands on a sheet, by title, without 名單 and without the
            columns of data sheets that commands fill, numbers apart.
    """

    language: Language
    records: Mapping[str, int]
    titles: Mapping[str, str]
    rows: Mapping[str, Counter[tuple[object, ...]]]


class Difference(NamedTuple):
    """A sheet on which two versions differ.

    Attributes:
        title: Of the sheet.
        before: Number of its records in the earlier version; None where they are no records.
        after: The same of the later one.
        changed: Number of rows that read otherwise, beyond those that came or went.
        is_gone: Whether the later version lacks the sheet.
        is_new: Whether the earlier version lacks it.
    """

    title: str
    before: int | None = None
    after: int | None = None
    changed: int = 0
    is_gone: bool = False
    is_new: bool = False


def read_contents(book: xw.Book) -> Contents:
    """What a workbook holds: of its records the one column by which they are counted."""
    wanted = {
        sheet.key: frozenset({next(column.key for column in sheet.columns if column.required)})
        for sheet in ESTATE_BOOK.data_sheets()
    }
    for key, columns in needs_of(parse_settings).items():
        wanted[key] |= columns
    office = read_office(book, wanted)
    settings, _ = parse_settings(office.tables["Settings"])
    own = LISTS_TITLE.spellings()
    return Contents(
        settings.language,
        {key: len(office.tables[key]) for key in office.places.found if key in office.tables},
        {key: place.title for key, place in office.places.found.items()},
        {
            sheet.name: _rows(sheet, _filled_columns(office.places, sheet.name))
            for sheet in book.sheets
            if sheet.name not in own
        },
    )


def _filled_columns(places: Places, title: str) -> set[int]:
    """The columns of a data sheet that commands fill, but for the records' own numbers."""
    return {
        place.columns[column.key]
        for key, place in places.found.items()
        if place.title == title
        for column in ESTATE_BOOK[key].columns
        if column.derived and column.kind is not Kind.ID and column.key in place.columns
    }


def _rows(sheet: xw.Sheet, filled: set[int]) -> Counter[tuple[object, ...]]:
    """The rows of cells of a sheet that are not empty, without their empty ends."""
    area = sheet.used_range
    values, left = area.options(ndim=2, err_to_str=True).value, area.column
    found: Counter[tuple[object, ...]] = Counter()
    for row in values:
        cells = list(row)
        for column in filled:
            if column >= left and column - left < len(cells):
                cells[column - left] = None
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            found[tuple(cells)] += 1
    return found


def differences(earlier: Contents, later: Contents) -> list[Difference]:
    """The sheets on which two versions differ: records first, then sheets that one lacks."""
    found = [*_of_records(earlier, later), *_of_others(earlier, later)]
    return sorted(found, key=lambda each: (each.before is None, each.is_gone or each.is_new))


def _of_records(earlier: Contents, later: Contents) -> Iterator[Difference]:
    for key in earlier.records:
        if key in later.records:
            before, after = earlier.records[key], later.records[key]
            title = later.titles[key]
            changed = _changed(earlier.rows[earlier.titles[key]], later.rows[title])
            changed = max(0, changed - abs(after - before))
            if before != after or changed:
                yield Difference(title, before, after, changed)


def _of_others(earlier: Contents, later: Contents) -> Iterator[Difference]:
    both = {key for key in earlier.titles if key in later.titles}
    here = {title for key, title in earlier.titles.items() if key in both}
    there = {title for key, title in later.titles.items() if key in both}
    for title, rows in later.rows.items():
        if title not in there:
            if title not in earlier.rows:
                yield Difference(title, is_new=True)
            elif changed := _changed(earlier.rows[title], rows):
                yield Difference(title, changed=changed)
    for title in earlier.rows:
        if title not in here and title not in later.rows:
            yield Difference(title, is_gone=True)


def _changed(earlier: Counter[tuple[object, ...]], later: Counter[tuple[object, ...]]) -> int:
    """The number of rows that only one of two has; one that was changed counts once."""
    return max((earlier - later).total(), (later - earlier).total())
