"""The year that a workbook begins with, where the years before are in another one (`new-year`).

A hidden defined name keeps it, as the office's id.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.identity.sheet_marks import workbook_name
from estate_xl.schema.marks import BEGINS

if TYPE_CHECKING:
    import xlwings as xw

_TEXT: Final = re.compile(r'="(\d{4}) ([^"]+)"')


class FirstYear(NamedTuple):
    """The first year of a workbook, and the file that has the years before."""

    year: int
    before: str


def find_first_year(book: xw.Book) -> FirstYear | None:
    """The workbook's first year; None where it was not made by `new-year`."""
    name = workbook_name(book, BEGINS)
    match = None if name is None else _TEXT.fullmatch(name.refers_to or "")
    return FirstYear(int(match[1]), match[2]) if match else None


def set_first_year(book: xw.Book, first: FirstYear) -> None:
    """Keep the workbook's first year."""
    before = first.before.replace('"', "'")
    name = book.names.add(BEGINS, f'="{first.year} {before}"')
    # xlwings has no word for it; on a Mac the name stays visible, which does no harm.
    with suppress(AttributeError):
        name.api.Visible = False
