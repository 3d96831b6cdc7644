"""Findings about what a ticket, slip, complaint or zone must hold (R-2, R-4, R-5, R-C1)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, note, warning

UNSETTLED_YEAR = warning(
    "R-5.4",
    "{year} 年的節假日安排還不知道，這一年的期限是暫定的",
    "The working days of {year} are not known yet; deadlines in that year are provisional",
    "請在「節假日」填寫 {year} 年的休、班日期",
    "Enter the days off and make-up days of {year} on the calendar sheet",
)
COMPLAINT_BEYOND = warning(
    "R-C1",
    "投訴在公司總部仍不滿意，上面沒有更高的級別",
    "The complaint ended dissatisfied at headquarters, and nothing is above it",
    "請由公司總部決定怎樣了結，再填「備案時間」",
    "Let headquarters decide how it ends, then fill in when it was filed",
)
COMPLAINT_STUCK = error(
    "R-C1",
    "投訴應該升級卻升不了：沒有編號、編號重複，或已經備案",
    "The complaint should climb and cannot: no number, a doubled one, or filed already",
    "請先編號（work-orders）、改正重複的編號，或清除「備案時間」",
    "Number it (work-orders), mend the doubled number, or clear the time of filing",
)
TIME_ORDER = error(
    "R-5",
    "「{header}」{value} 早於「{earlier}」{earlier_value}",
    "“{header}” {value} is before “{earlier}” {earlier_value}",
    "請核對兩個時間的先後",
    "Check which of the two times is right",
)
IN_FUTURE = error(
    "R-5",
    "「{header}」{value} 是將來的時間",
    "“{header}” {value} is in the future",
    "請改成實際發生的時間",
    "Enter the time when it happened",
)
NUMBER_OF_OTHER_DATE = warning(
    "R-5",
    "編號「{number}」與「{header}」{value} 不是同一個日期，這一行按「{header}」歸入月份",
    "The number “{number}” and “{header}” {value} tell different dates; the record is of the "
    "month that “{header}” says",
    "請核對「{header}」的年月日；沒有填錯的，不用理會編號",
    "Check the date in “{header}”; where it is right, the number does no harm",
)
NOT_EMPLOYED = error(
    "R-4",
    "「{header}」{person} 在 {day} 不在職",
    "{person} in “{header}” was not employed on {day}",
    "請核對人員，或到「員工」表改正入職、離職日期",
    "Check the person, or the dates of joining and leaving on the staff sheet",
)
OTHER_DEPARTMENT = error(
    "R-5.2",
    "「{header}」{person} 屬於{department}，不是本單的處理部門{expected}",
    "{person} in “{header}” belongs to {department}, not to the slip's {expected}",
    "請改填處理部門的人員，或改正處理部門",
    "Enter a person of that department, or mend the department",
)
ZONE_LACKS_TRADE = error(
    "R-2",
    "片區 {zone} 沒有配備「{header}」人員",
    "Zone {zone} has nobody for “{header}”",
    "請為該片區指定「{header}」人員",
    "Assign somebody to “{header}”",
)
ZONE_OUT_OF_USE = warning(
    "R-M3",
    "片區 {zone} 在 {day} 未啟用",
    "Zone {zone} was not in use on {day}",
    "請核對片區和日期，或到「變更記錄」核對「啟用」的生效日期",
    "Check the zone and the day, or the days of its use in the changes",
)
ZONE_NOT_OF_ROOM = warning(
    "R-2",
    "「{header}」填 {typed}，{room} 在業主檔案裏屬於 {zone}",
    "The zone is {typed}, and the owners' sheet has {room} in {zone}",
    "請核對房號和片區；搬過片區的，用「調動」記下日期",
    "Check room and zone; where the room changed its zone, enter that change with its day",
)
UNCHARGED = warning(
    "R-8.2",
    "這件投訴沒有「{header}」，部門綜合沒有計入它",
    "No department is charged with this complaint, so that it enters no composite",
    "請確定「{header}」；查明不屬實的，在「有效」填「否」",
    "Decide on the department; if it was unfounded, enter No in “Founded”",
)
LACKING = error(
    "R-5",
    "填了「{because}」，卻缺「{header}」",
    "“{header}” is missing, although “{because}” is filled in",
    "{remedy}",
    "{remedy}",
)
LACKING_CLOSED = warning(
    "R-5",
    "已結束的記錄有 {count} 行缺「{header}」：第 {rows} 行",
    "Closed records lack “{header}”, {count} in all: rows {rows}",
    "{remedy}；不補也照常計算，正在考核的月份用不到這幾格",
    "{remedy}; the months being computed do not read these cells",
)
LACKING_BEFORE = note(
    "R-5",
    "{month} 之前已結束的記錄有 {count} 行缺「{header}」：第 {rows} 行",
    "Records closed before {month} lack “{header}”, {count} in all: rows {rows}",
    "那時還沒有用這本工作簿考核，可以不補",
    "Nothing was appraised with this workbook then, so they may stay as they are",
)
SIGNED_BEFORE_JOINT_CHECK = error(
    "R-5.3",
    "業主未入住的工程整改，代客驗收合格前客戶已簽字",
    "Signed before the joint check passed, though the owner has not moved in",
    "先由客服和工程人員共同驗收合格，再請業主查驗簽字",
    "Check the work together first; only then is the owner called to sign",
)
RATINGS_DISAGREE = warning(
    "R-5.2",
    "客戶評價是「滿意」，回訪評價卻是「不滿意」",
    "The slip is rated satisfied, the return visit dissatisfied",
    "請核實報事單上的評價和簽字是不是客戶本人的",
    "Make sure that rating and signature on the slip are the customer's own",
)
RATINGS_DISAGREED = warning(
    "R-5.2",
    "較早的報事有 {count} 行客戶評價「滿意」而回訪評價「不滿意」：第 {rows} 行",
    "Earlier slips rated satisfied with a dissatisfied visit, {count} in all: rows {rows}",
    "請抽查這些報事單的簽字是不是客戶本人的",
    "Look into some of these slips: are the signatures the customers' own?",
)
STEP_CONTRADICTS = error(
    "R-5",
    "已有「{earlier}」，卻又填了「{header}」",
    "“{header}” is filled in although there is “{earlier}”",
    "兩項只能留一項，請清除填錯的一項",
    "Only one of the two can be; clear the wrong one",
)
