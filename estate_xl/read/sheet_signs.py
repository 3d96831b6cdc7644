"""The signs by which a row of a tab is the headers of one of our data sheets.

A register of an office's duty needs more of them than other sheets: an office that does not use it
may have had a list of its own of that name, which stays its own.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, Role
from estate_xl.schema.headers import match_headers, plain
from estate_xl.schema.reminders import REMINDERS_TITLE
from estate_xl.schema.score_forms import FORMS_TITLE, SCORE_SLIPS_TITLE
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from estate_xl.identity import Marks
    from estate_xl.read.tabs import Candidate, Tab
    from estate_xl.schema import Sheet

_SURE_HEADERS = 4
_TITLES: Final = {
    plain(title): sheet.key for sheet in ESTATE_BOOK.sheets for title in sheet.title.spellings()
}
_FORMS: Final = frozenset(sheet.key for sheet in ESTATE_BOOK.sheets if not sheet.is_data)
_FILLED: Final = tuple(
    plain(text)
    for text in (
        *(f"{prefix} 2" for prefix in APPRAISAL_PREFIX.spellings()),
        *FORMS_TITLE.spellings(),
        *SCORE_SLIPS_TITLE.spellings(),
        *REMINDERS_TITLE.spellings(),
    )
)
"""Tabs that show people and zones under the same headers, and hold no records."""


@lru_cache(maxsize=1024)
def sheet_key(title: str) -> str | None:
    """Key of the sheet that has this title, in any language; None for a tab of the user's own."""
    return _plain_key(title) or _folded_titles().get(fold(plain(title)))


def _plain_key(title: str) -> str | None:
    return _TITLES.get(plain(title))


@cache
def _folded_titles() -> dict[str, str]:
    return {fold(title): key for title, key in _TITLES.items()}


def table_name(candidate: Candidate) -> str:
    """The name of the table that it heads; empty where it is none's."""
    return "" if candidate.table is None else candidate.table.name


def is_titled_whole(candidate: Candidate, sheet: Sheet) -> bool:
    """True if the title is ours and all required headers are there."""
    return is_titled_as(candidate, sheet) and has_required(candidate, sheet)


def is_marked_as(marks: Marks, candidate: Candidate, sheet: Sheet) -> bool:
    """True if the tab is marked as that sheet, and headers of it are there."""
    return candidate.tab.title in marks.of(sheet.key) and count_headers(candidate, sheet) > 1


def is_named_as(candidate: Candidate, sheet: Sheet) -> bool:
    """True if it heads a table of our name."""
    return table_name(candidate).casefold() == sheet.key.casefold()


def is_titled_as(candidate: Candidate, sheet: Sheet) -> bool:
    """True if the title is ours, and headers; an office may have had its own list of a duty."""
    is_ours = sheet_key(candidate.tab.title) == sheet.key and count_headers(candidate, sheet) > 1
    return is_ours and (sheet.role is not Role.DUTY or has_required(candidate, sheet))


def is_headed_as(candidate: Candidate, sheet: Sheet) -> bool:
    """True if the headers alone tell; those of a duty are more, as an office may have its own."""
    several = sum(column.required for column in sheet.columns) > 1
    fits = several and has_required(candidate, sheet) and not is_form(candidate.tab)
    return fits and (
        sheet.role is not Role.DUTY or count_headers(candidate, sheet) >= _SURE_HEADERS
    )


def may_hold(candidate: Candidate, sheet: Sheet, claimed: set[int]) -> bool:
    """True if a row that heads nothing of ours yet may head records of that sheet."""
    key = sheet_key(candidate.tab.title)
    is_free = id(candidate) not in claimed and key in {None, sheet.key}
    return is_free and count_headers(candidate, sheet) > 1


def is_form(tab: Tab) -> bool:
    """True if a tab is one of our forms, by its title."""
    return plain(tab.title).startswith(_FILLED) or sheet_key(tab.title) in _FORMS


def has_required(candidate: Candidate, sheet: Sheet) -> bool:
    """True if all required headers are there."""
    keys = match_headers(candidate.headers, sheet)
    return all(column.key in keys for column in sheet.columns if column.required)


def is_second(candidate: Candidate, sheet: Sheet) -> bool:
    """True if a row heads records of that sheet; fewer headers may be the office's own list."""
    enough = min(_SURE_HEADERS, len(sheet.columns))
    return (
        count_headers(candidate, sheet) >= enough
        and has_required(candidate, sheet)
        and not is_form(candidate.tab)
    )


def count_headers(candidate: Candidate, sheet: Sheet) -> int:
    """The number of the sheet's headers that are there."""
    return len(match_headers(candidate.headers, sheet))
