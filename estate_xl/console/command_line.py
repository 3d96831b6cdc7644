"""The command line that the declared actions make: Click reads the words, and nothing is run."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from estate_xl.actions import COMMANDS, Given
from estate_xl.actions.kinds import FILE
from estate_xl.actions.options import COMMON, TOP_LANGUAGE
from estate_xl.console.help import command_help, program_help
from estate_xl.console.usage import flags_of
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import UsageError
from estate_xl.language import Listing, Phrase, spoken_language
from estate_xl.output import print_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate_xl.actions import Action, Command, Option
    from estate_xl.language import Language

PROGRAM: Final = "estate-xl"
_HELP_FLAGS: Final = ("-h", "--help")
_SETTINGS: Final = {"allow_extra_args": True}
"""Words too many are ours to refuse."""


class Chosen(NamedTuple):
    """A request: an action, its command's values, and the language asked for."""

    action: Action
    given: Given
    language: Language | None


_LIKE_FLAG: Final = re.compile(r"-(?!\d*\.?\d+$)\S+")
"""A word with a dash before it, of no sentence and no number: a flag, be it mistyped."""

_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
"""What Python makes of bytes that are no text in the terminal's encoding."""


class _Value(click.ParamType[object]):
    """The kind of an option, in Click's terms."""

    name = "value"

    def __init__(self, option: Option) -> None:
        """Take the option whose value it reads."""
        self._option = option

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """The value of a text.

        Raises:
            UsageError: it is no text or none of the kind, or the next option.
        """
        del param
        if not isinstance(value, str):
            return value
        flag, kind = self._option.flag, self._option.kind
        if ctx is not None and not self._option.is_positional:
            is_joined = f"{flag}={value}" in (ctx.obj or ())
            if not is_joined and (_LIKE_FLAG.fullmatch(value) or value in flags_of(ctx)):
                raise UsageError(ErrorCode.VALUE_MISSING, name=flag)
        if kind is not FILE and _NO_TEXT.search(value):
            raise UsageError(ErrorCode.VALUE_NO_TEXT, name=flag)
        try:
            return kind.parse(value)
        except ValueError as error:
            if kind.choices:
                choices = Listing(kind.choices)
                raise UsageError(
                    ErrorCode.VALUE_NOT_OFFERED, name=flag, text=value, choices=choices
                ) from error
            problem = Phrase(kind.refusal, {"text": value})
            raise UsageError(ErrorCode.VALUE_UNFIT, name=flag, problem=problem) from error


class _WithHelp(click.Command):
    """A command whose help and whose refusals are ours."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The option that shows the help."""
        del ctx
        return click.Option(
            _HELP_FLAGS, is_flag=True, is_eager=True, expose_value=False, callback=_show_help
        )

    def get_help(self, ctx: click.Context) -> str:
        """The help in the language of the command."""
        command = COMMANDS[_name(ctx)].command if _name(ctx) in COMMANDS else None
        below = _commands_below(_name(ctx))
        if command is None:
            return program_help(ctx.command_path, below, spoken_language())
        return command_help(ctx.command_path, command, below, spoken_language())


class _Group(_WithHelp, click.Group):
    """A command with others below it."""


def _show_help(context: click.Context, _: click.Parameter, value: object) -> None:
    if value:
        for line in context.get_help().splitlines():
            print_line(line)
        context.exit()


def _name(context: click.Context) -> str:
    """Name of the command: `addin build`."""
    return context.command_path.removeprefix(PROGRAM).strip()


def _commands_below(name: str) -> list[Command]:
    """Commands that are right below one, or below the program where it has no name."""
    depth = len(name.split()) + 1
    return [
        action.command
        for key, action in COMMANDS.items()
        if action.command is not None
        and len(key.split()) == depth
        and key.split()[:-1] == name.split()
    ]


def make_command_line() -> click.Group:
    """The program with all its commands."""
    program = _Group(
        PROGRAM,
        params=[_parameter(TOP_LANGUAGE)],
        callback=_no_command,
        invoke_without_command=True,
        no_args_is_help=False,
    )
    groups: dict[str, click.Group] = {"": program}
    for name, action in COMMANDS.items():
        above, _, last = name.rpartition(" ")
        made = _make_command(last, action, has_more=bool(_commands_below(name)))
        groups[above].add_command(made)
        if isinstance(made, click.Group):
            groups[name] = made
    return program


def _make_command(name: str, action: Action, *, has_more: bool) -> click.Command:
    needs_verb = action.command is not None and action.command.needs_verb
    params = [_parameter(option) for option in action.options]
    params += [] if needs_verb else [_parameter(option) for option in COMMON]
    callback = partial(_choose, action)
    if has_more:
        return _Group(
            name,
            params=params,
            callback=callback,
            invoke_without_command=True,
            no_args_is_help=False,
        )
    return _WithHelp(name, params=params, callback=callback, context_settings=_SETTINGS)


def _parameter(option: Option) -> click.Parameter:
    """The option in Click's terms; what must be there, and what is there if not, we decide."""
    if option.is_positional:
        return click.Argument(
            [option.name], type=_Value(option), nargs=-1 if option.many else 1, required=False
        )
    if option.is_flag:
        return click.Option([option.flag, option.name], is_flag=True)
    return click.Option([option.flag, option.name], type=_Value(option), multiple=option.many)


@click.pass_context
def _no_command(context: click.Context, /, **_: object) -> None:
    if context.invoked_subcommand is None:
        raise UsageError(ErrorCode.COMMAND_MISSING)


def _choose(action: Action, /, **values: object) -> Chosen | None:
    """The request, or None where it is a command below this one.

    Raises:
        UsageError: a word is unknown or missing, or two contradict each other.
    """
    context, command = click.get_current_context(), action.command
    if command is None or context.invoked_subcommand is not None:
        return None
    if command.needs_verb:
        raise UsageError(ErrorCode.COMMAND_MISSING)
    if context.args:
        raise UsageError(ErrorCode.WORD_UNKNOWN, text=" ".join(context.args))
    asked = [each.params["lang"] for each in _line_of(context) if each.params.get("lang")]
    language = asked[0] if asked else None
    if "lang" in values:
        values["lang"] = language
    for option in COMMON:
        values[option.name] = any(each.params.get(option.name) for each in _line_of(context))
    missing = [
        option.flag
        for option in command.options
        if option.required and values[option.name] in (None, ())
    ]
    if missing:
        raise UsageError(ErrorCode.WORDS_MISSING, names=Listing(missing))
    _check_apart(command, values)
    for option in command.options:
        if values[option.name] is None:
            values[option.name] = option.default
    return Chosen(action, Given(**values), language)


def _line_of(context: click.Context) -> Iterator[click.Context]:
    """The command's context and those above it."""
    found: click.Context | None = context
    while found is not None:
        yield found
        found = found.parent


def _check_apart(command: Command, values: Mapping[str, object]) -> None:
    """Refuse options that contradict each other."""
    for group in command.apart:
        used = [
            option.flag
            for option in command.options
            if option.flag in group and values[option.name] not in (None, (), False)
        ]
        if len(used) > 1:
            first, second = used[:2]
            raise UsageError(ErrorCode.OPTIONS_APART, name=second, other=first)
