"""What each button that changes the workbook asks first, and which task it calls.

A button calls the task that the command line calls; nothing is computed here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import pandas as pd

from estate_xl import tasks
from estate_xl.compute import Month
from estate_xl.live.refused import RefusedError
from estate_xl.live.selection import selected_rows
from estate_xl.live.sending import send_draft
from estate_xl.read.values import parse_column
from estate_xl.schema import APPRAISAL_PREFIX, ESTATE_BOOK, Label
from estate_xl.schema.marks import LISTS
from estate_xl.schema.slips import SLIP_TITLE
from estate_xl.tasks.outcome import names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.live.visit import Visit
    from estate_xl.tasks import Outcome, Report

_ASK_MONTH: Final = Label("考核哪個月？請寫成 2026-10 這樣。", "Which month? Write it as 2026-10.")
_ASK_SENT: Final = Label("發送哪個月？請寫成 2026-10 這樣。", "Which month to send, as 2026-10?")
_NO_MONTH: Final = Label("「{text}」不是月份。", "“{text}” is no month. ")
_ASK_YEAR: Final = Label("統計哪一年？請寫成 2026 這樣。", "Which year? Write it as 2026.")
_NO_YEAR: Final = Label("「{text}」不是年份。", "“{text}” is no year. ")
_ASK_BY: Final = Label("跟進人的姓名或工號：", "Who followed up, name or number:")
_ASK_NOTE: Final = Label("{count} 件報事的跟進內容：", "Note for {count} tickets:")
_ASK_AT: Final = Label("跟進時間：", "When was it?")
_NO_MOMENT: Final = Label(
    "「{text}」不是時刻，請寫成 2026-10-31 08:30 這樣。",
    "“{text}” is no moment; write it as 2026-10-31 08:30. ",
)
_CHOOSE: Final = Label(
    "請先在工作表「{sheet}」選中要跟進的行（要有單號），再按「登記跟進」。",
    "Select the rows to follow up on “{sheet}” (they need numbers), then press again.",
)
_WRITE_THERE: Final = Label(
    "這裏不能輸入文字，請直接在工作表「{sheet}」登記跟進。",
    "No text can be typed here; write the follow-up on “{sheet}” itself.",
)
_MOMENT: Final = ESTATE_BOOK["FollowUps"].column("at")
_Answer = TypeVar("_Answer")
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2099


@dataclass(frozen=True)
class Errand:
    """A task with its answers.

    Attributes:
        run: The task; what it did, or lines to show.
        writes: Keys of the sheets that it writes, if they are there.
        titles: Titles of further sheets that it replaces.
        makes_sheets: Whether it adds or deletes sheets.
        saves: Whether the task saves the workbook itself.
        shows: Which of the sheets written is shown afterwards; None for the one shown before.
    """

    run: Callable[[Report], Outcome | Sequence[str]]
    writes: tuple[str, ...]
    titles: tuple[str, ...] = ()
    makes_sheets: bool = False
    saves: bool = False
    shows: int | None = 0


def validate(visit: Visit) -> Errand:
    """校驗 asks nothing."""
    return Errand(
        lambda report: tasks.validate(visit.book, visit.desk.now, report), writes=("Findings",)
    )


def overdue(visit: Visit) -> Errand:
    """逾期提醒 asks nothing."""
    return Errand(
        lambda report: tasks.overdue(visit.book, visit.desk.now, report),
        writes=("Overdue", "Tickets", "Complaints", "ComplaintRounds", *_numbered(visit)),
    )


def work_orders(visit: Visit) -> Errand:
    """生成報事單 takes the selected records of 報事, else all new ones."""
    tickets = visit.chosen_from.tables["Tickets"]
    rows = _selected(visit)
    waits = not rows or bool(tickets.loc[rows, "ticket"].isna().any())
    return Errand(
        lambda report: tasks.work_orders(visit.book, visit.desk.now, report, rows=rows),
        writes=(
            "SlipTemplate",
            LISTS,
            *(("Tickets",) if waits else ()),
            *(() if rows else ("Complaints", *_numbered(visit))),
        ),
        titles=(SLIP_TITLE.text(visit.office.places.language),),
        makes_sheets=True,
        shows=-1,
    )


def follow_up(visit: Visit) -> Errand | None:
    """登記跟進 takes the selected records of 報事 and asks who followed up, what was said and when.

    Raises:
        RefusedError: no record with a number is selected, or nothing can be typed.
    """
    office, language = visit.chosen_from, visit.language
    held = office.tables["Tickets"].loc[_selected(visit), "ticket"].dropna()
    numbers = [str(number) for number in held]
    if not numbers:
        sheet = office.places.title("Tickets")
        raise RefusedError(_CHOOSE.text(language).format(sheet=sheet))
    screen = visit.desk.screen
    if not screen.can_type:
        sheet = office.places.title("FollowUps")
        raise RefusedError(_WRITE_THERE.text(language).format(sheet=sheet))
    by = screen.ask(_ASK_BY.text(language), _proposed_person(visit), language)
    if by is None:
        return None
    words = _ASK_NOTE.text(language).format(count=len(numbers))
    note = screen.ask(words, "", language)
    if note is None:
        return None
    now = f"{visit.desk.now:%Y-%m-%d %H:%M}"
    at = _ask(visit, _ASK_AT, _NO_MOMENT, now, _parse_moment)
    if at is None:
        return None
    return Errand(
        lambda report: tasks.follow_up(
            visit.book, visit.desk.now, report, tickets=numbers, by=by, note=note, at=at
        ),
        writes=("FollowUps",),
        shows=None,
    )


def month_end(visit: Visit) -> Errand | None:
    """月度考核 asks for the month and proposes the last one."""
    last = visit.desk.now.replace(day=1) - dt.timedelta(days=1)
    month = _ask(visit, _ASK_MONTH, _NO_MONTH, f"{last:%Y-%m}", Month.parse)
    if month is None:
        return None
    language = visit.office.places.language
    return Errand(
        lambda report: tasks.month_end(visit.book, month, visit.desk.now, report),
        writes=("AppraisalTemplate", "Evidence", "MonthStatistics"),
        titles=(f"{APPRAISAL_PREFIX.text(language)} {month}",),
        makes_sheets=True,
    )


def statistics(visit: Visit) -> Errand | None:
    """統計 asks for the year and proposes last month's."""
    last = visit.desk.now.replace(day=1) - dt.timedelta(days=1)
    year = _ask(visit, _ASK_YEAR, _NO_YEAR, str(last.year), _parse_year)
    if year is None:
        return None
    return Errand(
        lambda report: tasks.statistics(visit.book, year, report), writes=("YearStatistics",)
    )


def send(visit: Visit) -> Errand | None:
    """發送總部 asks for the month and proposes the last one."""
    last = visit.desk.now.replace(day=1) - dt.timedelta(days=1)
    month = _ask(visit, _ASK_SENT, _NO_MONTH, f"{last:%Y-%m}", Month.parse)
    if month is None:
        return None
    return Errand(
        lambda report: send_draft(visit, month, report), writes=("MailLog",), saves=True, shows=None
    )


def _ask(
    visit: Visit, words: Label, again: Label, proposed: str, parse: Callable[[str], _Answer]
) -> _Answer | None:
    """Ask until the answer can be read or the person cancels."""
    language, prefix = visit.language, ""
    while True:
        answer = visit.desk.screen.ask(prefix + words.text(language), proposed, language)
        if answer is None:
            return None
        try:
            return parse(answer.strip())
        except ValueError:
            prefix = again.text(language).format(text=answer)


def _parse_moment(text: str) -> dt.datetime:
    """A local moment.

    Raises:
        ValueError: it is none.
    """
    found = parse_column(pd.Series([text], dtype=object), _MOMENT).iloc[0]
    if pd.isna(found):
        raise ValueError(text)
    return pd.Timestamp(found).to_pydatetime()


def _parse_year(text: str) -> int:
    year = int(text)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(text)
    return year


def _numbered(visit: Visit) -> tuple[str, ...]:
    """Sheets that are written where inspections wait for their numbers."""
    waits = visit.chosen_from.tables["Inspections"]["inspection"].isna().any()
    return ("Inspections", LISTS) if waits else ()


def _selected(visit: Visit) -> list[int]:
    office = visit.chosen_from
    records = [int(str(row)) for row in office.tables["Tickets"].index]
    return selected_rows(visit.desk.app, visit.book, office.places, records)


def _proposed_person(visit: Visit) -> str:
    """The clerk's own name if the staff has it, else who followed up last."""
    office = visit.chosen_from
    known = names(office)
    user = visit.desk.user_name().strip()
    if user and user in known.values():
        return user
    last = office.tables["FollowUps"].sort_values("at", kind="stable")["by"].dropna()
    return "" if last.empty else known.get(str(last.iloc[-1]), str(last.iloc[-1]))
