"""Why what headquarters received cannot be read."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NO_PACKAGE_IN_FOLDER: Final = Label(
    "資料夾「{folder}」裏沒有上報文件（.xlsx 或 .eml）。",
    "The folder “{folder}” holds no package (.xlsx or .eml).",
)
NO_PACKAGE_IN_MAIL: Final = Label(
    "郵件「{mail}」裏沒有附上報文件（.xlsx）。",
    "No package (.xlsx) is attached to the mail “{mail}”.",
)
MAIL_NOT_READ: Final = Label(
    "郵件「{mail}」讀不出來：內容不合規則。",
    "The mail “{mail}” cannot be read: it breaks the rules for mails.",
)
NOT_A_PLAIN_FILE: Final = Label(
    "「{name}」不是普通檔案，沒有讀。",
    "“{name}” is no plain file and was not read.",
)
RECEIVED_NOT_READ: Final = Label(
    "「{name}」讀不出來：{reason}。",
    "“{name}” cannot be read: {reason}.",
)
RECEIVED_DAMAGED: Final = Label(
    "「{name}」讀不出來：檔案已損壞（{kind}）。",
    "“{name}” cannot be read: the file is damaged ({kind}).",
)
PASSWORD_NEEDED: Final = Label(
    "「{name}」有打開密碼，請在終端執行並輸入，或先用 keyring 存好。",
    "“{name}” has a password: run this at a terminal and type it, or store it with keyring first.",
)
PASSWORD_WRONG: Final = Label(
    "「{name}」的打開密碼不對，請核對後再試。",
    "The password of “{name}” is wrong: check it and try again.",
)
PACKAGE_DAMAGED: Final = Label(
    "「{name}」已損壞或被人改過（{reason}），沒有核對；請向管理處索取原件。",
    "“{name}” is damaged, or somebody changed it ({reason}), and was not verified: ask the office "
    "for the original.",
)
