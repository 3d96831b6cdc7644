"""Findings about rows and sheets that are not read as records, and cells that hide their values."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, note, warning

NOT_A_RECORD = note(
    "",
    "第 {row} 行不像記錄，沒有計入",
    "Row {row} does not look like a record and was not counted",
    "如果是說明、簽名或合計，不必理會；如果是記錄，請把帶 * 的欄填齊",
    "Leave it if it is an explanation, a signature or a total; else fill in the columns marked *",
)
REPEATED_HEADER = note(
    "",
    "第 {row} 行又是一行表頭，沒有計入",
    "Row {row} repeats the headers and was not counted",
    "可以刪去這一行；它下面的記錄已照常計入",
    "It may be deleted; the records below it are counted",
)
SECOND_TABLE = warning(
    "",
    "第 {row} 行是另一個「{title}」表的表頭，它下面的 {count} 行沒有讀",
    "Row {row} heads a second table of “{title}”, whose rows ({count}) were not read",
    "應該計入的行，請移到本表最後一條記錄之下，各欄次序與本表相同",
    "Move rows that shall count below the last record of the first table, columns in its order",
)
SECOND_SHEET = warning(
    "",
    "工作表「{other}」也是「{title}」的表頭，它的 {count} 行沒有讀；讀的是工作表「{read}」",
    "The sheet “{other}” has the headers of “{title}” too; its rows ({count}) were not read, "
    "those of “{read}” were",
    "如果是存檔，可以移到另一個工作簿；應該計入的行，請移到工作表「{read}」",
    "Move an archive into another workbook, and rows that shall count to “{read}”",
)
MERGED_CELLS = error(
    "",
    "{area} 是合併儲存格，只有左上角的一格有值，其餘各格當作沒有填",
    "{area} is one merged cell: only its upper left cell holds a value, the others count as empty",
    "請取消合併，把每一格填上自己的值",
    "Unmerge the cells and enter each one's value",
)
ABOVE_HEADERS = warning(
    "",
    "第 {row} 行在表頭之上，沒有計入",
    "Row {row} is above the headers and was not counted",
    "如果是記錄，請移到表頭之下",
    "If it is a record, move it below the headers",
)
SAME_RECORD = warning(
    "",
    "第 {rows} 行讀得懂的內容一模一樣，沒有合併，每一行各算各的",
    "Rows {rows} hold the same in all that is read; each is taken for itself",
    "如果是重複登記，請只留一行",
    "If one was entered twice, keep one row",
)
