"""Numbers that tell another date than the moment beside them."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.compute.number_dates import misdated_numbers
from estate_xl.schema.numbered import NUMBERED_BY_SHEET
from estate_xl.typed_frames import build_tables

FORMATS = {
    "Tickets": "BS{yyyy}{mm}-{n:04}",
    "Complaints": "TS{yyyy}{mm}-{n:04}",
    "Inspections": "XJ{yy}{mm}{dd}-{n}",
}


def misdated(sheet: str, number: str, moment: str, text: str | None = None) -> bool:
    numbered = NUMBERED_BY_SHEET[sheet]
    row = {numbered.column: number, numbered.moment: pd.Timestamp(moment)}
    formats = FORMATS if text is None else {**FORMATS, sheet: text}
    found = misdated_numbers(build_tables({sheet: {7: row, 8: {numbered.column: number}}}), formats)
    return sheet in found and list(found[sheet].index) == [7]


@pytest.mark.parametrize(
    ("sheet", "number", "moment", "is_misdated"),
    [
        ("Complaints", "TS202610-0001", "2026-10-31 23:59", False),
        ("Complaints", "ｔｓ202610－1", "2026-10-01", False),
        ("Complaints", "TS202610-0001", "2026-01-05 09:00", True),
        ("Complaints", "TS202610-0001", "2025-10-05 09:00", True),
        ("Complaints", "投2026-1", "2025-10-05 09:00", False),
        ("Tickets", "BS202610-0001", "2026-11-01 00:30", True),
        ("Inspections", "XJ261014-1", "2026-10-14", False),
        ("Inspections", "XJ261014-1", "2026-10-15", True),
    ],
)
def test_the_date_of_a_number_is_that_of_its_record(
    sheet: str, number: str, moment: str, *, is_misdated: bool
) -> None:
    assert misdated(sheet, number, moment) is is_misdated


def test_a_format_that_cannot_be_read_tells_nothing() -> None:
    assert not misdated("Complaints", "TS202610-0001", "2026-01-05", "{oops}")
