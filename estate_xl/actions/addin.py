"""The Excel add-in: built, installed, removed, looked after."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from estate_xl.actions.kinds import FILE, LANGUAGE
from estate_xl.actions.model import Action, Command, Entry, Option
from estate_xl.actions.options import TOP_LANGUAGE
from estate_xl.language import Label, Language

_ADDIN_LANGUAGE: Final = Option(
    "--lang",
    Label("加載項和提示的語言", "language of the add-in and the screen"),
    LANGUAGE,
)

ADDIN: Final = Action(
    "addin",
    command=Command(
        "addin",
        Label("Excel 加載項，即「片區管理」選項卡", "the Excel add-in, that is the tab Estate"),
        (TOP_LANGUAGE,),
        needs_verb=True,
    ),
    entry=Entry(
        Label("管電腦的人", "who looks after the computers"),
        "estate-xl addin build",
        Label(
            "`estate_xl.xlam`，Excel 裏的「片區管理」頁籤，不需要 Excel 就能生成",
            "`estate_xl.xlam`, the tab 片區管理, built without Excel",
        ),
    ),
)
ADDIN_BUILD: Final = Action(
    "addin_build",
    command=Command(
        "addin build",
        Label(
            "生成加載項 estate_xl.xlam，不需要 Excel",
            "build the add-in estate_xl.xlam, without Excel",
        ),
        (
            Option(
                "--out",
                Label("寫到哪個檔案", "the file to write"),
                FILE,
                "FILE",
                default=Path("estate_xl.xlam"),
            ),
            Option(
                "--lang",
                Label("選項卡的語言", "language of the tab"),
                LANGUAGE,
                default=Language.HANT,
            ),
        ),
        run="estate_xl.addin.commands.run_build",
    ),
)
ADDIN_INSTALL: Final = Action(
    "addin_install",
    command=Command(
        "addin install",
        Label("把加載項裝到 Excel 的啟動資料夾", "put the add-in into Excel's start-up folder"),
        (_ADDIN_LANGUAGE,),
        run="estate_xl.addin.install_commands.run_install",
    ),
)
ADDIN_UNINSTALL: Final = Action(
    "addin_uninstall",
    command=Command(
        "addin uninstall",
        Label("移除加載項和它的設定", "remove the add-in and its settings"),
        (_ADDIN_LANGUAGE,),
        run="estate_xl.addin.install_commands.run_uninstall",
    ),
)
ADDIN_DOCTOR: Final = Action(
    "addin_doctor",
    command=Command(
        "addin doctor",
        Label(
            "逐項檢查加載項能不能工作，並說明怎麼辦",
            "go through what the add-in needs, link by link, and say what to do",
        ),
        (
            _ADDIN_LANGUAGE,
            Option(
                "--book",
                Label("同時檢查工作簿所在的資料夾", "look at the folder of this workbook too"),
                FILE,
                "BOOK",
            ),
        ),
        run="estate_xl.addin.install_commands.run_doctor",
    ),
)
