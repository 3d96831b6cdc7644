"""Names of the workbook: marks of its sheets, and lists behind its drop-downs.

A list's name such as `staff_list` means `=Staff[姓名]`: it grows with the table, and a drop-down
itself may not hold a structured reference. A list offers what people know: the name where the sheet
has a name column, else the key. The other one may be typed too, so a list only warns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.workbook.defined_name import DefinedName

from estate_xl.schema import ESTATE_BOOK, Kind
from estate_xl.schema.marks import LISTS, OFFICE_ID, mark_of, marked_area
from estate_xl.schema.slips import LISTS_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.workbook import Workbook

    from estate_xl.schema import Column, Language, Sheet

_NEEDS_BRACKETS = re.compile(r"[^\w ]")


def list_name(sheet: Sheet) -> str:
    """Name of the list that a sheet's table offers, such as `staff_list`."""
    return f"{sheet.key.lower()}_list"


def listed_column(sheet: Sheet) -> Column:
    """The column that a sheet's list offers: its names, or its keys where it has no names."""
    if sheet.name_column is not None:
        return sheet.column(sheet.name_column)
    column = sheet.id_column
    if column is None:
        msg = f"{sheet.key} has neither names nor keys to offer"
        raise ValueError(msg)
    return column


def table_column(sheet: Sheet, key: str, language: Language) -> str:
    """A column as formulas outside its table name it: `Staff[姓名]`, `Tickets[[Ticket no.]]`."""
    header = sheet.column(key).header.text(language)
    inner = f"[{header}]" if _NEEDS_BRACKETS.search(header) else header
    return f"{sheet.key}[{inner}]"


def referenced_sheets(sheets: Iterable[Sheet] = ESTATE_BOOK.sheets) -> list[Sheet]:
    """Sheets that some column of those refers to, in tab order."""
    keys = {
        column.reference
        for sheet in sheets
        if sheet.is_data
        for column in sheet.columns
        if column.kind in {Kind.REFERENCE, Kind.CODES}
    }
    return [sheet for sheet in ESTATE_BOOK.sheets if sheet.key in keys]


def add_list_names(workbook: Workbook, sheets: Sequence[Sheet], language: Language) -> None:
    """Define the lists of all sheets that those of the workbook refer to."""
    for sheet in referenced_sheets(sheets):
        formula = table_column(sheet, listed_column(sheet).key, language)
        workbook.defined_names.add(DefinedName(list_name(sheet), attr_text=formula))


def add_office_id(workbook: Workbook, office_id: str) -> None:
    """Let the workbook say whose it is, in a name that Excel does not list."""
    name = DefinedName(OFFICE_ID, attr_text=f'"{office_id}"', hidden=True)
    workbook.defined_names.add(name)


def add_marks(workbook: Workbook, sheets: Sequence[Sheet], language: Language) -> None:
    """Mark each of the workbook's sheets, so that it is known under whatever title it gets."""
    for key, title in {**{each.key: each.title for each in sheets}, LISTS: LISTS_TITLE}.items():
        area = marked_area(title.text(language))
        workbook.defined_names.add(DefinedName(mark_of(key), attr_text=area, hidden=True))
