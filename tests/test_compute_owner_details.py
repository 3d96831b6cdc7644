"""What 業主 knows of a report's room (R-5 duties)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from estate_xl.compute.owner_details import blanks_known
from estate_xl.typed_frames import build_tables

Row = dict[str, Any]

_OWNERS: dict[int, Row] = {
    4: {"room": "1-101", "owner": "王", "phone": "138", "zone": "A02"},
    5: {"room": "1-101", "owner": "李", "phone": "139", "zone": "A03"},
    6: {"room": "1-102", "zone": "A01"},
    7: {"owner": "無房號"},
}
_DAY = pd.Timestamp(2026, 3, 2, 9)


def _known(*tickets: Row) -> dict[str, dict[object, object]]:
    tables = build_tables(
        {
            "Tickets": dict(enumerate(tickets, start=4)),
            "Owners": _OWNERS,
        }
    )
    found = blanks_known(tables["Tickets"], tables["Owners"])
    return {column: values.to_dict() for column, values in found.items()}


def test_blanks_are_known_from_the_room_and_nothing_else() -> None:
    found = _known(
        {"room": "1-101", "registered": _DAY},
        {"room": "1-101", "registered": _DAY, "zone": "A09", "customer": "趙", "phone": "1"},
        {"room": "1-102", "registered": _DAY},
        {"room": "9-999", "registered": _DAY},
        {"registered": _DAY},
    )
    assert found == {"zone": {4: "A02", 6: "A01"}, "customer": {4: "王"}, "phone": {4: "138"}}
