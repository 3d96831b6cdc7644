"""Rows and cells of a sheet for the new workbook: values, formats, and formulas that stay true."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.deliver.extract.formula_reach import Hidden
from estate_xl.engine.addresses import address
from estate_xl.engine.model.rows import Cell, formula_text
from estate_xl.engine.model.shared_formulas import expand_shared, formula_attributes
from estate_xl.engine.model.shared_strings import joined_text
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    cell_text,
    content,
    escape,
    start_tag,
    text_element,
)
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.deliver.extract.formula_reach import Truth
    from estate_xl.deliver.extract.styles import Formats
    from estate_xl.deliver.extract.texts import Texts
    from estate_xl.engine.model.grid import Grid
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

_ON: Final = frozenset({"1", "true"})
_ROW_ATTRIBUTES: Final = ("ht", "customHeight", "hidden")
_WHOLE: Final = frozenset({"array", "dataTable"})
Rewrite = Callable[[str], str]


class Held(NamedTuple):
    """A cell's value as charts cite it: a number as written, or a text."""

    text: str
    is_number: bool


class Tools(NamedTuple):
    """Parts that all new sheets share; `rewrites` change texts, by a sheet's title."""

    model: Model
    texts: Texts
    formats: Formats
    truth: Truth
    rewrites: Mapping[str, Rewrite]


def find_hidden(grid: Grid) -> Hidden:
    """Rows and columns that are hidden or have no height or width."""
    hidden = Hidden()
    for number in grid.row_numbers():
        row = grid.row(number)
        values = {} if row is None else row.attributes
        if values.get("hidden") in _ON or _is_nothing(values.get("ht")):
            hidden.rows.add(number)
    head = grid.head
    at = head.find("<cols")
    for tag in head[at:].split("<col ")[1:] if at >= 0 else ():
        values = attributes(f"<col {tag}")
        if values.get("hidden") in _ON or _is_nothing(values.get("width")):
            hidden.columns.update(range(int(values["min"]), int(values["max"]) + 1))
    return hidden


def build_rows(tools: Tools, sheet: SheetPart, hidden: Hidden) -> tuple[str, dict[str, Held]]:
    """The rows as XML, and the values by address; hidden rows and columns keep their place only.

    Raises:
        WorkbookError: a formula that must become a value has no stored result.
    """
    grid = tools.model.grid(sheet)
    expand_shared(grid)
    rewrite = tools.rewrites.get(sheet.title)
    values: dict[str, Held] = {}
    parts: list[str] = []
    for number in grid.row_numbers():
        row = grid.row(number)
        if row is None:
            continue
        tag = {"r": str(number)}
        if row.style is not None:
            tag |= {"s": str(tools.formats.index(row.style)), "customFormat": "1"}
        tag |= {key: row.attributes[key] for key in _ROW_ATTRIBUTES if key in row.attributes}
        cells = []
        for column, old in sorted(row.cells.items()):
            if hidden.holds(number, column):
                continue
            cell = old if rewrite is None else _rewritten(tools.model, old, rewrite)
            place = address(number, column)
            new = _rebuilt(tools, sheet.title, place, cell)
            if not new.is_empty:
                values[place] = _held(tools.model, cell)
            cells.append(new.text(place))
        inner = "".join(cells)
        parts.append(f"{start_tag('row', tag)}{inner}</row>" if inner else _closed(tag))
    return "".join(parts), values


def _rewritten(model: Model, cell: Cell, rewrite: Rewrite) -> Cell:
    """The cell with its text rewritten, plain and no formula any more, where that changes it."""
    held = _held(model, cell)
    formula = "" if cell.formula is None else formula_text(cell.formula)
    text = rewrite(held.text)
    if held.is_number or (text == held.text and rewrite(formula) == formula):
        return cell
    new = Cell(cell.style)
    new.kind, new.inline = "inlineStr", f"<is>{text_element('t', text)}</is>"
    return new


def _rebuilt(tools: Tools, title: str, place: str, cell: Cell) -> Cell:
    new = Cell(tools.formats.index(cell.style))
    formula = "" if cell.formula is None else formula_text(cell.formula)
    is_formula = cell.formula is not None
    is_kept = bool(formula) and formula_attributes(cell).get("t") not in _WHOLE
    if is_kept and tools.truth.stays_true(formula, title):
        new.formula = f"<f>{escape(formula)}</f>"
        new.kind, new.raw = cell.kind, cell.raw
        return new
    if is_formula and cell.raw is None and not cell.kind:
        raise WorkbookError(ErrorCode.NO_RESULT_TO_PACK, sheet=title, cell=place)
    _put_value(tools, new, cell)
    return new


def _put_value(tools: Tools, new: Cell, cell: Cell) -> None:
    raw: str | None = None
    if cell.kind == "s" and cell.raw is not None:
        raw = tools.model.strings.item(int(cell.raw))
    elif cell.kind == "inlineStr" and cell.inline is not None:
        raw = content(cell.inline)
    elif cell.kind == "str" and cell.raw is not None:
        text = cell_text(cell.raw)
        raw = text_element("t", text) if text else None
    elif cell.raw is not None:
        new.set_raw(cell.kind, cell.raw)
    if raw is not None:
        new.set_text(tools.texts.index(raw))


def _held(model: Model, cell: Cell) -> Held:
    raw = cell.raw or ""
    if cell.kind == "s":
        return Held(joined_text(model.strings.item(int(raw))), is_number=False)
    if cell.kind == "inlineStr":
        return Held(joined_text(cell.inline or ""), is_number=False)
    return Held(cell_text(raw), is_number=not cell.kind and bool(raw))


def _is_nothing(size: str | None) -> bool:
    return size is not None and float(size) == 0


def _closed(tag: dict[str, str]) -> str:
    return start_tag("row", tag, closed=True)
