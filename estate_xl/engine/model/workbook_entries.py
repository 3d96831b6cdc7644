"""The sheets and defined names of a book, as its workbook part lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine.ooxml.xml_text import unescape

if TYPE_CHECKING:
    from estate_xl.engine.model.grid import Grid


class SheetPart:
    """One sheet of the book."""

    def __init__(self, values: dict[str, str], part: str, kind: str) -> None:
        """Take the attributes of its `<sheet>` element, its part (may be none) and its kind."""
        self.values = values
        self.part = part
        self.is_worksheet = kind == "worksheet"
        self.opened_title: str | None = self.title  # None: not in the file as it was opened
        self.grid: Grid | None = None
        self.is_gone = False

    @property
    def title(self) -> str:
        """The title as Excel shows it."""
        return unescape(self.values["name"])

    @property
    def is_visible(self) -> bool:
        """True if the tab is shown."""
        return self.values.get("state", "visible") == "visible"


class DefinedName:
    """One defined name; `scope` is its sheet, None for the whole book."""

    def __init__(self, values: dict[str, str], text: str, scope: SheetPart | None) -> None:
        """Take the attributes of its element without the scope, and what it refers to."""
        self.values = values
        self.text = text
        self.scope = scope

    @property
    def name(self) -> str:
        """The name as the file writes it."""
        return unescape(self.values["name"])
