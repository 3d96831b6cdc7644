"""A sheet copied with all that is its own: drawings, charts, notes, tables, controls, names.

Each such part is copied beside its source, byte for byte but for what names the source's sheet,
which names the copy. Pictures, embedded files, printer settings and what pivot tables are computed
from are shared by the sheet and its copy, as they are by sheets that Excel copied.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine.model import formulas
from estate_xl.engine.model.formula_rewriting import rewritten
from estate_xl.engine.model.structure import check_structure, check_title, list_sheet
from estate_xl.engine.model.table_names import settle_tables
from estate_xl.engine.model.workbook_entries import DefinedName
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.package import lowest_free
from estate_xl.engine.ooxml.xml_text import decoded, escape_attribute, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.ooxml.package import Package

_OWN: Final = frozenset(
    """
    drawing chart chartEx chartUserShapes chartStyle chartColorStyle vmlDrawing
    diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing
    comments threadedComment table tableSingleCells queryTable pivotTable
    ctrlProp control activeXControlBinary slicer timeline
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Kinds of references to parts that no two sheets share."""
_CITING: Final = frozenset({"chart", "chartEx", "table"})
"""Of these, the ones whose formulas may name the sheet."""
_SELECTED: Final = re.compile(r'(?<!\s)\s++tabSelected="(?:1|true)"')


def copy_sheet(model: Model, sheet: SheetPart, title: str) -> SheetPart:
    """Copy a sheet with all it carries to the end of the book.

    Raises:
        EngineError: the book's structure is protected, or the title cannot be one.
    """
    check_structure(model)
    raw, package = check_title(title), model.package
    model.store_sheet(sheet)
    kinds = _own_parts(package, sheet.part)
    names = _new_names(package, kinds)
    for old, new in names.items():
        package.write(new, package.read(old))
        _copy_references(package, old, new, names)
    relationships.copy_types(package, names)
    part = names[sheet.part]
    identity = relationships.add_relative(package, model.workbook_part, kinds[sheet.part], part)
    copy = list_sheet(model, raw, part, identity)
    if not sheet.is_visible:
        copy.values["state"] = sheet.values["state"]
    _retarget(model, sheet, copy, [new for old, new in names.items() if kinds[old] in _CITING])
    return copy


def _own_parts(package: Package, part: str) -> dict[str, str]:
    """The kind of a sheet's part and of each part that it and they refer to as their own."""
    kinds = {part: "worksheet"}
    waiting = [part]
    for owner in waiting:  # grows as it goes
        for relation in relationships.relations(package, owner):
            is_own = relation.kind in _OWN and not relation.is_external
            if is_own and relation.target not in kinds and package.has(relation.target):
                kinds[relation.target] = relation.kind
                waiting.append(relation.target)
    return kinds


def _new_names(package: Package, parts: Iterable[str]) -> dict[str, str]:
    """A free name for the copy of each part, beside it."""
    taken = {name.casefold() for name in package.names()}
    names = {}
    for part in parts:
        stem, ending = posixpath.splitext(part)
        names[part] = lowest_free(stem.rstrip("0123456789"), ending, taken)
    return names


def _copy_references(package: Package, old: str, new: str, names: dict[str, str]) -> None:
    """Give a copied part the references of its source, those to copied parts led to the copies."""
    listing = relationships.rels_name(old)
    if not package.has(listing):
        return
    targets = {
        each.identity: names[each.target]
        for each in relationships.relations(package, old)
        if each.target in names and not each.is_external
    }

    def retargeted(values: dict[str, str]) -> dict[str, str]:
        target = targets.get(unescape(values.get("Id", "")))
        if target is None:
            return values
        return {**values, "Target": escape_attribute(relationships.relative(new, target))}

    text = relationships.changed_tags(
        decoded(package.read(listing)), relationships.RELATIONSHIP, retargeted
    )
    package.write(relationships.rels_name(new), text.encode())


def _retarget(model: Model, sheet: SheetPart, copy: SheetPart, citing: list[str]) -> None:
    """Make all in the copy that named the sheet it was made from name the copy itself.

    Args:
        model: The book.
        sheet: The sheet that was copied.
        copy: Its copy.
        citing: The copy's own parts that hold formulas.
    """

    def change(formula: str, _: str) -> str:
        return formulas.rename_sheet(formula, sheet.title, copy.title)

    package = model.package
    text = _SELECTED.sub("", decoded(package.read(copy.part)), count=1)
    model.set_sheet_text(copy, rewritten(text, change, ""))
    for part in citing:
        text = decoded(package.read(part))
        package.write(part, rewritten(text, change, "").encode())
    scoped = [name for name in model.names if name.scope is sheet]
    made = [DefinedName(dict(name.values), change(name.text, ""), copy) for name in scoped]
    model.names += made
    settle_tables(model, [copy], made)
