"""月度統計 in words: some sentences made of its numbers, each with the cells it comes from.

A sentence whose numbers are not there says why, instead (R-5 duties of the service supervisor, 4).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.compute.statistics import PART, WHOLE
from estate_xl.language import Label, Listing, Phrase
from estate_xl.schema.statistics import (
    FOLLOW_UP_MATTER,
    TOTAL,
    VISIT_MATTER,
    VISIT_SOURCE,
    WORDS,
    Unit,
)
from estate_xl.schema.statistics_blocks import BLOCK_BY_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    import pandas as pd

    from estate_xl.compute.statistics import Statistics
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.language import Fact
    from estate_xl.language.phrase import Text
    from estate_xl.schema.statistics import Rows

    Names = Mapping[Rows, Mapping[str, str]]

THIS: Final = 0
LAST: Final = 1
YEAR_BEFORE: Final = 2
"""Columns of the tables: the month, the one before, the same one a year before."""
LEAST_COUNT: Final = 3.0
LEAST_SHARE: Final = 0.03
"""A change below these is not spoken of."""

FIGURES: Final = {
    ("tickets_kind", TOTAL.hant): Label("報事件數", "tickets"),
    ("complaints_zone", TOTAL.hant): Label("投訴件數", "complaints"),
    ("deeds_zone", TOTAL.hant): Label("表揚件數", "commendations"),
    ("sent_back_department", TOTAL.hant): Label("返工次數", "slips sent back"),
    ("on_time", VISIT_MATTER.hant): Label("回訪按時率", "return visits on time"),
    ("on_time", FOLLOW_UP_MATTER.hant): Label("跟進按時率", "follow-ups on time"),
    ("satisfaction", VISIT_SOURCE.hant): Label("回訪滿意率", "satisfaction of return visits"),
    ("coverage", TOTAL.hant): Label("巡檢覆蓋率", "inspections done"),
}
"""What the office's figures that are compared are called: by block and line."""

_BEST_AND_WORST: Final = Label(
    "片區排名第一的是{best}（{best_score} 分），最後的是{worst}（{worst_score} 分）；差距主要在"
    "{part}（{best_part} 比 {worst_part}）。",
    "First of the zones is {best} ({best_score}), last {worst} ({worst_score}); they differ most "
    "by the {part} ({best_part} against {worst_part}).",
)
_OWNER_PART: Final = Label("業主評價", "owner part")
_INSPECTION_PART: Final = Label("公區品質巡檢", "inspection part")
_ONE_ZONE: Final = Label(
    "只有一個片區有得分，不比較片區。", "One zone alone has a score: none is compared."
)
_NO_ZONE: Final = Label("沒有片區有得分，不比較片區。", "No zone has a score: none is compared.")
_AGAINST: Final = {
    LAST: Label("與上月相比", "Against last month"),
    YEAR_BEFORE: Label("與上年同月相比", "Against the same month a year before"),
}
_MORE: Final = Label(
    "{against}，變化最大的是{figure}：由 {before} 升到 {now}。",
    "{against} the greatest change is in {figure}: up from {before} to {now}.",
)
_LESS: Final = Label(
    "{against}，變化最大的是{figure}：由 {before} 降到 {now}。",
    "{against} the greatest change is in {figure}: down from {before} to {now}.",
)
_NO_CHANGE: Final = Label(
    "{against}，各項的變化都不到 {count} 件、{share} 個百分點。",
    "{against} nothing changed by {count} or by {share} points.",
)
_NOTHING_BEFORE: Final = {
    LAST: Label("上月沒有數據，不比較。", "There are no data of last month: nothing is compared."),
    YEAR_BEFORE: Label(
        "上年同月沒有數據，不比較。",
        "There are no data of the same month a year before: nothing is compared.",
    ),
}
_MOST_LATE: Final = Label(
    "過期未做或晚做的共 {count} 項，最多的是{who}（{most} 項）。",
    "Missed or late: {count} in all, most of them by {who} ({most}).",
)
_NONE_LATE: Final = Label(
    "沒有過期未做或晚做的回訪、跟進和巡檢。",
    "No visit, follow-up or inspection was missed or late.",
)
_CAME_BACK: Final = Label(
    "退單返工 {count} 次，最多的是{department}（{most} 次）。",
    "Slips sent back: {count}, most of them of {department} ({most}).",
)
_NONE_BACK: Final = Label("沒有退單返工。", "No slip was sent back.")
_DISSATISFIED: Final = Label(
    "有評價的回訪 {rated} 次，不滿意 {count} 次，最多的是{zone}（{most} 次）。",
    "Of {rated:rated visit|rated visits} {count} found the customer dissatisfied, most in {zone} "
    "({most}).",
)
_ALL_SATISFIED: Final = Label(
    "有評價的回訪 {rated} 次，沒有不滿意的。",
    "Of {rated:rated visit|rated visits} none found the customer dissatisfied.",
)
_NONE_RATED: Final = Label(
    "沒有填了評價的回訪，不分析滿意率。",
    "No return visit was rated: satisfaction is not spoken of.",
)
_ALIKE: Final = Label("{first}等 {count} 個", "{first} and others, {count} in all")
_MOST_NAMED: Final = 3


class Cell(NamedTuple):
    """A number of 月度統計: its table, line and column (a period's place, PART or WHOLE)."""

    block: str
    line: str
    column: int | str


class ZoneCell(NamedTuple):
    """A number of 考核: of which zone, and the key of the column."""

    zone: str
    key: str


class Sentence(NamedTuple):
    """One sentence.

    Attributes:
        label: Its words.
        facts: What they name.
        cells: Where its numbers stand.
    """

    label: Label
    facts: Mapping[str, Fact] = {}
    cells: tuple[Cell | ZoneCell, ...] = ()


def analyse(
    statistics: Statistics,
    zones: Sequence[ZoneScore],
    weights: tuple[Fraction, Fraction],
    names: Names,
) -> list[Sentence]:
    """The sentences: zones, last month, a year before, who is late, what came back.

    Args:
        statistics: Of `month_statistics`.
        zones: The month's zones.
        weights: Of a zone's inspection part and of its owner part.
        names: Names of zones by code and of people by staff number.
    """
    return [
        _zones(zones, weights),
        _change(statistics, LAST),
        _change(statistics, YEAR_BEFORE),
        _late(statistics, names),
        _sent_back(statistics, names),
        _dissatisfied(statistics, names),
    ]


def _zones(zones: Sequence[ZoneScore], weights: tuple[Fraction, Fraction]) -> Sentence:
    """The first and the last of the forced ranking, and which part of the score parts them most."""
    ranked = sorted(
        (
            (zone.rank, zone, zone.inspection)
            for zone in zones
            if zone.rank is not None and zone.inspection is not None
        ),
        key=lambda each: each[0],
    )
    if len(ranked) < 2:  # noqa: PLR2004 - two are compared
        return Sentence(_ONE_ZONE if ranked else _NO_ZONE)
    (_, best, best_inspection), (_, worst, worst_inspection) = ranked[0], ranked[-1]
    by_inspection = weights[0] * (best_inspection - worst_inspection)
    is_owner = weights[1] * (best.owner - worst.owner) >= by_inspection
    parts = (best.owner, worst.owner) if is_owner else (best_inspection, worst_inspection)
    facts: dict[str, Fact] = {
        "best": f"{best.zone} {best.name}".strip(),
        "worst": f"{worst.zone} {worst.name}".strip(),
        "best_score": _score(best.score),
        "worst_score": _score(worst.score),
        "part": _OWNER_PART if is_owner else _INSPECTION_PART,
        "best_part": _score(parts[0]),
        "worst_part": _score(parts[1]),
    }
    keys = ("score", "owner" if is_owner else "inspection")
    cells = (ZoneCell(zone.zone, key) for key in keys for zone in (best, worst))
    return Sentence(_BEST_AND_WORST, facts, tuple(cells))


def _change(statistics: Statistics, before: int) -> Sentence:
    """The figure that changed most, by its share of what it was.

    `change = |now − before| ÷ before`, of a count at least 1 in place of 0.
    """
    if not statistics.known[before]:
        return Sentence(_NOTHING_BEFORE[before])
    greatest, found = 0.0, None
    for block, line in FIGURES:
        now, then = (_value(statistics, block, line, column) for column in (THIS, before))
        if now is None or then is None:
            continue
        least = LEAST_SHARE if BLOCK_BY_KEY[block].unit is Unit.SHARE else LEAST_COUNT
        floor = LEAST_SHARE if BLOCK_BY_KEY[block].unit is Unit.SHARE else 1.0
        change = abs(now - then) / max(then, floor)
        if round(abs(now - then), 9) >= least and change > greatest:
            greatest, found = change, (block, line, now, then)
    against = _AGAINST[before]
    if found is None:
        facts: dict[str, Fact] = {
            "against": against,
            "count": f"{LEAST_COUNT:.0f}",
            "share": f"{LEAST_SHARE * 100:.0f}",
        }
        return Sentence(_NO_CHANGE, facts)
    block, line, now, then = found
    facts = {
        "against": against,
        "figure": FIGURES[block, line],
        "before": _shown(block, then),
        "now": _shown(block, now),
    }
    cells = (Cell(block, line, THIS), Cell(block, line, before))
    return Sentence(_MORE if now > then else _LESS, facts, cells)


def _late(statistics: Statistics, names: Names) -> Sentence:
    """Who missed most deadlines of the month, or kept them late."""
    counts = statistics.tables["late"][THIS]
    most = _most(counts)
    if not most:
        return Sentence(_NONE_LATE)
    facts: dict[str, Fact] = {
        "count": _shown("late", counts[TOTAL.hant]),
        "who": _named("late", most, names),
        "most": _shown("late", counts[most[0]]),
    }
    cells = (Cell("late", line, THIS) for line in (TOTAL.hant, *most))
    return Sentence(_MOST_LATE, facts, tuple(cells))


def _sent_back(statistics: Statistics, names: Names) -> Sentence:
    """Which department's slips were sent back most (R-5.6)."""
    block = "sent_back_department"
    counts = statistics.tables[block][THIS]
    most = _most(counts)
    if not most:
        return Sentence(_NONE_BACK)
    facts: dict[str, Fact] = {
        "count": _shown(block, counts[TOTAL.hant]),
        "department": _named(block, most, names),
        "most": _shown(block, counts[most[0]]),
    }
    cells = (Cell(block, line, THIS) for line in (TOTAL.hant, *most))
    return Sentence(_CAME_BACK, facts, tuple(cells))


def _dissatisfied(statistics: Statistics, names: Names) -> Sentence:
    """In which zone most return visits found the customer dissatisfied."""
    block = "visit_zone"
    table = statistics.tables[block]
    rated, counts = table[WHOLE][TOTAL.hant], table[WHOLE] - table[PART]
    if not rated > 0:
        return Sentence(_NONE_RATED)
    most = _most(counts)
    cells = [Cell(block, TOTAL.hant, column) for column in (PART, WHOLE)]
    if not most:
        return Sentence(_ALL_SATISFIED, {"rated": int(rated)}, tuple(cells))
    facts: dict[str, Fact] = {
        "rated": int(rated),
        "count": f"{counts[TOTAL.hant]:.0f}",
        "zone": _named(block, most, names),
        "most": f"{counts[most[0]]:.0f}",
    }
    cells += [Cell(block, line, column) for line in most for column in (PART, WHOLE)]
    return Sentence(_DISSATISFIED, facts, tuple(cells))


def _most(counts: pd.Series) -> list[str]:
    """The lines with the greatest count, the total apart; none where nothing was counted."""
    lines = counts.drop(TOTAL.hant).dropna()
    greatest = lines.max() if len(lines) else 0.0
    return [str(line) for line in lines.index[lines.eq(greatest)]] if greatest > 0 else []


def _named(block: str, lines: Sequence[str], names: Names) -> Fact:
    """What these lines are called; of many how many they are."""
    if len(lines) > _MOST_NAMED:
        return Phrase(_ALIKE, {"first": _word(block, lines[0], names), "count": len(lines)})
    return Listing([_word(block, line, names) for line in lines])


def _word(block: str, line: str, names: Names) -> Text:
    if line in WORDS:
        return WORDS[line]
    name = names.get(BLOCK_BY_KEY[block].rows, {}).get(line, "")
    shown = f"{line} {name}".strip()
    return Label(shown, shown)


def _value(statistics: Statistics, block: str, line: str, column: int) -> float | None:
    value = float(statistics.tables[block][column][line])
    return None if math.isnan(value) else value


def _shown(block: str, value: float) -> str:
    return f"{value:.1%}" if BLOCK_BY_KEY[block].unit is Unit.SHARE else f"{value:.0f}"


def _score(score: Fraction | None) -> str:
    return "" if score is None else f"{float(score):.2f}"
