"""follow-up: what was said or done about open work, registered on 跟進 (R-5.5)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from estate_xl.cells import MAX_CELL_TEXT
from estate_xl.check import parse_settings
from estate_xl.compute.slips import named_rows
from estate_xl.errors import WorkbookError
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK
from estate_xl.tasks.outcome import CHECKING, READING, WRITING, Outcome, names
from estate_xl.tasks.registers import find_register
from estate_xl.write.following import append_follow_ups

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import xlwings as xw

    from estate_xl.read import Office
    from estate_xl.tasks.outcome import Report
    from estate_xl.write.registers import Register

_FOLLOWED = {
    "Settings": ("key", "value"),
    "Staff": ("staff", "name"),
    "Tickets": ("ticket", "content"),
    "FollowUps": [column.key for column in ESTATE_BOOK["FollowUps"].columns],
}
"""What a follow-up is checked against."""


def follow_up(  # noqa: PLR0913 - the workbook, the moment and what is registered
    book: xw.Book,
    now: dt.datetime,
    report: Report,
    *,
    tickets: Sequence[str],
    by: str,
    note: str,
) -> Outcome:
    """Put one line for each ticket below the last one of 跟進 (R-5.5).

    A line that stands there already, of the same ticket, minute, person and note, is not put a
    second time.

    Args:
        book: The workbook.
        now: The moment of the follow-up.
        report: Told about progress.
        tickets: Numbers of the tickets, at least one.
        by: Who followed up, a staff number or a unique name.
        note: What was said or done.

    Raises:
        WorkbookError: a ticket or the person is not there or not unique, the note is empty or too
            long, 跟進 is missing, or there is no room below its last line.
    """
    report(READING)
    office = read_office(book, _FOLLOWED)
    report(CHECKING)
    settings, _ = parse_settings(office.tables["Settings"])
    register = _register(book, office)
    numbers = _numbers(office, tickets)
    person = _person(office, by)
    note = _note(note)
    moment = now.replace(second=0, microsecond=0)
    due = [number for number in numbers if not _stands(office, number, moment, person, note)]
    report(WRITING)
    if due:
        shown = _shown(office, person)
        append_follow_ups(register, due, at=moment, by=shown, note=note)
    written = [register.tab.name] if due else []
    return Outcome([], office.places.language, settings.language, written, followed=due)


def _register(book: xw.Book, office: Office) -> Register:
    register = find_register(book, office, "FollowUps")
    if register is None or any(key not in register.columns for key in _FOLLOWED["FollowUps"]):
        title = ESTATE_BOOK["FollowUps"].title.hant
        msg = (
            f"「{book.name}」缺少工作表「{title}」或其中的欄，"
            "請從空白工作簿（estate-xl new）複製該表回來。"
        )
        raise WorkbookError(msg)
    return register


def _numbers(office: Office, tickets: Sequence[str]) -> list[str]:
    """Numbers as 報事 writes them, each once."""
    title = office.places.title("Tickets")
    if not tickets:
        msg = f"沒有指明報事；請在工作表「{title}」選中要跟進的行，或給出單號。"
        raise WorkbookError(msg)
    frame = office.tables["Tickets"]
    found = named_rows(frame, tickets)
    for name, rows in found.items():
        if not rows:
            msg = f"工作表「{title}」的「單號」欄沒有「{name}」，請核對單號。"
            raise WorkbookError(msg)
    return list(dict.fromkeys(str(frame.loc[rows[0], "ticket"]) for rows in found.values()))


def _person(office: Office, by: str) -> str:
    """Staff number of who followed up."""
    title, known, wanted = office.places.title("Staff"), names(office), _plain(by)
    found = [key for key in known if _plain(key) == wanted]
    found = found or [key for key, name in known.items() if _plain(name) == wanted]
    if not wanted or not found:
        msg = f"工作表「{title}」沒有「{by}」，請寫工號或姓名。"
        raise WorkbookError(msg)
    if len(found) > 1:
        msg = f"工作表「{title}」有多人叫「{by}」（{'、'.join(found)}），請改寫工號。"
        raise WorkbookError(msg)
    return found[0]


def _shown(office: Office, person: str) -> str:
    """A person's name where nobody else has it, else the number."""
    known = names(office)
    same = [key for key, name in known.items() if _plain(name) == _plain(known[person])]
    return known[person] if len(same) == 1 else person


def _plain(text: str) -> str:
    """A number or name as it is compared."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _note(note: str) -> str:
    text = note.strip()
    if not text:
        msg = "跟進內容是空的，請寫明這次跟進的情況。"
        raise WorkbookError(msg)
    if len(text) > MAX_CELL_TEXT:
        msg = f"跟進內容有 {len(text)} 個字，超過一格的上限 {MAX_CELL_TEXT}，請寫短些。"
        raise WorkbookError(msg)
    return text


def _stands(office: Office, number: str, moment: dt.datetime, person: str, note: str) -> bool:
    """Whether that very line is there already."""
    line = (_plain(number), moment, person, note)
    columns = (office.tables["FollowUps"][key] for key in ("ticket", "at", "by", "note"))
    return any(
        (_plain(str(ticket)), at.floor("min"), by, text) == line
        for ticket, at, by, text in zip(*columns, strict=True)
    )
