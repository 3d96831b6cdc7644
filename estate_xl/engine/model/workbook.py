"""A book as its file holds it: sheets, defined names, formats, and the zip they live in.

The xlwings classes beside this module are views of it. A sheet keeps its identity through
renames, moves and saves.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model import layout
from estate_xl.engine.model.damage import check_sheets
from estate_xl.engine.model.grid import Grid
from estate_xl.engine.model.long_rows import long_rows
from estate_xl.engine.model.shared_strings import SharedTexts
from estate_xl.engine.model.styles import Styles
from estate_xl.engine.model.workbook_entries import DefinedName, SheetPart
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import MAIN
from estate_xl.engine.ooxml.package import MOST_WHOLE, Package
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    content,
    decoded,
    element,
    elements,
    escape,
    start_tag,
    unescape,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from estate_xl.engine.model.drawing import OpenDrawing

_AFTER_NAMES = re.compile(
    r"<(?:calcPr|oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|"
    r"fileRecoveryPr|webPublishObjects|extLst)(?=[\s/>])|</workbook>"
)
_AFTER_CALCULATION = re.compile(
    r"<(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|"
    r"fileRecoveryPr|webPublishObjects|extLst)(?=[\s/>])|</workbook>"
)
_NO_STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


class Model:
    """One open book."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """Open a file, or the bytes of one that need not be on disk.

        Raises:
            EngineError: the file is no workbook.
        """
        self.path = path
        self.is_open = True
        try:
            self.data = path.read_bytes() if data is None else data
            self.package = Package(self.data)
            self._load()
            check_sheets(self.package, path.name, self.workbook_part, self.sheets)
        except EngineError:
            raise
        except Exception as error:  # zip, inflate and XML failures share no base class
            raise EngineError(EngineProblem.MALFORMED, name=path.name) from error
        self.open_drawings: dict[str, OpenDrawing] = {}

    def _load(self) -> None:
        self.workbook_part = next(
            each.target
            for each in relationships.relations(self.package, "")
            if each.kind == "officeDocument"
        )
        text = decoded(self.package.read(self.workbook_part))
        self._text = text
        self._related = relationships.relations(self.package, self.workbook_part)
        parts = {each.identity: each for each in self._related}
        self.sheets: list[SheetPart] = []
        found = element(text, "sheets")
        for tag in elements(text[slice(*found)] if found else "", "sheet"):
            values = attributes(tag)
            if values["r:id"]:
                relation = parts[values["r:id"]]
                self.sheets.append(SheetPart(values, relation.target, relation.kind))
            else:  # Excel 2013 lists old macro sheets so, which it has taken out
                self.sheets.append(SheetPart(values, "", "macrosheet"))
        if not self.worksheets:
            raise EngineError(EngineProblem.NO_SHEETS, name=self.path.name)
        self.names = self._read_names(text)
        self._names_read = frozenset(self.names)
        view = element(text, "workbookView")
        index = int(attributes(text[slice(*view)]).get("activeTab", "0")) if view else 0
        self.active = self.sheets[index if 0 <= index < len(self.sheets) else 0]

    def _read_names(self, text: str) -> list[DefinedName]:
        found = element(text, "definedNames")
        names = []
        for raw in elements(text[slice(*found)] if found else "", "definedName"):
            values = attributes(raw[: raw.index(">")])
            index = values.pop("localSheetId", None)
            scope = None if index is None else self.sheets[int(index)]
            names.append(DefinedName(values, unescape(content(raw)), scope))
        return names

    @property
    def worksheets(self) -> list[SheetPart]:
        """Sheets with cells, in the order of their tabs."""
        return [sheet for sheet in self.sheets if sheet.is_worksheet]

    @cached_property
    def is_1904(self) -> bool:
        """True if dates count from 1904."""
        found = element(self._text, "workbookPr")
        tag = self._text[slice(*found)] if found else ""
        return attributes(tag).get("date1904", "0") in {"1", "true"}

    @cached_property
    def is_structure_locked(self) -> bool:
        """True if sheets may not be added, moved, renamed or deleted."""
        found = element(self._text, "workbookProtection")
        tag = self._text[slice(*found)] if found else ""
        return attributes(tag).get("lockStructure", "0") in {"1", "true"}

    @cached_property
    def styles(self) -> Styles:
        """The cell formats of the book."""
        part, theme = self.related_part("styles"), self.related_part("theme")
        return Styles(
            decoded(self.package.read(part)) if part else _NO_STYLES,
            decoded(self.package.read(theme)) if theme else "",
        )

    @cached_property
    def strings(self) -> SharedTexts:
        """Texts that cells share."""
        part = self.related_part("sharedStrings")
        return SharedTexts(decoded(self.package.read(part)) if part else None)

    @cached_property
    def text_values(self) -> NDArray[np.object_]:
        """The texts that cells of the file share, as values of the cells."""
        texts = self.strings.texts
        values = np.empty(len(texts), dtype=object)
        values[:] = [text or None for text in texts]
        return values

    def related_text(self, kind: str) -> str | None:
        """Text of a part of the whole book, such as `styles`, as it was saved."""
        part = self.related_part(kind)
        return None if part is None else decoded(self.package.read(part))

    def grid(self, sheet: SheetPart) -> Grid:
        """The cells of a sheet."""
        if sheet.grid is None:
            try:
                held = long_rows(self.package, sheet.part)
                if held is None and self.package.size(sheet.part) > MOST_WHOLE:
                    raise EngineError(EngineProblem.SHEET_TOO_LONG, sheet=sheet.title)
                sheet.grid = Grid(held or decoded(self.package.read(sheet.part)), sheet.title)
            except ValueError as error:
                raise EngineError(
                    EngineProblem.DAMAGED_ROWS, sheet=sheet.title, detail=str(error)
                ) from error
        return sheet.grid

    def sheet_text(self, sheet: SheetPart) -> str:
        """The text of a sheet part as it is now."""
        if sheet.grid is not None:
            return sheet.grid.text()
        return decoded(self.package.read(sheet.part))

    def set_grid_text(self, sheet: SheetPart, text: str) -> None:
        """Set the text of a sheet part, put into the package at the next save only."""
        sheet.opened_title = None
        sheet.grid = Grid(text, sheet.title)
        sheet.grid.is_changed = True

    def set_sheet_text(self, sheet: SheetPart, text: str) -> None:
        """Set the text of a sheet part."""
        sheet.grid = None
        sheet.opened_title = None
        self.package.write(sheet.part, text.encode())

    def is_pristine(self, sheet: SheetPart) -> bool:
        """True if the sheet's cells are still those of the file as it was opened."""
        unchanged = sheet.grid is None or not sheet.grid.is_changed
        return unchanged and sheet.opened_title is not None

    def store_changes(self) -> None:
        """Put all that changed into the package."""
        for sheet in self.worksheets:
            self.store_sheet(sheet)
        self._store_strings()
        part = self.related_part("styles")
        if part and "styles" in self.__dict__:
            text = self.styles.text()
            if text != decoded(self.package.read(part)):
                self.package.write(part, text.encode())
        text = self._rendered()
        if text != self._text:
            self._text = text
            self.package.write(self.workbook_part, text.encode())

    def store_sheet(self, sheet: SheetPart) -> None:
        """Put a sheet's cells into the package, if they changed."""
        if sheet.grid is not None and sheet.grid.is_changed:
            layout.refresh_extent(sheet.grid)
            if sheet.grid.long_rows is None:
                self.package.write(sheet.part, b"".join(sheet.grid.encoded()))
            else:
                self.package.write_pieces(sheet.part, sheet.grid.encoded)
            sheet.grid.is_changed = False
            sheet.opened_title = None

    def prepare_save(self) -> None:
        """Put all that changed into the package, as it is to be saved."""
        # What reading left behind is made anew if it is asked for again; a save needs the room.
        self.__dict__.pop("text_values", None)
        for sheet in self.worksheets:
            if sheet.grid is not None and sheet.grid.long_rows is not None:
                sheet.grid.long_rows.known.clear()
        self.store_changes()
        if self.package.is_changed:
            self.drop_calculation_chain()
            self._text = _with_full_calculation(self._text)
            self.package.write(self.workbook_part, self._text.encode())

    def _store_strings(self) -> None:
        if "strings" not in self.__dict__ or not self.strings.is_changed:
            return
        part = self.related_part("sharedStrings")
        if part is None:
            part = "xl/sharedStrings.xml"
            relationships.add_part(self.package, self.workbook_part, part, "sharedStrings")
            self.reload_relations()
        self.package.write(part, self.strings.take_part().encode())

    def drop_calculation_chain(self) -> None:
        """Take out the list of formula cells: Excel makes it anew and rejects a stale one."""
        part = self.related_part("calcChain")
        if part and self.package.has(part):
            relationships.remove_part(self.package, part)
            self.reload_relations()

    def reload_relations(self) -> None:
        """Read anew what the workbook part refers to."""
        self._related = relationships.relations(self.package, self.workbook_part)

    def related_part(self, kind: str) -> str | None:
        """Name of a part of the whole book, such as `styles`."""
        return next((each.target for each in self._related if each.kind == kind), None)

    def _rendered(self) -> str:
        text = self._text
        tags = "".join(start_tag("sheet", sheet.values, closed=True) for sheet in self.sheets)
        text = _with_element(text, "sheets", f"<sheets>{tags}</sheets>", None)
        rows = []
        if not self._names_read.issuperset(self.names):
            self.names.sort(key=self._rank)
        for name in self.names:
            values = dict(name.values)
            if name.scope is not None:
                values["localSheetId"] = str(self.sheets.index(name.scope))
            rows.append(f"{start_tag('definedName', values)}{escape(name.text)}</definedName>")
        inner = "".join(rows)
        before = self._read_names_raw(text)
        if inner != before:
            raw = f"<definedNames>{inner}</definedNames>" if inner else ""
            text = _with_element(text, "definedNames", raw, _AFTER_NAMES)
        return self._with_active(text)

    def _rank(self, name: DefinedName) -> tuple[str, int]:
        """Excel's order: by name, that of the book before those of its sheets."""
        place = -1 if name.scope is None else self.sheets.index(name.scope)
        return name.name.removeprefix("_xlnm.").casefold(), place

    def _read_names_raw(self, text: str) -> str:
        """The names as `_rendered` would write them had nobody changed them."""
        found = element(text, "definedNames")
        rows = []
        for raw in elements(text[slice(*found)] if found else "", "definedName"):
            values = attributes(raw[: raw.index(">")])
            index = values.pop("localSheetId", None)
            if index is not None:
                values["localSheetId"] = index
            rows.append(
                f"{start_tag('definedName', values)}{escape(unescape(content(raw)))}</definedName>"
            )
        return "".join(rows)

    def _with_active(self, text: str) -> str:
        found = element(text, "workbookView")
        if found is None:
            return text
        tag = text[slice(*found)]
        values = attributes(tag[: tag.index(">")])
        index = self.sheets.index(self.active)
        first = min(int(values.get("firstSheet", "0")), index)
        if int(values.get("activeTab", "0")) == index and first == int(
            values.get("firstSheet", "0")
        ):
            return text
        values["activeTab"] = str(index)
        if "firstSheet" in values:
            values["firstSheet"] = str(first)
        closed = tag.endswith("/>")
        end = "" if closed else tag[tag.index(">") + 1 :]
        new = start_tag("workbookView", values, closed=closed) + end
        return text[: found[0]] + new + text[found[1] :]


def _with_element(text: str, name: str, raw: str, before: re.Pattern[str] | None) -> str:
    found = element(text, name)
    if found is None:
        match = before.search(text) if before else None
        at = match.start() if match else len(text)
        found = (at, at)
    elif name == "sheets" and [attributes(tag) for tag in elements(raw, "sheet")] == [
        attributes(tag) for tag in elements(text[slice(*found)], "sheet")
    ]:
        return text
    return text[: found[0]] + raw + text[found[1] :]


def _with_full_calculation(text: str) -> str:
    found = element(text, "calcPr")
    if found is None:
        match = _AFTER_CALCULATION.search(text)
        at = match.start() if match else len(text)
        return f'{text[:at]}<calcPr fullCalcOnLoad="1"/>{text[at:]}'
    values = {**attributes(text[slice(*found)]), "fullCalcOnLoad": "1"}
    return text[: found[0]] + start_tag("calcPr", values, closed=True) + text[found[1] :]
