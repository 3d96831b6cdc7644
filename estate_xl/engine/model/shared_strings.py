"""Texts that cells share: new ones go to the end, those of deleted sheets are blanked."""

from __future__ import annotations

import re
from functools import cached_property

from estate_xl.engine.ooxml.namespaces import MAIN
from estate_xl.engine.ooxml.xml_text import attributes, cell_text, start_tag, text_element

_ITEM = re.compile(r"<si(?=[\s/>])[^>]*(?:(?<=/)>|(?<!/)>(.*?)</si>)", re.DOTALL)
_ROOT = re.compile(r"<sst(?=[\s/>])[^>]*>")
_EMPTY = "<si><t/></si>"
_PHONETIC = re.compile(r"<rPh\b[^>]*(?:/>|>(?:(?!</?rPh\b).)*+</rPh>)", re.DOTALL)
_TEXT = re.compile(r"<t(?:\s[^>]*)?(?:/>|>([^<]*)</t>)")


class SharedTexts:
    """Texts of the shared strings part by index."""

    def __init__(self, part: str | None) -> None:
        """Take the text of the part, None if the book has none yet."""
        self._part = part or f'<sst xmlns="{MAIN}"></sst>'
        self._added: list[str] = []
        self._blank: set[int] = set()
        self._taken = (0, 0)

    @cached_property
    def _items(self) -> list[str]:
        """The text of each `<si>` of the part."""
        return _ITEM.findall(self._part)

    @cached_property
    def texts(self) -> list[str]:
        """All texts, those added included."""
        return [joined_text(item) for item in self._items]

    @cached_property
    def _known(self) -> dict[str, int]:
        """First index of each item; a text is looked up as the plain item that it makes.

        So items with runs, which may be partly bold, are left alone.
        """
        items = self._items
        known = dict(zip(reversed(items), range(len(items) - 1, -1, -1), strict=True))
        return {item: place for item, place in known.items() if place not in self._blank}

    def item(self, index: int) -> str:
        """The XML of the `<si>` of that index, runs and all."""
        own = len(self._items)
        raw = self._items[index] if index < own else self._added[index - own]
        return raw.removeprefix("<si>").removesuffix("</si>")

    def index(self, text: str) -> int:
        """Index of a text, added if need be."""
        item = text_element("t", text)
        found = self._known.get(item)
        if found is None:
            found = self._known[item] = len(self.texts)
            self.texts.append(text)
            self._added.append(f"<si>{item}</si>")
        return found

    def blank(self, indexes: set[int]) -> None:
        """Forget texts which no cell holds any more; the others keep their indexes."""
        self._blank |= indexes
        for item in [item for item, place in self._known.items() if place in indexes]:
            del self._known[item]

    @property
    def is_changed(self) -> bool:
        """True if the part is no longer as it was read, or as `take_part` gave it last."""
        return self._taken != (len(self._added), len(self._blank))

    def take_part(self) -> str:
        """The part as it is now, to be put into the package."""
        self._taken = len(self._added), len(self._blank)
        return self.part()

    def part(self) -> str:
        """The part as it is now."""
        if not self._added and not self._blank:
            return self._part
        text = self._part
        if self._blank:
            count = iter(range(len(self.texts)))
            text = _ITEM.sub(lambda match: _EMPTY if next(count) in self._blank else match[0], text)
        found = _ROOT.search(text)
        if found is None:
            return text
        values = attributes(found[0])
        values.pop("count", None)
        values["uniqueCount"] = str(len(self.texts))
        head, body = text[: found.start()] + start_tag("sst", values), text[found.end() :]
        body = "" if found[0].endswith("/>") else body[: body.rindex("</sst>")]
        own = len(self.texts) - len(self._added)
        added = [
            _EMPTY if place in self._blank else raw for place, raw in enumerate(self._added, own)
        ]
        return f"{head}{body}{''.join(added)}</sst>"


def joined_text(rich: str) -> str:
    """Plain text of an `<si>` or `<is>`, its runs joined, phonetic hints left out."""
    if rich.startswith("<t>") and rich.find("<", 1) == len(rich) - 4:
        return cell_text(rich[3:-4])
    if "<rPh" in rich:
        rich = _PHONETIC.sub("", rich)
    return "".join(cell_text(raw) for raw in _TEXT.findall(rich))
