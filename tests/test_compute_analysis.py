"""月度統計 in words: what is said of which numbers, and why nothing is (R-5 duties)."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pytest

from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.compute.analysis import Cell, ZoneCell, analyse
from estate_xl.compute.month_masters import Use
from estate_xl.compute.statistics import month_statistics
from estate_xl.compute.zone_scores import ZoneScore
from estate_xl.language import Language, Phrase
from estate_xl.schema.statistics import Rows
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.analysis import Sentence
    from estate_xl.compute.statistics import Statistics

Row = dict[str, Any]
MONTH: Final = Month.parse("2026-10")
WEIGHTS: Final = (Fraction(3, 10), Fraction(7, 10))
NAMES: Final = {
    Rows.ZONE: {"A01": "東苑", "A02": "西苑"},
    Rows.OWES: {"E1": "甲", "E2": "乙", "E3": "丙", "E4": "丁"},
}
ZONES: Final = [
    {"zone": code, "name": name, "active": "否"} for code, name in NAMES[Rows.ZONE].items()
]
"""Of which no inspection is owed."""
(OF_ZONES, LAST, YEAR_BEFORE, LATE, BACK, DISSATISFIED) = range(6)


def at(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def zone(code: str, rank: int | None, inspection: str | None, owner: str) -> ZoneScore:
    """A zone's score of those parts."""
    part = None if inspection is None else Fraction(inspection)
    return ZoneScore(
        zone=code,
        name=NAMES[Rows.ZONE].get(code, ""),
        row=4,
        leads=(),
        use=Use(MONTH.first_day, MONTH.last_day, 31),
        inspection=part,
        complaints=0,
        commendations=0,
        owner=Fraction(owner),
        score=None if part is None else WEIGHTS[0] * part + WEIGHTS[1] * Fraction(owner),
        satisfied_visits=0,
        rated_visits=0,
        code_order=1,
        rank=rank,
    )


@cache
def quiet_month() -> Statistics:
    """Of an office without a record."""
    return counted({})


def counted(sheets: dict[str, list[Row]]) -> Statistics:
    """The month of an office of those rows."""
    rows = {key: dict(enumerate(held, start=4)) for key, held in sheets.items()}
    tables = build_tables({"Zones": dict(enumerate(ZONES, start=4)), **rows})
    settings, _ = parse_settings(tables["Settings"])
    return month_statistics(tables, settings, MONTH)


def sentences(*zones: ZoneScore, **sheets: list[Row]) -> list[Sentence]:
    """What is said of an office of those rows."""
    return analyse(counted(sheets) if sheets else quiet_month(), zones, WEIGHTS, NAMES)


def text(sentence: Sentence, language: Language = Language.HANT) -> str:
    return Phrase(sentence.label, sentence.facts).text(language)


def tickets(month: str, count: int, **more: object) -> list[Row]:
    """Tickets of a month's first day, completed at once."""
    start = at(f"{month}-01 09:00")
    row = {"zone": "A01", "kind": "工程類", "registered": start, "completed": start}
    return [{"ticket": f"BS{month}-{number}", **row, **more} for number in range(count)]


def test_the_first_and_the_last_zone_and_the_part_that_parts_them() -> None:
    """R-8.1: 0.7 × 20 of the owner part weighs more than 0.3 × 40 of the inspection part."""
    ranked = (zone("A02", 2, "60", "80"), zone("A01", 1, "100", "100"), zone("A03", 3, "90", "70"))
    said = sentences(*ranked[:2])[OF_ZONES]
    assert text(said) == (
        "片區排名第一的是A01 東苑（100.00 分），最後的是A02 西苑（74.00 分）；"
        "差距主要在業主評價（100.00 比 80.00）。"
    )
    assert said.cells == tuple(
        ZoneCell(code, key) for key in ("score", "owner") for code in ("A01", "A02")
    )
    said = sentences(zone("A01", 1, "100", "80"), zone("A02", 2, "60", "90"))[OF_ZONES]
    assert text(said, Language.EN).endswith("by the inspection part (100.00 against 60.00).")
    assert "A03" in text(sentences(*ranked)[OF_ZONES])


@pytest.mark.parametrize(
    ("zones", "expected"),
    [
        ((), "沒有片區有得分，不比較片區。"),
        ((zone("A01", None, None, "90"),), "沒有片區有得分，不比較片區。"),
        ((zone("A01", 1, "80", "90"), zone("A02", None, None, "90")), "只有一個片區有得分，"),
    ],
)
def test_zones_that_cannot_be_compared(zones: tuple[ZoneScore, ...], expected: str) -> None:
    said = sentences(*zones)[OF_ZONES]
    assert text(said).startswith(expected)
    assert said.cells == ()


def test_the_greatest_change_is_that_with_the_greatest_share() -> None:
    """From 10 to 14 tickets is 40 %, from 4 to 0 commendations all of them."""
    deed = {"date": at("2026-09-05"), "zone": "A01", "verified": "是"}
    held = tickets("2026-09", 10) + tickets("2026-10", 14)
    said = sentences(Tickets=held)[LAST]
    assert text(said) == "與上月相比，變化最大的是報事件數：由 10 升到 14。"
    assert said.cells == (Cell("tickets_kind", "合計", 0), Cell("tickets_kind", "合計", 1))
    said = sentences(Tickets=held, Commendations=[deed] * 4)[LAST]
    assert text(said) == "與上月相比，變化最大的是表揚件數：由 4 降到 0。"


def test_a_share_changes_by_points() -> None:
    """Of 20 visits 19 satisfied, then 18: 5 points."""

    def visited(month: str, bad: int) -> list[Row]:
        when = {"returned": at(f"{month}-01 10:00"), "visited": at(f"{month}-01 11:00")}
        good = tickets(month, 20 - bad, visit_rating="滿意", **when)
        return good + tickets(month, bad, visit_rating="不滿意", **when)

    said = sentences(Tickets=visited("2026-09", 1) + visited("2026-10", 2))[LAST]
    assert text(said) == "與上月相比，變化最大的是回訪滿意率：由 95.0% 降到 90.0%。"


def test_small_changes_are_not_spoken_of() -> None:
    said = sentences(Tickets=tickets("2026-09", 3) + tickets("2026-10", 5))[LAST]
    assert text(said) == "與上月相比，各項的變化都不到 3 件、3 個百分點。"
    assert said.cells == ()


def test_a_month_without_data_is_not_compared_and_that_is_said() -> None:
    found = sentences(Tickets=tickets("2026-10", 5))
    assert text(found[LAST]) == "上月沒有數據，不比較。"
    assert text(found[YEAR_BEFORE]) == "上年同月沒有數據，不比較。"
    assert "a year before" in text(found[YEAR_BEFORE], Language.EN)


def test_the_year_before_is_compared_too() -> None:
    held = tickets("2025-10", 9) + tickets("2026-09", 1) + tickets("2026-10", 5)
    said = sentences(Tickets=held)[YEAR_BEFORE]
    assert text(said) == "與上年同月相比，變化最大的是報事件數：由 9 降到 5。"


def late(*people: str | None) -> list[Row]:
    """A ticket whose visit was missed, of each of these receptionists."""
    return [
        row | {"receptionist": who, "returned": at("2026-10-12 10:00"), "archived": None}
        for who, row in zip(people, tickets("2026-10", len(people)), strict=True)
    ] + tickets("2026-11", 1)


def test_who_was_late_most() -> None:
    """R-5.4; each deadline counts with who owes it on 逾期提醒."""
    found = sentences(Tickets=late("E1", "E2", "E2", None))[LATE]
    assert text(found) == "過期未做或晚做的共 4 項，最多的是E2 乙（2 項）。"
    assert found.cells == (Cell("late", "合計", 0), Cell("late", "E2", 0))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (("E1", "E2"), "E1 甲、E2 乙（1 項）"),
        (("E1", "E2", "E3", "E4"), "E1 甲等 4 個（1 項）"),
        ((None,), "（未填）（1 項）"),
    ],
)
def test_several_who_were_late_alike(people: tuple[str | None, ...], expected: str) -> None:
    assert expected in text(sentences(Tickets=late(*people))[LATE])


def test_an_officer_is_late_with_inspections() -> None:
    """R-7.1, R-7.2: a day's and a week's; the supervisor's of that Sunday is nobody's here."""
    daily = {"zone": "A01", "kind": "片區日檢", "trade": "保潔", "inspector": "E1"}
    held = [{**daily, "date": at(day)} for day in ("2026-10-23", "2026-11-01")]
    zones = [{"zone": "A01", "officer": "E1", "active": "是"}]
    said = sentences(Zones=zones, Inspections=held)[LATE]
    assert text(said) == "過期未做或晚做的共 9 項，最多的是E1 甲（9 項）。"


def test_nobody_was_late() -> None:
    said = sentences(Tickets=tickets("2026-10", 1))[LATE]
    assert text(said) == "沒有過期未做或晚做的回訪、跟進和巡檢。"


def test_what_came_back() -> None:
    """R-5.6: by the department of the slip."""
    when = {"returned": at("2026-10-02 10:00"), "slip_ok": "否"}
    held = tickets("2026-10", 2, department="工程維修部", **when)
    said = sentences(Tickets=held)[BACK]
    assert text(said) == "退單返工 2 次，最多的是工程維修部（2 次）。"
    assert "Engineering" in text(said, Language.EN)
    assert text(sentences(Tickets=tickets("2026-10", 1))[BACK]) == "沒有退單返工。"


def test_visits_that_found_the_customer_dissatisfied() -> None:
    when = {"returned": at("2026-10-02 10:00"), "visited": at("2026-10-02 11:00")}
    good = tickets("2026-10", 3, visit_rating="滿意", **when)
    bad = tickets("2026-10", 1, visit_rating="不滿意", **(when | {"zone": "A02"}))
    said = sentences(Tickets=good + bad)[DISSATISFIED]
    assert text(said) == "有評價的回訪 4 次，不滿意 1 次，最多的是A02 西苑（1 次）。"
    assert Cell("visit_zone", "A02", "whole") in said.cells
    assert text(sentences(Tickets=good)[DISSATISFIED]) == "有評價的回訪 3 次，沒有不滿意的。"
    none = sentences(Tickets=tickets("2026-10", 1))[DISSATISFIED]
    assert text(none) == "沒有填了評價的回訪，不分析滿意率。"
