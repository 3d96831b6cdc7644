"""Numbers of the sheets made since a book was opened, and of the parts that came with them.

They are the lowest free ones, those of sheets deleted since then included, and lists of parts keep
their order: a sheet that is made anew and takes the place of an old one leaves the same bytes.
Nothing that was in the file before is renamed.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from estate_xl.engine.model.table_names import settle_tables
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.package import lowest_free
from estate_xl.engine.ooxml.xml_text import attributes, decoded, escape_attribute, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.engine.model.workbook import Model
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.ooxml.package import Package

_NUMBERED = re.compile(r"(.*?)(?<!\d)(\d++)(\.\w+)")


def settle_numbers(model: Model) -> None:
    """Number the sheets made since the book was opened, and their parts, before a save."""
    package = model.package
    made = [sheet for sheet in model.sheets if package.is_made(sheet.part)]
    if not made:
        return
    model.drop_calculation_chain()  # which frees its number
    related = relationships.rels_name(model.workbook_part)
    identities = _number_sheets(model, made)
    _change_tags(
        package, related, relationships.RELATIONSHIP, lambda values: _renamed(values, identities)
    )
    _rename_parts(package, _new_names(package, made))
    _keep_order(package, relationships.TYPES, relationships.OVERRIDE, "PartName")
    _keep_order(package, related, relationships.RELATIONSHIP, "Id")
    model.reload_relations()
    parts = {
        each.identity: each.target for each in relationships.relations(package, model.workbook_part)
    }
    for sheet in made:
        sheet.part = parts[sheet.values["r:id"]]
    settle_tables(model, made, model.names)


def _number_sheets(model: Model, made: list[SheetPart]) -> dict[str, str]:
    """Give each made sheet its number and identity; the new identity by the old one."""
    old = [sheet.values["r:id"] for sheet in made]
    known = {
        relation.identity.casefold()
        for relation in relationships.relations(model.package, model.workbook_part)
        if relation.identity not in old
    }
    taken = {sheet.values["sheetId"] for sheet in model.sheets if sheet not in made}
    for sheet in made:
        sheet.values["sheetId"] = lowest_free("", "", taken)
        sheet.values["r:id"] = lowest_free("rId", "", known)
    return dict(zip(old, (sheet.values["r:id"] for sheet in made), strict=True))


def _new_names(package: Package, made: list[SheetPart]) -> dict[str, str]:
    """The new name by the old one, of the sheets' parts and of all parts that came with them."""
    parts = [sheet.part for sheet in made]
    for part in parts:  # grows as it goes
        for relation in relationships.relations(package, part):
            target = relation.target
            if not relation.is_external and package.is_made(target) and target not in parts:
                parts.append(target)
    taken = {name.casefold() for name in package.names() if name not in parts}
    names: dict[str, str] = {}
    for part in parts:
        found = _NUMBERED.fullmatch(part)
        names[part] = part if found is None else lowest_free(found[1], found[3], taken)
    return names


def _rename_parts(package: Package, names: dict[str, str]) -> None:
    """Rename parts with their lists of references, and all that refers to them."""
    if all(old == new for old, new in names.items()):
        return
    for owner in ["", *package.names()]:
        targets = {each.identity: each.target for each in relationships.relations(package, owner)}
        if not names.keys().isdisjoint(targets.values()):
            _change_tags(
                package,
                relationships.rels_name(owner),
                relationships.RELATIONSHIP,
                lambda values, targets=targets: _retargeted(values, targets, names),  # type: ignore[misc]
            )
    _change_tags(
        package, relationships.TYPES, relationships.OVERRIDE, lambda values: _retyped(values, names)
    )
    moved = {
        **names,
        **{
            relationships.rels_name(old): relationships.rels_name(new) for old, new in names.items()
        },
    }
    held = {new: package.read(old) for old, new in moved.items() if package.has(old)}
    for name in moved:
        package.remove(name)
    for name, data in held.items():
        package.write(name, data)


def _renamed(values: dict[str, str], identities: dict[str, str]) -> dict[str, str]:
    return {**values, "Id": identities.get(values["Id"], values["Id"])}


def _retargeted(
    values: dict[str, str], targets: dict[str, str], names: dict[str, str]
) -> dict[str, str]:
    new = names.get(targets[unescape(values["Id"])])
    if new is None or values.get("TargetMode") == "External":
        return values
    folder, slash, _ = values["Target"].rpartition("/")
    return {**values, "Target": f"{folder}{slash}{escape_attribute(posixpath.basename(new))}"}


def _retyped(values: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    new = names.get(unescape(values["PartName"]).removeprefix("/"))
    return values if new is None else {**values, "PartName": f"/{escape_attribute(new)}"}


def _change_tags(
    package: Package,
    name: str,
    pattern: re.Pattern[str],
    change: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    text = decoded(package.read(name))
    package.write(name, relationships.changed_tags(text, pattern, change).encode())


def _keep_order(package: Package, name: str, pattern: re.Pattern[str], key: str) -> None:
    """Put the tags of a part in the order of the file as it was opened, new ones at the end."""
    opened = package.opened(name)
    if opened is None:
        return
    tags = pattern.findall(decoded(opened))
    places = {attributes(tag)[key]: place for place, tag in enumerate(tags)}
    text = decoded(package.read(name))
    held = pattern.findall(text)
    held.sort(key=lambda tag: places.get(attributes(tag)[key], len(places)))
    ordered = iter(held)
    package.write(name, pattern.sub(lambda _: next(ordered), text).encode())
