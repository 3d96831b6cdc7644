"""Parts of the new workbook, what they refer to, and the zip they become.

Names are counted up from 1 and no time is in the zip: the same parts make the same bytes.
"""

from __future__ import annotations

from typing import Final

from estate_xl.deliver.extract.images import TYPES
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.namespaces import CONTENT_TYPES, DECLARATION, PART_RELATIONS, RELATION
from estate_xl.engine.ooxml.package import lowest_free
from estate_xl.engine.ooxml.xml_text import escape_attribute, start_tag
from estate_xl.engine.ooxml.zip_writer import zipped

_CORE: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"


class Parts:
    """Parts by name, in the order in which they were put in."""

    def __init__(self) -> None:
        """Begin with none."""
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._relations: dict[str, list[tuple[str, str]]] = {}
        self._taken: set[str] = set()

    def next_name(self, before: str, after: str) -> str:
        """The next name of its kind, such as `xl/charts/chart2.xml`."""
        return lowest_free(before, after, self._taken)

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """Put a part in."""
        self._parts[name] = data
        self._types[name] = content_type

    def put_picture(self, ending: str, data: bytes) -> str:
        """Put a picture in, once however often it is shown; its name."""
        known = next((name for name, held in self._parts.items() if held == data), None)
        if known is not None:
            return known
        name = self.next_name("xl/media/image", f".{ending}")
        self._parts[name] = data
        return name

    def refer(self, owner: str, kind: str, target: str) -> str:
        """Note that a part refers to another, the whole file for an empty name; its identity."""
        held = self._relations.setdefault(owner, [])
        if (kind, target) not in held:
            held.append((kind, target))
        return f"rId{held.index((kind, target)) + 1}"

    def to_bytes(self) -> bytes:
        """The whole file."""
        return zipped({relationships.TYPES: self._listed_types(), **self._all()})

    def _all(self) -> dict[str, bytes]:
        lists = {}
        for owner, held in self._relations.items():
            tags = "".join(
                start_tag(
                    "Relationship",
                    {
                        "Id": f"rId{number}",
                        "Type": _CORE if kind == "core-properties" else f"{RELATION}/{kind}",
                        "Target": f"/{target}",
                    },
                    closed=True,
                )
                for number, (kind, target) in enumerate(held, start=1)
            )
            text = f'{DECLARATION}<Relationships xmlns="{PART_RELATIONS}">{tags}</Relationships>'
            lists[relationships.rels_name(owner)] = text.encode()
        return {**lists, **self._parts}

    def _listed_types(self) -> bytes:
        endings = {"rels": _RELATIONS_TYPE, "xml": "application/xml"}
        endings |= {
            ending: content
            for ending, content in TYPES.items()
            if any(name.endswith(f".{ending}") for name in self._parts)
        }
        tags = [
            start_tag("Default", {"Extension": ending, "ContentType": content}, closed=True)
            for ending, content in endings.items()
        ]
        tags += [
            start_tag(
                "Override",
                {"PartName": f"/{escape_attribute(name)}", "ContentType": content},
                closed=True,
            )
            for name, content in self._types.items()
        ]
        text = f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">{"".join(tags)}</Types>'
        return text.encode()
