"""Inspections of the zones: daily, weekly, and the supervisor's, which the zone score counts (R-7).

Every day each zone has one or two trades inspected in turn, every week all five by the officer and
all five by the supervisor. A supervisor inspection lies in the month of its week's Sunday; a week
that only begins in the sample is inspected too.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.sample.calendar import days_of, weeks_of
from estate_xl.sample.random_streams import HALF, between, shuffled, stream
from estate_xl.sample.record_words import INSPECTION_NOTES
from estate_xl.sample.standards import standards_by_trade
from estate_xl.schema import terms

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.month_plan import Plan, ZoneMonth
    from estate_xl.sample.office import Office, Zone
    from estate_xl.sample.people import Person
    from estate_xl.sample.standards import Standard

Row = dict[str, object]

_TRADES: Final = tuple(trade.hant for trade in terms.TRADES)
_TRADE_OFFSETS: Final = (-2, -1, 0, 1, 2)
_LOWEST, _HIGHEST = 78, 100
_MOST_CODES: Final = 5
_CLEAN_SHARE: Final = 0.6
_NOTE_SHARE: Final = 0.15
_COMPUTED_SHARE: Final = 0.35
_DUE_DAYS: Final = (0, 1, 1, 2, 3)
_LATE_SHARE: Final = 0.06
_FAILED_SHARE: Final = 0.03
_UNSEEN_SHARE: Final = 0.06
_OPEN_DAYS: Final = 14
_MISSED: Final = frozenset({(1, 17), (3, 24), (3, 25)})
"""Zone by place and day of the last month on which nobody went round."""
_SUNDAY: Final = 6


class _Visit(NamedTuple):
    """An inspection of one trade, before its findings are written.

    Attributes:
        inspector: None for the zone's officer.
    """

    day: date
    kind: str
    zone: Zone
    trade: str
    inspector: Person | None
    aim: int
    typed: bool


def make_inspections(seed: int, span: Span, office: Office, plan: Plan) -> list[Row]:
    """The rows of 巡檢, numbered by month in order of time."""
    rng = stream(seed, "inspections")
    standards = standards_by_trade()
    rows: list[Row] = []
    for month in span.months:
        visits: list[_Visit] = []
        for place, zone in enumerate(office.zones):
            deal = plan[month, zone.code]
            visits += [
                visit
                for visit in _daily(rng, month, zone, deal, place)
                if month != span.months[-1] or (place, visit.day.day) not in _MISSED
            ]
            for week in weeks_of(span, month):
                day = _weekday(rng, span, week)
                visits += [
                    _visit(rng, day, terms.WEEKLY_INSPECTION.hant, zone, trade, deal)
                    for trade in _TRADES
                ]
            visits += _supervised(rng, span, month, (zone, office.supervisor), deal)
        visits.sort(key=lambda visit: visit.day)
        rows += [_row(rng, span, office, visit, standards[visit.trade]) for visit in visits]
    _number(rows)
    return rows


def _number(rows: list[Row]) -> None:
    """Number them as the commands do: by the month of the date, in order of date and row."""
    last: Counter[str] = Counter()
    for row in sorted(rows, key=lambda row: str(row["date"])):
        prefix = f"XJ{str(row['date']).replace('-', '')[:6]}"
        last[prefix] += 1
        row["inspection"] = f"{prefix}-{last[prefix]:04}"


def _daily(rng: Random, month: str, zone: Zone, deal: ZoneMonth, place: int) -> list[_Visit]:
    """One trade a day in turn, as often as not a second one."""
    visits = []
    for offset, day in enumerate(days_of(month), start=place):
        steps = (0, 2) if rng.random() < HALF else (0,)
        visits += [
            _visit(
                rng,
                day,
                terms.DAILY_INSPECTION.hant,
                zone,
                _TRADES[(offset + step) % len(_TRADES)],
                deal,
            )
            for step in steps
        ]
    return visits


def _visit(  # noqa: PLR0913, PLR0917 - the cells of one inspection
    rng: Random, day: date, kind: str, zone: Zone, trade: str, deal: ZoneMonth
) -> _Visit:
    """An inspection by the zone's officer, a little milder than the supervisor."""
    if kind == terms.DAILY_INSPECTION.hant and rng.random() < _CLEAN_SHARE:
        aim = between(rng, 95, _HIGHEST)
    else:
        aim = min(_HIGHEST, max(_LOWEST, deal.inspection + between(rng, -4, 9)))
    typed = rng.random() >= _COMPUTED_SHARE
    return _Visit(day, kind, zone, trade, None, aim, typed)


def _supervised(
    rng: Random, span: Span, month: str, who: tuple[Zone, Person], deal: ZoneMonth
) -> list[_Visit]:
    """The supervisor's inspections of a month, whose mean over the trades is the plan's.

    An exact one types all scores: the trades differ by offsets whose sum is 0, and within a trade
    deviations come in pairs whose sum is 0; a week of two months stays at the trade's mean, so
    that it matters not which month counts it.
    """
    zone, supervisor = who
    weeks = weeks_of(span, month)
    days = [_weekday(rng, span, week) for week in weeks]
    whole = [len(week) == _SUNDAY + 1 for week in weeks]
    visits = []
    for trade, offset in zip(_TRADES, shuffled(rng, _TRADE_OFFSETS), strict=True):
        deviations = iter(_deviations(rng, sum(whole), 2 if deal.exact else 4))
        for day, is_whole in zip(days, whole, strict=True):
            deviation = next(deviations) if is_whole else 0
            aim = min(_HIGHEST, max(_LOWEST, deal.inspection + offset + deviation))
            typed = deal.exact or rng.random() >= _COMPUTED_SHARE
            kind = terms.SUPERVISOR_INSPECTION.hant
            visits.append(_Visit(day, kind, zone, trade, supervisor, aim, typed))
    return visits


def _deviations(rng: Random, count: int, widest: int) -> list[int]:
    """So many numbers up to `widest` from 0, their sum 0."""
    pairs = [between(rng, 0, widest) for _ in range(count // 2)]
    return shuffled(rng, [*pairs, *(-number for number in pairs), *[0] * (count % 2)])


def _weekday(rng: Random, span: Span, week: list[date]) -> date:
    """A working day of the week, or any day of a week that has none."""
    return rng.choice([day for day in week if span.is_working_day(day)] or week)


def _row(rng: Random, span: Span, office: Office, visit: _Visit, standards: list[Standard]) -> Row:
    codes, deducted = _findings(rng, standards, _HIGHEST - visit.aim)
    inspector = visit.inspector or office.officer_on(visit.zone, visit.day)
    row: Row = {
        "date": visit.day,
        "kind": visit.kind,
        "zone": office.written_zone(rng, visit.zone),
        "trade": visit.trade,
        "inspector": office.written(rng, inspector),
    }
    if codes:
        row["findings"] = terms.CODE_SEPARATOR.join(codes)
    if visit.typed or deducted < _HIGHEST - visit.aim - 1:
        row["score"] = visit.aim
    if rng.random() < _NOTE_SHARE:
        row["note"] = rng.choice(INSPECTION_NOTES).hant
    if codes:
        person = office.answerable(visit.zone, visit.trade, visit.day)
        row["responsible"] = office.written(rng, person)
        row |= _mending(rng, span, visit.day)
    return row


def _findings(rng: Random, standards: list[Standard], points: int) -> tuple[list[str], int]:
    """Codes whose deductions come to at most so many points, and to what they come."""
    codes: list[str] = []
    deducted = 0
    for code, deduction in shuffled(rng, standards):
        if deducted + deduction <= points and len(codes) < _MOST_CODES:
            codes.append(code)
            deducted += deduction
    return sorted(codes), deducted


def _mending(rng: Random, span: Span, day: date) -> Row:
    """When it is due, and when it was put right and seen again, if that happened by the horizon."""
    fix_by = day + timedelta(days=rng.choice(_DUE_DAYS))
    late = rng.random() < _LATE_SHARE
    fixed = fix_by + timedelta(days=between(rng, 1, 3)) if late else _some_day(rng, day, fix_by)
    if fixed > span.last_day:
        return {"fix_by": fix_by}
    draw = rng.random()
    # What failed long ago was put right since; the last two weeks' are open.
    is_recent = (span.last_day - day).days < _OPEN_DAYS
    if is_recent and _FAILED_SHARE <= draw < _UNSEEN_SHARE:
        return {"fix_by": fix_by, "fixed": fixed}
    recheck = (terms.FAILED if is_recent and draw < _FAILED_SHARE else terms.PASSED).hant
    return {"fix_by": fix_by, "fixed": fixed, "recheck": recheck}


def _some_day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=between(rng, 0, (last - first).days))
