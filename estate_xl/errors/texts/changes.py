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
CHANGE_VALUE_TOO_LONG: Final = Label(
    "「{field}」的新值有 {count} 個字，超過一格的上限 {most}，請寫短些。",
    "The new value of “{field}” has {count:character|characters}, and a cell holds {most}: make it "
    "shorter.",
)
CHANGE_OUT_OF_RANGE: Final = Label(
    "「{field}」不能是 {value}，請填 {least} 到 {most} 之間的數。",
    "“{field}” cannot be {value}: give a number from {least} to {most}.",
)
CHANGE_DAYS_CROSSED: Final = Label(
    "「{field}」{value} 和「{other}」{held} 先後不對，這樣的人任何一天都不算在職；"
    "請核對兩個日期，「{other}」填錯了或不再算數的，先改那一個。",
    "“{field}” {value} does not go with “{other}” {held}: such a person counts as employed on no "
    "day. Check both days; where “{other}” is wrong or no longer so, change that first.",
)
CHANGE_LEFT_BEFORE: Final = Label(
    "「{field}」是 {value}，卻從 {day} 才起變更：到 {last} 為止仍會算作在職；"
    "請把起變更的日期寫成 {first} 或更早，一直登記錯的寫「更正」。",
    "“{field}” is {value}, but changes from {day} on only: until {last} they would count as "
    "employed. Let it change from {first} or before, or say Correction where it was always so.",
)
