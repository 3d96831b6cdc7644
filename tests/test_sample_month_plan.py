"""The months come to what the plan says: zones ranked, a tie in the last month, a fair spread."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pytest

from estate_xl.sample import make_sample
from estate_xl.sample.standards import standards_by_trade
from estate_xl.schema.terms import CODE_SEPARATOR, NO, SUPERVISOR_INSPECTION, YES

Records = dict[str, list[dict[str, object]]]

DEDUCTIONS = {
    code: points for standards in standards_by_trade().values() for code, points in standards
}


def zone_scores(records: Records, month: str) -> dict[str, tuple[Fraction, int]]:
    """R-8.1 by the plain words of the rule: zone score and owner part by zone code."""
    codes = {str(row["name"]): str(row["zone"]) for row in records["Zones"]}

    def zone_of(row: dict[str, object]) -> str:
        return codes.get(str(row["zone"]), str(row["zone"]))

    trades: dict[str, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in records["Inspections"]:
        supervised = row["kind"] == SUPERVISOR_INSPECTION.hant
        if supervised and str(row["date"]).startswith(month):
            trades[zone_of(row)][row["trade"]].append(score_of(row))
    owner = dict.fromkeys(codes.values(), 100)
    for row in records["Complaints"]:
        if str(row["received"]).startswith(month) and row.get("valid") != NO.hant:
            owner[zone_of(row)] -= 5
    for row in records["Commendations"]:
        if str(row["date"]).startswith(month) and row["verified"] == YES.hant:
            owner[zone_of(row)] += 2
    scores = {}
    for zone, by_trade in trades.items():
        means = [Fraction(sum(scored), len(scored)) for scored in by_trade.values()]
        inspection = round(sum(means, Fraction()) / len(means), 2)
        score = Fraction(3, 10) * inspection + Fraction(7, 10) * owner[zone]
        scores[zone] = round(score, 2), owner[zone]
    return scores


def score_of(row: dict[str, object]) -> int:
    """The typed score, else 100 less the deductions."""
    typed = row.get("score")
    if isinstance(typed, int):
        return typed
    codes = str(row["findings"]).split(CODE_SEPARATOR) if "findings" in row else []
    return 100 - sum(DEDUCTIONS[code] for code in codes)


@pytest.mark.parametrize("seed", range(1, 11))
def test_two_zones_tie_in_the_last_month_and_the_owner_part_parts_them(seed: int) -> None:
    scores = zone_scores(make_sample(seed).records, "2026-10")
    assert len(scores) == 6
    tied = [owner for score, owner in scores.values() if score == Fraction("96.4")]
    assert sorted(tied) == [97, 100]
    assert len({score for score, _ in scores.values()}) == 5


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("months", [("2026-10",), ("2025-11", "2025-12", "2026-01", "2026-02")])
def test_the_tie_holds_in_other_months(seed: int, months: tuple[str, ...]) -> None:
    scores = zone_scores(make_sample(seed, months=months).records, months[-1])
    assert [score for score, _ in scores.values()].count(Fraction("96.4")) == 2


@pytest.mark.parametrize("month", ["2026-08", "2026-09", "2026-10"])
def test_scores_spread(month: str) -> None:
    scores = [float(score) for score, _ in zone_scores(make_sample().records, month).values()]
    assert len(scores) == 6
    assert 78 < min(scores) < 90
    assert 95 < max(scores) < 102
