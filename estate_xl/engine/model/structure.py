"""Sheets added, deleted, renamed, moved; rows and columns inserted and deleted.

Formulas all over the book follow each change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model import anchors, formulas, row_insertion
from estate_xl.engine.model.formula_rewriting import rewritten
from estate_xl.engine.model.shared_formulas import expand_shared
from estate_xl.engine.model.tables import tables_of
from estate_xl.engine.model.workbook_entries import SheetPart
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.empty_workbook import EMPTY_SHEET
from estate_xl.engine.ooxml.namespaces import DECLARATION
from estate_xl.engine.ooxml.package import lowest_free
from estate_xl.engine.ooxml.xml_text import decoded, escape_attribute, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.engine.model.moved_cells import Move, Shift
    from estate_xl.engine.model.workbook import Model

_SOURCE_SHEET = re.compile(r'(<worksheetSource\b[^>]*\bsheet=)"([^"]*)"')
_SHARED_TEXT = re.compile(r"""<c\b[^>]*\bt=["']s["'][^>]*><v>(\d+)</v>""")
_MOVED_KINDS = frozenset({"table", "comments", "threadedComment", "drawing", "vmlDrawing"})
_WORKSHEET = "worksheet"


def check_structure(model: Model) -> None:
    """Refuse where sheets may not be added, deleted, moved or renamed.

    Raises:
        EngineError: the book's structure is protected.
    """
    if model.is_structure_locked:
        raise EngineError(EngineProblem.STRUCTURE_PROTECTED, name=model.path.name)


def check_title(title: str) -> str:
    """The title as an attribute's value, refused where Excel refuses it."""
    bad = not title or len(title) > 31 or set(title) & set("\\/?*[]:")  # noqa: PLR2004
    if bad or title.startswith("'") or title.endswith("'") or title.casefold() == "history":
        raise EngineError(EngineProblem.BAD_TITLE, title=title)
    return escape_attribute(title)


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
    model.package.write(part, f"{DECLARATION}{EMPTY_SHEET}".encode())
    identity = relationships.add_part(model.package, model.workbook_part, part, _WORKSHEET)
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
    new = SheetPart(values, part, _WORKSHEET)
    new.opened_title = None
    model.sheets.append(new)
    model.reload_relations()
    return new


def rename_sheet(model: Model, sheet: SheetPart, title: str) -> None:
    """Give a sheet another title; all that refers to it follows."""
    check_structure(model)
    old = sheet.title
    raw = check_title(title)
    if any(
        each is not sheet and each.title.casefold() == title.casefold() for each in model.sheets
    ):
        raise EngineError(EngineProblem.TITLE_TAKEN, title=title)
    sheet.values["name"] = raw
    rewrite_formulas(model, lambda text, _: formulas.rename_sheet(text, old, title), old)
    for name in relationships.parts_of_kind(model.package, "pivotCacheDefinition"):
        text = decoded(model.package.read(name))
        new = _SOURCE_SHEET.sub(
            lambda match: f'{match[1]}"{raw}"' if unescape(match[2]) == old else match[0], text
        )
        if new != text:
            model.package.write(name, new.encode())


def delete_sheet(model: Model, sheet: SheetPart) -> None:
    """Delete a sheet; what refers to it becomes `#REF!`."""
    check_structure(model)
    visible = [each for each in model.sheets if each is not sheet and each.is_visible]
    if not visible:
        raise EngineError(EngineProblem.LAST_SHEET_DELETED, sheet=sheet.title)
    if model.active is sheet:
        place = model.sheets.index(sheet)
        model.active = min(visible, key=lambda each: abs(model.sheets.index(each) - place))
    held = _texts_held(model.sheet_text(sheet)) if sheet.is_worksheet else set()
    model.sheets.remove(sheet)
    model.names = [name for name in model.names if name.scope is not sheet]
    sheet.is_gone = True
    _forget_texts(model, held)
    relationships.remove_part(model.package, sheet.part)
    model.reload_relations()
    rewrite_formulas(model, lambda text, _: formulas.drop_sheet(text, sheet.title), sheet.title)


def move_sheet(model: Model, sheet: SheetPart, beside: SheetPart, *, after: bool) -> None:
    """Put a sheet's tab before or after another's."""
    check_structure(model)
    model.sheets.remove(sheet)
    model.sheets.insert(model.sheets.index(beside) + after, sheet)


def set_visible(model: Model, sheet: SheetPart, *, visible: bool) -> None:
    """Show or hide a sheet's tab."""
    check_structure(model)
    if visible:
        sheet.values.pop("state", None)
        return
    shown = [each for each in model.sheets if each is not sheet and each.is_visible]
    if not shown:
        raise EngineError(EngineProblem.LAST_SHEET_HIDDEN, sheet=sheet.title)
    sheet.values["state"] = "hidden"
    if model.active is sheet:
        model.active = shown[0]


def shift(model: Model, sheet: SheetPart, move: Shift, *, whole: bool) -> None:
    """Insert or delete rows or columns, or only the cells between two sides of them."""
    grid = model.grid(sheet)
    expand_shared(grid)
    if not whole:
        row_insertion.shift_cells(grid, move)
    elif move.axis == "row":
        row_insertion.shift_rows(grid, move)
    else:
        row_insertion.shift_columns(grid, move)
    row_insertion.shift_around(grid, move, sheet.title)
    if whole:
        grid.tail = anchors.shifted_controls(grid.tail, move)
    shift_own_parts(model, sheet, move, whole=whole)
    for table in tables_of(model.package, sheet):
        if table.is_sound():
            table.fit_filter()
    title = sheet.title
    model.set_grid_text(sheet, row_insertion.shifted_array_areas(model.sheet_text(sheet), move))
    rewrite_formulas(
        model, lambda text, home: formulas.shift(text, home, title, move), title, home=sheet
    )


def rewrite_formulas(
    model: Model,
    change: Callable[[str, str], str],
    title: str,
    *,
    home: SheetPart | None = None,
) -> None:
    """Change every formula of the book that may refer to the sheet of that title.

    Args:
        model: The book.
        change: Takes a formula and the title of its sheet, gives the new formula.
        title: The sheet which formulas have to name to be looked at.
        home: Its formulas are looked at in any case, those of its rules in none: they went with
            their cells.
    """
    for sheet in model.worksheets:
        grid = model.grid(sheet)
        is_computed = grid.holds_formulas()
        text = grid.text() if is_computed else grid.tail
        if sheet is not home and not formulas.mentions(text, title):
            continue
        new = rewritten(text, change, sheet.title, with_rules=sheet is not home)
        if new == text:
            continue
        if is_computed:
            model.set_grid_text(sheet, new)
        else:
            grid.tail = new
            grid.is_changed = True
    for part in relationships.parts_of_kind(model.package, "chart", "chartex", "table"):
        text = decoded(model.package.read(part))
        new = rewritten(text, change, "")
        if new != text:
            model.package.write(part, new.encode())
    for name in model.names:
        name.text = change(name.text, "")


def shift_own_parts(model: Model, sheet: SheetPart, move: Move, *, whole: bool) -> None:
    """Move what tables, notes and drawings of a sheet say of their places."""
    for relation in relationships.relations(model.package, sheet.part):
        if relation.is_external or not model.package.has(relation.target):
            continue
        if relation.kind not in _MOVED_KINDS:
            continue  # it may be no text at all
        text = decoded(model.package.read(relation.target))
        if relation.kind in {"table", "comments", "threadedComment"}:
            new = row_insertion.shifted_areas(text, move)
            new = re.sub(
                r'<(comment|threadedComment)\b[^>]*\bref=""[^>]*>.*?</\1>', "", new, flags=re.DOTALL
            )
            if 'ref=""' in new:
                raise EngineError(EngineProblem.TABLE_DELETED, sheet=sheet.title)
        elif relation.kind == "drawing" and whole:
            new = anchors.shifted_anchors(text, move)
        elif relation.kind == "vmlDrawing":
            new = anchors.shifted_shapes(text, move, whole=whole)
        else:
            continue
        if new != text:
            model.package.write(relation.target, new.encode())


def _texts_held(text: str) -> set[int]:
    return set(map(int, _SHARED_TEXT.findall(text)))


def _forget_texts(model: Model, held: set[int]) -> None:
    """Blank the shared texts that only a deleted sheet held."""
    for sheet in model.worksheets:
        if held:
            held -= _texts_held(model.sheet_text(sheet))
    if held:
        model.strings.blank(held)
