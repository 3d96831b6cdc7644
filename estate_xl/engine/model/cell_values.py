"""The value that a cell's text stands for, as COM would hand it over."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from estate_xl.engine.model import value_conversion
from estate_xl.engine.model.shared_strings import joined_text
from estate_xl.engine.ooxml.xml_text import cell_text

if TYPE_CHECKING:
    from estate_xl.engine.model.rows import Cell
    from estate_xl.engine.model.workbook import Model

Raw = float | str | bool | dt.datetime | None

_TRUE = {"1", "true"}


def cell_value(model: Model, cell: Cell) -> Raw:  # noqa: PLR0911 - one for each type of cell
    """The content of the cell.

    Raises:
        ValueError: its text is none of its type.
        LookupError: there is no such shared text.
        OverflowError: a number beyond all bounds.
    """
    kind, raw = cell.kind, cell.raw
    if kind == "s":
        return model.strings.texts[_index(raw)] or None if raw else None
    if kind == "inlineStr":
        return joined_text(cell.inline or "") or None
    if not raw:
        return None
    if kind == "str":
        return cell_text(raw) or None
    if kind == "b":
        return raw.strip() in _TRUE
    if kind == "e":
        return value_conversion.ERROR_CODES.get(raw.strip(), value_conversion.ERROR_CODES["#N/A"])
    if kind == "d":
        return dt.datetime.fromisoformat(raw).replace(tzinfo=None)
    return _number(model, _finite(raw), cell.style)


def _number(model: Model, number: float, style: int) -> Raw:
    if model.styles.kind(style) != "date":
        return number
    moment = value_conversion.to_datetime(number, is_1904=model.is_1904)
    return number if moment is None else moment


def _index(raw: str) -> int:
    """Place among the shared texts; Python would count one below zero from the end."""
    place = int(raw)
    if place < 0:
        raise IndexError(raw)
    return place


def _finite(raw: str) -> float:
    number = float(raw)
    if not math.isfinite(number):
        raise ValueError(raw)
    return number
