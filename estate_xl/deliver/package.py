"""The month's package: 考核 YYYY-MM, 月度統計 and, if wanted, 計分依據 in a workbook of their own.

It is made of a workbook in which month-end ran before, perhaps long before: what month-end noted
on 名單 tells where the numbers are, and whether they are still those that were computed.
"""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.compute.appraisal_consistency import first_contradiction
from estate_xl.compute.appraisal_numbers import Block, Standing, take_numbers
from estate_xl.deliver.book_copies import (
    add_properties,
    extract,
    open_data,
    own_properties,
    sight_of,
)
from estate_xl.deliver.manifest import Manifest
from estate_xl.deliver.phone_masking import mask_phones
from estate_xl.deliver.visible_content import as_held
from estate_xl.engine.addresses import column_number
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.identity import find_sheet
from estate_xl.language import BETWEEN_QUOTED, Label, Listing, Phrase
from estate_xl.read.sheet_values import reader
from estate_xl.schema.months import ARCHIVE_FOLDER, statement
from estate_xl.write.month_records import program_version, read_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.appraisal_numbers import Numbers
    from estate_xl.deliver.extract import Extract
    from estate_xl.schema import Language, OfficeSettings
    from estate_xl.write.month_records import MonthRecord

    Archive = Callable[[str], bytes | None]
    """Reads the archive's file of that name; None where it is not there."""

_FORM: Final = Label("月度考核", "Monthly Appraisal")
_OFFICE: Final = Label("管理處", "Office")
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_LONGEST_NAME: Final = 60
_MADE_ANEW: Final = ("MonthStatistics", "Evidence")
"""Sheets that hold the month computed last, and no other."""
_HIDDEN: Final = Label(
    "「{title}」有 {count} 個隱藏的行或列，內容沒有放進文件。",
    "“{title}” has {count:hidden row or column|hidden rows or columns}; what is in there is not in "
    "the package.",
)
_LEFT_OUT: Final = Label(
    "有 {count} 個圖形沒有放進文件：只帶 PNG、JPEG、GIF 圖片、圖表、線和文字框。",
    "{count:shape is|shapes are} not in the package: it takes PNG, JPEG and GIF pictures, charts, "
    "lines and boxes of text.",
)


@dataclass(frozen=True)
class Package:
    """The month's package.

    Attributes:
        name: The file's name, fit for every system.
        data: The file, an .xlsx.
        digest: SHA-256 of its canonical numbers, as its manifest says.
        month: Which month.
        numbers: The numbers, for the mail's key figures.
        notes: What was left out.
    """

    name: str
    data: bytes
    digest: str
    month: Month
    numbers: Numbers
    notes: tuple[Phrase, ...] = ()


class About(NamedTuple):
    """Whose package it is, and what headquarters adds up."""

    office: str
    facts: Mapping[str, object]


def no_archive(name: str) -> bytes | None:  # noqa: ARG001 - as an archive is asked
    """Nothing: where there are no copies of approved versions."""
    return None


def make_package(  # noqa: PLR0913 - all that a package says
    book: xw.Book,
    month: Month,
    language: Language,
    *,
    with_evidence: bool,
    settings: OfficeSettings,
    facts: Mapping[str, object] | None = None,
    has_phones: bool = False,
    archive: Archive = no_archive,
) -> Package:
    """The package of a month that month-end computed; the same book makes the same bytes.

    Args:
        book: The workbook, the results of its formulas stored.
        month: Which month.
        language: The workbook's.
        with_evidence: Whether 計分依據 goes along.
        settings: What 參數 says.
        facts: What headquarters adds up, see `Manifest`.
        has_phones: Whether telephone numbers in the evidence's texts go along unmasked.
        archive: Reads the copy of an approved version, of which the sheets are taken once another
            month was computed.

    Raises:
        DeliveryError: month-end did not run, its sheet was changed since by hand, or another month
            was computed after it.
        WorkbookError: a sheet cannot be taken out.
    """
    record = read_record(book, month, language)
    if record is None or record.title not in {sheet.name for sheet in book.sheets}:
        raise DeliveryError(ErrorCode.NOT_APPRAISED, month=str(month))
    name = package_name(settings, month, language, record.edition)
    told = {**_edition(record), **(facts or {})}
    with _source(book, record, settings, language, archive) as (source, held):
        others = _others(source, held, language, with_evidence=with_evidence)
        evidence = find_sheet(source, "Evidence", language)
        masks = {} if has_phones or evidence is None else {evidence.name: mask_phones}
        return _pack(source, held, others, name, settings, told, masks)


def make_archive(
    book: xw.Book, record: MonthRecord, language: Language, settings: OfficeSettings
) -> Package:
    """The copy of an approved version that stays with the office (R-M1).

    考核, 月度統計 and 計分依據 as they are, telephone numbers too. One book makes the same bytes.

    Args:
        book: The workbook, the results of its formulas stored.
        record: What month-end noted of the month.
        language: The workbook's.
        settings: What 參數 says.

    Raises:
        DeliveryError: a sheet was changed since by hand, or another month was computed after it.
        WorkbookError: a sheet cannot be taken out.
    """
    check_untouched(book, record)
    others = _others(book, record, language, with_evidence=True)
    name = archive_name(settings, record.month, language, record.edition[0])
    return _pack(book, record, others, name, settings, _edition(record), {})


def _pack(  # noqa: PLR0913, PLR0917 - all that a package is made of
    book: xw.Book,
    record: MonthRecord,
    others: Sequence[str],
    name: str,
    settings: OfficeSettings,
    facts: Mapping[str, object],
    masks: Mapping[str, Callable[[str], str]],
) -> Package:
    office = settings.text("office_name") or settings.text("project_name")
    day = record.month.last_day.date()
    titles, title = [record.title, *others], name.removesuffix(".xlsx")
    taken = extract(book, titles, title=title, office=office, day=day, rewrites=masks)
    with open_data(taken.data, name) as made:
        about = About(office, {"project": settings.text("project_name"), **facts})
        manifest = _manifest(taken.data, made, record, _shown(record, taken), about)
    return Package(
        name,
        add_properties(taken.data, manifest.as_properties()),
        manifest.digest,
        record.month,
        manifest.numbers,
        tuple(_notes(taken)),
    )


@contextmanager
def _source(
    book: xw.Book,
    record: MonthRecord,
    settings: OfficeSettings,
    language: Language,
    archive: Archive,
) -> Iterator[tuple[xw.Book, MonthRecord]]:
    """The book that a month's sheets are taken from, and the note of them there.

    計分依據 and 月度統計 hold the month that was computed last. Of an earlier one that is approved,
    which is not computed again, the archive holds them.
    """
    if record.is_last or not record.edition[1]:
        check_untouched(book, record)
        yield book, record
        return
    name = archive_name(settings, record.month, language, record.edition[0])
    data = archive(name)
    manifest = None if data is None else Manifest.from_properties(own_properties(data))
    if data is None or manifest is None:
        held = [sheet for key in _MADE_ANEW if (sheet := find_sheet(book, key, language))]
        sheets = Listing([sheet.name for sheet in held], BETWEEN_QUOTED)
        month = str(record.month)
        raise DeliveryError(ErrorCode.ARCHIVE_MISSING, sheets=sheets, month=month, name=name)
    with open_data(data, name) as source:
        copied = replace(record, title=manifest.title, is_last=True)
        try:
            check_untouched(source, copied)
        except DeliveryError as error:
            facts = {"month": str(record.month), "name": name, "folder": ARCHIVE_FOLDER}
            raise DeliveryError(ErrorCode.ARCHIVE_CHANGED, **facts) from error
        yield source, copied


def package_name(
    settings: OfficeSettings, month: Month, language: Language, edition: tuple[int, bool]
) -> str:
    """Name of the file, such as `濱江花園 管理處 2026-10 月度考核 已審定.xlsx`.

    It holds nothing that Windows forbids in names, no path, and no more than fits a mail's header.

    Args:
        settings: What 參數 says.
        month: The month.
        language: The workbook's.
        edition: The version and whether it is approved, as `MonthRecord.edition`.
    """
    said = f"{month} {_FORM.text(language)}"
    version, is_approved = edition
    if version:
        said = f"{said} {statement(version, is_approved=is_approved).text(language)}"
    return f"{_whose(settings, language)} {said}.xlsx"


def archive_name(settings: OfficeSettings, month: Month, language: Language, version: int) -> str:
    """Name of the copy of an approved version, such as `濱江花園 管理處 2026-10 v1.xlsx`."""
    return f"{_whose(settings, language)} {month} v{version}.xlsx"


def _whose(settings: OfficeSettings, language: Language) -> str:
    """Project and office, fit for a file's name on every system."""
    project, office = settings.text("project_name"), settings.text("office_name")
    office = office or _OFFICE.text(language)
    whose = office if project in office else f"{project} {office}"
    plain = "".join(
        " " if each in _FORBIDDEN or unicodedata.category(each)[0] == "C" else each
        for each in unicodedata.normalize("NFC", whose)
    )
    return " ".join(plain.split())[:_LONGEST_NAME].strip(" .") or _OFFICE.text(language)


def _edition(record: MonthRecord) -> dict[str, object]:
    """What headquarters is told of the version; nothing where its sheet does not say."""
    version, is_approved = record.edition
    return {"month_version": version, "approved": is_approved} if version else {}


def check_untouched(book: xw.Book, record: MonthRecord) -> None:
    """Refuse a 考核 sheet whose numbers are not those that month-end put there."""
    sheet = book.sheets[record.title]
    numbers = take_numbers(str(record.month), record.standing, reader(sheet, "value"))
    if numbers.digest == record.numbers:
        return
    found = first_contradiction(numbers)
    facts = {"sheet": record.title, "month": str(record.month)}
    if found is None:
        raise DeliveryError(ErrorCode.NUMBERS_CHANGED, **facts)
    raise DeliveryError(ErrorCode.NUMBER_CHANGED, **facts, cell=found.place)


def _others(
    book: xw.Book, record: MonthRecord, language: Language, *, with_evidence: bool
) -> list[str]:
    keys = _MADE_ANEW if with_evidence else _MADE_ANEW[:1]
    found = [sheet.name for key in keys if (sheet := find_sheet(book, key, language)) is not None]
    if found and not record.is_last:
        sheets = Listing(found, BETWEEN_QUOTED)
        raise DeliveryError(ErrorCode.OTHER_MONTH, sheets=sheets, month=str(record.month))
    return found


def _shown(record: MonthRecord, taken: Extract) -> Standing:
    """The numbers in rows and columns that are not hidden.

    Raises:
        DeliveryError: a row of a list is hidden.
    """
    hidden = taken.hidden.get(record.title)
    if hidden is None:
        return record.standing
    blocks = []
    for block in record.standing.blocks:
        if hidden.rows.intersection(range(block.row, block.row + block.count)):
            raise DeliveryError(ErrorCode.ROWS_HIDDEN, sheet=record.title)
        columns = {
            letters: key
            for letters, key in block.columns.items()
            if column_number(letters) not in hidden.columns
        }
        blocks.append(Block(block.section, block.row, block.count, columns))
    alone = Standing(record.standing.cells, [])
    kept = [not hidden.holds(*place) for place in alone.places()]
    cells = {
        place: key
        for (place, key), is_kept in zip(alone.cells.items(), kept, strict=True)
        if is_kept
    }
    return Standing(cells, blocks)


def _manifest(
    data: bytes, made: xw.Book, record: MonthRecord, standing: Standing, about: About
) -> Manifest:
    numbers = take_numbers(str(record.month), standing, reader(made.sheets[record.title], "value"))
    sight = sight_of(data)
    return Manifest.of(
        about.office,
        program_version(),
        record.title,
        numbers,
        about.facts,
        {title: as_held(sheet) for title, sheet in sight.sheets.items()},
        sight.parts,
    )


def _notes(taken: Extract) -> list[Phrase]:
    notes = [
        Phrase(_HIDDEN, {"title": title, "count": len(held.rows) + len(held.columns)})
        for title, held in taken.hidden.items()
    ]
    if taken.left_out:
        notes.append(Phrase(_LEFT_OUT, {"count": taken.left_out}))
    return notes
