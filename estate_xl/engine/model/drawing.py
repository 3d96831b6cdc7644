"""The drawing of a sheet, anchor by anchor, to which pictures may be added."""

from __future__ import annotations

import hashlib
import re
from itertools import count
from typing import TYPE_CHECKING, Final

from estate_xl.engine.model import layout
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import ART, DECLARATION, DRAWING, RELATION, in_scope
from estate_xl.engine.ooxml.xml_spelling import respelled
from estate_xl.engine.ooxml.xml_text import children, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.ooxml.package import Package

NAME: Final = re.compile(r'<xdr:cNvPr\b[^>]*?\bname="([^"]*)"')
IDENTITY: Final = re.compile(r'(<xdr:cNvPr\b[^>]*?\bid=")(\d+)"')
_ROOT: Final = re.compile(r"<xdr:wsDr\b[^>]*>")
_DRAWING: Final = "xl/drawings/drawing{}.xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_NEW_DRAWING: Final = (
    f'{DECLARATION}<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{ART}" xmlns:r="{RELATION}"></xdr:wsDr>'
)
_MEDIA: Final = "xl/media/image{}.png"
END: Final = "</xdr:wsDr>"
_HEAD: Final = 1000  # characters, in which a drawing names its namespaces


class OpenDrawing:
    """A drawing part, the pictures that it refers to, and what was added to both."""

    def __init__(self, package: Package, part: str) -> None:
        """Read the part and its references."""
        self._package = package
        self._part = part
        start, end, rest = drawing_text(package, part).rpartition(END)
        self._pieces, self._rest = [start], end + rest
        self._highest = max((int(found[2]) for found in IDENTITY.finditer(start)), default=1)
        self._references = relationships.OpenReferences(package, part)
        self._pictures: dict[str, str] = {}
        for relation in relationships.relations(package, part):
            if relation.kind == "image" and package.has(relation.target):
                mark = _mark(package.read(relation.target))
                self._pictures.setdefault(mark, relation.identity)
        self._number = 1

    @property
    def is_alone(self) -> bool:
        """True if nobody else has read or changed the part since."""
        return self._package.waits(self._part, self.to_bytes) and self._references.is_alone

    def next_identity(self) -> int:
        """A number that no shape has."""
        return self._highest + 1

    def add(self, raw: str) -> None:
        """Add an anchor, whose shape has the next number."""
        self._highest += 1
        self._pieces.append(in_scope(raw, self._pieces[0][:_HEAD]))
        self._package.write_later(self._part, self.to_bytes)

    def picture(self, data: bytes) -> str:
        """Identity of the reference to a picture; the same bytes are kept once."""
        mark = _mark(data)
        known = self._pictures.get(mark)
        if known is not None:
            self._references.keep()
            return known
        while self._package.has(_MEDIA.format(self._number)):
            self._number += 1
        media = _MEDIA.format(self._number)
        self._package.write(media, data)
        relationships.add_default(self._package, "png", "image/png")
        identity = self._references.add("image", media)
        self._pictures[mark] = identity
        return identity

    def to_bytes(self) -> bytes:
        """The whole part."""
        return ("".join(self._pieces) + self._rest).encode()


def drawing_of(package: Package, sheet: str) -> str | None:
    """The drawing of a sheet's part, None where nothing is drawn."""
    found = (
        each.target for each in relationships.relations(package, sheet) if each.kind == "drawing"
    )
    return next(found, None)


def new_drawing(package: Package, sheet: str, grid: Grid) -> str:
    """An empty drawing, put on the sheet of that part and of these cells, which has none."""
    part = next(free_names(package, _DRAWING))
    package.write(part, in_scope(_NEW_DRAWING, grid.head).encode())
    identity = relationships.add_part(package, sheet, part, "drawing", _DRAWING_TYPE)
    layout.name_relations(grid)
    layout.set_after_cells(grid, "drawing", f'<drawing r:id="{identity}"/>')
    return part


def free_names(package: Package, pattern: str) -> Iterator[str]:
    """The names of that pattern which no part has, from the first on."""
    taken = set(package.names())
    return (name for number in count(1) if (name := pattern.format(number)) not in taken)


def drawing_text(package: Package, part: str) -> str:
    """Text of a drawing, its quotes double and with an end tag of its own."""
    text = decoded(package.read(part))
    if "='" in text:
        text = respelled(text.encode())
    if END not in text:
        text = re.sub(r"<xdr:wsDr([^>]*)/>\s*$", r"<xdr:wsDr\1></xdr:wsDr>", text)
    return text


def anchors(text: str) -> list[str]:
    """The elements of a drawing's text, each with its place and all that it declares.

    Excel wraps what older programs cannot show, so an anchor may be within another element.
    """
    start = _ROOT.search(text)
    return [] if start is None else children(text[start.end() : text.rindex(END)])


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
