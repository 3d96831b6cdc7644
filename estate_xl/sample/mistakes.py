"""Mistakes made on purpose, so that the demo has something to find.

Each flaw changes one record, mostly of the last month, and returns a sentence that names it; none
where no record fits, as may be in a very small sample. No flaw touches what ranks the zones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label, Phrase
from estate_xl.sample.calendar import first_of
from estate_xl.sample.standards import standards_by_trade
from estate_xl.sample.ticket_words import RECTIFICATIONS
from estate_xl.schema import ESTATE_BOOK, terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.office import Office

Row = dict[str, object]

NOBODY: Final = Label("司徒無名", "Situ Wuming")
UNLISTED_RATING: Final = Label("很滿意", "Very satisfied")
AWAY: Final = Label("外出培訓，待補", "Away for training, to follow")
NO_HEADER: Final = Label("所屬片區", "Zone of theirs")
IMPOSSIBLE_SCORE: Final = 105
_TIME_KEYS: Final = {
    "Tickets": "registered",
    "FollowUps": "at",
    "Complaints": "received",
    "Commendations": "date",
    "Inspections": "date",
}
_NUMBERS: Final = "一二三四五六七八九十"

_UNSIGNED: Final = Label(
    "報事 {ticket}：已返單，客戶卻沒有簽字（R-5.2）。",
    "Ticket {ticket}: the slip is back, not signed by the customer (R-5.2).",
)
_COMPLETED_BEFORE_ARRIVAL: Final = Label(
    "報事 {ticket}：完工時間早於到達時間（R-5.2）。",
    "Ticket {ticket}: completed before the arrival (R-5.2).",
)
_OTHER_DEPARTMENT: Final = Label(
    "報事 {ticket}：工程維修部的單，服務人員 {worker} 卻是環境部的（R-5.2）。",
    "Ticket {ticket}: a slip of Engineering, but its worker {worker} is of Environment (R-5.2).",
)
_UNKNOWN_HANDLER: Final = Label(
    "投訴 {complaint}：責任人「{name}」不在員工表上。",
    "Complaint {complaint}: its handler “{name}” is not on the staff sheet.",
)
_TWO_OF_ONE_NAME: Final = Label(
    "跟進 {ticket}（{at}）：跟進人「{name}」有兩人同名。",
    "Follow-up of {ticket} ({at}): two people are called “{name}”.",
)
_UNLISTED: Final = Label(
    "報事 {ticket}：客戶評價「{rating}」不在選項之內。",
    "Ticket {ticket}: the rating “{rating}” is none of the choices.",
)
_RATED_WITHOUT_VISIT: Final = Label(
    "報事 {ticket}：填了回訪評價，卻沒有回訪時間（R-5.4）。",
    "Ticket {ticket}: a visit rating without the time of the visit (R-5.4).",
)
_NUMBERED_TWICE: Final = Label(
    "報事 {ticket}：單號用了兩次，其中一行本是 {was}。",
    "Ticket {ticket}: the number stands twice; one of the rows was {was}.",
)
_NO_JOINT_CHECK: Final = Label(
    "報事 {ticket}：{room} 未入住，工程整改未經代客驗收，客戶已簽字（R-5.3）。",
    "Ticket {ticket}: nobody has moved into {room}, signed without the joint check (R-5.3).",
)
_TOO_HIGH: Final = Label(
    "巡檢 {inspection}：得分 {score} 超過 100（R-8）。",
    "Inspection {inspection}: a score of {score}, over 100 (R-8).",
)
_UNKNOWN_ITEM: Final = Label(
    "巡檢 {inspection}：不合格項 {code} 不在巡檢標準之內（R-7）。",
    "Inspection {inspection}: the failed item {code} is not in the standards (R-7).",
)
_ITEM_OF_OTHER_TRADE: Final = Label(
    "巡檢 {inspection}：專業是保潔，不合格項 {code} 卻屬於綠化（R-7）。",
    "Inspection {inspection}: of Cleaning, but the failed item {code} is of Greening (R-7).",
)
_DATE_AS_TEXT: Final = Label(
    "表揚「{content}」：日期寫成文字「{text}」，不是日期。",
    "Commendation “{content}”: its date is the text “{text}”, no date.",
)
_NO_GREENER: Final = Label(
    "片區 {zone}：沒有綠化人員（R-2）。",
    "Zone {zone}: nobody for the greening (R-2).",
)
_PARTS_MISSING: Final = Label(
    "評分錄入 {month}：{desk}（{desk_no}）缺員工自檢，"
    "{worker}（{worker_no}）缺主管級評分（R-8.4）。",
    "Scores of {month}: {desk} ({desk_no}) lacks the self score, "
    "{worker} ({worker_no}) the supervisor's (R-8.4).",
)
_UNKNOWN_FIELD: Final = Label(
    "變更記錄 {date}：{person} 的項目寫成「{field}」，員工表沒有這一欄（R-M3）。",
    "Changes of {date}: the field of {person} is “{field}”, no column of the staff sheet (R-M3).",
)


@dataclass
class _Scene:
    """The records and what the flaws have used of them already."""

    rng: Random
    records: dict[str, list[Row]]
    office: Office
    span: Span
    used: set[int] = field(default_factory=set)
    recent: dict[str, list[Row]] = field(default_factory=dict)

    def pick(self, sheet: str, fits: Callable[[Row], bool]) -> Row | None:
        """A row of the last month that fits and that no other flaw has; it is taken by that."""
        rows = self._recent(sheet)
        start = self.rng.randrange(len(rows)) if rows else 0
        for row in chain(rows[start:], rows[:start]):
            if id(row) not in self.used and fits(row):
                self.used.add(id(row))
                return row
        return None

    def _recent(self, sheet: str) -> list[Row]:
        if sheet not in self.recent:
            key, first = _TIME_KEYS[sheet], first_of(self.span.last_month)
            self.recent[sheet] = [
                row for row in self.records[sheet] if f"{row[key]:%Y-%m-%d}" >= f"{first}"
            ]
        return self.recent[sheet]


def add_flaws(
    rng: Random, records: dict[str, list[Row]], office: Office, span: Span
) -> list[Phrase]:
    """Make the records wrong in place; one sentence for each thing wrong."""
    scene = _Scene(rng, records, office, span)
    return [sentence for flaw in _FLAWS if (sentence := flaw(scene))]


def _said(label: Label, **facts: object) -> Phrase:
    shown = {n: each if isinstance(each, Label) else str(each) for n, each in facts.items()}
    return Phrase(label, shown)


def _is_back(row: Row) -> bool:
    """A slip that came back, of work in no need of a joint check."""
    return row.get("slip_ok") == terms.YES.hant and "joint_check" not in row


def _unsigned(scene: _Scene) -> Phrase | None:
    row = scene.pick("Tickets", _is_back)
    if row is None:
        return None
    del row["signed"]
    return _said(_UNSIGNED, ticket=row["ticket"])


def _completed_before_arrival(scene: _Scene) -> Phrase | None:
    row = scene.pick("Tickets", lambda row: _is_back(row) and row["arrived"] != row["completed"])
    if row is None:
        return None
    row["arrived"], row["completed"] = row["completed"], row["arrived"]
    return _said(_COMPLETED_BEFORE_ARRIVAL, ticket=row["ticket"])


def _other_department(scene: _Scene) -> Phrase | None:
    row = scene.pick(
        "Tickets", lambda row: _is_back(row) and row["department"] == terms.ENGINEERING.hant
    )
    if row is None:
        return None
    worker = scene.office.zones[0].team[terms.CLEANING.hant]
    row["worker"] = worker.key
    return _said(_OTHER_DEPARTMENT, ticket=row["ticket"], worker=worker.key)


def _nobody(scene: _Scene) -> Phrase | None:
    row = scene.pick("Complaints", lambda row: row["rounds"] == 1)
    if row is None:
        return None
    row["handler"] = NOBODY.hant
    return _said(_UNKNOWN_HANDLER, complaint=row["complaint"], name=NOBODY)


def _ambiguous(scene: _Scene) -> Phrase | None:
    row = scene.pick("FollowUps", lambda _: True)
    if row is None:
        return None
    name = row["by"] = scene.office.shared_name
    return _said(_TWO_OF_ONE_NAME, ticket=row["ticket"], at=f"{row['at']:%m-%d %H:%M}", name=name)


def _unlisted_choice(scene: _Scene) -> Phrase | None:
    row = scene.pick("Tickets", _is_back)
    if row is None:
        return None
    row["rating"] = UNLISTED_RATING.hant
    return _said(_UNLISTED, ticket=row["ticket"], rating=UNLISTED_RATING)


def _rating_without_visit(scene: _Scene) -> Phrase | None:
    row = scene.pick("Tickets", lambda row: _is_back(row) and "visit_rating" in row)
    if row is None:
        return None
    del row["visited"]
    return _said(_RATED_WITHOUT_VISIT, ticket=row["ticket"])


def _number_twice(scene: _Scene) -> Phrase | None:
    """The number of a ticket to which nothing refers, given to another one of that sort."""
    named = {
        row.get("ticket")
        for key in ("FollowUps", "Complaints", "SlipReturns", "Escalations", "Pauses")
        for row in scene.records[key]
    }
    first = scene.pick("Tickets", lambda row: row["ticket"] not in named)
    second = scene.pick("Tickets", lambda row: row["ticket"] not in named)
    if first is None or second is None:
        return None
    was, second["ticket"] = second["ticket"], first["ticket"]
    return _said(_NUMBERED_TWICE, ticket=first["ticket"], was=was)


def _signed_before_joint_check(scene: _Scene) -> Phrase | None:
    row = scene.pick(
        "Tickets", lambda row: _is_back(row) and row["kind"] == terms.ENGINEERING_KIND.hant
    )
    if row is None:
        return None
    zone = next(zone for zone in scene.office.zones if row["zone"] in {zone.code, zone.name})
    room = next(room for room in zone.rooms if room.moved_in_on is None)
    job = scene.rng.choice(RECTIFICATIONS)
    row |= {
        "content": job.content.hant,
        "cause": job.cause.hant,
        "result": job.result.hant,
        "room": room.key,
        "customer": room.owner,
        "phone": room.phone,
        "rectification": terms.YES.hant,
    }
    return _said(_NO_JOINT_CHECK, ticket=row["ticket"], room=room.key)


def _impossible_score(scene: _Scene) -> Phrase | None:
    row = scene.pick("Inspections", lambda row: _is_daily(row) and "score" in row)
    if row is None:
        return None
    row["score"] = IMPOSSIBLE_SCORE
    return _said(_TOO_HIGH, inspection=row["inspection"], score=IMPOSSIBLE_SCORE)


def _unknown_code(scene: _Scene) -> Phrase | None:
    row = scene.pick("Inspections", lambda row: _is_daily(row) and "findings" in row)
    if row is None:
        return None
    code = f"{str(row['findings'])[:2]}99"
    row["findings"] = f"{row['findings']}{terms.CODE_SEPARATOR}{code}"
    return _said(_UNKNOWN_ITEM, inspection=row["inspection"], code=code)


def _code_of_other_trade(scene: _Scene) -> Phrase | None:
    row = scene.pick(
        "Inspections",
        lambda row: (
            row["kind"] == terms.WEEKLY_INSPECTION.hant
            and row["trade"] == terms.CLEANING.hant
            and "findings" in row
        ),
    )
    if row is None:
        return None
    code = standards_by_trade()[terms.GREENING.hant][1].code
    row["findings"] = f"{row['findings']}{terms.CODE_SEPARATOR}{code}"
    return _said(_ITEM_OF_OTHER_TRADE, inspection=row["inspection"], code=code)


def _text_date(scene: _Scene) -> Phrase | None:
    """On a deed that is not verified, so that no score hangs on it."""
    row = scene.pick("Commendations", lambda row: row["verified"] == terms.NO.hant)
    if row is None:
        return None
    text = row["date"] = chinese_third(scene.span.last_day)
    return _said(_DATE_AS_TEXT, content=row["content"], text=text)


def chinese_third(day: date) -> str:
    """The third of that day's month, as one says it.

    >>> from datetime import date
    >>> chinese_third(date(2026, 11, 30))
    '十一月三號'
    """
    month = (
        _NUMBERS[day.month - 1] if day.month <= len(_NUMBERS) else "十" + _NUMBERS[day.month - 11]
    )
    return f"{month}月三號"


def _zone_without_greener(scene: _Scene) -> Phrase | None:
    row = scene.records["Zones"][-1]
    del row["greening"]
    return _said(_NO_GREENER, zone=row["zone"])


def _missing_parts(scene: _Scene) -> Phrase | None:
    people = scene.office.people
    receptionist = scene.office.receptionists[-1]
    worker = next(
        person
        for person in reversed(people)
        if (person.post, person.trade) == (terms.WORKER.hant, terms.REPAIR.hant)
    )
    for person, part in ((receptionist, "self"), (worker, "supervisor")):
        names = (person.key, person.name)
        row = next(
            row
            for row in scene.records["MonthlyScores"]
            if row["month"] == scene.span.last_month and row["staff"] in names
        )
        del row[part]
        row["note"] = AWAY.hant
    return _said(
        _PARTS_MISSING,
        month=scene.span.last_month,
        desk=receptionist.name,
        desk_no=receptionist.key,
        worker=worker.name,
        worker_no=worker.key,
    )


def _field_without_header(scene: _Scene) -> Phrase | None:
    """Of who went to another zone, so that no score hangs on it."""
    zone = ESTATE_BOOK["Staff"].column("zone").header.hant
    row = next(
        row for row in scene.records["Changes"] if row["field"] == zone and "before" not in row
    )
    row["field"] = NO_HEADER.hant
    return _said(_UNKNOWN_FIELD, date=row["date"], person=row["key"], field=NO_HEADER)


def _is_daily(row: Row) -> bool:
    return row["kind"] == terms.DAILY_INSPECTION.hant


_FLAWS: Final = (
    _unsigned,
    _completed_before_arrival,
    _other_department,
    _unlisted_choice,
    _rating_without_visit,
    _number_twice,
    _signed_before_joint_check,
    _ambiguous,
    _nobody,
    _text_date,
    _impossible_score,
    _unknown_code,
    _code_of_other_trade,
    _missing_parts,
    _zone_without_greener,
    _field_without_header,
)
