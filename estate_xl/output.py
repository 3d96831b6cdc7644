"""What a command prints, on any terminal, pipe or disk; no failure here is one of the work."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import Final

_LAST_STREAM: Final = 2
_YES: Final = frozenset({"是", "yes", "y"})


def open_closed_streams() -> None:
    """Have all three streams, so that no file of ours gets the number of a closed one."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    while nowhere <= _LAST_STREAM:
        nowhere = os.dup(nowhere)
    os.close(nowhere)


def print_line(text: str) -> None:
    """Print a line on standard output."""
    try:
        print(text)
    except OSError as error:
        _give_up(error)


def print_json(content: object) -> None:
    """Print an object; what the output's encoding cannot hold is written as escapes."""
    text = json.dumps(content, ensure_ascii=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        text = json.dumps(content)
    print_line(text)


def tell(text: str) -> None:
    """Print a line on standard error."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(text, file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Whether a person can read a question and answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask_yes(question: str) -> bool:
    """Whether the person at the terminal says yes, in Chinese or English."""
    print(question, end="", file=sys.stderr, flush=True)
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
    with suppress(OSError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _give_up(error: OSError) -> None:
    abandon_output()
    if not isinstance(error, BrokenPipeError):
        reason = error.strerror or error
        tell(f"結果打印不出來（{reason}），工作簿不受影響；請檢查輸出的去處。")
