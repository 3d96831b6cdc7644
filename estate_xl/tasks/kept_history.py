"""History that a restored workbook keeps: what left for headquarters, which months were closed.

An earlier version knows nothing of what was sent after it. Its 郵件記錄 gets the lines written
since, or a month could be sent twice; its 月度記錄 gets the lines of versions closed since, where
its own 考核 sheets do not say otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.engine.errors import EngineError
from estate_xl.errors.exceptions import EstateError
from estate_xl.files.replacement import placed_files
from estate_xl.files.session import open_file
from estate_xl.files.temporary_files import scratch_folder
from estate_xl.identity import Blocks, find_sheet
from estate_xl.read.sheet_places import find_places
from estate_xl.write.ledger import Lists
from estate_xl.write.mail_log import MailLog
from estate_xl.write.month_records import noted_editions
from estate_xl.write.month_states import SHEET, MonthLines

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

    from estate_xl.compute.month_states import MonthVersion, Noted, Versions
    from estate_xl.schema import Language
    from estate_xl.write.mail_log import LogLine


class History(NamedTuple):
    """What a workbook tells of mails that left and of months that were closed.

    Attributes:
        mails: Lines of 郵件記錄 that may have left.
        closed: Versions on 月度記錄 that are approved or reported.
    """

    mails: tuple[LogLine, ...] = ()
    closed: Versions = ()


NO_HISTORY: Final = History()


class Carried(NamedTuple):
    """An earlier version with the history that it lacks.

    Attributes:
        data: Its bytes with that history; None where none was put in.
        mails: Lines of 郵件記錄 that were put in or brought up to date.
        months: Versions put on 月度記錄.
        lost: Months of which not every line could be put in.
    """

    data: bytes | None = None
    mails: tuple[LogLine, ...] = ()
    months: Versions = ()
    lost: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """How many lines were put in, and months of which not every one could be."""
        return {
            "mail_log": len(self.mails),
            "month_records": len(self.months),
            "lost": list(self.lost),
        }


def read_history(book: xw.Book) -> History:
    """The history of a workbook; of a sheet that is missing or lacks its headers, none."""
    log, lines = _log(book), _lines(book)
    mails = () if log is None else tuple(log.lines.values())
    versions = () if lines is None else lines.versions
    return History(
        tuple(each for each in mails if each.may_have_left),
        tuple(each for each in versions if each.is_closed),
    )


def history_since(earlier: History, later: History) -> History:
    """What the later history tells and the earlier one does not."""
    return History(
        tuple(each for each in later.mails if each not in earlier.mails),
        tuple(each for each in later.closed if each not in earlier.closed),
    )


def carry_history(path: Path, suffix: str, later: History) -> Carried:
    """An earlier version with what was sent and closed since.

    Where the version cannot be saved with it, such as a signed one, nothing is put in.

    Args:
        path: The version's file, which stays as it is.
        suffix: Of the workbook's name; a `.bak` is opened by it.
        later: The history of the workbook as it is.
    """
    since = later
    try:
        with scratch_folder() as folder, placed_files():
            copy = folder / f"version{suffix}"
            copy.write_bytes(path.read_bytes())
            with open_file(copy) as opened:
                since = history_since(read_history(opened.book), later)
                if since == NO_HISTORY:
                    return Carried()
                mails = _carry_mails(opened.book, since)
                months, apart = _carry_months(opened.book, since)
                if not mails and not months:
                    return Carried(lost=months_of(since))
                data = opened.save(folder / f"made{suffix}").read_bytes()
    except (EstateError, EngineError, OSError):
        return Carried(lost=months_of(since))
    return Carried(data, mails, months, months_of(History(() if mails else since.mails, apart)))


def months_of(history: History) -> tuple[str, ...]:
    """The months of a history, in order."""
    mails = {each.month for each in history.mails}
    return tuple(sorted({*mails, *(each.month for each in history.closed)}))


def _carry_mails(book: xw.Book, since: History) -> tuple[LogLine, ...]:
    log = _log(book)
    return () if log is None or not since.mails else tuple(log.bring_up(since.mails))


def _carry_months(book: xw.Book, since: History) -> tuple[Versions, Versions]:
    """The versions put on 月度記錄, and those that its 考核 sheets contradict."""
    lines = _lines(book)
    if lines is None:
        return (), since.closed
    notes = noted_editions(Lists(book, _language(book)), _language(book))
    apart = tuple(each for each in since.closed if any(_contradicts(note, each) for note in notes))
    put = tuple(each for each in since.closed if each not in apart)
    held = {(each.month, each.version): each for each in lines.versions}
    held |= {(each.month, each.version): each for each in put}
    lines.write(tuple(held[key] for key in sorted(held)))
    return put, apart


def _contradicts(note: Noted, version: MonthVersion) -> bool:
    """True if the filled sheet of the month is an older version, or says otherwise of this one."""
    if note.month != version.month:
        return False
    is_other = note.version == version.version and note.is_approved != version.is_approved
    return note.version < version.version or is_other


def _log(book: xw.Book) -> MailLog | None:
    tab = find_sheet(book, "MailLog")
    try:
        return None if tab is None else MailLog(tab, _language(book))
    except EstateError:
        return None


def _lines(book: xw.Book) -> MonthLines | None:
    tab = find_sheet(book, SHEET)
    try:
        return None if tab is None else MonthLines(tab, _language(book))
    except EstateError:
        return None


def _language(book: xw.Book) -> Language:
    return find_places(book, Blocks(book)).language
