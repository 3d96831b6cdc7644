"""The commands that make workbooks, `new` and `demo`, and the one that verifies packages."""

from __future__ import annotations

import uuid
from functools import partial
from typing import TYPE_CHECKING, Final

from estate_xl.console.usage import one_line
from estate_xl.language import Label, Language, Phrase, spoken_language
from estate_xl.output import print_line, tell

if TYPE_CHECKING:
    from estate_xl.actions import Given

_OK: Final = 0
_MADE: Final = Label(
    "已新建「{book}」，請先打開「首頁」看使用步驟。",
    "“{book}” was made; begin with the steps on its first sheet.",
)


def run_new(given: Given) -> int:
    """Make an empty workbook.

    Raises:
        WorkbookError: there is such a file already, or it cannot be written.
    """
    from estate_xl.blueprint import make_book
    from estate_xl.files.session import check_writable, write_new

    check_writable(given.book)
    given.status = _OK
    write_new(given.book, make_book(Language(given.lang), office_id=uuid.uuid4().hex))
    say(given, Phrase(_MADE, {"book": str(given.book)}).text(spoken_language()))
    return _OK


def run_sample(given: Given) -> int:
    """Make the sample office.

    Raises:
        WorkbookError: the folder or a file cannot be written.
    """
    from estate_xl.console.demo import run_demo
    from estate_xl.console.progress import Progress

    with Progress(shown=not given.quiet) as progress:
        lines = run_demo(
            given.folder, Language(given.lang), given.tickets, given.seed, progress.report
        )
    for line in lines:
        say(given, line)
    return _OK


def run_verify(given: Given) -> int:
    """Verify packages.

    Raises:
        EstateError: the office's workbook cannot be read, or the digest is none.
    """
    from estate_xl.headquarters.verify import verify

    show = print_line if given.json else partial(say, given)
    return verify(given, spoken_language(), show, lambda words: tell(one_line(words)))


def say(given: Given, line: str) -> None:
    """Print a line, unless asked to be quiet."""
    if not given.quiet:
        print_line(line)
