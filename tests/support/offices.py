"""Made-up offices for the tests: a strategy that draws them, and the workbook of one.

`offices()` draws valid data only: references exist, times are in order and past, every required
cell is filled. It seeks the hard cases of R-8: scores come from tiny sets, so that zones tie on
every tie-breaker; dates stand at the month's edges; parts, inspections and whole trades are
missing. A director is always employed, so that an office without other staff has its inspector.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from estate_xl.blueprint import make_book
from estate_xl.schema import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Row = dict[str, object]
Records = dict[str, list[Row]]
Office = tuple[Records, dict[str, object], str]

DIRECTOR: Row = {
    "staff": "E00",
    "name": "何主任",
    "department": "管理處",
    "post": "管理處主任",
    "joined": date(2015, 3, 2),
}

_PARTS = ("self", "zone", "supervisor", "head_composite", "director")
_COMPOSITION = (
    ("客戶服務中心", "客戶主管", (0.5, None, None, None, 0.5), None),
    ("客戶服務中心", "前臺接待員", (0.5, None, 0.5, None, None), "客服主管"),
    ("客戶服務中心", "片區客戶人員", (0.5, None, 0.5, None, None), "客服主管"),
    ("協管隊", "協管隊長", (0.5, 0.05, None, 0.05, 0.4), "客服主管"),
    ("協管隊", "協管班長", (0.5, None, 0.5, None, None), "協管隊長"),
    ("協管隊", "員工", (None, 0.3, 0.7, None, None), "協管隊長"),
    ("工程維修部", "工程主管", (0.5, 0.05, None, 0.05, 0.4), "客服主管"),
    ("工程維修部", "維修班長", (0.5, None, 0.5, None, None), "工程主管"),
    ("工程維修部", "員工", (None, 0.3, 0.7, None, None), "工程主管"),
    ("環境部", "環境主管", (0.5, 0.05, None, 0.05, 0.4), "客服主管"),
    ("環境部", "保潔班長", (0.5, None, 0.5, None, None), "環境主管"),
    ("環境部", "綠化班長", (0.5, None, 0.5, None, None), "環境主管"),
    ("環境部", "員工", (None, 0.3, 0.7, None, None), "環境主管"),
)


def regulation_weights() -> list[Row]:
    """The rows of 考核構成 as R-8.4 has them."""
    return [
        {
            "department": department,
            "post": post,
            **dict(zip(_PARTS, weights, strict=True)),
            "scorer": scorer,
            "reviewer": "管理處主任",
        }
        for department, post, weights, scorer in _COMPOSITION
    ]


def standards() -> list[Row]:
    """Three items of inspection a trade; the last two together cost more than full marks."""
    return [
        {
            "code": f"{letters}{number:02}",
            "trade": trade,
            "item": f"{trade}項目{number}",
            "standard": f"{trade}標準{number}",
            "deduction": deduction,
        }
        for trade, letters in _CODE_LETTERS.items()
        for number, deduction in enumerate((2.5, 45, 60), start=1)
    ]


def write_office(
    path: Path,
    records: Records,
    settings: dict[str, object],
    language: Language = Language.HANT,
) -> None:
    """Write the workbook of an office; an empty setting stands as an empty cell."""
    path.write_bytes(make_book(language, records, settings))


_CODE_LETTERS = {"客服": "KF", "協管": "XG", "維修": "WX", "保潔": "BJ", "綠化": "LH"}
_TRADES = tuple(_CODE_LETTERS)
_DEPARTMENTS = ("客戶服務中心", "協管隊", "工程維修部", "環境部")
_KINDS = ("主管周檢", "片區日檢", "片區周檢")
_RATINGS = ("滿意", "基本滿意", "不滿意")
_MONTHS = ("2026-10", "2026-02", "2024-02", "2025-12", "2026-01")
_ZONE_CODES = ("A9", "A10", "B1", "C01", "Z9")
_SCORES = (80, 80.55, 90, 100)
_POSTS = tuple((department, post) for department, post, *_ in _COMPOSITION)
_OFFICER = ("客戶服務中心", "片區客戶人員")
_ODD_POSTS = (("管理處", "管理處主任"), ("管理處", "員工"), ("環境部", "前臺接待員"))


class _Month:
    """The dates and times that a month's rules turn on."""

    def __init__(self, month: str) -> None:
        self.text = month
        self.first = date.fromisoformat(f"{month}-01")
        self.next = (self.first + timedelta(days=31)).replace(day=1)
        self.last = self.next - timedelta(days=1)
        self.before = self.first - timedelta(days=1)
        self.middle = self.first.replace(day=15)
        self.days = (self.middle, self.first, self.last, self.before, self.next)
        self.moments = (
            datetime.combine(self.before, time(9, 30)),
            datetime.combine(self.before, time(23, 59)),
            datetime.combine(self.first, time(0, 0)),
            datetime.combine(self.middle, time(10, 5)),
            datetime.combine(self.last, time(23, 59)),
            datetime.combine(self.next, time(0, 0)),
            datetime.combine(self.next, time(15, 45)),
        )

    def has(self, day: date) -> bool:
        return f"{day:%Y-%m}" == self.text


class _Tie(NamedTuple):
    """What a zone of a group of equal scores has: one inspection, complaints, commendations."""

    inspection: float
    complaints: int
    commendations: int
    visits: tuple[str, ...] = ()


class _Family(NamedTuple):
    """Settings, and zones that all score the same under them.

    `pairs` are parted by the tie-breaker that is their key.
    """

    settings: dict[str, object]
    pairs: dict[str, tuple[_Tie, _Tie]]


_REGULATION_FAMILY = _Family(  # all score 97.00, as 30 % x 90 + 70 % x 100 does
    {
        "zone_inspection_weight": 0.3,
        "zone_owner_weight": 0.7,
        "complaint_deduction": 5,
        "commendation_bonus": 2,
        "owner_score_floor": 0,
        "owner_score_ceiling": None,
    },
    {
        "owner": (_Tie(90, 0, 0), _Tie(85.33, 0, 1)),
        "complaints": (_Tie(90, 0, 0), _Tie(90, 2, 5)),
        "inspection": (_Tie(90.01, 0, 0), _Tie(90, 0, 0, ("滿意",))),
        "visits": (_Tie(90, 0, 0, ("滿意", "不滿意")), _Tie(90, 0, 0, ("基本滿意",))),
        "zone": (_Tie(90, 0, 0), _Tie(90, 0, 0)),
    },
)
_EQUAL_WEIGHTS_FAMILY = _Family(  # all score 95.00
    {
        "zone_inspection_weight": 0.5,
        "zone_owner_weight": 0.5,
        "complaint_deduction": 5,
        "commendation_bonus": 5,
        "owner_score_floor": None,
        "owner_score_ceiling": None,
    },
    {
        "owner": (_Tie(100, 2, 0), _Tie(90, 0, 0)),
        "complaints": (_Tie(90, 0, 0, ("不滿意",)), _Tie(90, 1, 1, ("滿意",))),
        "inspection": (_Tie(89.99, 0, 0), _Tie(90, 0, 0)),
        "visits": (_Tie(90, 0, 0, ("滿意",)), _Tie(90, 0, 0)),
        "zone": (_Tie(90, 0, 0, ("不滿意",)), _Tie(90, 0, 0)),
    },
)
_CEILING_FAMILY = _Family(  # all score 96.00, the owner part being cut at 100
    {
        "zone_inspection_weight": 0.4,
        "zone_owner_weight": 0.6,
        "complaint_deduction": 3,
        "commendation_bonus": 2,
        "owner_score_floor": 20,
        "owner_score_ceiling": 100,
    },
    {
        "owner": (_Tie(90, 0, 0), _Tie(99, 2, 0)),
        "complaints": (_Tie(90, 1, 2), _Tie(90, 0, 0)),
        "inspection": (_Tie(90, 0, 1), _Tie(90.01, 0, 0)),
        "visits": (_Tie(90, 0, 1, ("基本滿意", "滿意", "不滿意")), _Tie(90, 0, 0, ("不滿意",))),
        "zone": (_Tie(90, 0, 1, ("滿意",)), _Tie(90, 0, 0, ("基本滿意",))),
    },
)
_HALF_CENT_FAMILY = _Family(  # all score 94.17; the pure numbers end in 94.165
    _REGULATION_FAMILY.settings,
    {
        "owner": (_Tie(80.55, 0, 0), _Tie(75.9, 0, 1)),
        "complaints": (_Tie(80.55, 2, 5), _Tie(80.55, 0, 0)),
        "inspection": (_Tie(80.55, 0, 0), _Tie(80.56, 0, 0)),
        "visits": (_Tie(80.55, 0, 0), _Tie(80.55, 0, 0, ("滿意",))),
        "zone": (_Tie(80.55, 0, 0), _Tie(80.55, 0, 0)),
    },
)
_FAMILIES = (_REGULATION_FAMILY, _EQUAL_WEIGHTS_FAMILY, _CEILING_FAMILY, _HALF_CENT_FAMILY)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """A valid office: its records, its settings and the month to appraise."""
    month = _Month(draw(st.sampled_from(_MONTHS)))
    zones = draw(st.permutations(_ZONE_CODES[: draw(st.sampled_from((1, 2, 3, 3, 4, 5)))]))
    settings = draw(_settings())
    ties: dict[str, _Tie] = {}
    if len(zones) > 1 and draw(st.integers(0, 3)):
        family = draw(st.sampled_from(_FAMILIES))
        settings |= family.settings
        ties = draw(_ties(family, zones))
    fewest = draw(st.sampled_from((0, 0, 3, 8)))
    people = draw(st.lists(_people(month), min_size=fewest, max_size=18))
    staff = [_staff_row(number, person, zones) for number, person in enumerate(people, start=1)]
    everybody = [str(row["staff"]) for row in (DIRECTOR, *staff)]
    workers = [str(row["staff"]) for row in staff if row["post"] == "員工"] or everybody
    records: Records = {
        "Staff": [dict(DIRECTOR), *staff],
        "Zones": draw(_zone_rows(zones, staff, ties)),
        "Tickets": draw(
            st.lists(
                _tickets(month, zones, [*workers, *everybody]),
                min_size=draw(st.sampled_from((0, 4))),
                max_size=8,
            )
        ),
        "Complaints": draw(
            st.lists(_complaints(month, zones), min_size=draw(st.sampled_from((0, 4))), max_size=6)
        ),
        "Commendations": draw(st.lists(_commendations(month, zones, everybody), max_size=5)),
        "Inspections": draw(_inspections(month, zones)),
        "InspectionStandards": standards(),
        "MonthlyScores": [
            row
            for number, person in enumerate(people, start=1)
            for row in _score_rows(f"E{number:02}", person, month)
        ],
        "AppraisalWeights": draw(_weight_rows()),
    }
    _keep_apart(records, ties, month)
    heaped = draw(st.sampled_from(("nothing", "complaints", "slips", "complaints")))
    _heap(records, heaped, [zone for zone in zones if zone not in ties], month)
    for zone, tie in ties.items():
        _add_tie(records, zone, tie, month)
    _number(records)
    records["SlipReturns"] = [
        row for ticket in records["Tickets"] for row in draw(_slip_returns(month, ticket))
    ]
    return records, settings, month.text


@st.composite
def _settings(draw: st.DrawFn) -> dict[str, object]:
    """Some of R-8's settings changed; a key that is absent keeps its default."""
    inspection, owner = draw(st.sampled_from(((0.3, 0.7), (0.4, 0.6), (0.25, 0.75))))
    choices: dict[str, tuple[object, ...]] = {
        "complaint_deduction": (5, 3, 50),
        "commendation_bonus": (2, 5, 1.5),
        "owner_score_floor": (0, 20, None),
        "owner_score_ceiling": (None, 100),
        "dissatisfied_visit_deduction": (1, 2.5),
        "defective_slip_deduction": (1, 0.5),
        "composite_over": ("zones", "office", "office"),
    }
    changed = draw(st.sets(st.sampled_from(tuple(choices))))
    return {"zone_inspection_weight": inspection, "zone_owner_weight": owner} | {
        key: draw(st.sampled_from(choices[key])) for key in choices if key in changed
    }


@st.composite
def _ties(draw: st.DrawFn, family: _Family, zones: list[str]) -> dict[str, _Tie]:
    """A pair of equal score for the first two zones; the others join them or not."""
    first, second = family.pairs[draw(st.sampled_from(tuple(family.pairs)))]
    ties = {zones[0]: first, zones[1]: second}
    choices = (*[None] * 6, *(tie for pair in family.pairs.values() for tie in pair))
    for zone in zones[2:]:
        tie = draw(st.sampled_from(choices))
        if tie:
            ties[zone] = tie
    return ties


@st.composite
def _zone_rows(
    draw: st.DrawFn, zones: list[str], staff: list[Row], ties: dict[str, _Tie]
) -> list[Row]:
    officers = [row["staff"] for row in staff if row["post"] == "片區客戶人員"]
    if draw(st.booleans()):
        officers = officers[:1]  # one leads every zone
    active = draw(st.sampled_from(((None, "是", "是", "否"), ("否",), (None, "是"))))
    return [
        {
            "zone": zone,
            "name": f"{zone}片區",
            "officer": draw(st.sampled_from(officers or [DIRECTOR["staff"]])),
            "active": "是" if zone in ties else draw(st.sampled_from(active)),
        }
        for zone in zones
    ]


class _Person(NamedTuple):
    """What is drawn for a member of staff; `scores` has self, supervisor and director.

    `given` is the zone self-check that was typed, and why.
    """

    department: str
    post: str
    employment: tuple[date | None, date | None]
    way: str
    scores: tuple[float | None, float | None, float | None]
    given: tuple[float | None, str | None]


def _people(month: _Month) -> st.SearchStrategy[_Person]:
    """Staff of any post, employed all, some or no days of the month."""
    long_ago = date(2019, 5, 6)
    employments = (
        *[(None, None), (long_ago, None)] * 3,
        (long_ago, month.before),
        (long_ago, month.first),
        (None, month.middle),
        (month.first, month.last),
        (month.middle, month.middle),
        (month.last, None),
        (month.next, None),
        (month.before, month.next),
    )
    score = st.sampled_from((*_SCORES, *_SCORES, 66.7, 0, None))
    return st.builds(
        lambda job, *rest: _Person(job[0], job[1], *rest),
        st.sampled_from((*_POSTS, *_POSTS, *_POSTS, *[_OFFICER] * 6, *_ODD_POSTS)),
        st.sampled_from(employments),
        st.sampled_from((*["once"] * 12, "never", "twice", "other month", "also other month")),
        st.tuples(score, score, score),
        st.sampled_from(((None, None), (None, "無"), (None, None), (88.5, "支援外圍"), (77, None))),
    )


def _staff_row(number: int, person: _Person, zones: list[str]) -> Row:
    joined, left = person.employment
    return {
        "staff": f"E{number:02}",
        "name": f"員工{number:02}號",
        "department": person.department,
        "post": person.post,
        "zone": zones[number % len(zones)] if person.post == "員工" else None,
        "joined": joined,
        "left": left,
    }


def _score_rows(staff: str, person: _Person, month: _Month) -> Iterator[Row]:
    """The rows of 評分錄入 for one person: one, none, two, or also another month's."""
    parts: Row = dict(zip(("self", "supervisor", "director"), person.scores, strict=True))
    parts |= dict(zip(("zone", "note"), person.given, strict=True))
    this: Row = {"month": month.text, "staff": staff, **parts}
    other: Row = {"month": f"{month.before:%Y-%m}", "staff": staff, **parts}
    yield from {
        "never": (),
        "once": (this,),
        "twice": (this, dict(this)),
        "other month": (other,),
        "also other month": (other | dict.fromkeys(parts, 55), this),
    }[person.way]


@st.composite
def _weight_rows(draw: st.DrawFn) -> list[Row]:
    """The regulation's composition; at times changed, not whole, or with a post left out."""
    rows = regulation_weights()
    change = draw(st.sampled_from((*["none"] * 5, "changed", "not whole", "no row")))
    row = draw(st.sampled_from(rows)) if change != "none" else {}
    if change == "no row":
        rows.remove(row)
    elif change == "not whole":
        row["supervisor"] = 0.45
    elif change == "changed":
        row |= {"self": 0.2, "supervisor": 0.5, "zone": None, "director": 0.3}
        row["head_composite"] = None
    return rows


@st.composite
def _tickets(draw: st.DrawFn, month: _Month, zones: list[str], workers: list[str]) -> Row:
    """A ticket that came back and was visited around the month's edges, or is still open."""
    start = draw(st.sampled_from((3, 2, 1, 4, 0, 5, 6, 2, 3)))
    row = _ticket(draw(st.sampled_from(zones)), month.moments[start])
    row["department"] = draw(st.sampled_from(_DEPARTMENTS))
    row["worker"] = draw(st.sampled_from(workers))
    stage = draw(st.sampled_from(("visited", "visited", "visited", "returned", "open")))
    if stage == "open":
        return row | dict.fromkeys(("completed", "result", "rating", "signed", "returned"))
    row["slip_ok"] = draw(st.sampled_from(("是", "否", None)))
    row["rework"] = draw(st.sampled_from((None, None, 0, 1, 3)))
    if stage == "visited":
        end = draw(st.integers(start, len(month.moments) - 1))
        rating = draw(st.sampled_from((*_RATINGS, "不滿意", None)))
        row |= _visit(month.moments[end], rating)
    return row


def _ticket(zone: str, returned: datetime) -> Row:
    return {
        "registered": returned - timedelta(hours=7),
        "channel": "電話",
        "zone": zone,
        "kind": "物管類",
        "department": "環境部",
        "content": "樓道照明不亮",
        "dispatched": returned - timedelta(hours=6),
        "worker": DIRECTOR["staff"],
        "arrived": returned - timedelta(hours=5),
        "completed": returned - timedelta(hours=4),
        "cause": "老化",
        "result": "已更換",
        "rating": "滿意",
        "signed": "是",
        "returned": returned,
        "slip_ok": "是",
    }


@st.composite
def _slip_returns(draw: st.DrawFn, month: _Month, ticket: Row) -> list[Row]:
    """Rows of 退單記錄 of a ticket that came back: none, or up to four around the month's edges."""
    if not ticket.get("returned"):
        return []
    count = draw(st.sampled_from((0, 0, 0, 0, 1, 2, 4)))
    times = sorted(draw(st.lists(st.sampled_from(month.moments), min_size=count, max_size=count)))
    return [
        {
            "ticket": ticket["ticket"],
            "at": at,
            "reason": "缺客戶簽字",
            "by": DIRECTOR["staff"],
            "again": draw(st.sampled_from((at, following))),
        }
        for at, following in zip_longest(times, times[1:])
    ]


def _visit(visited: datetime, rating: str | None) -> Row:
    return {
        "visited": visited,
        "visit_method": "電話",
        "visit_rating": rating,
        "visitor": DIRECTOR["staff"],
    }


def _complaints(month: _Month, zones: list[str]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "received": st.sampled_from(month.moments),
            "zone": st.sampled_from(zones),
            "content": st.just("噪音擾民"),
            "proposed": st.sampled_from(_DEPARTMENTS),
            "department": st.sampled_from((None, None, None, *_DEPARTMENTS)),
            "valid": st.sampled_from((None, "是", "是", "否", "不")),
        }
    )


def _commendations(month: _Month, zones: list[str], everybody: list[str]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "date": st.sampled_from(month.days),
            "zone": st.sampled_from(zones),
            "department": st.sampled_from((None, None, *_DEPARTMENTS)),
            "staff": st.sampled_from((None, *everybody)),
            "content": st.just("拾金不昧"),
            "verified": st.sampled_from(("是", "是", "否")),
        }
    )


@st.composite
def _inspections(draw: st.DrawFn, month: _Month, zones: list[str]) -> list[Row]:
    """A few inspections of every kind; at times a round through all trades of some zones too."""
    rows = draw(st.lists(_inspection_rows(month, zones), max_size=12))
    if draw(st.booleans()):
        inspected = zones[draw(st.integers(0, len(zones) - 1)) :]
        kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=2, unique=True))
        rows += [
            _inspection(zone, trade, kind, month.middle, score=score)
            for zone in inspected
            for trade in _TRADES
            for kind in kinds
            if (score := draw(st.sampled_from((*_SCORES, 70.01, None)))) is not None
        ]
    return rows


@st.composite
def _inspection_rows(draw: st.DrawFn, month: _Month, zones: list[str]) -> Row:
    trade = draw(st.sampled_from(_TRADES))
    score = draw(st.sampled_from((None, None, *_SCORES, 0)))
    codes = draw(st.lists(st.integers(1, 3), max_size=3))
    listed = [f"{_CODE_LETTERS[trade]}{code:02}" for code in codes]
    listed += draw(st.sampled_from((*[[]] * 8, ["XX99"], [f"{_CODE_LETTERS[_TRADES[0]]}01"])))
    return _inspection(
        draw(st.sampled_from(zones)),
        trade,
        draw(st.sampled_from(_KINDS)),
        draw(st.sampled_from((month.middle, *month.days))),
        score=score,
        findings="、".join(listed) or None,
    )


def _inspection(  # noqa: PLR0913 - one row of a table
    zone: str,
    trade: str,
    kind: str,
    day: date,
    *,
    score: float | None,
    findings: str | None = None,
) -> Row:
    return {
        "date": day,
        "kind": kind,
        "zone": zone,
        "trade": trade,
        "inspector": DIRECTOR["staff"],
        "findings": findings,
        "score": score,
    }


def _heap(records: Records, what: str, zones: list[str], month: _Month) -> None:
    """Heap so much on the zones, or on every member of staff, that a floor is reached."""
    noon = datetime.combine(month.middle, time(12, 0))
    if what == "complaints":
        for zone in zones:
            for department in (*_DEPARTMENTS, None) * 5:
                complaint: Row = {"received": noon, "zone": zone, "content": "臭味"}
                records["Complaints"].append(complaint | {"department": department})
    elif what == "slips":
        ticket = _ticket(str(records["Zones"][0]["zone"]), noon)
        for row in records["Staff"]:
            records["Tickets"].append(ticket | {"worker": row["staff"], "rework": 210})


def _keep_apart(records: Records, ties: dict[str, _Tie], month: _Month) -> None:
    """Turn what would count for a zone of a tie into what does not, so that the tie stays."""
    for row in records["Complaints"]:
        if row["zone"] in ties:
            row["valid"] = "否"
    for row in records["Commendations"]:
        if row["zone"] in ties:
            row["verified"] = "否"
    for row in records["Inspections"]:
        day = row["date"]
        if row["zone"] in ties and isinstance(day, date) and month.has(day):
            row["kind"] = "片區日檢" if row["kind"] == "主管周檢" else row["kind"]
    for row in records["Tickets"]:
        if row["zone"] in ties and row.get("visit_rating"):
            row["visit_rating"] = None


def _add_tie(records: Records, zone: str, tie: _Tie, month: _Month) -> None:
    """Give a zone the inspection, complaints, commendations and visits of its place in a tie."""
    noon = datetime.combine(month.middle, time(12, 0))
    department = _DEPARTMENTS[len(records["Inspections"]) % len(_DEPARTMENTS)]
    records["Inspections"].append(
        _inspection(zone, "維修", "主管周檢", month.middle, score=tie.inspection)
    )
    for _ in range(tie.complaints):
        complaint: Row = {"received": noon, "zone": zone, "content": "漏水"}
        records["Complaints"].append(complaint | {"department": department})
    for _ in range(tie.commendations):
        commendation: Row = {"date": month.last, "zone": zone, "content": "助人"}
        records["Commendations"].append(commendation | {"verified": "是"})
    for rating in tie.visits:
        ticket = _ticket(zone, noon - timedelta(hours=2))
        records["Tickets"].append(ticket | _visit(noon, rating))


def _number(records: Records) -> None:
    """Give the records the numbers that commands would give them."""
    for number, row in enumerate(records["Tickets"], start=1):
        row["ticket"] = f"BS-{number:04}"
    for number, row in enumerate(records["Complaints"], start=1):
        row["complaint"] = f"TS-{number:04}"
    for number, row in enumerate(records["Inspections"], start=1):
        row["inspection"] = f"XJ-{number:04}"
