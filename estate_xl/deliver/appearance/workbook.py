"""A workbook looked at: every sheet's cells, sizes, merges, conditions and drawings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from estate_xl.deliver.appearance.cell_formats import Looks
from estate_xl.deliver.appearance.cell_spelling import odd_forms
from estate_xl.deliver.appearance.drawings import look_at_drawing
from estate_xl.deliver.appearance.respelled_parts import respelled
from estate_xl.deliver.appearance.sheet_frames import (
    Sizes,
    conditions,
    covered,
    headers,
    merges,
    scale,
    view,
)
from estate_xl.deliver.appearance.unknown_parts import Stranger, strange_parts, strangers_of
from estate_xl.engine.addresses import address
from estate_xl.engine.model.rows import formula_text
from estate_xl.engine.model.shared_formulas import expand_shared, formula_attributes
from estate_xl.engine.model.shared_strings import joined_text
from estate_xl.engine.model.workbook import Model
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import MAIN, RELATION
from estate_xl.engine.ooxml.package import Package
from estate_xl.engine.ooxml.xml_text import cell_text, content
from estate_xl.engine.ooxml.xml_trees import parse

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from estate_xl.deliver.appearance.cell_formats import Look
    from estate_xl.engine.model.rows import Cell
    from estate_xl.engine.model.workbook_entries import SheetPart

_DIGITS: Final = 16
_LISTING: Final = frozenset(
    {relationships.TYPES, relationships.rels_name(""), "docProps/custom.xml"}
)
_M: Final = f"{{{MAIN}}}"
_NO_STYLES: Final = f'<styleSheet xmlns="{MAIN}"/>'
_RUN_KEYS: Final = ("size", "colour", "strike", "raised", "symbols")
_PRINTED: Final = {"_xlnm.Print_Area": "print area", "_xlnm.Print_Titles": "print titles"}


class Seen(NamedTuple):
    """A cell that holds something."""

    value: object
    formula: str | None
    look: Look
    runs: list[list[Any]]


@dataclass
class SheetSight:
    """The visible contents of one sheet.

    Attributes:
        cells: By address.
        sizes: Of rows and columns.
        rest: By place: merged areas, conditions, headers, the view, drawings.
    """

    cells: dict[str, Seen]
    sizes: Sizes
    rest: dict[str, Any]


@dataclass
class Sight:
    """The visible contents of a workbook.

    Attributes:
        sheets: By title, in the order of the tabs.
        strangers: What no package holds, by the part that holds it.
        parts: Digest of each part, those apart that list others or say something of the file.
    """

    sheets: dict[str, SheetSight]
    strangers: list[Stranger] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)


def look_at(data: bytes) -> Sight:
    """The visible contents of a workbook.

    Args:
        data: The file.

    Raises:
        EngineError: it is no whole workbook.
        ValueError: a part cannot be read.
    """
    given = Package(data)
    parts = {
        name: hashlib.sha256(given.read(name)).hexdigest()[:_DIGITS]
        for name in given.names()
        if name not in _LISTING
    }
    model = Model(Path("package.xlsx"), respelled(data))
    looking = _Looking(model)
    sheets = {sheet.title: looking.sheet(sheet) for sheet in model.worksheets}
    strangers = [*strange_parts(model), *odd_forms(model), *looking.strangers]
    return Sight(sheets, strangers, parts)


class _Looking:
    def __init__(self, model: Model) -> None:
        self._model = model
        styles, theme = model.related_text("styles"), model.related_text("theme")
        self._looks = Looks(styles or _NO_STYLES, theme or "")
        self.strangers: list[Stranger] = []

    def sheet(self, sheet: SheetPart) -> SheetSight:
        grid = self._model.grid(sheet)
        expand_shared(grid)
        root = parse(f"{grid.head}<sheetData/>{grid.tail}")
        self.strangers += strangers_of(root, sheet.part, sheet.title)
        sizes = Sizes.of(root)
        cells: dict[str, Seen] = {}
        painted = {
            f"{each.get('min')}–{each.get('max')}": look
            for each in root.findall(f"{_M}cols/{_M}col")
            if (look := self._looks.paint(int(each.get("style", "0"))))
        }
        for number in grid.row_numbers():
            row = grid.row(number)
            if row is None:
                continue
            sizes.add_row(number, row.attributes)
            if row.attributes.get("customFormat") in {"1", "true"} and (
                look := self._looks.paint(int(row.attributes.get("s", "0")))
            ):
                painted[f"{number}:{number}"] = look
            for column, cell in sorted(row.cells.items()):
                place = address(number, column)
                if "vm" in cell.rest:
                    self.strangers.append(Stranger(sheet.part, "vm", sheet.title, place))
                seen = None if cell.is_empty else self._seen(cell)
                if seen is not None and (seen.formula or seen.value not in {None, ""}):
                    cells[place] = seen
                elif look := self._looks.paint(cell.style):
                    painted[place] = look
        hidden = covered(root)
        rest = {
            **merges(root),
            **conditions(root, self._looks),
            **headers(root),
            **view(root),
            **scale(root),
            **self._names(sheet),
            **self._drawn(sheet, root, sizes),
            **{f"paint {at}": look for at, look in painted.items() if at not in hidden},
        }
        rest["place"] = self._model.sheets.index(sheet)
        if not sheet.is_visible:
            rest["state"] = "hidden"
        if self._model.is_1904:
            rest["dates"] = "1904"
        return SheetSight(cells, sizes, rest)

    def _seen(self, cell: Cell) -> Seen:
        look = self._looks.of(cell.style)
        formula = None
        if cell.formula is not None:
            kind = formula_attributes(cell).get("t", "normal")
            text = formula_text(cell.formula)
            formula = text if kind in {"normal", "shared"} else f"{{{text}}}"
        raw, value, runs = "", None, []
        if cell.kind == "s" and cell.raw is not None:
            raw = self._model.strings.item(int(cell.raw))
        elif cell.kind == "inlineStr" and cell.inline is not None:
            raw = content(cell.inline)
        elif cell.raw is not None:
            value = _plain(cell.kind, cell_text(cell.raw))
        if raw:
            value = joined_text(raw)
            runs = self._runs(raw, look) if "<r>" in raw or "<r " in raw else []
        return Seen(value, formula, look, runs)

    def _runs(self, raw: str, look: Look) -> list[list[Any]]:
        """Texts of a cell that look unlike the cell, each with how it looks."""
        own = {key: look[key] for key in _RUN_KEYS if key in look}
        runs: list[list[Any]] = []
        for run in parse(f'<si xmlns="{MAIN}">{raw}</si>').iter(f"{_M}r"):
            font = run.find(f"{_M}rPr")
            found = own if font is None else self._looks.font(font)
            shown = {key: found[key] for key in _RUN_KEYS if key in found}
            text = "".join(each.text or "" for each in run.iter(f"{_M}t"))
            if runs and runs[-1][1] == shown:
                runs[-1][0] += text
            elif text:
                runs.append([text, shown])
        return [] if all(shown == own for _, shown in runs) else runs

    def _names(self, sheet: SheetPart) -> dict[str, Any]:
        found = {}
        for name in self._model.names:
            if name.scope is sheet and name.name in _PRINTED:
                found[_PRINTED[name.name]] = name.text.replace("'", "").replace("$", "")
            elif name.scope is sheet or (name.scope is None and sheet is self._model.sheets[0]):
                self.strangers.append(
                    Stranger(self._model.workbook_part, f"definedName {name.name}", "")
                )
        return found

    def _drawn(self, sheet: SheetPart, root: ET.Element, sizes: Sizes) -> dict[str, Any]:
        tag = root.find(f"{_M}drawing")
        if tag is None:
            return {}
        identity = tag.get(f"{{{RELATION}}}id")
        for each in relationships.relations(self._model.package, sheet.part):
            if each.identity == identity and self._model.package.has(each.target):
                drawn, strange = look_at_drawing(self._model.package, each.target, sizes)
                self.strangers += [each._replace(sheet=sheet.title) for each in strange]
                return drawn
        return {}


def _plain(kind: str, text: str) -> object:
    if kind in {"", "n"}:
        return float(text) if text else None
    if kind == "b":
        return text in {"1", "true"}
    return text
