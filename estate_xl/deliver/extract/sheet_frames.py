"""The surroundings of a sheet's cells: views, columns, merges, conditions, print set-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.extract.whitelists import SHEET, cut
from estate_xl.engine.ooxml.namespaces import MAIN
from estate_xl.engine.ooxml.xml_trees import name_of, parse
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from estate_xl.deliver.extract.cells import Tools

_M: Final = f"{{{MAIN}}}"
_EMPTY_IF_BARE: Final = frozenset(
    {"cols", "mergeCells", "rowBreaks", "colBreaks", "ignoredErrors", "sheetViews"}
)
_PICTURE_CODE: Final = re.compile(r"&G")


def frame_of(tools: Tools, title: str, text: str) -> ET.Element:
    """The sheet without its rows, for the new workbook.

    Args:
        tools: What the new workbook's sheets share.
        title: The sheet's title.
        text: The old part, its rows taken out.

    Raises:
        WorkbookError: it is no worksheet.
    """
    root = cut(parse(text), SHEET)
    if root is None:
        raise WorkbookError(ErrorCode.NO_WORKSHEET_TO_PACK, sheet=title)
    for view in root.iter(f"{_M}sheetView"):
        view.set("workbookViewId", "0")
    for column in root.iter(f"{_M}col"):
        if "style" in column.attrib:
            column.set("style", str(tools.formats.index(int(column.get("style", "0")))))
    for band in root.findall(f"{_M}headerFooter"):
        for each in band:
            # The picture of a header is in a part of its own, which is left behind.
            each.text = _PICTURE_CODE.sub("", each.text or "")
    for held in root.findall(f"{_M}conditionalFormatting"):
        _settle_rules(tools, held, title)
        if not len(held):
            root.remove(held)
    for group in [each for each in root if name_of(each) in _EMPTY_IF_BARE and not len(each)]:
        root.remove(group)
    return root


def _settle_rules(tools: Tools, held: ET.Element, title: str) -> None:
    """Leave the rules that stay true, their formats numbered anew."""
    for rule in list(held):
        cited = [each.text or "" for each in rule.iter(f"{_M}formula")]
        cited += [
            each.get("val", "") for each in rule.iter(f"{_M}cfvo") if each.get("type") == "formula"
        ]
        old = rule.get("dxfId")
        new = None if old is None else tools.formats.conditional(int(old))
        if new is not None:
            rule.set("dxfId", str(new))
        if (new is None) != (old is None) or not all(
            tools.truth.stays_true(text, title) for text in cited
        ):
            held.remove(rule)
