"""An empty sheet added to the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine import rels
from estate_xl.engine.namespaces import MAIN
from estate_xl.engine.package import lowest_free
from estate_xl.engine.structure import check_structure
from estate_xl.engine.titles import check_title
from estate_xl.engine.workbook_entries import SheetPart

if TYPE_CHECKING:
    from estate_xl.engine.model import Model

_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData></sheetData></worksheet>'
)
_KIND = "worksheet"


def add_sheet(model: Model, title: str | None) -> SheetPart:
    """Add an empty sheet at the end; without a title it gets Excel's, `Sheet1`.

    Raises:
        EngineError: the book's structure is protected, or the title cannot be one.
    """
    check_structure(model)
    taken = {sheet.title.casefold() for sheet in model.sheets}
    raw = check_title(title or lowest_free("Sheet", "", taken))
    parts = {name.casefold() for name in model.package.names()}
    part = lowest_free("xl/worksheets/sheet", ".xml", parts)
    model.package.write(part, _EMPTY.encode())
    identity = rels.add_part(model.package, model.workbook_part, part, _KIND)
    return list_sheet(model, raw, part, identity)


def list_sheet(model: Model, raw: str, part: str, identity: str) -> SheetPart:
    """List a part among the book's sheets, at the end, and return the sheet.

    Args:
        model: The book.
        raw: The title, escaped.
        part: Name of the part.
        identity: That of the reference to it.
    """
    sister = model.sheets[0].values
    spaces = {name: text for name, text in sister.items() if name.startswith("xmlns:")}
    number = 1 + max(int(sheet.values["sheetId"]) for sheet in model.sheets)
    values = {"name": raw, "sheetId": str(number), **spaces, "r:id": identity}
    new = SheetPart(values, part, _KIND)
    new.opened_title = None
    model.sheets.append(new)
    model.reload_relations()
    return new
