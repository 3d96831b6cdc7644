"""Pages of docs/ from the schema: `columns.md`, every sheet, column and setting; `states.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.schema import ESTATE_BOOK, SETTINGS, Kind, Language, Role
from estate_xl.schema.states import CONTRADICTIONS, LIVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate_xl.schema import Column, Label, Setting, Sheet
    from estate_xl.schema.states import Life, State

_HEAD: Final = """# 欄位參考 · Column reference

Made from the declared workbook (`estate_xl/schema`); change it there, then run
`python -m estate_xl.write.reference_pages docs/columns.md`.

A sheet is recognised by its headers in any of the three languages, whatever the columns' order.
`*` is required on every row, `=` is filled by commands and never typed. A reference (→) takes the
key or, where that sheet has names, a name that is there once. Choices are written as shown, in
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
    Role.DUTY: "職責登記，用到時才加 duty register, added when first used",
    Role.SETUP: "設置 set-up",
    Role.RESULT: "結果 result",
    Role.TEMPLATE: "模板 template",
}


_STATES_HEAD: Final = """# 狀態要求 · What a state demands

Made from the declared table (`estate_xl/schema/states.py`); change it there, then run
`python -m estate_xl.write.reference_pages docs/states.md`.

記錄到了一個狀態，就應該填好該狀態和之前各狀態要求的欄位，之前各狀態的時間也在內。缺項的記錄照常按已填的內容計算。

A record that has reached a state holds what that state and the ones before it demand, their own
times among it. A record with a lack still counts by what it holds.

| 缺項在哪裏 | where | 級別 severity |
| --- | --- | --- |
| 正在考核的月份要用的格 | read by a number being computed | 逐格錯誤 an error a cell |
| 還沒結束的記錄 | the record is still open | 逐格錯誤 an error a cell |
| 已結束的其他記錄 | other closed records | 每欄一條提醒 one warning a column |
| 首個考核月份之前已結束的 | closed before the first month | 每欄一條說明 one note a column |

`month-end` 只看它算的那個月，只報該月的數字要用的格。`validate` 看最近一次考核的月份和之後的月份；
還沒有考核過的，從最新記錄的上一個月看起。沒有填存檔、備案時間的舊記錄，工作在這些月份之前做完的，
算已結束。

`month-end` looks at its own month, and reports the cells that its numbers read. `validate` looks at
the month computed last and later ones; where none was computed, from the month before the one of
the latest record on. An old record without the time that closes it is closed if the work was over
before these months.
"""


def state_reference() -> str:
    """The demands of each state, as Markdown."""
    return "\n".join([_STATES_HEAD, *map(_life_block, LIVES), *_contradictions()])


def _life_block(life: Life) -> str:
    heads = (
        "狀態 state",
        "填了即到 reached with",
        "要求 demands",
        "說明已到的欄 told by",
        "規則 rule",
    )
    rows = (
        (
            _twice(state.label),
            _header(life.sheet, state.column),
            _demands(life, state),
            "、".join(_header(life.sheet, column) for column in state.implied_by),
            state.rule,
        )
        for state in life.states
    )
    title = _in_three(ESTATE_BOOK[life.sheet].title)
    lines = [f"## {title} (`{life.sheet}`)", "", *_table(heads, rows), ""]
    if life.exempt:
        column, value = life.exempt
        told = f"{_header(life.sheet, column)}{'' if value is None else f' = {value}'}"
        lines += [f"不作要求 owes nothing: {told}.", ""]
    if life.counted:
        read = "、".join(_header(life.sheet, column) for column in life.counted)
        lines += [f"考核數字要用的欄 read by a month's numbers: {read}.", ""]
    return "\n".join(lines)


def _demands(life: Life, state: State) -> str:
    demands = [
        f"{_header(life.sheet, column)}{' = 是' if column in life.affirmed else ''}"
        for column in state.demands
    ]
    return "、".join(demands) + (" (次日起 from the next day)" if state.next_day else "")


def _contradictions() -> Iterator[str]:
    yield "## 不能並存 · Not both\n"
    for sheet, later, earlier in CONTRADICTIONS:
        title = ESTATE_BOOK[sheet].title
        yield f"- {_twice(title)}: {_header(sheet, earlier)}, {_header(sheet, later)}\n"


def _header(sheet: str, column: str) -> str:
    return _twice(ESTATE_BOOK[sheet].column(column).header)


def _twice(label: Label) -> str:
    return f"{label.hant} {label.en}"


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

    page = Path(sys.argv[1])
    made = state_reference if page.name == "states.md" else column_reference
    page.write_text(made(), encoding="utf-8")
