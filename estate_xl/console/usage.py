"""A command line used wrongly: one sentence for each type of error, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import UsageError
from estate_xl.errors.texts import usage as texts
from estate_xl.language import Listing, Phrase
from estate_xl.output import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.language import Fact, Language

_LONGEST_SENTENCE: Final = 400


def usage_sentence(
    error: UsageError | click.UsageError, command: str, words: Sequence[str], language: Language
) -> str:
    """The sentence of what is wrong, and where help is.

    Args:
        error: Ours or the library's.
        command: What was typed of the command, such as `estate-xl addin build`.
        words: All that was typed after the program's name.
        language: Of the sentence.
    """
    problem = error if isinstance(error, UsageError) else _in_our_words(error, words)
    facts: dict[str, Fact] = {"problem": problem, "command": command}
    return one_line(Phrase(texts.WRONG_USAGE, facts).text(language))


def _in_our_words(error: click.UsageError, words: Sequence[str]) -> UsageError:
    """The library's error as ours, by its type and its facts."""
    if isinstance(error, click.NoSuchOption):
        options = [] if error.ctx is None else flags_of(error.ctx)
        near = [flag for flag in options if flag.startswith(error.option_name)]
        if near:
            return UsageError(
                ErrorCode.OPTION_SHORTENED, text=error.option_name, choices=Listing(near)
            )
        return UsageError(ErrorCode.WORD_UNKNOWN, text=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        values = [
            word.partition("=")[2] for word in words if word.startswith(f"{error.option_name}=")
        ]
        if values:
            return UsageError(ErrorCode.VALUE_UNASKED, name=error.option_name, text=values[0])
        return UsageError(ErrorCode.VALUE_MISSING, name=error.option_name)
    if isinstance(error, click.NoSuchCommand):
        known = () if error.ctx is None else commands_of(error.ctx)
        return UsageError(
            ErrorCode.COMMAND_UNKNOWN, text=error.command_name, choices=Listing(known)
        )
    return UsageError(ErrorCode.USED_WRONGLY, said=error.format_message())


def flags_of(context: click.Context) -> list[str]:
    """The command's options as they are typed."""
    return [
        flag
        for parameter in context.command.params
        if isinstance(parameter, click.Option)
        for flag in parameter.opts
    ]


def commands_of(context: click.Context) -> list[str]:
    """Names of the commands below this one."""
    return list(context.command.commands) if isinstance(context.command, click.Group) else []


def one_line(text: str) -> str:
    """The text on one line, which a name or a library's words may break, and not endless."""
    line = visible(text)
    if len(line) <= _LONGEST_SENTENCE:
        return line
    half = _LONGEST_SENTENCE // 2
    return f"{line[:half]} …… {line[-half:]}"
