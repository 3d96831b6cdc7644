"""Errors about dated changes of people, zones and rooms (R-M3)."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

CHANGE_TO_COME: Final = Label(
    "{day} 還沒有到，「{field}」的變更請到 {day} 再登記；今天是 {today}。",
    "{day} is still to come: register the change of “{field}” on {day}; today is {today}.",
)
CHANGE_WITHOUT_DAY: Final = Label(
    "沒有寫「{field}」從哪天起變更：請寫生效日期；一直如此、只是登記錯的，請寫「{correction}」。",
    "Nothing says since when “{field}” changed: give the day, or {correction} where it was always "
    "so and only recorded wrongly.",
)
CHANGE_TWO_WAYS: Final = Label(
    "「{correction}」是說一直如此，不能又寫生效日期 {day}，請去掉其中一個。",
    "{correction} means that it was always so, and {day} that it was not: give one of them.",
)
CHANGE_OF_KEY: Final = Label(
    "「{field}」不能改：改了等於換了一個，以前的記錄就找不到了；新的人、片區、房號請另登記一行。",
    "“{field}” cannot be changed, for records would no longer find it: register a new person, zone "
    "or room in a row of its own.",
)
CHANGE_TO_NOTHING: Final = Label(
    "「{field}」不能是空的，請寫新的值。", "“{field}” cannot be empty: give the new value."
)
CHANGE_LACKS_COLUMN: Final = Label(
    "工作表「{sheet}」缺少「{field}」一欄，請從空白工作簿（estate-xl new）複製該欄的表頭回來。",
    "The sheet “{sheet}” has no column “{field}”: copy its header from an empty workbook "
    "(estate-xl new).",
)
CHANGE_NOTE_TOO_LONG: Final = Label(
    "說明有 {count} 個字，超過一格的上限 {most}，請寫短些。",
    "The note has {count:character|characters}, and a cell holds {most}: make it shorter.",
)
