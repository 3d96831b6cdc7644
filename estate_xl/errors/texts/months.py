"""Errors about months as records: closed, opened again, approved, archived."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

MONTH_IS_CLOSED: Final = Label(
    "{month} 第 {version} 版{state}，評分不再改動；"
    "要改請先用 month-end --month {month} --reopen 原因 重開。",
    "{month}, version {version}, is closed ({state}): its scores stay as they are. To change them "
    "open the month again with month-end --month {month} --reopen REASON.",
)
MONTH_NOT_CLOSED: Final = Label(
    "{month} 還沒有審定或上報，不用重開，請直接執行月度考核（month-end）。",
    "{month} is neither approved nor reported: there is nothing to reopen, run month-end.",
)
MONTH_REASON_EMPTY: Final = Label(
    "重開或放行的原因是空的，請寫明為什麼。",
    "The reason for reopening or overruling is empty: say why.",
)
MONTH_REASON_TOO_LONG: Final = Label(
    "重開或放行的原因有 {count} 個字，考核表和「月度記錄」最多寫 {most} 個，請寫短些。",
    "The reason for reopening or overruling has {count:character|characters}, and the sheets take "
    "{most}: make it shorter.",
)
NO_DIRECTOR: Final = Label(
    "{day} 工作表「{sheet}」沒有在職的管理處主任，不能審定，請先補上。",
    "On {day} the sheet “{sheet}” has no director in office: nobody can approve, enter one first.",
)
NOT_A_DIRECTOR: Final = Label(
    "{person} 在 {day} 不是管理處主任，不能審定；當日的管理處主任是 {directors}。",
    "{person} is no director on {day} and cannot approve; the director is {directors}.",
)
ARCHIVE_TAKEN: Final = Label(
    "「{name}」已經存在，內容不是這一版的數字，不能覆蓋；請看清是什麼，移走或改名後再審定。",
    "“{name}” is there already and holds other numbers than this version: look what it is, move or "
    "rename it, then approve again.",
)
ARCHIVE_CHANGED: Final = Label(
    "{month} 要從存檔「{name}」取出來發送，但這份存檔的數字與審定時不同，"
    "請把原來的副本放回「{folder}」。",
    "{month} is sent from its archive copy “{name}”, whose numbers are not those that were "
    "approved: put the copy that was kept back into “{folder}”.",
)
ARCHIVE_MISSING: Final = Label(
    "「{sheets}」現在是另一個月的，{month} 已經審定，要從存檔「{name}」取出來發送，"
    "但找不到這份存檔，請放回原處。",
    "“{sheets}” now hold another month, and {month}, which is approved, is sent from its archive "
    "copy “{name}”, which is not there: put it back.",
)
