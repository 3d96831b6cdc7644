"""The values that a slip shows of its ticket (R-5.1 to R-5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.repeats import reported_before
from estate_xl.schema import ESTATE_BOOK, Kind, Label, terms
from estate_xl.schema.slips import JOINT_BOX, METHOD_BOX, RATING_BOX, REPEATED, VISIT_BOX
from estate_xl.spelling import fold
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.schema import Language, OfficeSettings
    from estate_xl.typed_frames import Tables

_COLUMNS: Final = ESTATE_BOOK["Tickets"].columns
_NAMED: Final = {"Zones": "zone", "Staff": "staff"}
_BOX, _TICKED = "☐", "☑"
_BETWEEN_BOXES: Final = Label("　", "  ")
_NO_JOINT_CHECK: Final = Label("不需代客驗收", "No joint check")


@needs(
    reported_before,
    Tickets=[column.key for column in _COLUMNS],
    Zones=("zone", "name"),
    Staff=("staff", "name"),
    Owners=("room", "owner", "phone", "moved_in"),
)
def slip_records(
    tickets: pd.DataFrame, tables: Tables, settings: OfficeSettings, language: Language
) -> list[dict[str, object]]:
    """Values of a slip's names by key, a record for each ticket, in their order.

    Zones and people are called by name, choices in the workbook's language. Customer and phone are
    the owner's where the ticket has none. What is empty is None: the hand fills it in (R-5.2).

    Args:
        tickets: Rows of Tickets.
        tables: The office's frames; Zones, Staff and Owners are looked up, and earlier tickets.
        settings: For the project's and the office's name.
        language: The workbook's.
    """
    owners = tables["Owners"].dropna(subset="room").drop_duplicates("room").set_index("room")
    shown = pd.DataFrame(index=tickets.index)
    for column in _COLUMNS:
        held = tickets[column.key]
        if column.key in {"customer", "phone"}:
            owner = tickets["room"].map(owners["owner" if column.key == "customer" else "phone"])
            held = held.fillna(owner.astype(held.dtype))
        if column.kind is Kind.REFERENCE and column.reference in _NAMED:
            held = _names(held, tables[column.reference], _NAMED[column.reference])
        if column.kind is Kind.CHOICE:
            words = {choice.hant: choice.text(language) for choice in column.choices}
            held = held.map(words)
        shown[column.key] = held.astype(object).where(held.notna(), None)
    shown[JOINT_BOX.key] = _joint_boxes(tickets, owners["moved_in"], language)
    shown[RATING_BOX.key] = _boxes(tickets["rating"], terms.RATINGS, language)
    shown[METHOD_BOX.key] = _boxes(tickets["visit_method"], terms.VISIT_METHODS, language)
    shown[VISIT_BOX.key] = _boxes(tickets["visit_rating"], terms.RATINGS, language)
    before = reported_before(tables["Tickets"]).reindex(tickets.index)
    shown[REPEATED.key] = before.astype(object).where(before.notna(), None)
    office = {"project": settings.text("project_name"), "office": settings.text("office_name")}
    return [
        {str(key): _plain(value) for key, value in record.items()} | office
        for record in shown.to_dict("records")
    ]


@needs(Tickets=("ticket",))
def named_rows(tickets: pd.DataFrame, names: Sequence[str]) -> dict[str, list[int]]:
    """Rows of each named number, compared as references are: none, one, or several."""
    typed, folded = tickets["ticket"], normalise(tickets["ticket"])
    found = {}
    for name in names:
        same = typed.eq(name)
        rows = typed.index[same if same.any() else folded.eq(fold(name))]
        found[name] = [int(row) for row in rows]
    return found


CLOSED: Final = {
    "cancelled": terms.CANCELLED,
    "archived": terms.ARCHIVED,
    "visited": terms.VISITED,
    "returned": terms.RETURNED,
    "completed": terms.COMPLETED,
}
"""States in which a new slip has no use, by the column that tells; the first that holds counts."""


@needs(Tickets=CLOSED)
def closed_states(tickets: pd.DataFrame) -> pd.Series:
    """Why each ticket needs no new slip: its state, in zh-Hant; missing where the work is open."""
    states = pd.Series(index=tickets.index, dtype="str")
    for column, state in CLOSED.items():
        states = states.mask(states.isna() & tickets[column].notna(), state.hant)
    return states


@needs(Tickets=("room", "kind", "rectification"))
def needs_joint_check(tickets: pd.DataFrame, moved_in: pd.Series) -> pd.Series:
    """True where service and engineering check the work before the owner is called (R-5.3).

    Args:
        tickets: Rows of Tickets.
        moved_in: 是 or 否 by room; a room that is not listed counts as moved in.
    """
    is_engineering = tickets["kind"].eq(terms.ENGINEERING_KIND.hant)
    is_rectification = is_engineering & tickets["rectification"].eq(terms.YES.hant)
    return is_rectification & tickets["room"].map(moved_in).eq(terms.NO.hant)


def _joint_boxes(tickets: pd.DataFrame, moved_in: pd.Series, language: Language) -> pd.Series:
    boxes = _boxes(tickets["joint_check"], terms.RESULTS, language)
    needed = needs_joint_check(tickets, moved_in) | tickets["joint_check"].notna()
    return boxes.where(needed, _NO_JOINT_CHECK.text(language))


def _boxes(chosen: pd.Series, choices: Sequence[Label], language: Language) -> pd.Series:
    """A box for each choice, that of the recorded one ticked."""
    shown = {
        choice.hant: _BETWEEN_BOXES.text(language).join(
            f"{_TICKED if each is choice else _BOX} {each.text(language)}" for each in choices
        )
        for choice in choices
    }
    empty = _BETWEEN_BOXES.text(language).join(f"{_BOX} {each.text(language)}" for each in choices)
    return chosen.map(shown).astype("str").fillna(empty)


def _names(keys: pd.Series, target: pd.DataFrame, key: str) -> pd.Series:
    """Names of the records; the key itself where the record has none."""
    named = target.dropna(subset=[key, "name"])
    by_key = named.drop_duplicates(key).set_index(key)["name"]
    return keys.map(by_key).fillna(keys)


def _plain(value: object) -> object:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
