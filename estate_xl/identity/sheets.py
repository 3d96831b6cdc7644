"""The sheet of a workbook that belongs to a key: the only place where sheets are looked up.

A mark is surest. Without one, as in workbooks of earlier versions, a sheet has to have our title,
in the workbook's own language or else in another, and what ours hold as well. A sheet of the
office's own that only shares a title with ours is never taken for it.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity.cell_blocks import Blocks, used_area
from estate_xl.identity.sheet_marks import find_marks, marked_sheet, marked_titles
from estate_xl.identity.titles import sheet_titled
from estate_xl.language import BETWEEN_QUOTED, Listing
from estate_xl.schema import ESTATE_BOOK, Language, Role
from estate_xl.schema.headers import claim_headers, index_headers, plain
from estate_xl.schema.marks import LISTS, TITLES
from estate_xl.schema.slips import (
    LEDGER_HEADER_ROW,
    MARK_HEADERS,
    RECORD_HEADERS,
    REPRINT_HEADERS,
)
from estate_xl.schema.statistics_blocks import BLOCKS
from estate_xl.schema.statistics_sheets import LAYOUTS
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import xlwings as xw

    from estate_xl.schema import Label, Sheet

_SEARCHED_ROWS = 30
_EXPRESSIONS: Final = ("{{", "{%")
_SHARED: Final = 0.5
"""Share of a template's own texts that a sheet filled from it still has, restyled as it may be."""


def find_sheet(book: xw.Book, key: str, language: Language | None = None) -> xw.Sheet | None:
    """The workbook's sheet of that key, of `estate_xl.schema.marks.TITLES`.

    Args:
        book: The workbook.
        key: The sheet's.
        language: The workbook's, of its headers; None where it is not known.

    Raises:
        WorkbookError: two sheets fit equally.
    """
    sheet = marked_sheet(book, key)
    if sheet is not None:
        return sheet
    fitting = find_marks(book).of(key)
    if not fitting:
        titled = _titled(book, TITLES[key].spellings())
        fitting = [sheet.name for sheet in titled if _holds_ours(sheet, key)]
    if len(fitting) > 1:
        own = TITLES[key].text(language or Language.HANT)
        exact = [title for title in fitting if title.casefold() == own.casefold()]
        fitting = exact or [title for title in fitting if plain(title) == plain(own)] or fitting
        if len(fitting) > 1:
            raise two_alike(book.name, fitting, own)
    return book.sheets[fitting[0]] if fitting else None


def find_titled(book: xw.Book, key: str, language: Language | None = None) -> xw.Sheet | None:
    """A sheet with our title, whatever it holds, for saying what is wrong with it.

    Args:
        book: The workbook.
        key: The sheet's.
        language: Of the title; None for any of the three.
    """
    title = TITLES[key]
    titles = title.spellings() if language is None else (title.text(language),)
    return next(iter(_titled(book, titles)), None)


def find_made(book: xw.Book, title: str, key: str, template: xw.Sheet) -> xw.Sheet | None:
    """The sheet of that title which a command made from a template, and may make again.

    Args:
        book: The workbook.
        title: What the sheet is called.
        key: Its mark's.
        template: What it was filled from.

    Raises:
        WorkbookError: the sheet of that title is the office's own.
    """
    sheet = sheet_titled(book, title)
    if sheet is None or sheet.name in marked_titles(book, key):
        return sheet
    texts = {text for text in _texts(template) if not _is_expression(text)}
    held = set(_texts(sheet))
    if held and len(texts & held) < max(1, _SHARED * len(texts)):
        raise WorkbookError(ErrorCode.NOT_MADE_BY_US, sheet=sheet.name)
    return sheet


def spare_title(book: xw.Book) -> str:
    """A title that no sheet of the book has."""
    return next(name for n in count(1) if sheet_titled(book, name := f"~{n}") is None)


def find_headers(tab: xw.Sheet, sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Row of a result list's headers on a sheet, and column number by key; None without them."""
    _, _, last, right = used_area(tab)
    return headers_in(Blocks(tab.book).read(tab, (1, 1, min(last, _SEARCHED_ROWS), right)), sheet)


def headers_in(
    block: Sequence[Sequence[object]], sheet: Sheet
) -> tuple[int, dict[str, int]] | None:
    """The same of rows that were read, from the first one on."""
    for row, cells in enumerate(block[:_SEARCHED_ROWS], start=1):
        found = claim_headers(index_headers(cells), sheet)
        if len(found) == len(sheet.columns):
            return row, {key: held[0] for key, held in found.items()}
    return None


def two_alike(book: str, tabs: Sequence[str], title: str) -> WorkbookError:
    """The error that names sheets of which none is surer to be ours."""
    named = Listing(tabs, BETWEEN_QUOTED)
    return WorkbookError(ErrorCode.SHEETS_ALIKE, book=book, tabs=named, sheet=title)


def _titled(book: xw.Book, titles: Iterable[str]) -> list[xw.Sheet]:
    known = {fold(plain(title)) for title in titles}
    return [sheet for sheet in book.sheets if fold(plain(sheet.name)) in known]


def _holds_ours(sheet: xw.Sheet, key: str) -> bool:
    """True if a sheet that has our title holds what ours does."""
    if key == LISTS:
        return _holds_lists(sheet)
    if key in LAYOUTS:
        return _holds_statistics(sheet, key)
    declared = ESTATE_BOOK[key]
    if declared.columns:
        return find_headers(sheet, declared) is not None
    return declared.role is not Role.TEMPLATE or any(map(_is_expression, _texts(sheet)))


def _holds_lists(sheet: xw.Sheet) -> bool:
    """True if its header row names our departments, or what the ledger keeps."""
    place = (LEDGER_HEADER_ROW, 1, LEDGER_HEADER_ROW, used_area(sheet)[3])
    row = Blocks(sheet.book).read(sheet, place)[0]
    departments = ESTATE_BOOK["Staff"].column("department").choices
    kept = (MARK_HEADERS[0], REPRINT_HEADERS[0], RECORD_HEADERS[0])
    return _has(row, kept, 1) or _has(row, departments, len(departments))


def _holds_statistics(sheet: xw.Sheet, key: str) -> bool:
    """True if it has the sentence below its title, one of our tables or one of our charts."""
    block = Blocks(sheet.book).read(sheet, (1, 1, used_area(sheet)[2], 1))
    texts = [text for row in block for text in row]
    if _has(texts, (ESTATE_BOOK[key].about, *(block.title for block in BLOCKS)), 1):
        return True
    ours = {chart.name for chart in LAYOUTS[key].charts}
    return any(chart.name in ours for chart in sheet.charts)


def _has(texts: Iterable[object], labels: Iterable[Label], least: int) -> bool:
    """True if so many of the labels are there, in whatever language."""
    held = {plain(text) for text in texts if text is not None}
    return sum(any(plain(text) in held for text in label.spellings()) for label in labels) >= least


def _texts(sheet: xw.Sheet) -> list[str]:
    """Its texts and formulas."""
    held: object = sheet.used_range.formula
    lines = held if isinstance(held, tuple) else ((held,),)
    return [text for line in lines for text in line if isinstance(text, str) and text]


def _is_expression(text: str) -> bool:
    return any(mark in text for mark in _EXPRESSIONS)
