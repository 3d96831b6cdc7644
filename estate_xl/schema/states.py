"""The columns that each state of a record demands, declared once (the paragraph below R-5.7).

The checks, their messages and `docs/states.md` come from these tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label
from estate_xl.schema import terms

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class State:
    """A state of a record, reached when one cell is filled in.

    Attributes:
        column: That cell; every later state demands it too.
        label: What the state is called.
        rule: Id of the rule that asks for it.
        demands: Columns filled in by then, here and in every later state.
        implied_by: Columns that are filled in only once the state is reached: one of them without
            `column` is a lack of `column`. A number implies it where it is above zero.
        next_day: Whether `demands` have time until the day after.
    """

    column: str
    label: Label
    rule: str
    demands: tuple[str, ...] = ()
    implied_by: tuple[str, ...] = ()
    next_day: bool = False


@dataclass(frozen=True)
class Life:
    """The states of a sheet's records.

    Attributes:
        sheet: Key of the sheet.
        begins: The time with which a record begins; None where it is not told.
        states: In their order.
        over: Columns that tell that the work itself is over, whatever is still to be filed.
        closed_by: The column whose filling closes a record; None where records are closed anyhow.
        exempt: A column, and the value (any, where None) with which a record owes nothing.
        affirmed: Choices of which only 是 will do.
        counted: Columns that a month's numbers read, each with the times that say in which month;
            the time of a state itself lies between its neighbours.
    """

    sheet: str
    begins: str | None
    states: tuple[State, ...]
    over: tuple[str, ...] = ()
    closed_by: str | None = None
    exempt: tuple[str, str | None] | None = None
    affirmed: frozenset[str] = frozenset()
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def columns(self) -> tuple[str, ...]:
        """Every column that the checks of the table read, each once."""
        named = [self.begins or "", self.closed_by or "", *(self.exempt or ())[:1]]
        for state in self.states:
            named += [state.column, *state.demands, *state.implied_by]
        return tuple(name for name in dict.fromkeys(named) if name)


TICKET_LIFE: Final = Life(
    "Tickets",
    "registered",
    (
        State("dispatched", terms.DISPATCHED, "R-5.1", ("ticket", "receptionist")),
        State("arrived", terms.WORKING, "R-5.2"),
        State("completed", terms.COMPLETED, "R-5.2", ("worker", "cause", "result")),
        State(
            "returned",
            terms.RETURNED,
            "R-5.2",
            ("rating", "signed", "slip_ok"),
            ("slip_ok", "rework"),
        ),
        State(
            "visited",
            terms.VISITED,
            "R-5.4",
            ("visit_method", "visit_rating", "visitor"),
            ("visit_rating", "visit_method", "visitor"),
        ),
        State("archived", terms.ARCHIVED, "R-5.4"),
    ),
    over=("completed", "returned", "visited"),
    closed_by="archived",
    exempt=("cancelled", None),
    affirmed=frozenset({"signed"}),
    counted=MappingProxyType(
        {
            "worker": ("returned", "visited"),
            "slip_ok": ("returned",),
            "returned": (),
            "visited": (),
            "visit_rating": ("visited",),
        }
    ),
)

COMPLAINT_LIFE: Final = Life(
    "Complaints",
    "received",
    (
        State("plan", Label("已定方案", "Planned"), "R-C1", ("category", "department")),
        State("settled", Label("已處理", "Settled"), "R-C1", ("handler",)),
        State("visited", terms.VISITED, "R-C1", ("visit_rating",), ("visit_rating",)),
        State("filed", Label("已備案", "Filed"), "R-C1"),
    ),
    over=("settled", "visited"),
    closed_by="filed",
    exempt=("valid", terms.NO.hant),
    counted=MappingProxyType({"department": ("received",)}),
)

LIVES: Final = (
    TICKET_LIFE,
    COMPLAINT_LIFE,
    Life(
        "ComplaintRounds",
        None,
        (State("visited", terms.VISITED, "R-C1", (), ("visit_rating",)),),
    ),
    Life(
        "Inspections",
        "date",
        (
            State("fixed", Label("已整改", "Put right"), "R-7", ("recheck",), next_day=True),
            State("recheck", Label("已複查", "Re-checked"), "R-7"),
        ),
    ),
)
"""Every sheet whose records have states that demand something."""

CONTRADICTIONS: Final = (("Tickets", "archived", "cancelled"),)
"""Sheet, and two columns of which only one can be filled in: a cancelled ticket is not archived."""
