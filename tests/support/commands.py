"""Every command that opens a workbook: how it is run, and what of the workbook it may change.

This is the one list of what may change; `survival` holds a command to it. A new command is a new
row here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from estate_xl.schema import ESTATE_BOOK, Label
from estate_xl.schema.reminders import REMINDERS_TITLE
from estate_xl.schema.score_forms import FORMS_TITLE, SCORE_SLIPS_TITLE
from estate_xl.schema.slips import LISTS_TITLE, SLIP_TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTH, MOMENT = "2026-10", "2026-10-31T18:00"
TICKET = "BS202610-0001"
WHOLE: Final[frozenset[str]] = frozenset({"*"})
"""All of a sheet: it is made again at each run, or the office does not type there."""

_CLIMBING: Final = frozenset(
    {"level", "plan", "handler", "settled", "visited", "visit_rating", "filed", "rounds"}
)
_OVERDUE: Final = {
    "Overdue": WHOLE,
    "Tickets": frozenset({"status", "next_due", "overdue"}),
    "Complaints": _CLIMBING | {"complaint"},
    "ComplaintRounds": frozenset(),
    "Inspections": frozenset({"inspection"}),
    "Lists": WHOLE,
}
_OTHER_TITLES: Final = {
    "Slips": SLIP_TITLE,
    "ScoreForms": FORMS_TITLE,
    "ScoreSlips": SCORE_SLIPS_TITLE,
    "Reminders": REMINDERS_TITLE,
    "Lists": LISTS_TITLE,
    "Appraisal": Label(f"考核 {MONTH}", f"Appraisal {MONTH}"),
}


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        words: Its name, then what follows the workbook.
        writes: Keys of the columns that it may write, by key of the sheet; other sheets stay.
        grows: Keys of sheets which get rows below their last one.
        draws: Keys of sheets whose charts are pointed at their tables anew.
        answers: Whether `--json` prints what it computed.
        after: The command that has to come first, on the same workbook.
        leaves: Ends of the names of files that it may put beside the workbook.
        needs: What it says where the workbook lacks what it is about, which is no wrong refusal.
        judges: It tells what a file is worth, so any may be refused, and writes nothing.
    """

    words: tuple[str, ...]
    writes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    grows: frozenset[str] = frozenset()
    draws: frozenset[str] = frozenset()
    answers: bool = True
    after: str = ""
    leaves: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    judges: bool = False


COMMANDS: Final[dict[str, Command]] = {
    "validate": Command(("validate",), {"Findings": WHOLE}),
    "overdue": Command(
        ("overdue", "--as-of", MOMENT),
        _OVERDUE,
        grows=frozenset({"ComplaintRounds"}),
    ),
    "reminders": Command(
        ("reminders", "--as-of", MOMENT),
        {**_OVERDUE, "Reminders": WHOLE},
        grows=frozenset({"ComplaintRounds"}),
    ),
    "month-end": Command(
        ("month-end", "--month", MONTH),
        {
            "Evidence": WHOLE,
            "Appraisal": WHOLE,
            "MonthStatistics": WHOLE,
            "MonthRecords": WHOLE,
            "Lists": WHOLE,
        },
        draws=frozenset({"MonthStatistics"}),
    ),
    "prepare": Command(
        ("prepare", "--month", MONTH),
        {"MonthlyScores": frozenset(), "ScoreForms": WHOLE},
        grows=frozenset({"MonthlyScores"}),
    ),
    "score-slips": Command(("score-slips", "--month", MONTH), {"ScoreSlips": WHOLE}),
    "statistics": Command(
        ("statistics", "--year", MONTH[:4]),
        {"YearStatistics": WHOLE},
        draws=frozenset({"YearStatistics"}),
        answers=False,
    ),
    "work-orders": Command(
        ("work-orders",),
        {
            "Slips": WHOLE,
            "Lists": WHOLE,
            "Tickets": frozenset({"ticket"}),
            "Complaints": frozenset({"complaint"}),
            "Inspections": frozenset({"inspection"}),
        },
        answers=False,
        needs=("編號格式「", "會編出同樣的號"),
    ),
    "follow-up": Command(
        ("follow-up", "--ticket", TICKET, "--by", "Y001", "--note", "已回電，約明天上門"),
        {"FollowUps": frozenset()},
        grows=frozenset({"FollowUps"}),
        answers=False,
        needs=(f"沒有「{TICKET}」", "沒有「Y001」", "缺少工作表「跟進」", "不能再登記跟進"),
    ),
    "send": Command(
        ("send", "--month", MONTH, "--force"),
        {"MailLog": WHOLE},
        answers=False,
        after="month-end",
        leaves=(".eml",),
    ),
    "verify": Command(("verify",), answers=False, judges=True),
}


def titles_of(key: str) -> tuple[str, ...]:
    """Texts that a sheet's tab may bear, in the three languages."""
    label = _OTHER_TITLES.get(key)
    return (ESTATE_BOOK[key].title if label is None else label).all_texts()
