"""Preconditions of every task: the right workbook, and one set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import Records, parse_settings
from estate_xl.check.setup import ZONES_AND_STAFF, lacking
from estate_xl.column_needs import needs
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.texts import sheets as texts
from estate_xl.findings.codes import FindingCode
from estate_xl.identity import find_sheet, find_titled
from estate_xl.language import BETWEEN_CLAUSES, Listing, Phrase, speak_as_workbook
from estate_xl.read import read_office
from estate_xl.read.our_workbook import check_ours
from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.column_needs import Needs
    from estate_xl.language import Fact
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import Language


@needs(parse_settings)
def read_ours(book: xw.Book, wanted: Needs | None = None, places: Places | None = None) -> Office:
    """The office of a workbook of ours, in whose language the command speaks from now on.

    Args:
        book: The workbook.
        wanted: As `read_office` takes it; what this function needs is among it.
        places: As `read_office` takes them.

    Raises:
        WorkbookError: the workbook is none of ours, or two of its sheets fit equally.
    """
    office = read_office(book, wanted, places)
    check_ours(book, office.places)
    speak_as_workbook(parse_settings(office.tables["Settings"])[0].language)
    return office


@needs(lacking)
def check_set_up(office: Office, *, in_use: bool = False) -> None:
    """Refuse an office without zones or people: whatever was computed of it would be empty.

    Args:
        office: As read.
        in_use: Whether a zone must be in use; work of closed zones may still be open.

    Raises:
        WorkbookError: likewise.
    """
    found = [
        finding
        for finding in lacking(office.tables)
        if finding.sheet in ZONES_AND_STAFF
        and (in_use or finding.code is not FindingCode.NO_ACTIVE_ZONE)
    ]
    if not found:
        return
    missing: list[Fact] = []
    for finding in found:
        title, place = office.places.title(finding.sheet), office.places.found.get(finding.sheet)
        column = ESTATE_BOOK[finding.sheet].id_column
        if place is None:
            missing.append(Phrase(texts.SHEET_MISSING, {"sheet": title}))
        elif column is not None and column.key not in place.columns:
            header = column.header.text(office.places.language)
            missing.append(Phrase(texts.COLUMN_MISSING, {"sheet": title, "column": header}))
        else:
            missing.append(finding.message)
    raise WorkbookError(ErrorCode.NOT_SET_UP, missing=Listing(missing, BETWEEN_CLAUSES))


@needs(Tickets=("ticket",))
def no_ticket(office: Office, number: str) -> WorkbookError:
    """The error that no ticket has that number; the nearest one is named."""
    header = ESTATE_BOOK["Tickets"].column("ticket").header
    return WorkbookError(
        ErrorCode.NO_TICKET,
        sheet=office.places.title("Tickets"),
        column=header.text(office.places.language),
        number=number,
        nearest=Records(office.tables["Tickets"], "ticket", None).proposal(number),
    )


def needed_sheet(book: xw.Book, key: str, language: Language) -> xw.Sheet:
    """The sheet of that key.

    Args:
        book: The workbook.
        key: The sheet's.
        language: The workbook's.

    Raises:
        WorkbookError: the workbook has none, or two that fit equally.
    """
    tab = find_sheet(book, key, language)
    if tab is not None:
        return tab
    title, titled = ESTATE_BOOK[key].title.text(language), find_titled(book, key, language)
    if titled is None:
        raise WorkbookError(ErrorCode.LACKS_SHEET, book=book.name, sheet=title)
    raise WorkbookError(ErrorCode.HEADERS_UNKNOWN, tab=titled.name, sheet=title)
