"""Made-up offices for the statistics: every register, dates around the edges of months and years.

What cannot be in order of time is there too, as people type it: completed before registered, a
follow-up after the end, a rating without its time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from datetime import date

    Row = dict[str, Any]
    Records = dict[str, list[Row]]

DEPARTMENTS = ("客戶服務中心", "協管隊", "工程維修部", "環境部")
ZONES = ("A1", "A2", "B1")
WORKERS = ("E1", "E2", "E3", "E4")
LEVELS = ("主管級", "主任級", "公司總部")
EDGES = (
    datetime.fromisoformat("2025-12-30 16:05"),
    datetime.fromisoformat("2025-12-31 23:59"),
    datetime.fromisoformat("2026-01-01 00:00"),
    datetime.fromisoformat("2026-01-14 09:30"),
    datetime.fromisoformat("2026-01-31 23:59"),
    datetime.fromisoformat("2026-02-01 00:00"),
    datetime.fromisoformat("2026-02-12 10:00"),
    datetime.fromisoformat("2026-02-28 18:20"),
    datetime.fromisoformat("2026-03-01 08:00"),
    datetime.fromisoformat("2025-02-09 08:00"),
)
STEPS = ("dispatched", "arrived", "completed", "returned", "visited", "archived")


@st.composite
def counted_offices(draw: st.DrawFn) -> tuple[Records, Row]:
    """Records by sheet key and settings."""
    tickets = draw(st.lists(_tickets(), max_size=12))
    for number, row in enumerate(tickets, start=1):
        row["ticket"] = f"BS-{number}" if number % 7 else None
    complaints = draw(st.lists(_complaints(), max_size=6))
    for number, row in enumerate(complaints, start=1):
        row["complaint"] = f"TS-{number}"
    numbers = [row["ticket"] for row in tickets if row["ticket"]]
    people: list[Row] = [
        {
            "staff": staff,
            "name": f"員工{staff}",
            "department": department,
            "post": draw(st.sampled_from(("員工", "片區客戶人員"))),
            "zone": draw(st.sampled_from((*ZONES, None))),
        }
        for staff, department in zip(WORKERS, DEPARTMENTS, strict=True)
    ]
    zones: list[Row] = [
        {
            "zone": zone,
            "name": f"{zone}片區",
            "officer": draw(st.sampled_from((*WORKERS, None))),
            "active": draw(st.sampled_from((None, "是", "否"))),
        }
        for zone in ZONES[: draw(st.integers(1, 3))]
    ]
    records: Records = {
        "Zones": zones,
        "Staff": people,
        "Tickets": tickets,
        "SlipReturns": [row for ticket in tickets for row in draw(_slip_returns(ticket))],
        "FollowUps": draw(st.lists(_follow_ups(numbers), max_size=8)) if numbers else [],
        "Complaints": complaints,
        "ComplaintRounds": [
            row
            for complaint in complaints
            for row in draw(st.lists(_rounds(complaint["complaint"]), max_size=2))
        ],
        "Commendations": draw(st.lists(_deeds(), max_size=4)),
        "Inspections": draw(st.lists(_inspections(), max_size=12)),
        "Calendar": draw(
            st.lists(
                st.fixed_dictionaries({"date": _days(), "kind": st.sampled_from(("休", "班"))}),
                max_size=3,
            )
        ),
    }
    settings: Row = {
        "follow_up_days_engineering": draw(st.sampled_from((7, 2))),
        "follow_up_days_property": draw(st.sampled_from((3, 1))),
        "return_visit_working_days": draw(st.sampled_from((1, 2))),
        "daily_inspection_on": draw(st.sampled_from(("calendar", "working"))),
    }
    return records, settings


def _moments() -> st.SearchStrategy[datetime]:
    return st.builds(
        lambda edge, days, minutes: edge + timedelta(days=days, minutes=minutes),
        st.sampled_from(EDGES),
        st.sampled_from((0, 0, 0, 1, 5, -1)),
        st.sampled_from((0, 0, 1, -1, 500)),
    )


def _days() -> st.SearchStrategy[date]:
    return _moments().map(lambda moment: moment.date())


@st.composite
def _tickets(draw: st.DrawFn) -> Row:
    """A ticket as far as it came; at times its steps are not in order."""
    row: Row = {
        "registered": draw(_moments()),
        "channel": draw(st.sampled_from(("電話", "來訪", "微信", "其他"))),
        "zone": draw(st.sampled_from((*ZONES, None))),
        "kind": draw(st.sampled_from(("工程類", "物管類", "物管類", None))),
        "department": draw(st.sampled_from(DEPARTMENTS)),
        "worker": draw(st.sampled_from((*WORKERS, None))),
        "receptionist": draw(st.sampled_from((*WORKERS, None, None))),
        "rating": draw(st.sampled_from(("滿意", "基本滿意", "不滿意", None))),
        "visit_rating": draw(st.sampled_from(("滿意", "基本滿意", "不滿意", None))),
        "slip_ok": draw(st.sampled_from(("是", "是", "否", None))),
        "joint_check": draw(st.sampled_from((None, None, "合格", "不合格"))),
        "rework": draw(st.sampled_from((None, None, 0, 2))),
        "cancelled": draw(st.sampled_from((*[None] * 6, "重複"))),
    }
    if draw(st.booleans()):
        ahead = row["registered"]
        for step in STEPS[: draw(st.integers(0, len(STEPS)))]:
            ahead += timedelta(days=draw(st.sampled_from((0, 0, 1, 3, 9))), minutes=35)
            row[step] = ahead
    else:
        for step in draw(st.sets(st.sampled_from(STEPS))):
            row[step] = draw(_moments())
    return row


@st.composite
def _slip_returns(draw: st.DrawFn, ticket: Row) -> list[Row]:
    """Rows of 退單記錄 of a ticket, in order or not, some still out, some of no known time."""
    if not ticket["ticket"]:
        return []
    is_muddled = draw(st.booleans())
    if is_muddled:
        return draw(st.lists(_any_return(ticket["ticket"]), max_size=2))
    ahead = ticket.get("returned") or draw(_moments())
    rows: list[Row] = []
    for _ in range(draw(st.integers(0, 4))):
        hours = st.sampled_from((0, 1, 20, 30, 80))
        at = ahead + timedelta(hours=draw(hours))
        ahead = at + timedelta(hours=draw(hours))
        rows.append({"ticket": ticket["ticket"], "at": at, "again": ahead})
    is_out = draw(st.booleans())
    if rows and is_out:
        rows[-1]["again"] = None
    return rows


@st.composite
def _any_return(draw: st.DrawFn, number: str) -> Row:
    at, again = draw(st.none() | _moments()), draw(st.none() | _moments())
    return {"ticket": number, "at": at, "again": again}


@st.composite
def _follow_ups(draw: st.DrawFn, numbers: list[str]) -> Row:
    return {"ticket": draw(st.sampled_from(numbers)), "at": draw(_moments())}


@st.composite
def _complaints(draw: st.DrawFn) -> Row:
    over = draw(_moments())
    return {
        "received": draw(_moments()),
        "zone": draw(st.sampled_from(ZONES)),
        "category": draw(st.sampled_from(("噪音", "衛生", None))),
        "department": draw(st.sampled_from((*DEPARTMENTS, None))),
        "level": draw(st.sampled_from((None, None, *LEVELS))),
        "settled": draw(st.sampled_from((None, over - timedelta(hours=30)))),
        "visited": draw(st.sampled_from((None, over))),
        "visit_rating": draw(st.sampled_from((None, "滿意", "不滿意"))),
        "filed": draw(st.sampled_from((None, None, over + timedelta(days=1)))),
        "valid": draw(st.sampled_from((None, "是", "否"))),
    }


@st.composite
def _rounds(draw: st.DrawFn, complaint: str) -> Row:
    return {
        "complaint": complaint,
        "level": draw(st.sampled_from(LEVELS)),
        "visited": draw(st.one_of(st.none(), _moments())),
    }


@st.composite
def _deeds(draw: st.DrawFn) -> Row:
    return {
        "date": draw(_days()),
        "zone": draw(st.sampled_from(ZONES)),
        "department": draw(st.sampled_from((None, *DEPARTMENTS))),
        "staff": draw(st.sampled_from((None, *WORKERS))),
        "verified": draw(st.sampled_from(("是", "是", "否"))),
    }


@st.composite
def _inspections(draw: st.DrawFn) -> Row:
    return {
        "date": draw(_days()),
        "kind": draw(st.sampled_from(("片區日檢", "片區周檢", "主管周檢"))),
        "zone": draw(st.sampled_from(ZONES)),
        "trade": "保潔",
        "inspector": draw(st.sampled_from(WORKERS)),
    }
