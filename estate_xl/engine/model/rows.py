"""Cells and rows as a sheet part holds them, taken apart only where someone looks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import MAX_COLUMN, address, column_number, parse_address
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    escape,
    start_tag,
    text_element,
    unescape,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import ItemsView, ValuesView

_FORMULA = re.compile(r"<f(?=[\s/>])[^>]*?(?:/>|>[^<]*</f>)")
_VALUE = re.compile(r"<v(?:\s[^>]*)?>([^<]*)</v>")
_INLINE = re.compile(r"<is(?:\s[^>]*)?(?<!/)>.*?</is>", re.DOTALL)
_PLACES = re.compile(r'<c r="([A-Z]+)([0-9]+)"')


_USUAL = re.compile(
    r'r="[A-Z]+[0-9]+"(?: s="([0-9]+)")?(?: t="(s|str|b|e|inlineStr)")?'
    r"(?:/>|>(?:<v>([^<]*)</v>|(<is>.*?</is>))?</c>)\s*",
    re.DOTALL,
)
_NO_REST: dict[str, str] = {}  # shared, never changed in place


class Cell:
    """One cell as its file holds it, all texts still escaped."""

    __slots__ = ("formula", "inline", "kind", "raw", "rest", "style")

    def __init__(self, style: int = 0) -> None:
        """Begin with an empty cell of that format."""
        self.style = style
        self.kind = ""
        self.formula: str | None = None
        self.raw: str | None = None
        self.inline: str | None = None
        self.rest: dict[str, str] = _NO_REST

    @property
    def is_empty(self) -> bool:
        """True if there is neither value nor formula."""
        return self.raw is None and self.formula is None and self.inline is None

    def clear(self) -> None:
        """Take out value and formula, keep the format."""
        self.kind, self.formula, self.raw, self.inline = "", None, None, None
        self.rest = _NO_REST

    def set_text(self, index: int) -> None:
        """Hold a shared text."""
        self.clear()
        self.kind, self.raw = "s", str(index)

    def set_raw(self, kind: str, raw: str) -> None:
        """Hold a number, truth value or error."""
        self.clear()
        self.kind, self.raw = "" if kind == "n" else kind, raw

    def set_formula(self, formula: str) -> None:
        """Hold a formula, written as in the file; its result is not known yet."""
        self.clear()
        self.formula = f"<f>{escape(formula)}</f>"

    def set_result(self, value: float | str | bool | None) -> None:  # noqa: FBT001 - a cell's value
        """Hold the result of the formula."""
        if value is None:
            self.kind, self.raw = "", None
        elif isinstance(value, bool):
            self.kind, self.raw = "b", "1" if value else "0"
        elif isinstance(value, str):
            inner = text_element("v", value)
            self.kind, self.raw = "str", inner[inner.index(">") + 1 : -4]
        else:
            self.kind, self.raw = "", repr(value)

    def copy(self) -> Cell:
        """Another cell with the same content and format."""
        other = Cell(self.style)
        other.kind, other.formula, other.raw = self.kind, self.formula, self.raw
        other.inline, other.rest = self.inline, self.rest
        return other

    def text(self, reference: str) -> str:
        """The cell as the file writes it."""
        values = {"r": reference}
        if self.style:
            values["s"] = str(self.style)
        if self.kind:
            values["t"] = self.kind
        values.update(self.rest)
        inner = self.formula or ""
        if self.raw is not None:
            keep = ' xml:space="preserve"' if self.raw != self.raw.strip() else ""
            inner += f"<v{keep}>{self.raw}</v>"
        inner += self.inline or ""
        return (
            f"{start_tag('c', values)}{inner}</c>" if inner else start_tag("c", values, closed=True)
        )


_UNREAD = Cell()


class Cells(dict[int, Cell]):
    """Cells of a row by 1-based column; those of the file stay text until they are looked at."""

    __slots__ = ("_number", "_waiting")

    def __init__(self, waiting: dict[int, str], number: int) -> None:
        """Take the text of the cells behind `<c `, and the number of their row in the file."""
        super().__init__(dict.fromkeys(waiting, _UNREAD))
        self._waiting = waiting
        self._number = number

    def __getitem__(self, column: int) -> Cell:
        """The cell of that column."""
        cell = super().__getitem__(column)
        if cell is _UNREAD:
            cell = parsed_cell(self._waiting.pop(column))
            super().__setitem__(column, cell)
        return cell

    def __setitem__(self, column: int, cell: Cell) -> None:
        """Put a cell into that column."""
        self._waiting.pop(column, None)
        super().__setitem__(column, cell)

    def __delitem__(self, column: int) -> None:
        """Take the cell of that column out."""
        self._waiting.pop(column, None)
        super().__delitem__(column)

    def get(self, column: int, default: Cell | None = None) -> Cell | None:  # type: ignore[override]
        """The cell of that column, if there is one."""
        return self[column] if column in self else default  # noqa: SIM401 - that is what it does

    def seen(self, column: int) -> Cell | None:
        """The cell of that column to look at alone: the file keeps its text."""
        cell = super().get(column)
        return parsed_cell(self._waiting[column]) if cell is _UNREAD else cell

    def items(self) -> ItemsView[int, Cell]:  # type: ignore[override]
        """Columns and cells."""
        self._read_all()
        return super().items()

    def values(self) -> ValuesView[Cell]:  # type: ignore[override]
        """Cells."""
        self._read_all()
        return super().values()

    def pop(self, column: int, *default: Cell) -> Cell:  # type: ignore[override]
        """Take the cell of that column out."""
        if column in self:
            cell = self[column]
            del self[column]
            return cell
        return super().pop(column, *default)

    def text(self, row: int) -> str:
        """The cells as the file writes them."""
        if row != self._number:
            self._read_all()
        parts = []
        for column in sorted(self):
            cell = super().__getitem__(column)
            if cell is _UNREAD:
                parts.append(f"<c {self._waiting[column]}")
            else:
                parts.append(cell.text(address(row, column)))
        return "".join(parts)

    @property
    def holds_formula(self) -> bool:
        """Whether one of them is a formula; the text of the file is not read for it."""
        return any("<f" in text and has_formula(text) for text in self._waiting.values()) or any(
            cell.formula for cell in super().values()
        )

    def _read_all(self) -> None:
        for column in list(self._waiting):
            self[column]


class Row:
    """One row: its attributes and its cells by 1-based column."""

    __slots__ = ("attributes", "cells")

    def __init__(self, values: dict[str, str], cells: dict[int, Cell]) -> None:
        """Take attributes without `r`."""
        self.attributes = values
        self.cells = cells

    @property
    def style(self) -> int | None:
        """Format of cells which the file does not hold, None where the row has none."""
        return int(self.attributes.get("s", "0")) if "customFormat" in self.attributes else None

    @property
    def holds_formula(self) -> bool:
        """Whether a cell of it is a formula."""
        if isinstance(self.cells, Cells):
            return self.cells.holds_formula
        return any(cell.formula for cell in self.cells.values())

    def text(self, number: int) -> str:
        """The row as the file writes it."""
        tag = {"r": str(number), **self.attributes}
        if not self.cells:
            return start_tag("row", tag, closed=True)
        if isinstance(self.cells, Cells):
            cells = self.cells.text(number)
        else:
            cells = "".join(
                self.cells[column].text(address(number, column)) for column in sorted(self.cells)
            )
        return f"{start_tag('row', tag)}{cells}</row>"


def has_formula(text: str) -> bool:
    """Whether the text of cells holds a formula."""
    return "<f" in text and any(mark in text for mark in ("<f>", "<f ", "<f/"))


def formula_text(raw: str) -> str:
    """The text of an `<f>`, unescaped; empty for a follower of a shared formula."""
    return "" if raw.endswith("/>") else unescape(raw[raw.index(">") + 1 : raw.rindex("</")])


def parsed_row(text: str) -> Row:
    """The row of its text."""
    tag_end = text.index(">") + 1
    values = attributes(text[:tag_end])
    number = int(values.pop("r", "0"))
    parts = text[tag_end:].removesuffix("</row>").split("<c ")[1:]
    places = _PLACES.findall(text, tag_end)
    if len(places) == len(parts):
        columns = [column_of(letters) for letters, _ in places]
        if number and {row for _, row in places} - {str(number)}:
            msg = "a cell of another row"
            raise ValueError(msg)
    elif "<c>" in text or "<c/>" in text:
        msg = "a cell without attributes"
        raise ValueError(msg)
    else:
        columns = _counted_columns(parts)
    found = dict(zip(columns, parts, strict=True))
    if len(found) != len(parts) or (found and max(found) > MAX_COLUMN):
        msg = "two cells in one column, or one beyond the last"
        raise ValueError(msg)
    return Row(values, Cells(found, number))


def _counted_columns(parts: list[str]) -> list[int]:
    """Columns of cells some of which do not tell theirs: they are beside the one before."""
    columns: list[int] = []
    for part in parts:
        reference = attributes(part[: part.index(">")]).get("r", "")
        after = (columns or [0])[-1] + 1
        columns.append(parse_address(reference)[1] if reference else after)
    return columns


@cache
def column_of(letters: str) -> int:
    """1-based column of its letters."""
    return column_number(letters)


def parsed_cell(part: str) -> Cell:
    """The cell of its text behind `<c `."""
    usual = _USUAL.fullmatch(part)
    if usual is not None:
        style, kind, raw, inline = usual.groups()
        cell = Cell(int(style or 0))
        cell.kind, cell.raw, cell.inline = kind or "", raw, inline
        return cell
    return _unusual_cell(part)


def _unusual_cell(part: str) -> Cell:
    text = f"<c {part.rstrip()}"
    tag_end = text.index(">") + 1
    given = attributes(text[:tag_end])
    given.pop("r", None)
    cell = Cell(whole_number(given.pop("s", "0")))
    cell.kind = given.pop("t", "")
    cell.rest = given
    if not text[:tag_end].endswith("/>"):
        _fill_cell(cell, text[tag_end:-4])
    return cell


def _fill_cell(cell: Cell, inner: str) -> None:
    if inner.startswith("<v>") and inner.endswith("</v>"):
        cell.raw = inner[3:-4]
        return
    formula = _FORMULA.search(inner)
    cell.formula = None if formula is None else formula[0]
    value = _VALUE.search(inner)
    cell.raw = None if value is None else value[1]
    inline = _INLINE.search(inner)
    cell.inline = None if inline is None else inline[0]
