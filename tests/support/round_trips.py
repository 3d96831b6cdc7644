"""Round trips from a click to its message, counted on Excel's twin by object and member."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING
from unittest import mock

from estate_xl import ribbon
from estate_xl.live.excel_window import Desk
from excel_twin import started_excel

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    import xlwings as xw

    from estate_xl.live.message_boxes import Screen

CLICKED = dt.datetime(2026, 11, 1, 9)  # noqa: DTZ001 - a workbook's times have no zone
ANSWERS: dict[str, tuple[object, ...]] = {
    "validate": (),
    "overdue": (),
    "prepare": ("2026-10",),
    "score_slips": ("2026-10",),
    "upgrade": (),
    "month_end": ("2026-10",),
    "statistics": ("2026",),
    "work_orders": (),
    "follow_up": (..., "業主改期", ...),
    "change": ("員工", "Y006", "崗位", "維修班長", "2026-11-01"),
    "send": ("2026-10",),
}
"""What each button's questions are answered; 生成報事單 and 登記跟進 have records selected."""
SELECTED = {"work_orders": 3, "follow_up": 1}
"""How many of the last records are selected."""
BOUNDS = {
    "validate": 545,
    "overdue": 720,
    "prepare": 1030,
    "score_slips": 1440,
    "upgrade": 785,
    "month_end": 1265,
    "statistics": 605,
    "work_orders": 845,
    "follow_up": 765,
    "change": 815,
    "send": 740,
}
"""The most round trips that each may make, whatever the workbook's size."""


def trips_of(key: str, path: Path) -> Counter[tuple[str, str]]:
    """The round trips of a button that is pressed; the workbook is not saved.

    Args:
        key: The button's.
        path: The workbook.
    """

    def desk(app: xw.App, screen: Screen, _: Path) -> Desk:
        return Desk(app, screen, CLICKED, path.parent)

    with started_excel() as started:
        book = started.open(path)
        if key in SELECTED:
            sheet = book.sheets["報事"]
            last = sheet.tables[0].range.last_cell.row
            sheet.activate()
            sheet.range(f"{last - SELECTED[key] + 1}:{last}").select()
        started.excel.border.forget_trips()
        started.excel.answers = list(ANSWERS[key])
        words = ["python", f"--hwnd={started.app.hwnd}"]
        with (
            mock.patch.object(ribbon, "make_desk", desk),
            mock.patch.object(sys, "argv", words),
        ):
            ribbon.press(key)
        if started.excel.answers or "ribbon.log" in started.excel.said[-1]:
            msg = f"{key}: {started.excel.said}"
            raise RuntimeError(msg)
        return started.excel.border.trips.copy()
