"""The office's own words within a package: what clerks typed about complaints, deeds and visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.compute.evidence_changes import CHANGE
from estate_xl.compute.evidence_excluded import NOT_COUNTED
from estate_xl.compute.evidence_people import DAYS_LED
from estate_xl.deliver.book_copies import open_data
from estate_xl.identity import find_sheet
from estate_xl.read.sheet_values import reader
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.appraisal import STAFF
from estate_xl.schema.headers import plain
from estate_xl.schema.terms import INSPECTION_KINDS

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.deliver.package import Package

_SHOWN: Final = 3
_LAST_HEADER_ROW: Final = 20
_HEADERS: Final = tuple(field.header for field in STAFF.fields)
OURS: Final = frozenset(
    plain(text)
    for label in (*INSPECTION_KINDS, *NOT_COUNTED, *_HEADERS, DAYS_LED, CHANGE)
    for text in label.spellings()
)
"""Subject kinds and parts whose detail is in our words, or a trade and codes; details that are."""


@dataclass(frozen=True)
class FreeTexts:
    """The office's own words that go along.

    Attributes:
        count: How many texts.
        first: The first ones, as they go.
        has_phones: Whether telephone numbers in them go as they are.
    """

    count: int = 0
    first: tuple[str, ...] = ()
    has_phones: bool = False


def read_free_texts(package: Package | None, *, has_phones: bool) -> FreeTexts:
    """The free texts of a package, as it holds them.

    Args:
        package: None for none.
        has_phones: Whether telephone numbers were left in it.
    """
    if package is None:
        return FreeTexts()
    with open_data(package.data, package.name) as made:
        sheet = find_sheet(made, "Evidence")
        found = [] if sheet is None else list(dict.fromkeys(_details(sheet)))
    return FreeTexts(len(found), tuple(found[:_SHOWN]), has_phones)


def _details(sheet: xw.Sheet) -> list[str]:
    """Texts of the column 內容, those in our words left out."""
    evidence = ESTATE_BOOK["Evidence"]
    names = {
        key: {plain(text) for text in evidence.column(key).header.spellings()}
        for key in ("subject_kind", "part", "detail")
    }
    read, last = reader(sheet, "value"), sheet.used_range.last_cell
    for top in range(1, min(last.row, _LAST_HEADER_ROW) + 1):
        headers = {plain(str(read(top, n) or "")): n for n in range(1, last.column + 1)}
        columns = [
            next((headers[name] for name in names[key] if name in headers), 0) for key in names
        ]
        if all(columns):
            return [
                text
                for row in range(top + 1, last.row + 1)
                if isinstance(text := read(row, columns[-1]), str)
                and not any(plain(str(read(row, column) or "")) in OURS for column in columns)
            ]
    return []
