"""Mends of a sheet's part after openpyxl: shared texts, stored results, room for records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from estate_xl.engine.addresses import address, parse_address
from estate_xl.engine.ooxml.namespaces import MAIN
from estate_xl.errors.exceptions import SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.blueprint.shared_strings import SharedStrings

_BEFORE_IGNORED: Final = frozenset(
    f"{{{MAIN}}}{name}"
    for name in (
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
        "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
        "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
        "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
        "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
    )
)  # fmt: skip


def share_strings(root: Element, strings: SharedStrings) -> None:
    """Move the texts of inline cells into the shared ones; Excel would do so at its first save.

    Raises:
        SchemaError: a cell has text in several formats, which no sheet of ours has.
    """
    for cell in root.iter(f"{{{MAIN}}}c"):
        inline = cell.find(f"{{{MAIN}}}is")
        if inline is None:
            continue
        if inline.find(f"{{{MAIN}}}r") is not None:
            msg = f"cell {cell.get('r')}: text in several formats is not offered"
            raise SchemaError(msg)
        text = "".join(part.text or "" for part in inline.iter(f"{{{MAIN}}}t"))
        cell.remove(inline)
        cell.set("t", "s")
        SubElement(cell, f"{{{MAIN}}}v").text = str(strings.add(text))


def store_results(root: Element, results: Mapping[str, str | float]) -> None:
    """Store what formulas come to, so that a viewer without arithmetic shows it.

    Args:
        root: The sheet's part, changed in place.
        results: By address of the formula's cell.
    """
    for cell in root.iter(f"{{{MAIN}}}c"):
        result = results.get(cell.get("r", ""))
        if result is None or cell.find(f"{{{MAIN}}}f") is None:
            continue
        value = cell.find(f"{{{MAIN}}}v")
        if value is None:
            value = SubElement(cell, f"{{{MAIN}}}v")
        value.text = str(result)
        if isinstance(result, str):
            cell.set("t", "str")
        else:
            cell.attrib.pop("t", None)


def take_model_row(root: Element, row: int) -> dict[str, str]:
    """Remove a row, to be written anew; its cells' style indexes by column letters."""
    data = root.find(f"{{{MAIN}}}sheetData")
    styles: dict[str, str] = {}
    for element in [] if data is None else list(data):
        if element.get("r") == str(row) and data is not None:
            for cell in element:
                letters = cell.get("r", "").rstrip("0123456789")
                styles[letters] = cell.get("s", "0")
            data.remove(element)
    return styles


def set_last_row(root: Element, row: int) -> None:
    """Say in the sheet's dimension that it now ends at that row."""
    dimension = root.find(f"{{{MAIN}}}dimension")
    if dimension is not None:
        first, _, last = dimension.get("ref", "A1").partition(":")
        column = parse_address(last or first)[1]
        dimension.set("ref", f"{first}:{address(row, column)}")


def ignore_numbers_as_text(root: Element, area: str) -> None:
    """Keep Excel from marking numbers such as 001 in text cells with green corners."""
    ignored = Element(f"{{{MAIN}}}ignoredErrors")
    SubElement(ignored, f"{{{MAIN}}}ignoredError", {"sqref": area, "numberStoredAsText": "1"})
    place = sum(1 for child in root if child.tag in _BEFORE_IGNORED)
    root.insert(place, ignored)
