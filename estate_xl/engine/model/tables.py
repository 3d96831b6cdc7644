"""Tables of a sheet as their parts hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import area, parse_area
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.xml_text import (
    attributes,
    decoded,
    element,
    elements,
    escape_attribute,
    start_tag,
    unescape,
)

if TYPE_CHECKING:
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.ooxml.package import Package

_STRUCTURED = re.compile(
    r"([^\[\]]+)(?:\[(#All|#Data|#Headers|#Totals|[^\[\]#]+)?\])?", re.IGNORECASE
)


class TablePart:
    """One table, read anew from its part at each look."""

    def __init__(self, package: Package, part: str) -> None:
        """Take the package and the table's part in it."""
        self.package = package
        self.part = part

    @property
    def text(self) -> str:
        """The part's text."""
        return decoded(self.package.read(self.part))

    @property
    def values(self) -> dict[str, str]:
        """Attributes of the table, still escaped."""
        found = re.search(r"<table(?=[\s>])[^>]*>", self.text)
        return attributes(found[0]) if found else {}

    def is_sound(self) -> bool:
        """True if it has a name, and an area that a sheet has."""
        try:
            top, left, bottom, right = self.area
            rows = self.header_rows + self.totals_rows
        except (ValueError, LookupError):
            return False
        has_name = bool(self.values.get("displayName"))
        return has_name and top <= bottom and left <= right and 0 <= rows <= bottom - top + 1

    @property
    def area(self) -> Area:
        """All cells of the table, its header and totals included."""
        return parse_area(self.values["ref"])

    @property
    def header_rows(self) -> int:
        """Number of header rows, 0 or 1."""
        return int(self.values.get("headerRowCount", "1"))

    @property
    def totals_rows(self) -> int:
        """Number of totals rows, 0 or 1."""
        return int(self.values.get("totalsRowCount", "0"))

    @property
    def body(self) -> Area | None:
        """The rows between header and totals, None without any."""
        top, left, bottom, right = self.area
        top, bottom = top + self.header_rows, bottom - self.totals_rows
        return (top, left, bottom, right) if top <= bottom else None

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        found = element(self.text, "tableColumns")
        tags = elements(self.text[slice(*found)], "tableColumn") if found else []
        return [unescape(attributes(tag[: tag.index(">")])["name"]) for tag in tags]

    def part_named(self, what: str | None) -> Area | None:
        """The cells that the bracket behind a table's name means."""
        top, left, bottom, right = self.area
        lowered = (what or "#data").lower()
        if lowered == "#all":
            return self.area
        if lowered == "#data":
            return self.body
        if lowered == "#headers":
            return (top, left, top, right) if self.header_rows else None
        if lowered == "#totals":
            return (bottom, left, bottom, right) if self.totals_rows else None
        names = [name.lower() for name in self.columns]
        if self.body is None or lowered not in names:
            return None
        column = left + names.index(lowered)
        return self.body[0], column, self.body[2], column

    def set_attribute(self, name: str, value: str) -> None:
        """Set an attribute of the table."""
        text = self.text
        found = re.search(r"<table(?=[\s>])[^>]*>", text)
        if found is not None:
            values = {**attributes(found[0]), name: escape_attribute(value)}
            new = text[: found.start()] + start_tag("table", values) + text[found.end() :]
            self.package.write(self.part, new.encode())

    def set_area(self, new: Area, headers: list[str]) -> None:
        """Make the table fill another area, its columns named by its header cells."""
        known = self.columns
        width = new[3] - new[1] + 1
        text = self.text
        found = element(text, "tableColumns")
        if found is None:
            return
        tags = elements(text[slice(*found)], "tableColumn")[:width]
        used = {int(attributes(tag[: tag.index(">")])["id"]) for tag in tags}
        names = {name.lower() for name in known[:width]}
        for place in range(len(tags), width):
            name = headers[place] or f"Column{place + 1}"
            while name.lower() in names:
                name += "2"
            names.add(name.lower())
            identity = max(used, default=0) + 1
            used.add(identity)
            values = {"id": str(identity), "name": escape_attribute(name)}
            tags.append(start_tag("tableColumn", values, closed=True))
        raw = f'<tableColumns count="{width}">{"".join(tags)}</tableColumns>'
        text = text[: found[0]] + raw + text[found[1] :]
        self.package.write(self.part, text.encode())
        self.set_attribute("ref", area(*new))
        self.fit_filter()

    def fit_filter(self) -> None:
        """Make the table's filter reach over header and body, but not over the totals."""
        top, left, bottom, right = self.area
        place = area(top, left, bottom - self.totals_rows, right)
        text = self.text
        new = re.sub(r'(<autoFilter\b[^>]*\bref=)"[^"]*"', rf'\g<1>"{place}"', text, count=1)
        if new != text:
            self.package.write(self.part, new.encode())


def tables_of(package: Package, sheet: SheetPart) -> list[TablePart]:
    """Tables of a sheet in the order in which the sheet lists them."""
    found = [
        relation
        for relation in relationships.relations(package, sheet.part)
        if relation.kind == "table" and not relation.is_external
    ]
    if len(found) > 1:
        order = _listed(package, sheet)
        found.sort(key=lambda relation: order.get(relation.identity, len(order)))
    return [TablePart(package, relation.target) for relation in found]


def _listed(package: Package, sheet: SheetPart) -> dict[str, int]:
    """Places of the tables in the sheet's own list, by the identity of their reference."""
    if sheet.grid is not None:
        tail = sheet.grid.tail
    else:
        text = decoded(package.read(sheet.part))
        tail = text[max(0, text.rfind("<tableParts")) :]
    found = element(tail, "tableParts")
    tags = elements(tail[slice(*found)], "tablePart") if found else []
    keys = [value for tag in tags for key, value in attributes(tag).items() if key.endswith(":id")]
    return {identity: place for place, identity in enumerate(keys)}


def find_table(package: Package, sheet: SheetPart, text: str) -> Area | None:
    """Cells that a table's name means, with or without a bracket behind it."""
    match = _STRUCTURED.fullmatch(text)
    if match is None:
        return None
    for table in tables_of(package, sheet):
        if unescape(table.values["displayName"]).casefold() == match[1].casefold():
            return table.part_named(match[2])
    return None
