"""A command's output, on any terminal, pipe or disk; no failure here is one of the work.

Every line to a terminal goes through `print_line` or `tell`: a terminal obeys control characters,
and a mark that turns the direction of writing shows a name as another one. Names of files, sheets'
titles, cells and servers' answers hold what somebody else put there, so none of these goes out raw.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from typing import Final, TextIO

from estate_xl.language import Label, Phrase, spoken_language

_LAST_STREAM: Final = 2
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Controls, breaks of lines, turns of direction, tags, halves of characters, and what has no width.

Selectors of variants stay: names are written with them.
"""
_FAILED: Final = Label(
    "結果打印不出來（{reason}），工作簿不受影響；請檢查輸出的去處。",
    "The result cannot be printed ({reason}); the workbook is not affected. "
    "Check where the output goes.",
)
_YES: Final = frozenset({"是", "yes", "y"})


def open_closed_streams() -> None:
    """Have all three streams, so that no file of ours gets the number of a closed one."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    while nowhere <= _LAST_STREAM:
        nowhere = os.dup(nowhere)
    os.close(nowhere)


def visible(text: str, *, keeps: str = "") -> str:
    r"""The text with whatever nobody would see in it written out.

    Args:
        text: Any text.
        keeps: Characters that stay as they are, such as the line breaks between our own lines.

    >>> visible("考核\u202e表\n"), visible("片區\u3000A01 2026年"), visible("a\nb", keeps="\n")
    ('考核⟨U+202E⟩表⟨U+000A⟩', '片區\u3000A01 2026年', 'a\nb')
    """
    return _UNSEEN.sub(
        lambda found: found[0] if found[0] in keeps else f"⟨U+{ord(found[0]):04X}⟩", text
    )


def print_line(text: str) -> None:
    """Print a line on standard output."""
    try:
        print(visible(text))
    except OSError as error:
        _give_up(error)


def print_json(content: object) -> None:
    """Print an object; what nobody sees, or the output cannot hold, is written in escapes."""
    text = _UNSEEN.sub(
        lambda found: json.dumps(found[0])[1:-1], json.dumps(content, ensure_ascii=False)
    )
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        text = json.dumps(content)
    print_line(text)


def tell(text: str) -> None:
    """Print a line on standard error."""
    if sys.stderr is not None:
        try:
            print(visible(text), file=sys.stderr, flush=True)
        except OSError:
            # What stays in its buffer would fail once more at the end, and change the status.
            _send_nowhere(sys.stderr)


def is_terminal() -> bool:
    """True if a person can read a question and answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask_yes(question: str) -> bool:
    """True if the person at the terminal says yes, in Chinese or English."""
    print(visible(question), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in _YES


def settle_output() -> None:
    """Have all that was printed on its way."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError as error:
            _give_up(error)


def abandon_output() -> None:
    """Drop what was printed and has not gone, as where a pipe is full and nobody reads."""
    _send_nowhere(sys.stdout)


def _send_nowhere(stream: TextIO | None) -> None:
    with suppress(OSError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


def _give_up(error: OSError) -> None:
    abandon_output()
    if not isinstance(error, BrokenPipeError):
        words = Phrase(_FAILED, {"reason": error.strerror or str(error)})
        tell(words.text(spoken_language()))
