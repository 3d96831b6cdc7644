"""Made-up histories: an office, what changed in 員工 and 片區, and the workbook that comes of it.

The office's masters stand as before all changes; each change has a day around the month's edges.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from support.offices import offices, regulation_weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.offices import Records, Row

_ZONE, _PERSON = "片區", "員工"
_COLUMNS = {
    "片區管理員": "officer",
    "啟用": "active",
    "部門": "department",
    "崗位": "post",
    "入職日期": "joined",
    "離職日期": "left",
}
_OFFICER = ("客戶服務中心", "片區客戶人員")


class History(NamedTuple):
    """An office over time.

    Attributes:
        before: Its records, masters as before all changes, and the changes with plain values.
        settings: What 參數 says.
        month: The month appraised.
        today: Its records as the workbook has them, masters of today, changes as texts.
        events: What happened, in words, each with how often.
    """

    before: Records
    settings: dict[str, object]
    month: str
    today: Records
    events: Counter[str]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """An office whose people move and whose zones change hands, before, in and after the month."""
    records, settings, month = draw(offices())
    for person in draw(st.lists(st.sampled_from(records["Staff"][1:] or [{}]), max_size=3)):
        person.update(department=_OFFICER[0], post=_OFFICER[1])
    first = date.fromisoformat(f"{month}-01")
    days = [first + timedelta(days=offset) for offset in (0, 1, 9, 14, 14, 27)]
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days += [
        first - timedelta(days=3),
        last,
        last + timedelta(days=1),
        last + timedelta(days=5),
        last + timedelta(days=20),
    ]
    moments = sorted(draw(st.lists(st.sampled_from(days), min_size=8, max_size=12)))
    people = {str(row["staff"]): dict(row) for row in records["Staff"]}
    zones = {str(row["zone"]): dict(row) for row in records["Zones"]}
    changes: list[Row] = []
    events: Counter[str] = Counter()
    for day in moments:
        subject = draw(st.sampled_from((_ZONE, _ZONE, _PERSON)))
        masters = zones if subject == _ZONE else people
        # The director of all offices stays, so that somebody inspects.
        keys = [key for key in masters if key != "E00"]
        if not keys:
            continue
        row = masters[draw(st.sampled_from(keys))]
        turned = _zone_turned if subject == _ZONE else _person_turned
        event, values = draw(turned(row, list(people), day))
        where = "before" if day < first else "after" if day > last else "in"
        events[f"{event}, {where} the month"] += 1
        for header, value in values.items():
            column = _COLUMNS[header]
            change = {
                "date": day,
                "subject": subject,
                "key": row.get("zone" if subject == _ZONE else "staff"),
            }
            changes.append(change | {"field": header, "before": row.get(column), "after": value})
            row[column] = value
    mixed = list(
        _any_order(changes, draw(st.permutations(sorted({str(c["date"]) for c in changes}))))
    )
    today = records | {
        "Staff": list(people.values()),
        "Zones": list(zones.values()),
        "Changes": [_as_texts(change) for change in mixed],
    }
    return History(records | {"Changes": changes}, settings, month, today, events)


@st.composite
def _zone_turned(
    draw: st.DrawFn, row: Row, people: list[str], _: date
) -> tuple[str, dict[str, object]]:
    """Another officer, or closed or opened; an opened one has an officer at once."""
    officer = draw(st.sampled_from(people))
    if draw(st.integers(0, 2)):
        return "officer changed", {"片區管理員": officer}
    if row.get("active") == "否":
        return "zone opened", {"啟用": "是", "片區管理員": officer}
    return "zone closed", {"啟用": "否"}


@st.composite
def _person_turned(
    draw: st.DrawFn, row: Row, _: list[str], day: date
) -> tuple[str, dict[str, object]]:
    """Left, back again, or on another post."""
    left = row.get("left")
    if isinstance(left, date) and left < day:
        return "rejoined", {"入職日期": day, "離職日期": None}
    if not draw(st.integers(0, 2)):
        return "left", {"離職日期": draw(st.sampled_from((day, day - timedelta(days=1))))}
    posts = [(weights["department"], weights["post"]) for weights in regulation_weights()]
    own = [post for department, post in posts if department == row["department"]]
    in_own = draw(st.booleans())
    if own and in_own:
        return "promoted", {"崗位": draw(st.sampled_from(own))}
    department, post = draw(st.sampled_from(posts))
    return "moved", {"部門": department, "崗位": post}


def _any_order(changes: list[Row], days: list[str]) -> Iterator[Row]:
    """The changes in any order of their days; those of a day stay in theirs."""
    for day in days:
        yield from (change for change in changes if str(change["date"]) == day)


def _as_texts(change: Row) -> Row:
    """A change as its cells hold it."""
    texts = {
        key: str(value) if isinstance(value, date) else value
        for key, value in change.items()
        if key in {"before", "after"}
    }
    return change | texts
