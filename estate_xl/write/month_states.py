"""月度記錄: a line for each version of a month, read and written (R-M1).

Cells that say the same stay as they are, and so do lines that are none of ours.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.compute.month_states import MonthVersion
from estate_xl.dates import folded, month_of
from estate_xl.identity import set_mark
from estate_xl.schema import ESTATE_BOOK, Kind
from estate_xl.schema.headers import plain
from estate_xl.schema.months import APPROVED, DRAFT, MONTH_STATES, REPORTED
from estate_xl.write.blocks import write_block
from estate_xl.write.plain_text import as_text
from estate_xl.write.result_lists import read_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings as xw

    from estate_xl.compute.month_states import Versions
    from estate_xl.schema import Label, Language

SHEET: Final = "MonthRecords"
_TIMES: Final = frozenset(
    column.key for column in ESTATE_BOOK[SHEET].columns if column.kind is Kind.DATETIME
)


class MonthLines:
    """The lines of 月度記錄 on its sheet.

    Attributes:
        versions: What they say.
        rows: Row of each, by month and version.
    """

    def __init__(self, tab: xw.Sheet, language: Language) -> None:
        """Read the lines.

        Raises:
            WorkbookError: the sheet lacks the list's headers.
        """
        self._tab = tab
        self._language = language
        self._last, self._columns, lines = read_list(tab, ESTATE_BOOK[SHEET])
        self.rows: dict[tuple[str, int], int] = {}
        self.versions: Versions = self._read(lines)

    @property
    def title(self) -> str:
        """The sheet's."""
        return self._tab.name

    def write(self, versions: Versions) -> None:
        """Put the versions on the sheet: changed ones in their rows, new ones below the last."""
        for version in versions:
            if version in self.versions:
                continue
            key = version.month, version.version
            row = self.rows.get(key)
            if row is None:
                self._last += 1
                row = self.rows[key] = self._last
            self._put(row, version)
        if versions != self.versions:
            set_mark(self._tab, SHEET)
        self.versions = versions

    def _put(self, row: int, version: MonthVersion) -> None:
        texts = self._cells(version)
        left, right = min(self._columns.values()), max(self._columns.values())
        keys = {column: key for key, column in self._columns.items()}
        if len(keys) == right - left + 1:
            line = [texts[keys[column]] for column in range(left, right + 1)]
            write_block(self._tab, row, left, [line])
            return
        for key, column in self._columns.items():  # the office put columns of its own between
            write_block(self._tab, row, column, [[texts[key]]])

    def _cells(self, version: MonthVersion) -> dict[str, object]:
        times = {key: getattr(version, key) for key in _TIMES}
        texts = {key: as_text(getattr(version, key)) for key in ("approver", "reason", "note")}
        return {
            **times,
            **texts,
            "month": as_text(version.month),
            "version": version.version,
            "state": version.state.text(self._language),
            "digest": as_text(version.digest),
        }

    def _read(self, lines: Mapping[int, Mapping[str, object]]) -> Versions:
        found: dict[tuple[str, int], MonthVersion] = {}
        for row, held in lines.items():
            self._last = row
            version = _version(held)
            if version is not None:
                key = version.month, version.version
                found[key], self.rows[key] = version, row
        return tuple(found[key] for key in sorted(found))


def _version(held: Mapping[str, object]) -> MonthVersion | None:
    """The version of a line; None where it names no month or no number of a version."""
    month, number = _month(held["month"]), held["version"]
    if isinstance(number, str) and folded(number).strip().isdecimal():
        number = int(folded(number))
    if month is None or isinstance(number, bool) or not isinstance(number, int | float):
        return None
    if number < 1 or number != int(number):
        return None
    times = {key: _time(held[key]) for key in _TIMES}
    texts = {key: _text(held[key]) for key in ("approver", "reason", "note", "digest")}
    state = _state(held["state"], times)
    return MonthVersion(month, int(number), state, **times, **texts)  # type: ignore[arg-type]


def _state(value: object, times: Mapping[str, dt.datetime | None]) -> Label:
    """The state that is written there; where it is none of ours, what the times tell."""
    word = plain(value)
    for state in MONTH_STATES:
        if word in map(plain, state.spellings()):
            return state
    if times["sent"] is not None:
        return REPORTED
    return DRAFT if times["approved"] is None else APPROVED


def _month(value: object) -> str | None:
    """`YYYY-MM` of a text or of a date that Excel made of it."""
    return f"{value:%Y-%m}" if isinstance(value, dt.datetime) else month_of(_text(value))


def _time(value: object) -> dt.datetime | None:
    """The moment in a cell, to the second: Excel keeps it as a fraction of a day."""
    if isinstance(value, dt.datetime):
        return (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return None


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
