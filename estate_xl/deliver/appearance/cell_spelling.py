"""The spelling of sheets and texts: the form that every program reads alike.

Programs differ in what they make of a row that occurs twice, a value of a foreign name or a truth
that is neither yes nor no: whoever wants two readers to see two things writes such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.deliver.appearance.element_grammar import NUMBER, odd_grammar
from estate_xl.deliver.appearance.unknown_parts import Stranger
from estate_xl.engine.addresses import parse_address
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import ART, MAIN
from estate_xl.engine.ooxml.xml_trees import name_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from estate_xl.engine.model.workbook import Model

_M: Final = f"{{{MAIN}}}"
_TRUTHS: Final = frozenset({"0", "1", "true", "false"})
_ON: Final = frozenset({"1", "true"})
_TRUTH_NAMES: Final = frozenset(
    """
    hidden collapsed customHeight customWidth zeroHeight customFormat showZeros showFormulas
    rightToLeft showGridLines bestFit date1904 fullPrecision b i strike
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_OFF: Final = frozenset({"0", "false"})
_WINDOWS: Final = {"window": "FFFFFF", "windowText": "000000"}
_ONCE: Final = frozenset({"officeDocument", "styles", "theme", "sharedStrings", "drawing"})
_ROW: Final = frozenset(
    """
    r spans s customFormat ht hidden customHeight outlineLevel collapsed thickTop thickBot ph
    """.split()  # noqa: SIM905 - likewise
)
_CELL: Final = frozenset({"r", "s", "t", "cm", "ph"})
_KINDS: Final = frozenset({"n", "s", "str", "b", "e", "inlineStr"})
_IN_CELL: Final = frozenset({f"{_M}f", f"{_M}v", f"{_M}is"})
_IN_TEXT: Final = frozenset({f"{_M}t", f"{_M}r", f"{_M}phoneticPr"})
"""Not how it is spoken: that is shown above the text."""


def odd_forms(model: Model) -> Iterator[Stranger]:
    """Places not written as programs write them, by part."""
    yield from _doubled(model)
    strings = model.related_part("sharedStrings")
    for item in parse(model.package.read(strings)) if strings else ():
        if not _is_text(item):
            yield Stranger(strings or "", name_of(item))
    yield from _odd_relations(model)
    yield from odd_grammar(model)
    yield from _odd_theme(model)
    roots = {sheet: parse(model.package.read(sheet.part)) for sheet in model.worksheets}
    for sheet, root in roots.items():
        yield from _odd_rows(root, sheet.part, sheet.title)
        yield from _odd_columns(root, sheet.part, sheet.title)
        yield from _untrue(root, sheet.part)
    book = parse(model.package.read(model.workbook_part))
    yield from _untrue(book, model.workbook_part)
    for settings in book.iter(f"{_M}workbookPr"):
        if settings.get("showObjects", "all") != "all":
            yield Stranger(model.workbook_part, "showObjects")
    for view in book.iter(f"{_M}workbookView"):
        if view.get("showSheetTabs") in _OFF or view.get("visibility", "visible") != "visible":
            yield Stranger(model.workbook_part, "workbookView")
    for calculation in book.iter(f"{_M}calcPr"):
        if calculation.get("calcMode") == "manual" or calculation.get("fullPrecision") in _OFF:
            yield Stranger(model.workbook_part, "calcPr")


def _odd_relations(model: Model) -> Iterator[Stranger]:
    """References of one identity, or of a kind that is nobody's."""
    for name in model.package.names():
        if name.endswith(".rels"):
            root = parse(model.package.read(name))
            found = [each.get("Id", "") for each in root]
            kinds = [each.get("Type", "") for each in root]
            is_known = all(each.startswith(relationships.ORIGINS) for each in kinds)
            if len(found) != len(set(found)) or not is_known:
                yield Stranger(name, "Relationship")
            for each in root:
                # Programs differ in whether they decode it.
                if each.get("TargetMode") != "External" and "%" in each.get("Target", ""):
                    yield Stranger(name, each.get("Target", ""))


def _odd_theme(model: Model) -> Iterator[Stranger]:
    """Colours of a theme that are not plain ones."""
    part = model.related_part("theme")
    if part is None:
        return
    schemes = list(parse(model.package.read(part)).iter(f"{{{ART}}}clrScheme"))
    entries = [entry for scheme in schemes for entry in scheme if entry.tag != f"{{{ART}}}extLst"]
    for entry in entries:
        plain = [name_of(each) for each in entry if not len(each)]
        window = {each.get("val"): each.get("lastClr") for each in entry}
        if plain not in (["srgbClr"], ["sysClr"]) or any(
            window.get(name, colour) != colour for name, colour in _WINDOWS.items()
        ):
            yield Stranger(part, name_of(entry))
    if len(schemes) != 1:
        yield Stranger(part, f"clrScheme ×{len(schemes)}")


def _doubled(model: Model) -> Iterator[Stranger]:
    """Parts of which a file has one, and names that differ by their capitals alone."""
    package = model.package
    for owner in ("", *(name for name in package.names() if not name.endswith(".rels"))):
        kinds = [each.kind for each in relationships.relations(package, owner)]
        for kind in sorted(_ONCE & set(kinds)):
            if kinds.count(kind) > 1:
                yield Stranger(owner or relationships.rels_name(""), f"{kind} ×{kinds.count(kind)}")
    folded = [name.casefold() for name in package.names()]
    for name in sorted({each for each in folded if folded.count(each) > 1}):
        yield Stranger(name, "×2")


def _untrue(root: ET.Element, part: str) -> Iterator[Stranger]:
    """Truths that are neither yes nor no."""
    for element in root.iter():
        for name in sorted(_TRUTH_NAMES & element.attrib.keys()):
            if element.get(name) not in _TRUTHS:
                yield Stranger(part, f"{name_of(element)} {name}={element.get(name)}")


def _odd_rows(root: ET.Element, part: str, title: str) -> Iterator[Stranger]:
    held = [each for each in root if name_of(each) == "sheetData"]
    if len(held) != 1 or held[0].tag != f"{_M}sheetData":
        yield Stranger(part, f"sheetData ×{len(held)}", title)
    last_row = 0
    for row in held[0] if held else ():
        number = row.get("r", "")
        if row.tag != f"{_M}row" or not number.isdecimal() or int(number) <= last_row:
            yield Stranger(part, f"row {number}", title, number)
            continue
        last_row = int(number)
        own = {name for name in row.attrib if not name.startswith("{")}
        if row.get("collapsed") in _ON or row.get("outlineLevel", "0") != "0":
            yield Stranger(part, "outlineLevel", title, number)
        if own - _ROW:
            yield Stranger(part, f"row {' '.join(sorted(own - _ROW))}", title, number)
        last_column = 0
        for cell in row:
            place = cell.get("r", "")
            if not _is_cell(cell, last_row, last_column):
                yield Stranger(part, name_of(cell), title, place)
                break
            last_column = parse_address(place)[1]


def _is_cell(cell: ET.Element, row: int, before: int) -> bool:
    """True if it is one cell of that row, right of the one before, holding each thing once."""
    try:
        found_row, column = parse_address(cell.get("r", ""))
    except ValueError:
        return False
    own = {name for name in cell.attrib if not name.startswith("{")}
    tags = [each.tag for each in cell if each.tag != f"{_M}extLst"]
    return (
        cell.tag == f"{_M}c"
        and (found_row, own <= _CELL) == (row, True)
        and column > before
        and cell.get("t", "n") in _KINDS
        and set(tags) <= _IN_CELL
        and len(tags) == len(set(tags))
        and not any(len(each) for each in cell if each.tag != f"{_M}is")
        and all(_is_text(each) for each in cell if each.tag == f"{_M}is")
        and _is_value(cell, tags)
    )


def _is_value(cell: ET.Element, tags: list[str]) -> bool:
    """True if what it holds is of its kind: a number, the number of a text, a truth, a text."""
    kind, value = cell.get("t", "n"), cell.findtext(f"{_M}v")
    if (kind == "inlineStr") != (f"{_M}is" in tags) or (kind == "inlineStr" and value is not None):
        return False
    if not value or kind in {"str", "e", "inlineStr"}:
        return True
    if kind == "n":
        return NUMBER.fullmatch(value) is not None
    return value in _TRUTHS if kind == "b" else value.isascii() and value.isdecimal()


def _is_text(item: ET.Element) -> bool:
    """True if a text is one text, or runs of it."""
    tags = [each.tag for each in item]
    plain, runs = tags.count(f"{_M}t"), [each for each in item if each.tag == f"{_M}r"]
    return (
        set(tags) <= _IN_TEXT
        and plain <= 1
        and not (plain and runs)
        and all([each.tag for each in run].count(f"{_M}t") == 1 for run in runs)
    )


def _odd_columns(root: ET.Element, part: str, title: str) -> Iterator[Stranger]:
    last = 0
    for column in root.iter(f"{_M}col"):
        first, end = int(column.get("min", "0")), int(column.get("max", "0"))
        if first <= last or end < first:
            yield Stranger(part, f"col {first}", title)
        if column.get("collapsed") in _ON or column.get("outlineLevel", "0") != "0":
            yield Stranger(part, f"col {first} outlineLevel", title)
        last = end
