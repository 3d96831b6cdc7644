"""Controls on a sheet, such as tick boxes and buttons, and files embedded in it.

Both are told by several parts: their look in the drawing and once more in the older drawing (VML),
their place and number in the sheet, a control's settings in a part of its own. A copy of a control
gets all of them. An embedded file is not doubled: its copies show the picture that is seen of it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.engine.model.anchors import PLACE, SHAPE, moved_down, place_numbers
from estate_xl.engine.model.drawing import (
    END,
    IDENTITY,
    anchors,
    drawing_of,
    drawing_text,
    free_names,
)
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.xml_text import attributes, children, content, decoded, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

OLDER: Final = 'spid="_x0000_s'
"""In the drawing, the mark of what the older drawing tells too."""
_LOOKS: Final = ("stroked", "filled")
_OLD: Final = re.compile(rf'{OLDER}(\d+)"')
_SPID: Final = re.compile(r'\b(id="_x0000_s)(\d+)"')
_KIND: Final = re.compile(r"<x:ClientData\b[^>]*\bObjectType=[\"'](\w+)")
_NOTE, _EMBEDDED = "Note", "Pict"
_BLOCKS: Final = re.compile(r'(<o:idmap\b[^>]*\bdata=")([^"]*)"')
_BLOCK: Final = 1024
"""Numbers of shapes in older drawings come in blocks; each drawing has its own."""
_SETTINGS: Final = "xl/ctrlProps/ctrlProp{}.xml"
_SETTINGS_TYPE: Final = "application/vnd.ms-excel.controlproperties+xml"


class Seen(NamedTuple):
    """The picture that is seen of an embedded file: its part, its place in pixels, its looks."""

    media: str
    place: tuple[int, ...]
    has_line: bool
    has_fill: bool


class Controls:
    """The controls and embedded files on some rows of a sheet."""

    def __init__(self, model: Model, sheet: SheetPart, top: int, bottom: int) -> None:
        """Find them."""
        self._model = model
        self._sheet = sheet
        identity = attributes(_tag(model.grid(sheet).tail, "legacyDrawing")).get("r:id")
        found = relationships.relations(model.package, sheet.part)
        self._part = next((each.target for each in found if each.identity == identity), "")
        has_part = model.package.has(self._part)
        self._text = decoded(model.package.read(self._part)) if has_part else ""
        self._shapes = [
            shape
            for shape in SHAPE.findall(self._text)
            for place, kind in [(PLACE.search(shape), _KIND.search(shape))]
            if place and kind and kind[1] != _NOTE and _SPID.search(shape)
            if top <= place_numbers(place[2])[2] + 1 <= bottom
        ]

    def seen(self) -> Iterator[Seen]:
        """The pictures of the embedded files."""
        targets = {
            r.identity: r.target for r in relationships.relations(self._model.package, self._part)
        }
        for shape in self._shapes:
            place = PLACE.search(shape)
            relation = attributes(_tag(shape, "v:imagedata")).get("o:relid")
            if not _is_embedded(shape) or place is None or relation not in targets:
                continue
            looks = attributes(shape[: shape.index(">")])
            has_line, has_fill = (looks.get(each) not in {"f", "false"} for each in _LOOKS)
            yield Seen(targets[relation], tuple(place_numbers(place[2])), has_line, has_fill)

    def copy(self, shifts: Sequence[int]) -> None:
        """Copy the controls that many rows down, once for each shift."""
        shapes = [shape for shape in self._shapes if not _is_embedded(shape)]
        if not shapes or not shifts:
            return
        numbers = self._new_numbers(len(shapes) * len(shifts))
        copies = [(shape, shift, next(numbers)) for shift in shifts for shape in shapes]
        new = "".join(
            _SPID.sub(rf'\g<1>{number}"', moved_down(shape, shift), count=1)
            for shape, shift, number in copies
        )
        at = self._text.rindex("</")
        self._text = f"{self._text[:at]}{new}{self._text[at:]}"
        self._model.package.write(self._part, self._text.encode())
        known = [(_number(shape), shift, number) for shape, shift, number in copies]
        self._copy_looks(known)
        self._copy_settings(known)

    def _copy_looks(self, copies: Sequence[tuple[int, int, int]]) -> None:
        package = self._model.package
        part = drawing_of(package, self._sheet.part)
        if part is None:
            return
        text = drawing_text(package, part)
        held = {old: each for each in anchors(text) for old in map(int, _OLD.findall(each))}
        made = [
            IDENTITY.sub(
                rf'\g<1>{number}"', _OLD.sub(f'{OLDER}{number}"', moved_down(held[old], shift))
            )
            for old, shift, number in copies
            if old in held
        ]
        if made:
            package.write(part, text.replace(END, f"{''.join(made)}{END}").encode())

    def _copy_settings(self, copies: Sequence[tuple[int, int, int]]) -> None:
        grid, package = self._model.grid(self._sheet), self._model.package
        found = element(grid.tail, "controls")
        if found is None:
            return
        targets = {r.identity: r.target for r in relationships.relations(package, self._sheet.part)}
        held = {}
        for each in children(content(grid.tail[slice(*found)])):
            tags = [attributes(tag) for tag in re.findall(r"<control\b[^>]*>", each)]
            if tags:
                held[int(tags[0]["shapeId"])] = each, tags[0]["r:id"]
        wanted = [each for each in copies if each[0] in held]
        names = list(islice(free_names(package, _SETTINGS), len(wanted)))
        for (old, _, _), part in zip(wanted, names, strict=True):
            package.write(part, package.read(targets[held[old][1]]))
        new = relationships.add_parts(package, self._sheet.part, names, "ctrlProp", _SETTINGS_TYPE)
        made = []
        for (old, shift, number), identity in zip(wanted, new, strict=True):
            raw, before = held[old]
            raw = raw.replace(f'shapeId="{old}"', f'shapeId="{number}"')
            made.append(moved_down(raw.replace(f'r:id="{before}"', f'r:id="{identity}"'), shift))
        at = found[1] - len("</controls>")
        grid.tail = f"{grid.tail[:at]}{''.join(made)}{grid.tail[at:]}"
        grid.is_changed = True

    def _new_numbers(self, amount: int) -> Iterator[int]:
        """Numbers of shapes that no other has, from the drawing's blocks and from new ones."""
        package = self._model.package
        others = [n for n in package.names() if n.endswith(".vml") and n != self._part]
        texts = [self._text, *(decoded(package.read(name)) for name in others)]
        known = {
            int(block)
            for text in texts
            for found in _BLOCKS.finditer(text)
            for block in found[2].split(",")
            if block.strip().isdecimal()
        }
        last = max(int(found[2]) for found in _SPID.finditer(self._text))
        numbers = list(range(last + 1, (last // _BLOCK + 1) * _BLOCK))
        blocks: list[int] = []
        while len(numbers) < amount:
            block = max({last // _BLOCK, *known}) + 1
            known.add(block)
            blocks.append(block)
            numbers += range(block * _BLOCK + 1, (block + 1) * _BLOCK)
        if blocks:
            more = "".join(f",{block}" for block in blocks)
            self._text = _BLOCKS.sub(rf'\g<1>\g<2>{more}"', self._text, count=1)
        return iter(numbers)


def _tag(text: str, name: str) -> str:
    found = re.search(rf"<{name}\b[^>]*>", text)
    return found[0] if found else ""


def _is_embedded(shape: str) -> bool:
    kind = _KIND.search(shape)
    return kind is not None and kind[1] == _EMBEDDED


def _number(shape: str) -> int:
    found = _SPID.search(shape)
    return 0 if found is None else int(found[2])
