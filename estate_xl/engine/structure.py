"""Sheets copied, deleted, renamed, moved; rows and columns inserted and deleted.

Copying a sheet with all it carries is wolfxl's work: it gets the book with all other sheets
emptied, so that the time does not grow with the book, and only what it added is taken over.
Formulas all over the book follow each change.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import wolfxl

from estate_xl.engine import anchors, formulas, rels, shifting
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.markup import decoded, unescape
from estate_xl.engine.model import DefinedName
from estate_xl.engine.namespaces import MAIN
from estate_xl.engine.package import Package
from estate_xl.engine.rewriting import rewritten
from estate_xl.engine.shared import expand_shared
from estate_xl.engine.tables import tables_of
from estate_xl.engine.titles import check_title
from estate_xl.temporaries import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.engine.model import Model, SheetPart
    from estate_xl.engine.moves import Shift

_SOURCE_SHEET = re.compile(r'(<worksheetSource\b[^>]*\bsheet=)"([^"]*)"')
_SHARED_TEXT = re.compile(r"""<c\b[^>]*\bt=["']s["'][^>]*><v>(\d+)</v>""")
_MOVED_KINDS = frozenset({"table", "comments", "threadedComment", "drawing", "vmlDrawing"})
_USUAL_NAME = re.compile(r"(?!.*(?:^|/)\.{0,2}(?:/|$))[^\\:\x00-\x1f]{1,1000}")
"""Names that wolfxl takes; nothing refers to a part of another."""
_ROOM = 1 << 16
"""Bytes that a copy may take beyond twice those of the book."""
_FEW_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
).encode()
_SELECTED = re.compile(r'(?<!\s)\s++tabSelected="(?:1|true)"')


def copy_sheet(model: Model, sheet: SheetPart, title: str) -> SheetPart:
    """Copy a sheet with all it carries to the end of the book."""
    _check_structure(model)
    check_title(title)
    model.drop_calculation_chain()
    model.store_changes()
    source = model.package
    stubs = {
        other.part: _emptied(source.read(other.part))
        for other in model.worksheets
        if other is not sheet
    }
    styles = model.related_part("styles")
    if styles is not None:  # wolfxl reads formats in quadratic time, and copies none
        stubs[styles] = _FEW_STYLES
    # wolfxl reads plain XML only; parts that are spelled otherwise are given to it respelled.
    others = [name for name in source.names() if name not in stubs]
    plain = {name: data for name in others if (data := _respelled(source, name))}
    odd = {name for name in source.names() if not _USUAL_NAME.fullmatch(name)}
    given = source.to_bytes({**plain, **stubs}, level=0, without=odd)
    result = Package(_copied(given, sheet.title, title))
    before = Package(given)
    for name in result.names():
        if name == rels.TYPES:
            rels.add_types(source, result)
        elif name not in stubs and (not before.has(name) or before.read(name) != result.read(name)):
            source.write(name, result.read(name))
    scoped = [name for name in model.names if name.scope is sheet]
    model.reload(source)
    new = next(each for each in model.sheets if each.title == title)
    _retarget_copy(model, scoped, sheet, new)
    rels.complete_copy(source, sheet.part, new.part)
    if not sheet.is_visible:
        new.values["state"] = sheet.values["state"]
    model.drop_calculation_chain()
    return new


def _copied(given: bytes, source: str, title: str) -> bytes:
    """The book with a copy of one sheet; wolfxl saves to a file before it hands out the bytes."""
    with scratch_folder(room=_ROOM + 2 * len(given)):
        try:
            book = wolfxl.load_workbook(io.BytesIO(given), modify=True)
            book.copy_worksheet(book[source], name=title)
            target = io.BytesIO()
            book.save(target)  # type: ignore[arg-type]
            book.close()
        except Exception as error:
            raise EngineError(EngineProblem.COPY_REFUSED, sheet=source) from error
    return target.getvalue()


def rename_sheet(model: Model, sheet: SheetPart, title: str) -> None:
    """Give a sheet another title; all that refers to it follows."""
    _check_structure(model)
    old = sheet.title
    raw = check_title(title)
    if any(
        each is not sheet and each.title.casefold() == title.casefold() for each in model.sheets
    ):
        raise EngineError(EngineProblem.TITLE_TAKEN, title=title)
    sheet.values["name"] = raw
    rewrite_formulas(model, lambda text, _: formulas.rename_sheet(text, old, title), old)
    for name in rels.parts_of_kind(model.package, "pivotCacheDefinition"):
        text = decoded(model.package.read(name))
        new = _SOURCE_SHEET.sub(
            lambda match: f'{match[1]}"{raw}"' if unescape(match[2]) == old else match[0], text
        )
        if new != text:
            model.package.write(name, new.encode())


def delete_sheet(model: Model, sheet: SheetPart) -> None:
    """Delete a sheet; what refers to it becomes `#REF!`."""
    _check_structure(model)
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
    rels.remove_part(model.package, sheet.part)
    model.reload_relations()
    rewrite_formulas(model, lambda text, _: formulas.drop_sheet(text, sheet.title), sheet.title)


def move_sheet(model: Model, sheet: SheetPart, beside: SheetPart, *, after: bool) -> None:
    """Put a sheet's tab before or after another's."""
    _check_structure(model)
    model.sheets.remove(sheet)
    model.sheets.insert(model.sheets.index(beside) + after, sheet)


def set_visible(model: Model, sheet: SheetPart, *, visible: bool) -> None:
    """Show or hide a sheet's tab."""
    _check_structure(model)
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
        shifting.shift_cells(grid, move)
    elif move.axis == "row":
        shifting.shift_rows(grid, move)
    else:
        shifting.shift_columns(grid, move)
    shifting.shift_around(grid, move)
    if whole:
        grid.tail = anchors.shifted_controls(grid.tail, move)
    _shift_own_parts(model, sheet, move, whole=whole)
    for table in tables_of(model, sheet):
        if table.is_sound():
            table.fit_filter()
    title = sheet.title
    model.set_grid_text(sheet, shifting.shifted_array_areas(model.sheet_text(sheet), move))
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
        home: Its formulas are looked at in any case.
    """
    for sheet in model.worksheets:
        if sheet is not home and not _may_refer(model, sheet):
            continue
        text = model.sheet_text(sheet)
        if sheet is not home and not formulas.mentions(text, title):
            continue
        new = rewritten(text, change, sheet.title)
        if new != text:
            model.set_grid_text(sheet, new)
    for part in rels.parts_of_kind(model.package, "chart", "chartex", "table"):
        text = decoded(model.package.read(part))
        new = rewritten(text, change, "")
        if new != text:
            model.package.write(part, new.encode())
    for name in model.names:
        name.text = change(name.text, "")


def _shift_own_parts(model: Model, sheet: SheetPart, move: Shift, *, whole: bool) -> None:
    for relation in rels.relations(model.package, sheet.part):
        if relation.is_external or not model.package.has(relation.target):
            continue
        if relation.kind not in _MOVED_KINDS:
            continue  # it may be no text at all
        text = decoded(model.package.read(relation.target))
        if relation.kind in {"table", "comments", "threadedComment"}:
            new = shifting.shifted_areas(text, move)
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


def _retarget_copy(
    model: Model, scoped: list[DefinedName], sheet: SheetPart, new: SheetPart
) -> None:
    """Make all in the copy that named the sheet it was made from name the copy itself."""

    def change(formula: str, _: str) -> str:
        return formulas.rename_sheet(formula, sheet.title, new.title)

    model.names = [name for name in model.names if name.scope is not new]
    for name in scoped:
        model.names.append(DefinedName(dict(name.values), change(name.text, ""), new))
    model.names.sort(key=lambda each: each.name.removeprefix("_xlnm.").casefold())
    text = _SELECTED.sub("", decoded(model.package.read(new.part)), count=1)
    model.set_sheet_text(new, rewritten(text, change, ""))
    for drawing in rels.relations(model.package, new.part):
        for chart in rels.relations(model.package, drawing.target):
            if drawing.kind == "drawing" and chart.kind == "chart":
                text = decoded(model.package.read(chart.target))
                model.package.write(chart.target, rewritten(text, change, "").encode())


def _texts_held(text: str) -> set[int]:
    return set(map(int, _SHARED_TEXT.findall(text)))


def _forget_texts(model: Model, held: set[int]) -> None:
    """Blank the shared texts that only a deleted sheet held."""
    for sheet in model.worksheets:
        if held:
            held -= _texts_held(model.sheet_text(sheet))
    if held:
        model.strings.blank(held)


def _may_refer(model: Model, sheet: SheetPart) -> bool:
    """Whether there is a formula or link in the sheet at all."""
    if not model.is_pristine(sheet):
        return True
    known = model.may_refer.get(sheet.part)
    if known is None:
        text = model.sheet_text(sheet)
        known = any(mark in text for mark in ("<f", "location="))
        model.may_refer[sheet.part] = known
    return known


def _respelled(package: Package, name: str) -> bytes | None:
    """An XML part in the plain spelling, None where it has it, or is none that we read."""
    if not name.endswith((".xml", ".rels")):
        return None
    data = package.read(name)
    try:
        text = decoded(data).encode()
    except ValueError:
        return None
    return text if text != data.removeprefix(b"\xef\xbb\xbf") else None


def _emptied(data: bytes) -> bytes:
    """A sheet part without its rows, in the plain spelling.

    Where no mark hides a tag, rows go before the part is spelled anew: they may be most of a file.
    """
    return _stub(decoded(data).encode()) if b"<!" in data else decoded(_stub(data)).encode()


def _stub(data: bytes) -> bytes:
    """A sheet part without its rows."""
    start = re.search(rb"<(?:\w+:)?sheetData\s*>", data)
    end = data.rfind(b"sheetData>")
    if start is None or end < start.end():
        return data
    return data[: start.end()] + data[data.rfind(b"</", 0, end) :]


def _check_structure(model: Model) -> None:
    if model.is_structure_locked:
        raise EngineError(EngineProblem.STRUCTURE_PROTECTED, name=model.path.name)
