"""Shared texts of the new workbook: those of its own cells, runs and all."""

from __future__ import annotations

from estate_xl.deliver.extract.whitelists import TEXT, cut
from estate_xl.engine.ooxml.namespaces import DECLARATION, MAIN
from estate_xl.engine.ooxml.xml_trees import parse, serialised


class Texts:
    """Texts by index, each one once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[str, int] = {}
        self._made: dict[str, int] = {}

    def index(self, raw: str) -> int:
        """Index of a text that is so in an `<si>` or `<is>` of the old workbook."""
        found = self._known.get(raw)
        if found is None:
            kept = cut(parse(f'<si xmlns="{MAIN}">{raw}</si>'), TEXT)
            item = "" if kept is None else serialised(kept)
            found = self._known[raw] = self._made.setdefault(item, len(self._made))
        return found

    def part(self) -> str | None:
        """The part, None without texts."""
        if not self._made:
            return None
        head = f'<sst xmlns="{MAIN}" uniqueCount="{len(self._made)}">'
        return f"{DECLARATION}{head}{''.join(self._made)}</sst>"
