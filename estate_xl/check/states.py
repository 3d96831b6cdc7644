"""A record holds what its state demands (the paragraph below R-5.7), by `schema.states`.

A lack is an error where a number of the months being computed reads the column, or the record is
still open; else the records that lack a column are one warning together, and one note those that
were closed before the first month was ever computed. An office that does not fill in the time that
closes a record has closed it once the work was over before the months being computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from estate_xl.check.report import header, rows_label
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.findings.texts.kinds import Severity
from estate_xl.schema import ESTATE_BOOK, Label
from estate_xl.schema.states import CONTRADICTIONS, LIVES
from estate_xl.schema.terms import DISSATISFIED, SATISFIED, YES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from estate_xl.check.months import ComputedMonths
    from estate_xl.schema.states import Life, State
    from estate_xl.typed_frames import Tables

    Cell = tuple[str, int | None, str | None]
    Mask = NDArray[np.bool_]

_TICKETS: Final = "Tickets"
_NOTHING: Final = -1
_NUMBERING: Final = Label(
    "請執行「生成報事單」（work-orders）編號", "Run work-orders, which gives it"
)
_FROM_THE_SLIP: Final = Label("請按原單補填", "Fill it in from the slips")


class _Lack(NamedTuple):
    """Findings for the cells that rows of a state lack.

    Attributes:
        column: The column that is empty.
        state: The state that asks for it.
        because: By row, the column that tells that the state was reached.
    """

    column: str
    state: State
    because: pd.Series


def check_states(
    tables: Tables,
    months: ComputedMonths,
    unread: Collection[Cell] = (),
    *,
    counted_only: bool = False,
) -> list[Finding]:
    """LACKING for each cell that matters, LACKING_CLOSED and LACKING_BEFORE for columns.

    Args:
        tables: Frames of the workbook; of `schema.states` every column is read.
        months: Whose numbers are being computed.
        unread: Cells that were filled in and could not be read, and columns (without a row) that
            the workbook does not have: neither is a lack.
        counted_only: Look only at cells that the numbers of these months read.
    """
    findings: list[Finding] = []
    excused: dict[tuple[str, str | None], list[int | None]] = {}
    for sheet, row, key in unread:
        excused.setdefault((sheet, key), []).append(row)
    for life in LIVES:
        if counted_only and not life.counted:
            continue
        frame = tables[life.sheet]
        owing, closed = _owing(life, frame), _closed(life, frame, months)
        for lack in _lacks(life, frame, months.today):
            column = lack.column
            held = excused.get((life.sheet, column), [])
            if None in held or (counted_only and column not in life.counted):
                continue
            rows = lack.because.index[owing.loc[lack.because.index]].difference(held)
            if rows.empty:
                continue
            counted = _counted(life, frame, column, months)
            urgent = counted if counted_only else counted | ~closed
            findings += _each_cell(life, frame, lack, rows[urgent.loc[rows]])
            if not counted_only:
                quiet = rows[~urgent.loc[rows]]
                findings += _by_column(life, frame, lack, quiet, months)
    return findings


def check_contradictions(tables: Tables) -> list[Finding]:
    """STEP_CONTRADICTS for each cell that cannot be beside another one."""
    return [
        Finding(
            FindingCode.STEP_CONTRADICTS,
            sheet,
            int(row),
            later,
            facts={"earlier": header(sheet, earlier)},
        )
        for sheet, later, earlier in CONTRADICTIONS
        for row in tables[sheet].index[tables[sheet][[later, earlier]].notna().all(axis=1)]
    ]


def check_signatures(
    tables: Tables, months: ComputedMonths, *, counted_only: bool = False
) -> list[Finding]:
    """RATINGS_DISAGREE where the slip says 滿意 and the visit 不滿意 (art. 5, workers 2).

    Those of visits before the months being computed are one finding together.

    Args:
        tables: Frames of the workbook.
        months: Whose numbers are being computed.
        counted_only: Leave out the visits of other months.
    """
    tickets = tables[_TICKETS]
    differs = tickets["rating"].eq(SATISFIED.hant) & tickets["visit_rating"].eq(DISSATISFIED.hant)
    doubted = tickets[differs.fillna(value=False) & tickets["cancelled"].isna()]
    counted = months.holds(doubted["visited"])
    found = [
        Finding(FindingCode.RATINGS_DISAGREE, _TICKETS, int(row), "rating", SATISFIED.hant)
        for row in doubted.index[counted]
    ]
    if counted_only:
        return found
    before = doubted["visited"].lt(months.first)
    rest = doubted.index[~counted]
    return found + _together(
        FindingCode.RATINGS_DISAGREED, _TICKETS, "rating", rest, is_before=bool(before[rest].all())
    )


def _lacks(life: Life, frame: pd.DataFrame, today: pd.Timestamp) -> Iterator[_Lack]:
    """Empty cells of each column that a state demands; of the time of the state itself first."""
    names = list(life.columns())
    filled = {state.column: frame[state.column].notna().to_numpy() for state in life.states}
    furthest = np.full(len(frame), _NOTHING)
    for column, there in filled.items():
        furthest[there] = names.index(column)
    order = [names.index(column) for column in filled]

    def lack(column: str, state: State, because: NDArray[np.intp], lacking: Mask) -> _Lack:
        told = [names[place] for place in because[lacking]]
        return _Lack(column, state, pd.Series(told, index=frame.index[lacking], dtype="object"))

    for number, state in enumerate(life.states):
        is_later = np.isin(furthest, order[number + 1 :])
        because = np.where(is_later, furthest, _NOTHING)
        for column in state.implied_by:
            said = frame[column]
            said_so = said.gt(0) if pd.api.types.is_numeric_dtype(said) else said.notna()
            because[(because == _NOTHING) & said_so] = names.index(column)
        own = filled[state.column]
        yield lack(state.column, state, because, ~own & (because != _NOTHING))
        reached = np.where(own, order[number], furthest)
        for column in state.demands:
            held = frame[column]
            is_there = held.eq(YES.hant) if column in life.affirmed else held.notna()
            lacking = (is_later | (furthest == order[number])) & ~is_there.to_numpy()
            if state.next_day:
                lacking &= ~frame[state.column].ge(today).to_numpy()
            yield lack(column, state, reached, lacking)


def _owing(life: Life, frame: pd.DataFrame) -> pd.Series:
    """Records that owe what their states demand."""
    if life.exempt is None:
        return pd.Series(data=True, index=frame.index)
    column, value = life.exempt
    exempt = frame[column].notna() if value is None else frame[column].eq(value)
    return ~exempt.fillna(value=False)


def _closed(life: Life, frame: pd.DataFrame, months: ComputedMonths) -> pd.Series:
    """Records that nobody works on any more."""
    if life.closed_by is None:
        return pd.Series(data=True, index=frame.index)
    is_over = frame[list(life.over)].notna().any(axis=1)
    return frame[life.closed_by].notna() | (is_over & _last_time(life, frame).lt(months.start))


def _last_time(life: Life, frame: pd.DataFrame) -> pd.Series:
    return frame[_times(life, life.states)].max(axis=1)


def _times(life: Life, states: tuple[State, ...]) -> list[str]:
    """Columns of these states that are times."""
    columns = ESTATE_BOOK[life.sheet]
    return [state.column for state in states if columns.column(state.column).kind.is_time]


def _counted(life: Life, frame: pd.DataFrame, column: str, months: ComputedMonths) -> pd.Series:
    """Rows of the months being computed whose numbers read the column."""
    when = life.counted.get(column)
    if when is None:
        return pd.Series(data=False, index=frame.index)
    if when:
        return pd.concat([months.holds(frame[each]) for each in when], axis=1).any(axis=1)
    place = [state.column for state in life.states].index(column)
    before = [life.begins, *_times(life, life.states[:place])]
    after = _times(life, life.states[place + 1 :])
    return months.may_hold(frame[before].max(axis=1), frame[after].min(axis=1))


def _each_cell(life: Life, frame: pd.DataFrame, lack: _Lack, rows: pd.Index) -> list[Finding]:
    seen = frame.loc[rows, lack.column]
    return [
        Finding(
            FindingCode.LACKING,
            life.sheet,
            int(row),
            lack.column,
            value if isinstance(value, str) else "",
            {
                "because": header(life.sheet, because),
                "remedy": _remedy(life.sheet, lack.column, because),
            },
            basis=lack.state.rule,
        )
        for row, value, because in zip(rows, seen, lack.because.loc[rows], strict=True)
    ]


def _remedy(sheet: str, column: str, because: str) -> Label:
    if ESTATE_BOOK[sheet].column(column).derived:
        return _NUMBERING
    empty, filled = header(sheet, column), header(sheet, because)
    return Label(
        f"請補填「{empty.hant}」；「{filled.hant}」若是填錯，就清除它",
        f"Fill in “{empty.en}”, or clear “{filled.en}” if that is wrong",
    )


def _by_column(
    life: Life, frame: pd.DataFrame, lack: _Lack, rows: pd.Index, months: ComputedMonths
) -> list[Finding]:
    """One finding for the closed records of each time."""
    before = _last_time(life, frame.loc[rows]).lt(months.first)
    is_given = ESTATE_BOOK[life.sheet].column(lack.column).derived
    facts: dict[str, str | Label] = {
        "month": f"{months.first:%Y-%m}",
        "remedy": _NUMBERING if is_given else _FROM_THE_SLIP,
    }
    return [
        *_together(
            FindingCode.LACKING_CLOSED,
            life.sheet,
            lack.column,
            rows[~before],
            basis=lack.state.rule,
            facts=facts,
        ),
        *_together(
            FindingCode.LACKING_BEFORE,
            life.sheet,
            lack.column,
            rows[before],
            basis=lack.state.rule,
            facts=facts,
        ),
    ]


def _together(  # noqa: PLR0913 - a finding's own parts
    code: FindingCode,
    sheet: str,
    column: str,
    rows: pd.Index,
    *,
    basis: str = "",
    facts: dict[str, str | Label] | None = None,
    is_before: bool = False,
) -> list[Finding]:
    """One finding for all these rows, at the first of them; none for none."""
    if rows.empty:
        return []
    held = sorted(int(row) for row in rows)
    told: dict[str, str | Label] = {"count": str(len(held)), "rows": rows_label(held)}
    told |= facts or {}
    grade = Severity.NOTE if is_before else None
    return [Finding(code, sheet, held[0], column, facts=told, grade=grade, basis=basis)]
