"""Changes of masters have their day, and the rows of 變更記錄 go together (R-M3).

Findings about a row stand at its 新值: the row counts all the same.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.master_differences import Reason, compare_masters
from estate_xl.compute.master_notes import dated_rows, masters_of
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding, named
from estate_xl.language import filled, verbatim
from estate_xl.schema import ESTATE_BOOK, Kind, Label
from estate_xl.schema.history import MASTERS
from estate_xl.schema.registers import OWNERS
from estate_xl.schema.terms import NO, YES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from estate_xl.compute.master_differences import Difference
    from estate_xl.compute.master_notes import Cells, MasterNote, Value
    from estate_xl.typed_frames import Tables

_CHANGES: Final = "Changes"
_SHEETS: Final = {sheet.title.hant: sheet for sheet in MASTERS}
_EMPTY: Final = Label("空", "empty")
_ROW: Final = Label(
    "對象 {sheet}、編號 {key}、項目 {field}、原值 {before}、新值 {after}",
    "{sheet}, {key}, {field}, before: {before}, after: {after}",
)
_COMMAND: Final = Label(
    "estate-xl change BOOK --of {sheet} --key {key} --field {field} --to {after} --from YYYY-MM-DD",
    "estate-xl change BOOK --of {sheet} --key {key} --field {field} --to {after} --from YYYY-MM-DD",
)
_CODES: Final = {
    Reason.UNDATED: FindingCode.UNDATED_CHANGE,
    Reason.SELF_DATED: FindingCode.SELF_DATED,
    Reason.REMOVED: FindingCode.MASTER_REMOVED,
    Reason.NEW_PERSON: FindingCode.NEW_WITHOUT_DAY,
    Reason.NEW_ZONE: FindingCode.NEW_ZONE_WITHOUT_DAY,
    Reason.BEGUN_LATER: FindingCode.BEGUN_LATER,
}


class _Cell(NamedTuple):
    """A cell of a master: key of its sheet, of its record and of its column."""

    sheet: str
    key: str
    field: str

    def shown(self, value: Value) -> Label:
        """A value of it, as findings name it."""
        if value is None:
            return _EMPTY
        choices = ESTATE_BOOK[self.sheet].column(self.field).choices
        return next((choice for choice in choices if choice.hant == value), verbatim(value))

    def row(self, before: Value, after: Value) -> Label:
        """The row of 變更記錄 to type for a change of it."""
        return filled(_ROW, **self._facts(), before=self.shown(before), after=self.shown(after))

    def command(self, after: Value) -> Label:
        """The command to run for a change of it."""
        facts = {**self._facts(), "after": verbatim("") if after is None else self.shown(after)}
        return filled(_COMMAND, **{name: _as_word(label) for name, label in facts.items()})

    def _facts(self) -> dict[str, Label]:
        sheet = ESTATE_BOOK[self.sheet]
        field = sheet.column(self.field).header
        return {"sheet": sheet.title, "key": verbatim(self.key), "field": field}


def _as_word(label: Label) -> Label:
    """A text as one word of a command line."""
    hant, en = (
        text if text and text.split() == [text] else f'"{text}"' for text in (label.hant, label.en)
    )
    return Label(hant, en)


def check_changes(
    tables: Tables, now: dt.datetime, note: MasterNote | None = None, unread: Cells = ()
) -> list[Finding]:
    """Findings of `check_dated` and `check_chains`, a cell asked for its day by the former alone.

    Args:
        tables: Every data sheet.
        now: The moment.
        note: Of the month computed last.
        unread: Cells and columns that could not be read.
    """
    asked = check_dated(tables, note, unread)
    cells = {(found.sheet, found.row, found.column) for found in asked}
    return [*asked, *check_chains(tables, pd.Timestamp(now), unread, cells)]


def bearing_changes(
    tables: Tables, now: dt.datetime, note: MasterNote | None = None, unread: Cells = ()
) -> list[Finding]:
    """Those of `check_changes` that bear on an appraisal, as they are about people and zones."""
    rooms = tables[_CHANGES].index[tables[_CHANGES]["subject"].eq(OWNERS.title.hant)]
    return [
        found
        for found in check_changes(tables, now, note, unread)
        if found.sheet != OWNERS.key and (found.sheet != _CHANGES or found.row not in rooms)
    ]


@needs(compare_masters, dated_rows, Staff=("name",), Zones=("name",))
def check_dated(tables: Tables, note: MasterNote | None, unread: Cells = ()) -> list[Finding]:
    """What was changed without a day since the month computed last, at the master's cell (R-M3).

    Args:
        tables: Every data sheet.
        note: What was noted of that month; None where none was computed yet.
        unread: Cells and columns that could not be read.
    """
    if note is None:
        return []
    names = _names(tables)
    found = [_finding(each, note, names) for each in compare_masters(tables, note, unread)]
    return [*found, *_lost_rows(tables, note)]


def _lost_rows(tables: Tables, note: MasterNote) -> Iterator[Finding]:
    """CHANGE_LOST for each row of 變更記錄 that was there when the noted month was computed."""
    for day, subject, key, field in (
        Counter(note.changes) - Counter(dated_rows(tables))
    ).elements():
        sheet = _SHEETS[subject]
        facts: dict[str, str | Label] = {
            "day": day,
            "sheet": sheet.title,
            "field": sheet.column(field).header,
            "month": str(note.month),
        }
        yield Finding(FindingCode.CHANGE_LOST, _CHANGES, None, None, key, facts)


def _finding(found: Difference, note: MasterNote, names: dict[tuple[str, str], str]) -> Finding:
    cell = _Cell(found.sheet, found.key, found.field)
    offered = found.noted, found.now
    if found.reason in {Reason.NEW_ZONE, Reason.BEGUN_LATER}:
        offered = NO.hant, YES.hant
    elif found.reason is Reason.REMOVED:
        offered = found.key, None
    facts: dict[str, str | Label] = {
        "record": named(names.get((found.sheet, found.key), ""), found.key),
        "key": found.key,
        "month": str(note.month),
        "before": cell.shown(found.noted),
        "after": cell.shown(found.now),
        "row": cell.row(*offered),
        "command": cell.command(offered[1]),
    }
    is_gone = found.reason is Reason.REMOVED
    column = None if is_gone else found.field
    value = found.key if is_gone else found.now or ""
    return Finding(_CODES[found.reason], found.sheet, found.row, column, value, facts)


@needs(
    masters_of,
    Changes=("date", "subject", "key", "field", "before", "after"),
    Staff=("name",),
    Zones=("name",),
)
def check_chains(
    tables: Tables, now: pd.Timestamp, unread: Cells = (), dated: Cells = ()
) -> list[Finding]:
    """Rows about one cell of a master that do not go together, by their days (R-M3).

    SAME_DAY, CHAIN_BROKEN, and CHAIN_END where the master holds something else than the last row
    says. Rows to come are left alone, as `check_future` has them.

    Args:
        tables: Every data sheet.
        now: The moment.
        unread: Cells and columns that could not be read.
        dated: Cells of masters that are asked for their day already.
    """
    columns = ["date", "subject", "key", "field", "before", "after"]
    changes = tables[_CHANGES][columns].dropna(subset=columns[:4])
    changes = changes[changes["date"].le(now)].sort_values("date", kind="stable")
    names = _names(tables)
    found: list[Finding] = []
    masters = {
        sheet.key: masters_of(tables, sheet, unread, every=True) if len(changes) else {}
        for sheet in MASTERS
    }
    for (subject, key, field), rows in changes.groupby(["subject", "key", "field"], sort=False):
        cell = _Cell(_SHEETS[str(subject)].key, str(key), str(field))
        record = named(names.get((cell.sheet, cell.key), ""), cell.key)
        found += _links(cell, record, rows)
        row, fields = masters[cell.sheet].get(cell.key, (None, {}))
        if cell.field in fields and (cell.sheet, row, cell.field) not in dated:
            found += _end(cell, record, rows, fields[cell.field])
    return found


def _links(cell: _Cell, record: Label, rows: pd.DataFrame) -> Iterator[Finding]:
    """Where a row does not go on from the one before it."""
    header = ESTATE_BOOK[cell.sheet].column(cell.field).header
    for (row, one), (later, other) in pairwise(rows.iterrows()):
        facts: dict[str, str | Label] = {"record": record, "field": header}
        after, before = _after(cell, one["after"]), _before(cell, other["before"])
        if one["date"].normalize() == other["date"].normalize():
            facts |= {"other": str(row), "day": f"{one['date']:%Y-%m-%d}"}
            seen = _after(cell, other["after"]) or ""
            yield Finding(FindingCode.SAME_DAY, _CHANGES, int(str(later)), "after", seen, facts)
        elif after != before:
            facts |= {"next": str(later), "before": cell.shown(before)}
            code = FindingCode.CHAIN_BROKEN
            yield Finding(code, _CHANGES, int(str(row)), "after", after or "", facts)


def _end(cell: _Cell, record: Label, rows: pd.DataFrame, now: Value) -> Iterator[Finding]:
    """CHAIN_END where the master holds something else than the last row says."""
    last = _after(cell, rows["after"].iloc[-1])
    if last == now:
        return
    facts: dict[str, str | Label] = {
        "record": record,
        "sheet": ESTATE_BOOK[cell.sheet].title,
        "field": ESTATE_BOOK[cell.sheet].column(cell.field).header,
        "now": cell.shown(now),
        "row": cell.row(last, now),
        "command": cell.command(now),
    }
    row = int(str(rows.index[-1]))
    yield Finding(FindingCode.CHAIN_END, _CHANGES, row, "after", last or "", facts)


def _after(cell: _Cell, text: object) -> Value:
    """A value of 新值; an empty 啟用 is 是."""
    blank = YES.hant if cell.field == "active" else None
    return text if isinstance(text, str) else blank


def _before(cell: _Cell, text: object) -> Value:
    """A value of 原值; of 啟用 that was empty the zone was not there: 否."""
    blank = NO.hant if cell.field == "active" else None
    return text if isinstance(text, str) else blank


def _names(tables: Tables) -> dict[tuple[str, str], str]:
    """Names by the key of the sheet and of the record."""
    found: dict[tuple[str, str], str] = {}
    for sheet in MASTERS:
        if sheet.name_column is not None:
            key = next(column.key for column in sheet.columns if column.kind is Kind.ID)
            held = tables[sheet.key].dropna(subset=[key, sheet.name_column])
            pairs = zip(held[key], held[sheet.name_column], strict=True)
            found |= {(sheet.key, key): name for key, name in pairs}
    return found
