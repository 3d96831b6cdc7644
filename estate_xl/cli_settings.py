"""The command `settings`: this user's own settings shown, changed, and what mail may go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from estate_xl.errors import SettingsError
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
_HOW: Final = (
    "改：estate-xl settings set KEY VALUE（VALUE 留空就清除）；"
    "確認：estate-xl settings confirm recipient|domain|server VALUE；"
    "收回確認：estate-xl settings forget recipient|domain|server VALUE。"
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
    from estate_xl.schema import Language
    from estate_xl.screen_settings import settings_lines
    from estate_xl.user_settings import KEYS, read_settings, settings_file

    own, file = read_settings(), settings_file()
    if options.json:
        held = own.as_json()
        confirmed = held.pop("confirmed")
        values = {key: held.get(key) for key in KEYS}
        print_json({"file": str(file), "settings": values, "confirmed": confirmed})
        return _OK
    for line in settings_lines(own, file, Language(options.lang)):
        say(options, line)
    say(options, _HOW)
    return _OK


def _set(options: argparse.Namespace, say: Say) -> int:
    from estate_xl.user_settings import change_settings, find_key, settings_file, shown_value

    key = find_key(options.key)
    own = change_settings(lambda held: held.with_value(key, _value(key, options.value)))
    if key in own.values:
        words = f"已設 {key}：{shown_value(key, own.values[key])}（{settings_file()}）。"
    else:
        words = f"已清除 {key}（{settings_file()}）。"
    say(options, words)
    return _OK


def _value(key: str, words: list[str]) -> str | list[str]:
    """What was typed: one text, or a program and its arguments."""
    if len(words) > 1 or (words and key == "token_command" and Path(words[0]).is_file()):
        if key == "token_command":
            return words
        msg = f"設置 {key} 只有一個值，有空格時請加引號。"
        raise SettingsError(msg)
    return words[0] if words else ""


def _confirm(options: argparse.Namespace, say: Say) -> int:
    def change(held: UserSettings) -> UserSettings:
        return held.with_confirmed(options.kind, options.value)

    return _changed(options, say, change, "已確認{what}：{values}（{file}）。")


def _forget(options: argparse.Namespace, say: Say) -> int:
    def change(held: UserSettings) -> UserSettings:
        return held.without_confirmed(options.kind, options.value)

    return _changed(options, say, change, "已收回{what}的確認：{values}（{file}）。")


def _changed(
    options: argparse.Namespace,
    say: Say,
    change: Callable[[UserSettings], UserSettings],
    words: str,
) -> int:
    from estate_xl.user_settings import CONFIRMED, change_settings, read_confirmed, settings_file

    change_settings(change)
    values = "、".join(read_confirmed(options.kind, text) for text in options.value)
    label = CONFIRMED[options.kind].label.hant
    say(options, words.format(what=label, values=values, file=settings_file()))
    return _OK
