"""Findings about slips that were sent back, rows of 退單記錄 (R-5.6, R-8.3)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import note

SLIP_MOVED = note(
    "R-8.3",
    "「{header}」為「否」而沒有填返工次數，"
    "此前按返單時間在 {before} 計一次，現按退單記錄在 {month} 計",
    "“{header}” is No and no number was typed: once was counted in {before}, as the slip came back "
    "then; now the row of slip returns counts it in {month}",
    "退單其實在 {before} 的，請改「退單記錄」的退回時間",
    "If it was sent back in {before}, mend the time on the sheet of slip returns",
)
