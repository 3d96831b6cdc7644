"""Which workbooks are ours."""

from __future__ import annotations

import pytest

from estate_xl.read import Place, Places
from estate_xl.read.our_workbook import is_ours

PLACE = Place("x", 3, 4, {})


@pytest.mark.parametrize(
    ("found", "sure", "marked", "expected"),
    [
        ((), set(), set(), False),
        (("Staff",), {"Staff"}, set(), False),
        (("Staff", "Zones"), {"Staff", "Zones"}, set(), True),
        (("Staff",), {"Staff"}, {"zones"}, True),
        ((), set(), {"zones", "staff"}, True),
        ((), set(), {"findings", "lists"}, False),  # no sheet with records
        (("Calendar", "Zones"), set(), set(), False),  # few headers, which other lists have too
        (("Tickets", "Complaints"), set(), set(), True),
        (("Tickets", "Calendar"), set(), set(), False),
    ],
)
def test_the_border(
    found: tuple[str, ...],
    sure: set[str],
    marked: set[str],
    expected: bool,  # noqa: FBT001 - a row
) -> None:
    places = Places(dict.fromkeys(found, PLACE), sure=sure, marked=marked)
    assert is_ours(places) is expected
