"""Blocks of 月度統計 and 年度統計, and the words of their lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms

TOTAL: Final = Label("合計", "Total")
BLANK: Final = Label("（未填）", "(empty)")
VISIT_MATTER: Final = Label("回訪", "Return visits")
FOLLOW_UP_MATTER: Final = Label("跟進", "Follow-ups")
UNPAUSED_MATTER: Final = Label("跟進，暫停照計", "Follow-ups, paused or not")
VISIT_SOURCE: Final = Label("回訪評價", "Return visits")
SLIP_SOURCE: Final = Label("客戶評價", "Slips")
FOUNDED: Final = Label("計入的投訴", "Complaints that count")
UNFOUNDED: Final = Label("查明不屬實", "Unfounded")
MEDIAN: Final = Label("中位數", "median")
NINETIETH: Final = Label("第 90 百分位", "90th percentile")


class Measure(Enum):
    """The calculation of a block's numbers from its events.

    COUNT is how many, SUM their amounts, SHARE those that are good of all; QUANTILES are the median
    and the 90th percentile of their amounts; STOCK is what there is at the period's end.
    """

    COUNT = "count"
    SUM = "sum"
    SHARE = "share"
    QUANTILES = "quantiles"
    STOCK = "stock"


class Unit(Enum):
    """The unit of a block's numbers: the number format of their cells, and the minutes in one."""

    COUNT = ("0", 1)
    SHARE = ("0.0%", 1)
    HOURS = ("0.0", 60)
    DAYS = ("0.0", 24 * 60)

    @property
    def number_format(self) -> str:
        """The format of its cells."""
        return self.value[0]

    @property
    def minutes(self) -> int:
        """Minutes in one of it."""
        return self.value[1]


class Rows(Enum):
    """The kind of a block's lines; the value is the column of its events."""

    ZONE = "zone"
    DEPARTMENT = "department"
    WORKER = "worker"
    OWES = "owes"
    KIND = "kind"
    CHANNEL = "channel"
    STATE = "state"
    LEVEL = "level"
    CATEGORY = "category"
    MATTER = "matter"
    SOURCE = "source"
    FOUNDED = "founded"
    INSPECTION = "inspection_kind"
    NONE = ""

    @property
    def is_people(self) -> bool:
        """True of lines that are people, by staff number."""
        return self in PEOPLE


HEADERS: Final = {
    Rows.ZONE: Label("片區", "Zone"),
    Rows.DEPARTMENT: Label("部門", "Department"),
    Rows.WORKER: Label("服務人員", "Worker"),
    Rows.OWES: Label("責任人", "Owed by"),
    Rows.KIND: Label("類別", "Kind"),
    Rows.CHANNEL: Label("來源", "Channel"),
    Rows.STATE: Label("狀態", "State"),
    Rows.LEVEL: Label("處理級別", "Level"),
    Rows.CATEGORY: Label("投訴分類", "Category"),
    Rows.MATTER: Label("事項", "Matter"),
    Rows.SOURCE: Label("評價來源", "Rated at"),
    Rows.FOUNDED: Label("投訴", "Complaints"),
    Rows.INSPECTION: Label("巡檢類型", "Inspection"),
    Rows.NONE: Label("項目", "Figure"),
}

PEOPLE: Final = frozenset({Rows.WORKER, Rows.OWES})
"""Lines that are people, by staff number."""

ORDER: Final = {
    Rows.DEPARTMENT: terms.DEPARTMENTS,
    Rows.KIND: terms.KINDS,
    Rows.CHANNEL: terms.CHANNELS,
    Rows.STATE: terms.STATES,
    Rows.LEVEL: terms.LEVELS,
    Rows.MATTER: (VISIT_MATTER, FOLLOW_UP_MATTER),
    Rows.SOURCE: (VISIT_SOURCE, SLIP_SOURCE),
    Rows.FOUNDED: (FOUNDED, UNFOUNDED),
    Rows.INSPECTION: terms.INSPECTION_KINDS,
}
"""Lines that are always there, in their order."""


@dataclass(frozen=True)
class Block:
    """One table of a statistics sheet.

    Attributes:
        key: Stable name.
        title: Heading, with the unit.
        events: Name of the events counted, or of the stock.
        measure: How.
        rows: What its lines are.
        note: What is counted, by which rule, a line of text each.
        unit: Of its numbers.
        part: What the numerator is, where it is shown.
        whole: What the denominator is, where it is shown.
        has_total: Whether a line sums up the others, or has the share of all.
    """

    key: str
    title: Label
    events: str
    measure: Measure
    rows: Rows
    note: tuple[Label, ...]
    unit: Unit = Unit.COUNT
    part: Label | None = None
    whole: Label | None = None
    has_total: bool = True


WORDS: Final = {
    label.hant: label
    for label in (
        TOTAL,
        BLANK,
        MEDIAN,
        NINETIETH,
        UNPAUSED_MATTER,
        terms.OFFICE,
        *(label for labels in ORDER.values() for label in labels),
    )
}
"""Names of lines, by key; a zone, a person or a category has its own."""
