"""Contents that no package holds: parts, elements and references that `whitelists` do not name.

Programs leave notes of their own in what they save, such as where the cursor was; these are listed
here and show nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.deliver.extract.whitelists import CHARTS, SHAPES, SHEET
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import ART, CHART, COMPATIBILITY, DRAWING, MAIN, RELATION
from estate_xl.engine.ooxml.xml_trees import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from estate_xl.engine.model.workbook import Model


class Stranger(NamedTuple):
    """Something that no package holds.

    Attributes:
        part: Name of the part that holds it.
        name: Of the element, the relation or the part itself.
        sheet: Title of its sheet, "" where none is meant.
        cell: Its address, "" where no cell is meant.
        reaches: Whether it leads out of the file.
    """

    part: str
    name: str
    sheet: str = ""
    cell: str = ""
    reaches: bool = False


_KINDS: Final = frozenset(
    """
    officeDocument core-properties extended-properties custom-properties worksheet styles theme
    sharedStrings drawing chart image
    calcChain printerSettings chartStyle chartColorStyle thumbnail sheetMetadata
    classificationlabels
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Relations of a package, and those of what programs add that shows nothing."""
_HARMLESS: Final = {
    MAIN: "drawing dimension selection phoneticPr sheetCalcPr protectedRanges sheetProtection",
    DRAWING: "cNvPr graphicFrame nvGraphicFramePr cNvGraphicFramePr xfrm graphicFrameLocks",
    ART: (
        "off ext graphic graphicData blip picLocks spLocks graphicFrameLocks spcBef spcAft spcPts "
        "spcPct lnSpc lnStyle buNone tabLst"
    ),
    CHART: "lang printSettings headerFooter pageMargins pageSetup clrMapOvr chart protection",
}
_KNOWN: Final = (
    frozenset(SHEET)
    | frozenset(SHAPES)
    | frozenset(CHARTS)
    | frozenset(
        f"{{{space}}}{name}" for space, names in _HARMLESS.items() for name in names.split()
    )
)
_EXTENSIONS: Final = frozenset(
    {
        f"{{{MAIN}}}extLst",
        f"{{{ART}}}extLst",
        f"{{{CHART}}}extLst",
    }
)
_HARMLESS_EXTENSIONS: Final = frozenset(
    {
        "creationId",  # drawing/2014/main
        "useLocalDpi",
        "uniqueId",
        "showLeaderLines",
        "leaderLines",
        "dataDisplayOptions16",
        "dispNaAsBlank",
        "layout",
        "invertSolidFillFmt",
        "spPr",
        "ln",
        "solidFill",
        "srgbClr",
        "round",
        "noFill",
        "autoCat",
        "pivotOptions16",
    }
)
_LINKS: Final = (f"{{{RELATION}}}link", f"{{{RELATION}}}href")


def strange_parts(model: Model) -> list[Stranger]:
    """Relations that no package has, with those that lead out of the file."""
    package, seen = model.package, []
    known = {name for name in package.names() if name.endswith(".rels")} | {relationships.TYPES}
    for owner in ("", *(name for name in package.names() if not name.endswith(".rels"))):
        for each in relationships.relations(package, owner):
            known.add(each.target)
            if each.is_external:
                seen.append(Stranger(owner, each.target, reaches=True))
            elif each.kind not in _KINDS:
                seen.append(Stranger(owner or each.target, each.kind))
    return seen + [
        Stranger(name, "part")
        for name in package.names()
        if name not in known and not name.startswith(("docProps/", "customXml/"))
    ]


def strangers_of(root: ET.Element, part: str, sheet: str) -> list[Stranger]:
    """Elements of a part that no package has, each kind once."""
    names = dict.fromkeys(_strange(root))
    return [Stranger(part, name, sheet, reaches=name.startswith("link ")) for name in names]


def _strange(element: ET.Element) -> Iterator[str]:
    for name in _LINKS:
        if name in element.attrib:
            yield f"link {name_of(element)}"
    for child in element:
        if child.tag in _EXTENSIONS:
            yield from (
                name_of(each)
                for held in child
                for each in held.iter()
                if each is not held and name_of(each) not in _HARMLESS_EXTENSIONS
            )
        elif child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            # Excel puts the number of a chart's style there, in two ways.
            yield from (
                name_of(each)
                for held in child
                for each in held.iter()
                if each is not held and name_of(each) != "style"
            )
        elif child.tag not in _KNOWN:
            yield name_of(child)
        else:
            yield from _strange(child)
