"""Notes of cells, read only: new ones need a drawing that Excel makes."""
# ruff: noqa: D102 - xlwings documents its own calls

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xlwings import base_classes

from estate_xl.engine.addresses import parse_address
from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.model.shared_strings import joined_text
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    content,
    decoded,
    element,
    elements,
    unescape,
)
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.views.parents import ParentRange


class NotePart(NamedTuple):
    """One note as its part holds it."""

    row: int
    column: int
    text: str
    author: str


def notes_of(model: Model, sheet: SheetPart) -> list[NotePart]:
    """Notes of a sheet in the order of their part."""
    result = []
    for relation in relationships.relations(model.package, sheet.part):
        if relation.kind != "comments":
            continue
        text = decoded(model.package.read(relation.target))
        found = element(text, "authors")
        authors = [
            unescape(content(raw))
            for raw in elements(text[slice(*found)] if found else "", "author")
        ]
        for raw in elements(text, "comment"):
            values = attributes(raw[: raw.index(">")])
            row, column = parse_address(values["ref"])
            index = int(values.get("authorId", "0"))
            author = authors[index] if index < len(authors) else ""
            result.append(NotePart(row, column, joined_text(raw), author))
    return result


def find_note(model: Model, sheet: SheetPart, row: int, column: int) -> NotePart | None:
    """The note of a cell, None without one."""
    notes = notes_of(model, sheet)
    return next((note for note in notes if (note.row, note.column) == (row, column)), None)


@fill_in("Note")
class Note(base_classes.Note):
    """One note."""

    def __init__(self, part: NotePart, location: ParentRange) -> None:
        """Take the note and its cell."""
        self.part = part
        self._location = location

    @property
    def api(self) -> NotePart:
        return self.part

    @property
    def location(self) -> ParentRange:
        return self._location

    @property
    def text(self) -> str:
        return self.part.text

    @text.setter
    def text(self, value: str) -> None:  # noqa: ARG002 - refused
        call = "Note.text"
        raise NotOfferedError(call)

    @property
    def author(self) -> str:
        return self.part.author
