"""The office's history: what changed over time, as rows of 變更記錄 and in the masters (R-M3).

The last zone was opened before the records begin. A worker became foreman when the month of
turnover began; in the last month somebody went to another zone, two officers swapped their zones,
and a room was moved into. The zones of `Office` have their officers of before the swap.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label
from estate_xl.sample.calendar import first_of
from estate_xl.sample.office import SWAPPED
from estate_xl.schema import ESTATE_BOOK, terms
from estate_xl.schema.history import MASTERS

if TYPE_CHECKING:
    from datetime import date

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.office import Office

Row = dict[str, object]

_MOVE_DAY, _ENTRY_DAY = 9, 20
_OPENED_BEFORE: Final = timedelta(days=60)
_MOVED_TO: Final = 1
_OPENED: Final = Label("二期交付，啟用", "Phase two handed over")
_PROMOTED: Final = Label("競聘上崗", "Won the post")
_SWAP: Final = Label("片區管理員對調", "Officers swapped")
NOTES: Final = (_OPENED, _PROMOTED, _SWAP)
"""Of 說明."""
HEADERS: Final = tuple(column.header for sheet in MASTERS for column in sheet.dated_columns)
"""Of 項目."""


class _History:
    """Rows of 變更記錄, each with the cell of its master."""

    def __init__(self, records: dict[str, list[Row]], office: Office) -> None:
        self._records, self._by = records, office.director.key
        self.rows: list[Row] = []

    def change(
        self, day: date, place: tuple[str, str, str], after: object, note: Label | None = None
    ) -> None:
        """A value from a day on; where the master has it already, its own stays."""
        sheet, key, field = place
        declared = ESTATE_BOOK[sheet]
        master = next(row for row in self._records[sheet] if key in row.values())
        row: Row = {
            "date": day,
            "subject": declared.title.hant,
            "key": key,
            "field": declared.column(field).header.hant,
            "before": master.get(field),
            "after": str(after),
            "by": self._by,
            "note": None if note is None else note.hant,
        }
        master[field] = after
        self.rows.append({name: value for name, value in row.items() if value is not None})

    def began(
        self, day: date, place: tuple[str, str, str], before: str | None, note: Label
    ) -> None:
        """What the master holds since that day; before, it was something else."""
        sheet, key, field = place
        master = next(row for row in self._records[sheet] if key in row.values())
        after = master.pop(field)
        if before is not None:
            master[field] = before
        self.change(day, place, after, note)


def add_changes(records: dict[str, list[Row]], office: Office, span: Span) -> None:
    """變更記錄 filled, and the masters as they are at last, in place."""
    history = _History(records, office)
    last = first_of(span.last_month)
    opened = ("Zones", office.zones[-1].code, "active")
    history.began(span.first_day - _OPENED_BEFORE, opened, None, _OPENED)
    _promote(history, records, office, span)
    _move(history, office, last.replace(day=_MOVE_DAY))
    one, other = (office.zones[place] for place in SWAPPED)
    for zone, officer in ((one, other.officer), (other, one.officer)):
        history.change(office.swap_day, ("Zones", zone.code, "officer"), officer.key, _SWAP)
        history.change(office.swap_day, ("Staff", officer.key, "zone"), zone.code, _SWAP)
    _move_in(history, records, last.replace(day=_ENTRY_DAY))
    records["Changes"] = sorted(history.rows, key=lambda row: str(row["date"]))


def _promote(history: _History, records: dict[str, list[Row]], office: Office, span: Span) -> None:
    """The last foreman of the order team was a worker, whom nobody asked for a self score."""
    person = office.by_post(terms.ORDER_FOREMAN.hant)[-1]
    place = ("Staff", person.key, "post")
    history.began(first_of(span.turnover_month), place, terms.WORKER.hant, _PROMOTED)
    for row in records["MonthlyScores"]:
        if row["staff"] in {person.key, person.name} and str(row["month"]) < span.turnover_month:
            del row["self"]


def _move(history: _History, office: Office, day: date) -> None:
    """A repairman without a zone of his own got one."""
    person = next(
        person
        for person in office.people
        if (person.post, person.trade, person.zone) == (terms.WORKER.hant, terms.REPAIR.hant, None)
    )
    history.change(day, ("Staff", person.key, "zone"), office.zones[_MOVED_TO].code)


def _move_in(history: _History, records: dict[str, list[Row]], day: date) -> None:
    """An owner came to live in the last of the empty rooms."""
    room = next(
        str(row["room"]) for row in reversed(records["Owners"]) if row["moved_in"] == terms.NO.hant
    )
    history.change(day, ("Owners", room, "moved_in"), terms.YES.hant)
    history.change(day, ("Owners", room, "moved_in_on"), day)
