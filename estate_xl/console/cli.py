"""The command line: read the words, run one action, turn what stops it into one sentence.

Exit status: 0 clean, 1 findings, 2 could not run. Neither `--help` nor a usage error imports pandas
or xlwings.
"""

from __future__ import annotations

import gc
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from estate_xl.actions import COMMANDS, load
from estate_xl.console.command_line import PROGRAM, make_command_line
from estate_xl.console.usage import one_line, usage_sentence
from estate_xl.errors.exceptions import UsageError
from estate_xl.errors.sentences import is_interrupt, last_words
from estate_xl.files.interrupts import uninterrupted
from estate_xl.files.replacement import placed_files
from estate_xl.language import Language, speak, spoken_language
from estate_xl.output import abandon_output, settle_output, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.console.command_line import Chosen

OK, FINDINGS, FAILED = 0, 1, 2
_LANGUAGE = "--lang"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Words after the program's name; those of the process if None.

    Returns:
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    speak(_language_among(words))
    try:
        with make_command_line().make_context(PROGRAM, list(words), obj=words) as context:
            chosen = context.command.invoke(context)
    except click.exceptions.Exit as stop:
        settle_output()
        return stop.exit_code
    except (UsageError, click.UsageError) as error:
        tell(usage_sentence(error, _command_among(words), words, spoken_language()))
        return FAILED
    speak(chosen.language)
    looks_for_garbage = gc.isenabled()
    gc.disable()  # A run is short, and its millions of cells are no garbage.
    try:
        return _run(chosen)
    finally:
        if looks_for_garbage:
            gc.enable()


def _run(chosen: Chosen) -> int:
    """The command's status; 2 only where nothing was changed, whatever fails after the save."""
    given, action = chosen.given, chosen.action
    given.status = FAILED
    with placed_files() as placed:
        try:
            if action.command is not None and action.command.run:
                given.status = int(load(action.command.run)(given))
            else:
                given.status = int(load("estate_xl.console.run_task.run_on_book")(action, given))
            settle_output()
        except BaseException as error:
            if given.debug and not is_interrupt(error):
                raise
            with uninterrupted(forgets=True):
                abandon_output()
                tell(one_line(last_words(error, saved=placed[-1] if placed else None)))
                return int(given.status) if placed else FAILED
    return int(given.status)


def _language_among(words: Sequence[str]) -> Language | None:
    """The language that the words ask for; a sentence on what is wrong with them is in it too."""
    for word, following in pairwise([*words, ""]):
        flag, _, value = word.partition("=")
        if flag == _LANGUAGE and (value or following) in set(Language):
            return Language(value or following)
    return None


def _command_among(words: Sequence[str]) -> str:
    """The typed words of a command, such as `estate-xl addin build`."""
    plain = [word for word in words if not word.startswith("-")]
    for name in (" ".join(plain[:2]), *plain[:1]):
        if name in COMMANDS:
            return f"{PROGRAM} {name}"
    return PROGRAM
