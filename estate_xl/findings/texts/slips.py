"""Findings about slips that were sent back, rows of 退單記錄 (R-5.6, R-8.3)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, note, warning

SLIP_MOVED = warning(
    "R-8.3",
    "「{header}」為「否」，原按返單時間在 {before} 計一次；現按「退單記錄」第 {rows} 行計，"
    "{before} 不再計",
    "“{header}” is No, which counted once in {before}, when the slip came back; now rows {rows} of "
    "slip returns count, none of them in {before}",
    "{before} 確有一次退回的，請在「退單記錄」為它補一行，退回時間和再返單時間都填返單時間",
    "If it was sent back in {before}, add a row of slip returns for that, with the time at which "
    "the slip first came back as both of its times",
)
SLIP_COUNTED = note(
    "R-8.3",
    "「{header}」為「否」，已按返單時間在 {before} 計一次，為此補記一行；"
    "這次退單在 {month} 另計一次",
    "“{header}” is No, which counts once in {before}, when the slip came back: a row was added for "
    "it. This return counts once more, in {month}",
    "其實是同一次的，請在「退單記錄」刪去這次的一行，清空補記那行的再返單時間",
    "If it is one and the same, delete the new row of slip returns and clear “Returned again” in "
    "the row that was added",
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
