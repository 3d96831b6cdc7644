"""A sheet as text that a person reads and a comparison of versions shows line by line.

    # 檢查結果
    merged A1:H1
    A1 檢查結果
    C4 92.5 | 0.00
    L7 97.75 | 0.00 | =ROUND(A5*F7+C5*J7,2)

A cell is a line: its place, what it shows, its number format and its formula, where it has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


def sheet_texts(path: Path, titles: tuple[str, ...]) -> dict[str, str]:
    """Texts of the sheets of those titles."""
    written = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    return {title: _sheet_text(written[title], stored[title]) for title in titles}


def _sheet_text(written: Worksheet, stored: Worksheet) -> str:
    merged = sorted(written.merged_cells.ranges, key=lambda area: area.bounds[::-1])
    lines = [f"# {written.title}", *(f"merged {area.coord}" for area in merged)]
    for row in written.iter_rows():
        lines += [
            _cell_text(cell, stored[cell.coordinate].value)
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(lines) + "\n"


def _cell_text(cell: Cell, shown: object) -> str:
    text = str(shown).replace("\n", "⏎")
    number_format = [] if cell.number_format in {"General", "@"} else [cell.number_format]
    formula = [str(cell.value)] if cell.data_type == "f" else []
    return " | ".join([f"{cell.coordinate} {text}", *number_format, *formula])
