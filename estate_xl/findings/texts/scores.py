"""Findings about inspections, weights and scores (R-6, R-7, R-8)."""

from __future__ import annotations

from estate_xl.findings.texts.kinds import error, note, warning

KNOWN_MORE_THAN_ASKED = error(
    "R-6",
    "「{header}」{value} 多於抽查的 {asked} 戶",
    "{value} in “{header}” is more than the {asked} rooms asked",
    "請核對抽查戶數和答對戶數",
    "Check how many rooms were asked and how many were right",
)
UNKNOWN_CODE = error(
    "R-7",
    "「{header}」的「{value}」不在巡檢標準之內",
    "“{value}” in “{header}” is not an inspection standard",
    "{nearest}請填「巡檢標準」表中的編號，多項用「、」隔開",
    "{nearest}Enter codes of the inspection standards, separated by commas",
)
CODE_OF_OTHER_TRADE = error(
    "R-7",
    "不合格項 {value} 屬於{trade}，本次巡檢的專業是{expected}",
    "The item {value} belongs to {trade}; this inspection is of {expected}",
    "請填本專業的編號，或另登記一次該專業的巡檢",
    "Enter an item of this trade, or record another inspection",
)
CODE_TWICE = error(
    "R-7",
    "不合格項 {value} 填了不止一次",
    "The item {value} stands more than once",
    "同一項只填一次",
    "Enter each item once",
)
CODE_WITHOUT_DEDUCTION = error(
    "R-7",
    "不合格項 {value} 在「巡檢標準」沒有扣分，這次巡檢算不出得分",
    "The item {value} has no deduction among the standards: this inspection has no score",
    "請在「巡檢標準」補填扣分，或直接填寫「得分」",
    "Enter its deduction among the standards, or type the score",
)
LOW_SCORE = warning(
    "R-8",
    "「{header}」的 {value} 低於 10，已照填寫的數計入",
    "{value} in “{header}” is below 10 and counts as it is",
    "滿分是 100，請核對是否漏填了數字",
    "Scores are out of 100; check whether a digit is missing",
)
FRACTION_SCORE = warning(
    "R-8",
    "「{header}」的 {value} 小於 1，不像分數，沒有計入",
    "{value} in “{header}” is below 1, which is no score; it does not count",
    "滿分是 100，請填 0 到 100 之間的分數，例如 95 而不是 0.95",
    "Scores are out of 100: enter 95, for example, not 0.95",
)
SELF_CHECK_WITHOUT_REASON = error(
    "R-8.3",
    "{person}的「{header}」填了 {value}，「說明」卻沒有寫理由，沒有計入",
    "“{header}” of {person} is {value} without a reason and does not count",
    "請在「說明」寫明理由，或清除這個分數，由程序計算",
    "Give the reason under Note, or clear the score and let it be computed",
)
SCORE_UNUSED = note(
    "R-8.4",
    "{person}的「{header}」填了 {value}，但{why}，沒有計入",
    "“{header}” of {person} is {value}, but {why}; it does not count",
    "不用改正；為免誤會，可以清除這個分數",
    "Nothing has to be done; clearing it saves misunderstandings",
)
DIRECTOR_SCORED = note(
    "R-8.4",
    "{person}是管理處主任，不參加考核，這一行評分沒有計入",
    "{person} is the director, who is not appraised; the row does not count",
    "不用改正；為免誤會，可以刪去這一行",
    "Nothing has to be done; deleting the row saves misunderstandings",
)
NO_SCORE_OWED = note(
    "R-8.4",
    "{person} {month} 沒有應評的項目（不在職，或崗位沒有人工評分），這一行保留不動",
    "{person} is owed no score for {month} (not employed, or nothing that people give); it stays",
    "請核對員工的入職、離職日期和崗位；確實不用評分的，可以刪去這一行",
    "Check when the person joined or left, and the post; a row that is not needed may be deleted",
)
WEIGHTS_NOT_WHOLE = error(
    "R-8.4",
    "{department}{post}的各項比重合計為 {total}，不是 100%",
    "The weights of {department} {post} add up to {total}, not to 100 %",
    "請把這一行的比重改到合計 100%",
    "Change the row's weights so that they add up to 100 %",
)
POST_WITHOUT_WEIGHTS = error(
    "R-8.4",
    "「考核構成」沒有{department}{post}的比重，{person}算不出總分",
    "No weights for {department} {post}: {person} gets no total",
    "請在「考核構成」為該崗位補一行",
    "Add a row for the post to the appraisal weights",
)
SCORE_TWICE = error(
    "R-8.4",
    "{person} 在 {month} 的評分錄入了不止一次：第 {rows} 行",
    "The scores of {person} for {month} stand in several rows: {rows}",
    "每人每月只留一行",
    "Keep one row a person and month",
)
ZONE_NOT_INSPECTED = warning(
    "R-8.1",
    "片區 {zone} {month} 沒有主管周檢，不能計分排名，也不計入各部門綜合",
    "Zone {zone} had no supervisor inspection in {month}: it is neither ranked nor part of any "
    "department's composite",
    "請補錄該月的主管周檢",
    "Record the month's supervisor inspections",
)
TRADE_NOT_INSPECTED = warning(
    "R-8.1",
    "片區 {zone} {month} 沒有{trade}的主管周檢，巡檢得分只按其餘專業平均",
    "{trade} had no supervisor inspection in zone {zone} in {month}; the others make the mean",
    "請補錄該月該專業的主管周檢",
    "Record the month's supervisor inspections of the trade",
)
ZONE_NOT_IN_USE = warning(
    "R-8.1",
    "片區 {zone} 已停用，{month} 的 {count} 行記錄沒有計入",
    "Zone {zone} is not in use; its records of {month} ({count}) do not count",
    "請核對這些記錄的片區，或把「啟用」改為「是」",
    "Check the zone of these records, or mark the zone as in use",
)
OFFICE_NOT_INSPECTED = warning(
    "R-8.2",
    "{department} {month} 在全管理處沒有主管周檢，沒有部門綜合",
    "{department} had no supervisor inspection in {month} in all the office: no composite",
    "請補錄該月的主管周檢",
    "Record the month's supervisor inspections",
)
DEPARTMENT_NOT_INSPECTED = warning(
    "R-8.2",
    "{department}在片區 {zone} {month} 沒有主管周檢，該片區不計入部門綜合",
    "{department} was not inspected in zone {zone} in {month}; the zone is left out",
    "請補錄該月的主管周檢",
    "Record the month's supervisor inspections",
)
PART_MISSING = warning(
    "R-8.4",
    "{person}缺少「{part}」，沒有總分",
    "{person} lacks “{part}” and gets no total",
    "{remedy}",
    "{remedy}",
)
