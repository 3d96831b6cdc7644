"""Slips, 報事單: the template's page once for each ticket, ready to print (R-5.1).

The template's print area is one page. Its rows are copied whole, with formats, heights and
pictures, so an office that moves cells, changes fonts or takes a copy away prints what it drew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import segno

from estate_xl.engine.addresses import parse_area
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.temporary_files import scratch_folder
from estate_xl.identity import area_of, cells_at, clear_marks, copy_after, succeed
from estate_xl.schema.slips import QR, SLIP_FIELDS
from estate_xl.write.blocks import rectangles, write_blocks
from estate_xl.write.expressions import Names, Place, parse_expression
from estate_xl.write.outside_references import check_within
from estate_xl.write.page_breaks import break_pages
from estate_xl.write.placeholders import (
    FilledRow,
    Plan,
    Vocabulary,
    read_cells,
)
from estate_xl.write.text_fitting import fit_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings as xw

    from estate_xl.identity.cell_blocks import Area
    from estate_xl.schema import Language

    Record = Mapping[str, object]

SLIP_NAMES: Final = Vocabulary(SLIP_FIELDS)
MOST_SLIPS: Final = 1000
"""Of one sheet: Excel keeps 1,026 page breaks of a sheet and no more."""
_MODULE_DOTS: Final = 10
_GROWTH: Final = 0.06
"""Share of the page's height that one long text may add to its row, in each of three copies."""
_MARGIN_POINTS: Final = 2.0


class _Page(NamedTuple):
    """The template's page: its rows and columns, first and last."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        return self.bottom - self.top + 1


class SlipTemplate:
    """The template, checked before anything is written."""

    def __init__(self, sheet: xw.Sheet, language: Language) -> None:
        """Read the template.

        Raises:
            TemplateError: it names what is not there, holds a broken expression, or a formula
                that reaches outside of the workbook.
        """
        self._sheet = sheet
        cells = read_cells(sheet)
        check_within(sheet, cells, language)
        self._plan = Plan(cells, SLIP_NAMES, sheet.name, language)
        self._last_row = len(cells)
        self._page = _page(sheet, len(cells), max(map(len, cells)))
        self._qr_cells = list(_qr_cells(cells, Place(sheet.name, 1, 1, language)))

    def fill(
        self, title: str, records: Sequence[Record], old: xw.Sheet | None = None
    ) -> tuple[xw.Sheet, list[str]]:
        """The sheet of that title, made again with one page for each record.

        Args:
            title: Title of the sheet.
            records: Values by key of `SLIP_FIELDS`, at least one record; blank is None.
            old: The sheet of that title filled before, which gives way.

        Returns:
            The sheet, and the cells elsewhere that referred to the older one and cannot to this.

        Raises:
            TemplateError: an expression cannot be computed; the book is then as it was.
        """
        template = self._sheet
        sheet = copy_after(template, old or template)
        try:
            clear_marks(sheet)
            sheet.visible = True
            self._repeat_page(sheet, len(records))
            rows = self._rows(records)
            changes, _ = self._plan.fill(read_cells(sheet), rows, {**records[0], QR.key: None})
            write_blocks(sheet, list(rectangles(changes)))
            origins = [row.origin for row in rows]
            fit_texts(sheet, template, origins, changes, _GROWTH * self._height())
            self._draw_codes(sheet, [str(record["ticket"]) for record in records])
            page = self._page
            break_pages(sheet, (page.top, page.left, page.bottom, page.right), len(records))
        except BaseException:
            sheet.delete()
            raise
        lost = succeed(sheet, title, old)
        return sheet, lost

    def _height(self) -> float:
        """Points of the template's page."""
        height: float = self._sheet.range(f"{self._page.top}:{self._page.bottom}").height
        return height

    def _repeat_page(self, sheet: xw.Sheet, times: int) -> None:
        page = self._page
        if times > 1:
            room = f"{page.bottom + 1}:{page.bottom + page.rows * (times - 1)}"
            sheet.range(room).insert("down")
            sheet.range(f"{page.top}:{page.bottom}").copy(sheet.range(room))

    def _rows(self, records: Sequence[Record]) -> list[FilledRow]:
        page = self._page
        rows = [FilledRow(origin, None, None) for origin in range(1, page.top)]
        for record in records:
            filled = {**record, QR.key: None}
            rows += [FilledRow(n, None, filled) for n in range(page.top, page.bottom + 1)]
        return rows + [FilledRow(n, None, None) for n in range(page.bottom + 1, self._last_row + 1)]

    def _draw_codes(self, sheet: xw.Sheet, numbers: Sequence[str]) -> None:
        """A QR code of each number over the cells that ask for one, as large as fits."""
        if not self._qr_cells:
            return
        drawn: list[Area] = []
        across: dict[tuple[int, int], tuple[float, float]] = {}
        for row, column in self._qr_cells:
            cell = cells_at(sheet, (row, column, row, column)).merge_area
            top, first, bottom, last = area_of(cell)
            drawn.append((top, first, bottom, last))
            if (first, last) not in across:
                across[first, last] = cell.left, cell.width
        pictures = sheet.pictures
        with scratch_folder() as folder:
            for index, number in enumerate(numbers):
                path = folder / f"{index}.png"
                try:
                    code = segno.make_qr(number, error="m")
                except segno.DataOverflowError as error:
                    raise WorkbookError(ErrorCode.QR_TOO_LONG, number=number[:20]) from error
                code.save(str(path), scale=_MODULE_DOTS, border=4)
                down = index * self._page.rows
                for top, first, bottom, last in drawn:
                    left, width = across[first, last]
                    cell = cells_at(sheet, (top + down, first, bottom + down, last))
                    height = cell.height
                    side = min(width, height) - 2 * _MARGIN_POINTS
                    pictures.add(
                        path,
                        left=left + (width - side) / 2,
                        top=cell.top + (height - side) / 2,
                        width=side,
                        height=side,
                    )


def _page(sheet: xw.Sheet, rows: int, columns: int) -> _Page:
    """The template's print area, over all of its parts; everything used where it has none."""
    printed = sheet.page_setup.print_area
    if not printed:
        return _Page(1, 1, rows, columns)
    parts = [parse_area(part.rpartition("!")[2]) for part in printed.split(",")]
    tops, lefts, bottoms, rights = zip(*parts, strict=True)
    return _Page(min(tops), min(lefts), min(max(bottoms), max(rows, min(tops))), max(rights))


def _qr_cells(cells: Sequence[Sequence[str]], place: Place) -> Iterator[tuple[int, int]]:
    """Row and column of each cell whose expression asks for the QR code."""
    names = Names((QR,))
    for row, texts in enumerate(cells, start=1):
        for column, text in enumerate(texts, start=1):
            if "{{" in text and not text.startswith("="):
                expression = parse_expression(text, place)
                if any(names.key(name) for name in expression.names):
                    yield row, column
