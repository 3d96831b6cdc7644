"""The column reference `docs/columns.md`, from the schema: every sheet, column and setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.schema import ESTATE_BOOK, SETTINGS, Kind, Language, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate_xl.schema import Column, Label, Setting, Sheet

_HEAD: Final = """# 欄位參考 · Column reference

Made from the declared workbook (`estate_xl/schema`); change it there, then run
`python -m estate_xl.write.reference docs/columns.md`.

A sheet is recognised by its headers in any of the three languages, whatever the columns' order.
`*` is required on every row, `=` is filled by commands and never typed. A reference (→) takes the
key or, where that sheet has names, a name that stands there once. Choices are written as shown, in
the workbook's language.
"""
_KIND_WORDS: Final = {
    Kind.ID: "編號 id",
    Kind.TEXT: "文字 text",
    Kind.INTEGER: "整數 integer",
    Kind.NUMBER: "數字 number",
    Kind.SCORE: "分數 score",
    Kind.SHARE: "比例 share",
    Kind.DATE: "日期 date",
    Kind.DATETIME: "日期時間 datetime",
    Kind.MONTH: "月份 month",
    Kind.CHOICE: "選項 choice",
    Kind.REFERENCE: "引用 reference",
    Kind.CODES: "多個編號 codes",
}
_ROLE_WORDS: Final = {
    Role.COVER: "首頁 cover",
    Role.REGISTER: "基礎資料 register",
    Role.DAILY: "日常記錄 daily record",
    Role.SETUP: "設置 set-up",
    Role.RESULT: "結果 result",
    Role.TEMPLATE: "模板 template",
}


def column_reference() -> str:
    """The reference as Markdown."""
    blocks = [_HEAD, *map(_sheet_block, ESTATE_BOOK.sheets), _settings_block(SETTINGS)]
    return "\n".join(blocks)


def _sheet_block(sheet: Sheet) -> str:
    lines = [f"## {_in_three(sheet.title)} (`{sheet.key}`)", "", f"{_ROLE_WORDS[sheet.role]}."]
    if sheet.about.hant:
        lines += ["", sheet.about.hant, "", sheet.about.en]
    if sheet.columns:
        heads = ("", "zh-Hant", "zh-Hans", "English", "key", "類型 kind", "說明 notes")
        lines += ["", *_table(heads, map(_column_cells, sheet.columns))]
    return "\n".join([*lines, ""])


def _column_cells(column: Column) -> tuple[str, ...]:
    mark = "=" if column.derived else "*" if column.required else ""
    kind = _KIND_WORDS[column.kind]
    return (mark, *column.header.all_texts(), f"`{column.key}`", kind, _notes(column))


def _notes(column: Column) -> str:
    notes = []
    if column.reference:
        sheet = ESTATE_BOOK[column.reference]
        notes.append(f"→ {sheet.title.hant} (`{sheet.key}`)")
    if column.choices:
        notes.append(" / ".join(f"{choice.hant} ({choice.en})" for choice in column.choices))
    if column.minimum is not None or column.maximum is not None:
        notes.append(_bounds(column.minimum, column.maximum))
    if column.help:
        notes.append(f"{column.help.hant} {column.help.en}")
    return "; ".join(notes)


def _settings_block(settings: Iterable[Setting]) -> str:
    heads = ("", "鍵 key", "默認 default", "單位 unit", "範圍 allowed", "說明", "meaning")
    title = f"## {_in_three(ESTATE_BOOK['Settings'].title)}: 鍵 · keys"
    return "\n".join([title, "", *_table(heads, map(_setting_cells, settings)), ""])


def _setting_cells(setting: Setting) -> tuple[str, ...]:
    default = "" if setting.default is None else f"`{setting.default}`"
    unit = setting.unit
    words = f"{unit.hant} {unit.en}" if unit.hant != unit.en else unit.hant
    allowed = " / ".join(setting.choices) or _bounds(setting.minimum, setting.maximum)
    mark = "*" if setting.required else ""
    note = setting.note
    return (mark, f"`{setting.key}`", default, words, allowed, note.hant, note.en)


def _bounds(minimum: float | None, maximum: float | None) -> str:
    match minimum, maximum:
        case None, None:
            return ""
        case None, _:
            return f"≤ {maximum:g}"
        case _, None:
            return f"≥ {minimum:g}"
        case _:
            return f"{minimum:g}–{maximum:g}"


def _in_three(label: Label) -> str:
    return " · ".join(dict.fromkeys(label.text(language) for language in Language))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(heads)
    yield _line(("---",) * len(heads))
    yield from map(_line, rows)


def _line(cells: tuple[str, ...]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


if __name__ == "__main__":
    import sys
    from pathlib import Path

    Path(sys.argv[1]).write_text(column_reference(), encoding="utf-8")
