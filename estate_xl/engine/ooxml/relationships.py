"""Which part refers to which, and what kind each part is."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from estate_xl.engine.ooxml.namespaces import PART_RELATIONS, RELATION, SPREADSHEET_TYPE, in_scope
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    decoded,
    elements,
    escape_attribute,
    start_tag,
    unescape,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from estate_xl.engine.ooxml.package import Package

TYPES = "[Content_Types].xml"
RELATIONSHIP = re.compile(r"<Relationship\b[^>]*?(?:/>|>\s*</Relationship>)")
OVERRIDE = re.compile(r"<Override\b[^>]*?(?:/>|>\s*</Override>)")
_END = "</Relationships>"
ORIGINS = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "http://purl.oclc.org/ooxml/",
)
"""First parts of the types of relations; no program knows others."""


class Relation(NamedTuple):
    """One reference of a part."""

    identity: str
    kind: str  # the last word of its type, such as `worksheet`; all of one that is nobody's
    target: str  # name of a part, or an address outside the file
    is_external: bool


def relations(package: Package, part: str) -> list[Relation]:
    """References of a part; of the whole file for an empty name."""
    name = rels_name(part)
    return _read(package, part, package.read(name)) if package.has(name) else []


def opened_relations(package: Package, part: str) -> list[Relation]:
    """The same in the file as it was opened."""
    data = package.opened(rels_name(part))
    return [] if data is None else _read(package, part, data)


def _read(package: Package, part: str, data: bytes) -> list[Relation]:
    result = []
    for tag in elements(decoded(data), "Relationship"):
        values = {key: unescape(value) for key, value in attributes(tag).items()}
        if not values.keys() >= {"Id", "Type", "Target"}:
            continue
        outside = values.get("TargetMode") == "External"
        target = values["Target"]
        if not outside:
            target = package.named(_resolved(part, target))
        kind = values["Type"]
        if kind.startswith(ORIGINS):
            kind = kind.rsplit("/", 1)[-1]
        result.append(Relation(values["Id"], kind, target, outside))
    return result


def add_external(package: Package, part: str, kind: str, target: str) -> str:
    """Add a reference to an address outside the file and return its identity."""
    return _add(package, part, kind, {"Target": escape_attribute(target), "TargetMode": "External"})


def add_part(package: Package, part: str, new: str, kind: str, content: str | None = None) -> str:
    """Add a reference to a new part, of the spreadsheet if no type is given; its identity."""
    return add_parts(package, part, [new], kind, content or f"{SPREADSHEET_TYPE}.{kind}+xml")[0]


def add_parts(package: Package, part: str, new: list[str], kind: str, content: str) -> list[str]:
    """Add references to many new parts of one type; their identities."""
    _add_types(package, (_type_tag(each, content) for each in new))
    references = OpenReferences(package, part)
    identities = [references.add_values(kind, {"Target": f"/{each}"}) for each in new]
    package.write(rels_name(part), references.to_bytes())
    return identities


def add_relative(package: Package, part: str, kind: str, target: str) -> str:
    """Add a reference to a part, written as the way that leads to it; its identity."""
    return _add(package, part, kind, {"Target": escape_attribute(relative(part, target))})


def add_default(package: Package, ending: str, content: str) -> None:
    """Tell the type of all parts of that ending, if it is not told yet."""
    types = decoded(package.read(TYPES))
    if f'Extension="{ending}"' not in types:
        values = {"Extension": ending, "ContentType": content}
        tag = start_tag("Default", values, closed=True)
        head = re.sub(r"(<Types\b[^>]*>)", lambda match: match[1] + tag, types, count=1)
        package.write(TYPES, head.encode())


def copy_types(package: Package, names: Mapping[str, str]) -> None:
    """Tell the types of copied parts, by the names of their sources, as those are told."""
    tags = OVERRIDE.findall(decoded(package.read(TYPES)))
    told = {_typed(package, tag): attributes(tag).get("ContentType", "") for tag in tags}
    _add_types(package, (_type_tag(new, told[old]) for old, new in names.items() if old in told))


def parts_of_kind(package: Package, *kinds: str) -> list[str]:
    """Names of the parts of those kinds, such as `chart`, wherever they lie."""
    endings = tuple(f".{kind}+xml" for kind in kinds)
    found = []
    for tag in OVERRIDE.findall(decoded(package.read(TYPES))):
        if attributes(tag).get("ContentType", "").endswith(endings):
            name = _typed(package, tag)
            found += [name] if package.has(name) else []
    return found


def changed_tags(
    text: str, pattern: re.Pattern[str], change: Callable[[dict[str, str]], dict[str, str]]
) -> str:
    """The text with the attributes of its tags changed; a tag whose attributes stay is left be."""

    def changed(match: re.Match[str]) -> str:
        values = attributes(match[0])
        new = change(values)
        return match[0] if new == values else start_tag(match[0].split()[0][1:], new, closed=True)

    return pattern.sub(changed, text)


def _type_tag(part: str, content: str) -> str:
    values = {"PartName": escape_attribute(f"/{part}"), "ContentType": content}
    return start_tag("Override", values, closed=True)


def _add_types(package: Package, tags: Iterable[str]) -> None:
    types = decoded(package.read(TYPES))
    package.write(TYPES, types.replace("</Types>", f"{''.join(tags)}</Types>").encode())


def _typed(package: Package, tag: str) -> str:
    """The part whose type an `<Override>` tells."""
    raw = attributes(tag).get("PartName", "")
    return package.named(unquote(unescape(raw)).lstrip("/"))


def _add(package: Package, part: str, kind: str, target: dict[str, str]) -> str:
    references = OpenReferences(package, part)
    identity = references.add_values(kind, target)
    package.write(rels_name(part), references.to_bytes())
    return identity


class OpenReferences:
    """References of a part that more are being added to; put together when they are asked for."""

    def __init__(self, package: Package, part: str) -> None:
        """Read the references."""
        self._package = package
        self._name = rels_name(part)
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{PART_RELATIONS}"/>'
        if package.has(self._name):
            text = decoded(package.read(self._name))
        if _END not in text:
            text = re.sub(r"/>\s*$", lambda _: f">{_END}", text)
        start, end, rest = text.partition(_END)
        self._pieces, self._rest = [start], end + rest
        self._known = {relation.identity for relation in relations(package, part)}
        self._number = 1
        self._base = _base(package)

    @property
    def is_alone(self) -> bool:
        """True if nobody else has read or changed them since."""
        return self._package.waits(self._name, self.to_bytes)

    def keep(self) -> None:
        """Go on, though nothing is added now."""
        if self._package.has(self._name):
            self._package.write_later(self._name, self.to_bytes)

    def add(self, kind: str, target: str) -> str:
        """Add a reference to a part, and put the list together later; its identity."""
        identity = self.add_values(kind, {"Target": f"/{target}"})
        if not self._package.has(self._name):
            self._package.write(self._name, self.to_bytes())
        self._package.write_later(self._name, self.to_bytes)
        return identity

    def add_values(self, kind: str, target: dict[str, str]) -> str:
        """Add a reference of those attributes; its identity."""
        while f"rId{self._number}" in self._known:
            self._number += 1
        identity = f"rId{self._number}"
        self.put(identity, kind, target)
        return identity

    def put(self, identity: str, kind: str, target: dict[str, str]) -> None:
        """Add a reference of that identity, which no other has."""
        self._known.add(identity)
        values = {"Id": escape_attribute(identity), "Type": f"{self._base}/{kind}", **target}
        self._pieces.append(start_tag("Relationship", values, closed=True))

    def to_bytes(self) -> bytes:
        """The whole part."""
        return ("".join(self._pieces) + self._rest).encode()


def _base(package: Package) -> str:
    """First parts of the types of references; strict files have words of their own."""
    return in_scope(f'"{RELATION}"', decoded(package.read(rels_name("")))).strip('"')


def remove_part(package: Package, part: str) -> None:
    """Take out a part, all references to it, and parts that only it referred to."""
    targets = [each.target for each in relations(package, part) if not each.is_external]
    for name in package.names():
        if name.endswith(".rels"):
            _drop_target(package, name, part)
    package.remove(part)
    package.remove(rels_name(part))
    folded, types = part.casefold(), decoded(package.read(TYPES))
    kept = OVERRIDE.sub(
        lambda match: "" if _typed(package, match[0]).casefold() == folded else match[0], types
    )
    package.write(TYPES, kept.encode())
    still_used = {
        each.target
        for name in package.names()
        if name.endswith(".rels")
        for each in relations(package, owner(name))
    }
    for target in targets:
        if target not in still_used and package.has(target):
            remove_part(package, target)


def _drop_target(package: Package, name: str, part: str) -> None:
    home = owner(name)
    text = decoded(package.read(name))
    kept = RELATIONSHIP.sub(
        lambda match: "" if _points_at(match[0], home, part) else match[0], text
    )
    if kept != text:
        package.write(name, kept.encode())


def _points_at(tag: str, home: str, part: str) -> bool:
    values = attributes(tag)
    if values.get("TargetMode") == "External" or "Target" not in values:
        return False
    return _resolved(home, unescape(values["Target"])).casefold() == part.casefold()


def owner(rels_name: str) -> str:
    """The part whose references a part of that name holds, empty for the whole file."""
    folder, name = posixpath.split(rels_name)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def rels_name(part: str) -> str:
    """Name of the part that holds the references of that part, of the whole file for none."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relative(part: str, target: str) -> str:
    """The way from a part to another, as references write it."""
    return posixpath.relpath(f"/{target}", posixpath.dirname(f"/{part}"))


def _resolved(part: str, target: str) -> str:
    target = unquote(target)
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
