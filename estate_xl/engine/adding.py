"""An empty sheet added to the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine import rels
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.markup import escape_attribute
from estate_xl.engine.model import SheetPart
from estate_xl.engine.namespaces import MAIN
from estate_xl.engine.titles import check_title

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
    if model.is_structure_locked:
        raise EngineError(EngineProblem.STRUCTURE_PROTECTED, name=model.path.name)
    taken = {sheet.title.casefold() for sheet in model.sheets}
    title = check_title(title or _first_free("Sheet{}", taken))
    part = _first_free("xl/worksheets/sheet{}.xml", set(model.package.names()))
    model.package.write(part, _EMPTY.encode())
    identity = rels.add_part(model.package, model.workbook_part, part, _KIND)
    sister = model.sheets[0].values
    spaces = {name: text for name, text in sister.items() if name.startswith("xmlns:")}
    number = 1 + max(int(sheet.values["sheetId"]) for sheet in model.sheets)
    values = {"name": escape_attribute(title), "sheetId": str(number), **spaces, "r:id": identity}
    new = SheetPart(values, part, _KIND)
    new.opened_title = None
    model.sheets.append(new)
    model.reload_relations()
    return new


def _first_free(pattern: str, taken: set[str]) -> str:
    number = 1
    while pattern.format(number) in taken or pattern.format(number).casefold() in taken:
        number += 1
    return pattern.format(number)
