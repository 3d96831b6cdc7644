"""The layout of 月度統計 and 年度統計: charts above, tables below, columns in their order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from estate_xl.language import Label


class Look(Enum):
    """The type of a chart."""

    COLUMNS = "columns"
    SHARE_COLUMNS = "share columns"
    LINES = "lines"
    SHARE_LINES = "share lines"


@dataclass(frozen=True)
class Chart:
    """One chart of a statistics sheet.

    Attributes:
        name: As the workbook knows it, in each language.
        title: Above it.
        block: Key of the block whose lines it shows.
        look: How.
        series: How many series it has, which stay as many.
        place: First row, first column, last row, last column.
    """

    name: str
    title: Label
    block: str
    look: Look
    series: int
    place: tuple[int, int, int, int]


@dataclass(frozen=True)
class Layout:
    """One statistics sheet.

    Attributes:
        widths: Of its columns, in characters.
        charts: Above the tables.
        first_row: Where the tables begin; `bare_row` where the sheet has no charts of ours.
        total_first: Whether the total leads its table; else it ends it.
        by_columns: Whether a chart's series are columns of its table; else they are its lines.
    """

    widths: tuple[float, ...]
    charts: tuple[Chart, ...]
    first_row: int
    total_first: bool
    by_columns: bool
    bare_row: int = 4


MONTH_LAYOUT: Final = Layout(
    widths=(24, 13, 13, 13, 13, 13),
    charts=(
        Chart(
            "estate_month_tickets",
            Label("各片區報事（件）", "Tickets by zone"),
            "tickets_zone",
            Look.COLUMNS,
            2,
            (4, 1, 15, 6),
        ),
        Chart(
            "estate_month_satisfaction",
            Label("各片區回訪滿意率", "Satisfaction of return visits by zone"),
            "visit_zone",
            Look.SHARE_COLUMNS,
            2,
            (16, 1, 27, 6),
        ),
        Chart(
            "estate_month_on_time",
            Label("按時率", "Done on time"),
            "on_time",
            Look.SHARE_COLUMNS,
            2,
            (28, 1, 39, 2),
        ),
        Chart(
            "estate_month_complaints",
            Label("各部門投訴（件）", "Complaints by department"),
            "complaints_department",
            Look.COLUMNS,
            2,
            (28, 3, 39, 6),
        ),
    ),
    first_row=41,
    total_first=False,
    by_columns=True,
)

YEAR_LAYOUT: Final = Layout(
    widths=(22, *[7.5] * 12, 9, 9),
    charts=(
        Chart(
            "estate_year_tickets",
            Label("每月報事（件）", "Tickets by month"),
            "tickets_kind",
            Look.LINES,
            3,
            (4, 1, 17, 7),
        ),
        Chart(
            "estate_year_satisfaction",
            Label("每月滿意率", "Satisfaction by month"),
            "satisfaction",
            Look.SHARE_LINES,
            2,
            (4, 8, 17, 15),
        ),
        Chart(
            "estate_year_on_time",
            Label("每月按時率", "Done on time by month"),
            "on_time",
            Look.SHARE_LINES,
            2,
            (18, 1, 31, 7),
        ),
        Chart(
            "estate_year_complaints",
            Label("每月投訴（件）", "Complaints by month"),
            "complaints",
            Look.COLUMNS,
            2,
            (18, 8, 31, 15),
        ),
    ),
    first_row=33,
    total_first=True,
    by_columns=False,
)

LAYOUTS: Final = {"MonthStatistics": MONTH_LAYOUT, "YearStatistics": YEAR_LAYOUT}
