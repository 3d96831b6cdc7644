"""Findings about changes of masters and slips that went back (R-M3, R-5.6)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error

UNKNOWN_FIELD = error(
    "R-M3",
    "「{value}」不是「{sheet}」表的欄位",
    "“{value}” is no column of {sheet}",
    "{nearest}請填「{sheet}」表的欄名",
    "{nearest}Enter the header of a column of {sheet}",
)
NOT_OF_FIELD = error(
    "R-M3",
    "「{value}」不能是「{field}」的值，這一項變更沒有計入",
    "“{value}” cannot stand in “{field}”; the change was not counted",
    "請照「{field}」一欄的寫法填寫",
    "Write it as that column has it",
)
