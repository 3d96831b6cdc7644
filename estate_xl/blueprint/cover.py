"""首頁: what to do day by day and at month's end, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from estate_xl.blueprint import cover_progress, cover_words, looks
from estate_xl.blueprint.printing import set_up_print
from estate_xl.cells import wrapped_lines
from estate_xl.engine.addresses import address, column_letters, quoted_title
from estate_xl.schema import ESTATE_BOOK, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.actions.steps import Step
    from estate_xl.schema import Language

_WIDTHS: Final = (5, 13, 50, 22)
_WHAT: Final = 3
_LINK: Final = 4
_FIRST_ROW: Final = 4
_LINE_HEIGHT: Final = 17
_LINK_INK: Final = "0563C1"
_HEADER_OF: Final = {
    "required": looks.HEADER_REQUIRED,
    "free": looks.HEADER,
    "derived": looks.HEADER_DERIVED,
}


def draw_cover(sheet: Worksheet, language: Language) -> None:
    """Draw the cover."""
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[column_letters(number)].width = width
    sheet["A1"] = cover_words.TITLE.text(language)
    about = cover_words.ABOUT.text(language)
    sheet["A2"] = about
    sheet.cell(2, _LINK)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=_LINK)
    looks.band_rows(sheet, wrapped_lines(about, sum(_WIDTHS) * 0.9))
    _draw_progress(sheet, language)
    row = _FIRST_ROW
    for number, step in enumerate(cover_words.STEPS, start=1):
        row = _draw_step(sheet, row, number, step, language)
    row = _draw_legend(sheet, row + 1, language)
    _draw_tabs(sheet, row + 1, language)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = looks.TAB_COLOUR[Role.COVER]
    set_up_print(sheet, sum(_WIDTHS))
    sheet.page_setup.fitToHeight = 1


def _draw_progress(sheet: Worksheet, language: Language) -> None:
    """Draw the line of the month between the title and the steps."""
    row = _FIRST_ROW - 1
    sheet.row_dimensions[row].height = 2 * _LINE_HEIGHT
    month = sheet.cell(row, 2, cover_progress.month_formula(language))
    steps = sheet.cell(
        row, _WHAT, cover_progress.steps_formula(address(row, 2, absolute=True), language)
    )
    title = ESTATE_BOOK["MonthRecords"].title.text(language)
    for cell in (month, steps):
        cell.font = looks.font(language, bold=True, color=looks.INK)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    link = sheet.cell(row, _LINK, title)
    link.hyperlink = Hyperlink(
        ref=address(row, _LINK), location=f"{quoted_title(title)}!A1", display=title
    )
    link.font = looks.font(language, color=_LINK_INK, underline="single")
    link.alignment = Alignment(horizontal="left", vertical="center", indent=1)
    line = Border(bottom=Side(style="medium", color=looks.LINE))
    for column in range(1, _LINK + 1):
        sheet.cell(row, column).border = line


def _draw_step(sheet: Worksheet, row: int, number: int, step: Step, language: Language) -> int:
    """Draw a step, a link a row; the row below it."""
    what = step.what.text(language)
    lines = wrapped_lines(what, _WIDTHS[_WHAT - 1] * 0.9)
    links = [*_links_to_latest(sheet, row, step, language), *_links_to_sheets(step, language)]
    rows = len(links)
    last = row + rows - 1
    height = max(_LINE_HEIGHT, (_LINE_HEIGHT * lines + 8) / rows)
    texts: tuple[int | str, ...] = (number, step.when.text(language), what)
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, text)
        cell.font = looks.font(language, bold=column < _WHAT, color=looks.INK)
        cell.alignment = Alignment(
            horizontal="center" if column == 1 else None, vertical="center", wrap_text=True
        )
        if rows > 1:
            sheet.merge_cells(start_row=row, start_column=column, end_row=last, end_column=column)
    for place, (text, location) in enumerate(links, start=row):
        sheet.row_dimensions[place].height = height
        link = sheet.cell(place, _LINK, text)
        link.hyperlink = Hyperlink(ref=address(place, _LINK), location=location, display=text)
        link.font = looks.font(language, color=_LINK_INK, underline="single")
        link.alignment = Alignment(horizontal="left", vertical="center", indent=1)
    line = Border(bottom=Side(style="thin", color=looks.LINE))
    for column in range(1, _LINK + 1):
        sheet.cell(last, column).border = line
    return last + 1


def _links_to_sheets(step: Step, language: Language) -> Iterator[tuple[str, str]]:
    for key in step.sheets:
        title = ESTATE_BOOK[key].title.text(language)
        yield title, f"{quoted_title(title)}!A1"


def _links_to_latest(
    sheet: Worksheet, row: int, step: Step, language: Language
) -> Iterator[tuple[str, str]]:
    """Links to names, which commands point at what they make; until then at the link itself."""
    for place, name in enumerate(step.latest, start=row):
        target = f"{quoted_title(sheet.title)}!{address(place, _LINK, absolute=True)}"
        workbook = sheet.parent
        if workbook is not None:
            workbook.defined_names.add(DefinedName(name, attr_text=target))
        yield cover_words.LATEST[name].text(language), name


def _draw_legend(sheet: Worksheet, row: int, language: Language) -> int:
    _draw_heading(sheet, row, cover_words.LEGEND_TITLE.text(language), language)
    for place, (name, word, meaning) in enumerate(cover_words.LEGEND, start=row + 1):
        sheet.row_dimensions[place].height = _LINE_HEIGHT + 2
        sample = sheet.cell(place, 2, word.text(language))
        sample.style = _HEADER_OF[name]
        text = sheet.cell(place, _WHAT, meaning.text(language))
        text.font = looks.font(language)
        text.alignment = Alignment(horizontal="left", vertical="center", indent=1)
    return row + len(cover_words.LEGEND) + 1


def _draw_tabs(sheet: Worksheet, row: int, language: Language) -> None:
    _draw_heading(sheet, row, cover_words.TABS_TITLE.text(language), language)
    for place, (role, words) in enumerate(cover_words.TABS, start=row + 1):
        sheet.row_dimensions[place].height = _LINE_HEIGHT
        sheet.cell(place, 2).fill = looks.fill(looks.TAB_COLOUR[Role(role)])
        text = sheet.cell(place, _WHAT, words.text(language))
        text.font = looks.font(language)
        text.alignment = Alignment(horizontal="left", vertical="center", indent=1)


def _draw_heading(sheet: Worksheet, row: int, text: str, language: Language) -> None:
    cell = sheet.cell(row, 2, text)
    cell.font = looks.font(language, bold=True, color=looks.INK)
    cell.alignment = Alignment(vertical="center")
    sheet.row_dimensions[row].height = _LINE_HEIGHT + 4
