"""Findings about numbers, slips and follow-ups (R-5.1, R-5.5)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, note, warning

FORMATS_CLASH = error(
    "",
    "參數 {key} 的「{value}」和 {other} 的「{other_value}」會編出同樣的號，所以不編號",
    "“{value}” of the setting {key} and “{other_value}” of {other} can give the same number, "
    "so that none is given",
    "請在「參數」表把 {key} 改用別的字母開頭，沒有這一行就補一行",
    "Let {key} begin with other letters on the sheet of settings; add its row if it has none",
)
NUMBERS_MISSING = note(
    "R-5.1",
    "「{header}」缺了 {count} 個號：{numbers}",
    "“{header}” lacks numbers, {count} in all: {numbers}",
    "如果是刪掉了行，請從備份找回；本來沒有用過的號可以不理",
    "If rows were deleted, bring them back from a copy; numbers never used need nothing",
)
SLIP_WITHOUT_ZONE = error(
    "R-5.1",
    "報事 {value} 沒有片區，沒有打印報事單",
    "The ticket {value} has no zone, so that no slip was printed",
    "請填「片區」，再用這個單號打印",
    "Fill in the zone, then print it by its number",
)
FILLED_FROM_OWNER = note(
    "R-5",
    "「{header}」空着，按業主檔案填了 {value}（房號 {room}）",
    "“{header}” was empty: filled in with {value} from the owner of {room}",
    "與這件報事不符的，請改正",
    "Mend it where it does not fit this ticket",
)
FOLLOW_UP_AFTER_COMPLETION = warning(
    "R-5.5",
    "報事 {value} 已經完工，這次跟進已登記，但不再影響期限",
    "The ticket {value} is completed already; the follow-up was registered but moves no deadline",
    "如果這是回訪，請在「報事」表填「回訪時間」等欄",
    "If it was the return visit, fill in its columns on the sheet of tickets",
)
