"""Why a button of the ribbon does not do its work."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NO_BOOK_OPEN: Final = Label(
    "沒有打開的工作簿，請先打開片區管理工作簿，再按一次。",
    "No workbook is open; open the zone management workbook and press again.",
)
IN_PROTECTED_VIEW: Final = Label(
    "這個檔案在「受保護的檢視」中，請先按上方的「啟用編輯」，再按一次。",
    "This file is in Protected View; press “Enable Editing” above and press again.",
)
NEVER_SAVED: Final = Label(
    "「{book}」還沒有保存過，請先保存（Ctrl+S），再按一次。",
    "“{book}” was never saved: save it first (Ctrl+S) and press again.",
)
OPEN_READ_ONLY: Final = Label(
    "「{book}」是以唯讀方式打開的，改動存不回去，所以沒有改動；"
    "請等別人關閉它再打開，或另存一份再按。",
    "“{book}” is open read-only; nothing was changed. Open it when it is free, or save a copy.",
)
STRUCTURE_PROTECTED: Final = Label(
    "「{book}」的工作簿結構受保護，不能新建工作表，所以沒有改動；"
    "請在「審閱」取消「保護工作簿」，再按一次。",
    "The structure of “{book}” is protected; nothing was changed. Unprotect it on Review.",
)
SHEET_PROTECTED: Final = Label(
    "工作表「{sheet}」受保護，所以沒有改動；請在「審閱」取消「保護工作表」，再按一次。",
    "The sheet “{sheet}” is protected; nothing was changed. Unprotect it on Review.",
)
NO_ROWS_CHOSEN: Final = Label(
    "請先在工作表「{sheet}」選中要登記的行（要有單號），再按「{button}」。",
    "Select the rows on “{sheet}” (they need numbers), then press “{button}” again.",
)
CANNOT_TYPE: Final = Label(
    "這裏不能輸入文字，請直接在工作表「{sheet}」登記。",
    "No text can be typed here; write it on “{sheet}” itself.",
)
CANNOT_TYPE_REASON: Final = Label(
    "這裏不能輸入原因，沒有改動；請改用命令 estate-xl {command}。",
    "No reason can be typed here, and nothing was changed; use the command estate-xl {command}.",
)
SAME_NAME_OPEN: Final = Label(
    "Excel 已經打開了一本「{book}」，同名的不能同時打開，所以沒有新建；請換一個名稱，再按一次。",
    "Excel has a “{book}” open, and opens no two of one name; nothing was made. Name it otherwise.",
)
PATH_TOO_LONG: Final = Label(
    "「{book}」的路徑有 {length} 個字符，Excel 最多打開 {most} 個的，所以沒有新建；"
    "請選上層的資料夾或短些的名稱，再按一次。",
    "The path of “{book}” has {length} characters and Excel opens no more than {most}; nothing was "
    "made. Choose a folder further up or a shorter name, and press again.",
)
NO_COPY: Final = Label(
    "「{book}」的備份存不了，所以沒有改動：{reasons}。"
    "請照原因處理（清出空間、允許寫入、改短路徑），或另存到別的資料夾，對那一份再按一次。",
    "No copy of “{book}” could be kept, so nothing was changed: {reasons}. Mend the cause (make "
    "room, allow writing, shorten the path), or save the workbook in another folder and press "
    "again there.",
)
NO_COPY_FROM_WEB: Final = Label(
    "「{book}」在 OneDrive 或 SharePoint 上，改動前的備份要由 Excel 存到這臺電腦，"
    "卻存不了，所以沒有改動：{reasons}。請在 Excel 另存到這臺電腦的資料夾，對那一份再按一次。",
    "“{book}” is on OneDrive or SharePoint, and Excel could not keep a copy on this computer, so "
    "nothing was changed: {reasons}. Save the workbook in a folder of this computer and press "
    "again there.",
)
NOT_SAVED_NOT_SENT: Final = Label(
    "「{book}」存不了，郵件沒有發出；請看檔案能否保存，再按一次。",
    "“{book}” cannot be saved, and no mail left: see whether the file can be saved, then press "
    "again.",
)
NOT_PUT_BACK: Final = Label(
    "Excel 的設定（{settings}）沒有恢復，請重新啟動 Excel。",
    "Settings of Excel ({settings}) were not put back: start Excel again.",
)
