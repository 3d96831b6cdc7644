"""The help of the program and of each command, in the language of the person who asks."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from estate_xl.actions.options import COMMON, TOP_LANGUAGE
from estate_xl.language import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estate_xl.actions import Command, Option
    from estate_xl.language import Language

_USAGE: Final = Label("用法：", "Usage: ")
_COMMANDS: Final = Label("命令：", "Commands:")
_ARGUMENTS: Final = Label("參數：", "Arguments:")
_OPTIONS: Final = Label("選項：", "Options:")
_COMMAND: Final = Label("命令", "COMMAND")
_HELP: Final = Label("顯示本說明", "show this help")
_ABOUT: Final = Label(
    "物業服務片區的 Excel 工作簿：校驗、逾期提醒、月度考核、結果逐項可查。",
    "The Excel workbook of a property office's zones: checks, what is overdue, the appraisal of a "
    "month, every figure explained.",
)
_STATUS: Final = Label(
    "退出碼：0 沒有問題；1 發現問題，已列出；2 不能執行，工作簿保持原樣。",
    "Exit status: 0 clean; 1 findings, which are listed; 2 could not run, and the workbook is as "
    "it was.",
)
_LINE_WIDTH: Final = 88
_WORD_WIDTH: Final = 26


def program_help(program: str, commands: Sequence[Command], language: Language) -> str:
    """The help of `estate-xl` itself."""
    words = ["[-h]", f"[{TOP_LANGUAGE.usage}]", f"{_COMMAND.text(language)} …"]
    blocks = [
        _usage(program, words, language),
        textwrap.fill(_ABOUT.text(language), _LINE_WIDTH),
        _block(_COMMANDS, ((each.last_name, each.words) for each in commands), language),
        _options((TOP_LANGUAGE,), language),
        textwrap.fill(_STATUS.text(language), _LINE_WIDTH),
    ]
    return "\n\n".join(blocks)


def command_help(typed: str, command: Command, below: Sequence[Command], language: Language) -> str:
    """The help of a command.

    Args:
        typed: What is typed of it, such as `estate-xl addin build`.
        command: The command.
        below: Commands that are below it.
        language: Of the help.
    """
    options = command.options if command.needs_verb else (*command.options, *COMMON)
    words = ["[-h]", *command.usage_words]
    if below:
        last = f"{_COMMAND.text(language)} …"
        words.append(last if command.needs_verb else f"[{last}]")
    blocks = [
        _usage(typed, words, language),
        textwrap.fill(command.words.text(language), _LINE_WIDTH),
    ]
    if below:
        blocks.append(_block(_COMMANDS, ((each.last_name, each.words) for each in below), language))
    positional = [option for option in options if option.is_positional]
    if positional:
        lines = ((option.usage, option.words) for option in positional)
        blocks.append(_block(_ARGUMENTS, lines, language))
    blocks.append(_options([each for each in options if not each.is_positional], language))
    return "\n\n".join(blocks)


def _usage(typed: str, words: Sequence[str], language: Language) -> str:
    """The line of usage, broken between its words."""
    lines = [f"{_USAGE.text(language)}{typed}"]
    for word in words:
        if len(lines[-1]) + len(word) >= _LINE_WIDTH:
            lines.append("     ")
        lines[-1] += f" {word}"
    return "\n".join(lines)


def _options(options: Iterable[Option], language: Language) -> str:
    lines = [("-h, --help", _HELP), *((option.usage, option.words) for option in options)]
    return _block(_OPTIONS, lines, language)


def _block(heading: Label, lines: Iterable[tuple[str, Label]], language: Language) -> str:
    """A heading, and each word with what it means beside it."""
    shown = [heading.text(language)]
    for word, meaning in lines:
        shown += _entry(word, meaning.text(language))
    return "\n".join(shown)


def _entry(word: str, meaning: str) -> Iterator[str]:
    lines = textwrap.wrap(meaning, _LINE_WIDTH - _WORD_WIDTH, break_long_words=False)
    indent = " " * _WORD_WIDTH
    first = f"  {word}"
    if len(first) + 2 > _WORD_WIDTH:
        yield first
    else:
        lines[0] = f"{first:<{_WORD_WIDTH}}{lines[0]}"
        yield lines.pop(0)
    yield from (f"{indent}{line}" for line in lines)
