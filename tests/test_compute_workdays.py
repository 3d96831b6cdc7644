"""R-5.4: working days as the State Council arranged them, corrected by 節假日."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl.compute.workdays import WorkCalendar
from estate_xl.schema import ESTATE_BOOK
from estate_xl.typed_frames import build_frame

# Arrangements as published, by hand. 2024: 10-17 Feb off, 4 and 18 Feb work; 4-6 Apr off, 7 Apr
# work; 1-5 May off, 28 Apr and 11 May work; 15-17 Sep off, 14 Sep work; 1-7 Oct off, 29 Sep and
# 12 Oct work. 2025: 28 Jan-4 Feb off, 26 Jan and 8 Feb work; 1-5 May off, 27 Apr work; 31 May-2 Jun
# off; 1-8 Oct off, 28 Sep and 11 Oct work. 2026: 1-3 Jan off, 4 Jan work; 15-23 Feb off, 14 and 28
# Feb work; 4-6 Apr off; 1-5 May off, 9 May work; 19-21 Jun off; 25-27 Sep off; 1-7 Oct off, 20 Sep
# and 10 Oct work.
RETURNED_AND_DUE = """
2024-02-02 2024-02-04
2024-02-03 2024-02-04
2024-02-04 2024-02-05
2024-02-09 2024-02-18
2024-02-10 2024-02-18
2024-02-17 2024-02-18
2024-02-18 2024-02-19
2024-04-03 2024-04-07
2024-04-06 2024-04-07
2024-04-07 2024-04-08
2024-04-26 2024-04-28
2024-04-30 2024-05-06
2024-05-05 2024-05-06
2024-05-10 2024-05-11
2024-05-11 2024-05-13
2024-09-13 2024-09-14
2024-09-14 2024-09-18
2024-09-27 2024-09-29
2024-09-30 2024-10-08
2024-10-07 2024-10-08
2024-10-11 2024-10-12
2024-10-12 2024-10-14
2025-01-24 2025-01-26
2025-01-26 2025-01-27
2025-01-27 2025-02-05
2025-02-04 2025-02-05
2025-02-07 2025-02-08
2025-02-08 2025-02-10
2025-04-25 2025-04-27
2025-04-30 2025-05-06
2025-05-30 2025-06-03
2025-09-26 2025-09-28
2025-09-30 2025-10-09
2025-10-08 2025-10-09
2025-10-10 2025-10-11
2025-10-11 2025-10-13
2025-12-31 2026-01-04
2026-01-02 2026-01-04
2026-01-04 2026-01-05
2026-02-13 2026-02-14
2026-02-14 2026-02-24
2026-02-18 2026-02-24
2026-02-27 2026-02-28
2026-02-28 2026-03-02
2026-04-03 2026-04-07
2026-04-30 2026-05-06
2026-05-08 2026-05-09
2026-05-09 2026-05-11
2026-06-18 2026-06-22
2026-09-18 2026-09-20
2026-09-20 2026-09-21
2026-09-24 2026-09-28
2026-09-30 2026-10-08
2026-10-09 2026-10-10
2026-10-10 2026-10-12
2026-10-16 2026-10-19
2026-10-17 2026-10-19
"""
TABLE = [line.split() for line in RETURNED_AND_DUE.split("\n") if line]


def calendar(lines: dict[str, str] | None = None) -> WorkCalendar:
    """A calendar with those lines of 節假日."""
    rows = {
        number: {"date": pd.Timestamp(day), "kind": kind}
        for number, (day, kind) in enumerate((lines or {}).items(), start=4)
    }
    return WorkCalendar(build_frame(ESTATE_BOOK["Calendar"], rows))


def days(*texts: str | None) -> pd.Series:
    """Datetimes of the texts."""
    return pd.Series([pd.NaT if text is None else pd.Timestamp(text) for text in texts]).astype(
        "datetime64[us]"
    )


@pytest.mark.parametrize(("returned", "due"), TABLE, ids=[line[0] for line in TABLE])
def test_the_published_arrangements(returned: str, due: str) -> None:
    """R-5.4: the end of the first working day after the return date."""
    found = calendar().after(days(f"{returned} 16:20"), 1)
    assert found.due.tolist() == [pd.Timestamp(f"{due} 23:59")]
    assert found.provisional.tolist() == [False]


def test_all_rows_at_once_are_each_row_alone() -> None:
    found = calendar().after(days(*[line[0] for line in TABLE], None), 1)
    assert [f"{due:%Y-%m-%d}" for due in found.due[:-1]] == [line[1] for line in TABLE]
    assert found.due.isna().tolist() == [False] * len(TABLE) + [True]


def test_a_year_that_nobody_settled_is_provisional() -> None:
    found = calendar().after(days("2026-12-31", "2026-12-30", "2027-10-01"), 1)
    assert found.provisional.tolist() == [True, False, True]
    assert f"{found.due[2]:%Y-%m-%d}" == "2027-10-04"


def test_a_line_of_the_year_settles_it() -> None:
    own = calendar({"2027-01-01": "休"})
    found = own.after(days("2026-12-31", "2027-10-01"), 1)
    assert found.provisional.tolist() == [False, False]
    assert f"{found.due[0]:%Y-%m-%d}" == "2027-01-04"


def test_the_office_wins_over_the_official_calendar() -> None:
    own = calendar({"2026-10-08": "休", "2026-10-04": "班"})
    found = own.after(days("2026-10-01", "2026-10-07"), 1)
    assert [f"{due:%m-%d}" for due in found.due] == ["10-04", "10-09"]


@pytest.mark.parametrize(("kinds", "due"), [(("休", "班"), "10-12"), (("班", "休"), "10-13")])
def test_of_a_day_that_stands_twice_the_last_line_counts(kinds: tuple[str, str], due: str) -> None:
    """The check reports both; whoever adds a line means the new one."""
    day = pd.Timestamp("2026-10-12")
    rows = {row: {"date": day, "kind": kind} for row, kind in enumerate(kinds, start=4)}
    own = WorkCalendar(build_frame(ESTATE_BOOK["Calendar"], rows))
    assert [f"{end:%m-%d}" for end in own.after(days("2026-10-10"), 1).due] == [due]


def test_working_days_and_missing_ones() -> None:
    asked = days("2026-10-10 09:00", "2026-10-11", None)
    assert calendar().is_working(asked).tolist() == [True, False, False]
    assert calendar().is_working(days(None)).tolist() == [False]
    assert calendar().after(days(None), 1).due.isna().all()


def test_no_days_at_all_are_due_the_same_day() -> None:
    assert calendar().after(days("2026-10-03"), 0).due.tolist() == [
        pd.Timestamp("2026-10-03 23:59")
    ]


@given(
    start=st.dates(pd.Timestamp("2023-12-01").date(), pd.Timestamp("2027-03-01").date()),
    count=st.integers(0, 20),
)
def test_a_deadline_never_lies_before_its_start(start: object, count: int) -> None:
    first, later = pd.Timestamp(str(start)), pd.Timestamp(str(start)) + pd.Timedelta(days=1)
    found = calendar().after(days(str(first), str(later)), count)
    assert found.due[0] > first
    assert found.due[1] >= found.due[0]
    assert (found.due[0] - first).days >= count
