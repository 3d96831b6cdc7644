"""The print set-up of sheets: A4, header row on every page, sheet name and page number below.

A sheet prints one page wide. Only one too wide for that (Tickets: 34 columns would shrink to a
fourth, some 3 points high) takes as many pages side by side as keep its text above `_LEGIBLE`,
its first column repeated on each, so that the strips can be laid together. A3 would need another
printer than an office has.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_A4: Final = "9"
_PORTRAIT_CHARS: Final = 92
_LANDSCAPE_CHARS: Final = 140
_LEGIBLE: Final = 0.6


def set_up_print(sheet: Worksheet, width_chars: float, header_row: int | None = None) -> None:
    """Give a sheet its print set-up.

    Args:
        sheet: The sheet.
        width_chars: Width of all its columns together.
        header_row: Row repeated on every page.
    """
    landscape = width_chars > _PORTRAIT_CHARS
    pages_wide = pages_side_by_side(width_chars)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    if pages_wide > 1:
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.print_title_cols = "A:A"
    if header_row is not None:
        sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.5, 0.6
    margins.header = margins.footer = 0.3
    footer = sheet.oddFooter
    footer.left.text = "&A"  # type: ignore[union-attr] # the stubs doubt it is there
    footer.right.text = "&P / &N"  # type: ignore[union-attr]


def pages_side_by_side(width_chars: float) -> int:
    """Pages that a sheet of that width takes side by side to stay legible."""
    return max(1, ceil(width_chars * _LEGIBLE / _LANDSCAPE_CHARS))
