"""Every kind of finding: its rule, how much it matters, its words and its remedy.

A code is stable; its words may change.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from estate_xl.schema import Label


class Severity(Enum):
    """How much a finding matters."""

    ERROR = Label("錯誤", "Error")
    WARNING = Label("提醒", "Warning")


class _Kind(NamedTuple):
    rule: str
    severity: Severity
    message: Label
    mend: Label


def _error(rule: str, hant: str, en: str, mend_hant: str, mend_en: str) -> _Kind:
    return _Kind(rule, Severity.ERROR, Label(hant, en), Label(mend_hant, mend_en))


def _warning(rule: str, hant: str, en: str, mend_hant: str, mend_en: str) -> _Kind:
    return _Kind(rule, Severity.WARNING, Label(hant, en), Label(mend_hant, mend_en))


class FindingCode(Enum):
    """Every kind of finding: its rule, severity, words and remedy.

    A name in braces is one of the finding's facts, `{value}`, or `{header}`.
    """

    MISSING_SHEET = _error(
        "",
        "缺少工作表「{title}」",
        "The sheet “{title}” is missing",
        "從空白工作簿複製該表回來，或把它的名稱改回原樣",
        "Copy it from an empty workbook, or give it its name back",
    )
    MISSING_HEADERS = _error(
        "",
        "工作表「{title}」沒有表頭",
        "The sheet “{title}” has no header row",
        "在「表格設計」勾選「標題行」，或從空白工作簿複製表頭回來",
        "Tick Header Row under Table Design, or copy the headers from an empty workbook",
    )
    MISSING_HEADER = _error(
        "",
        "缺少欄位「{header}」",
        "The column “{header}” is missing",
        "在表頭行補上「{header}」一欄",
        "Add a column “{header}” to the header row",
    )
    DUPLICATE_HEADER = _error(
        "",
        "欄位「{header}」出現了兩次",
        "The column “{header}” stands twice",
        "只保留一欄「{header}」，另一欄改名",
        "Keep one “{header}” and rename the other",
    )
    MISSING_VALUE = _error(
        "",
        "「{header}」沒有填",
        "“{header}” is empty",
        "請填寫「{header}」",
        "Fill in “{header}”",
    )
    WRONG_TYPE = _error(
        "",
        "「{header}」的「{value}」不是{expected}",
        "“{value}” in “{header}” is not {expected}",
        "請改填{expected}，例如 {example}",
        "Enter {expected}, for example {example}",
    )
    NOT_A_CHOICE = _error(
        "",
        "「{header}」的「{value}」不在選項之內",
        "“{value}” is not one of the choices of “{header}”",
        "請從下拉選單選擇：{choices}",
        "Choose from the list: {choices}",
    )
    OUT_OF_RANGE = _error(
        "",
        "「{header}」的 {value} 超出範圍",
        "{value} in “{header}” is out of range",
        "請填 {minimum} 到 {maximum} 之間的數",
        "Enter a number from {minimum} to {maximum}",
    )
    SCORE_OUT_OF_RANGE = _error(
        "R-8",
        "「{header}」的 {value} 不在 0 到 100 之間",
        "{value} in “{header}” is not between 0 and 100",
        "請填 0 到 100 之間的分數",
        "Enter a score from 0 to 100",
    )
    FORMULA_VALUE = _warning(
        "",
        "「{header}」應該填數值或文字，這裏卻是公式",
        "“{header}” holds a formula where a value is expected",
        "把公式的結果「選擇性貼上－值」",
        "Paste its result as a value",
    )
    ERROR_VALUE = _error(
        "",
        "「{header}」是錯誤值 {value}",
        "“{header}” holds the error {value}",
        "請改正公式或直接填值",
        "Mend the formula or type the value",
    )
    DUPLICATE_ID = _error(
        "",
        "「{header}」{value} 重複：第 {rows} 行",
        "{value} in “{header}” stands in several rows: {rows}",
        "每個編號只能用一次，請改正其中一行",
        "An id stands once; mend one of the rows",
    )
    DUPLICATE_ROW = _error(
        "",
        "「{header}」{value} 重複：第 {rows} 行",
        "{value} in “{header}” stands in several rows: {rows}",
        "只保留一行",
        "Keep one of the rows",
    )
    UNKNOWN_REFERENCE = _error(
        "",
        "「{header}」的「{value}」在「{target}」表中找不到",
        "“{value}” in “{header}” is not on the sheet “{target}”",
        "請填「{target}」表中已有的編號或名稱，或先在該表登記",
        "Enter a key or name of “{target}”, or add it there first",
    )
    AMBIGUOUS_REFERENCE = _error(
        "",
        "「{header}」的「{value}」在「{target}」表中不止一個",
        "“{value}” in “{header}” is borne by more than one row of “{target}”",
        "有同名者，請改填編號：{candidates}",
        "Enter the key instead: {candidates}",
    )
    UNSETTLED_YEAR = _warning(
        "R-5.4",
        "{year} 年的節假日安排還不知道，這一年的期限是暫定的",
        "The working days of {year} are not known yet; deadlines in that year are provisional",
        "請在「節假日」填寫 {year} 年的休、班日期",
        "Enter the days off and make-up days of {year} on the calendar sheet",
    )
    COMPLAINT_BEYOND = _warning(
        "R-C1",
        "投訴在公司總部仍不滿意，上面沒有更高的級別",
        "The complaint ended dissatisfied at headquarters, and nothing is above it",
        "請由公司總部決定怎樣了結，再填「備案時間」",
        "Let headquarters decide how it ends, then fill in when it was filed",
    )
    COMPLAINT_STUCK = _error(
        "R-C1",
        "投訴應該升級卻升不了：沒有編號、編號重複，或已經備案",
        "The complaint should climb and cannot: no number, a doubled one, or filed already",
        "請先編號（work-orders）、改正重複的編號，或清除「備案時間」",
        "Number it (work-orders), mend the doubled number, or clear the time of filing",
    )
    TIME_ORDER = _error(
        "R-5",
        "「{header}」{value} 早於「{earlier}」{earlier_value}",
        "“{header}” {value} is before “{earlier}” {earlier_value}",
        "請核對兩個時間的先後",
        "Check which of the two times is right",
    )
    IN_FUTURE = _error(
        "R-5",
        "「{header}」{value} 是將來的時間",
        "“{header}” {value} is in the future",
        "請改成實際發生的時間",
        "Enter the time when it happened",
    )
    NOT_EMPLOYED = _error(
        "R-4",
        "「{header}」{person} 在 {day} 不在職",
        "{person} in “{header}” was not employed on {day}",
        "請核對人員，或到「員工」表改正入職、離職日期",
        "Check the person, or the dates of joining and leaving on the staff sheet",
    )
    OTHER_DEPARTMENT = _error(
        "R-5.2",
        "「{header}」{person} 屬於{department}，不是本單的處理部門{expected}",
        "{person} in “{header}” belongs to {department}, not to the slip's {expected}",
        "請改填處理部門的人員，或改正處理部門",
        "Enter a person of that department, or mend the department",
    )
    ZONE_LACKS_TRADE = _error(
        "R-2",
        "片區 {zone} 沒有配備「{header}」人員",
        "Zone {zone} has nobody for “{header}”",
        "請為該片區指定「{header}」人員",
        "Assign somebody to “{header}”",
    )
    SLIP_INCOMPLETE = _error(
        "R-5.2",
        "已返單，但「{header}」沒有填",
        "The slip came back without “{header}”",
        "請按返回的報事單補填「{header}」，缺項的單應退回部門",
        "Fill in “{header}” from the slip, or send the slip back",
    )
    SIGNED_BEFORE_JOINT_CHECK = _error(
        "R-5.3",
        "業主未入住的工程整改，代客驗收合格前客戶已簽字",
        "Signed before the joint check passed, though the owner has not moved in",
        "先由客服和工程人員共同驗收合格，再請業主查驗簽字",
        "Check the work together first; only then is the owner called to sign",
    )
    RATING_WITHOUT_VISIT = _error(
        "R-5.4",
        "填了「{header}」卻沒有回訪時間",
        "“{header}” is filled in but the time of the visit is not",
        "請補填「回訪時間」",
        "Fill in when the visit was",
    )
    STEP_MISSING = _error(
        "R-5",
        "填了「{header}」卻沒有「{earlier}」",
        "“{header}” is filled in but “{earlier}” is not",
        "請補填「{earlier}」，或清除「{header}」",
        "Fill in “{earlier}”, or clear “{header}”",
    )
    STEP_CONTRADICTS = _error(
        "R-5",
        "已有「{earlier}」，卻又填了「{header}」",
        "“{header}” is filled in although there is “{earlier}”",
        "兩項只能留一項，請清除填錯的一項",
        "Only one of the two can be; clear the wrong one",
    )
    KNOWN_MORE_THAN_ASKED = _error(
        "R-6",
        "「{header}」{value} 多於抽查的 {asked} 戶",
        "{value} in “{header}” is more than the {asked} rooms asked",
        "請核對抽查戶數和答對戶數",
        "Check how many rooms were asked and how many were right",
    )
    UNKNOWN_CODE = _error(
        "R-7",
        "「{header}」的「{value}」不在巡檢標準之內",
        "“{value}” in “{header}” is not an inspection standard",
        "請填「巡檢標準」表中的編號，多項用「、」隔開",
        "Enter codes of the inspection standards, separated by 、",
    )
    CODE_OF_OTHER_TRADE = _error(
        "R-7",
        "不合格項 {value} 屬於{trade}，本次巡檢的專業是{expected}",
        "The item {value} belongs to {trade}; this inspection is of {expected}",
        "請填本專業的編號，或另登記一次該專業的巡檢",
        "Enter an item of this trade, or record another inspection",
    )
    WEIGHTS_NOT_WHOLE = _error(
        "R-8.4",
        "{department}{post}的各項比重合計為 {total}，不是 100%",
        "The weights of {department} {post} add up to {total}, not to 100 %",
        "請把這一行的比重改到合計 100%",
        "Change the row's weights so that they add up to 100 %",
    )
    POST_WITHOUT_WEIGHTS = _error(
        "R-8.4",
        "「考核構成」沒有{department}{post}的比重，{person}算不出總分",
        "No weights for {department} {post}: {person} gets no total",
        "請在「考核構成」為該崗位補一行",
        "Add a row for the post to the appraisal weights",
    )
    SETTING_MISSING = _error(
        "",
        "{key} 沒有填",
        "The setting {key} is missing",
        "請在「參數」表填上 {key}，默認值是 {default}",
        "Enter {key}; its default is {default}",
    )
    SETTING_UNKNOWN = _warning(
        "",
        "不認識鍵「{value}」",
        "The setting {value} is unknown",
        "請核對拼寫，最接近的是 {nearest}",
        "Check its spelling; the nearest is {nearest}",
    )
    SETTING_OUT_OF_RANGE = _error(
        "",
        "{key} 的值「{value}」不對",
        "The value “{value}” of the setting {key} is not allowed",
        "請填{allowed}",
        "Enter {allowed}",
    )
    SCORE_TWICE = _error(
        "R-8.4",
        "{person} 在 {month} 的評分錄入了不止一次：第 {rows} 行",
        "The scores of {person} for {month} stand in several rows: {rows}",
        "每人每月只留一行",
        "Keep one row a person and month",
    )
    ZONE_NOT_INSPECTED = _warning(
        "R-8.1",
        "片區 {zone} {month} 沒有主管周檢，不能計分排名",
        "Zone {zone} had no supervisor inspection in {month} and is not ranked",
        "請補錄該月的主管周檢",
        "Record the month's supervisor inspections",
    )
    DEPARTMENT_NOT_INSPECTED = _warning(
        "R-8.2",
        "{department}在片區 {zone} {month} 沒有主管周檢，該片區不計入部門綜合",
        "{department} was not inspected in zone {zone} in {month}; the zone is left out",
        "請補錄該月的主管周檢",
        "Record the month's supervisor inspections",
    )
    PART_MISSING = _warning(
        "R-8.4",
        "{person}缺少「{part}」，沒有總分",
        "{person} lacks “{part}” and gets no total",
        "{remedy}",
        "{remedy}",
    )
