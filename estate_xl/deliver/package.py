"""The month's package: 考核 YYYY-MM, 月度統計 and, if wanted, 計分依據 in a workbook of their own.

It is made of a workbook in which month-end ran before, perhaps long before: what month-end noted
on 名單 tells where the numbers are, and whether they are still those that were computed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.compute.appraisal_consistency import first_contradiction
from estate_xl.compute.appraisal_numbers import Block, Standing, take_numbers
from estate_xl.deliver.book_copies import add_properties, extract, open_data, sight_of
from estate_xl.deliver.manifest import Manifest
from estate_xl.deliver.phone_masking import mask_phones
from estate_xl.deliver.sheet_values import reader
from estate_xl.deliver.visible_content import as_held
from estate_xl.engine.addresses import column_number
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.identity import find_sheet
from estate_xl.language import BETWEEN_QUOTED, Label, Listing, Phrase
from estate_xl.write.month_records import program_version, read_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.appraisal_numbers import Numbers
    from estate_xl.deliver.extract import Extract
    from estate_xl.schema import Language, OfficeSettings
    from estate_xl.write.month_records import MonthRecord

_FORM: Final = Label("月度考核", "Monthly Appraisal")
_OFFICE: Final = Label("管理處", "Office")
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_LONGEST_NAME: Final = 60
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


def make_package(  # noqa: PLR0913 - all that a package says
    book: xw.Book,
    month: Month,
    language: Language,
    *,
    with_evidence: bool,
    settings: OfficeSettings,
    facts: Mapping[str, object] | None = None,
    has_phones: bool = False,
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

    Raises:
        DeliveryError: month-end did not run, its sheet was changed since by hand, or another month
            was computed after it.
        WorkbookError: a sheet cannot be taken out.
    """
    record = read_record(book, month, language)
    if record is None or record.title not in {sheet.name for sheet in book.sheets}:
        raise DeliveryError(ErrorCode.NOT_APPRAISED, month=str(month))
    _check_untouched(book, record)
    titles = [record.title, *_others(book, record, language, with_evidence=with_evidence)]
    name = package_name(settings, month, language)
    office = settings.text("office_name") or settings.text("project_name")
    day = month.last_day.date()
    evidence = find_sheet(book, "Evidence", language)
    masks = {} if has_phones or evidence is None else {evidence.name: mask_phones}
    title = name.removesuffix(".xlsx")
    taken = extract(book, titles, title=title, office=office, day=day, rewrites=masks)
    with open_data(taken.data, name) as made:
        about = About(office, {"project": settings.text("project_name"), **(facts or {})})
        manifest = _manifest(taken.data, made, record, _shown(record, taken), about)
    return Package(
        name,
        add_properties(taken.data, manifest.as_properties()),
        manifest.digest,
        month,
        manifest.numbers,
        tuple(_notes(taken)),
    )


def package_name(settings: OfficeSettings, month: Month, language: Language) -> str:
    """Name of the file, such as `濱江花園 管理處 2026-10 月度考核.xlsx`.

    It holds nothing that Windows forbids in names, no path, and no more than fits a mail's header.
    """
    project, office = settings.text("project_name"), settings.text("office_name")
    office = office or _OFFICE.text(language)
    whose = office if project in office else f"{project} {office}"
    plain = "".join(
        " " if each in _FORBIDDEN or unicodedata.category(each)[0] == "C" else each
        for each in unicodedata.normalize("NFC", whose)
    )
    short = " ".join(plain.split())[:_LONGEST_NAME].strip(" .") or _OFFICE.text(language)
    return f"{short} {month} {_FORM.text(language)}.xlsx"


def _check_untouched(book: xw.Book, record: MonthRecord) -> None:
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
    keys = ["MonthStatistics", *(["Evidence"] if with_evidence else [])]
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
