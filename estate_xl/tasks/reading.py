"""What every task makes sure of before it does anything: the right workbook, and one set up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check import parse_settings
from estate_xl.check.setup import ZONES_AND_STAFF, lacking
from estate_xl.errors import WorkbookError
from estate_xl.finding_codes import FindingCode
from estate_xl.identity import find_sheet, find_titled
from estate_xl.language import speak_as_workbook
from estate_xl.read import read_office
from estate_xl.read.ours import check_ours
from estate_xl.schema import ESTATE_BOOK, Language

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.read import Office
    from estate_xl.read.office import Wanted


_COPY: Final = "從空白工作簿（estate-xl new）複製該表回來"


def read_ours(book: xw.Book, wanted: Wanted | None = None) -> Office:
    """The office of a workbook of ours, in whose language the command speaks from now on.

    Args:
        book: The workbook.
        wanted: As `read_office` takes it; the settings are among it.

    Raises:
        WorkbookError: the workbook is none of ours, or two of its sheets fit equally.
    """
    office = read_office(book, wanted)
    check_ours(book, office.places)
    speak_as_workbook(parse_settings(office.tables["Settings"])[0].language)
    return office


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
    parts = []
    for finding in found:
        title, place = office.places.title(finding.sheet), office.places.found.get(finding.sheet)
        column = ESTATE_BOOK[finding.sheet].id_column
        if place is None:
            parts.append(f"缺少工作表「{title}」")
        elif column is not None and column.key not in place.columns:
            header = column.header.text(office.places.language)
            parts.append(f"工作表「{title}」缺少欄位「{header}」")
        else:
            parts.append(finding.message(Language.HANT))
    msg = f"{'，'.join(parts)}，算不出結果，沒有改動；請先填好片區和員工，再執行一次。"
    raise WorkbookError(msg)


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
    if tab is None:
        raise WorkbookError(_why_missing(book, key, language))
    return tab


def _why_missing(book: xw.Book, key: str, language: Language) -> str:
    title, titled = ESTATE_BOOK[key].title.text(language), find_titled(book, key, language)
    if titled is None:
        return f"「{book.name}」缺少工作表「{title}」，請{_COPY}。"
    return (
        f"工作表「{titled.name}」缺少表頭，認不出是「{title}」，沒有動它；請把它改名，再{_COPY}。"
    )
