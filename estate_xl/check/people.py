"""People named in records: known, employed on that day (R-4), of the department asked for (R-5.2).

The days of joining and leaving both count as employed; an empty one leaves that side open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from estate_xl.check.report import choice_labels, day_texts, looked_up, names_of, report
from estate_xl.compute.past_values import values_on
from estate_xl.findings.codes import FindingCode
from estate_xl.schema.registers import STAFF
from estate_xl.schema.terms import NO

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_WORK: Final = ("completed", "arrived", "dispatched", "registered")
_ROLES: Final = (
    ("Tickets", "receptionist", ("registered",)),
    ("Tickets", "worker", _WORK),
    ("Tickets", "collected_by", ("collected", "dispatched", "registered")),
    ("Tickets", "service_checker", ("joint_checked",)),
    ("Tickets", "trade_checker", ("joint_checked",)),
    ("Tickets", "visitor", ("visited",)),
    ("FollowUps", "by", ("at",)),
    ("Escalations", "handler", ("settled", "at")),
    ("Complaints", "handler", ("settled", "received")),
    ("Commendations", "staff", ("date",)),
    ("Inspections", "inspector", ("date",)),
    ("RecognitionChecks", "staff", ("date",)),
)
"""Sheet, person and the day of the deed: the first of these times that is there."""

_ZONE_GROUP: Final = ("officer", "order", "repair", "cleaning", "greening")
_EARLIEST, _LATEST = pd.Timestamp(1900, 1, 1), pd.Timestamp(9999, 12, 31)
_ONE_DAY: Final = pd.Timedelta(days=1)


def check_employment(tables: Tables, now: pd.Timestamp) -> list[Finding]:
    """NOT_EMPLOYED for each person who was not there to do the deed (R-4).

    Besides the deeds: who answers for a failed item is employed between the inspection and its
    mending, a scored person on a day of the month (R-8.4), a zone's group today.
    """
    findings: list[Finding] = []
    there = _Employment(tables)
    for sheet, person, times in _ROLES:
        day = _first_of(tables[sheet], times).dt.normalize()
        findings += there.absent(sheet, person, day, day)
    inspections, scores, zones = tables["Inspections"], tables["MonthlyScores"], tables["Zones"]
    findings += there.absent(
        "Inspections", "responsible", inspections["date"], inspections["fixed"]
    )
    month = pd.to_datetime(scores["month"], format="%Y-%m", errors="coerce")
    month_end = month + pd.offsets.MonthEnd(1)
    findings += there.absent("MonthlyScores", "staff", month, month_end)
    in_use = zones[zones["active"] != NO.hant]
    today = pd.Series(now.normalize(), index=in_use.index, dtype="datetime64[us]")
    for person in _ZONE_GROUP:
        findings += there.absent("Zones", person, today, today.mask(today.notna()))
    return findings


def _first_of(frame: pd.DataFrame, times: tuple[str, ...]) -> pd.Series:
    first = frame[times[0]]
    for time in times[1:]:
        first = first.fillna(frame[time])
    return first


class _Employment:
    """The days on which people joined and left; of a number given twice those of the first row.

    Of those whose days changed it is the spells in which they were employed, by what 員工 held on
    each day (R-M3): who rejoined was away in between.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        staff = tables["Staff"]
        first = staff[staff["staff"].notna() & ~staff["staff"].duplicated()]
        self._known = pd.Index(first["staff"])
        # An unknown person has the place -1, the last: no day.
        self._joined, self._left = (
            np.append(first[day].to_numpy(), np.datetime64("NaT")) for day in ("joined", "left")
        )
        self._spells = _spells(first, tables["Changes"])

    def absent(self, sheet: str, person: str, first: pd.Series, last: pd.Series) -> list[Finding]:
        """NOT_EMPLOYED for who was employed on no day from first to last, both included.

        That is: left < first, or last < joined; a missing day leaves its side open.
        """
        keys = self._tables[sheet].loc[first.index, person]
        place = self._known.get_indexer(keys)
        gone = self._left[place] < first.to_numpy()
        bad = gone | (self._joined[place] > last.to_numpy())
        for at in np.flatnonzero(keys.isin(self._spells)):
            spells = self._spells[keys.iloc[at]]
            since, until = first.iloc[at], last.iloc[at]
            gone[at] = all(end < since for _, end in spells)
            bad[at] = all(end < since or until < start for start, end in spells)
        if not bad.any():
            return []
        return report(
            FindingCode.NOT_EMPLOYED,
            sheet,
            person,
            keys[bad],
            person=names_of(self._tables["Staff"], "staff", keys[bad]),
            day=list(day_texts(first.where(gone, last)[bad])),
        )


def _spells(
    staff: pd.DataFrame, changes: pd.DataFrame
) -> dict[str, list[tuple[pd.Timestamp, pd.Timestamp]]]:
    """First and last days of employment of those whose days of joining or leaving changed."""
    rows = changes[
        changes["subject"].eq(STAFF.title.hant) & changes["field"].isin(["joined", "left"])
    ]
    rows = rows[rows["key"].isin(staff["staff"]) & rows["date"].notna()]
    spells: dict[str, list[tuple[pd.Timestamp, pd.Timestamp]]] = {}
    for key, dates in rows["date"].dt.normalize().groupby(rows["key"]):
        begins = pd.Series([_EARLIEST, *sorted(set(dates))])
        keys = pd.Series(key, index=begins.index, dtype="str")
        joined, left = (
            values_on(looked_up(staff, "staff", day, keys), keys, begins, changes, f"Staff.{day}")
            for day in ("joined", "left")
        )
        ends = begins.shift(-1).fillna(_LATEST) - _ONE_DAY
        first = begins.where(~joined.gt(begins), joined)
        last = ends.where(~left.lt(ends), left)
        held = [each for each in zip(first, last, strict=True) if each[0] <= each[1]]
        spells[str(key)] = held or [(_LATEST, _LATEST)]
    return spells


def check_departments(tables: Tables) -> list[Finding]:
    """OTHER_DEPARTMENT where a ticket's worker was of another department than the ticket (R-5.2).

    Meant is the day of the work: of completion, else of the latest step before it.
    """
    tickets, staff = tables["Tickets"], tables["Staff"]
    department = values_on(
        looked_up(staff, "staff", "department", tickets["worker"]),
        tickets["worker"],
        _first_of(tickets, _WORK),
        tables["Changes"],
        "Staff.department",
    )
    bad = department.notna() & tickets["department"].notna() & (department != tickets["department"])
    workers = tickets.loc[bad, "worker"]
    return report(
        FindingCode.OTHER_DEPARTMENT,
        "Tickets",
        "worker",
        workers,
        person=names_of(staff, "staff", workers),
        department=choice_labels(department[bad]),
        expected=choice_labels(tickets.loc[bad, "department"]),
    )
