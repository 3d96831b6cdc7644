"""Findings about slips that were sent back, rows of 退單記錄 (R-5.6, R-8.3)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, note, warning

SLIP_MOVED = note(
    "R-8.3",
    "「{header}」為「否」而沒有填返工次數，"
    "此前按返單時間在 {before} 計一次，現按退單記錄在 {month} 計",
    "“{header}” is No and no number was typed: once was counted in {before}, as the slip came back "
    "then; now the row of slip returns counts it in {month}",
    "退單其實在 {before} 的，請改「退單記錄」的退回時間",
    "If it was sent back in {before}, mend the time on the sheet of slip returns",
)
REWORK_FILLED = note(
    "R-5.6",
    "「{header}」由 {value} 改為 {count}：「退單記錄」有 {count} 行",
    "“{header}” was changed from {value} to {count}, the number of rows of slip returns",
    "請核對「退單記錄」",
    "Look over the sheet of slip returns",
)
SLIP_NEVER_RETURNED = error(
    "R-5.6",
    "報事 {value} 沒有返單時間，單子不會退回",
    "The slip of {value} was never returned, so that it cannot have been sent back",
    "請補填那件報事的返單時間，或改正這一行的單號",
    "Fill in when that slip was returned, or mend the number in this row",
)
SLIP_OVERLAPS = error(
    "R-5.6",
    "「{header}」{value} 時，這張單子上一次退回（第 {earlier} 行）還沒有再返單",
    "At {value} this slip was still out from the time before (row {earlier})",
    "請補填或改正第 {earlier} 行的再返單時間；同一次退單只留一行",
    "Fill in or mend when row {earlier} was returned again; of one return keep one row",
)
SLIP_OF_NOBODY = warning(
    "R-8.3",
    "報事 {value} 沒有服務人員，這次退單不計入任何人",
    "The ticket {value} has no worker, so that this return counts for nobody",
    "請補填那件報事的服務人員",
    "Fill in the worker of that ticket",
)
REWORK_DIFFERS = warning(
    "R-5.6",
    "「{header}」填 {value}，「退單記錄」有 {count} 行（第 {rows} 行），按退單記錄計",
    "“{header}” says {value}, the sheet of slip returns has {count} (rows {rows}), which count",
    "請核對；退單記錄齊全的，把「{header}」改成 {count}",
    "Check them; where the rows are complete, change “{header}” to {count}",
)
VISITED_WHILE_OUT = warning(
    "R-5.4",
    "「{header}」{value} 時單子已退回部門（「退單記錄」第 {rows} 行），不算返單後的回訪",
    "At {value} the slip was out (row {rows} of slip returns): this is no visit after its return",
    "請核對兩個時間；單子再返回後仍要回訪",
    "Check the two times; a visit is due once the slip is back",
)
