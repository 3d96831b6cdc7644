"""The command `restore`: earlier versions of a workbook listed, and one of them brought back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.console.progress import Progress
from estate_xl.console.workbooks import say
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import (
    check_apart,
    check_on_disk,
    check_writable,
    real_path,
    replace_file,
)
from estate_xl.files.versions import bring_back, find_versions
from estate_xl.language import Label
from estate_xl.live.daily_backups import copy_places
from estate_xl.live.user_folder import find_data_folder
from estate_xl.output import print_json
from estate_xl.tasks.restore import (
    carry,
    check_readable,
    choose,
    compare,
    compare_all,
    list_lines,
    read_present,
    restored_lines,
    shown_place,
)

if TYPE_CHECKING:
    from estate_xl.actions import Given
    from estate_xl.tasks.kept_history import Carried

_OK: Final = 0
_HOW: Final = Label(
    "恢復其中一版：estate-xl restore 工作簿 --version 編號",
    "To bring one back: estate-xl restore BOOK --version N",
)


def run_restore(given: Given) -> int:
    """List the versions, or bring one back: the latest if none is named.

    Raises:
        WorkbookError: there is no such version, it is damaged, or the workbook is open elsewhere or
            cannot be replaced.
    """
    check_on_disk(given.book)
    check_apart(given.book, out=given.out)
    book = real_path(given.book)
    if not given.list:
        check_writable(given.out or book)
    with Progress(shown=not given.quiet) as progress:
        versions = find_versions(book, copy_places(str(book), find_data_folder()))
        if not versions and not book.exists():
            raise WorkbookError(ErrorCode.NOT_FOUND, path=str(given.book))
        chosen = choose(book, versions, 1 if given.version is None else given.version)
        present = read_present(book)
        language = given.lang or present.language
        if given.list:
            compared = compare_all(present, versions, progress.report)
        else:
            number = versions.index(chosen) + 1
            one = compare(present, number, chosen)
            check_readable(book, one)
            given.status = _OK
            carried: Carried | None = None
            if given.out is not None:
                replace_file(given.out, chosen.path.read_bytes())
                kept = None
            else:
                carried = carry(present, one)
                now = dt.datetime.now()  # noqa: DTZ005 - local times
                kept = bring_back(book, chosen, now, carried.data)
    if given.list:
        if given.json:
            print_json({"versions": [each.as_json() for each in compared]})
            return _OK
        for line in [*list_lines(book, compared, language), _HOW.text(language)]:
            say(given, line)
        return _OK
    if given.json:
        told = None if carried is None else carried.as_json()
        place = None if kept is None else shown_place(kept)
        print_json({**one.as_json(), "kept": place, "carried": told})
        return _OK
    for line in restored_lines(given.out or book, one, kept, language, carried):
        say(given, line)
    return _OK
