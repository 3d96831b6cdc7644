"""Rows of 退單記錄 for the last month's slips that went back (R-5.6).

Of earlier months, and of a slip now and then, the office had only typed 返工次數 and 填單合格.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, cast

from estate_xl.sample.calendar import first_of
from estate_xl.sample.random_streams import between, stream
from estate_xl.sample.ticket_words import SLIP_FAULTS
from estate_xl.schema import terms

if TYPE_CHECKING:
    from random import Random

    from estate_xl.sample.calendar import Span
    from estate_xl.sample.office import Office

Row = dict[str, object]

_TYPED_ONLY: Final = 4
"""Every so many slips the office forgot 退單記錄."""


def make_slip_returns(seed: int, span: Span, office: Office, tickets: list[Row]) -> list[Row]:
    """A row for each time that a slip of the last month went back, in order of time."""
    rng = stream(seed, "slip returns")
    first = first_of(span.last_month)
    sent_back = [
        row
        for row in tickets
        if isinstance(row.get("returned"), datetime)
        and f"{row['returned']:%Y-%m-%d}" >= f"{first}"
        and ("rework" in row or row.get("slip_ok") == terms.NO.hant)
    ]
    rows = [
        made
        for place, ticket in enumerate(sent_back, start=1)
        if place % _TYPED_ONLY
        for made in _returns(rng, span, office, ticket)
    ]
    return sorted(rows, key=lambda row: str(row["at"]))


def _returns(rng: Random, span: Span, office: Office, ticket: Row) -> list[Row]:
    """As many as 返工次數 says, between the slip's return and the visit; of a bad slip, one."""
    returned = cast("datetime", ticket["returned"])
    visited = cast("datetime", ticket.get("visited", span.horizon))
    is_out = ticket.get("slip_ok") == terms.NO.hant
    count = 1 if is_out else int(str(ticket["rework"]))
    step = min((visited - returned) / (2 * count + 1), timedelta(minutes=between(rng, 90, 150)))
    times = [
        (returned + step * number).replace(second=0, microsecond=0)
        for number in range(1, 2 * count + 1)
    ]
    rows = []
    for at, again in zip(times[::2], times[1::2], strict=True):
        row: Row = {
            "ticket": ticket["ticket"],
            "at": at,
            "reason": rng.choice(SLIP_FAULTS).hant,
            "by": office.written(rng, rng.choice(office.receptionists)),
        }
        rows.append(row if is_out else row | {"again": again})
    return rows
