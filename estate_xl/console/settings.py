"""The command `settings`: this user's own settings shown, changed, and what mail may go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.console.workbooks import say
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import SettingsError
from estate_xl.language import Label, Listing, Phrase, spoken_language
from estate_xl.output import print_json
from estate_xl.user_settings import (
    CONFIRMED,
    KEYS,
    change_settings,
    find_key,
    read_confirmed,
    read_settings,
    settings_file,
    shown_value,
)
from estate_xl.user_settings.overview import settings_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.actions import Given
    from estate_xl.language import Fact
    from estate_xl.user_settings import UserSettings

_OK: Final = 0
_HOW: Final = Label(
    "改：estate-xl settings set KEY VALUE（VALUE 留空就清除）；"
    "確認：estate-xl settings confirm recipient|domain|server VALUE；"
    "收回確認：estate-xl settings forget recipient|domain|server VALUE。",
    "To change one: estate-xl settings set KEY VALUE (without VALUE it is cleared). "
    "To confirm: estate-xl settings confirm recipient|domain|server VALUE. "
    "To take that back: estate-xl settings forget recipient|domain|server VALUE.",
)
_SET: Final = Label("已設 {key}：{value}（{file}）。", "{key} is set: {value} ({file}).")
_CLEARED: Final = Label("已清除 {key}（{file}）。", "{key} is cleared ({file}).")
_CONFIRMED: Final = Label(
    "已確認{what}：{values}（{file}）。", "Confirmed, {what}: {values} ({file})."
)
_FORGOTTEN: Final = Label(
    "已收回{what}的確認：{values}（{file}）。", "No longer confirmed, {what}: {values} ({file})."
)


def run_show(given: Given) -> int:
    """Show the settings.

    Raises:
        SettingsError: their file cannot be read.
    """
    own, file = read_settings(), settings_file()
    if given.json:
        held = own.as_json()
        confirmed = held.pop("confirmed")
        values = {key: held.get(key) for key in KEYS}
        print_json({"file": str(file), "settings": values, "confirmed": confirmed})
        return _OK
    for line in settings_lines(own, file, spoken_language()):
        say(given, line)
    say(given, _HOW.text(spoken_language()))
    return _OK


def run_set(given: Given) -> int:
    """Change a setting, or clear it.

    Raises:
        SettingsError: there is no such key, or the value does not fit.
    """
    key = find_key(given.key)
    own = change_settings(lambda held: held.with_value(key, _value(key, given.value)))
    facts = {"key": key, "file": str(settings_file())}
    if key in own.values:
        shown = {"value": shown_value(key, own.values[key], spoken_language()), **facts}
        say(given, Phrase(_SET, shown).text(spoken_language()))
    else:
        say(given, Phrase(_CLEARED, facts).text(spoken_language()))
    return _OK


def _value(key: str, words: Sequence[str]) -> str | list[str]:
    """The typed value: one text, or a program and its arguments."""
    if len(words) > 1 or (words and key == "token_command" and Path(words[0]).is_file()):
        if key == "token_command":
            return list(words)
        raise SettingsError(ErrorCode.ONE_VALUE, key=key)
    return words[0] if words else ""


def run_confirm(given: Given) -> int:
    """Confirm what mail may go to or by.

    Raises:
        SettingsError: a value does not fit.
    """

    def change(held: UserSettings) -> UserSettings:
        return held.with_confirmed(given.kind, given.value)

    return _changed(given, change, _CONFIRMED)


def run_forget(given: Given) -> int:
    """Take confirmations back.

    Raises:
        SettingsError: a value does not fit, or was not confirmed.
    """

    def change(held: UserSettings) -> UserSettings:
        return held.without_confirmed(given.kind, given.value)

    return _changed(given, change, _FORGOTTEN)


def _changed(given: Given, change: Callable[[UserSettings], UserSettings], words: Label) -> int:
    change_settings(change)
    facts: dict[str, Fact] = {
        "what": CONFIRMED[given.kind].label,
        "values": Listing([read_confirmed(given.kind, text) for text in given.value]),
        "file": str(settings_file()),
    }
    say(given, Phrase(words, facts).text(spoken_language()))
    return _OK
