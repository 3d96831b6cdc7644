"""Numbers and names of the tables that came with a copied sheet: the lowest free ones.

No two tables of a book share a number or a name, so where a name is taken, as by the table that was
copied, the copy's is named anew, `Table_1`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.model.formula_rewriting import rewritten
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.package import lowest_free
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    decoded,
    escape_attribute,
    start_tag,
    unescape,
)

if TYPE_CHECKING:
    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import DefinedName, SheetPart

_ROOT = re.compile(r"<table(?=[\s>])[^>]*>")
_SUFFIX = re.compile(r"_\d+$")
_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"
    | (?<!')'(?:[^']|'')+'!
    | \[(?:[^\[\]]|\[[^\[\]]*\])*\]
    | (?:[^\W\d]|\\)[\w.\\?]*!?
    """,
    re.VERBOSE,
)


def settle_tables(model: Model, made: list[SheetPart], defined: list[DefinedName]) -> None:
    """Number and name the tables of made sheets, and all in these sheets that names them.

    Args:
        model: The book.
        made: Sheets made since it was opened.
        defined: The defined names that follow.
    """
    new = [part for sheet in made for part in _tables(model, sheet)]
    if not new:
        return
    old = [part for sheet in model.sheets for part in _tables(model, sheet) if part not in new]
    numbers = {_values(model, part)["id"] for part in old}
    names = {unescape(_values(model, part)["displayName"]).casefold() for part in old}
    names |= {name.name.casefold() for name in model.names}
    renamed: dict[str, str] = {}
    for part in new:
        values = _values(model, part)
        known = unescape(values["displayName"])
        name = known
        if known.casefold() in names or _SUFFIX.search(known):
            name = lowest_free(f"{_SUFFIX.sub('', known)}_", "", names)
        names.add(name.casefold())
        raw = escape_attribute(name)
        number = lowest_free("", "", numbers)
        tag = start_tag("table", {**values, "id": number, "name": raw, "displayName": raw})
        text = _ROOT.sub(lambda _, tag=tag: tag, _text(model, part), count=1)  # type: ignore[misc]
        model.package.write(part, text.encode())
        renamed[known.casefold()] = name
    if any(known != name.casefold() for known, name in renamed.items()):
        _rename_in_sheets(model, made, defined, renamed)


def _rename_in_sheets(
    model: Model, made: list[SheetPart], defined: list[DefinedName], renamed: dict[str, str]
) -> None:
    def change(formula: str, _: str) -> str:
        return _TOKEN.sub(lambda match: renamed.get(match[0].casefold(), match[0]), formula)

    for name in defined:
        name.text = change(name.text, "")
    for sheet in made:
        text = model.sheet_text(sheet)
        new = rewritten(text, change, sheet.title)
        if new != text:
            model.set_grid_text(sheet, new)
        for table in _tables(model, sheet):
            model.package.write(table, rewritten(_text(model, table), change, "").encode())


def _tables(model: Model, sheet: SheetPart) -> list[str]:
    found = relationships.relations(model.package, sheet.part)
    return [each.target for each in found if each.kind == "table" and not each.is_external]


def _text(model: Model, part: str) -> str:
    return decoded(model.package.read(part))


def _values(model: Model, part: str) -> dict[str, str]:
    found = _ROOT.search(_text(model, part))
    return {} if found is None else attributes(found[0])
