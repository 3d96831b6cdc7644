"""退單: slips that go back to their department."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import MOMENT_OF_RECORD
from estate_xl.actions.model import Action, Button, Command, Entry, Option, Proposal, Question
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON, TICKETS
from estate_xl.language import Label

RETURN_SLIP: Final = Action(
    "return_slip",
    task="estate_xl.tasks.return_slip.return_slip",
    writes=("SlipReturns", "Tickets"),
    shows=None,
    command=Command(
        "return-slip",
        Label(
            "退單：報事單不合格，退回部門，在「退單記錄」為每個單號加一行",
            "send slips back to their department: a line for each on the sheet of slip returns",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            TICKETS,
            Option(
                "--reason",
                Label("退回原因", "what is not in order"),
                metavar="TEXT",
                required=True,
                question=Question(
                    Label("{count} 件報事單的退回原因：", "Why {count} slips are sent back:")
                ),
            ),
            Option(
                "--by",
                Label("退回人，工號或姓名", "who sends them back, by staff number or name"),
                metavar="STAFF",
                required=True,
                question=Question(
                    Label("退回人的姓名或工號：", "Who sends them back, name or number:")
                ),
            ),
            Option(
                "--at",
                Label(
                    "退回的時刻（默認此刻），例如 2026-10-31T08:30",
                    "when it was (else now), such as 2026-10-31T08:30",
                ),
                MOMENT_OF_RECORD,
                "YYYY-MM-DDTHH:MM",
                question=Question(
                    Label("退回時間：", "When was it?"),
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
        Label("退單", "Send back"),
        Label("把「報事」選中的報事單退回部門返工", "sends slips of selected tickets back"),
        groups.PEOPLE,
        "ReviewPreviousComment",
        Label("把選中的報事單退回部門", "Send the slips of selected tickets back"),
        Label(
            "先在「報事」中選中一行或幾行，「退單記錄」各加一行；單子再返回時，填那行的「再返單時間」。",
            "Select rows of the tickets sheet first; each gets a line of slip returns. Fill in "
            "there when the slip is back.",
        ),
        prepare="estate_xl.live.button_tasks.return_slip",
    ),
    entry=Entry(
        Label("接待員，收到的報事單不合格時", "receptionist, when a slip is not in order"),
        "estate-xl return-slip 濱江花園.xlsx --ticket NO --reason 缺客戶簽字 --by 林曉",
        Label(
            "「退單記錄」為每個單號加一行，「返工次數」隨之更新；單子再返回時填「再返單時間」",
            "a line for each ticket on 退單記錄, 返工次數 brought up to date; "
            "再返單時間 is typed when it is back",
        ),
    ),
)
