"""Shapes of a sheet: counted and named, never changed."""
# ruff: noqa: D102, D105 - xlwings documents its own calls

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.errors import NotOfferedError
from estate_xl.engine.model.drawing import NAME, anchors, drawing_of, drawing_text
from estate_xl.engine.ooxml.xml_text import unescape
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

_MARKS = {"Charts": ("<c:chart ",), "Pictures": ("<xdr:pic>", "<xdr:pic "), "Shapes": ("<xdr:",)}


class Item:
    """One drawn thing; only its name is known."""

    def __init__(self, public: str, name: str) -> None:
        """Take the public class and the name."""
        self._public = public
        self.name = name

    def __getattr__(self, member: str) -> object:
        raise NotOfferedError(f"{self._public}.{member}")  # noqa: EM102 - builds its own text


@fill_in("Collection")
class Drawn(base_classes.Collection):
    """The charts, pictures or shapes of a sheet."""

    def __init__(self, model: Model, sheet: SheetPart, public: str) -> None:
        """Take the sheet and xlwings' name of the collection."""
        self._public = public
        self._model = model
        self._part = sheet

    @cached_property
    def _names(self) -> list[str]:
        return list(_names(self._model, self._part, _MARKS[self._public]))

    @property
    def api(self) -> Drawn:
        return self

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[Item]:
        for name in self._names:
            yield Item(self._public.removesuffix("s"), name)

    def __call__(self, key: int | str) -> Item:
        for index, item in enumerate(self, 1):
            if key in {index, item.name}:
                return item
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def add(self, *_: object, **__: object) -> None:
        call = f"{self._public}.add"
        raise NotOfferedError(call)


def _names(model: Model, sheet: SheetPart, marks: tuple[str, ...]) -> Iterator[str]:
    part = drawing_of(model.package, sheet.part)
    for anchor in [] if part is None else anchors(drawing_text(model.package, part)):
        name = NAME.search(anchor)
        if name is not None and any(mark in anchor for mark in marks):
            yield unescape(name[1])
