"""The records behind a month's appraisal: the columns that R-8 reads, and the rows of that month.

A row whose day cannot be read, or was not typed, may be of any month: it bears on each one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.slip_returns import sent_back_in
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import terms
from estate_xl.schema.numbered import NUMBERED
from estate_xl.schema.registers import STAFF, ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate_xl.compute.months import Month
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

COLUMNS: Final = {
    "Zones": ("zone", "name", "officer", "active"),
    "Staff": ("staff", "name", "department", "post"),
    "Tickets": ("zone", "worker", "returned", "slip_ok", "rework", "visited", "visit_rating"),
    "SlipReturns": ("ticket", "at"),
    "Complaints": ("received", "zone", "department", "valid"),
    "Commendations": ("date", "zone", "department", "staff", "verified"),
    "Inspections": ("date", "kind", "zone", "trade", "findings", "score"),
    "InspectionStandards": ("code", "trade", "deduction"),
    "MonthlyScores": ("staff", "self", "zone", "supervisor", "director", "note"),
    "AppraisalWeights": (
        "department", "post", "self", "zone", "supervisor", "head_composite", "director",
    ),
    "Settings": ("key", "value"),
    "Changes": ("date", "subject", "key", "field", "before"),
}  # fmt: skip
"""The columns that R-8 computes with."""
DATES: Final = {
    "Tickets": ("returned", "visited"),
    "SlipReturns": ("at",),
    "Complaints": ("received",),
    "Commendations": ("date",),
    "Inspections": ("date",),
    "Changes": ("date",),
}
"""A row is of the month if one of these days lies in it."""
CHANGED: Final = {
    STAFF.title.hant: ("department", "post", "trade", "zone", "joined", "left"),
    ZONES.title.hant: ("officer", "active"),
}
"""The columns of masters whose changes bear on a month (R-8.1, R-8.4), by 對象 of 變更記錄."""
_PLACING: Final = {"Staff": ("joined", "left"), "MonthlyScores": ("month",)}
"""Columns that say which rows are of the month; what they say of one is no number."""
_MONTH_UNKNOWN: Final = frozenset({FindingCode.IN_FUTURE, FindingCode.NUMBER_OF_OTHER_DATE})
"""Findings of a record of which nobody knows what month was meant."""
_NUMBERS: Final = {each.sheet: (each.column,) for each in NUMBERED}
"""Columns that say that a record is counted once."""


def is_of(frame: pd.DataFrame, sheet: str, month: Month) -> pd.Series:
    """Which rows of a dated sheet have a day in the month."""
    held = pd.Series(data=False, index=frame.index)
    for column in DATES[sheet]:
        held |= month.holds(frame[column])
    return held


def may_be_of(frame: pd.DataFrame, sheet: str, month: Month) -> pd.Series:
    """Which rows are of the month or may be: dated in it, or without a day that says otherwise.

    Of 員工 those employed on a day of it, of 片區 those in use; of 變更記錄 also those of later
    months, as these are taken back; of undated sheets all.
    """
    if sheet == "Changes":
        return changes_masters(frame) & ~frame["date"].lt(month.first_day)
    if sheet == "Tickets":
        return is_of(frame, sheet, month) | has_undated_visit(frame) | has_undated_slip(frame)
    if sheet in DATES:
        return is_of(frame, sheet, month) | frame[DATES[sheet][0]].isna()
    if sheet == "MonthlyScores":
        return frame["month"].isna() | frame["month"].eq(str(month)).fillna(value=False)
    if sheet == "Staff":
        return ~frame["joined"].gt(month.last_day) & ~frame["left"].lt(month.first_day)
    everything = pd.Series(data=True, index=frame.index)
    return (
        ~frame["active"].eq(terms.NO.hant).fillna(value=False) if sheet == "Zones" else everything
    )


def changes_masters(changes: pd.DataFrame) -> pd.Series:
    """Which rows of 變更記錄 change what the appraisal reads, or may do so."""
    found = changes["subject"].isna()
    for subject, fields in CHANGED.items():
        field = changes["field"].isna() | changes["field"].isin(fields)
        found |= changes["subject"].eq(subject).fillna(value=False) & field
    return found


def has_undated_visit(tickets: pd.DataFrame) -> pd.Series:
    """Tickets whose visit is rated and has no day."""
    return tickets["visited"].isna() & tickets["visit_rating"].notna()


def has_undated_slip(tickets: pd.DataFrame) -> pd.Series:
    """Tickets whose slip is judged and has no day of return."""
    judged = tickets["slip_ok"].notna() | tickets["rework"].notna()
    return tickets["returned"].isna() & judged


@needs(
    sent_back_in,
    Tickets=("returned", "slip_ok", "rework", "visited", "visit_rating"),
    SlipReturns=("at",),
    Complaints=("received",),
    Commendations=("date",),
    Inspections=("date",),
    MonthlyScores=("month",),
    Changes=("date", "subject", "field"),
)
def bearing_findings(tables: Tables, month: Month, findings: Iterable[Finding]) -> list[Finding]:
    """Those of the findings that are about what the month's appraisal is computed from.

    A finding about people, zones, settings, a header or a whole sheet bears on every month.

    Args:
        tables: The workbook's.
        month: The month appraised.
        findings: Of reading and checking.
    """
    others: dict[str, set[int]] = {}
    undated: dict[tuple[str, str], set[int]] = {}
    bearing = []
    for finding in findings:
        sheet = finding.sheet
        if sheet not in COLUMNS:
            continue
        others_read = (*_PLACING.get(sheet, ()), *_NUMBERS.get(sheet, ()))
        if finding.column and finding.column not in (*COLUMNS[sheet], *others_read):
            continue
        if sheet not in others:
            others[sheet] = set()
            if sheet in DATES or sheet == "MonthlyScores":
                frame = tables[sheet]
                held = may_be_of(frame, sheet, month)
                if sheet == "Tickets":
                    held |= sent_back_in(frame, tables["SlipReturns"], month)
                others[sheet].update(frame.index[~held])
                for column in DATES.get(sheet, ()):
                    undated[sheet, column] = set(frame.index[frame[column].isna()])
        is_undated = finding.row in undated.get((sheet, finding.column or ""), ())
        if is_undated or finding.code in _MONTH_UNKNOWN or finding.row not in others[sheet]:
            bearing.append(finding)
    return bearing
