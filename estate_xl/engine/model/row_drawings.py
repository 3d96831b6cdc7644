"""Drawings on rows of a sheet, copied with them: pictures, shapes, controls; charts stay."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

from estate_xl.engine.model.anchors import moved_down
from estate_xl.engine.model.controls import OLDER, Controls
from estate_xl.engine.model.drawing import (
    END,
    IDENTITY,
    anchors,
    drawing_of,
    drawing_text,
    new_drawing,
)
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import ART, RELATION, in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate_xl.engine.model.controls import Seen
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

_FROM_ROW: Final = re.compile(r"<xdr:from>.*?<xdr:row>(\d+)</xdr:row>", re.DOTALL)
_CONNECTED: Final = re.compile(r'(<a:(?:st|end)Cxn\b[^>]*?\bid=")(\d+)"')
_EMU: Final = 9525  # a pixel


def copy_with_rows(
    model: Model, sheet: SheetPart, top: int, bottom: int, shifts: Iterable[int]
) -> None:
    """Copy what lies on whole rows to rows further down.

    Args:
        model: The book.
        sheet: The sheet.
        top: First row.
        bottom: Last row.
        shifts: How many rows down, for each copy.
    """
    down = [shift for shift in shifts if shift]
    if not down:
        return
    controls = Controls(model, sheet, top, bottom)
    controls.copy(down)
    seen = list(controls.seen())
    part = drawing_of(model.package, sheet.part)
    if part is None and seen:
        part = new_drawing(model.package, sheet.part, model.grid(sheet))
    if part is None:
        return
    text = drawing_text(model.package, part)
    inside = [
        anchor
        for anchor in anchors(text)
        for place in [_FROM_ROW.search(anchor)]
        if place and top <= int(place[1]) + 1 <= bottom
        if "graphicFrame" not in anchor and OLDER not in anchor
    ]
    inside += [in_scope(_picture(model, part, each), text[:1000]) for each in seen]
    numbers = count(1 + max((int(found[2]) for found in IDENTITY.finditer(text)), default=1))
    made = [each for shift in down for each in _copies(inside, shift, numbers)]
    if made:
        model.package.write(part, text.replace(END, f"{''.join(made)}{END}").encode())


def _copies(inside: list[str], shift: int, numbers: Iterator[int]) -> list[str]:
    """The anchors further down, with new numbers by which lines know what they join."""
    known: dict[str, int] = {}
    made = []
    for anchor in inside:
        # What older programs show instead has the number of what it is shown for.
        own: dict[str, int] = {}

        def numbered(match: re.Match[str], own: dict[str, int] = own) -> str:
            if match[2] not in own:
                own[match[2]] = next(numbers)
            return f'{match[1]}{own[match[2]]}"'

        made.append(IDENTITY.sub(numbered, moved_down(anchor, shift)))
        known |= own

    def joined(match: re.Match[str]) -> str:
        return f'{match[1]}{known.get(match[2], match[2])}"'

    return [_CONNECTED.sub(joined, anchor) for anchor in made]


def _picture(model: Model, drawing: str, seen: Seen) -> str:
    """An anchor with the picture that is seen of an embedded file."""
    relation = relationships.OpenReferences(model.package, drawing).add("image", seen.media)
    ends = []
    for name, at in (("from", 0), ("to", 4)):
        column, aside, row, down = seen.place[at : at + 4]
        ends.append(
            f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{aside * _EMU}</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>{down * _EMU}</xdr:rowOff></xdr:{name}>"
        )
    fill = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' if seen.has_fill else ""
    line = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
    return (
        f'<xdr:twoCellAnchor editAs="oneCell" xmlns:a="{ART}" xmlns:r="{RELATION}">{"".join(ends)}'
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="0{relation.removeprefix("rId")}" name="{relation}"/>'
        '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{line if seen.has_line else ""}'
        "</xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>"
    )
