"""Findings for bad rows, and how values read in them."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.check.report import (
    choice_labels,
    day_texts,
    looked_up,
    names_of,
    proposal,
    repeated,
    report,
)
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import Label

_REGISTER = pd.DataFrame(
    {"staff": ["E1", "E2", None, "E1"], "name": ["陳大文", None, "甲", "乙"]}, dtype="str"
)


def _texts(*values: str | None) -> pd.Series:
    return pd.Series(values, index=range(4, 4 + len(values)), dtype="str")


def test_one_finding_a_row_with_its_own_facts() -> None:
    target = Label("片區", "Zones")
    findings = report(
        FindingCode.AMBIGUOUS_REFERENCE,
        "Tickets",
        "zone",
        _texts("東", None),
        target=target,
        candidates=["Z1、Z2", "Z3、Z4"],
    )
    assert findings == [
        Finding(
            FindingCode.AMBIGUOUS_REFERENCE,
            "Tickets",
            row,
            "zone",
            value,
            {"target": target, "candidates": candidates},
        )
        for row, value, candidates in ((4, "東", "Z1、Z2"), (5, "", "Z3、Z4"))
    ]


@pytest.mark.parametrize(
    ("nearest", "hant", "en"),
    [
        ("", "", ""),
        ("A1", "最接近的是 A1；", "The nearest is A1. "),
        (Label("滿意", "Satisfied"), "最接近的是 滿意；", "The nearest is Satisfied. "),
    ],
)
def test_what_is_proposed(nearest: str | Label, hant: str, en: str) -> None:
    assert proposal(nearest) == Label(hant, en)


def test_what_is_known_of_a_key() -> None:
    found = looked_up(_REGISTER, "staff", "name", _texts("E1", "E2", "E9", None, "E1"))
    assert found.dropna().to_dict() == {4: "陳大文", 8: "陳大文"}
    assert list(found.index) == [4, 5, 6, 7, 8]


def test_people_as_findings_call_them() -> None:
    keys = _texts("E1", "E2", "E9", None)
    assert [who.hant for who in names_of(_REGISTER, "staff", keys)] == [
        "陳大文（E1）",
        "E2",
        "E9",
        "—",
    ]


def test_choices_in_the_readers_language() -> None:
    assert choice_labels(_texts("環境部", None)) == [Label("環境部", "Environment"), Label("", "")]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), {}),
        (("a", "b"), {}),
        ((None, None), {}),
        (("a", "b", "a"), {4: "4、6", 6: "4、6"}),
        (("a", "b", "b", "a", None), {4: "4、7", 5: "5、6", 6: "5、6", 7: "4、7"}),
    ],
)
def test_repeated_rows(keys: tuple[str | None, ...], expected: dict[int, str]) -> None:
    assert {row: label.hant for row, label in repeated(_texts(*keys)).items()} == expected


@pytest.mark.parametrize(("count", "ends_with"), [(10, "12、13"), (11, "12、13、…"), (30, "13、…")])
def test_of_many_rows_the_first_ten_are_named(count: int, ends_with: str) -> None:
    label = repeated(_texts(*["a"] * count)).iloc[0]
    assert label.hant.startswith("4、5、6、")
    assert label.hant.endswith(ends_with)
    assert label.en == label.hant.replace("、", ", ")


def test_a_day_reads_without_its_time() -> None:
    times = pd.Series([pd.Timestamp("2026-03-16 09:30"), pd.Timestamp("2026-03-17")])
    assert day_texts(times).tolist() == ["2026-03-16", "2026-03-17"]
