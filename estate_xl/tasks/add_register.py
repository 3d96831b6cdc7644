"""A register of duties added to a workbook that lacks it, as its item in the ribbon does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs, needs_of
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.office_registers import with_targets
from estate_xl.tasks.common import READING, WRITING
from estate_xl.tasks.later_sheets import ensure_sheets
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.results import Result

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report


@needs(read_ours, parse_settings)
def add_register(
    book: xw.Book, report: Report, *, register: str, places: Places | None = None
) -> Result:
    """The register's sheet, and those that it refers to, at their places in the workbook.

    Args:
        book: The workbook.
        report: Told about progress.
        register: Key of the register.
        places: As `read_ours` takes them.

    Returns:
        What was written; the register's own sheet comes first.

    Raises:
        WorkbookError: the workbook is none of ours, or two sheets fit equally.
    """
    report(READING)
    office = read_ours(book, needs_of(add_register), places)
    settings, _ = parse_settings(office.tables["Settings"])
    report(WRITING)
    named = with_targets([register])
    others = [each.key for each in ESTATE_BOOK.sheets if each.key in named - {register}]
    made = ensure_sheets(book, [*others, register], office.places.language)
    return Result(
        findings=[],
        language=office.places.language,
        screen_language=settings.language,
        written=[sheet.name for sheet in reversed(made)],
    )
