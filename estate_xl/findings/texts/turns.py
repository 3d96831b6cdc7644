"""Findings about tickets that climbed or waited, rows of 報事升級 and 報事暫停 (R-5.7)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, warning

STEP_NOT_UP = error(
    "R-5.7",
    "報事升級只往上：{value} 不高於第 {earlier} 行的級別",
    "A ticket only climbs: {value} is not above the level of row {earlier}",
    "請改正級別或時間；同一級的，只留一行",
    "Mend the level or the time; of one level keep one row",
)
PAUSE_OVERLAPS = error(
    "R-5.7",
    "「{header}」{value} 時，這件報事上一次暫停（第 {earlier} 行）還沒有恢復",
    "At {value} this ticket was still paused from the time before (row {earlier})",
    "請補填或改正第 {earlier} 行的恢復時間；同一次暫停只留一行",
    "Fill in or mend when row {earlier} went on; of one pause keep one row",
)
PAUSE_AFTER_END = error(
    "R-5.7",
    "「{header}」{value} 時，這件報事已經完工或結束，沒有計時可以暫停",
    "At {value} the work on this ticket was over: there is no clock to pause",
    "請改正時間或單號，或刪去這一行",
    "Mend the time or the number, or take the row out",
)
PAUSE_RUNS_ON = warning(
    "R-5.7",
    "報事 {value} 已經完工或取消，這次暫停還沒有填恢復時間",
    "The ticket {value} is completed or cancelled, and this pause has no end",
    "請填「恢復時間」",
    "Fill in when it went on",
)
