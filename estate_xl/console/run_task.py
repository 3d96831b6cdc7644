"""A task run on a workbook's file: opened, changed, saved, and what came of it printed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.console.earlier_versions import keep_version
from estate_xl.console.progress import Progress
from estate_xl.files.session import check_apart, check_writable, open_file
from estate_xl.language import Label
from estate_xl.output import print_json, print_line
from estate_xl.tasks.run_action import places_for, run_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estate_xl.actions import Action, Given
    from estate_xl.tasks.results import Result

_OK, _FINDINGS = 0, 1
_SAVING: Final = Label("保存", "Saving")


def run_on_book(
    action: Action,
    given: Given,
    *,
    seen: Callable[[Result], None] | None = None,
    before: Callable[[Path], None] | None = None,
) -> int:
    """Open the book, run the action's task, save, and print what came out.

    Args:
        action: With a task.
        given: What the command was given; its `status` is that of a run which fails from now on.
        seen: Told what came out, before it is saved.
        before: Called with the new file before it is put in its place.
    """
    target = given.out or given.book
    check_apart(given.book, out=given.out)
    now = dt.datetime.now()  # noqa: DTZ005 - a workbook's times are local, without a zone
    with (
        Progress(shown=not given.quiet) as progress,
        open_file(given.book) as opened,
    ):
        check_writable(target)
        places = places_for(action, opened.book)
        values = {**vars(given), "places": places}
        result = run_task(action, opened.book, now, progress.report, values)
        progress.report(_SAVING)
        given.status = _FINDINGS if result.is_alarming else _OK
        if seen is not None:
            seen(result)
        kept: list[str] = []
        language = given.lang or result.screen_language
        if result.is_kept:
            opened.save(given.out, result.results, before=before)
            kept = keep_version(opened, action.key, now, language, places)
    if getattr(given, "json", False):
        print_json(result.as_json())
    elif not given.quiet:
        for line in [*result.lines(language, target.name), *kept]:
            print_line(line)
    return int(given.status)
