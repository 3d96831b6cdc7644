"""Inspections owed, made and charged, day by day in plain Python (R-7.1 to R-7.3, R-M3).

Masters are those of each day as `support.histories` replays them; those of today for days to come.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.histories import History, Masters

    Row = dict[str, Any]
    Records = dict[str, list[Row]]

DAILY, WEEKLY, SUPERVISOR = "片區日檢", "片區周檢", "主管周檢"


class Owed(NamedTuple):
    """An inspection owed."""

    day: date
    zone: str
    kind: str
    done: bool
    owes: str | None
    before: str | None


def owed(records: Records, history: History, first: date, last: date, today: date) -> list[Owed]:
    """Each inspection owed from the first day to the last, as today knows it."""
    return [
        each
        for offset in range((last - first).days + 1)
        for each in _of_day(records, history, first + timedelta(days=offset), today)
    ]


def _of_day(records: Records, history: History, day: date, today: date) -> Iterator[Owed]:
    masters = history.on(min(day, today))
    for zone in sorted(masters["Zones"]):
        row = masters["Zones"][zone]
        if row.get("active") == "否" or not _has_begun(records, history, zone, day, today):
            continue
        officer = row.get("officer")
        made = any(_counts(each, zone, day, masters) for each in _made(records, DAILY, day, today))
        yield Owed(day, zone, DAILY, made, officer, None)
        if day.weekday() == 6:
            for kind in (WEEKLY, SUPERVISOR):
                week = [day - timedelta(days=back) for back in range(6, -1, -1)]
                done = any(
                    each["zone"] == zone
                    for one in week
                    for each in _made(records, kind, one, today)
                )
                if kind == WEEKLY:
                    earlier = _led(history, zone, week[:-1], today, officer)
                    yield Owed(day, zone, kind, done, officer, earlier)
                else:
                    yield Owed(day, zone, kind, done, _supervisor(masters, min(day, today)), None)


def _has_begun(records: Records, history: History, zone: str, day: date, today: date) -> bool:
    """By its first record, or from the day on which it was opened."""
    begun = [(row["zone"], row["date"]) for row in records["Inspections"]]
    begun += [(row["zone"], _day(row["registered"])) for row in records["Tickets"]]
    own = [when for code, when in begun if code == zone] or [when for _, when in begun] or [today]
    opened = [
        each.day
        for each in history.changes
        if (each.key, each.field, each.after) == (zone, "active", "是") and each.day <= today
    ]
    return bool(day >= min([*opened, *own]))


def _made(records: Records, kind: str, day: date, today: date) -> Iterator[Row]:
    for row in records["Inspections"]:
        if row["kind"] == kind and row["date"] == day <= today:
            yield row


def _counts(row: Row, zone: str, day: date, masters: Masters) -> bool:
    """Whether a 片區日檢 is by whoever leads the zone on that day."""
    if row["zone"] != zone or row["date"] != day:
        return False
    officer = masters["Zones"][zone].get("officer")
    person = masters["Staff"].get(row["inspector"], {})
    is_own = person.get("post") == "片區客戶人員" and person.get("zone") == zone
    return bool(officer is None or row["inspector"] == officer or is_own)


def _led(
    history: History, zone: str, week: list[date], today: date, officer: str | None
) -> str | None:
    held = [history.on(min(day, today))["Zones"].get(zone, {"active": "否"}) for day in week]
    led = [row.get("officer") for row in held if row.get("active") != "否"]
    return "、".join(dict.fromkeys(each for each in led if each and each != officer)) or None


def _supervisor(masters: Masters, day: date) -> str | None:
    for row in masters["Staff"].values():
        joined, left = row.get("joined") or date.min, row.get("left") or date.max
        if row["post"] == "客戶主管" and joined <= day <= left:
            return str(row["staff"])
    return None


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
