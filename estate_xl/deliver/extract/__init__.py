"""Sheets of a book in a workbook of their own, built from nothing.

Removing the other sheets from a copy would leave their texts, names, authors and previews behind.
Here every part is written anew and holds only what `whitelists` name: what is in the new workbook
is what was put in. It works on a saved file's bytes, as reading cells one by one through a
program's interface would lose their formats.
"""

from __future__ import annotations

from estate_xl.deliver.extract.properties import Document, read_properties, with_properties
from estate_xl.deliver.extract.workbook import Extract, extract_sheets

__all__ = ["Document", "Extract", "extract_sheets", "read_properties", "with_properties"]
