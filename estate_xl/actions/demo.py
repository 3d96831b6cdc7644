"""The sample office, with every command run on it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from estate_xl.actions.kinds import FILE, SEED, TICKET_COUNT
from estate_xl.actions.model import Action, Command, Entry, Option
from estate_xl.actions.options import BOOK_LANGUAGE
from estate_xl.language import Label

DEMO: Final = Action(
    "demo",
    command=Command(
        "demo",
        Label(
            "生成一個示範管理處，並在其上執行各個命令",
            "make a sample office and run every command on it",
        ),
        (
            Option(
                "DIR",
                Label(
                    "放示範檔案的資料夾（默認 estate_xl_demo）",
                    "folder of the sample's files (else estate_xl_demo)",
                ),
                FILE,
                default=Path("estate_xl_demo"),
                parameter="folder",
            ),
            Option(
                "--tickets",
                Label("三個月的報事件數", "how many tickets of three months"),
                TICKET_COUNT,
                "N",
                default=540,
            ),
            Option(
                "--seed",
                Label("同一種子得到同樣的檔案", "the same seed makes the same files"),
                SEED,
                "K",
                default=1,
            ),
            BOOK_LANGUAGE,
        ),
        run="estate_xl.console.workbooks.run_sample",
    ),
    entry=Entry(
        Label("新來的人", "anybody new"),
        "estate-xl demo",
        Label(
            "有六個片區、46 個人的示範管理處",
            "an office of 6 zones and 46 people to play with",
        ),
    ),
)
