"""Tickets that climbed or wait, for 報事升級 and 報事暫停 (R-5.7): one of each kind.

The clock of most work never stops; two of each sheet show how it looks, settled and open.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from estate_xl.sample.ticket_words import ESCALATED_BECAUSE, WAITING
from estate_xl.schema import terms

if TYPE_CHECKING:
    from datetime import datetime

    from estate_xl.sample.calendar import Span
    from estate_xl.schema import Label

Row = dict[str, object]

_TWO_HOURS: Final = timedelta(hours=2)
_LATE_DAYS: Final = 4


def make_escalations(tickets: list[Row], span: Span) -> list[Row]:
    """Steps up of two dissatisfied tickets: the first was settled, the last went on to the top."""
    held = [
        row
        for row in tickets
        if row.get("visit_rating") == terms.DISSATISFIED.hant
        and _moment(row, "visited") < span.horizon - timedelta(days=2 * _LATE_DAYS)
    ]
    rows = []
    for row in held[:1] + held[1:][-1:]:
        at = _moment(row, "visited") + _TWO_HOURS
        rows.append(_step(row, at, terms.TICKET_LEVELS[0]))
        rows[-1]["settled"] = at + timedelta(days=1)
    if len(held) > 1:
        rows.append(_step(held[-1], cast("datetime", rows[-1]["settled"]), terms.TICKET_LEVELS[1]))
    return rows


def _step(ticket: Row, at: datetime, level: Label) -> Row:
    return {
        "ticket": ticket["ticket"],
        "at": at,
        "level": level.hant,
        "reason": ESCALATED_BECAUSE.hant,
    }


def make_pauses(tickets: list[Row], span: Span) -> list[Row]:
    """A pause that ended, and one past its 預計恢復, of the work that is open the longest."""
    done = [row for row in tickets if _takes_days(row)]
    begun = [
        row
        for row in tickets
        if "dispatched" in row
        and not {"completed", "cancelled", "returned"} & row.keys()
        and _moment(row, "dispatched") < span.horizon - timedelta(days=_LATE_DAYS)
    ]
    rows: list[Row] = []
    for row in done[-1:]:
        at = _moment(row, "dispatched") + timedelta(minutes=30)
        rows.append(_pause(row, at, terms.PAUSE_REASONS[1]) | {"until": at + _TWO_HOURS})
    for row in begun[:1]:
        at = _moment(row, "dispatched") + timedelta(minutes=30)
        rows.append(_pause(row, at, terms.PAUSE_REASONS[0]) | {"note": WAITING[0].hant})
    return rows


def _takes_days(row: Row) -> bool:
    """True if somebody had time to wait before the work was completed."""
    if not {"dispatched", "completed"} <= row.keys() or "cancelled" in row:
        return False
    return _moment(row, "completed") - _moment(row, "dispatched") > 2 * _TWO_HOURS


def _pause(ticket: Row, at: datetime, reason: Label) -> Row:
    return {
        "ticket": ticket["ticket"],
        "at": at,
        "reason": reason.hant,
        "expected": at.date() + timedelta(days=2),
    }


def _moment(row: Row, key: str) -> datetime:
    return cast("datetime", row[key])
