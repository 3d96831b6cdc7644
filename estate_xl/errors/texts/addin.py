"""Why the add-in cannot be built, put into Excel or taken away."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

XLWINGS_UNKNOWN: Final = Label(
    "已安裝的 xlwings（{version}）的 VBA 模塊和我們核對過的不同，沒有生成加載項；"
    "請按 estate_xl 要求的版本重新安裝 xlwings。",
    "The VBA module of the installed xlwings ({version}) is not the one that was checked, and no "
    "add-in was made: install the version of xlwings that estate_xl asks for.",
)
XLWINGS_INCOMPLETE: Final = Label(
    "已安裝的 xlwings 缺少 VBA 模塊，沒有生成加載項；請重新安裝 xlwings。",
    "The installed xlwings lacks its VBA module, and no add-in was made: install xlwings again.",
)
SOURCE_MISSING: Final = Label(
    "找不到加載項的源檔案「{name}」，請重新安裝 estate_xl。",
    "The add-in's source “{name}” is not there: install estate_xl again.",
)
SCRIPT_DAMAGED: Final = Label(
    "加載項的源檔案「{name}」不完整，請重新安裝 estate_xl。",
    "The add-in's source “{name}” is not whole: install estate_xl again.",
)
NOT_AN_ADDIN_NAME: Final = Label(
    "「{name}」不是加載項的檔案名，請寫成 estate_xl.xlam 這樣。",
    "“{name}” is no name of an add-in: write it like estate_xl.xlam.",
)
ADDIN_FOLDER_MISSING: Final = Label(
    "資料夾「{folder}」不存在，請先建立或改寫到別處。",
    "The folder “{folder}” is not there: make it first, or write elsewhere.",
)
ADDIN_NOT_WRITABLE: Final = Label(
    "「{name}」不能寫入，請關閉 Excel 後再試，或用 --out 寫到別處。",
    "“{name}” cannot be written: close Excel and try again, or write elsewhere by --out.",
)
NO_EXCEL: Final = Label(
    "這個系統上沒有 Excel，加載項只能裝在 Windows 或 Mac；請在有 Excel 的電腦上執行。",
    "There is no Excel on this system; run this on a Windows or a Mac with Excel.",
)
VARIABLE_EMPTY: Final = Label(
    "環境變量 {name} 沒有值，不知道用戶資料夾在哪裏；請重新登入後再試。",
    "The variable {name} is empty, so the user's folder is unknown; sign in again and retry.",
)
STORE_PYTHON: Final = Label(
    "這個 Python 來自 Microsoft Store，它寫的檔案 Excel 看不見；"
    "請從 python.org 安裝 Python，用它重新安裝 estate_xl。",
    "This Python is from the Microsoft Store, and Excel does not see what it writes; install "
    "Python from python.org and estate_xl with it.",
)
INTERPRETER_UNFIT: Final = Label(
    "加載項不能用這個 Python 的路徑「{path}」（不在本機的磁碟上，或含有 VBA 讀不到的字符）；"
    "請把 Python 裝到只有英文字母的資料夾（例如 {example}），用它再裝一次 estate_xl。",
    "The add-in cannot use this Python's path “{path}” (it is not on a drive of this computer, or "
    "VBA cannot read it); install Python into a folder of plain letters, such as {example}, and "
    "estate_xl with it.",
)
HOME_UNFIT: Final = Label(
    "用戶資料夾「{path}」含有這臺電腦的代碼頁寫不出的字符，VBA 找不到設定；"
    "請用名稱只有英文字母的 Windows 帳戶。",
    "The user's folder “{path}” has characters outside this computer's code page, so VBA cannot "
    "find the settings; use a Windows account with a name of plain letters.",
)
NOT_FOUND_ISOLATED: Final = Label(
    "「{path}」以隔離方式啟動時找不到 estate_xl（多半是裝成了 pip install --user）；"
    "請建一個虛擬環境，在其中執行 pip install estate-xl，再用那裏的 estate-xl 安裝。",
    "“{path}” does not find estate_xl when it is started isolated (pip install --user is a usual "
    "cause); make a virtual environment, run pip install estate-xl in it, and install from there.",
)
EXCEL_NEVER_OPENED: Final = Label(
    "資料夾「{folder}」還不存在；請先打開一次 Excel，再執行本命令。",
    "The folder “{folder}” is not there yet; open Excel once, then run this again.",
)
ADDIN_OPEN: Final = Label(
    "Excel 正開着加載項「{path}」，沒有改動；請關閉所有 Excel 窗口再試"
    "（若已關閉，請刪除同一資料夾中的「{owner}」）。",
    "Excel has the add-in “{path}” open, nothing was changed; close all windows of Excel and retry "
    "(if they are closed, delete “{owner}” in the same folder).",
)
INSTALLATION_FAILED: Final = Label(
    "「{path}」不能改動（{reason}），一切保持原樣；請關閉 Excel，並確認這個資料夾可以寫入。",
    "“{path}” cannot be changed ({reason}), all is as it was; close Excel and make sure that the "
    "folder can be written.",
)
INSTALLATION_FAILED_ON_MAC: Final = Label(
    "「{path}」不能改動（{reason}），一切保持原樣；請關閉 Excel，並確認這個資料夾可以寫入"
    "（系統設定 › 私隱與安全性 › 完全磁碟取用權限，允許終端機）。",
    "“{path}” cannot be changed ({reason}), all is as it was; close Excel and make sure that the "
    "folder can be written (System Settings › Privacy & Security › Full Disk Access: allow the "
    "terminal).",
)
