"""The sound small office, and a draft of it to spoil: parts by name, cells by sheet and column."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.blueprint import make_book
from estate_xl.engine.addresses import column_letters
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Kind, Language
from support.packages import STRINGS, file_of, parts_of, rels_of, sheet_parts

if TYPE_CHECKING:
    from collections.abc import Callable

MONTH, MOMENT = "2026-10", "2026-10-31T18:00"
HEADERS, FIRST = 3, 4
DATES = frozenset({Kind.DATE, Kind.DATETIME})
NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.SCORE, Kind.SHARE})
_NEW = ("registered", "channel", "zone", "room", "kind", "department", "content")
_STRING = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_TEXT = re.compile(r"<t[^>]*>([^<]*)</t>")
_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)')


class At(NamedTuple):
    """A cell as the draft shows it: its row, its value and its attributes."""

    row: int
    value: float | str | None
    attributes: str

    def holding(self, text: str) -> str:
        """Attributes and inside of the cell with a text instead."""
        return f'{_untyped(self.attributes)} t="inlineStr"><is><t>{html.escape(text)}</t></is>'

    def typed(self, kind: str, raw: str) -> str:
        """Attributes and inside of the cell with another value, its type as files write it."""
        mark = f' t="{kind}"' if kind else ""
        return f"{_untyped(self.attributes)}{mark}><v>{raw}</v>"


@cache
def records() -> tuple[dict[str, list[dict[str, object]]], dict[str, object]]:
    """Records and settings of the sound office: one month, few rows, two tickets without number."""
    sample = make_sample(tickets=20, months=[MONTH])
    found = {**sample.records, "Inspections": sample.records["Inspections"][::9]}
    found["Owners"] = found["Owners"][:30]
    new = [{k: v for k, v in row.items() if k in _NEW} for row in found["Tickets"][-2:]]
    found["Tickets"] = [*found["Tickets"], *new]
    return found, sample.settings


@cache
def office(language: Language = Language.HANT) -> bytes:
    """The sound office as a file."""
    return made({}, language=language)


def made(
    changed: dict[str, list[dict[str, object]]],
    settings: dict[str, object] | None = None,
    language: Language = Language.HANT,
) -> bytes:
    """The office with other records on some sheets, and other settings."""
    known, usual = records()
    return make_book(language, {**known, **changed}, {**usual, **(settings or {})})


def rows(key: str) -> list[dict[str, object]]:
    """Copies of the records of a sheet, to change."""
    return [dict(row) for row in records()[0][key]]


@cache
def _office_parts() -> dict[str, bytes]:
    return parts_of(office())


class Draft:
    """Parts of the small office, to be spoilt one by one."""

    def __init__(self, parts: dict[str, bytes] | None = None) -> None:
        """Take the sound office, or other parts."""
        self.parts = dict(_office_parts() if parts is None else parts)

    def text(self, part: str) -> str:
        """A part's text."""
        return self.parts[part].decode()

    def put(self, part: str, text: str) -> None:
        """Set a part's text, new or not."""
        self.parts[part] = text.encode()

    def swap(self, part: str, old: str, new: str, count: int = 1) -> None:
        """Replace what must be in a part."""
        text = self.text(part)
        assert old in text, f"no {old} in {part}"
        self.put(part, text.replace(old, new, count))

    def file(self) -> bytes:
        """The draft as a file."""
        return file_of(self.parts)

    def sheet(self, key: str) -> str:
        """Part of a sheet of the contract."""
        return sheet_parts(self.parts)[ESTATE_BOOK[key].title.hant]

    def table(self, key: str) -> str:
        """Part of its table."""
        found = re.search(r"tables/table\d+\.xml", self.text(rels_of(self.sheet(key))))
        assert found is not None
        return f"xl/{found[0]}"

    def letters(self, key: str, column: str) -> str:
        """Letters of a column."""
        keys = [each.key for each in ESTATE_BOOK[key].columns]
        return column_letters(keys.index(column) + 1)

    def change(
        self, key: str, column: str, change: Callable[[At], str | None], at_least: int = 1
    ) -> None:
        """Change the filled cells of a column below its header.

        Args:
            key: The sheet.
            column: Key of its column.
            change: Gives what stands between `<c r="A1"` and `</c>`, None to leave the cell.
            at_least: How many must have been changed.
        """
        part, letters = self.sheet(key), self.letters(key, column)
        strings = _strings(self.text(STRINGS))
        count = 0

        def changed(match: re.Match[str]) -> str:
            nonlocal count
            if match[1] != letters or int(match[2]) < FIRST:
                return match[0]
            value = _value(match[3], match[4] or "", strings)
            new = None if value is None else change(At(int(match[2]), value, match[3]))
            if new is None:
                return match[0]
            count += 1
            return f'<c r="{match[1]}{match[2]}"{new}</c>'

        self.put(part, _CELL.sub(changed, self.text(part)))
        assert count >= at_least, f"nothing to change in {key}, {column}"

    def change_kinds(self, kinds: frozenset[Kind], change: Callable[[At], str | None]) -> None:
        """Change every filled cell of the columns of these kinds; of dates and numbers, no text."""
        is_number = not kinds.isdisjoint(DATES | NUMBERS)

        def changed(at: At) -> str | None:
            return None if is_number and isinstance(at.value, str) else change(at)

        for sheet in ESTATE_BOOK.new_sheets():
            if sheet.key == "Settings" or not sheet.is_data:
                continue
            for column in sheet.columns:
                if column.kind in kinds and self._is_filled(sheet.key, column.key):
                    self.change(sheet.key, column.key, changed, at_least=0)

    def put_cell(self, key: str, address: str, raw: str) -> None:
        """Put what stands between `<c r="A1"` and `</c>` into one cell that the file holds."""
        part = self.sheet(key)
        pattern = re.compile(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)')
        text, count = pattern.subn(lambda _: f'<c r="{address}"{raw}</c>', self.text(part), count=1)
        assert count, f"no {address} in {key}"
        self.put(part, text)

    def append_rows(self, key: str, raw: str) -> None:
        """Put rows behind the last one of a sheet."""
        self.swap(self.sheet(key), "</sheetData>", f"{raw}</sheetData>")

    def relate(self, part: str, kind: str, target: str, more: str = "") -> str:
        """Add a reference to a part; its identity."""
        name = rels_of(part)
        if name not in self.parts:
            self.put(
                name,
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
                '"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
            )
        identity = f"rIdOwn{self.text(name).count('<Relationship ')}"
        kind = kind if "://" in kind else f"{OFFICE}/relationships/{kind}"
        tag = f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"{more}/>'
        self.swap(name, "</Relationships>", f"{tag}</Relationships>")
        return identity

    def declare(self, part: str, content: str) -> None:
        """Tell the type of a part."""
        tag = f'<Override PartName="/{part}" ContentType="{content}"/>'
        self.swap("[Content_Types].xml", "</Types>", f"{tag}</Types>")

    def _is_filled(self, key: str, column: str) -> bool:
        letters = self.letters(key, column)
        found = _CELL.findall(self.text(self.sheet(key)))
        return any(each[0] == letters and int(each[1]) >= FIRST and each[3] for each in found)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def _strings(part: str) -> list[str]:
    return ["".join(map(html.unescape, _TEXT.findall(raw))) for raw in _STRING.findall(part)]


def _value(attributes: str, inner: str, strings: list[str]) -> float | str | None:
    found = re.search(r"<v>([^<]*)</v>", inner)
    if found is None:
        text = _TEXT.search(inner)
        return html.unescape(text[1]) if text else None
    if 't="s"' in attributes:
        return strings[int(found[1])]
    return float(found[1]) if 't="' not in attributes else found[1]


def _untyped(attributes: str) -> str:
    return re.sub(r' t="\w+"', "", attributes)
