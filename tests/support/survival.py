"""What a command did to a workbook, part by part and feature by feature.

Parts are found and read as any reader of XML does, so that a file that spells its XML in another
way is compared all the same. What a command may change stands in `commands`.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from estate_xl.engine.addresses import column_number
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.headers import plain
from estate_xl.schema.marks import LATEST_APPRAISAL, LATEST_SLIPS
from support.commands import WHOLE, titles_of
from support.packages import TYPES, book_part, local_name, parts_of, relations, rels_of, sheet_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from support.commands import Command
    from support.packages import Parts

Cells = dict[tuple[int, int], tuple[str, ...]]
"""What stands in filled cells, by row and column."""

LISTING: Final = frozenset({"styles", "sharedStrings"})
"""Parts of the book that may get entries at their end; those that are there keep their index."""

DROPPED: Final = frozenset({"calcChain"})
"""Excel makes it anew, and rejects a stale one."""

FEATURES: Final = {
    "formulas": "f",
    "merges": "mergeCell",
    "validations": "dataValidation",
    "conditional formats": "cfRule",
    "links": "hyperlink",
    "drawings": "drawing",
    "notes and form controls": "legacyDrawing",
    "backgrounds": "picture",
    "controls": "control",
    "OLE objects": "oleObject",
    "tables": "tablePart",
    "extensions": "ext",
    "column formats": "col",
    "protection": "sheetProtection",
    "page breaks": "brk",
    "views": "sheetView",
}
"""Elements counted on each sheet that a command writes to, by what they are."""

_SEARCHED_ROWS = 30
_LASTING: Final = frozenset(
    {"drawings", "notes and form controls", "backgrounds", "controls", "OLE objects", "extensions"}
)
"""What lasts even on a sheet that is made again."""


def text_of(data: bytes) -> str:
    """A part's text, whatever its encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def may_change(
    before: Parts, after: Parts, command: Command, moved: Mapping[str, str] | None = None
) -> set[str]:
    """Parts that the command may write: its sheets, and the lists of the book."""
    titles = {**sheet_parts(before), **sheet_parts(after)}
    book = book_part(after)
    found = {TYPES, book, rels_of(book)}
    found |= {each.target for each in relations(before, book) if each.kind in LISTING | DROPPED}
    for key in command.writes:
        for title in _titles(key, moved):
            if title in titles:
                part = titles[title]
                found |= {part, rels_of(part)}
                found |= {each.target for each in relations(before, part) if each.kind == "table"}
                if key in command.grows:
                    found |= {each.target for each in relations(before, part)}
                if key in command.draws:
                    found |= _reached(after, part)
    new = [part for part in titles.values() if part not in before]
    for part in new:
        found |= {rels_of(part), *_reached(after, part)}
    found |= {each.target for each in relations(after, book) if each.kind in LISTING}
    return found


def losses(
    before: bytes, after: bytes, command: Command, moved: Mapping[str, str] | None = None
) -> list[str]:
    """What the command lost or changed without leave; one line each."""
    old, new = parts_of(before), parts_of(after)
    found = []
    allowed = may_change(old, new, command, moved)
    dropped = {each.target for each in relations(old, book_part(old)) if each.kind in DROPPED}
    for name, data in old.items():
        if name not in new:
            found += [] if name in dropped or name.endswith("/") else [f"part {name} is gone"]
        elif new[name] != data and name not in allowed:
            found.append(f"part {name} was changed")
    found += [f"part {name} came in" for name in new if name not in old and name not in allowed]
    found += lost_entries(old, new, _made_again(command, moved))
    found += _lost_features(old, new, command, moved)
    return found + _lost_values(old, new, command, moved)


def lost_entries(before: Parts, after: Parts, made_again: Iterable[str] = ()) -> list[str]:
    """What the lists of a workbook no longer hold, or hold elsewhere than at their beginning.

    Sheets keep their order with others between; names keep sheet and text, but those that lead to
    the latest results; styles and strings keep
    their index, as cells refer to them by it.

    Args:
        before: The workbook as it was.
        after: As it is.
        made_again: Titles of sheets whose print areas follow what was written there.
    """
    old_book, new_book = book_part(before), book_part(after)
    gone = {each.target for each in relations(before, old_book) if each.kind in DROPPED}
    missing = []
    for old_name, new_name in ((TYPES, TYPES), (rels_of(old_book), rels_of(new_book))):
        entries = _entries(after[new_name])
        missing += [
            each
            for each in _entries(before[old_name])
            if each not in entries and not any(name.rpartition("/")[2] in each for name in gone)
        ]
    old, new = _Book(before[old_book]), _Book(after[new_book])
    free = tuple(f" of {title}" for title in made_again)
    missing += [
        entry
        for entry in old.names
        if entry not in new.names
        and not ("_xlnm.Print_Area" in entry and entry.endswith(free))
        and not any(f"'{name}'" in entry for name in (LATEST_APPRAISAL, LATEST_SLIPS))
    ]
    missing += [] if old.rest == new.rest else [f"{old.rest} became {new.rest}"]
    kept = [tag for tag in new.sheets if tag in old.sheets]
    missing += [] if kept == old.sheets else [f"{old.sheets} became {new.sheets}"]
    listed = {each.kind: each.target for each in relations(after, new_book)}
    for relation in relations(before, old_book):
        if relation.kind not in LISTING or relation.target not in before:
            continue
        entries_after = _groups(after.get(listed.get(relation.kind, ""), b"<x/>"))
        for group, held in _groups(before[relation.target]).items():
            if entries_after.get(group, [])[: len(held)] != held:
                missing.append(f"{relation.kind} {group}")
    return missing


def count_features(data: bytes) -> Counter[str]:
    """How often each feature is on a sheet."""
    text = text_of(data)
    return Counter(
        {
            name: len(re.findall(rf"<(?:\w+:)?{element}(?=[\s/>])", text))
            for name, element in FEATURES.items()
        }
    )


def _made_again(command: Command, moved: Mapping[str, str] | None) -> list[str]:
    keys = [key for key, columns in command.writes.items() if columns == WHOLE]
    return [title for key in keys for title in _titles(key, moved)]


def _lost_features(
    before: Parts, after: Parts, command: Command, moved: Mapping[str, str] | None
) -> list[str]:
    old, new = sheet_parts(before), sheet_parts(after)
    found = []
    for key, columns in command.writes.items():
        for title in _titles(key, moved):
            if title not in old or title not in new:
                continue
            counts = count_features(before[old[title]])
            now = count_features(after[new[title]])
            for name, count in counts.items():
                lasts = columns != WHOLE or name in _LASTING
                if lasts and now[name] < count:
                    found.append(f"{title}: {name} {count} became {now[name]}")
    return found


def _lost_values(
    before: Parts, after: Parts, command: Command, moved: Mapping[str, str] | None
) -> list[str]:
    """Cells that hold something else, on the sheets of the office's own records."""
    old, new = sheet_parts(before), sheet_parts(after)
    texts = _texts(before), _texts(after)
    found = []
    for key, columns in command.writes.items():
        for title in _titles(key, moved):
            if columns == WHOLE or title not in old or title not in new:
                continue
            if before[old[title]] != after[new[title]]:
                cells = _cells(before[old[title]], texts[0])
                now = _cells(after[new[title]], texts[1])
                found += _different(title, cells, now, _columns(cells, key, columns))
    return found


def _different(title: str, old: Cells, new: Cells, skipped: set[int]) -> list[str]:
    found = [
        f"{title} {place} held {value!r}, now {new.get(place)!r}"
        for place, value in old.items()
        if place[1] not in skipped and new.get(place) != value
    ]
    return found[:5]


def _cells(data: bytes, texts: list[str]) -> Cells:
    """Filled cells by row and column: style, value, formula; a shared text as the text."""
    cells: Cells = {}
    row = column = 0
    for event, element in ET.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314 - as above
        name = local_name(element.tag)
        if name == "row" and event == "start":
            row, column = int(element.get("r", row + 1)), 0
        elif name == "c" and event == "end":
            place = element.get("r", "")
            column = column_number(place.strip("$0123456789")) if place else column + 1
            value = _held(element, texts)
            if value is not None:
                cells[row, column] = value
        elif name == "row":
            element.clear()
    return cells


def _held(cell: ET.Element, texts: list[str]) -> tuple[str, ...] | None:
    parts = {local_name(each.tag): each for each in cell}
    formula = parts.get("f")
    inner = "" if formula is None else _formula(formula)
    raw = (parts["v"].text or "") if "v" in parts else ""
    kind = cell.get("t", "n")
    if kind == "s" and raw:
        place = int(raw) if raw.isdecimal() else len(texts)
        raw = texts[place] if place < len(texts) else f"no text {raw}"
    if "is" in parts:
        raw = _shown(parts["is"])
    if not raw and not inner:
        return None
    return cell.get("s", "0"), "text" if kind in {"s", "inlineStr"} else kind, raw, inner


def _formula(formula: ET.Element) -> str:
    """The formula; one that is shared counts by its text, as each cell may get its own."""
    if formula.get("t") == "shared" and formula.text:
        return formula.text
    bare = formula.text if not formula.attrib else None
    return bare or ET.tostring(formula, encoding="unicode").strip()


def _texts(parts: Parts) -> list[str]:
    """The shared texts, their runs joined."""
    listed = [
        each.target for each in relations(parts, book_part(parts)) if each.kind == "sharedStrings"
    ]
    if not listed or listed[0] not in parts:
        return []
    root = ET.fromstring(parts[listed[0]])  # noqa: S314 - as above
    return [_shown(item) for item in root]


def _shown(item: ET.Element) -> str:
    """A text as it is shown: its runs joined, without the marks of how it is spoken."""
    runs = [item, *(each for each in item if local_name(each.tag) == "r")]
    return "".join(each.text or "" for run in runs for each in run if local_name(each.tag) == "t")


def _columns(cells: Cells, key: str, wanted: Iterable[str]) -> set[int]:
    """Columns of these keys, wherever a header of theirs stands."""
    headers = {
        plain(text)
        for column in ESTATE_BOOK[key].columns
        if column.key in wanted
        for text in column.header.all_texts()
    }
    return {
        column
        for (row, column), value in cells.items()
        if row < _SEARCHED_ROWS and plain(value[2]) in headers
    }


def _titles(key: str, moved: Mapping[str, str] | None) -> tuple[str, ...]:
    if moved and key in moved:
        return (moved[key],)
    return titles_of(key)


def _reached(parts: Parts, part: str) -> set[str]:
    """The part and all that it refers to, and these in turn."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [each.target for each in relations(parts, name)]
    return found | {rels_of(name) for name in found}


class _Book:
    """A workbook part, with its names by title of their sheet instead of its position."""

    def __init__(self, data: bytes) -> None:
        """Take the part."""
        root = ET.fromstring(data)  # noqa: S314 - as above
        children = {local_name(each.tag): each for each in root}
        sheets = list(children.get("sheets", []))
        titles = [each.get("name", "") for each in sheets]
        self.sheets = [_sorted(each) for each in sheets]
        self.names = []
        for each in children.get("definedNames", []):
            values = dict(each.attrib)
            index = values.pop("localSheetId", None)
            scope = "" if index is None else f" of {titles[int(index)]}"
            self.names.append(f"{each.text} {sorted(values.items())}{scope}")
        for name in ("sheets", "definedNames", "calcPr"):
            if name in children:
                root.remove(children[name])
        for view in root.iter():
            if local_name(view.tag) == "workbookView":
                view.set("activeTab", _title_at(titles, view.get("activeTab", "0")))
        root.text = None
        for each in root:
            each.tail = None
        self.rest = ET.canonicalize(ET.tostring(root, encoding="unicode"))


def _entries(data: bytes) -> list[str]:
    return [_sorted(each) for each in ET.fromstring(data)]  # noqa: S314 - as above


def _sorted(element: ET.Element) -> str:
    return " ".join(f"{local_name(key)}={value!r}" for key, value in sorted(element.attrib.items()))


def _groups(data: bytes) -> dict[str, list[str]]:
    """Entries of each list of the styles, or of the shared strings."""
    root = ET.fromstring(data)  # noqa: S314 - as above
    if local_name(root.tag) == "sst":
        return {"sst": _serialised(root)}
    return {group.tag: _serialised(group) for group in root if len(group)}


def _serialised(elements: Iterable[ET.Element]) -> list[str]:
    return [ET.tostring(element, encoding="unicode").strip() for element in elements]


def _title_at(titles: list[str], index: str) -> str:
    number = int(index) if index.isdecimal() else 0
    return titles[number] if number < len(titles) else titles[0]
