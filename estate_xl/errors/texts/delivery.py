"""Why a package or its mail cannot be made, sent or read."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

TOO_MANY_ADDRESSES: Final = Label(
    "「{sheet}」的一格裏有 {count} 個郵箱地址，最多 {most} 個，請填總部的群組郵箱。",
    "A cell of “{sheet}” holds {count} mail addresses, more than {most}: put in a group address of "
    "headquarters.",
)
TOO_MANY_DOMAINS: Final = Label(
    "「{sheet}」的一格裏有 {count} 個域名，最多 {most} 個，請只留總部的。",
    "A cell of “{sheet}” holds {count} domains, more than {most}: leave those of headquarters.",
)
NOT_A_DRAFT_NAME: Final = Label(
    "「{name}」的副檔名不是 .eml，請改成 .eml。",
    "The name “{name}” does not end in .eml: change it.",
)
DRAFT_NOT_WRITABLE: Final = Label(
    "「{path}」不能寫入，請換一個資料夾或名稱。",
    "The draft “{path}” cannot be written: choose another folder or name.",
)
NO_OUTLOOK: Final = Label(
    "這臺電腦沒有經典版 Outlook，請不帶 --outlook，改用草稿檔案（--eml）。",
    "This computer has no classic Outlook: leave out --outlook and use a draft file (--eml).",
)
PACKAGE_TOO_LONG: Final = Label(
    "上報文件的內容太多，總部核對不了；請不附計分依據（{sheet} hq_attach_evidence 填「{no}」）"
    "再發送。",
    "The package holds more than headquarters can verify: leave out the evidence "
    "(hq_attach_evidence in “{sheet}”: {no}) and send again.",
)
NOT_APPRAISED: Final = Label(
    "{month} 還沒有月度考核，請先執行 estate-xl month-end --month {month}。",
    "{month} has not been appraised: run estate-xl month-end --month {month} first.",
)
NUMBERS_CHANGED: Final = Label(
    "「{sheet}」裏的數字不是月度考核算出的，可能有人改過或動過行列；"
    "請改原始記錄，再執行 estate-xl month-end --month {month}。",
    "The numbers in “{sheet}” are not those that month-end computed; somebody may have changed "
    "them, or moved rows or columns: correct the records, then run estate-xl month-end "
    "--month {month}.",
)
NUMBER_CHANGED: Final = Label(
    "「{sheet}」裏的數字（例如 {cell}）不是月度考核算出的，可能有人改過或動過行列；"
    "請改原始記錄，再執行 estate-xl month-end --month {month}。",
    "The numbers in “{sheet}” ({cell}, for example) are not those that month-end computed; "
    "somebody may have changed them, or moved rows or columns: correct the records, then run "
    "estate-xl month-end --month {month}.",
)
OTHER_MONTH: Final = Label(
    "「{sheets}」現在是另一個月的，請再執行一次 estate-xl month-end --month {month}。",
    "“{sheets}” now hold another month: run estate-xl month-end --month {month} once more.",
)
ROWS_HIDDEN: Final = Label(
    "「{sheet}」有隱藏的行，請取消篩選和隱藏後再發送。",
    "“{sheet}” has hidden rows: clear the filter, unhide them and send again.",
)
PASSWORD_LENGTH: Final = Label(
    "打開密碼須為 1 至 {most} 個字元，請換一個。",
    "A password has 1 to {most} characters: choose another.",
)
ENCRYPTED_DAMAGED: Final = Label(
    "加密的檔案已損壞，請對方重新發送。",
    "The encrypted file is damaged: have it sent again.",
)
NOT_A_PACKAGE: Final = Label(
    "「{name}」不是 estate-xl 生成的上報文件（沒有 manifest），請向管理處索取原件。",
    "“{name}” is no package that estate-xl made (it has no manifest): ask the office for the "
    "original.",
)
NOT_A_DIGEST: Final = Label(
    "核對碼「{digest}」不對：請照郵件或「{log}」抄，至少 {least} 位。",
    "“{digest}” is no check code: copy it from the mail or from “{log}”, {least} digits at least.",
)
NOW_WITHOUT_OUTLOOK: Final = Label(
    "--now 只能和 --outlook 一起用，請去掉 --now。",
    "--now goes with --outlook only: leave out --now.",
)
PDF_WITH_PASSWORD: Final = Label(
    "--pdf 沒有密碼，和 --password 一起用就白加密了，請只用其中一個。",
    "A PDF has no password, so that --password would protect nothing: use either --pdf or "
    "--password.",
)
NO_PACKAGE_PASSWORD: Final = Label(
    "沒有密碼，請用 keyring set estate_xl {secret} 存好，或在終端執行時輸入，或不用 --password。",
    "There is no password: store it by keyring set estate_xl {secret}, type it at a terminal, or "
    "leave out --password.",
)
NO_SUCH_SHEET_TO_PACK: Final = Label(
    "工作簿沒有工作表「{sheet}」，不能打包。",
    "The workbook has no sheet “{sheet}”; no package can be made.",
)
NO_WORKSHEET_TO_PACK: Final = Label(
    "工作表「{sheet}」不是普通的工作表，不能打包。",
    "“{sheet}” is no worksheet; no package can be made.",
)
NO_RESULT_TO_PACK: Final = Label(
    "工作表「{sheet}」儲存格 {cell} 的公式還沒有結果，請在 Excel 中打開工作簿並保存一次，再發送。",
    "The formula in “{sheet}” {cell} has no result yet: open the workbook in Excel, save it once, "
    "then send.",
)
NOT_SAVED_BY_EXCEL: Final = Label(
    "Excel 沒有存好「{book}」，請先保存一次再試。",
    "Excel did not save “{book}”: save it once, then try again.",
)
NOT_FIT_FOR_PDF: Final = Label(
    "「{name}」有一部分不合規則，不能由它生成 PDF；請在 Excel 中打開並修復，另存後再試，"
    "或不帶 --pdf 執行，在 Excel 裏打印。",
    "A part of “{name}” breaks the rules, and no PDF can be made of it: have Excel repair it, save "
    "it and try again, or leave out --pdf and print from Excel.",
)
