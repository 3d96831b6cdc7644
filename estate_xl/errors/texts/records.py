"""Errors about the records that a command was asked for: tickets, people, follow-ups, numbers."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NO_TICKET: Final = Label(
    "工作表「{sheet}」的「{column}」欄沒有「{number}」{nearest}，請核對單號。",
    "“{column}” of the sheet “{sheet}” has no “{number}”{nearest}: check the number.",
)
NO_TICKETS_NAMED: Final = Label(
    "沒有指明報事；請在工作表「{sheet}」選中那些行，或給出單號。",
    "No ticket was named: select its rows on the sheet “{sheet}”, or give its number.",
)
TICKET_CLOSED: Final = Label(
    "工作表「{sheet}」第 {row} 行：報事 {number} {state}，不能再登記跟進，請核對單號。",
    "Row {row} of the sheet “{sheet}”: the ticket {number} ({state}) takes no more follow-ups, "
    "check the number.",
)
FOLLOW_UP_TO_COME: Final = Label(
    "跟進時間 {at} 還沒有到，請寫實際跟進的時間。",
    "The follow-up of {at} is still to come: give the time when it was made.",
)
FOLLOW_UP_TOO_EARLY: Final = Label(
    "工作表「{sheet}」第 {row} 行：報事 {number} 在 {registered} 才登記，"
    "跟進時間 {at} 不能早於它，請核對。",
    "Row {row} of the sheet “{sheet}”: the ticket {number} was registered at {registered}, and "
    "the follow-up of {at} cannot be before, check it.",
)
SLIP_TWICE: Final = Label(
    "工作表「{sheet}」第 {rows} 行的單號都是「{number}」，請先改正再退單。",
    "Rows {rows} of the sheet “{sheet}” all have the number “{number}”: mend it, then send the "
    "slip back.",
)
SLIP_CANCELLED: Final = Label(
    "工作表「{sheet}」第 {row} 行：報事 {number} 已取消，不能退單，請核對單號。",
    "Row {row} of the sheet “{sheet}”: the ticket {number} was cancelled, its slip cannot be sent "
    "back, check the number.",
)
SLIP_NOT_RETURNED: Final = Label(
    "工作表「{sheet}」第 {row} 行：報事 {number} 還沒有返單時間，不能退單，請先填返單時間。",
    "Row {row} of the sheet “{sheet}”: the slip of {number} has never been returned, fill that in "
    "before it is sent back.",
)
SLIP_OUT: Final = Label(
    "工作表「{sheet}」第 {row} 行：報事 {number} 的單子已退回部門，還沒有再返單；"
    "單子回來了，請先在那一行填「再返單時間」。",
    "Row {row} of the sheet “{sheet}”: the slip of {number} is out already; once it is back, fill "
    "in “Returned again” in that row first.",
)
SLIP_TO_COME: Final = Label(
    "退回時間 {at} 還沒有到，請寫實際退回的時間。",
    "The moment {at} is still to come: give the time when the slip was sent back.",
)
SLIP_TOO_EARLY: Final = Label(
    "工作表「{sheet}」第 {row} 行：報事 {number} 的單子在 {returned} 才返回，"
    "退回時間 {at} 不能早於它，請核對。",
    "Row {row} of the sheet “{sheet}”: the slip of {number} came back at {returned}, and cannot be "
    "sent back at {at}, before that: check it.",
)
REASON_EMPTY: Final = Label(
    "退回原因是空的，請寫明單子哪裡不合格。", "The reason is empty: say what is not in order."
)
REASON_TOO_LONG: Final = Label(
    "退回原因有 {count} 個字，超過一格的上限 {most}，請寫短些。",
    "The reason has {count:character|characters}, and a cell holds {most}: make it shorter.",
)
NO_PERSON: Final = Label(
    "工作表「{sheet}」沒有「{name}」{nearest}，請寫工號或姓名。",
    "The sheet “{sheet}” has no “{name}”{nearest}: give a staff number or a name.",
)
NO_SLIP_OF: Final = Label(
    "{staff} {month} 不參加考核（當月不在職，或是管理處主任），沒有得分單。",
    "{staff} is not appraised in {month} (not employed, or the director): there is no slip.",
)
PEOPLE_ALIKE: Final = Label(
    "工作表「{sheet}」有多人叫「{name}」，可能是 {people}，請改寫工號。",
    "Several people on the sheet “{sheet}” are called “{name}”: {people}. Give the staff number.",
)
NOTE_EMPTY: Final = Label(
    "跟進內容是空的，請寫明這次跟進的情況。", "The note is empty: say what was followed up."
)
NOTE_TOO_LONG: Final = Label(
    "跟進內容有 {count} 個字，超過一格的上限 {most}，請寫短些。",
    "The note has {count:character|characters}, and a cell holds {most}: make it shorter.",
)
TOO_MANY_SLIPS: Final = Label(
    "一次最多打印 {most} 張報事單，這次有 {count} 張，請分幾次執行。",
    "At most {most:slip|slips} can be printed at once, and these are {count}: run this in parts.",
)
NUMBER_TWICE: Final = Label(
    "工作表「{sheet}」第 {rows} 行的單號都是「{number}」，請先改正再打印。",
    "Rows {rows} of the sheet “{sheet}” all have the number “{number}”: mend it, then print.",
)
NOTHING_TO_NUMBER: Final = Label(
    "工作表「{sheet}」選中的行沒有{number}，也沒有{registered}，不能編號打印；請先填{registered}。",
    "The selected rows of the sheet “{sheet}” have neither {number} nor {registered}, so that "
    "they cannot be numbered or printed: fill in {registered} first.",
)
NUMBER_FORMAT: Final = Label(
    "編號格式「{text}」看不懂：請寫成 BS{{yyyy}}{{mm}}-{{n:04}} 的樣子，"
    "其中 {{yyyy}} 或 {{yy}} 是年，{{mm}} 是月，{{dd}} 是日，"
    "最後的 {{n:04}} 是流水號，4 是位數（1 至 9）。",
    "The format of numbers “{text}” is not understood: write it as BS{{yyyy}}{{mm}}-{{n:04}}, "
    "where {{yyyy}} or {{yy}} is the year, {{mm}} the month, {{dd}} the day, and {{n:04}} at the "
    "end the running number, of 4 digits (1 to 9).",
)
UNFIT: Final = Label("{wrong}；{mend}。", "{wrong}. {mend}.")
AT_SETTING: Final = Label(
    "工作表「{sheet}」第 {row} 行「{column}」：{error}",
    "Row {row} of the sheet “{sheet}”, “{column}”: {error}",
)
QR_TOO_LONG: Final = Label(
    "單號「{number}……」太長，二維碼放不下，請先改短。",
    "The number “{number}...” is too long for a QR code: shorten it first.",
)
LOG_NOT_KEPT: Final = Label(
    "{handed}但「{sheet}」沒有存好，下次執行會記為「{state}」：{reason}",
    "{handed} But “{sheet}” could not be saved; the next run notes it as “{state}”: {reason}",
)
SAVE_INTERRUPTED: Final = Label("保存被打斷。", "Saving was interrupted.")
NO_REGISTER: Final = Label(
    "沒有叫「{name}」的登記表{nearest}；可以加的有：{known}。",
    "There is no register called “{name}”{nearest}. There are: {known}.",
)
NEAREST: Final = Label("，最接近的是 {nearest}", ", the nearest is {nearest}")
"""Remedies for a name that is not there."""
