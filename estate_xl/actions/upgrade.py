"""更新工作簿: what a workbook of an earlier version lacks."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON
from estate_xl.language import Label

UPGRADE: Final = Action(
    "upgrade",
    task="estate_xl.tasks.upgrade.upgrade",
    writes=("Settings", "SlipTemplate", "AppraisalTemplate", "MailTemplate"),
    widens="estate_xl.schema.estate_book.WIDENED",
    makes_sheets=True,
    shows=None,
    command=Command(
        "upgrade",
        Label(
            "更新工作簿：加上舊版工作簿缺的工作表、欄位和參數",
            "give a workbook of an earlier version the sheets, columns and settings it lacks",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            Option(
                "--with",
                Label(
                    "另外加上這些登記表，例如 值班表,收費；all 為全部",
                    "add these registers too, such as Duty,Fees; all for all of them",
                ),
                metavar="REGISTER,…",
                many=True,
                parameter="registers",
            ),
        ),
    ),
    button=Button(
        Label("更新工作簿", "Upgrade"),
        Label(
            "給舊版的工作簿加上它缺的工作表、欄位和參數",
            "adds the sheets, columns and settings that an older workbook lacks",
        ),
        groups.WORKBOOK,
        "RefreshAll",
        Label("加上這本工作簿缺的工作表、欄位和參數", "Add what this workbook lacks"),
        Label(
            "舊版建的工作簿補上新的工作表、欄位和參數；原有的內容、樣式和您改過的模板都不動。",
            "A workbook of an earlier version gets the new sheets, columns and settings; what is "
            "in it stays as it is, templates that you changed among it.",
        ),
    ),
    entry=Entry(
        Label("任何人，程序更新之後", "any clerk, once the program was updated"),
        "estate-xl upgrade 濱江花園.xlsx",
        Label(
            "舊版工作簿補上新的工作表、欄位和參數，原有的都不動",
            "the sheets, columns and settings that an older workbook lacks; the rest stays",
        ),
    ),
)
