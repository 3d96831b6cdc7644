"""The add-in's words while Python cannot speak; VBA holds no Chinese, so they are on a sheet.

The keys are the numbers of `macros/EstateBinding.bas`.
"""

from __future__ import annotations

from typing import Final

from estate_xl.schema import Label

TITLE: Final = Label("片區管理", "Estate")

PROBLEMS: Final = {
    20001: Label(
        "片區管理還沒有安裝好：請在命令行執行 estate-xl addin install，再重新打開 Excel。",
        "The add-in is not installed: run estate-xl addin install, then start Excel again.",
    ),
    20002: Label(
        "找不到安裝時登記的 Python：請重新執行 estate-xl addin install，再重新打開 Excel。",
        "The registered Python is gone: run estate-xl addin install, then start Excel again.",
    ),
    20003: Label(
        "登記的 Python 不能用，它不是本機磁碟上的 python.exe，或者路徑裏有 % $ < > | 這些字符："
        "請把 Python 裝到別的資料夾，再執行 estate-xl addin install。",
        "The registered Python cannot be used, as it is no python.exe on a drive of this machine "
        "or its path has one of % $ < > |: install Python elsewhere, then run "
        "estate-xl addin install.",
    ),
    20004: Label("這不是片區管理的按鈕，沒有執行。", "This is no button of ours; nothing was run."),
    20005: Label(
        "片區管理沒有運行成功：請在命令行執行 estate-xl addin doctor，它會說明原因和做法。",
        "The add-in could not run: estate-xl addin doctor says why and what to do.",
    ),
    20006: Label(
        "上一個按鈕還在執行，請等它完成再按。",
        "The last button is still at work; wait until it is done.",
    ),
}
