"""The values of settings, put on the drawn 參數."""

from __future__ import annotations

from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import SubElement

from estate_xl.blueprint.looks import LINE_HEIGHT
from estate_xl.cells import wrapped_lines
from estate_xl.engine.ooxml.namespaces import MAIN
from estate_xl.errors.exceptions import SchemaError
from estate_xl.schema import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from estate_xl.schema import Sheet

_VALUE: Final = 1
_SHARE_OF_WIDTH: Final = 0.9


def put_settings(root: Element, declared: Sheet, values: Mapping[str, object]) -> None:
    """Put values into the rows of their settings, and fit the rows' heights.

    Args:
        root: The part of 參數, changed in place; its texts stand in its cells.
        declared: The sheet's declaration.
        values: By key, each setting's.

    Raises:
        SchemaError: a value that no cell holds.
    """
    rows = {row.get("r"): row for row in root.iter(f"{{{MAIN}}}row")}
    width = declared.column("value").width_chars * _SHARE_OF_WIDTH
    for number, setting in enumerate(SETTINGS, start=declared.header_row + 1):
        value, row = values[setting.key], rows[str(number)]
        _put(row[_VALUE], setting.key, value)
        lines = wrapped_lines(str(value or ""), width)
        if lines > 1:
            row.set("ht", f"{lines * LINE_HEIGHT + 2:g}")
            row.set("customHeight", "1")


def _put(cell: Element, key: str, value: object) -> None:
    if isinstance(value, str) and value:
        cell.set("t", "inlineStr")
        inline = SubElement(cell, f"{{{MAIN}}}is")
        SubElement(inline, f"{{{MAIN}}}t").text = value
        return
    cell.set("t", "b" if isinstance(value, bool) else "n")
    if value is None or value == "":
        return
    if not isinstance(value, (Real, Decimal)):
        msg = f"setting {key}: a cell holds no {type(value).__name__}"
        raise SchemaError(msg)
    SubElement(cell, f"{{{MAIN}}}v").text = f"{value:.16g}"
