"""Numbers of tickets and complaints (R-5.1): given in order, never reused, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estate_xl.check import parse_settings
from estate_xl.compute.numbering import (
    NumberPatternError,
    clashing_formats,
    highest_numbers,
    next_numbers,
    number_formats,
    number_pattern,
    number_records,
)
from estate_xl.errors.exceptions import EstateError
from estate_xl.schema.numbered import NUMBERED
from estate_xl.schema.settings import SETTING_BY_KEY
from estate_xl.typed_frames import build_tables, normalise

if TYPE_CHECKING:
    from estate_xl.schema import OfficeSettings

DEFAULT = str(SETTING_BY_KEY["ticket_number_format"].default)
OTHERS = {"Inspections": "XJ{yyyy}{mm}-{n:04}"}
MOMENTS = ["2026-09-30 23:59", "2026-10-01 00:00", "2026-10-09 08:30", "2026-11-02 10:00", None]


def texts(*values: str | None) -> pd.Series:
    return pd.Series(list(values), index=range(4, 4 + len(values)), dtype="str")


def moments(*values: str | None) -> pd.Series:
    times = pd.to_datetime(pd.Series(list(values), dtype="str"), format="ISO8601")
    return times.astype("datetime64[us]").set_axis(range(4, 4 + len(values)))


def given_to(
    numbers: list[str | None], times: list[str | None], pattern: str = DEFAULT, **marks: int
) -> dict[int, str]:
    """New numbers by row; a mark is written `BS202610=7`, for the prefix `BS202610-`."""
    highest = {f"{prefix}-": mark for prefix, mark in marks.items()}
    held = next_numbers(texts(*numbers), moments(*times), pattern, highest)
    return {int(str(row)): number for row, number in held.items()}


def test_default_begins_each_month_with_one() -> None:
    times = ["2026-10-09 08:30", "2026-11-02 10:00", "2026-10-01 00:00", "2026-10-09 08:30", None]
    assert given_to([None] * 5, times) == {
        4: "BS202610-0002",
        5: "BS202611-0001",
        6: "BS202610-0001",
        7: "BS202610-0003",
    }


def test_goes_on_from_the_highest_also_over_gaps() -> None:
    numbers = ["BS202610-0007", None, "BS202610-0002", "BS202609-0031"]
    assert given_to(numbers, ["2026-10-02"] * 4) == {5: "BS202610-0008"}


def test_rows_in_any_order_get_the_same_numbers() -> None:
    numbers, times = texts(None, None, "BS202610-0004"), moments(*["2026-10-02 09:00"] * 3)
    upside_down = next_numbers(numbers[::-1], times[::-1], DEFAULT)
    assert upside_down.equals(next_numbers(numbers, times, DEFAULT))


def test_rows_of_one_moment_are_numbered_from_the_top() -> None:
    """R-5.1: however many were registered in the same minute."""
    given = given_to([None] * 60, ["2026-10-02 09:00", "2026-10-01 09:00"] * 30)
    odd, even = list(range(4, 64, 2)), list(range(5, 64, 2))
    assert list(given) == list(range(4, 64))
    assert sorted(given, key=given.__getitem__) == [*even, *odd]


def test_number_of_a_deleted_row_is_not_given_again() -> None:
    assert given_to([None], ["2026-10-02"], BS202610=12) == {4: "BS202610-0013"}
    assert given_to([None], ["2026-10-02"], bs202610=12) == {4: "BS202610-0013"}
    assert given_to(["BS202610-0015", None], ["2026-10-02"] * 2, BS202610=12) == {
        5: "BS202610-0016"
    }


@pytest.mark.parametrize(
    "there",
    ["bs202610-0009", "ＢＳ２０２６１０－０００９", " BS202610-9 ", "BS202610-000000009"],
)
def test_other_writings_of_a_number_count(there: str) -> None:
    assert given_to([there, None], ["2026-10-02"] * 2) == {5: "BS202610-0010"}


def test_number_in_a_row_of_another_month_counts() -> None:
    assert given_to(["BS202610-0009", None], ["2026-09-02", "2026-10-02"]) == {5: "BS202610-0010"}


@pytest.mark.parametrize("other", ["2026-10-0009", "BS202610-0009a", "WX-9", "BS20261-0009", ""])
def test_other_formats_are_left_and_the_new_one_begins(other: str) -> None:
    assert given_to([other, None], ["2026-10-02"] * 2) == {5: "BS202610-0001"}


def test_a_number_too_long_for_us_is_another_format() -> None:
    assert given_to([f"BS202610-{'9' * 30}", None], ["2026-10-02"] * 2) == {5: "BS202610-0001"}


def test_grows_beyond_its_width() -> None:
    numbers: list[str | None] = ["BS202610-9999", None, None]
    assert list(given_to(numbers, ["2026-10-02"] * 3).values()) == [
        "BS202610-10000",
        "BS202610-10001",
    ]


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{yy}{mm}{dd}{n:3}", "261002001"),
        ("報事{yyyy}年 {n}", "報事2026年 1"),
        ("A.{dd}%d {n:09}", "A.02%d 000000001"),
        ("ＢＳ｛ｙｙｙｙ｝－｛ｎ：０２｝", "BS2026-01"),
        ("  {n:04} ", "0001"),
    ],
)
def test_other_patterns(pattern: str, number: str) -> None:
    assert given_to([None], ["2026-10-02"], pattern) == {4: number}
    second = given_to([number, None], ["2026-10-02"] * 2, pattern)
    assert second == {5: number[:-1] + "2"}


@pytest.mark.parametrize(
    "pattern",
    ["", "BS", "BS{yyyy}", "{n:04}-{mm}", "BS{YYYY}-{n}", "{n:00}", "{n:012}", "{n}{n}", "B}{n}"],
)
def test_unknown_pattern_says_how_to_write_it(pattern: str) -> None:
    with pytest.raises(NumberPatternError) as caught:
        number_pattern(pattern)
    message = str(caught.value)
    assert isinstance(caught.value, EstateError)
    assert f"「{pattern}」" in message
    assert message.count("。") == 1
    assert "BS{yyyy}{mm}-{n:04}" in message


def test_mark_never_falls_and_keeps_other_prefixes() -> None:
    numbers = texts("BS202610-0003", "bs202610-0005", "BS202611-0002", "WX-8", None)
    assert highest_numbers(numbers, DEFAULT) == {"bs202610-": 5, "bs202611-": 2}
    kept = {"BS202610-": 9, "bs202611-": 1, "WX-": 8}
    assert highest_numbers(numbers, DEFAULT, kept) == {"bs202610-": 9, "bs202611-": 2, "wx-": 8}


def test_mark_of_nothing() -> None:
    assert highest_numbers(texts(), DEFAULT) == {}
    assert len(next_numbers(texts(), moments(), DEFAULT)) == 0


_NUMBERS = st.one_of(
    st.none(),
    st.from_regex(r"(?:BS|bs|ＢＳ)20261[01]-0{0,4}[0-9]{1,5}", fullmatch=True),
    st.from_regex(r"2610-?[0-9]{1,9}", fullmatch=True),
    st.text(max_size=4),
)


@pytest.mark.slow
@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(_NUMBERS, st.sampled_from(MOMENTS)), max_size=12),
    pattern=st.sampled_from([DEFAULT, "{yy}{mm}{n:03}", "{n}", "BS{yyyy}{mm}{n:02}"]),
)
def test_never_twice_and_the_second_run_is_idle(
    rows: list[tuple[str | None, str | None]], pattern: str
) -> None:
    """R-5.1: every waiting row gets one number that no row has; a mark outlives its rows."""
    numbers = texts(*(number for number, _ in rows))
    times = moments(*(moment for _, moment in rows))
    new = next_numbers(numbers, times, pattern)
    assert list(new.index) == list(numbers.index[numbers.isna() & times.notna()])
    plain = normalise(new)
    assert plain.is_unique
    assert not plain.isin(normalise(numbers)).any()

    filled = numbers.fillna(new)
    assert len(next_numbers(filled, times, pattern)) == 0
    mark = highest_numbers(filled, pattern)
    emptied = pd.Series(index=numbers.index, dtype="str")
    again = next_numbers(emptied, times, pattern, mark)
    assert not normalise(again).isin(normalise(filled)).any()


def office(
    tickets: list[str | None] = [],  # noqa: B006 - never changed
    complaints: list[str | None] = [],  # noqa: B006
    inspections: list[str | None] = [],  # noqa: B006
) -> dict[str, pd.DataFrame]:
    """Records of one morning, with these numbers."""
    morning = pd.Timestamp("2026-10-05 08:00")
    held = {"Tickets": tickets, "Complaints": complaints, "Inspections": inspections}
    return build_tables(
        {
            each.sheet: {
                4 + n: {each.column: number, each.moment: morning}
                for n, number in enumerate(held.get(each.sheet, ()))
            }
            for each in NUMBERED
        }
    )


def office_settings(**typed: str) -> OfficeSettings:
    rows = {4 + n: {"key": key, "value": text} for n, (key, text) in enumerate(typed.items())}
    return parse_settings(build_tables({"Settings": rows})["Settings"])[0]


def waiting(tables: dict[str, pd.DataFrame]) -> dict[str, pd.Index]:
    return {
        each.sheet: tables[each.sheet].index[tables[each.sheet][each.column].isna()]
        for each in NUMBERED
        if len(tables[each.sheet])
    }


@pytest.mark.parametrize(
    ("numbers", "pattern"),
    [
        ([], "TS{yyyy}{mm}-{n:04}"),
        (["TS202610-0001", None], "TS{yyyy}{mm}-{n:04}"),
        (["TS202610-0001", "KS202611-0001"], "KS{yyyy}{mm}-{n:04}"),
        (["KS202610-0001", "BS202610-0009"], "KS{yyyy}{mm}-{n:04}"),
        (["BS202610-0009"], "TS{yyyy}{mm}-{n:04}"),
        (["XJ202610-0009"], "TS{yyyy}{mm}-{n:04}"),
        (["2026-1", "舊本第3號", "K{S202610-0001"], "TS{yyyy}{mm}-{n:04}"),
    ],
)
def test_without_the_setting_complaints_keep_their_own_letters(
    numbers: list[str | None], pattern: str
) -> None:
    """A workbook of an earlier version goes on; a ticket's letters are left to the tickets."""
    formats = number_formats(office(complaints=numbers), office_settings())
    assert formats == {**OTHERS, "Tickets": DEFAULT, "Complaints": pattern}


def test_the_setting_is_kept_to() -> None:
    tables = office(complaints=["KS202610-0001"])
    typed = office_settings(
        complaint_number_format="TS-{n}", inspection_number_format="{yyyy}巡{n}"
    )
    formats = number_formats(tables, typed)
    own = {"Complaints": "TS-{n}", "Inspections": "{yyyy}巡{n}"}
    assert formats == {**OTHERS, "Tickets": DEFAULT, **own}


def test_a_register_of_a_duty_has_a_format_once_it_is_used() -> None:
    tables = build_tables({"Errands": {4: {"item": "代收"}}})
    formats = number_formats(tables, office_settings())
    assert list(formats) == ["Tickets", "Complaints", "Inspections", "Errands"]
    assert formats["Errands"] == "WT{yyyy}{mm}-{n:04}"


def test_a_format_that_cannot_be_read_gives_no_letters() -> None:
    tables = office(complaints=["KS202610-0001"])
    formats = number_formats(tables, office_settings(ticket_number_format="BS"))
    assert formats["Complaints"] == "TS{yyyy}{mm}-{n:04}"
    assert clashing_formats(formats) == []


def test_formats_that_could_give_the_same_number() -> None:
    one = {"Tickets": "BS{yyyy}{mm}-{n:04}", "Complaints": "bs2026{mm}-{n}", "Inspections": "XJ{n}"}
    assert clashing_formats(one) == [("Complaints", "Tickets")]


def test_each_register_counts_by_itself() -> None:
    tables = office([None, "BS202610-0004", None], ["TS202610-0007", None], [None, None])
    given = number_records(tables, waiting(tables), number_formats(tables, office_settings()), {})
    assert {sheet: numbers.to_dict() for sheet, numbers in given.numbers.items()} == {
        "Tickets": {4: "BS202610-0005", 6: "BS202610-0006"},
        "Complaints": {5: "TS202610-0008"},
        "Inspections": {4: "XJ202610-0001", 5: "XJ202610-0002"},
    }
    assert given.marks == {"bs202610-": 6, "ts202610-": 8, "xj202610-": 2}


def test_a_number_that_stands_on_another_sheet_is_not_given() -> None:
    tables = office(["TS202610-0003"], ["BS202610-0009", None], [])
    given = number_records(tables, waiting(tables), number_formats(tables, office_settings()), {})
    assert given.numbers["Complaints"].to_dict() == {5: "TS202610-0004"}
    assert given.marks["bs202610-"] == 9


def test_rows_that_do_not_wait_are_not_numbered() -> None:
    """A cell that holds a formula without a result looks empty in the frame, and is not."""
    tables = office([None], [None], [None])
    formats = number_formats(tables, office_settings())
    nothing = {key: rows[:0] for key, rows in waiting(tables).items()}
    assert number_records(tables, nothing, formats, {}).numbers == {}
    one = number_records(tables, {"Inspections": pd.Index([4])}, formats, {})
    assert list(one.numbers) == ["Inspections"]


def test_marks_of_rows_that_are_gone_outlive_every_run() -> None:
    """R-5.1: a number is never given again, whatever was deleted."""
    tables = office(["BS202610-0004", None], ["TS202610-0007", None], [None])
    marks = {"bs202609-": 31, "ts202609-": 5, "wx-": 8, "ts202610-": 11, "xj202610-": 3}
    formats = number_formats(tables, office_settings())
    given = number_records(tables, waiting(tables), formats, marks)
    assert given.numbers["Complaints"].to_dict() == {5: "TS202610-0012"}
    assert given.numbers["Inspections"].to_dict() == {4: "XJ202610-0004"}
    assert given.marks == {**marks, "bs202610-": 5, "ts202610-": 12, "xj202610-": 4}


def test_a_prefix_of_another_format_has_no_number() -> None:
    with pytest.raises(ValueError, match="wx-"):
        number_pattern(DEFAULT).number("wx-", 1)


def test_a_pattern_in_the_other_script_goes_on_from_the_same_numbers() -> None:
    existing = pd.Series(["报事2026年 7", "報事2026年8", None], dtype="str")
    moments = pd.Series(pd.Timestamp(2026, 10, 3), index=existing.index)
    numbers = next_numbers(existing, moments, "報事{yyyy}年 {n}", {"報事2026年 ": 6})
    assert numbers.to_dict() == {2: "報事2026年 9"}
