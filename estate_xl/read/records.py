"""Which rows of a data sheet are records: all but blank ones, totals, headers and other text.

Within the table, or above the first blank row where there is no table, every filled row is a record
whatever it lacks. Below that, one which fills fewer than half of the required columns is none. No
row with text in it is left out without a finding, but for those of Excel's own totals and of the
office's own tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.read.values import is_blank, parse_column
from estate_xl.schema.headers import index_headers, match_headers, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xlwings as xw

    from estate_xl.read.sheet_places import Place
    from estate_xl.schema import Label, Sheet

_TOTAL: Final = re.compile(
    r"(?:本[月年頁页]|全[月年]|以上)?(?:合[計计]|[總总共累小][計计]|[總总][數数])"
    r":?\d{0,9}[件條条次宗戶户人項项行]?|(?:grand|sub)?totals?:?\d{0,9}"
)
_NUMBER: Final = re.compile(r"(?=\D*\d)[!-~]{1,60}")  # as the office's own formats make them
_LONGEST_WORD: Final = 40
_TWO: Final = 2
_HEADER: Final = 1
_SUM: Final = 2


class Sorted(NamedTuple):
    """The rows of a sheet, told apart.

    Attributes:
        records: Rows that hold a record.
        others: Rows that hold something else, which no command may write into.
        findings: One for each row left out that its owner may take for a record.
        filled: Which cells hold something.
    """

    records: pd.Index
    others: pd.Index
    findings: list[Finding]
    filled: pd.DataFrame


def judged_keys(sheet: Sheet) -> list[str]:
    """Columns by which rows are told apart, whatever else is read: the required ones and the id."""
    found = [column.key for column in sheet.columns if column.required]
    identity = sheet.id_column
    return found if identity is None or identity.required else [identity.key, *found]


def without_others(raw: pd.DataFrame, place: Place) -> pd.DataFrame:
    """The values, those within other tables of the tab taken out."""
    for top, left, bottom, right in place.others:
        rows = raw.index[(raw.index >= top) & (raw.index <= bottom)]
        keys = [key for key in raw.columns if left <= place.columns[key] <= right]
        if len(rows) and keys:
            raw = raw.copy()
            raw.loc[rows, keys] = None
    return raw


def sort_rows(raw: pd.DataFrame, sheet: Sheet, place: Place, tab: xw.Sheet) -> Sorted:
    """Tell records from all else.

    Args:
        raw: Raw values by row, at least those of `judged_keys`, without those of other tables.
        sheet: Its whole declaration.
        place: Where it is.
        tab: Its tab, where a row of headers is looked at whole.
    """
    filled = ~raw.apply(is_blank)
    judged = [key for key in judged_keys(sheet) if key in raw]
    typed = [column.key for column in sheet.columns if column.key in raw and not column.derived]
    required = [column.key for column in sheet.columns if column.required and column.key in raw]
    kept = filled[typed].any(axis=1)
    totals = pd.Series(raw.index == place.totals_row, index=raw.index)
    words = raw[judged].apply(_Words(sheet))
    headers = _header_rows(words, filled[judged]) & ~totals
    second = [row for row in raw.index[headers] if not _is_in_order(tab, sheet, place, int(row))]
    apart = _below(second, headers, kept)
    known = totals | headers | apart
    sums = words.eq(_SUM).any(axis=1)
    below = pd.Series(raw.index > _end_of_body(filled, place), index=raw.index) & kept
    few = filled[required].sum(axis=1) * _TWO < len(required)
    alone = below & (filled[judged].sum(axis=1) == 1)
    if alone.any():
        alone &= ~_readable(raw.loc[alone, judged], sheet).reindex(raw.index, fill_value=True)
    strange = ~known & (sums | (below & few) | alone | _bare_words(raw, kept, sheet))
    again = headers & ~headers.index.isin(second)
    findings = [
        *_named(FindingCode.NOT_A_RECORD, sheet, raw.index[strange]),
        *_named(FindingCode.REPEATED_HEADER, sheet, raw.index[again]),
    ]
    for row in second:
        count = int(_below([row], headers, kept).sum())
        facts: dict[str, str | Label] = {
            "row": str(row),
            "title": sheet.title,
            "count": str(count),
        }
        findings.append(Finding(FindingCode.SECOND_TABLE, sheet.key, int(row), facts=facts))
    left_out = known | strange
    others = left_out | _under_others(raw.index, place)
    return Sorted(raw.index[kept & ~left_out], raw.index[others], findings, filled)


def _bare_words(raw: pd.DataFrame, kept: pd.Series, sheet: Sheet) -> pd.Series:
    """Rows with nothing but words in the column of a derived id, where numbers may wait."""
    identity = sheet.id_column
    found = pd.Series(data=False, index=raw.index)
    if identity is not None and identity.derived and identity.key in raw:
        texts = raw[identity.key][~kept].dropna()
        found[texts.index[[not _is_number(str(text)) for text in texts]]] = True
    return found


def _is_number(text: str) -> bool:
    return len(text.split()) < _TWO and _NUMBER.fullmatch(plain(text)) is not None


def _named(code: FindingCode, sheet: Sheet, rows: pd.Index) -> list[Finding]:
    return [Finding(code, sheet.key, int(row), facts={"row": str(row)}) for row in rows]


def _end_of_body(filled: pd.DataFrame, place: Place) -> int:
    """Last row that is a record whatever it lacks."""
    if place.body_end is not None:
        return place.body_end
    blank = filled.index[~filled.any(axis=1)]
    return int(blank[0]) - 1 if len(blank) else int(filled.index[-1])


def _header_rows(words: pd.DataFrame, filled: pd.DataFrame) -> pd.Series:
    """Rows most of whose cells are our headers."""
    count = words.eq(_HEADER).sum(axis=1)
    rows: pd.Series = (count >= min(_TWO, words.shape[1])) & (count * _TWO > filled.sum(axis=1))
    return rows


def _is_in_order(tab: xw.Sheet, sheet: Sheet, place: Place, row: int) -> bool:
    """True if the headers of that row are in the columns of the sheet's own."""
    left, right = min(place.columns.values()), max(place.columns.values())
    cells = tab.range((row, left), (row, right)).options(ndim=1).value
    found = match_headers(index_headers(cells, left), sheet)
    return all(place.columns.get(key) == numbers[0] for key, numbers in found.items())


def _below(rows: Sequence[int], headers: pd.Series, kept: pd.Series) -> pd.Series:
    """Filled rows right below one of these, down to a blank row or the next headers."""
    found = pd.Series(data=False, index=kept.index)
    ends = kept.index[~kept | headers]
    for row in rows:
        end = next((int(each) for each in ends if each > row), int(kept.index[-1]) + 1)
        found |= (kept.index > row) & (kept.index < end)
    return found


def _under_others(rows: pd.Index, place: Place) -> pd.Series:
    """Rows of other tables of the tab that reach into our columns."""
    found = pd.Series(data=False, index=rows)
    numbers = place.columns.values()
    for top, left, bottom, right in place.others:
        if left <= max(numbers) and right >= min(numbers):
            found |= (rows >= top) & (rows <= bottom)
    return found


class _Words:
    """Tells of a column's cells which hold one of our headers and which the word of a total."""

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet's headers."""
        self._headers = {plain(text) for each in sheet.columns for text in each.header.spellings()}

    def __call__(self, cells: pd.Series) -> pd.Series:
        """Which word each cell holds, 0 for none; each different text is looked at once."""
        held = set(cells.to_numpy())
        texts = {cell for cell in held if type(cell) is str and len(cell) <= _LONGEST_WORD}
        found = {text: sort for text in texts if (sort := self._sort(plain(text)))}
        none = pd.Series(0, index=cells.index)
        return cells.map(found).fillna(0).astype("int64") if found else none

    def _sort(self, word: str) -> int:
        if word in self._headers:
            return _HEADER
        return _SUM if _TOTAL.fullmatch(word) else 0


def _readable(judged: pd.DataFrame, sheet: Sheet) -> pd.Series:
    """Rows with a cell that is read as its column's kind."""
    parsed = {
        column.key: parse_column(judged[column.key], column)
        for column in sheet.columns
        if column.key in judged
    }
    return pd.DataFrame(parsed, index=judged.index).notna().any(axis=1)
