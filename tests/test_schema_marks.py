"""Names of marks."""

from __future__ import annotations

import pytest

from estate_xl.schema.marks import appraisal_key, mark_of, marked_area, marked_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("estate_sheet_Findings", "Findings"),
        ("ESTATE_SHEET_FINDINGS", "FINDINGS"),
        ("'考核 2026-10'!estate_sheet_Findings", "Findings"),
        ("estate_list", None),
        ("staff_list", None),
    ],
)
def test_the_key_of_a_name(name: str, key: str | None) -> None:
    assert marked_key(name) == key


def test_names_of_marks() -> None:
    assert marked_key(mark_of("Tickets")) == "Tickets"
    assert mark_of(appraisal_key("2026-10")) == "estate_sheet_Appraisal_2026_10"
    assert marked_area("a'b") == "'a''b'!$1:$1048576"
