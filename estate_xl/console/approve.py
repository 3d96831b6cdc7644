"""The command `approve`: what is shown and asked around the task, and the copy that is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.actions.approve import APPROVE
from estate_xl.compute import Month
from estate_xl.console.earlier_versions import keep_version
from estate_xl.console.progress import Progress
from estate_xl.files.session import check_apart, check_writable, open_file
from estate_xl.language import Label
from estate_xl.output import ask_yes, is_terminal, print_json, print_line, tell
from estate_xl.tasks.approve import approve
from estate_xl.tasks.archives import keep_archive

if TYPE_CHECKING:
    from estate_xl.actions import Given
    from estate_xl.deliver.package import Package
    from estate_xl.tasks.results import ApproveResult

_OK, _STOPPED = 0, 1
_ASK: Final = Label(
    "審定這些數字嗎？輸入「是」或 yes 審定，其他取消：",
    "Approve these numbers? Type yes to approve, anything else to cancel: ",
)


def run_approve(given: Given) -> int:
    """Show what is approved, ask at a terminal, keep the copy, then save the workbook.

    Without a terminal the command itself is the answer, and what it approved is printed with it.

    Returns:
        0 approved, also before by the same numbers; 1 stopped, or the person said no.

    Raises:
        EstateError: it could not run, and the workbook is as it was.
    """
    target = given.out or given.book
    check_apart(given.book, out=given.out)
    now = dt.datetime.now()  # noqa: DTZ005 - a workbook's times are local, without a zone
    copies: list[Package] = []
    kept: list[str] = []
    shown: list[str] = []
    with open_file(given.book) as opened:
        check_writable(target)
        progress = Progress(shown=not given.quiet)

        def agree(result: ApproveResult) -> bool:
            language = given.lang or result.screen_language
            if not is_terminal():
                shown.extend(result.question_lines(language))
                return True
            progress.__exit__(None, None, None)
            for line in result.question_lines(language):
                tell(line)
            return ask_yes(_ASK.text(language))

        with progress:
            result = approve(
                opened.book,
                Month.parse(given.month),
                now,
                progress.report,
                by=given.by,
                force=given.force,
                agree=agree,
                keep=copies.append,
            )
        if result.is_kept:
            for copy in copies:
                keep_archive(target.resolve().parent, copy)
            opened.save(given.out)
            kept = keep_version(opened, APPROVE.key, now, given.lang or result.screen_language)
    if given.json:
        print_json(result.as_json())
    elif not given.quiet:
        lines = result.lines(given.lang or result.screen_language, target.name)
        for line in [*shown, *lines, *kept]:
            print_line(line)
    return _STOPPED if result.is_alarming else _OK
