"""Our declared workbook as a real one."""

from __future__ import annotations

from estate_xl.blueprint.book import TEMPLATE_SHEETS, make_book
from estate_xl.blueprint.standard_rows import default_records

__all__ = ["TEMPLATE_SHEETS", "default_records", "make_book"]
