"""The order of a record's moments, none of them later than now (R-5).

Equal times are in order, and so is a date without a time beside any time of that day. Today's date
is not in the future.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from estate_xl.check.report import header, looked_up, report, time_texts
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.schema.terms import NO
from estate_xl.times_of_day import is_before, lacks_clock

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_CHAINS: Final = (
    (
        "Tickets",
        (
            "registered",
            "dispatched",
            "collected",
            "arrived",
            "completed",
            "returned",
            "visited",
            "archived",
        ),
    ),
    ("Tickets", ("registered", "joint_checked")),
    ("Complaints", ("received", "settled", "visited", "filed")),
    ("ComplaintRounds", ("settled", "visited")),
    ("SlipReturns", ("at", "again")),
    ("Escalations", ("at", "settled")),
    ("Pauses", ("at", "until")),
    ("Pauses", ("at", "expected")),
    ("Inspections", ("date", "fixed")),
    ("Staff", ("joined", "left")),
    *((each.key, each.in_order) for each in OFFICE_REGISTERS if each.in_order),
)
_BEGUN_WITH: Final = (
    ("FollowUps", "registered"),
    ("SlipReturns", "returned"),
    ("Escalations", "registered"),
    ("Pauses", "registered"),
)
"""Sheets of a ticket's events, and its step that comes before them."""
_PLANNED: Final = frozenset(
    {
        ("Tickets", "next_due"),
        ("Inspections", "fix_by"),
        ("Pauses", "expected"),
        ("Calendar", "date"),
        ("Staff", "joined"),
        ("Staff", "left"),
        *((each.key, key) for each in OFFICE_REGISTERS for key in each.to_come),
    }
)


def check_time_order(tables: Tables) -> list[Finding]:
    """TIME_ORDER for each time before the one that should precede it (R-5, R-7, R-C1).

    A time is compared with the nearest step before it that has a time, so that one wrong time is
    one finding, not one for each later step.
    """
    findings: list[Finding] = []
    for sheet, chain in _CHAINS:
        frame = tables[sheet]
        if frame.empty:
            continue
        earlier = frame[chain[0]]
        places = np.zeros(len(frame), dtype=np.intp)
        for place, column in enumerate(chain[1:], start=1):
            times = frame[column]
            bad = is_before(times, earlier)
            if bad.any():
                steps = [chain[step] for step in places[bad]]
                findings += _disorder(sheet, column, times[bad], sheet, steps, earlier[bad])
            # A date without a time does not hide the time of day that a step before it has.
            told = times.notna()
            told &= ~(lacks_clock(times) & times.eq(earlier.dt.normalize()))
            places[told] = place
            earlier = earlier.mask(told, times)
    for sheet, step in _BEGUN_WITH:
        findings += _too_early(tables, sheet, step)
    return findings


def _too_early(tables: Tables, sheet: str, step: str) -> list[Finding]:
    """An event of a ticket comes after its registration, a slip goes back after it came."""
    records = tables[sheet]
    begun = looked_up(tables["Tickets"], "ticket", step, records["ticket"])
    bad = is_before(records["at"], begun)
    steps = [step] * int(bad.sum())
    return _disorder(sheet, "at", records.loc[bad, "at"], "Tickets", steps, begun[bad])


def _disorder(  # noqa: PLR0913, PLR0917 - a time and the one before it, three each
    sheet: str,
    column: str,
    times: pd.Series,
    earlier_sheet: str,
    steps: list[str],
    earlier: pd.Series,
) -> list[Finding]:
    return report(
        FindingCode.TIME_ORDER,
        sheet,
        column,
        time_texts(sheet, column, times),
        earlier=[header(earlier_sheet, step) for step in steps],
        earlier_value=list(time_texts(sheet, column, earlier)),
    )


def check_future(tables: Tables, now: pd.Timestamp) -> list[Finding]:
    """IN_FUTURE for each time that has not come yet (R-5).

    Plans are left alone: deadlines, the calendar, joining, leaving, and the day on which an owner
    who has not moved in will do so.
    """
    findings: list[Finding] = []
    for sheet in ESTATE_BOOK.data_sheets():
        frame = tables[sheet.key]
        for column in () if frame.empty else sheet.columns:
            if column.kind.is_time and (sheet.key, column.key) not in _PLANNED:
                late = frame[column.key] > now
                if column.key == "moved_in_on":
                    late &= frame["moved_in"] != NO.hant
                if late.any():
                    times = time_texts(sheet.key, column.key, frame.loc[late, column.key])
                    findings += report(FindingCode.IN_FUTURE, sheet.key, column.key, times)
    return findings
