"""Findings about one cell: empty, of the wrong kind, repeated, or naming what is not there."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, warning

MISSING_VALUE = error(
    "",
    "「{header}」沒有填",
    "“{header}” is empty",
    "請填寫「{header}」",
    "Fill in “{header}”",
)
WRONG_TYPE = error(
    "",
    "「{header}」的「{value}」不是{expected}",
    "“{value}” in “{header}” is not {expected}",
    "請改填{expected}，例如 {example}",
    "Enter {expected}, for example {example}",
)
TIME_WITHOUT_DATE = error(
    "",
    "「{header}」只填了時間 {clock}，沒有日期",
    "“{header}” holds a time, {clock}, without a date",
    "請改填{expected}，例如 {example}",
    "Enter {expected}, for example {example}",
)
DATE_FOR_ID = error(
    "",
    "「{header}」成了日期 {value}，多半是 Excel 把「{typed}」改成了日期",
    "“{header}” has become the date {value}; Excel turns “{typed}” into one",
    "請先把這一格設為「文字」格式，再填一次，例如 {typed}",
    "Format the cell as text, then type it again, for example {typed}",
)
NOT_A_CHOICE = error(
    "",
    "「{header}」的「{value}」不在選項之內",
    "“{value}” is not one of the choices of “{header}”",
    "{nearest}請從下拉選單選擇：{choices}",
    "{nearest}Choose from the list: {choices}",
)
OUT_OF_RANGE = error(
    "",
    "「{header}」的 {value} 超出範圍",
    "{value} in “{header}” is out of range",
    "請填 {minimum} 到 {maximum} 之間的數",
    "Enter a number from {minimum} to {maximum}",
)
SCORE_OUT_OF_RANGE = error(
    "R-8",
    "「{header}」的 {value} 不在 0 到 100 之間",
    "{value} in “{header}” is not between 0 and 100",
    "請填 0 到 100 之間的分數",
    "Enter a score from 0 to 100",
)
FORMULA_VALUE = warning(
    "",
    "「{header}」應該填數值或文字，這裏卻是公式",
    "“{header}” holds a formula where a value is expected",
    "把公式的結果「選擇性貼上－值」",
    "Paste its result as a value",
)
NO_RESULT = error(
    "",
    "「{header}」的公式還沒有結果，讀不到值，沒有計入",
    "The formula in “{header}” has no result yet and was not counted",
    "請在 Excel 中打開，保存一次再執行；或直接填值",
    "Open the workbook in Excel and save it, then run this again; or type the value",
)
ERROR_VALUE = error(
    "",
    "「{header}」是錯誤值 {value}",
    "“{header}” holds the error {value}",
    "請改正公式或直接填值",
    "Mend the formula or type the value",
)
DUPLICATE_ID = error(
    "",
    "「{header}」{value} 重複：第 {rows} 行",
    "{value} in “{header}” stands in several rows: {rows}",
    "每個編號只能用一次，請改正其中一行",
    "An id stands once; mend one of the rows",
)
DUPLICATE_ROW = error(
    "",
    "「{header}」{value} 重複：第 {rows} 行",
    "{value} in “{header}” stands in several rows: {rows}",
    "只保留一行",
    "Keep one of the rows",
)
UNKNOWN_REFERENCE = error(
    "",
    "「{header}」的「{value}」在「{target}」表中找不到",
    "“{value}” in “{header}” is not on the sheet “{target}”",
    "{nearest}請填「{target}」表中已有的編號或名稱，或先在該表登記",
    "{nearest}Enter a key or name of “{target}”, or add it there first",
)
AMBIGUOUS_REFERENCE = error(
    "",
    "「{header}」的「{value}」在「{target}」表中不止一個",
    "“{value}” in “{header}” is borne by more than one row of “{target}”",
    "可能是 {candidates}，請填其中一個的編號",
    "It may be {candidates}; enter the key of one of them",
)
