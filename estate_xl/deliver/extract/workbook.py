"""The new workbook: its sheets one after another, then what they share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from estate_xl.deliver.extract.cells import Tools, build_rows, find_hidden
from estate_xl.deliver.extract.charts import build_chart
from estate_xl.deliver.extract.drawings import Drawings
from estate_xl.deliver.extract.formula_reach import Truth
from estate_xl.deliver.extract.parts import Parts
from estate_xl.deliver.extract.properties import put_properties
from estate_xl.deliver.extract.sheet_frames import frame_of
from estate_xl.deliver.extract.styles import Formats, build_theme
from estate_xl.deliver.extract.texts import Texts
from estate_xl.engine.model.workbook import Model
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import DECLARATION, MAIN, RELATION, SPREADSHEET_TYPE
from estate_xl.engine.ooxml.xml_text import escape, escape_attribute
from estate_xl.engine.ooxml.xml_trees import part_text
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate_xl.deliver.extract.cells import Held, Rewrite
    from estate_xl.deliver.extract.formula_reach import Hidden
    from estate_xl.deliver.extract.properties import Document
    from estate_xl.engine.model.workbook_entries import SheetPart

_BOOK: Final = "xl/workbook.xml"
_PRINTED: Final = frozenset({"_xlnm.Print_Area", "_xlnm.Print_Titles"})
_M: Final = f"{{{MAIN}}}"


@dataclass(frozen=True)
class Extract:
    """Sheets in a workbook of their own.

    Attributes:
        data: The new file.
        hidden: Hidden rows and columns by title, where there are any; they are empty now.
        left_out: How many shapes and pictures were not taken along.
    """

    data: bytes
    hidden: dict[str, Hidden]
    left_out: int


def extract_sheets(
    data: bytes,
    titles: Sequence[str],
    document: Document,
    rewrites: Mapping[str, Rewrite] = MappingProxyType({}),
) -> Extract:
    """The sheets of those titles in a new workbook, in that order.

    Args:
        data: The file that holds them.
        titles: As their tabs show them.
        document: What is said of the new workbook.
        rewrites: What changes the texts in the cells of a sheet, by its title.

    Raises:
        WorkbookError: it holds no such sheet, or a value that is needed was never computed.
    """
    model = Model(Path("package.xlsx"), data)
    sheets = [_sheet(model, title) for title in titles]
    return _Building(model, sheets, rewrites).build(document)


def _sheet(model: Model, title: str) -> SheetPart:
    for sheet in model.worksheets:
        if sheet.title.casefold() == title.casefold():
            return sheet
    raise WorkbookError(ErrorCode.NO_SUCH_SHEET_TO_PACK, sheet=title)


class _Building:
    """One new workbook."""

    def __init__(
        self, model: Model, sheets: list[SheetPart], rewrites: Mapping[str, Rewrite]
    ) -> None:
        self._model = model
        self._sheets = sheets
        self._hidden = {sheet.title: find_hidden(model.grid(sheet)) for sheet in sheets}
        styles, theme = model.related_text("styles"), model.related_text("theme")
        self._theme = build_theme(theme)
        self._truth = Truth(self._hidden)
        self._tools = Tools(model, Texts(), Formats(styles or _NO_STYLES), self._truth, rewrites)
        self._parts = Parts()
        self._drawings = Drawings(model.package, self._parts)
        self._values: dict[str, dict[str, Held]] = {}
        self._names: dict[str, str] = {}

    def build(self, document: Document) -> Extract:
        self._parts.refer("", "officeDocument", _BOOK)
        put_properties(self._parts, document)
        self._parts.put(_BOOK, self._book().encode(), f"{SPREADSHEET_TYPE}.sheet.main+xml")
        rows = {sheet.title: self._rows(sheet) for sheet in self._sheets}
        for place, sheet in enumerate(self._sheets):
            name = self._sheet_name(place)
            text = self._sheet_text(sheet, name, rows[sheet.title], is_first=not place)
            self._parts.put(name, text.encode(), f"{SPREADSHEET_TYPE}.worksheet+xml")
        self._put_shared()
        hidden = {title: held for title, held in self._hidden.items() if held.is_any}
        return Extract(self._parts.to_bytes(), hidden, self._drawings.left_out)

    @staticmethod
    def _sheet_name(place: int) -> str:
        return f"xl/worksheets/sheet{place + 1}.xml"

    def _rows(self, sheet: SheetPart) -> str:
        rows, values = build_rows(self._tools, sheet, self._hidden[sheet.title])
        self._values[sheet.title.casefold()] = values
        return rows

    def _put_shared(self) -> None:
        texts = self._tools.texts.part()
        for name, text, kind, content in (
            (
                "xl/styles.xml",
                self._tools.formats.part(),
                "styles",
                f"{SPREADSHEET_TYPE}.styles+xml",
            ),
            ("xl/theme/theme1.xml", self._theme, "theme", _THEME_TYPE),
            (
                "xl/sharedStrings.xml",
                texts,
                "sharedStrings",
                f"{SPREADSHEET_TYPE}.sharedStrings+xml",
            ),
        ):
            if text is not None:
                self._parts.put(name, text.encode(), content)
                self._parts.refer(_BOOK, kind, name)

    def _book(self) -> str:
        tags = "".join(
            f'<sheet name="{escape_attribute(sheet.title)}" sheetId="{place + 1}" r:id="'
            f'{self._parts.refer(_BOOK, "worksheet", self._sheet_name(place))}"/>'
            for place, sheet in enumerate(self._sheets)
        )
        names = "".join(
            f'<definedName name="{name.name}" localSheetId="{self._sheets.index(name.scope)}">'
            f"{escape(name.text)}</definedName>"
            for name in self._model.names
            if name.name in _PRINTED
            and name.scope in self._sheets
            and self._truth.is_within(name.text, name.scope.title)
        )
        epoch = ' date1904="1"' if self._model.is_1904 else ""
        listed = f"<definedNames>{names}</definedNames>" if names else ""
        return (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr{epoch}/>'
            f"<bookViews><workbookView/></bookViews><sheets>{tags}</sheets>{listed}</workbook>"
        )

    def _sheet_text(self, sheet: SheetPart, name: str, rows: str, *, is_first: bool) -> str:
        grid = self._model.grid(sheet)
        root = frame_of(self._tools, sheet.title, f"{grid.head}<sheetData/>{grid.tail}")
        for view in root.iter(f"{_M}sheetView") if is_first else ():
            view.set("tabSelected", "1")
        drawing = self._drawing(sheet)
        if drawing is not None:
            identity = self._parts.refer(name, "drawing", drawing)
            root.append(ET.Element(f"{_M}drawing", {f"{{{RELATION}}}id": identity}))
        return part_text(root).replace("<sheetData/>", f"<sheetData>{rows}</sheetData>", 1)

    def _drawing(self, sheet: SheetPart) -> str | None:
        related = relationships.relations(self._model.package, sheet.part)
        found = next((each.target for each in related if each.kind == "drawing"), None)
        if found is None or not self._model.package.has(found):
            return None
        title = sheet.title
        return self._drawings.build(
            found, lambda data: build_chart(data, title, self._truth, self._values)
        )


_THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_NO_STYLES: Final = f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf/></cellXfs></styleSheet>'
