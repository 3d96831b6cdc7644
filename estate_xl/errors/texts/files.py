"""Errors about a file: where it is, what it is, who else has it, whether it can be written."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NOT_FOUND: Final = Label(
    "找不到「{path}」，請核對檔案名稱和資料夾。",
    "“{path}” was not found: check its name and folder.",
)
IN_USE: Final = Label(
    "「{name}」正被別的程序使用或沒有權限，請關閉後再試。",
    "“{name}” is in use by another program, or you may not open it: close it and try again.",
)
NOT_ACCESSIBLE: Final = Label(
    "「{name}」讀寫失敗：{reason}，請檢查磁碟和網絡後再試。",
    "“{name}” could not be read or written: {reason}. Check the disk and the network, try again.",
)
DISK_REFUSES: Final = Label(
    "「{name}」讀寫失敗：{reason}，請清出空間，或用 --out 寫到別處。",
    "“{name}” could not be written: {reason}. Make room, or write elsewhere with --out.",
)
NAME_TOO_LONG: Final = Label(
    "「{name}」讀寫失敗：檔案名稱或路徑太長，請改短。",
    "“{name}” could not be read or written: its name or path is too long, shorten it.",
)
LINKS_IN_CIRCLE: Final = Label(
    "「{name}」讀寫失敗：連結繞成了圈，請指定檔案本身。",
    "“{name}” could not be read or written: its links go in a circle, name the file itself.",
)
FOLDER_FOR_FILE: Final = Label(
    "「{name}」讀寫失敗：這是資料夾，請指定一個檔案。",
    "“{name}” could not be read or written: it is a folder, name a file.",
)
FILE_FOR_FOLDER: Final = Label(
    "「{name}」讀寫失敗：路徑中有一段不是資料夾，請核對。",
    "“{name}” could not be read or written: a part of its path is no folder, check it.",
)
DISK_FULL: Final = Label("磁碟滿了", "the disk is full")
QUOTA_USED: Final = Label("磁碟配額用完了", "the disk quota is used up")
FILE_TOO_LARGE: Final = Label("超過這裏允許的檔案大小", "files may not be so large here")
DISK_READ_ONLY: Final = Label("磁碟是唯讀的", "the disk is read-only")
NO_SCRATCH: Final = Label(
    "系統沒有可以寫入的臨時資料夾（可能是磁碟滿了），請清出空間或改設 TMPDIR。",
    "There is no temporary folder to write in (the disk may be full): make room, or set TMPDIR.",
)
SCRATCH_REFUSED: Final = Label(
    "系統的臨時資料夾不能寫入（{reason}），請清出空間或改設 TMPDIR。",
    "The temporary folder cannot be written to ({reason}): make room, or set TMPDIR.",
)
FOLDER_BUSY: Final = Label(
    "「{name}」所在的資料夾正由另一個命令保存，請等它做完再執行一次；"
    "沒有別的命令也總是這樣，請刪去那裏的「{lock}」再試。",
    "Another command is saving in the folder of “{name}”: wait for it, then run this again. "
    "If there is none and this goes on, delete “{lock}” there and try again.",
)
EXISTS: Final = Label(
    "「{name}」已經存在，為免覆蓋請換一個名稱。",
    "“{name}” is there already: choose another name, so that it is not overwritten.",
)
MOVED_MEANWHILE: Final = Label(
    "「{name}」在讀取之後被移走或刪除了，沒有寫入；請找到它，再執行一次。",
    "“{name}” was moved or deleted after it was read; nothing was written. "
    "Find it and run this again.",
)
CHANGED_MEANWHILE: Final = Label(
    "「{name}」在讀取之後被別人改過，沒有寫入；請重新執行，新的內容才不會被覆蓋。",
    "“{name}” was changed by somebody after it was read; nothing was written. "
    "Run this again, so that the change is not overwritten.",
)
IS_ADDRESS: Final = Label(
    "「{name}」是網址，命令只讀這臺電腦上的檔案；"
    "請指定 OneDrive 同步到這臺電腦的那一份，或先下載。",
    "“{name}” is an address of the web, and only files of this computer are read: "
    "name the copy that OneDrive keeps here, or download it first.",
)
WRONG_SUFFIX: Final = Label(
    "「{name}」的副檔名不是 .xlsx 或 .xlsm，請改用這兩種之一。",
    "The name “{name}” does not end in .xlsx or .xlsm: use one of these.",
)
NO_FOLDER: Final = Label(
    "資料夾「{folder}」不存在，請先建立或改寫到別處。",
    "There is no folder “{folder}”: make it first, or write elsewhere.",
)
IS_FOLDER: Final = Label(
    "「{name}」是資料夾，請指定一個檔案。", "“{name}” is a folder: name a file."
)
NOT_REGULAR: Final = Label(
    "「{name}」不是普通檔案，請換一個名稱。", "“{name}” is no ordinary file: choose another name."
)
OPEN_ELSEWHERE: Final = Label(
    "「{name}」正在 Excel、WPS 或 LibreOffice 中打開，請先保存並關閉，再試一次。",
    "“{name}” is open in Excel, WPS or LibreOffice: save and close it there, then try again.",
)
READ_ONLY: Final = Label(
    "「{name}」是唯讀檔案，請取消唯讀，或用 --out 寫到另一個檔案。",
    "“{name}” is read-only: allow writing, or write another file with --out.",
)
FOLDER_READ_ONLY: Final = Label(
    "資料夾「{folder}」不能寫入，請用 --out 寫到別處。",
    "The folder “{folder}” cannot be written to: write elsewhere with --out.",
)
FOLDER_NOT_MADE: Final = Label(
    "資料夾「{folder}」不能建立：{reason}。", "The folder “{folder}” cannot be made: {reason}."
)
NOT_A_FOLDER: Final = Label(
    "「{folder}」不是資料夾，請換一個名稱。", "“{folder}” is no folder: choose another name."
)
SAME_FILE: Final = Label(
    "--{option} 和 {other} 是同一個檔案，請換一個名稱，或不用 --{option}。",
    "--{option} and {other} are the same file: choose another name, or leave out --{option}.",
)
NOT_SAVED: Final = Label(
    "保存時出錯（{detail}），沒有寫入，原檔案沒有改動，請再試一次。",
    "Saving failed ({detail}); nothing was written and the file is as it was. Try again.",
)
