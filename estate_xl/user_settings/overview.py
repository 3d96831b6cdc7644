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
_MORE = Label("{values} …（共 {count} 個）", "{values} … ({count} in all)")
_OLDER = Label(
    "舊的設置檔「{file}」不再讀取，請把它的內容設到這裏，再刪除它。",
    "The older file “{file}” is not read any more: set here what it says, then delete it.",
)


def settings_lines(
    own: UserSettings, file: Path, language: Language, most: int | None = None
) -> Iterator[str]:
    """The settings, each with its number, and what was confirmed.

    Args:
        own: The settings.
        file: Where they are.
        language: Of the lines.
        most: How many of each kind of what was confirmed are shown; None for all.
    """
    yield _HEAD.text(language).format(file=file)
    for number, (key, declared) in enumerate(KEYS.items(), start=1):
        value = own.values.get(key)
        unset = _MASKED if key == "mask_phones" else _UNSET
        shown = unset.text(language) if value is None else shown_value(key, value, language)
        label = declared.label.text(language)
        facts = {"number": number, "key": key, "label": label, "value": shown}
        yield _LINE.text(language).format_map(facts)
    for number, (kind, confirmed) in enumerate(CONFIRMED.items(), start=len(KEYS) + 1):
        held = own.confirmed.get(kind, ())
        values = "; ".join(held[:most]) or _NONE.text(language)
        if most is not None and len(held) > most:
            values = _MORE.text(language).format(values=values, count=len(held))
        facts = {"number": number, "label": confirmed.label.text(language), "values": values}
        yield _CONFIRMED.text(language).format_map(facts)
    if own.older is not None:
        yield _OLDER.text(language).format(file=own.older)
