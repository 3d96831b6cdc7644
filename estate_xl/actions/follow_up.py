"""登記跟進: what was said or done about open work."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import MOMENT_OF_RECORD
from estate_xl.actions.model import Action, Button, Command, Entry, Option, Proposal, Question
from estate_xl.actions.options import ON_A_BOOK, TICKETS
from estate_xl.language import Label

FOLLOW_UP: Final = Action(
    "follow_up",
    task="estate_xl.tasks.follow_up.follow_up",
    writes=("FollowUps",),
    shows=None,
    command=Command(
        "follow-up",
        Label(
            "登記跟進：在「跟進」表末尾為每個單號加一行",
            "register a follow-up: a line for each ticket at the end of the follow-ups sheet",
        ),
        (
            *ON_A_BOOK,
            TICKETS,
            Option(
                "--by",
                Label("跟進人，工號或姓名", "who followed up, by staff number or name"),
                metavar="STAFF",
                required=True,
                question=Question(
                    Label("跟進人的姓名或工號：", "Who followed up, name or number:")
                ),
            ),
            Option(
                "--note",
                Label("跟進內容", "what was said or done"),
                metavar="TEXT",
                required=True,
                question=Question(Label("{count} 件報事的跟進內容：", "Note for {count} tickets:")),
            ),
            Option(
                "--at",
                Label(
                    "跟進的時刻（默認此刻），例如 2026-10-31T08:30",
                    "when it was (else now), such as 2026-10-31T08:30",
                ),
                MOMENT_OF_RECORD,
                "YYYY-MM-DDTHH:MM",
                question=Question(
                    Label("跟進時間：", "When was it?"),
                    Label(
                        "「{text}」不是時刻，請寫成 2026-10-31 08:30 這樣（1950 到 2099 年）。",
                        "“{text}” is no moment; write it as 2026-10-31 08:30 (1950 to 2099). ",
                    ),
                    Proposal.NOW,
                ),
            ),
        ),
    ),
    button=Button(
        Label("登記跟進", "Log follow-up"),
        Label("為「報事」選中的行各登記一次跟進", "registers a follow-up of selected tickets"),
        groups.FOLLOW_UP,
        "ReviewNewComment",
        Label("為選中的報事各登記一次跟進", "Log a follow-up of each selected ticket"),
        Label(
            "先在「報事」中選中一行或幾行；跟進時間填此刻，內容由您填寫。",
            "Select rows of the tickets sheet first; the time is now, the note is yours.",
        ),
        prepare="estate_xl.live.button_tasks.follow_up",
    ),
    entry=Entry(
        Label("接待員，每次跟進後", "receptionist, after each contact about open work"),
        "estate-xl follow-up 濱江花園.xlsx --ticket NO --by 林曉 --note 業主改期",
        Label(
            "「跟進」末尾為每個單號加一行；`--at` 寫明時刻",
            "a line for each ticket at the end of 跟進; `--at` says when it was",
        ),
    ),
)
