"""Findings about inspections, weights and scores (R-6, R-7, R-8)."""

from __future__ import annotations

from estate_xl.finding_texts.kinds import error, warning

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
    "{nearest}Enter codes of the inspection standards, separated by 、",
)
CODE_OF_OTHER_TRADE = error(
    "R-7",
    "不合格項 {value} 屬於{trade}，本次巡檢的專業是{expected}",
    "The item {value} belongs to {trade}; this inspection is of {expected}",
    "請填本專業的編號，或另登記一次該專業的巡檢",
    "Enter an item of this trade, or record another inspection",
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
    "片區 {zone} {month} 沒有主管周檢，不能計分排名",
    "Zone {zone} had no supervisor inspection in {month} and is not ranked",
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
