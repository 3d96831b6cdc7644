"""A drawing that pictures are being added to; its text is put together when it is asked for."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine import rels
from estate_xl.engine.markup import decoded

if TYPE_CHECKING:
    from estate_xl.engine.package import Package

IDENTITY: Final = re.compile(r'(<xdr:cNvPr\b[^>]*?\bid=")(\d+)"')
_MEDIA: Final = "xl/media/image{}.png"
_END: Final = "</xdr:wsDr>"


class OpenDrawing:
    """A drawing part, the pictures that it refers to, and what was added to both."""

    def __init__(self, package: Package, part: str) -> None:
        """Read the part and its references."""
        self._package = package
        self._part = part
        start, end, rest = drawing_text(package, part).rpartition(_END)
        self._pieces, self._rest = [start], end + rest
        self._highest = max((int(found[2]) for found in IDENTITY.finditer(start)), default=1)
        self._references = rels.OpenReferences(package, part)
        self._pictures: dict[str, str] = {}
        for relation in rels.relations(package, part):
            if relation.kind == "image" and package.has(relation.target):
                mark = _mark(package.read(relation.target))
                self._pictures.setdefault(mark, relation.identity)
        self._number = 1

    @property
    def is_alone(self) -> bool:
        """Whether nobody else has read or changed the part since."""
        return self._package.waits(self._part, self.to_bytes) and self._references.is_alone

    def next_identity(self) -> int:
        """A number that no shape has."""
        return self._highest + 1

    def add(self, raw: str) -> None:
        """Add an anchor, whose shape has the next number."""
        self._highest += 1
        self._pieces.append(raw)
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
        rels.add_default(self._package, "png", "image/png")
        identity = self._references.add("image", media)
        self._pictures[mark] = identity
        return identity

    def to_bytes(self) -> bytes:
        """The whole part."""
        return ("".join(self._pieces) + self._rest).encode()


def drawing_text(package: Package, part: str) -> str:
    """Text of a drawing, with an end tag of its own."""
    text = decoded(package.read(part))
    if _END not in text:
        text = re.sub(r"<xdr:wsDr([^>]*)/>\s*$", r"<xdr:wsDr\1></xdr:wsDr>", text)
    return text


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
