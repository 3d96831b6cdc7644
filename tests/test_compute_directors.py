"""Who may approve a month on a day (R-M1, R-M3)."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from estate_xl.compute.directors import directors_on
from estate_xl.typed_frames import build_tables

DIRECTOR, OTHER = "管理處主任", "員工"
CHANGED = {"date": pd.Timestamp(2026, 11, 10), "subject": "員工", "field": "post"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (1, ["E00"]),
        (9, ["E00"]),
        (10, ["E01"]),
        (20, ["E01", "E02"]),
        (25, ["E01", "E02"]),
        (26, ["E01"]),
    ],
)
def test_directors_in_office(day: int, expected: list[str]) -> None:
    joined, left = pd.Timestamp(2026, 11, 20), pd.Timestamp(2026, 11, 25)
    tables = build_tables(
        {
            "Staff": {
                4: {"staff": "E00", "post": OTHER},
                5: {"staff": "E01", "post": DIRECTOR},
                6: {"staff": "E02", "post": DIRECTOR, "joined": joined, "left": left},
                7: {"staff": "E03"},
                8: {"post": DIRECTOR},
            },
            "Changes": {
                4: {**CHANGED, "key": "E00", "before": DIRECTOR},
                5: {**CHANGED, "key": "E01", "before": OTHER},
            },
        }
    )
    moment = dt.datetime(2026, 11, day, 17, 30)  # noqa: DTZ001 - a workbook's times are local
    assert directors_on(tables, moment) == expected
