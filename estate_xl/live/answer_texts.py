"""Words of the answers that a cell function gives instead of a value; each begins with an error."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label

NOT_OURS: Final = Label(
    "#REF! 這本工作簿不是片區管理工作簿", "#REF! this is no zone management workbook"
)
NOT_SETTLED: Final = Label(
    "#NUM! {year} 年的放假安排還沒有公布，請在「{sheet}」登記",
    "#NUM! the holidays of {year} are not published yet: enter them in “{sheet}”",
)
NO_APPRAISAL_OF_PERSON: Final = Label(
    "#N/A {staff} 在 {month} 沒有考核", "#N/A {staff} has no appraisal in {month}"
)
NO_APPRAISAL_OF_ZONE: Final = Label(
    "#N/A 片區 {zone} 在 {month} 沒有考核", "#N/A zone {zone} has no appraisal in {month}"
)
NOT_APPLICABLE: Final = Label("#N/A {reason}", "#N/A {reason}")
PARTS_MISSING: Final = Label(
    "#N/A {name} 缺少{parts}，沒有總分", "#N/A {name} lacks {parts} and has no total"
)
PARTS_OF_APPRAISAL: Final = Label("考核構成", "parts of the appraisal")
NO_TICKET: Final = Label(
    "#N/A {sheet}中沒有單號「{number}」", "#N/A “{sheet}” has no ticket “{number}”"
)
TICKET_TWICE: Final = Label(
    "#N/A 單號「{number}」在{sheet}中有多行", "#N/A “{number}” stands in several rows of “{sheet}”"
)
TICKET_WITHOUT_TIME: Final = Label(
    "#N/A 單號「{number}」沒有登記時間", "#N/A ticket “{number}” has no time of registration"
)
NO_RECORD: Final = Label("#N/A 沒有{what}「{typed}」{nearest}", "#N/A no {what} “{typed}”{nearest}")
SEVERAL_RECORDS: Final = Label(
    "#N/A 有多個{what}叫「{typed}」，請寫編號",
    "#N/A more than one {what} is called “{typed}”: write the number",
)
ZONE: Final = Label("片區", "zone")
PERSON: Final = Label("員工", "staff member")
NO_DATE: Final = Label("#VALUE! 「{value}」不是日期", "#VALUE! “{value}” is no date")
YEAR_OUT_OF_RANGE: Final = Label(
    "#NUM! {year} 年不在 {first} 到 {last} 之間",
    "#NUM! {year} is not between {first} and {last}",
)
NO_WHOLE_NUMBER: Final = Label(
    "#VALUE! 「{value}」不是整數", "#VALUE! “{value}” is no whole number"
)
DAYS_OUT_OF_RANGE: Final = Label(
    "#VALUE! 天數 {days} 不在 0 到 {most} 之間", "#VALUE! {days} days are not between 0 and {most}"
)
NO_MONTH: Final = Label(
    "#VALUE! 「{value}」不是月份，請寫成 2026-10",
    "#VALUE! “{value}” is no month: write it as 2026-10",
)
NO_CHOICE: Final = Label("#VALUE! 「{value}」不是{known}", "#VALUE! “{value}” is none of {known}")
SIZES_DIFFER: Final = Label(
    "#VALUE! 幾個範圍的大小不一樣", "#VALUE! the ranges are not of one size"
)
EXCEL_BUSY: Final = Label(
    "#VALUE! Excel 正忙，請稍後按 F9", "#VALUE! Excel is busy: press F9 in a moment"
)
BROKEN: Final = Label(
    "#VALUE! 程序內部出錯（{kind}），記錄在 {log}",
    "#VALUE! the program failed inside ({kind}); logged in {log}",
)
