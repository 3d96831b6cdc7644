"""The user's own settings as lines of text, for the terminal and for 設置."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.schema import Label
from estate_xl.user_settings import CONFIRMED, KEYS, shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estate_xl.schema import Language
    from estate_xl.user_settings import UserSettings

_HEAD = Label("您自己的設置（{file}）：", "Your own settings ({file}):")
_LINE = Label("{number}. {key}　{label}：{value}", "{number}. {key}  {label}: {value}")
_UNSET = Label("（沒有設）", "(not set)")
_MASKED = Label("是（沒有設）", "Yes (not set)")
_CONFIRMED = Label("{number}. 已確認的{label}：{values}", "{number}. Confirmed {label}: {values}")
_NONE = Label("（沒有）", "(none)")
_OLDER = Label(
    "舊的設置檔「{file}」不再讀取，請把它的內容設到這裏，再刪除它。",
    "The older file “{file}” is not read any more: set here what it says, then delete it.",
)


def settings_lines(own: UserSettings, file: Path, language: Language) -> Iterator[str]:
    """Where the settings stand, each with its number, and what was confirmed."""
    yield _HEAD.text(language).format(file=file)
    for number, (key, held) in enumerate(KEYS.items(), start=1):
        value = own.values.get(key)
        unset = _MASKED if key == "mask_phones" else _UNSET
        shown = unset.text(language) if value is None else shown_value(key, value)
        facts = {"number": number, "key": key, "label": held.label.text(language), "value": shown}
        yield _LINE.text(language).format_map(facts)
    for number, (kind, confirmed) in enumerate(CONFIRMED.items(), start=len(KEYS) + 1):
        values = "; ".join(own.confirmed.get(kind, ())) or _NONE.text(language)
        facts = {"number": number, "label": confirmed.label.text(language), "values": values}
        yield _CONFIRMED.text(language).format_map(facts)
    if own.older is not None:
        yield _OLDER.text(language).format(file=own.older)
