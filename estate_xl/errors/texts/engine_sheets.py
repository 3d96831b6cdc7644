"""Sentences for problems of the file engine with a sheet: what it holds, and what is asked of it.

A name is that of the `EngineProblem` it words.
"""

from __future__ import annotations

from typing import Final

from estate_xl.errors.texts.engine_parts import REPAIR, UNPROTECT, joined
from estate_xl.language import Label

_UNFIT: Final = Label(
    "工作表「{sheet}」儲存格 {cell} 寫不進去：",
    "Sheet “{sheet}”, cell {cell} takes no such value: ",
)
DAMAGED_CELL: Final = joined(
    Label(
        "工作表「{sheet}」儲存格 {cell} 的內容已損壞，",
        "Sheet “{sheet}”, cell {cell} is damaged; ",
    ),
    REPAIR,
)
DAMAGED_ROW: Final = joined(
    Label(
        "工作表「{sheet}」的儲存格資料已損壞（第 {row} 行），",
        "Sheet “{sheet}” holds damaged cells (row {row}); ",
    ),
    REPAIR,
)
DAMAGED_ROWS: Final = joined(
    Label(
        "工作表「{sheet}」的儲存格資料已損壞（{detail}），",
        "Sheet “{sheet}” holds damaged cells ({detail}); ",
    ),
    REPAIR,
)
SHEET_TOO_LONG: Final = Label(
    "工作表「{sheet}」太大，寫法又不是 Excel 的，為免佔滿記憶體沒有讀；請用 Excel 打開，另存一次。",
    "Sheet “{sheet}” is long and not written as Excel does, and was not read lest it fill the "
    "memory; open it in Excel and save it again.",
)
ROW_TWICE: Final = joined(
    Label(
        "工作表「{sheet}」的儲存格資料已損壞（第 {row} 行有兩份），",
        "Sheet “{sheet}” holds damaged cells (row {row} twice); ",
    ),
    REPAIR,
)
ROW_OUTSIDE: Final = joined(
    Label(
        "工作表「{sheet}」的儲存格資料已損壞（沒有第 {row} 行），",
        "Sheet “{sheet}” holds damaged cells (there is no row {row}); ",
    ),
    REPAIR,
)
DAMAGED_PART: Final = joined(
    Label("工作表「{sheet}」已損壞（{part}），", "Sheet “{sheet}” is damaged ({part}); "),
    REPAIR,
)
UNREADABLE_SHEET: Final = joined(
    Label(
        "工作表「{sheet}」有讀不懂的內容（{kind}：{detail}），",
        "Sheet “{sheet}” holds what cannot be understood ({kind}: {detail}); ",
    ),
    REPAIR,
)
CELL_TOO_FAR: Final = Label(
    "工作表「{sheet}」的 {cell} 離其餘內容太遠，整張表大得讀不了；"
    "請刪除那裏不需要的內容（整行整列刪除），保存後再執行一次。",
    "Sheet “{sheet}”: {cell} lies too far from the rest, which makes the sheet too large to "
    "read; delete what is not needed there (whole rows and columns), save and run again.",
)
CELLS_TOO_FAR: Final = Label(
    "工作表「{sheet}」的 {cell}、{other} 離其餘內容太遠，整張表大得讀不了；"
    "請刪除那裏不需要的內容（整行整列刪除），保存後再執行一次。",
    "Sheet “{sheet}”: {cell} and {other} lie too far from the rest, which makes the sheet "
    "too large to read; delete what is not needed there (whole rows and columns), save and "
    "run again.",
)
SHEET_DELETED: Final = Label("工作表「{sheet}」已經刪除。", "Sheet “{sheet}” was deleted.")
NO_SUCH_CELLS: Final = Label(
    "工作表「{sheet}」沒有「{address}」所指的儲存格。",
    "Sheet “{sheet}” has no cells “{address}”.",
)
NAME_WITHOUT_SHEET: Final = Label(
    "名稱「{defined}」所指的工作表不存在。",
    "The name “{defined}” refers to a sheet that is not there.",
)
NAME_WITHOUT_CELLS: Final = Label(
    "名稱「{defined}」不是指一片儲存格：{formula}。",
    "The name “{defined}” does not refer to an area of cells: {formula}.",
)
NO_HYPERLINK: Final = Label(
    "工作表「{sheet}」的這個儲存格沒有超連結。",
    "Sheet “{sheet}”: this cell has no hyperlink.",
)
NO_FORMULA: Final = Label(
    "工作表「{sheet}」儲存格 {cell} 沒有公式，不能存放計算結果。",
    "Sheet “{sheet}”, cell {cell} has no formula whose result could be stored.",
)
CELLS_LOCKED: Final = joined(
    Label(
        "工作表「{sheet}」受保護，鎖定的儲存格不能更改；",
        "Sheet “{sheet}” is protected and its locked cells cannot be changed; ",
    ),
    UNPROTECT,
)
SHIFT_PROTECTED: Final = joined(
    Label(
        "工作表「{sheet}」受保護，不能插入或刪除儲存格；",
        "Sheet “{sheet}” is protected: no cells can be inserted or deleted; ",
    ),
    UNPROTECT,
)
PICTURES_PROTECTED: Final = Label(
    "工作表「{sheet}」受保護，不能加圖片。",
    "Sheet “{sheet}” is protected: no picture can be added.",
)
BAD_TITLE: Final = Label(
    "「{title}」不能作工作表名稱：須為 1 至 31 個字元，不含 \\ / ? * [ ] : ，首尾不是單引號。",
    "“{title}” cannot name a sheet: it takes 1 to 31 characters, none of \\ / ? * [ ] :, "
    "and no single quote at either end.",
)
TITLE_TAKEN: Final = Label(
    "已有名為「{title}」的工作表。", "There is a sheet named “{title}” already."
)
LAST_SHEET_DELETED: Final = Label(
    "工作表「{sheet}」是最後一張看得見的工作表，不能刪除。",
    "Sheet “{sheet}” is the last visible one and cannot be deleted.",
)
LAST_SHEET_HIDDEN: Final = Label(
    "工作表「{sheet}」是最後一張看得見的工作表，不能隱藏。",
    "Sheet “{sheet}” is the last visible one and cannot be hidden.",
)
BAD_NAME: Final = Label(
    "「{defined}」不能作名稱：須以文字或底線開頭，不含空格，也不像儲存格地址。",
    "“{defined}” cannot be a name: it begins with a letter or underscore, has no spaces and "
    "does not look like a cell address.",
)
NOT_FINITE: Final = joined(_UNFIT, Label("數值不是有限數。", "the number is not finite."))
TEXT_TOO_LONG: Final = joined(
    _UNFIT,
    Label(
        "文字有 {length} 個字元，超過上限 {limit}。",
        "the text has {length:character|characters}, more than {limit}.",
    ),
)
CONTROL_CHARACTER: Final = joined(
    _UNFIT,
    Label(
        "文字含有檔案不能保存的控制字元 {character}。",
        "the text holds the control character {character}, which no file can hold.",
    ),
)
FORMULA_TOO_LONG: Final = joined(
    _UNFIT,
    Label(
        "公式有 {length} 個字元，超過上限 {limit}。",
        "the formula has {length:character|characters}, more than {limit}.",
    ),
)
FORMULA_UNBALANCED: Final = joined(
    _UNFIT,
    Label("公式的括號或引號不成對。", "the formula has a bracket or quote without its other half."),
)
ARRAY_TORN: Final = Label(
    "工作表「{sheet}」的陣列公式不能只改一部分。",
    "Sheet “{sheet}”: an array formula cannot be changed in part.",
)
MERGE_IN_TABLE: Final = Label(
    "工作表「{sheet}」：表格裡的儲存格不能合併。",
    "Sheet “{sheet}”: cells in a table cannot be merged.",
)
OUT_OF_ROOM: Final = Label(
    "工作表「{sheet}」放不下：最多 {rows} 行、到 {column} 列；"
    "請刪除表外多餘的行列，或減少要寫的內容，再執行一次。",
    "Sheet “{sheet}” has no room: it ends at row {rows} and column {column}; delete rows "
    "and columns that are not needed outside of the table, or write less, and run it again.",
)
PUSHED_OUT: Final = Label(
    "工作表「{sheet}」：插入後會有內容超出工作表。",
    "Sheet “{sheet}”: the insertion would push cells off the sheet.",
)
AREA_TORN: Final = Label(
    "工作表「{sheet}」：不能只移動合併儲存格或表格的一部分。",
    "Sheet “{sheet}”: a merged cell or a table cannot be shifted in part.",
)
TABLE_PLACE: Final = Label(
    "表格「{table}」調整不了：標題行須在原處，至少一行資料，與原處相交。",
    "Table “{table}” cannot be resized so: the header row stays in its place, with a row of "
    "data at least, and the old and the new area meet.",
)
TABLES_OVERLAP: Final = Label(
    "表格「{table}」調整不了：會與另一個表格重疊。",
    "Table “{table}” cannot be resized so: it would lie over another table.",
)
COPY_ELSEWHERE: Final = Label(
    "工作表「{sheet}」帶有圖、批註或網址，只能複製到同一本工作簿。",
    "Sheet “{sheet}” has drawings, notes or addresses and can be copied within its workbook only.",
)
TABLE_DELETED: Final = Label(
    "工作表「{sheet}」要刪除的行含有整個表格，檔案引擎不刪；請在 Excel 中打開後再刪。",
    "Sheet “{sheet}”: the rows hold a whole table, which is not deleted in a file; open it "
    "in Excel and delete them there.",
)
TABLE_COLUMNS: Final = Label(
    "工作表「{sheet}」：檔案引擎不增刪表格的列，也不刪表格的標題行；請在 Excel 中打開後再改。",
    "Sheet “{sheet}”: columns of a table are not added or deleted in a file, nor its header "
    "row; open it in Excel and change it there.",
)
TABLE_EDGES: Final = Label(
    "表格「{table}」調整不了：檔案引擎不移動左邊界，也不移動合計行。",
    "Table “{table}” cannot be resized so: its left edge and its totals row are not moved "
    "in a file.",
)
