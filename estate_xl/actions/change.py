"""調動: dated changes of people, zones and rooms."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import DAY_OR_CORRECTION, SUBJECT
from estate_xl.actions.model import Action, Button, Command, Entry, Option, Proposal, Question
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON
from estate_xl.language import Label

CHANGE: Final = Action(
    "change",
    task="estate_xl.tasks.change.change",
    writes=("Changes", "Staff", "Zones", "Owners"),
    shows=0,
    command=Command(
        "change",
        Label(
            "登記變更：員工、片區或業主的一項從哪天起改，寫入「變更記錄」和原表",
            "a dated change of a person, a zone or a room: its row of Changes and the cell",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            Option(
                "--of",
                Label("對象：員工、片區或業主", "whose: Staff, Zones or Owners"),
                SUBJECT,
                "SHEET",
                required=True,
                parameter="subject",
                question=Question(
                    Label("要改的是員工、片區還是業主：", "Staff, Zones or Owners:"),
                    Label(
                        "「{text}」不對，請寫員工、片區或業主。",
                        "“{text}” is none of Staff, Zones and Owners. ",
                    ),
                ),
            ),
            Option(
                "--key",
                Label(
                    "編號：工號、片區編號或房號；姓名、片區名稱也行",
                    "staff number, zone code or room; a name will do",
                ),
                metavar="K",
                required=True,
                question=Question(
                    Label("工號或姓名、片區編號或房號：", "Staff number or name, zone or room:")
                ),
            ),
            Option(
                "--field",
                Label("項目，寫欄名，例如 崗位", "what changes, the column's header, such as Post"),
                metavar="HEADER",
                required=True,
                question=Question(
                    Label(
                        "改哪一項（欄名，例如 崗位、片區管理員、離職日期）：",
                        "What changes (a header, such as Post, Zone officer, Left):",
                    )
                ),
            ),
            Option(
                "--to",
                Label('新值；寫 "" 是清空', 'the new value; "" for an empty cell'),
                metavar="VALUE",
                required=True,
                question=Question(
                    Label("新值（清空的不填）：", "The new value (nothing for an empty cell):")
                ),
            ),
            Option(
                "--from",
                Label(
                    "從哪天起，例如 2026-11-05；一直如此、只是登記錯的寫「更正」",
                    "since when, such as 2026-11-05; Correction where it was always so",
                ),
                DAY_OR_CORRECTION,
                "YYYY-MM-DD",
                parameter="since",
                question=Question(
                    Label(
                        "從哪天起（一直如此、只是登記錯的寫「更正」）：",
                        "Since when (Correction where it was always so):",
                    ),
                    Label(
                        "「{text}」不是日期，請寫成 2026-11-05 這樣（1950 到 2099 年）。",
                        "“{text}” is no date; write it as 2026-11-05 (1950 to 2099). ",
                    ),
                    Proposal.TODAY,
                ),
            ),
            Option(
                "--by",
                Label("經辦人，工號或姓名", "who entered it, by staff number or name"),
                metavar="STAFF",
            ),
            Option(
                "--note",
                Label(
                    "說明；不寫 --from 而寫「更正」，就是更正",
                    "a note; Correction without --from makes it a correction",
                ),
                metavar="TEXT",
            ),
        ),
    ),
    button=Button(
        Label("調動", "Change"),
        Label(
            "登記員工、片區、業主的變更和生效日期",
            "registers a change of a person, a zone or a room, and since when",
        ),
        groups.PEOPLE,
        "ReplaceDialog",
        Label("登記員工、片區或業主的變更", "Register a change of a person, a zone or a room"),
        Label(
            "先在「員工」「片區」或「業主」選中一行；「變更記錄」和原表一起寫，以前的月份不變。",
            "Select a row of Staff, Zones or Owners first; the row of Changes and the cell are "
            "written together, and earlier months stay as they are.",
        ),
        prepare="estate_xl.live.change_button.change",
    ),
    entry=Entry(
        Label("管理處，有人調動、片區換人時", "office, when somebody moves"),
        "estate-xl change 濱江花園.xlsx --of 片區 --key A01 --field 片區管理員 --to 林曉 "
        "--from 2026-11-05",
        Label(
            "「變更記錄」加一行，原表一起改；以前月份的考核不變",
            "a row of 變更記錄 and the cell, written together; earlier months stay as they are",
        ),
    ),
)
