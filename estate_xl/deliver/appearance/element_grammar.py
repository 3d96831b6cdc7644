"""The grammar of parts: places, counts and numbers of elements as programs write them.

What is lenient in one program is strict in another: `9_7` is a number to Python alone, a second
alignment is the one that counts to some, and an element of a name space that nobody has is passed
over by those who do not count it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.appearance.unknown_parts import Stranger
from estate_xl.engine.ooxml.namespaces import ART, CHART, DRAWING, MAIN
from estate_xl.engine.ooxml.xml_trees import name_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from estate_xl.engine.model.workbook import Model

NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""A number as the file format has it."""

_M: Final = f"{{{MAIN}}}"
_SPACES: Final = frozenset({MAIN, DRAWING, ART, CHART})
_ADDED: Final = frozenset({"revisionPtr", "extLst"})
"""Additions of newer programs; `strangers` looks into extensions."""
_KEPT_BYTES: Final = 1 << 18
_NO_CHOICES: Final = ("xl/styles", "xl/sharedStrings", "xl/theme/")
_WORDS: Final = frozenset(
    """
    name descr title formatCode codeName displayName typeface uri id uid script panose lang t r
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Attributes that hold words."""
_QUALIFIED: Final = frozenset(
    """
    id embed link href pict uid dyDescent knownFonts space Ignorable
    """.split()  # noqa: SIM905 - likewise
)
"""Attributes that are written with a prefix; any other would be passed over by some."""
_CHOSEN: Final = frozenset({"Choice", "Fallback", "absPath", "style"})
"""Contents of a choice of a package: where it lay, and the number of a chart's style."""
_NAMED: Final = frozenset({"name", "rFont", "sheet", "definedName"})
_NUMBERS: Final = frozenset({"col", "row", "colOff", "rowOff"})
_MANY: Final = {
    MAIN: frozenset(
        """
        col mergeCell font fill border xf cellStyle dxf numFmt rgbColor color stop tableStyle
        tableStyleElement conditionalFormatting cfRule cfvo formula selection brk ignoredError sheet
        definedName si r t row c sheetView workbookView protectedRange
        """.split()  # noqa: SIM905 - likewise
    ),
    CHART: frozenset(
        """
        pt ser dPt dLbl legendEntry axId catAx valAx serAx dateAx barChart lineChart pieChart
        scatterChart areaChart radarChart doughnutChart bubbleChart lvl
        """.split()  # noqa: SIM905 - likewise
    ),
}
"""Elements that may be several times in one other."""
_PLACES: Final = {
    **dict.fromkeys(
        (
            *("cols", "mergeCells", "headerFooter", "sheetViews", "sheetPr", "pageSetup"),
            *("conditionalFormatting", "sheetFormatPr", "printOptions", "sheetData", "drawing"),
        ),
        frozenset({"worksheet"}),
    ),
    "col": frozenset({"cols"}),
    "mergeCell": frozenset({"mergeCells"}),
    "sheetView": frozenset({"sheetViews"}),
    "cfRule": frozenset({"conditionalFormatting"}),
    "pageSetUpPr": frozenset({"sheetPr"}),
    "rgbColor": frozenset({"indexedColors"}),
    "indexedColors": frozenset({"colors"}),
    "colors": frozenset({"styleSheet"}),
    "xf": frozenset({"cellXfs", "cellStyleXfs"}),
    "font": frozenset({"fonts", "dxf"}),
    "fill": frozenset({"fills", "dxf"}),
    "border": frozenset({"borders", "dxf"}),
    "numFmt": frozenset({"numFmts", "dxf"}),
    "dxf": frozenset({"dxfs"}),
    "alignment": frozenset({"xf", "dxf"}),
    "patternFill": frozenset({"fill"}),
    "gradientFill": frozenset({"fill"}),
}
"""In which others elements of sheets and formats are."""


def is_lax(text: str) -> bool:
    """True if a text is a number to Python and to nobody else.

    >>> is_lax("9_7"), is_lax("NaN"), is_lax(" 1"), is_lax("1e-3"), is_lax("A1")
    (True, True, True, False, False)
    """
    if NUMBER.fullmatch(text):
        return False
    try:
        float(text)
    except ValueError:
        return False
    return True


def odd_grammar(model: Model) -> Iterator[Stranger]:
    """Spellings that no program writes, by part."""
    for name in model.package.names():
        if name.startswith("xl/") and name.endswith(".xml"):
            part = model.package.read(name)
            look = _odd_again if len(part) <= _KEPT_BYTES else _odd_ones
            for odd in look(part, has_choices=not name.startswith(_NO_CHOICES)):
                yield Stranger(name, odd)


def _odd_ones(part: bytes, *, has_choices: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_odd(parse(part), has_choices=has_choices)))


@lru_cache(maxsize=64)
def _odd_again(part: bytes, *, has_choices: bool) -> tuple[str, ...]:
    """The same of a part that is alike in many packages."""
    return _odd_ones(part, has_choices=has_choices)


def _odd(element: ET.Element, *, has_choices: bool, is_number: bool = False) -> Iterator[str]:
    """The element and what it holds; texts of caches of numbers are numbers."""
    own = _apart(element)[1]
    is_number = is_number or own in {"numCache", "numLit"}
    yield from _odd_values(element, is_number=is_number)
    if own not in {"row", "c", "sheetData"}:
        yield from _odd_children(element, own)
    for child in element:
        space, name = _apart(child)
        if name == "AlternateContent" and has_choices:
            names = [name_of(each) for each in child.iter() if each is not child]
            yield from (each for each in names if each not in _CHOSEN)
        elif name in _ADDED:
            continue
        elif space not in _SPACES:
            yield child.tag
        else:
            yield from _odd(child, has_choices=has_choices, is_number=is_number)


def _odd_values(element: ET.Element, *, is_number: bool) -> Iterator[str]:
    space, own = _apart(element)
    for key, value in element.attrib.items():
        if key[0] == "{":
            if key.rpartition("}")[2] not in _QUALIFIED:
                yield f"{own} {key}"
        elif key not in _WORDS and own not in _NAMED and is_lax(value):
            yield f"{own} {key}={value}"
    text = element.text or ""
    if is_lax(text) and (
        (space == DRAWING and own in _NUMBERS) or (space == CHART and own == "v" and is_number)
    ):
        yield f"{own} {text}"


def _odd_children(element: ET.Element, own: str) -> Iterator[str]:
    for tag, count in Counter(each.tag for each in element).items():
        space, name = tag[1:].rpartition("}")[::2]
        if count > 1 and name not in _ADDED and space in _MANY and name not in _MANY[space]:
            yield f"{name} ×{count}"
        if space == MAIN and own not in _PLACES.get(name, {own}):
            yield f"{own} {name}"


def _apart(element: ET.Element) -> tuple[str, str]:
    """Its name space and its name."""
    space, _, name = element.tag[1:].rpartition("}") if element.tag[0] == "{" else ("", "", "")
    return space, name or name_of(element)
