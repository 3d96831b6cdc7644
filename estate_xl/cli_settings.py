"""The command `settings`: this user's own settings shown, changed, and what mail may go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from estate_xl.error_codes import ErrorCode
from estate_xl.errors import SettingsError
from estate_xl.language import Label, Listing, Phrase, spoken_language
from estate_xl.output import print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from estate_xl.user_settings import UserSettings

    Say = Callable[[argparse.Namespace, str], None]
    Run = Callable[[argparse.Namespace], int]
    AddCommand = Callable[[Any, str, Run, str], argparse.ArgumentParser]

_OK: Final = 0
_KINDS: Final = ("recipient", "domain", "server")
_HOW: Final = Label(
    "改：estate-xl settings set KEY VALUE（VALUE 留空就清除）；"
    "確認：estate-xl settings confirm recipient|domain|server VALUE；"
    "收回確認：estate-xl settings forget recipient|domain|server VALUE。",
    "To change: estate-xl settings set KEY VALUE (an empty VALUE clears it); "
    "to confirm: estate-xl settings confirm recipient|domain|server VALUE; "
    "to take that back: estate-xl settings forget recipient|domain|server VALUE.",
)
_IS_SET: Final = Label("已設 {key}：{value}（{file}）。", "{key} is set: {value} ({file}).")
_IS_CLEARED: Final = Label("已清除 {key}（{file}）。", "{key} is cleared ({file}).")
_IS_CONFIRMED: Final = Label(
    "已確認{what}：{values}（{file}）。", "Confirmed of {what}: {values} ({file})."
)
_IS_FORGOTTEN: Final = Label(
    "已收回{what}的確認：{values}（{file}）。", "No longer confirmed of {what}: {values} ({file})."
)


def add_settings(commands: argparse._SubParsersAction[Any], add: AddCommand, say: Say) -> None:
    """Add `settings` and its verbs to the command line.

    Args:
        commands: Of the command line.
        add: Adds a command with what all commands have.
        say: Prints a line, unless asked to be quiet.
    """

    def running(run: Callable[[argparse.Namespace, Say], int]) -> Run:
        return lambda options: run(options, say)

    settings = add(
        commands, "settings", running(_show), "您自己的設置：發信服務器、賬號、域名、確認過什麼"
    )
    settings.add_argument("--json", action="store_true", help="以 JSON 輸出")
    settings.add_argument("--lang", choices=("zh-Hant", "zh-Hans", "en"), default="zh-Hant")
    verbs = settings.add_subparsers(title="命令", metavar="命令", dest="verb")

    setting = add(verbs, "set", running(_set), "改一項設置；值留空就清除")
    setting.add_argument("key", metavar="KEY", help="例如 smtp_host；全部的鍵見 estate-xl settings")
    setting.add_argument(
        "value", metavar="VALUE", nargs="*", help="值；有 - 開頭的參數時，前面加 --"
    )
    for name, run, words in (
        ("confirm", _confirm, "確認可以發往的收件人、域名，或可以使用的服務器"),
        ("forget", _forget, "收回確認，下次發送會再問"),
    ):
        verb = add(verbs, name, running(run), words)
        verb.add_argument(
            "kind", choices=_KINDS, help="recipient 收件人、domain 域名、server 服務器"
        )
        verb.add_argument("value", metavar="VALUE", nargs="+", help="可以寫多個")


def _show(options: argparse.Namespace, say: Say) -> int:
    from estate_xl.screen_settings import settings_lines
    from estate_xl.user_settings import KEYS, read_settings, settings_file

    own, file, language = read_settings(), settings_file(), spoken_language()
    if options.json:
        held = own.as_json()
        confirmed = held.pop("confirmed")
        values = {key: held.get(key) for key in KEYS}
        print_json({"file": str(file), "settings": values, "confirmed": confirmed})
        return _OK
    for line in settings_lines(own, file, language):
        say(options, line)
    say(options, _HOW.text(language))
    return _OK


def _set(options: argparse.Namespace, say: Say) -> int:
    from estate_xl.user_settings import change_settings, find_key, settings_file, shown_value

    key = find_key(options.key)
    own = change_settings(lambda held: held.with_value(key, _value(key, options.value)))
    language, facts = spoken_language(), {"key": key, "file": str(settings_file())}
    words = Phrase(_IS_CLEARED, facts)
    if key in own.values:
        value = shown_value(key, own.values[key], language)
        words = Phrase(_IS_SET, {**facts, "value": value})
    say(options, words.text(language))
    return _OK


def _value(key: str, words: list[str]) -> str | list[str]:
    """What was typed: one text, or a program and its arguments."""
    if len(words) > 1 or (words and key == "token_command" and Path(words[0]).is_file()):
        if key == "token_command":
            return words
        raise SettingsError(ErrorCode.ONE_VALUE, key=key)
    return words[0] if words else ""


def _confirm(options: argparse.Namespace, say: Say) -> int:
    def change(held: UserSettings) -> UserSettings:
        return held.with_confirmed(options.kind, options.value)

    return _changed(options, say, change, _IS_CONFIRMED)


def _forget(options: argparse.Namespace, say: Say) -> int:
    def change(held: UserSettings) -> UserSettings:
        return held.without_confirmed(options.kind, options.value)

    return _changed(options, say, change, _IS_FORGOTTEN)


def _changed(
    options: argparse.Namespace,
    say: Say,
    change: Callable[[UserSettings], UserSettings],
    label: Label,
) -> int:
    from estate_xl.user_settings import CONFIRMED, change_settings, read_confirmed, settings_file

    change_settings(change)
    values = Listing([read_confirmed(options.kind, text) for text in options.value])
    what = CONFIRMED[options.kind].label
    words = Phrase(label, {"what": what, "values": values, "file": str(settings_file())})
    say(options, words.text(spoken_language()))
    return _OK
