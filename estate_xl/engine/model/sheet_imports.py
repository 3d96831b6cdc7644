"""A sheet copied into another book: cells, formats, rules, selection lists, tables, print set-up.

Formats and shared texts are entered among those of the other book. What a sheet may refer to
besides, drawings and notes, pictures and addresses of the web, is not taken along: refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model import formulas
from estate_xl.engine.model.formula_rewriting import rewritten
from estate_xl.engine.model.structure import check_structure, check_title, list_sheet
from estate_xl.engine.model.table_names import settle_tables
from estate_xl.engine.model.workbook_entries import DefinedName
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.package import lowest_free
from estate_xl.engine.ooxml.xml_text import attributes, decoded, start_tag

if TYPE_CHECKING:
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart

_TABLE: Final = "table"
_SELECTED: Final = re.compile(r'(?<!\s)\s++tabSelected="(?:1|true)"')
_TABLE_PART: Final = re.compile(r"<tablePart\b[^>]*>")
_SHARED: Final = re.compile(r"""(<c\b[^>]*\bt=["']s["'][^>]*><v>)(\d+)(?=</v>)""")
_FORMATTED: Final = re.compile(r"<(?:c|row|col|cfRule)(?=\s)[^>]*>")
_IN_TABLE: Final = re.compile(r"<(?:table|tableColumn)(?=\s)[^>]*>")


def import_sheet(source: Model, sheet: SheetPart, target: Model, title: str) -> SheetPart:
    """Copy a sheet of one book to the end of another.

    Args:
        source: The book that has the sheet.
        sheet: The sheet.
        target: The other book.
        title: What the copy is called there.

    Raises:
        EngineError: the other book's structure is protected, the title cannot be one, or the sheet
            refers to more than tables.
    """
    check_structure(target)
    raw, package = check_title(title), target.package
    source.store_sheet(sheet)
    held = relationships.relations(source.package, sheet.part)
    if any(each.kind != _TABLE or each.is_external for each in held):
        raise EngineError(EngineProblem.COPY_ELSEWHERE, sheet=sheet.title)
    taken = {name.casefold() for name in package.names()}
    part = lowest_free("xl/worksheets/sheet", ".xml", taken)
    text = _reformatted(source, target, source.sheet_text(sheet))
    package.write(part, text.encode())
    identity = relationships.add_part(package, target.workbook_part, part, "worksheet")
    copy = list_sheet(target, raw, part, identity)
    if not sheet.is_visible:
        copy.values["state"] = sheet.values["state"]
    tables: dict[str, str] = {}
    for each in held:
        name = lowest_free("xl/tables/table", ".xml", taken)
        _write_table(source, target, each.target, name)
        tables[each.identity] = relationships.add_part(package, part, name, _TABLE)

    def change(formula: str, _: str) -> str:
        return formulas.rename_sheet(formula, sheet.title, copy.title)

    text = _TABLE_PART.sub(lambda match: _referring(match[0], tables), text)
    target.set_sheet_text(copy, rewritten(_SELECTED.sub("", text, count=1), change, ""))
    made = [
        DefinedName(dict(name.values), change(name.text, ""), copy)
        for name in source.names
        if name.scope is sheet
    ]
    target.names += made
    settle_tables(target, [copy], made)
    return copy


def _reformatted(source: Model, target: Model, text: str) -> str:
    """The text of a sheet with the other book's numbers of formats and of shared texts."""
    texts = source.strings.texts
    text = _SHARED.sub(
        lambda match: f"{match[1]}{target.strings.index(texts[int(match[2])])}", text
    )
    return _FORMATTED.sub(lambda match: _with_formats(source, target, match[0]), text)


def _with_formats(source: Model, target: Model, tag: str) -> str:
    values = attributes(tag)
    new = dict(values)
    for name in {"s", "style"} & values.keys():
        new[name] = str(target.styles.adopt(source.styles, int(values[name])))
    for name in [name for name in values if name.casefold().endswith("dxfid")]:
        new[name] = str(target.styles.adopt_rule(source.styles, int(values[name])))
    closed = tag.endswith("/>")
    return tag if new == values else start_tag(tag.split(maxsplit=1)[0][1:], new, closed=closed)


def _write_table(source: Model, target: Model, old: str, new: str) -> None:
    text = decoded(source.package.read(old))
    changed = _IN_TABLE.sub(lambda match: _with_formats(source, target, match[0]), text)
    target.package.write(new, changed.encode())


def _referring(tag: str, tables: dict[str, str]) -> str:
    values = {
        name: tables.get(value, value) if name.endswith(":id") else value
        for name, value in attributes(tag).items()
    }
    return start_tag("tablePart", values, closed=tag.endswith("/>"))
