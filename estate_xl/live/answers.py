"""What the cell functions answer, a column of cells at a time.

An answer that cannot be given is a text that begins with Excel's own error and goes on with the
reason, `#N/A 沒有片區「Z9」`: Python on Windows cannot hand an error value
over. An empty cell is answered with an empty text, an error with that error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.check import resolve_reference
from estate_xl.compute import Month
from estate_xl.compute.appraisal import NOT_INSPECTED
from estate_xl.compute.deadlines import TICKET_MATTERS, due_days
from estate_xl.compute.matters import MATTERS
from estate_xl.compute.tickets import VISIT, Clocks, ticket_states
from estate_xl.frames import normalise
from estate_xl.read.values import is_blank, parse_column, plain_text
from estate_xl.schema import Column, Kind, Label, terms
from estate_xl.schema.appraisal import STAFF

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.compute.staff import StaffScore
    from estate_xl.compute.zones import ZoneScore
    from estate_xl.live.snapshot import Snapshot

    Answers = list[object]

NOT_OURS: Final = "#REF! 這本工作簿不是片區管理工作簿"
_WHAT: Final = Label("x", "x")
_DATE: Final = Column("date", _WHAT, Kind.DATE)
_MONTH: Final = Column("month", _WHAT, Kind.MONTH)
_DAYS: Final = Column("days", _WHAT, Kind.INTEGER)
_CATEGORY: Final = Column("category", _WHAT, Kind.CHOICE, choices=terms.KINDS)
_MATTER: Final = Column(
    "matter", _WHAT, Kind.CHOICE, choices=tuple(MATTERS[key] for key in TICKET_MATTERS)
)
_MOST_DAYS: Final = 2000
_STATES: Final = {state.hant: state for state in terms.STATES}
_NOT_SETTLED: Final = "#NUM! {year} 年的放假安排還沒有公布，請在「節假日」登記"


class _Cells:
    """The answers as they come: the first word on a cell counts."""

    def __init__(self, *columns: pd.Series) -> None:
        self.answers = pd.Series(None, index=columns[0].index, dtype=object)
        for column in columns:
            self.put(column.map(_is_error), column)
        for column in columns:
            self.put(is_blank(column), "")

    def put(self, where: pd.Series, what: object) -> None:
        """Answer these cells, if nothing has been said of them yet."""
        due = where & self.answers.isna()
        self.answers = self.answers.mask(due, what)

    def refuse(self, where: pd.Series, typed: pd.Series, words: str) -> None:
        """Answer these cells with an error that names what was typed."""
        self.put(where, typed.map(lambda value: words.format(typed=plain_text(value))))


def _is_error(value: object) -> bool:
    return isinstance(value, str) and value.startswith("#")


def _parsed(cells: _Cells, typed: pd.Series, column: Column, words: str) -> pd.Series:
    """The values as that kind; those that are not are refused."""
    usable = typed.where(cells.answers.isna() & ~is_blank(typed))
    found = parse_column(usable, column)
    cells.refuse(usable.notna() & found.isna(), typed, words)
    return found


def workdays(snapshot: Snapshot, from_day: pd.Series, days: pd.Series) -> Answers:
    """The day that many working days after each day (R-5.4); 0 is the day itself."""
    cells = _Cells(from_day, days)
    starts = _parsed(cells, from_day, _DATE, "#VALUE! 「{typed}」不是日期")
    counts = _parsed(cells, days, _DAYS, "#VALUE! 「{typed}」不是整數")
    cells.refuse(~counts.between(0, _MOST_DAYS), days, "#VALUE! 天數 {typed} 不在 0 到 2000 之間")
    open_cells = cells.answers.isna()
    for count, group in starts[open_cells].groupby(counts[open_cells]):
        answer = snapshot.calendar.after(group, int(str(int(float(str(count))))))
        _put_days(cells, answer.due.dt.normalize(), answer.provisional)
    return list(cells.answers)


def due(snapshot: Snapshot, kind: pd.Series, category: pd.Series, from_day: pd.Series) -> Answers:
    """The day by which a matter is due (R-5.3 to R-5.6); a visit needs no category."""
    cells = _Cells(kind, from_day)
    words = "#VALUE! 「{typed}」不是" + "、".join(MATTERS[key].hant for key in TICKET_MATTERS)
    shown = _parsed(cells, kind, _MATTER, words)
    matters = shown.map({MATTERS[key].hant: key for key in TICKET_MATTERS}).astype("str")
    starts = _parsed(cells, from_day, _DATE, "#VALUE! 「{typed}」不是日期")
    needed = matters.ne(VISIT)
    cells.put(needed & category.map(_is_error), category)
    cells.put(needed & is_blank(category), "")
    kinds = parse_column(category.where(~is_blank(category)), _CATEGORY)
    cells.refuse(needed & kinds.isna(), category, "#VALUE! 「{typed}」不是工程類或物管類")
    open_cells = cells.answers.isna()
    found = due_days(
        matters[open_cells],
        kinds[open_cells],
        starts[open_cells],
        snapshot.calendar,
        Clocks.of(snapshot.settings),
    )
    _put_days(cells, found.day, found.provisional)
    return list(cells.answers)


def zone_score(snapshot: Snapshot, month: pd.Series, zone: pd.Series) -> Answers:
    """A zone's score of a month (R-8.1)."""
    return _of_zones(
        snapshot, month, zone, lambda held: None if held.score is None else float(held.score)
    )


def rank(snapshot: Snapshot, month: pd.Series, zone: pd.Series) -> Answers:
    """A zone's place in the forced ranking of a month (R-8.1)."""
    return _of_zones(snapshot, month, zone, lambda held: held.rank)


def month_score(snapshot: Snapshot, month: pd.Series, staff: pd.Series) -> Answers:
    """A person's total of a month (R-8.4)."""

    def answer(key: str, when: Month) -> object:
        people = snapshot.appraisal(when).staff
        found = next((person for person in people if person.staff == key), None)
        if found is None:
            return f"#N/A {key} 在 {when} 沒有考核"
        return _missing(found) if found.total is None else float(found.total)

    return _of_month(snapshot, month, staff, ("Staff", "staff", "員工"), answer)


def status(snapshot: Snapshot, ticket: pd.Series) -> Answers:
    """A ticket's state (R-5.2 to R-5.6), in the workbook's language."""
    cells = _Cells(ticket)
    tickets = snapshot.tables["Tickets"]
    numbers = normalise(tickets["ticket"])
    states = ticket_states(tickets).map(
        {hant: label.text(snapshot.language) for hant, label in _STATES.items()}
    )
    known = pd.Series(states.to_numpy(), index=numbers.to_numpy(), dtype=object)
    known = known[known.index.notna()]
    typed = ticket.map(lambda value: None if value is None else plain_text(value))
    wanted = normalise(typed.astype("str"))
    twice = set(known.index[known.index.duplicated()])
    cells.refuse(wanted.isin(twice), ticket, "#N/A 單號「{typed}」在報事中有多行")
    cells.refuse(~wanted.isin(known.index), ticket, "#N/A 報事中沒有單號「{typed}」")
    found = known[~known.index.duplicated()].reindex(wanted).set_axis(ticket.index)
    cells.refuse(found.isna(), ticket, "#N/A 單號「{typed}」沒有登記時間")
    cells.put(found.notna(), found)
    return list(cells.answers)


def _of_zones(
    snapshot: Snapshot,
    month: pd.Series,
    zone: pd.Series,
    value: Callable[[ZoneScore], float | None],
) -> Answers:
    def answer(key: str, when: Month) -> object:
        found = next((held for held in snapshot.appraisal(when).zones if held.zone == key), None)
        if found is None:
            return f"#N/A 片區 {key} 在 {when} 沒有考核"
        shown = value(found)
        return f"#N/A {NOT_INSPECTED.text(snapshot.language)}" if shown is None else shown

    return _of_month(snapshot, month, zone, ("Zones", "zone", "片區"), answer)


def _of_month(
    snapshot: Snapshot,
    month: pd.Series,
    subject: pd.Series,
    of: tuple[str, str, str],
    answer: Callable[[str, Month], object],
) -> Answers:
    """The answer for each month and subject, each pair of them asked once."""
    sheet, id_key, title = of
    cells = _Cells(month, subject)
    months = _parsed(cells, month, _MONTH, "#VALUE! 「{typed}」不是月份，請寫成 2026-10")
    typed = subject.map(lambda value: None if value is None else plain_text(value)).astype("str")
    resolved = resolve_reference(typed, snapshot.tables[sheet], id_key, "name")
    cells.refuse(resolved.unknown, subject, f"#N/A 沒有{title}「{{typed}}」")
    cells.refuse(resolved.ambiguous, subject, f"#N/A 有多個{title}叫「{{typed}}」，請寫編號")
    open_cells = cells.answers.isna()
    pairs = pd.DataFrame({"key": resolved.keys, "month": months})[open_cells]
    told = {
        (key, when): answer(str(key), Month.parse(str(when)))
        for key, when in pairs.drop_duplicates().itertuples(index=False)
    }
    found = [told[pair] for pair in pairs.itertuples(index=False, name=None)]
    cells.put(open_cells, pd.Series(found, index=pairs.index, dtype=object))
    return list(cells.answers)


def _put_days(cells: _Cells, days: pd.Series, provisional: pd.Series) -> None:
    shown = pd.Series(
        [
            _NOT_SETTLED.format(year=day.year) if unsettled else day.to_pydatetime()
            for day, unsettled in zip(days, provisional, strict=True)
        ],
        index=days.index,
        dtype=object,
    )
    within = pd.Series(cells.answers.index.isin(days.index), index=cells.answers.index)
    cells.put(within, shown.reindex(cells.answers.index))


def _missing(person: StaffScore) -> str:
    headers = {field.key: field.header.hant for field in STAFF.fields}
    parts = "、".join(headers.get(part, "考核構成") for part in person.missing)
    return f"#N/A {person.name} 缺少{parts}，沒有總分"
