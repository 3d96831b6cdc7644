"""Open matters as 逾期提醒 shows them, and by who owes them (R-5.3 to R-5.6, R-7)."""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.schema import terms

_TWO_DAYS: Final = pd.Timedelta(days=2)


class ListedMatters(NamedTuple):
    """The matters that are told of, each part oldest deadline first.

    Attributes:
        over: Those whose deadline has passed.
        coming: Those due today and tomorrow.
        out: Slips that were sent back and are not due yet.
    """

    over: pd.DataFrame
    coming: pd.DataFrame
    out: pd.DataFrame


class Reminder(NamedTuple):
    """What one person owes.

    Attributes:
        owes: The staff number, or a name that 員工 does not have; None for what nobody owes.
        matters: Those of this person.
    """

    owes: str | None
    matters: ListedMatters


def listed_matters(matters: pd.DataFrame, now: pd.Timestamp) -> ListedMatters:
    """The matters that 逾期提醒 shows at a moment; a later deadline is left out.

    Args:
        matters: Of `sort_matters`.
        now: The moment.
    """
    is_over = matters["due"].lt(now)
    is_later = matters["due"].ge(now.normalize() + _TWO_DAYS)
    return ListedMatters(
        matters[is_over],
        matters[~is_over & ~is_later],
        matters[is_later & matters["since"].notna()],
    )


@needs(Staff=("staff",))
def reminders(listed: ListedMatters, staff: pd.DataFrame) -> list[Reminder]:
    """What each person owes, in the order of 員工; whom that lacks after them, nobody last.

    A matter that several people owe stands with each of them.

    Args:
        listed: Of `listed_matters`.
        staff: Frame of 員工.
    """
    held = [_places_by_person(part) for part in listed]
    owing = {who: None for places in held for who in places}
    known = [number for number in dict.fromkeys(staff["staff"].dropna()) if number in owing]
    others = [who for who in owing if who is not None and who not in set(known)]
    nobody = [None] if None in owing else []
    return [
        Reminder(
            who,
            ListedMatters(
                *(part.iloc[places.get(who, [])] for part, places in zip(listed, held, strict=True))
            ),
        )
        for who in (*known, *others, *nobody)
    ]


def _places_by_person(part: pd.DataFrame) -> dict[str | None, list[int]]:
    """Places of the matters in the frame, by who owes them."""
    found: dict[str | None, list[int]] = {}
    for place, owes in enumerate(part["owes"]):
        people = [None] if pd.isna(owes) else str(owes).split(terms.CODE_SEPARATOR)
        for who in dict.fromkeys(people):
            found.setdefault(who, []).append(place)
    return found
