"""Findings about changes of masters and slips that went back (R-M3, R-5.6)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, note

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
    "{nearest}請照「{field}」一欄的寫法填寫{choices}",
    "{nearest}Write it as that column has it{choices}",
)
UNDATED_CHANGE = error(
    "R-M3",
    "{record}的「{header}」由「{before}」改成了「{after}」，沒有寫明從哪天起；"
    "{month} 是按「{before}」計算的",
    "“{header}” of {record} was changed from “{before}” to “{after}” and nothing says since when; "
    "{month} was computed with “{before}”",
    "請用「調動」，或在「變更記錄」補一行並填上生效日期：{row}；本來就是這樣的，不填日期，說明填「更正」。"
    "命令：{command}",
    "Add a row to Changes with the day it came into force: {row}; where it was always so, no date, "
    "and Correction as the note. The command: {command}",
)
SELF_DATED = note(
    "R-M3",
    "{record}的「{header}」現在是「{after}」，{month} 及以前的月份仍按「{before}」計算",
    "“{header}” of {record} is “{after}” now; {month} and earlier months still count “{before}”",
    "不用另記，日期自己說明了從哪天起",
    "Nothing has to be done: the day itself says since when",
)
MASTER_REMOVED = error(
    "R-M3",
    "{key} 的一行不見了，{month} 計算時還在",
    "The row of {key} is gone; it was there when {month} was computed",
    "請把這一行填回來，編號照舊：離職的填「離職日期」，停用的「啟用」填「否」。"
    "一直就登記錯的，在「變更記錄」補一行，不填日期，說明填「更正」：{row}",
    "Put the row back with the key that it had: who left gets a day of leaving, a closed zone is "
    "not active. Where it was wrong from the beginning, add a row to Changes without a date and "
    "with Correction as the note: {row}",
)
NEW_WITHOUT_DAY = error(
    "R-M3",
    "{record} 是新登記的，沒有「{header}」；{month} 及以前的月份會把他也算進去",
    "{record} is new without “{header}”; {month} and earlier months would count them, too",
    "請填「{header}」",
    "Enter “{header}”",
)
NEW_ZONE_WITHOUT_DAY = error(
    "R-M3",
    "{record} 是新登記的，還沒有任何記錄，不知道從哪天起啟用；{month} 及以前的月份會把它也算進去",
    "{record} is new, has no record yet, and nothing says since when it is in use; {month} and "
    "earlier months would count it, too",
    "請用「調動」，或在「變更記錄」補一行並填上啟用的日期：{row}。命令：{command}",
    "Add a row to Changes with the day since when: {row}. The command: {command}",
)
BEGUN_LATER = error(
    "R-M3",
    "{record} 還沒有任何記錄時已經列入 {month}；現在有了第一筆記錄，重算時從那個月起才列入",
    "{record} was counted in {month} when it had no record; now that it has a first one, it counts "
    "from that month on only",
    "請在「變更記錄」補一行並填上啟用的日期：{row}；一直啟用的，不填日期，說明填「更正」。命令：{command}",
    "Add a row to Changes with the day since when it is in use: {row}; where it always was, no "
    "date, and Correction as the note. The command: {command}",
)
CHAIN_BROKEN = error(
    "R-M3",
    "「{header}」{value} 與第 {next} 行的「原值」{before} 接不上，兩行都是 {record}的「{field}」",
    "“{header}” {value} does not go with “Before” {before} of row {next}; both are about “{field}” "
    "of {record}",
    "請核對兩行的值和日期；中間還改過的，補一行",
    "Check the values and dates of both rows; where it changed in between, add a row",
)
CHAIN_END = error(
    "R-M3",
    "「{header}」{value} 與「{sheet}」不符：{record}的「{field}」現在是「{now}」",
    "“{header}” {value} is not what {sheet} has: “{field}” of {record} is “{now}” now",
    "又改過的，請再補一行並填上生效日期：{row}；填錯的，請改正這一行或「{sheet}」。命令：{command}",
    "Where it changed again, add a row with its date: {row}; else mend this row or {sheet}. "
    "The command: {command}",
)
CHANGE_LOST = error(
    "R-M3",
    "計算 {month} 時這裏有一行現在沒有了，或改了日期：{day}，{sheet} {value} 的「{field}」",
    "A row that was here when {month} was computed is gone, or has another date: {day}, “{field}” "
    "of {value} on {sheet}",
    "刪錯、改錯的，請照原樣補回（可以用「還原」找回較早的版本）；確實不該有的，重新執行月度考核",
    "Put it back as it was (an earlier version has it); where it was wrong, run month-end again",
)
NOTE_DAMAGED = error(
    "R-M3",
    "「{lists}」的「{list}」損壞了，讀不出 {month} 計算時的員工、片區和業主，"
    "那以後有沒有不寫日期的變更，無從核對",
    "“{list}” on “{lists}” is damaged: it cannot be read who and what was there when {month} was "
    "computed, nor seen whether anything was changed since without a day",
    "請用「還原」取回較早的版本；取不回的，先核對「員工」「片區」「業主」，再清空那兩欄，重新執行月度考核",
    "Restore an earlier version; where there is none, check staff, zones and owners, then empty "
    "these two columns and run month-end again",
)
SAME_DAY = error(
    "R-M3",
    "第 {other} 行也是 {record}的「{field}」在 {day} 的變更，同一天只能有一個結果",
    "Row {other}, too, changes “{field}” of {record} on {day}; a day has one outcome",
    "請只留一行，原值取先的，新值取後的",
    "Keep one row: the value before the first, the value after the last",
)

MONTH_NOT_OVER = note(
    "R-8.1",
    "{month} 到 {last} 才結束，現在是 {today}",
    "{month} runs until {last}, and today is {today}",
    "數值還會變，月底以後請再做一次月度考核",
    "The numbers will change: run month-end again after its last day",
)
MONTH_EMPTY = note(
    "R-8.1",
    "工作簿裏沒有 {month} 的記錄：報事、投訴、表揚、巡檢、評分都沒有",
    "There is no record of {month}: no ticket, complaint, commendation, inspection or score",
    "請核對年份和月份",
    "Check the year and the month",
)
MONTH_LINE_LOST = error(
    "R-M1",
    "{month} 第 {version} 版的一行不見了；考核表寫的是「{said}」，仍以考核表和「郵件記錄」為準",
    "The line of {month}, version {version}, is gone; the appraisal sheet says “{said}”, and the "
    "sheet and the mail log go on counting",
    "請把這一行填回來，或用「還原」；已審定的月份，存檔裏有副本",
    "Put the line back, or restore an earlier copy; of an approved month the archive has a copy",
)
MONTH_LINE_DIFFERS = error(
    "R-M1",
    "{month} 第 {version} 版這一行是「{state}」，考核表寫的卻是「{said}」；仍以考核表為準",
    "This line of {month}, version {version}, says “{state}”, and the appraisal sheet “{said}”; "
    "the sheet goes on counting",
    "手工改過的，請改回來；要審定請按「審定」，要重做請在「月度考核」重開並寫明原因",
    "Undo what was typed: a month is approved by Approve and opened again by month-end with a "
    "reason",
)
MONTH_LINE_BEYOND = error(
    "R-M1",
    "{month} 這一行的版本比考核表的第 {version} 版（{said}）還要新，考核表沒有這一版",
    "This line of {month} is of a later version than the appraisal sheet, which is version "
    "{version} ({said})",
    "手工加的，請刪去這一行；要重做請在「月度考核」重開並寫明原因",
    "Delete the line if it was typed; a month is opened again by month-end with a reason",
)
