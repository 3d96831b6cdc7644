"""Matters still open on the morning after the last month: one of each kind, so that each is seen.

Work done in time leaves nothing to a morning list. Here a few of the last records are taken back to
where they would be had somebody forgotten them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from estate_xl.schema import terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from estate_xl.sample.calendar import Span

Row = dict[str, object]

_FINE: Final = terms.SATISFIED.hant
_VISIT: Final = ("visited", "visit_method", "visit_rating", "visitor", "archived")
_RETURN: Final = ("signed", "returned", "slip_ok", "rework", "rating", *_VISIT)
_WORK: Final = ("dispatched", "worker", "arrived", "completed", "cause", "result")
_JOINT: Final = ("joint_check", "joint_checked")
_ROUND: Final = ("settled", "visited", "visit_rating", "filed")
_LATE_DAYS: Final = 4
_KNOWN: Final = 6


def take_back_to_registration(ticket: Row) -> None:
    """Leave of a ticket what is known when it comes in."""
    _strip(ticket, (*_WORK, *_JOINT, *_RETURN, "cancelled"))


def leave_open(records: dict[str, list[Row]], span: Span) -> None:
    """Take back the last steps of a few records; an office too small for one goes without.

    Args:
        records: The office's; rows of Tickets, Complaints and RecognitionChecks change.
        span: The months.
    """
    long_ago = span.horizon - timedelta(days=_LATE_DAYS)
    asked_for = {row.get("ticket") for row in (*records["FollowUps"], *records["Complaints"])}
    tickets = [row for row in records["Tickets"] if "cancelled" not in row]
    free = [row for row in tickets if row["ticket"] not in asked_for]
    archived = [row for row in free if "archived" in row and row.get("visit_rating") == _FINE]
    plain = [row for row in archived if "joint_checked" not in row]
    _strip(_last(plain, "returned", long_ago), _VISIT)
    _strip(_last(plain, "archived", span.horizon), ("archived",))
    checked = [row for row in archived if "joint_checked" in row]
    _strip(_last(checked, "completed", long_ago), (*_RETURN, *_JOINT))
    begun = [row for row in free if "dispatched" in row and "arrived" not in row]
    _strip(_last(begun, "registered", span.horizon), _WORK)
    filed = [row for row in records["Complaints"] if _is_plain(row)]
    waiting = _last(filed, "received", long_ago)
    _strip(waiting, _ROUND)
    filed = [row for row in filed if row is not waiting]
    settled = _last(filed, "settled", long_ago)
    _strip(settled, _ROUND[1:])
    ended = _last([row for row in filed if row is not settled], "received", span.horizon)
    if ended is not None:
        ended["visit_rating"] = terms.DISSATISFIED.hant
        del ended["filed"]
    _forget_owners(records["RecognitionChecks"])


def _is_plain(complaint: Row) -> bool:
    """Founded, settled in its first round and filed."""
    return (
        "filed" in complaint
        and complaint["rounds"] == 1
        and complaint.get("valid") != terms.NO.hant
    )


def _last(rows: Iterable[Row], key: str, before: datetime) -> Row | None:
    """The row whose time is the latest of those before that moment."""
    held = [row for row in rows if key in row and row[key] < before]  # type: ignore[operator]
    return max(held, key=lambda row: str(row[key]), default=None)


def _strip(row: Row | None, keys: Iterable[str]) -> None:
    if row is not None:
        for key in keys:
            row.pop(key, None)


def _forget_owners(checks: list[Row]) -> None:
    """The zone last checked knows six rooms of ten, too few (R-6)."""
    if not checks:
        return
    zone, month = checks[-1]["zone"], str(checks[-1]["date"])[:7]
    for row in checks:
        if row["zone"] == zone and str(row["date"]).startswith(month):
            row["asked"], row["correct"] = 10, _KNOWN
