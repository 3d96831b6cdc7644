"""The figures of the year before on 名單: values, whose rows are in that year's workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.compute.past_statistics import PastYear
from estate_xl.schema.slips import PAST_HEADERS
from estate_xl.write.ledger import LedgerList
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.schema import Language
    from estate_xl.write.ledger import Lists


def read_past(book: xw.Book | Lists, language: Language) -> PastYear | None:
    """The year before the workbook's first one; None where nothing is kept of it."""
    lines = LedgerList(book, PAST_HEADERS, language).read()
    return PastYear.from_lines((str(key), str(text)) for key, text in lines)


def write_past(book: xw.Book | Lists, past: PastYear, language: Language) -> None:
    """Keep a year, in the place of what was kept before."""
    lines = [(as_text(key), as_text(text)) for key, text in past.as_lines()]
    LedgerList(book, PAST_HEADERS, language).write(lines)
