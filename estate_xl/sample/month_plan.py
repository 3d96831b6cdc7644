"""The intended result of each zone's month, so that the demo has good months, bad ones and a tie.

Zone score = 30 % × inspection part + 70 % × (100 − 5 × complaints + 2 × commendations). In the last
month two zones come to 96.40 each: 30 % × 88 + 70 % × 100 and 30 % × 95 + 70 % × 97. The owner part
parts them (R-8.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.sample.random_streams import between, shuffled, stream

if TYPE_CHECKING:
    from estate_xl.sample.calendar import Span
    from estate_xl.sample.office import Office


class ZoneMonth(NamedTuple):
    """The intended result of a zone's month.

    Attributes:
        complaints: How many count against the zone.
        commendations: How many are verified.
        inspection: Mean of the supervisor inspections, over the trades.
        exact: Whether that mean is met exactly, else roughly.
    """

    complaints: int
    commendations: int
    inspection: int
    exact: bool = False


Plan = dict[tuple[str, str], ZoneMonth]
"""By month and zone code."""

_LAST_MONTH: Final = (
    ZoneMonth(1, 2, 94),
    ZoneMonth(0, 0, 88, exact=True),
    ZoneMonth(1, 1, 95, exact=True),
    ZoneMonth(2, 1, 90),
    ZoneMonth(3, 0, 86),
    ZoneMonth(4, 0, 83),
)
_COMPLAINTS: Final = (0, 0, 1, 1, 2, 3)
_COMMENDATIONS: Final = (0, 0, 1, 1, 1, 2)


def make_plan(seed: int, span: Span, office: Office) -> Plan:
    """The plan of all months: chance deals the good and the bad to the zones."""
    rng = stream(seed, "plan")
    codes = [zone.code for zone in office.zones]
    plan: Plan = {}
    for month in span.months:
        if month == span.last_month:
            dealt = shuffled(rng, _LAST_MONTH)
        else:
            dealt = [
                ZoneMonth(complaints, commendations, between(rng, 84, 95))
                for complaints, commendations in zip(
                    shuffled(rng, _COMPLAINTS), shuffled(rng, _COMMENDATIONS), strict=True
                )
            ]
        plan |= {(month, code): deal for code, deal in zip(codes, dealt, strict=True)}
    return plan
