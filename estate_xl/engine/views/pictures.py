"""Pictures on a sheet: added, named, deleted, and copied with the rows they are on."""
# ruff: noqa: D102, D105 - xlwings documents its own calls

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from xlwings import base_classes

from estate_xl.engine.errors import EngineError, EngineProblem, NotOfferedError
from estate_xl.engine.model import layout, positions
from estate_xl.engine.model.drawing import (
    IDENTITY,
    NAME,
    OpenDrawing,
    anchors,
    drawing_of,
    drawing_text,
    new_drawing,
)
from estate_xl.engine.ooxml.namespaces import ART, RELATION
from estate_xl.engine.ooxml.xml_text import escape_attribute, unescape
from estate_xl.engine.views.shapes import Drawn
from estate_xl.engine.views.unsupported_calls import fill_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

    from estate_xl.engine.views.parents import ParentSheet


_EMU = 12700  # a point
_PNG = b"\x89PNG\r\n\x1a\n"
_DOTS_PER_METRE = 72 / 0.0254
_USUAL_POINTS = 0.75  # a pixel at 96 dots per inch
_IMAGE = re.compile(r'(\b\w+:embed=)"[^"]*"')
_NAME = re.compile(r'(<xdr:cNvPr\b[^>]*?\bname=")[^"]*"')


@fill_in("Picture")
class Picture(base_classes.Picture):
    """One picture, told from others by the number of its shape."""

    def __init__(self, sheet: ParentSheet, part: str, identity: int) -> None:
        """Take the sheet, its drawing and the number of the shape."""
        self._sheet = sheet
        self._part = part
        self._identity = identity

    @property
    def api(self) -> Picture:
        return self

    @property
    def parent(self) -> ParentSheet:
        return self._sheet

    @property
    def name(self) -> str:
        found = NAME.search(self._anchor())
        return unescape(found[1]) if found else ""

    @name.setter
    def name(self, value: str) -> None:
        self._change(_NAME.sub(rf'\g<1>{_literal(escape_attribute(value))}"', self._anchor(), 1))

    @property  # type: ignore[misc] # read only here
    def left(self) -> float:
        return self._corner("col", "colOff", lambda n: positions.left_of(self._sheet.grid, n + 1))

    @property  # type: ignore[misc] # read only here
    def top(self) -> float:
        return self._corner("row", "rowOff", lambda n: positions.top_of(self._sheet.grid, n + 1))

    def update(self, filename: str) -> Picture:
        """Show another image in the same place, size and name."""
        model = self._sheet.model
        relation = OpenDrawing(model.package, self._part).picture(_png(filename))
        self._change(_IMAGE.sub(rf'\g<1>"{relation}"', self._anchor(), 1))
        return self

    def delete(self) -> None:
        self._change("")

    def _corner(self, name: str, offset: str, start: object) -> float:
        anchor = self._anchor()
        place = re.search(rf"<xdr:{name}>(\d+)</xdr:{name}>", anchor)
        more = re.search(rf"<xdr:{offset}>(-?\d+)</xdr:{offset}>", anchor)
        if place is None or not callable(start):
            call = "Picture.left"
            raise NotOfferedError(call)
        return float(start(int(place[1]))) + (int(more[1]) / _EMU if more else 0.0)

    def _anchor(self) -> str:
        text = drawing_text(self._sheet.model.package, self._part)
        return next(each for each in anchors(text) if _identity(each) == self._identity)

    def _change(self, anchor: str) -> None:
        model, old = self._sheet.model, self._anchor()
        text = drawing_text(model.package, self._part).replace(old, anchor, 1)
        model.package.write(self._part, text.encode())


@fill_in("Pictures")
class Pictures(Drawn):
    """The pictures of a sheet."""

    def __init__(self, sheet: ParentSheet) -> None:
        """Take the sheet."""
        super().__init__(sheet.model, sheet.part, "Pictures")
        self._sheet = sheet

    @property
    def parent(self) -> ParentSheet:
        return self._sheet

    def __iter__(self) -> Iterator[Picture]:  # type: ignore[override] # more than a name
        package = self._sheet.model.package
        part = drawing_of(package, self._sheet.part.part)
        for anchor in [] if part is None else anchors(drawing_text(package, part)):
            identity = _identity(anchor)
            if part is not None and identity is not None and "<xdr:pic" in anchor:
                yield Picture(self._sheet, part, identity)

    def add(  # type: ignore[override] # noqa: PLR0913, PLR0917 - as xlwings calls it
        self,
        filename: str,
        link_to_file: bool = False,  # noqa: FBT001, FBT002 - likewise
        save_with_document: bool = True,  # noqa: FBT001, FBT002 - likewise
        left: float | None = None,
        top: float | None = None,
        width: float = -1,
        height: float = -1,
        anchor: xw.Range | None = None,
    ) -> Picture:
        data = _png(filename)
        if link_to_file or not save_with_document:
            call = "Pictures.add(link_to_file)"
            raise NotOfferedError(call)
        if anchor is not None:
            left, top = anchor.left, anchor.top
        if width < 0 or height < 0:
            width, height = _natural_size(data)
        sheet = self._sheet
        _check_drawable(sheet)
        place = positions.corner_at(sheet.grid, left or 0.0, top or 0.0)
        package, of_sheet = sheet.model.package, sheet.part.part
        part = drawing_of(package, of_sheet) or new_drawing(package, of_sheet, sheet.grid)
        drawing = sheet.model.open_drawings.get(part)
        if drawing is None or not drawing.is_alone:
            drawing = sheet.model.open_drawings[part] = OpenDrawing(package, part)
        identity = drawing.next_identity()
        relation = drawing.picture(data)
        drawing.add(_picture(identity, relation, place, (width, height)))
        return Picture(sheet, part, identity)


def _check_drawable(sheet: ParentSheet) -> None:
    objects = layout.protection(sheet.grid).get("objects")
    if layout.is_protected(sheet.grid) and objects in {"1", "true"}:
        raise EngineError(EngineProblem.PICTURES_PROTECTED, sheet=sheet.name)


def _identity(anchor: str) -> int | None:
    found = IDENTITY.search(anchor)
    return None if found is None else int(found[2])


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\")


def _png(filename: str) -> bytes:
    data = Path(filename).read_bytes()
    if not data.startswith(_PNG):
        call = "Pictures.add(no PNG)"
        raise NotOfferedError(call)
    return data


def _natural_size(data: bytes) -> tuple[float, float]:
    """Points of a PNG: by its own resolution, else at 96 dots per inch."""
    width, height = struct.unpack(">2I", data[16:24])
    at = data.find(b"pHYs")
    if 0 <= at < data.find(b"IDAT") and data[at + 12] == 1:
        across, down = struct.unpack(">2I", data[at + 4 : at + 12])
        if across and down:
            return width / across * _DOTS_PER_METRE, height / down * _DOTS_PER_METRE
    return width * _USUAL_POINTS, height * _USUAL_POINTS


def _picture(
    identity: int, relation: str, place: positions.Corner, size: tuple[float, float]
) -> str:
    across, down = (round(points * _EMU) for points in size)
    corner = (
        f"<xdr:from><xdr:col>{place.column - 1}</xdr:col>"
        f"<xdr:colOff>{round(place.aside * _EMU)}</xdr:colOff><xdr:row>{place.row - 1}</xdr:row>"
        f"<xdr:rowOff>{round(place.down * _EMU)}</xdr:rowOff></xdr:from>"
    )
    return (
        f'<xdr:oneCellAnchor xmlns:a="{ART}" xmlns:r="{RELATION}">{corner}'
        f'<xdr:ext cx="{across}" cy="{down}"/><xdr:pic><xdr:nvPicPr>'
        f'<xdr:cNvPr id="{identity}" name="Picture {identity - 1}"/><xdr:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>'
        "</xdr:oneCellAnchor>"
    )
