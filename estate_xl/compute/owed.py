"""Everything that is owed at a moment, from the whole workbook (R-5.1, R-5.3 to R-5.7, R-7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.coverage import InspectionDuties, open_rectifications, recognition
from estate_xl.compute.months import Month
from estate_xl.compute.open_matters import (
    complaint_matters,
    days_over,
    dispatch_matters,
    escalation_matters,
    inspection_matters,
    post_holders,
    reached_steps,
    rectification_matters,
    sort_matters,
    ticket_matters,
)
from estate_xl.compute.past_values import as_of, not_moved_in
from estate_xl.compute.register_matters import register_matters
from estate_xl.compute.tickets import Clocks, ticket_deadlines
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.schema.results import COVERAGE_DAYS
from estate_xl.schema.settings import ALL_TRADES

if TYPE_CHECKING:
    import datetime as dt

    from estate_xl.schema import OfficeSettings
    from estate_xl.typed_frames import Tables

_WORKING = "working"


@dataclass(frozen=True)
class Overdue:
    """One matter whose deadline has passed.

    Attributes:
        record: Number of the ticket, complaint or inspection; the zone of an inspection that is
            missing.
        sheet: Key of the sheet where it is.
        row: Row there, as Excel shows it.
        rule: The rule that sets the deadline.
        due: The deadline.
        days: Calendar days since its day.
    """

    record: str | None
    sheet: str
    row: int | None
    rule: str
    due: pd.Timestamp
    days: int

    def as_json(self) -> dict[str, object]:
        """An item of `overdue --json`."""
        return {
            "ticket": self.record,
            "rule": self.rule,
            "due": f"{self.due:%Y-%m-%dT%H:%M}",
            "days_overdue": self.days,
        }


@dataclass(frozen=True)
class Owed:
    """Everything that is owed.

    Attributes:
        now: The moment.
        deadlines: State and next deadline of each ticket, by row; see `ticket_deadlines`;
            with `level`, of `reached_steps`.
        matters: All open matters, the oldest first; see `compute.open_matters`.
        provisional_years: Years of deadlines that no calendar settles.
        coverage: Inspections owed in the 31 days up to today; see `InspectionDuties.gaps`.
        known: Recognition in the latest month with checks; see `recognition`.
        known_in: That month.
    """

    now: pd.Timestamp
    deadlines: pd.DataFrame
    matters: pd.DataFrame
    provisional_years: tuple[int, ...]
    coverage: pd.DataFrame
    known: pd.DataFrame
    known_in: Month

    def overdue(self) -> list[Overdue]:
        """The matters whose deadline has passed, the oldest first."""
        late = self.matters[self.matters["due"].lt(self.now)]
        known = late[["record", "row"]].astype(object).where(late[["record", "row"]].notna(), None)
        facts = zip(
            known["record"],
            late["sheet"],
            known["row"],
            late["rule"],
            late["due"],
            days_over(late["due"], self.now),
            strict=True,
        )
        return [
            Overdue(record, sheet, None if row is None else int(row), rule, due, int(days))
            for record, sheet, row, rule, due, days in facts
        ]


@needs(
    WorkCalendar,
    ticket_deadlines,
    InspectionDuties,
    open_rectifications,
    recognition,
    ticket_matters,
    dispatch_matters,
    escalation_matters,
    reached_steps,
    complaint_matters,
    rectification_matters,
    inspection_matters,
    register_matters,
    post_holders,
    as_of,
    not_moved_in,
)
def find_owed(tables: Tables, settings: OfficeSettings, now: dt.datetime) -> Owed:
    """States, deadlines and open matters as of a moment.

    Zones, people and owners are those of the moment's day, and of the days before it where the
    rule asks for them (R-M3). Inspections are looked for from the first day of the month to its
    last.

    Args:
        tables: The workbook's.
        settings: Its 參數.
        now: The moment.
    """
    moment = pd.Timestamp(now)
    today = moment.normalize()
    tables = as_of(tables, today)
    calendar = WorkCalendar(tables["Calendar"])
    tickets, clocks = tables["Tickets"], Clocks.of(settings)
    holders = post_holders(tables["Staff"], today)
    deadlines = ticket_deadlines(
        tickets,
        tables["FollowUps"],
        calendar,
        clocks,
        moment,
        returns=tables["SlipReturns"],
        pauses=tables["Pauses"],
        not_moved_in=not_moved_in(tables),
    )
    deadlines = deadlines.assign(level=reached_steps(tickets, tables["Escalations"]))
    counted = dict(settings.values)["daily_inspection_on"]
    is_working = calendar.is_working if counted == _WORKING else None
    month = today.replace(day=1)
    all_trades = settings.text("daily_inspection_trades") == ALL_TRADES
    month_end = month + pd.offsets.MonthEnd(1)
    duties = InspectionDuties(tables)
    gaps = duties.gaps(month, month_end, moment, is_working, all_trades=all_trades)
    shown = today - pd.Timedelta(days=COVERAGE_DAYS - 1)
    coverage = duties.gaps(shown, today, moment, is_working, all_trades=all_trades)
    checks = tables["RecognitionChecks"]["date"]
    checked = checks[checks.lt(today + pd.Timedelta(days=1))].max()
    known_in = Month((today if pd.isna(checked) else checked).normalize().replace(day=1))
    known = recognition(tables, known_in, settings.number("recognition_target"))
    matters = [
        ticket_matters(tickets, deadlines, tables["Pauses"]),
        dispatch_matters(
            tickets,
            deadlines["state"],
            int(settings.number("dispatch_minutes")),
            settings.duty_hours,
        ),
        escalation_matters(tickets, tables["Escalations"], holders, clocks),
        complaint_matters(
            tables["Complaints"], tables["ComplaintRounds"], holders, calendar, clocks
        ),
        rectification_matters(open_rectifications(tables["Inspections"], moment), tables),
        inspection_matters(gaps, tables, moment),
        *register_matters(tables, settings, holders, moment),
    ]
    years = deadlines.loc[deadlines["provisional"], "next_due"].dt.year.dropna().astype(int)
    return Owed(
        moment,
        deadlines,
        sort_matters(matters),
        tuple(sorted(set(years))),
        coverage,
        known,
        known_in,
    )
