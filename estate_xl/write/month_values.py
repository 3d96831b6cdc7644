"""The values of months on 名單, so that a correction can say what it changed (R-M2).

Of a month those of its last two versions are kept, in as many cells as they take.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from estate_xl.compute.appraisal_numbers import note_text
from estate_xl.schema.slips import VALUE_HEADERS
from estate_xl.write.ledger import PIECE, LedgerList
from estate_xl.write.plain_text import as_text

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute.month_values import Values
    from estate_xl.schema import Language
    from estate_xl.write.ledger import Lists


def write_values(
    book: xw.Book | Lists, month: str, version: int, values: Values, language: Language
) -> None:
    """Keep the values of a version of a month; versions before the last one are dropped."""
    lines = LedgerList(book, VALUE_HEADERS, language)
    before = [(str(name), str(text)) for name, text in lines.read()]
    gone = {_name(month, each) for each in (*range(1, version - 1), version)}
    text = note_text(values)
    held = [line for line in before if _version_of(line[0]) not in gone]
    held += [
        (f"{_name(month, version)}/{number}", text[at : at + PIECE])
        for number, at in enumerate(range(0, len(text), PIECE), start=1)
    ]
    if held != before:
        lines.write([(as_text(name), as_text(text)) for name, text in held])


def read_values(
    book: xw.Book | Lists, month: str, version: int, language: Language
) -> Values | None:
    """The values of a version of a month; None where they were not kept or cannot be read."""
    wanted = _name(month, version)
    lines = LedgerList(book, VALUE_HEADERS, language).read()
    text = "".join(str(held) for name, held in lines if _version_of(str(name)) == wanted)
    try:
        values = json.loads(text)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def _name(month: str, version: int) -> str:
    return f"{month} v{version}"


def _version_of(name: str) -> str:
    return name.partition("/")[0]
