"""The ledger on 名單: what it holds is read and kept whatever rows a person left blank in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.schema import Language
from estate_xl.write.ledger import Ledger
from support.desks import opened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_blank_row_within_leaves_no_old_count_behind(tmp_path: Path) -> None:
    """A stale mark below would win, and a number would be given a second time."""
    for book in opened(tmp_path / "office.xlsx"):
        Ledger(book, Language.HANT).write_marks({"BS202609-": 7, "BS202610-": 4})
        sheet = book.sheets["名單"]
        cells = sheet.used_range.value
        column = next(n for row in cells for n, text in enumerate(row) if text == "BS202610-") + 1
        row = next(n for n, cells in enumerate(cells, 1) if "BS202610-" in cells)
        sheet.range((row, column), (row, column + 1)).clear_contents()
        sheet.range((row + 1, column)).value = ["BS202610-", 4]
        assert Ledger(book, Language.HANT).marks == {"BS202609-": 7, "BS202610-": 4}
        Ledger(book, Language.HANT).write_marks({"BS202609-": 7, "BS202610-": 9})
        assert Ledger(book, Language.HANT).marks == {"BS202609-": 7, "BS202610-": 9}
