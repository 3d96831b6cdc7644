"""Made-up histories of an office's masters, and what they were on a day, replayed forwards.

It shares no code with the product, which takes changes back from today: here a day begins with the
first state and goes through all changes up to it. Days are dates, masters plain rows by their key.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    Row = dict[str, Any]
    Masters = dict[str, dict[str, Row]]

SUBJECTS = {"Zones": "片區", "Staff": "員工", "Owners": "業主"}
KEYS = {"Zones": "zone", "Staff": "staff", "Owners": "room"}
NEW_ZONE = "C1"
PEOPLE = ("E1", "E2", "E3", "E4")
FIELDS: dict[tuple[str, str], tuple[object, ...]] = {
    ("Zones", "officer"): PEOPLE,
    ("Zones", "active"): ("是", "否"),
    ("Staff", "post"): ("片區客戶人員", "客戶主管", "管理處主任", "員工"),
    ("Staff", "zone"): ("A1", "A2", None),
    ("Staff", "department"): ("客戶服務中心", "工程維修部"),
    ("Staff", "left"): (date(2026, 1, 20), date(2026, 2, 12), None),
    ("Staff", "joined"): (date(2026, 2, 2), date(2025, 1, 1)),
    ("Owners", "moved_in"): ("是", "否"),
}
FIRST = date(2025, 12, 26)
DAYS = 75


@dataclass(frozen=True)
class Change:
    """A value of a master from a day on."""

    day: date
    sheet: str
    key: str
    field: str
    after: object


@dataclass(frozen=True)
class History:
    """What the masters were at first, and every change since; a new zone is absent at first."""

    first: Masters
    changes: tuple[Change, ...]
    _known: dict[date, Masters] = field(default_factory=dict, compare=False, repr=False)

    def on(self, day: date) -> Masters:
        """The masters at the end of a day."""
        if day not in self._known:
            self._known[day] = self._replayed(day)
        return self._known[day]

    def _replayed(self, day: date) -> Masters:
        held = deepcopy(self.first)
        for change in sorted(self.changes, key=lambda each: each.day):
            if change.day <= day:
                known = held[change.sheet]
                known.setdefault(change.key, {KEYS[change.sheet]: change.key, "officer": "E1"})
                known[change.key][change.field] = change.after
        return held

    def until(self, day: date) -> History:
        """The history as that day knew it."""
        return History(self.first, tuple(each for each in self.changes if each.day <= day))

    def records(self) -> dict[str, list[Row]]:
        """The rows of the masters as they are at last, and of 變更記錄 in the order of entry."""
        today = self.on(date.max)
        rows = []
        for change in self.changes:
            eve = self.on(change.day - timedelta(days=1))[change.sheet].get(change.key, {})
            rows.append(
                {
                    "date": change.day,
                    "subject": SUBJECTS[change.sheet],
                    "key": change.key,
                    "field": change.field,
                    "before": _text(eve.get(change.field)),
                    "after": _text(change.after),
                }
            )
        return {sheet: list(held.values()) for sheet, held in today.items()} | {"Changes": rows}


@st.composite
def histories(draw: st.DrawFn, zones: list[Row], people: list[Row], rooms: list[Row]) -> History:
    """Some changes of those masters, one a day for a field, entered in any order."""
    first = {
        "Zones": {row["zone"]: row for row in zones},
        "Staff": {row["staff"]: row for row in people},
        "Owners": {row["room"]: row for row in rooms},
    }
    kinds = [(sheet, key, field) for sheet, field in FIELDS for key in first[sheet]]
    changes: dict[tuple[date, str, str, str], Change] = {}
    for _ in range(draw(st.integers(0, 12))):
        sheet, key, field = draw(st.sampled_from(kinds))
        day = FIRST + timedelta(days=draw(st.integers(0, DAYS)))
        after = draw(st.sampled_from(FIELDS[sheet, field]))
        changes[day, sheet, key, field] = Change(day, sheet, key, field, after)
    if draw(st.booleans()):  # A split.
        opened = FIRST + timedelta(days=draw(st.integers(0, DAYS)))
        changes[opened, "Zones", NEW_ZONE, "active"] = Change(
            opened, "Zones", NEW_ZONE, "active", "是"
        )
    # What goes to no other value is no change.
    history = History(first, tuple(draw(st.permutations(list(changes.values())))))
    return History(first, tuple(each for each in history.changes if _is_change(history, each)))


def _is_change(history: History, change: Change) -> bool:
    eve = history.on(change.day - timedelta(days=1))[change.sheet].get(change.key)
    was = None if eve is None else eve.get(change.field)
    if change.field == "active" and eve is not None:
        was = was or "是"
    return was != change.after


def _text(value: object) -> str | None:
    return None if value is None else str(value)
