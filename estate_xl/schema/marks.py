"""Names by which a workbook knows its sheets, whatever their tabs say.

A mark is a hidden defined name of the whole workbook that means all of its sheet, so that no row or
column that somebody deletes takes it away. Excel and LibreOffice keep it on the original when a
sheet is copied; the copy gets one of its own scope.
"""

from __future__ import annotations

from typing import Final

from estate_xl.engine.addresses import MAX_ROW, quoted_title
from estate_xl.schema.estate_book import ESTATE_BOOK
from estate_xl.schema.slips import LISTS_TITLE

LISTS: Final = "Lists"
SLIPS: Final = "Slips"
SCORE_FORMS: Final = "ScoreForms"
SCORE_SLIPS: Final = "ScoreSlips"
REMINDERS: Final = "Reminders"
TITLES: Final = {
    **{sheet.key: sheet.title for sheet in ESTATE_BOOK.sheets},
    LISTS: LISTS_TITLE,
}
"""Title by key of every sheet of ours that is not made anew from a template."""

LATEST_SLIPS: Final = "latest_slips"
LATEST_APPRAISAL: Final = "latest_appraisal"
"""Names that lead to what was made last; 首頁 links to them."""

OFFICE_ID: Final = "estate_office_id"
"""The name whose text is the office's id."""

BEGINS: Final = "estate_begins"
"""The name whose text is the year that a workbook begins with, and that of the year before it."""

_PREFIX: Final = "estate_sheet_"


def mark_of(key: str) -> str:
    """The name that marks the sheet of that key.

    >>> mark_of("Findings")
    'estate_sheet_Findings'
    """
    return f"{_PREFIX}{key}"


def marked_area(title: str) -> str:
    """The area that the mark of the sheet of that title refers to.

    >>> marked_area("檢查結果")
    "'檢查結果'!$1:$1048576"
    """
    return f"{quoted_title(title)}!$1:${MAX_ROW}"


def marked_key(name: str) -> str | None:
    """The key of the sheet that a name marks; None if it is no mark.

    Args:
        name: As the workbook has it, with its sheet where it belongs to one.
    """
    plain = name.rpartition("!")[2]
    if not plain.casefold().startswith(_PREFIX):
        return None
    return plain[len(_PREFIX) :]


def appraisal_key(month: object) -> str:
    """The key of the filled sheet of a month.

    >>> appraisal_key("2026-10")
    'Appraisal_2026_10'
    """
    return f"Appraisal_{str(month).replace('-', '_')}"
