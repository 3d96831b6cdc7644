"""A month's numbers apart from any sheet, and what a correction changed (R-M2)."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.appraisal_numbers import Block, Standing, take_numbers
from estate_xl.compute.month_values import (
    KINDS,
    Change,
    changes_between,
    month_values,
    values_digest,
    values_shown,
)
from estate_xl.schema import AppraisalSettings
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.compute.month_values import (
        Values,
    )

BEFORE: Values = {
    "zones": {"A01": {"score": 92.5, "rank": 2}, "A02": {"score": 93, "rank": 1}},
    "departments": {"協管隊": {"composite": 97.3, "self_check": None}},
    "staff": {"E01": {"total": 91, "rank": 1}, "E02": {"total": None, "rank": None}},
}


def test_equal_values_have_no_changes() -> None:
    assert changes_between(BEFORE, copy.deepcopy(BEFORE)) == []
    assert values_digest(BEFORE) == values_digest(copy.deepcopy(BEFORE))


def test_each_field_that_changed_is_told_with_both_values() -> None:
    after = copy.deepcopy(BEFORE)
    after["zones"]["A01"] = {"score": 93.1, "rank": 1}
    after["zones"]["A02"]["rank"] = 2
    after["staff"]["E02"]["total"] = 88.25
    assert changes_between(BEFORE, after) == [
        Change("zones", "A01", "score", 92.5, 93.1),
        Change("zones", "A01", "rank", 2, 1),
        Change("zones", "A02", "rank", 1, 2),
        Change("staff", "E02", "total", None, 88.25),
    ]
    assert values_digest(BEFORE) != values_digest(after)


def test_who_is_new_and_who_is_gone() -> None:
    after = copy.deepcopy(BEFORE)
    after["staff"] = {"E02": BEFORE["staff"]["E02"], "E03": {"total": 90}, "E04": {}}
    assert changes_between(BEFORE, after) == [
        Change("staff", "E03", "", None, 90),
        Change("staff", "E04", "", None, ""),
        Change("staff", "E01", "", 91, None),
    ]


def test_what_was_not_kept_is_not_compared() -> None:
    before: Values = {"zones": {"A01": {"rank": 2}}}
    assert changes_between(before, BEFORE)[0] == Change("zones", "A02", "", None, 93)
    assert len(changes_between(before, BEFORE)) == 1


def test_what_a_sheet_shows_of_an_earlier_version() -> None:
    standing = Standing(
        {},
        [
            Block("zones", 4, 2, {"A": "zone", "B": "score", "C": "tie_break"}),
            Block("staff", 8, 1, {"A": "staff", "B": "total", "C": "post"}),
            Block("staff", 10, 1, {"A": "name"}),
        ],
    )
    cells = {(4, 1): "A01", (4, 2): 92.5, (4, 3): "業主評價", (5, 1): "A02", (8, 1): "E01"}
    numbers = take_numbers("2026-10", standing, lambda *place: cells.get(place))
    assert values_shown(numbers) == {
        "zones": {"A01": {"score": 92.5}, "A02": {"score": None}},
        "staff": {"E01": {"total": None}},
    }


VALUES = st.none() | st.integers(0, 3) | st.sampled_from([88.25, 91.5])
MONTHS = st.fixed_dictionaries(
    {
        kind: st.dictionaries(
            st.sampled_from(["a", "b", "c"]),
            st.fixed_dictionaries(dict.fromkeys(fields[:3], VALUES)),
        )
        for kind, (_, fields) in KINDS.items()
    }
)


@given(MONTHS, MONTHS)
def test_a_change_is_told_for_each_difference_and_for_nothing_else(
    before: Values, after: Values
) -> None:
    """An independent count: cells of records in both, and records in one alone."""
    expected = 0
    for kind in KINDS:
        shared = before[kind].keys() & after[kind].keys()
        expected += len(before[kind].keys() ^ after[kind].keys())
        for record in shared:
            old, new = before[kind][record], after[kind][record]
            expected += sum(old[field] != new[field] for field in old)
    changes = changes_between(before, after)
    assert len(changes) == expected
    assert (not changes) == (values_digest(before) == values_digest(after))


def test_the_values_of_a_month_are_those_that_it_prints() -> None:
    zones = {4: {"zone": "A01", "officer": "E1"}, 5: {"zone": "A02"}}
    staff = {4: {"staff": "E1", "department": "客戶服務中心", "post": "片區客戶人員"}}
    tables = build_tables({"Zones": zones, "Staff": staff})
    done = calculate_appraisal(tables, AppraisalSettings(), Month.parse("2026-10"))
    values = month_values(done)
    assert list(values) == list(KINDS)
    assert list(values["zones"]) == ["A01", "A02"]
    assert values["staff"]["E1"]["total"] is None
    assert values["staff"]["E1"]["post"] == "片區客戶人員"
    assert values["zones"]["A01"]["owner"] == 100
