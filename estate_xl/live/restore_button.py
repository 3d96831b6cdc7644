"""還原 in Excel: the versions shown, one chosen, the book closed, replaced and opened again.

Sheets are not copied over: formulas, names, charts and looks would not all come along. What is not
saved yet is kept as a copy of its own before the book is closed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import EstateError
from estate_xl.files.excel_copies import is_url
from estate_xl.files.versions import bring_back, find_versions
from estate_xl.language import Clause, Label, Phrase
from estate_xl.live.daily_backups import copy_places, keep_unsaved
from estate_xl.live.other_buttons import CANCELLED
from estate_xl.live.refusal import RefusedError
from estate_xl.live.run_button import with_visit
from estate_xl.live.write_guards import check_book
from estate_xl.output import visible
from estate_xl.tasks.restore import (
    carry,
    check_readable,
    choose,
    compare,
    compare_all,
    list_lines,
    present_in,
    restored_lines,
)

if TYPE_CHECKING:
    from estate_xl.files.versions import Version
    from estate_xl.live.excel_window import Desk
    from estate_xl.live.open_master import Visit

_WHICH: Final = Label(
    "恢復第幾版（1 到 {most}）？工作簿會關閉再打開，現在的內容先另存一份。",
    "Which version (1 to {most})? The workbook is closed and opened again; what it holds now is "
    "kept first.",
)
_NOT_A_NUMBER: Final = Label(
    "「{text}」不是 1 到 {most} 的編號。", "“{text}” is none of 1 to {most}. "
)
_OLDER: Final = Label("另有更早的 {count} 版。", "{count:older version|older versions} besides.")
_SHOWN: Final = 5
"""Number of versions that a box shows."""


def press_restore(desk: Desk) -> None:
    """The steps of the button.

    Raises:
        EstateError: what stopped it.
    """
    with_visit(desk, restore)


def restore(visit: Visit) -> None:
    """Show the versions of the open workbook and bring back the one that is chosen.

    Raises:
        RefusedError: the workbook was never saved, lies on the web or is open read-only.
        WorkbookError: there is no other version, or it is damaged.
    """
    desk, language = visit.desk, visit.language
    location = desk.location(visit.book)
    if is_url(location):
        raise RefusedError(ErrorCode.VERSION_ON_WEB, book=visit.book.name)
    if not Path(location).is_absolute():
        raise RefusedError(ErrorCode.NEVER_SAVED, book=visit.book.name)
    check_book(desk, visit.book, makes_sheets=False)
    path = Path(location)
    is_changed = desk.has_unsaved_changes(visit.book)
    places = copy_places(location, desk.folder)
    versions = find_versions(path, places, is_changed=is_changed)
    choose(path, versions, 1)
    present = present_in(path, visit.book)
    compared = compare_all(present, versions[:_SHOWN], lambda _: None)
    lines = list_lines(path, compared, language)
    if len(versions) > _SHOWN:
        lines.append(Phrase(_OLDER, {"count": len(versions) - _SHOWN}).text(language))
    desk.screen.tell("\n".join(map(visible, lines)))
    number = _ask(visit, len(versions))
    if number is None:
        desk.screen.tell(CANCELLED.text(language))
        return
    one = compare(present, number, choose(path, versions, number))
    check_readable(path, one)
    carried = carry(present, one)
    kept = _replace(visit, path, one.version, carried.data, is_changed=is_changed)
    said = restored_lines(path, one, kept, language, carried)
    desk.screen.tell("\n".join(map(visible, said)))


def _ask(visit: Visit, most: int) -> int | None:
    """The number of a version; None where the person cancels."""
    words = Phrase(_WHICH, {"most": most}).text(visit.language)
    prefix = ""
    while (answer := visit.desk.screen.ask(prefix + words, "1", visit.language)) is not None:
        text = answer.strip()
        if text.isdecimal() and 1 <= int(text) <= most:
            return int(text)
        prefix = Phrase(_NOT_A_NUMBER, {"text": text, "most": most}).text(visit.language)
    return None


def _replace(
    visit: Visit, path: Path, version: Version, changed: bytes | None, *, is_changed: bool
) -> Path | None:
    """Keep what the book holds, close it, put the version in its place and open it again.

    `changed` are the version's bytes with the history that it lacks, None where it lacks none.

    Returns:
        Where what the book held is now.
    """
    desk, book = visit.desk, visit.book
    unsaved = keep_unsaved(desk, book) if is_changed else None
    book.close()
    try:
        kept = bring_back(path, version, desk.now, changed)
    except EstateError as error:
        desk.app.books.open(str(path))
        raise RefusedError(
            ErrorCode.NOT_OPENED_AGAIN,
            book=path.name,
            reason=Clause(error),
            copy=str(path if unsaved is None else unsaved),
        ) from error
    desk.app.books.open(str(path))
    return unsaved or kept
