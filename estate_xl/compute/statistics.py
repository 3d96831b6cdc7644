"""月度統計 and 年度統計: every block's numbers, one column a period (R-5 duties).

An event counts in the period that holds its moment, a deadline in that of its day. A number that
the workbook cannot know is missing, not 0: of a period that ends before its first record or begins
after its last; a share or a percentile of nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.coverage import InspectionDuties
from estate_xl.compute.past_values import zones_in_use
from estate_xl.compute.periods import Period
from estate_xl.compute.register_events import register_events
from estate_xl.compute.statistics_events import (
    closing,
    complaint_events,
    late_events,
    other_events,
    reached_level,
    ticket_events,
)
from estate_xl.compute.tickets import ticket_states
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.schema import terms
from estate_xl.schema.office_registers import ALL_BLOCKS
from estate_xl.schema.settings import ALL_TRADES
from estate_xl.schema.statistics import BLANK, MEDIAN, NINETIETH, ORDER, TOTAL, Measure, Rows, Unit
from estate_xl.times_of_day import latest
from estate_xl.typed_frames import natural_key, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from estate_xl.compute.months import Month
    from estate_xl.compute.past_statistics import PastYear
    from estate_xl.schema import OfficeSettings
    from estate_xl.schema.statistics import Block
    from estate_xl.typed_frames import Tables

PART: Final = "part"
WHOLE: Final = "whole"
_WORKING: Final = "working"
_STOCKS: Final = ("states", "open")
_TENTHS: Final = {MEDIAN.hant: 5, NINETIETH.hant: 9}
_STARTS: Final = {
    "Tickets": ("registered",),
    "Complaints": ("received",),
    "Inspections": ("date",),
    "Commendations": ("date",),
}
_STEPS: Final = ("dispatched", "arrived", "completed", "returned", "visited", "archived")
_ALL_TIMES: Final = {
    **_STARTS,
    "Tickets": ("registered", *_STEPS),
    "Complaints": ("received", "settled", "visited", "filed"),
    "FollowUps": ("at",),
    "SlipReturns": ("at", "again"),
}


class _Number(NamedTuple):
    value: float
    part: float = 0.0
    whole: float = 0.0


_Numbers = dict[str, _Number]


@dataclass(frozen=True)
class Statistics:
    """Numbers of some periods.

    Attributes:
        periods: The periods; the first is the one asked for.
        known: For each, whether the workbook has records of that time.
        tables: By block key, without registers that are not used, a frame whose index is the lines
            in their order, in zh-Hant or as zone code, staff number or typed category; a column for
            each period by its number, and of the first period `part` and `whole`. A total is last.
    """

    periods: tuple[Period, ...]
    known: tuple[bool, ...]
    tables: dict[str, pd.DataFrame]


@needs(**_ALL_TIMES)
@needs(
    ticket_events,
    complaint_events,
    other_events,
    register_events,
    late_events,
    InspectionDuties,
    ticket_states,
    closing,
    reached_level,
    zones_in_use,
    WorkCalendar,
    Complaints=("zone", "category", "department", "valid"),
    ComplaintRounds=("visited",),
    Commendations=("zone", "department"),
)
def month_statistics(
    tables: Tables, settings: OfficeSettings, month: Month, past: PastYear | None = None
) -> Statistics:
    """The month, the month before, and the same month a year before.

    The month asked for counts as known, so that one without records has zeros.

    Args:
        tables: The workbook's.
        settings: Its 參數.
        month: The month.
        past: The year before the workbook's first one, of which it has figures and no rows.
    """
    periods = tuple(Period.of(month, back) for back in (0, 1, 12))
    return _count(tables, settings, periods, past, asked=True)


@needs(month_statistics)
def year_statistics(
    tables: Tables, settings: OfficeSettings, year: int, past: PastYear | None = None
) -> Statistics:
    """The year, its twelve months, and the year before; `past` as `month_statistics` takes it."""
    whole = Period.of_year(year)
    periods = (whole, *whole.months(), Period.of_year(year - 1))
    return _count(tables, settings, periods, past, asked=False)


def quantile(minutes: ArrayLike, tenths: int) -> Fraction:
    """The value below which so many tenths lie, between two values in proportion.

    With the n values in order it is the one at place (n − 1) × tenths / 10 from 0, as Excel's
    PERCENTILE.INC; whole minutes give it exactly.

    >>> quantile([10, 40, 20], 5), quantile([10, 21], 9)
    (Fraction(20, 1), Fraction(199, 10))
    """
    ordered = np.sort(np.asarray(minutes, dtype="int64"))
    low, rest = divmod((len(ordered) - 1) * tenths, 10)
    high = min(low + 1, len(ordered) - 1)
    return Fraction(int(ordered[low] * (10 - rest) + ordered[high] * rest), 10)


class _Events:
    """Events of one name, ready to be counted: those of some periods, or all."""

    def __init__(self, events: pd.DataFrame, periods: Sequence[Period] | None = None) -> None:
        if periods is not None:
            held = [period.holds(events["when"]) for period in periods]
            events = events[np.logical_or.reduce(held, axis=0)] if held else events[:0]
        self._events = events
        self._lines: dict[Rows, tuple[NDArray[np.intp], list[str]]] = {}

    def of(self, period: Period) -> NDArray[np.bool_]:
        """Which of them the period holds."""
        return period.holds(self._events["when"]).to_numpy()

    def amounts(self, column: str) -> NDArray[np.float64]:
        """What is measured of each."""
        return self._events[column].to_numpy("float64")

    def lines(self, rows: Rows) -> tuple[NDArray[np.intp], list[str]]:
        """The place of each one's line, and the lines; without any kind of lines all are total."""
        if rows not in self._lines:
            if rows is Rows.NONE:
                self._lines[rows] = np.zeros(len(self._events), dtype=np.intp), [TOTAL.hant]
            else:
                places, names = pd.factorize(self._events[rows.value].fillna(BLANK.hant))
                self._lines[rows] = places, list(names)
        return self._lines[rows]


def _count(
    tables: Tables,
    settings: OfficeSettings,
    periods: tuple[Period, ...],
    past: PastYear | None,
    *,
    asked: bool,
) -> Statistics:
    first, last = _times(tables, _STARTS).min(), _times(tables, _ALL_TIMES).max()
    has_rows = tuple(
        (past is None or not past.covers(period))
        and ((asked and number == 0) or (period.end > first and period.first_day <= last))
        for number, period in enumerate(periods)
    )
    places = [None if past is None else past.place(period) for period in periods]
    known = tuple(rows or place is not None for rows, place in zip(has_rows, places, strict=True))
    counted = [period for period, rows in zip(periods, has_rows, strict=True) if rows]
    of_registers = register_events(tables)
    frames = {
        **ticket_events(tables, settings, counted),
        **complaint_events(tables),
        **other_events(tables),
        "owed": _owed(tables, settings, counted),
        **of_registers,
    }
    frames["late"] = late_events(tables["Tickets"], frames["on_time"], frames["owed"])
    blocks = [each for each in ALL_BLOCKS if each.events in {*frames, *_STOCKS}]
    shares = [each.events for each in blocks if each.measure is Measure.SHARE]
    if pd.notna(last):
        until = last.normalize() + pd.Timedelta(days=1)
        for name in {"late", *{"on_time", "owed", *of_registers}.intersection(shares)}:
            frames[name] = frames[name][frames[name]["when"].lt(until)]
    events = {name: _Events(frame, counted) for name, frame in frames.items()}
    found: dict[str, list[_Numbers]] = {block.key: [] for block in blocks}
    for period, rows, place in zip(periods, has_rows, places, strict=True):
        stocks = _stocks(tables, period) if rows else {}
        held = {name: every.of(period) for name, every in events.items()} if rows else {}
        for block in blocks:
            numbers: _Numbers = {}
            if rows:
                which = held.get(block.events, slice(None))
                numbers = _numbers(block, {**events, **stocks}[block.events], which)
            elif past is not None and place is not None:
                numbers = _past_numbers(block, past, place)
            found[block.key].append(numbers)
    zones = zones_in_use(tables, periods[0].first_day, periods[0].last_day)
    return Statistics(
        periods,
        known,
        {block.key: _joined(block, found[block.key], known, zones) for block in blocks},
    )


def _past_numbers(block: Block, past: PastYear, place: int) -> _Numbers:
    """Numbers that are kept; a count of 0 is what a line has that did not occur."""
    return {
        line: _Number(value)
        for line, value in past.numbers(block.key, place).items()
        if value or block.unit is not Unit.COUNT
    }


def _times(tables: Tables, columns: Mapping[str, tuple[str, ...]]) -> pd.Series:
    """The first and the last moment of each column."""
    held = [tables[key][column] for key, names in columns.items() for column in names]
    return pd.Series([end for times in held for end in (times.min(), times.max())])


def _owed(tables: Tables, settings: OfficeSettings, periods: Sequence[Period]) -> pd.DataFrame:
    """Each inspection owed, at its deadline, as each month's own end sees it (R-7)."""
    calendar = WorkCalendar(tables["Calendar"])
    counted = dict(settings.values)["daily_inspection_on"]
    is_working = calendar.is_working if counted == _WORKING else None
    months = dict.fromkeys(month for period in periods for month in period.months())
    all_trades = dict(settings.values).get("daily_inspection_trades") == ALL_TRADES
    duties = InspectionDuties(tables)
    gaps = [
        duties.gaps(
            month.first_day, month.last_day, month.last_day, is_working, all_trades=all_trades
        )
        for month in months
    ]
    names = {"due": "when", "kind": Rows.INSPECTION.value, "done": "good"}
    if not gaps:
        empty = {
            "zone": "str",
            "kind": "str",
            "officer": "str",
            "due": "datetime64[us]",
            "done": "bool",
        }
        gaps = [pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in empty.items()})]
    return pd.concat(gaps, ignore_index=True).rename(columns=names)


def _stocks(tables: Tables, period: Period) -> dict[str, _Events]:
    """Counts at the period's end: tickets by state, open complaints by level.

    A level's rounds closed later do not count: the first of them was the one going on (R-C1).
    """
    states = ticket_states(tables["Tickets"], tables["SlipReturns"], period.end).dropna()
    complaints, rounds = tables["Complaints"], tables["ComplaintRounds"]
    closed = closing(complaints)
    is_open = complaints["received"].lt(period.end) & ~closed.lt(period.end)
    held = complaints[is_open & complaints["valid"].ne(terms.NO.hant).fillna(value=True)]
    later = rounds[rounds["visited"].ge(period.end)]
    later = later.loc[latest(later["visited"]).sort_values(kind="stable").index]
    number = normalise(later["complaint"])
    first = later.assign(number=number)[~number.duplicated()].set_index("number")["level"]
    level = normalise(held["complaint"]).map(first).astype("str")
    return {
        "states": _Events(pd.DataFrame({Rows.STATE.value: states})),
        "open": _Events(
            pd.DataFrame({Rows.LEVEL.value: level.fillna(reached_level(held, rounds))})
        ),
    }


def _numbers(block: Block, events: _Events, which: NDArray[np.bool_] | slice) -> _Numbers:
    """The number of each line, the total's among them."""
    places, names = events.lines(block.rows)
    places = places[which]
    if block.measure is Measure.QUANTILES:
        return _quantiles(block, events.amounts("amount")[which], places, names)
    whole = _sums(block, places, names)
    if block.measure in {Measure.COUNT, Measure.STOCK}:
        return {name: _Number(count) for name, count in whole.items()}
    part = _sums(block, places, names, events.amounts("good")[which])
    if block.measure is Measure.SUM:
        whole = _sums(block, places, names, events.amounts("came_back")[which])
        sums = _sums(block, places, names, events.amounts("amount")[which])
        return {name: _Number(sums[name], part[name], whole[name]) for name in whole}
    return {
        name: _Number(part[name] / count if count else np.nan, part[name], count)
        for name, count in whole.items()
    }


def _sums(
    block: Block,
    places: NDArray[np.intp],
    names: Sequence[str],
    values: NDArray[np.float64] | None = None,
) -> dict[str, float]:
    """Sum of the values of each line that occurs, or how many there are."""
    sums = np.bincount(places, values, len(names)).astype("float64")
    found = {names[place]: float(sums[place]) for place in np.unique(places)}
    if block.has_total:
        found[TOTAL.hant] = float(sums.sum())
    return found


def _quantiles(
    block: Block, amounts: NDArray[np.float64], places: NDArray[np.intp], names: Sequence[str]
) -> _Numbers:
    """A line for each percentile of each group and of all."""
    groups = {names[place]: amounts[places == place] for place in np.unique(places)}
    if len(amounts):
        groups[TOTAL.hant] = amounts
    return {
        _percentile_line(name, percentile): _Number(
            float(quantile(held, tenths) / block.unit.minutes), whole=float(len(held))
        )
        for name, held in groups.items()
        for percentile, tenths in _TENTHS.items()
    }


def _percentile_line(line: str, name: str) -> str:
    return f"{line} {name}"


def _joined(
    block: Block, numbers: Sequence[_Numbers], known: Sequence[bool], zones: list[str]
) -> pd.DataFrame:
    """The periods side by side; where nothing was counted is 0, or nothing for a share."""
    lines = _lines(block, numbers, zones)
    nothing = _Number(0.0 if block.unit is Unit.COUNT else np.nan)
    unknown = _Number(np.nan, np.nan, np.nan)
    columns: dict[int | str, list[float]] = {}
    for number, (held, there) in enumerate(zip(numbers, known, strict=True)):
        usual = nothing if there else unknown
        columns[number] = [held.get(line, usual).value for line in lines]
    usual = nothing if known[0] else unknown
    if block.part is not None:
        columns[PART] = [numbers[0].get(line, usual).part for line in lines]
    if block.whole is not None:
        columns[WHOLE] = [numbers[0].get(line, usual).whole for line in lines]
    return pd.DataFrame(columns, index=lines, dtype="float64")


def _lines(block: Block, numbers: Sequence[_Numbers], zones: list[str]) -> list[str]:
    """Keys of the block's lines: those that are always there, others that occur, the total.

    Always there are the zones in use in the first period. People occur where that period has them,
    else whoever left would stay for a year.
    """
    always = [label.hant for label in ORDER.get(block.rows, ())]
    if block.rows is Rows.ZONE:
        always = zones
    if block.measure is Measure.QUANTILES:
        totals = [TOTAL.hant] if block.has_total else []
        return [_percentile_line(line, name) for line in (*always, *totals) for name in _TENTHS]
    asked = numbers[:1] if block.rows.is_people else numbers
    occur = {line for held in asked for line in held}
    named = sorted(occur.difference(always, (TOTAL.hant, BLANK.hant)), key=natural_key)
    blank = [BLANK.hant] if BLANK.hant in occur else []
    return [*always, *named, *blank, *([TOTAL.hant] if block.has_total else [])]
