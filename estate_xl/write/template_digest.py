"""Whether an office ever touched a template: a digest of what it holds and how it looks.

Programs that save a workbook write its parts in their own way, so cells and looks are asked, not
bytes. Widths and heights are rounded, as programs keep them to different places.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from estate_xl.identity.cell_blocks import area_of, cells_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw


def template_digest(sheet: xw.Sheet) -> str:
    """A digest of a template's contents, looks, sizes, print area and pictures."""
    text = json.dumps(list(_facts(sheet)), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _facts(sheet: xw.Sheet) -> Iterator[object]:
    used = sheet.used_range
    _, _, last, right = area_of(used)
    whole = cells_at(sheet, (1, 1, last, right))
    held: object = whole.formula
    lines = held if isinstance(held, tuple) else ((held,),)
    yield sheet.page_setup.print_area
    yield len(sheet.pictures), len(sheet.charts)
    yield [round(whole[0, column].column_width or 0) for column in range(right)]
    yield [round(whole[row, 0].row_height or 0) for row in range(last)]
    yield [whole[row, :].color for row in range(last)]
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            if text not in (None, ""):
                yield _looks(whole[row, column], str(text))


def _looks(cell: xw.Range, text: str) -> list[object]:
    font, note = cell.font, cell.note
    return [
        cell.get_address(False, False),  # noqa: FBT003 - xlwings' own signature
        text,
        cell.merge_area.get_address(False, False) if cell.merge_cells else "",  # noqa: FBT003 - as above
        "" if note is None else note.text,
        cell.number_format,
        cell.color,
        font.name,
        font.size,
        font.bold,
        font.italic,
        font.color,
    ]
