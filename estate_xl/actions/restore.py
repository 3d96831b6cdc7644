"""還原: an earlier version of a workbook brought back."""

from __future__ import annotations

from typing import Final

from estate_xl.actions import groups
from estate_xl.actions.kinds import FLAG, VERSION
from estate_xl.actions.model import Action, Button, Command, Entry, Option
from estate_xl.actions.options import ON_A_BOOK_WITH_JSON
from estate_xl.language import Label

RESTORE: Final = Action(
    "restore",
    command=Command(
        "restore",
        Label(
            "還原：列出較早的版本，恢復其中一版；現在的內容另存在「備份」",
            "list earlier versions of the workbook and bring one back; the present one is kept",
        ),
        (
            *ON_A_BOOK_WITH_JSON,
            Option(
                "--list",
                Label(
                    "只列出每一版：何時、哪個命令之前、和現在有什麼不同",
                    "only list them: when, before which command, in what they differ from now",
                ),
                FLAG,
            ),
            Option(
                "--version",
                Label(
                    "恢復第幾版（默認 1，即最近的一版）", "which one (else 1, the latest of them)"
                ),
                VERSION,
                "N",
            ),
        ),
        apart=(("--list", "--version"),),
        run="estate_xl.console.restore.run_restore",
    ),
    button=Button(
        Label("還原", "Restore"),
        Label("列出較早的版本，恢復您選的一版", "lists earlier versions and brings one back"),
        groups.WORKBOOK,
        "Undo",
        Label("恢復較早的版本", "Bring an earlier version back"),
        Label(
            "列出 .bak 和「備份」裏的版本：何時、哪個按鈕之前、哪張表差幾行；"
            "現在的內容先另存，隨時可以反悔。",
            "Lists the versions beside the workbook and in its folder of backups: when, before "
            "which button, which sheet differs by how many rows. What it holds now is kept first.",
        ),
        is_large=False,
        press="estate_xl.live.restore_button.press_restore",
    ),
    entry=Entry(
        Label("任何人，做錯了想回頭", "anybody who wants to undo"),
        "estate-xl restore 濱江花園.xlsx --list",
        Label(
            "每個較早的版本：何時、哪個命令之前、哪張表差幾行；`--version N` 恢復它，"
            "現在的內容存在「備份」，可以反悔",
            "each earlier version: when, before which command, which sheet differs by how many "
            "rows; `--version N` brings it back, and what the workbook held is kept in 備份",
        ),
    ),
)
