"""Errors in the use of the command line.

Texts without a full stop are put into `WRONG_USAGE`; the others say what one command refuses.
"""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

WRONG_USAGE: Final = Label(
    "用法不對：{problem}。請看 {command} --help。", "Wrong usage: {problem}. See {command} --help."
)
WORDS_MISSING: Final = Label("還缺少 {names}", "{names} is missing")
COMMAND_MISSING: Final = Label("還缺少命令", "a command is missing")
COMMAND_UNKNOWN: Final = Label(
    "命令不能是「{text}」，可選：{choices}", "the command cannot be “{text}”, only: {choices}"
)
WORD_UNKNOWN: Final = Label("不認識「{text}」", "“{text}” is unknown")
OPTION_SHORTENED: Final = Label(
    "「{text}」不清楚，可能是：{choices}", "“{text}” is not clear; it may be: {choices}"
)
VALUE_MISSING: Final = Label("{name} 後面要跟一個值", "{name} needs a value after it")
VALUE_UNASKED: Final = Label("{name} 後面不能有值「{text}」", "{name} takes no value, “{text}”")
VALUE_NOT_OFFERED: Final = Label(
    "{name} 不能是「{text}」，可選：{choices}", "{name} cannot be “{text}”, only: {choices}"
)
VALUE_UNFIT: Final = Label("{name}：{problem}", "{name}: {problem}")
VALUE_NO_TEXT: Final = Label(
    "{name} 後面有不是文字的字節，請照終端的編碼（例如 UTF-8）重新輸入",
    "the value of {name} holds bytes that are no text: type it in the terminal's encoding, such as "
    "UTF-8",
)
OPTIONS_APART: Final = Label(
    "{name} 不能和 {other} 一起用", "{name} cannot be used together with {other}"
)
USED_WRONGLY: Final = Label("{said}", "{said}")
"""A kind of wrong use that the command line's library may get one day, in its own words."""

NUMBERS_ALONE: Final = Label(
    "--numbers-only 只編號，不打印也不派工，不能和 --pdf 或 --dispatch 一起用。",
    "--numbers-only numbers and neither prints nor dispatches: do not use it with --pdf or "
    "--dispatch.",
)
