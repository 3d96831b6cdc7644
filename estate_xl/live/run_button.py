"""One click from beginning to end: questions, guards, the day's copy, the task, what it did.

Nothing is changed before every guard has let it pass. The workbook is not saved: the clerk looks
first, and what else they have typed and not yet saved is theirs to keep or to drop. 發送總部 alone
saves it, for its log must be on the disk before a mail leaves.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.files.replacement import no_wider_than
from estate_xl.identity.titles import sheet_titled
from estate_xl.language import Label, Listing, Phrase, speak
from estate_xl.live.busy_excel import is_busy
from estate_xl.live.daily_backups import keep_copy
from estate_xl.live.message_boxes import SystemScreen
from estate_xl.live.open_master import begin_visit, wants_new_book
from estate_xl.live.other_buttons import CANCELLED, make_new_book
from estate_xl.live.quiet_excel import quiet
from estate_xl.live.stopped_button import BusyHalfwayError, why_stopped
from estate_xl.live.write_guards import check_book, check_sheets, sheets_of
from estate_xl.output import visible
from estate_xl.tasks.results import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.live.button_tasks import Errand
    from estate_xl.live.daily_backups import Copy
    from estate_xl.live.excel_window import Desk
    from estate_xl.live.open_master import Visit

    Prepare = Callable[[Visit], Errand | None]

_COPIED: Final = Label("今天改動前的備份：{copy}", "Copy from before today's first change: {copy}")
_DELETED: Final = Label(
    "備份保留 {days} 天（「{sheet}」的 backup_days），已刪去較早的：{names}",
    "Copies are kept {days:day|days} (backup_days of “{sheet}”); older ones were deleted: {names}",
)
_NOT_SAVED: Final = Label(
    "改動還沒有保存，請看過後保存（Ctrl+S）。", "Nothing is saved yet: look, then press Ctrl+S."
)


def run_errand(desk: Desk, prepare: Prepare, *, action: str = "", asks: bool = False) -> None:
    """Do what a button for our workbooks does, and say so.

    Args:
        desk: Where it was clicked.
        prepare: Asks what the button asks.
        action: Key of its action, noted with the day's copy.
        asks: Whether it asks before it looks at anything.

    Raises:
        EstateError: what stopped it.
        BusyHalfwayError: Excel was busy once the task had begun.
    """
    visit = begin_visit(desk, asks=asks)
    if visit is None:
        if wants_new_book(desk):
            make_new_book(desk)
        return
    errand = prepare(visit)
    if errand is None or not _may_write(visit, errand):
        desk.screen.tell(CANCELLED.text(visit.language))
        return
    name = Path(visit.book.name).name
    with no_wider_than(Path(desk.location(visit.book))):
        copy = keep_copy(desk, visit.book, int(visit.settings.number("backup_days")), action)
        try:
            with quiet(desk.app, visit.language, saves=errand.saves) as report:
                done = errand.run(report)
                if isinstance(done, Result):
                    _settle(visit, errand, done)
        except Exception as error:
            if is_busy(error):
                raise BusyHalfwayError from error
            raise
    words = _words(visit, name, done, copy, saves=errand.saves)
    desk.screen.tell("\n".join(map(visible, words)))


def with_visit(desk: Desk, show: Callable[[Visit], None]) -> None:
    """Do what a button does that looks at our workbooks only.

    Raises:
        EstateError: what stopped it.
    """
    visit = begin_visit(desk)
    if visit is not None:
        show(visit)
    elif wants_new_book(desk):
        make_new_book(desk)


def guarded(key: str, desk: Desk, press: Callable[[Desk], None]) -> None:
    """Press, and turn whatever stops it into one sentence and the log's name."""
    speak(None)
    try:
        press(desk)
    except Exception as error:  # noqa: BLE001 - a click never ends in a traceback
        words = why_stopped(error, key, desk)
        try:
            desk.screen.tell(words, is_error=True)
        except Exception:  # noqa: BLE001 - where Excel cannot show it, the system does
            SystemScreen().tell(words, is_error=True)


def _may_write(visit: Visit, errand: Errand) -> bool:
    check_book(visit.desk, visit.book, makes_sheets=errand.makes_sheets)
    sheets = sheets_of(visit.book, visit.places, errand.writes)
    replaced = [sheet_titled(visit.book, title) for title in errand.titles]
    sheets += [sheet for sheet in replaced if sheet is not None]
    return check_sheets(visit.desk, sheets, visit.language)


def _settle(visit: Visit, errand: Errand, result: Result) -> None:
    """Calculate what an Excel set to manual would leave old, and show the sheet."""
    if result.results:
        visit.desk.app.calculate()
    if errand.shows is not None and result.has_sheet_to_show:
        visit.desk.show(visit.book.sheets[result.written[errand.shows]])


def _words(
    visit: Visit, name: str, done: Result | Sequence[str], copy: Copy, *, saves: bool
) -> list[str]:
    language = visit.language
    if isinstance(done, Result):
        lines = done.lines(language, name, in_excel=True)
        if done.written and not saves:
            lines.append(_NOT_SAVED.text(language))
    else:
        lines = list(done)
    if copy.is_new:
        lines.append(Phrase(_COPIED, {"copy": str(copy.path)}).text(language))
    if copy.deleted:
        deleted = Phrase(
            _DELETED,
            {
                "days": int(visit.settings.number("backup_days")),
                "sheet": visit.places.title("Settings"),
                "names": Listing(copy.deleted),
            },
        )
        lines.append(deleted.text(language))
    return lines
