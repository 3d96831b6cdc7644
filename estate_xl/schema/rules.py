"""The rules of the regulation in the words that clerks use; sheets show them beside their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.language import Label

if TYPE_CHECKING:
    from estate_xl.language import Language

RULES: Final = {
    "R-2": Label("片區配齊人員", "Zones staffed"),
    "R-4": Label("組織和崗位", "Posts"),
    "R-5": Label("報事流程", "Ticket flow"),
    "R-5(duties)": Label("職責", "Duties"),
    "R-5.1": Label("憑單做事", "No work without slip"),
    "R-5.2": Label("填單和簽字", "Slip filled, signed"),
    "R-5.3": Label("代客驗收", "Joint check"),
    "R-5.4": Label("按時回訪", "Return visit in time"),
    "R-5.5": Label("按期跟進", "Follow-up in time"),
    "R-5.6": Label("驗單和返工", "Slip check, rework"),
    "R-5.7": Label("升級和暫停", "Escalation, pause"),
    "R-6": Label("業主認知度", "Owners known"),
    "R-7": Label("巡檢和整改", "Inspections"),
    "R-7.1": Label("片區日檢", "Zone daily"),
    "R-7.2": Label("片區周檢", "Zone weekly"),
    "R-7.3": Label("主管周檢", "Supervisor weekly"),
    "R-8": Label("月度考核", "Appraisal"),
    "R-8.1": Label("片區得分排名", "Zone score, rank"),
    "R-8.2": Label("部門綜合", "Department composite"),
    "R-8.3": Label("片區小組自檢", "Zone self-check"),
    "R-8.4": Label("個人得分構成", "Personal score"),
    "R-C1": Label("投訴處理升級", "Complaint levels"),
    "R-M1": Label("月份的狀態", "State of a month"),
    "R-M2": Label("已定月份不改", "Closed months stay"),
    "R-M3": Label("變更要有日期", "Changes are dated"),
}
"""By the id that findings, deadlines and evidence cite."""


def rule_words(rule: str, language: Language) -> str:
    """The rule's id and its words, empty for no rule.

    Raises:
        KeyError: there is no such rule.

    >>> from estate_xl.language import Language
    >>> rule_words("R-5.4", Language.HANT), rule_words("", Language.EN)
    ('R-5.4 按時回訪', '')
    """
    return f"{rule} {RULES[rule].text(language)}" if rule else ""
