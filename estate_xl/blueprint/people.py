"""The sheet of lists: the people of each department, for the drop-down of a ticket's worker.

A drop-down must point at cells that lie together, and the people of one department do not: staff
are typed as they come. FILTER would do it, but only in Excel 365. So a plain, visible sheet at the
end of the workbook lists, by live formulas that Excel 2010 and LibreOffice both know (AGGREGATE,
SUMPRODUCT), the people of each department who have not left; the drop-down takes the column of the
row's department, as long as it is. A sheet of its own, because formulas beside the Staff table
would be hidden by its filter and torn by its sorting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.workbook.defined_name import DefinedName

from estate_xl.blueprint import looks
from estate_xl.blueprint.names import table_column
from estate_xl.blueprint.printing import set_up_print
from estate_xl.cells import wrapped_lines
from estate_xl.engine.addresses import address, area, column_letters, quoted_title
from estate_xl.schema import ESTATE_BOOK, Label
from estate_xl.schema.slips import LEDGER_HEADER_ROW, LISTS_TITLE, MARK_HEADERS, REPRINT_HEADERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Language

MAX_PEOPLE: Final = 200
_ABOUT: Final = Label(
    "各部門在職人員，由公式從「員工」表列出，供「服務人員」下拉選擇，請勿改動。"
    "每個部門最多列 200 人。",
    "People of each department who have not left, listed by formulas from Staff for the worker's "
    "drop-down. Please leave as it is. At most 200 a department.",
)
_COUNT_ROW: Final = 4
_FIRST_ROW: Final = 5
_LAST_PRINTED_ROW: Final = 48
_WIDTH: Final = 18
_DEPARTMENTS: Final = "departments"
_COUNTS: Final = "department_counts"
_PEOPLE: Final = "department_people"


def people_formula(department_cell: str, everybody: str) -> str:
    """Formula of a drop-down: the people of the department in a cell, everybody where it is empty.

    Args:
        department_cell: A1 text, its row relative.
        everybody: Name of the list of all staff.
    """
    position = f"MATCH({department_cell},{_DEPARTMENTS},0)"
    return (
        f'IF({department_cell}="",{everybody},OFFSET({_PEOPLE},0,{position}-1,'
        f"MAX(1,INDEX({_COUNTS},1,{position})),1))"
    )


def add_lists(workbook: Workbook, language: Language) -> None:
    """Add the sheet of lists and the names that lead to it."""
    title = LISTS_TITLE.text(language)
    sheet = workbook.create_sheet(title)
    staff = ESTATE_BOOK["Staff"]
    departments = [choice.text(language) for choice in staff.column("department").choices]
    last = len(departments)
    name, department, left = (
        table_column(staff, key, language) for key in ("name", "department", "left")
    )
    body = looks.body_style(staff.column("zone"), typed=False)

    sheet["A1"] = title
    sheet["A2"] = _ABOUT.text(language)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=last)
    looks.band_rows(sheet, wrapped_lines(_ABOUT.text(language), _WIDTH * last * 0.9))
    for column, text in enumerate(departments, start=1):
        letters = column_letters(column)
        sheet.column_dimensions[letters].width = _WIDTH
        header = sheet.cell(3, column, text)
        header.style = looks.HEADER_DERIVED
        here = f'({department}={letters}$3)*({left}="")'
        count = sheet.cell(_COUNT_ROW, column, f"=MIN({MAX_PEOPLE},SUMPRODUCT({here}))")
        count.style = looks.HEADER_DERIVED
        count.number_format = "0"
        for row in range(_FIRST_ROW, _FIRST_ROW + MAX_PEOPLE):
            nth = f"ROWS({letters}${_FIRST_ROW}:{letters}{row})"
            place = f"ROW({name})-MIN(ROW({name}))+1"
            cell = sheet.cell(
                row,
                column,
                f'=IF({nth}>{letters}${_COUNT_ROW},"",INDEX({name},'
                f"_xlfn.AGGREGATE(15,6,({place})/({here}),{nth})))",
            )
            cell.style = body
    _add_ledger(sheet, last, language)
    sheet.freeze_panes = address(_FIRST_ROW, 1)
    sheet.sheet_properties.tabColor = looks.TAB_COLOUR[staff.role]
    set_up_print(sheet, _WIDTH * last, 3)
    sheet.print_area = area(1, 1, _LAST_PRINTED_ROW, last)
    place_of = quoted_title(title)
    for defined, text in (
        (_DEPARTMENTS, area(3, 1, 3, last, absolute=True)),
        (_COUNTS, area(_COUNT_ROW, 1, _COUNT_ROW, last, absolute=True)),
        (_PEOPLE, address(_FIRST_ROW, 1, absolute=True)),
    ):
        workbook.defined_names.add(DefinedName(defined, attr_text=f"{place_of}!{text}"))


def _add_ledger(sheet: Worksheet, last: int, language: Language) -> None:
    """Headers of the ledger of numbers, right of the lists and off the printed page."""
    column = last + 2
    for headers in (MARK_HEADERS, REPRINT_HEADERS):
        for header in headers:
            cell = sheet.cell(LEDGER_HEADER_ROW, column, header.text(language))
            cell.style = looks.HEADER_DERIVED
            sheet.column_dimensions[column_letters(column)].width = _WIDTH
            column += 1
        column += 1


def list_results(
    staff: Sequence[Mapping[str, object]], language: Language
) -> dict[str, str | float]:
    """Results of the formulas, by address, for these records of staff."""
    departments = ESTATE_BOOK["Staff"].column("department").choices
    results: dict[str, str | float] = {}
    for column, department in enumerate(departments, start=1):
        known = {department.hant, department.text(language)}
        names = [
            str(person.get("name", ""))
            for person in staff
            if person.get("department") in known and person.get("left") in {None, ""}
        ][:MAX_PEOPLE]
        results[address(_COUNT_ROW, column)] = len(names)
        for index in range(MAX_PEOPLE):
            results[address(_FIRST_ROW + index, column)] = (
                names[index] if index < len(names) else ""
            )
    return results
