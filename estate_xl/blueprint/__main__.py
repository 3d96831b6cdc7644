"""`python -m estate_xl.blueprint workbooks/template.xlsx` writes the empty workbook."""

from __future__ import annotations

import sys
from pathlib import Path

from estate_xl.blueprint.book import make_book
from estate_xl.schema import Language

if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make_book(Language.HANT))
