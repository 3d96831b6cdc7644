"""The slip template sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Language


def draw(sheet: Worksheet, language: Language) -> None:
    """Draw the template."""
    sheet["A1"] = f"{sheet.title} ({language.value})"
