"""Links of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from estate_xl.engine.model.moved_cells import Area


class Link(NamedTuple):
    """A link of an area: a relationship of the sheet part, or a place in the book."""

    area: Area
    relation: str | None
    location: str | None
    tag: str
