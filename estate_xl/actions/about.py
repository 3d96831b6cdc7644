"""幫助 and 關於: what the buttons are, and what is installed."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.model import Action, Button
from estate_xl.language import Label

HELP: Final = Action(
    "help",
    button=Button(
        Label("幫助", "Help"),
        Label("顯示這份說明", "shows this"),
        groups.WORKBOOK,
        "Help",
        Label("每個按鈕做什麼", "What each button does"),
        Label("逐個列出按鈕和它做的事。", "Lists the buttons and what each of them does."),
        is_large=False,
        press="estate_xl.live.other_buttons.show_help",
    ),
)
ABOUT: Final = Action(
    "about",
    button=Button(
        Label("關於", "About"),
        Label("版本和記錄檔的位置", "versions, and where the log is"),
        groups.WORKBOOK,
        "FileProperties",
        Label("版本和記錄檔的位置", "Versions, and where the log is"),
        Label(
            "需要幫忙時，請把這裏顯示的內容一併告訴我們。",
            "When you need help, send us what is shown here.",
        ),
        is_large=False,
        press="estate_xl.live.other_buttons.show_about",
    ),
)
