"""Findings about what a ticket, slip, complaint or zone must hold (R-2, R-4, R-5, R-C1)."""

from __future__ import annotations

from estate_xl.finding_texts.kinds import error, warning

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
SLIP_INCOMPLETE = error(
    "R-5.2",
    "已返單，但「{header}」沒有填",
    "The slip came back without “{header}”",
    "請按返回的報事單補填「{header}」，缺項的單應退回部門",
    "Fill in “{header}” from the slip, or send the slip back",
)
SIGNED_BEFORE_JOINT_CHECK = error(
    "R-5.3",
    "業主未入住的工程整改，代客驗收合格前客戶已簽字",
    "Signed before the joint check passed, though the owner has not moved in",
    "先由客服和工程人員共同驗收合格，再請業主查驗簽字",
    "Check the work together first; only then is the owner called to sign",
)
RATING_WITHOUT_VISIT = error(
    "R-5.4",
    "填了「{header}」卻沒有回訪時間",
    "“{header}” is filled in but the time of the visit is not",
    "請補填「回訪時間」",
    "Fill in when the visit was",
)
STEP_MISSING = error(
    "R-5",
    "填了「{header}」卻沒有「{earlier}」",
    "“{header}” is filled in but “{earlier}” is not",
    "請補填「{earlier}」，或清除「{header}」",
    "Fill in “{earlier}”, or clear “{header}”",
)
STEP_CONTRADICTS = error(
    "R-5",
    "已有「{earlier}」，卻又填了「{header}」",
    "“{header}” is filled in although there is “{earlier}”",
    "兩項只能留一項，請清除填錯的一項",
    "Only one of the two can be; clear the wrong one",
)
