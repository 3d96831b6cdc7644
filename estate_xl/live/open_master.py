"""The workbook that a click is for: open, one of ours, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from estate_xl.check import parse_settings
from estate_xl.column_needs import needs_of
from estate_xl.errors.codes import ErrorCode
from estate_xl.identity import Blocks
from estate_xl.language import Label, Phrase, speak_as_workbook, spoken_language
from estate_xl.live.choices import (
    has_unnumbered_inspections,
    proposed_person,
    ticket_numbers,
)
from estate_xl.live.message_boxes import HeardScreen
from estate_xl.live.refusal import RefusedError
from estate_xl.output import visible
from estate_xl.read import read_office
from estate_xl.read.our_workbook import find_settings, is_ours, what_it_is
from estate_xl.read.sheet_places import find_places

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.language import Language
    from estate_xl.live.excel_window import Desk
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.schema import OfficeSettings

_NOT_OURS: Final = Label(
    "{what}，沒有改動。要新建一個嗎？", "{what}; nothing was changed. Make a new one?"
)


@dataclass
class Visit:
    """A click on a master workbook.

    Attributes:
        desk: Where it was clicked.
        book: The workbook.
        settings: Of its 參數.
        language: Of the screen, as 參數 asks.
        heard: The desk's screen.
        found: Where the workbook keeps what, and how many questions were answered before.
    """

    desk: Desk
    book: xw.Book
    settings: OfficeSettings
    language: Language
    heard: HeardScreen
    found: tuple[Places, int] | None = None

    @property
    def places(self) -> Places:
        """Where the workbook keeps what, looked for anew after a question: it may have changed."""
        if self.found is None or self.found[1] != self.heard.asked:
            self.found = find_places(self.book, Blocks(self.book)), self.heard.asked
        return self.found[0]

    @cached_property
    def chosen_from(self) -> Office:
        """Tickets to choose from, the staff, the follow-ups so far, and inspections to number."""
        wanted = needs_of(ticket_numbers, has_unnumbered_inspections, proposed_person)
        return read_office(self.book, wanted, self.places)


def open_book(desk: Desk) -> xw.Book:
    """The open book.

    Raises:
        RefusedError: there is none, or what is open waits in Protected View.
    """
    book = desk.book()
    if book is None:
        is_waiting = desk.is_protected_view()
        raise RefusedError(ErrorCode.IN_PROTECTED_VIEW if is_waiting else ErrorCode.NO_BOOK_OPEN)
    return book


def begin_visit(desk: Desk, *, asks: bool = False) -> Visit | None:
    """The visit; None where the open book is not one of ours.

    Args:
        desk: Where it was clicked.
        asks: Whether a question comes first: then all else is looked for after it.

    Raises:
        RefusedError: no book is open.
    """
    book = open_book(desk)
    alone = find_settings(book) if asks else None
    office = read_office(book, needs_of(parse_settings), alone)
    if alone is None and not is_ours(office.places):
        return None
    settings, _ = parse_settings(office.tables["Settings"])
    speak_as_workbook(settings.language)
    heard = HeardScreen(desk.screen)
    found = (office.places, heard.asked) if alone is None else None
    return Visit(replace(desk, screen=heard), book, settings, settings.language, heard, found)


def wants_new_book(desk: Desk) -> bool:
    """Say that the open book is not one of ours, and ask whether to make a new one."""
    question = Phrase(_NOT_OURS, {"what": what_it_is(open_book(desk))})
    return desk.screen.confirm(visible(question.text(spoken_language())))


def screen_language(desk: Desk) -> Language:
    """The screen language of the open book; the computer's where it is not one of ours."""
    if desk.book() is not None:
        begin_visit(desk)
    return spoken_language()
