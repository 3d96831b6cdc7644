"""The workbook's texts, each kept once, as Excel keeps them."""

from __future__ import annotations

import re
from typing import Final

from estate_xl.engine.addresses import MAX_CELL_TEXT
from estate_xl.engine.ooxml.namespaces import DECLARATION, MAIN
from estate_xl.engine.ooxml.xml_text import escape
from estate_xl.errors.exceptions import SchemaError

_UNWRITABLE: Final = re.compile(
    "_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)


class SharedStrings:
    """Texts in the order of their first use."""

    def __init__(self) -> None:
        """Begin with none."""
        self._index: dict[str, int] = {}
        self._uses = 0

    def add(self, text: str) -> int:
        """Index of a plain text, which stays text whatever it begins with.

        Raises:
            SchemaError: the text is longer than a cell of Excel holds.
        """
        self._uses += 1
        index = self._index.get(text)
        if index is None:
            index = self._index[text] = len(self._index)
            if len(text) > MAX_CELL_TEXT:
                msg = f"a text of {len(text)} characters is too long for a cell: {text[:20]}…"
                raise SchemaError(msg)
        return index

    def part(self) -> str:
        """The part `xl/sharedStrings.xml`."""
        items = "".join(map(_item, self._index))
        counts = f'count="{self._uses}" uniqueCount="{len(self._index)}"'
        return f'{DECLARATION}<sst xmlns="{MAIN}" {counts}>{items}</sst>'


def escaped_text(text: str) -> str:
    """Text as a cell's XML holds it; what XML cannot hold is written `_x0007_`, as Excel does."""
    return escape(_UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text))


def _item(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<si><t{space}>{escaped_text(text)}</t></si>"
