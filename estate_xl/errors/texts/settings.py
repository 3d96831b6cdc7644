"""Why the user's own settings cannot be read or changed."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NO_USER_FOLDER: Final = Label(
    "不知道用戶資料夾在哪裏，請用環境變量 {variable} 指定設置檔。",
    "The user's folder is unknown: name the settings file in the variable {variable}.",
)
SETTINGS_NOT_READ: Final = Label(
    "設置檔「{file}」讀不出來（{reason}），請核對它和資料夾的權限。",
    "The settings file “{file}” cannot be read ({reason}): check its permissions and the folder's.",
)
SETTINGS_DAMAGED: Final = Label(
    "設置檔「{file}」讀不懂（{reason}），沒有改動；請改正它，或移走它，再重新設置。",
    "The settings file “{file}” cannot be understood ({reason}) and was not changed: correct it, "
    "or move it away and set everything anew.",
)
UNKNOWN_KEY: Final = Label(
    "設置沒有「{key}」這個鍵，可用的是 {known}。",
    "There is no setting “{key}”; those are {known}.",
)
UNKNOWN_KEY_LIKE: Final = Label(
    "設置沒有「{key}」這個鍵，最接近的是 {nearest}。",
    "There is no setting “{key}”; the nearest is {nearest}.",
)
UNFIT_VALUE: Final = Label(
    "設置 {name} 的值「{value}」不對，要寫{form}。",
    "“{value}” does not fit the setting {name}: it takes {form}.",
)
NOT_CONFIRMED: Final = Label(
    "{kind}「{value}」沒有確認過，沒有改動。",
    "“{value}” is none of the confirmed {kind}; nothing was changed.",
)
ONE_VALUE: Final = Label(
    "設置 {key} 只有一個值，有空格時請加引號。",
    "The setting {key} takes one value: put quotes round one with blanks.",
)
