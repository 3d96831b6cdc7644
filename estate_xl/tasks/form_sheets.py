"""A template of forms and the sheet that was filled from it, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.identity import find_made, find_sheet, marked_titles
from estate_xl.identity.titles import sheet_titled

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.language import Label, Language


class FormSheets(NamedTuple):
    """Where forms come from and go to.

    Attributes:
        template: The template.
        title: Title of the filled sheet.
        old: The one filled before, which gives way; None without one.
        made: Titles of sheets that were added for it: the template's, or none.
    """

    template: xw.Sheet
    title: str
    old: xw.Sheet | None
    made: list[str]


def form_sheets(
    book: xw.Book, template_key: str, title: Label, mark: str, language: Language
) -> FormSheets:
    """The template, made in a workbook of an earlier version, and the sheet filled before.

    Args:
        book: The workbook.
        template_key: Key of the template.
        title: Title of the filled sheet.
        mark: Key of its mark.
        language: The workbook's.

    Raises:
        WorkbookError: a sheet of that title is the office's own, or two sheets fit equally as the
            template.
    """
    shown, made = title.text(language), []
    template = find_sheet(book, template_key, language)
    if template is None:
        from estate_xl.tasks.later_sheets import ensure_sheet  # noqa: PLC0415 - brings openpyxl along

        own = sheet_titled(book, shown)
        if own is not None and own.name not in marked_titles(book, mark):
            raise WorkbookError(ErrorCode.NOT_MADE_BY_US, sheet=own.name)
        template = ensure_sheet(book, template_key, language)
        made = [template.name]
    return FormSheets(template, shown, find_made(book, shown, mark, template), made)
