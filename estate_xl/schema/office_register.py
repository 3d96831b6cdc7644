"""What a register of the office's other duties declares, and what follows from it (R-5 duties).

A register is a sheet, what each of its records owes, how these count by month and zone, and what
its cells may not say. 逾期提醒, 檢查結果, 月度統計, 年度統計 and the next year's workbook come from
that: a plain one needs no function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from estate_xl.errors.exceptions import SchemaError
from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.carrying import EVERYTHING, Carried, Filled
from estate_xl.schema.model import Role, Sheet
from estate_xl.schema.statistics import Block, Measure, Rows, Unit

if TYPE_CHECKING:
    from estate_xl.schema.model import Column

DUTIES: Final = "R-5(duties)"
"""The rule that the duties of the service centre stand in."""

_DONE: Final = Label("已完成", "Done")
_PLANNED: Final = Label("應完成", "Due")
_COUNTED: Final = Label("按「{when}」所在的月份計。", "By the month of “{when}”.")
_SHARE: Final = Label(
    "按「{when}」所在的月份計；已填「{done}」的佔比，還沒到期的不計。",
    "By the month of “{when}”: the share with “{done}” filled in; none that is not due yet.",
)
_WHOLE_SHARE: Final = Label(
    "按「{when}」所在的月份計；「{done}」不少於「{whole}」的佔比，還沒到期的不計。",
    "By the month of “{when}”: the share whose “{done}” reaches “{whole}”; none that is not due "
    "yet.",
)


@dataclass(frozen=True)
class Matter:
    """What a record owes until it is done: a line of 逾期提醒.

    The person of `owes` owes it; where nobody is named the officer of its zone, else whoever holds
    the post.

    Attributes:
        key: Its name in code.
        words: What 逾期提醒 calls it.
        due: Key of the column of the day by which it is owed, to its end; empty where a function
            finds that out, of `compute.register_matters.SPECIAL` by the same key.
        done: Key of the column that is filled in when it is done; empty where only a later day in
            `due` ends it.
        owes: Key of the column of the person; empty where none is named.
        post: Who owes it in the end.
        item: Key of the column that says what it is; empty for none.
        whole: Key of the column of the amount that `done` has to reach; empty where any will do.
        only_if: Key of the column without which nothing is owed; empty for none.
        reads: Keys of the columns that such a function reads.
        rule: By which it is owed.
    """

    key: str
    words: Label
    due: str = ""
    done: str = ""
    owes: str = ""
    post: Label = terms.SERVICE_SUPERVISOR
    item: str = ""
    whole: str = ""
    only_if: str = ""
    reads: tuple[str, ...] = ()
    rule: str = DUTIES

    @property
    def columns(self) -> tuple[str, ...]:
        """Keys of the columns that it reads."""
        keys = (self.due, self.done, self.owes, self.item, self.whole, self.only_if, *self.reads)
        return tuple(key for key in keys if key)


@dataclass(frozen=True)
class Count:
    """A table of 月度統計 and 年度統計: records by zone, or the share of them that is done.

    Attributes:
        words: Its heading; what is counted.
        when: Key of the column of the day that decides the month.
        done: Key of the column that is filled in when it is done; empty where all count.
        whole: Key of the column of the amount that `done` has to reach; empty where any will do.
        only_if: Key of the column without which a record does not count; empty for none.
    """

    words: Label
    when: str
    done: str = ""
    whole: str = ""
    only_if: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Keys of the columns that it reads."""
        return tuple(key for key in (self.when, self.done, self.whole, self.only_if) if key)


@dataclass(frozen=True)
class OfficeRegister:
    """A register of one of the office's other duties.

    Attributes:
        sheet: Its columns; of the role DUTY.
        matters: What its records owe.
        counts: How they count.
        in_order: Keys of times that follow one another.
        planned: Keys of further times that may be to come, beside those by which a matter is owed.
        once: Keys of columns that together are in one record only, a tuple each.
    """

    sheet: Sheet
    matters: tuple[Matter, ...] = ()
    counts: tuple[Count, ...] = ()
    in_order: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    once: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a declaration that names a column which the sheet lacks.

        Raises:
            SchemaError: it does, or the sheet is of another role.
        """
        if self.sheet.role is not Role.DUTY:
            msg = f"{self.key} is no sheet of a duty"
            raise SchemaError(msg)
        read = [each.columns for each in self.matters] + [each.columns for each in self.counts]
        named = {key for keys in read for key in keys}
        named |= {*self.in_order, *self.planned, *(key for keys in self.once for key in keys)}
        lacking = named.difference(column.key for column in self.sheet.columns)
        if lacking:
            msg = f"{self.key} rests on {sorted(lacking)}, which it lacks"
            raise SchemaError(msg)

    @property
    def key(self) -> str:
        """The key of its sheet."""
        return self.sheet.key

    @property
    def place(self) -> str:
        """Key of the column that tells the zone, its own or a room; empty for neither."""
        zones = (column.key for column in self.sheet.columns if column.reference == "Zones")
        return next(zones, self.room)

    @property
    def room(self) -> str:
        """Key of the column of a room; empty where it has none."""
        rooms = (column.key for column in self.sheet.columns if column.reference == "Owners")
        return next(rooms, "")

    @property
    def columns(self) -> frozenset[str]:
        """Keys of the columns that its matters read."""
        id_column = self.sheet.id_column
        own = {self.place, "" if id_column is None else id_column.key} - {""}
        named = {key for each in self.matters for key in each.columns}
        return frozenset(named | own | ({self.room} - {""}))

    @property
    def counted(self) -> frozenset[str]:
        """Keys of the columns that its counts read."""
        named = {key for each in self.counts for key in each.columns}
        return frozenset(named | ({self.place} - {""}))

    @property
    def to_come(self) -> frozenset[str]:
        """Keys of the times that may be to come."""
        return frozenset({*(matter.due for matter in self.matters), *self.planned} - {""})

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its tables of 月度統計 and 年度統計."""
        return tuple(map(self._block, self.counts, range(len(self.counts))))

    def _block(self, count: Count, number: int) -> Block:
        note = _COUNTED
        if count.done:
            note = _WHOLE_SHARE if count.whole else _SHARE
        named = {"when": count.when, "done": count.done, "whole": count.whole}
        headers = {name: self.sheet.column(key).header for name, key in named.items() if key}
        words = {
            "hant": {name: header.hant for name, header in headers.items()},
            "en": {name: header.en for name, header in headers.items()},
        }
        key = f"{self.key.lower()}_{number + 1}"
        rows = Rows.ZONE if self.place else Rows.NONE
        title = (
            Label(f"{count.words.hant}・按片區", f"{count.words.en} by zone")
            if self.place
            else count.words
        )
        block = Block(
            key,
            title,
            key,
            Measure.COUNT,
            rows,
            (Label(note.hant.format_map(words["hant"]), note.en.format_map(words["en"])),),
        )
        if not count.done:
            return block
        return replace(block, measure=Measure.SHARE, unit=Unit.SHARE, part=_DONE, whole=_PLANNED)


def office_register(  # noqa: PLR0913 - a declaration
    key: str,
    title: Label,
    columns: tuple[Column, ...],
    about: Label,
    *,
    name_column: str | None = None,
    carried: Carried | None = None,
    matters: tuple[Matter, ...] = (),
    counts: tuple[Count, ...] = (),
    in_order: tuple[str, ...] = (),
    planned: tuple[str, ...] = (),
    once: tuple[tuple[str, ...], ...] = (),
) -> OfficeRegister:
    """A register and its sheet; the arguments are those of `Sheet` and of `OfficeRegister`.

    Where nothing else is said, what goes into the next year's workbook are the records of which a
    matter is still owed; all of them where nothing ends one.
    """
    done = tuple(Filled(each.done, whole=each.whole) for each in matters if each.done)
    if carried is None:
        only_if = matters[0].only_if if len(matters) == 1 else ""
        carried = Carried(closings=(done,), only_if=only_if) if done else EVERYTHING
    sheet = Sheet(
        key,
        title,
        Role.DUTY,
        columns,
        name_column=name_column,
        about=about,
        later=True,
        carried=carried,
    )
    return OfficeRegister(sheet, matters, counts, in_order, planned, once)
