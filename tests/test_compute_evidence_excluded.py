"""計分依據 and 備註 of what does not count."""

from __future__ import annotations

import pandas as pd

from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.evidence_excluded import uncounted_lines, uncounted_remarks
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import AppraisalSettings, Language
from estate_xl.typed_frames import build_tables

DAY = pd.Timestamp("2026-10-09")
TABLES = build_tables(
    {
        "Zones": {4: {"zone": "A", "name": "東"}},
        "Inspections": {
            row: {"date": DAY, "kind": "主管周檢", "zone": "A", "trade": "保潔", "findings": "XX"}
            for row in (4, 5)
        },
        "Complaints": {7: {"zone": "A"}, 8: {"received": DAY, "zone": "A"}},
    }
)
FINDINGS = [
    *(Finding(FindingCode.UNKNOWN_CODE, "Inspections", row, "findings", "XX") for row in (4, 5)),
    Finding(FindingCode.MISSING_VALUE, "Complaints", 7, "received"),
    Finding(FindingCode.NOT_A_CHOICE, "Complaints", 8, "department", "x", {"choices": "y"}),
]
HELD = calculate_appraisal(TABLES, AppraisalSettings(), Month.parse("2026-10"), FINDINGS)


def test_each_record_is_named_with_its_reason_and_its_row() -> None:
    """R-8.1."""
    lines = [
        (
            line.subject_kind.hant,
            line.subject,
            line.part.hant,
            line.rule,
            line.detail,
            line.date,
            line.points,
            (line.source_sheet, line.source_row),
        )
        for line in uncounted_lines(HELD)
    ]
    assert lines == [
        ("未計入", "A", "投訴", "R-8.1", (FINDINGS[2],), None, None, ("Complaints", 7)),
        (
            *("部分未計入", "A", "投訴（部門綜合）", "R-8.1", (FINDINGS[3],), DAY, None),
            ("Complaints", 8),
        ),
        ("未計入", "A", "巡檢", "R-7", (FINDINGS[0],), DAY, None, ("Inspections", 4)),
        ("未計入", "A", "巡檢", "R-7", (FINDINGS[1],), DAY, None, ("Inspections", 5)),
    ]


def test_the_remarks_say_how_many() -> None:
    assert uncounted_remarks(HELD, Language.HANT) == [
        "有 3 行記錄未計入（投訴 1 行、巡檢 2 行），原因見「計分依據」",
        "有 1 行記錄部分未計入（投訴 1 行），原因見「計分依據」",
    ]
    assert uncounted_remarks(HELD, Language.EN)[0] == (
        "3 records do not count (Complaints 1, Inspections 2); the evidence sheet says why"
    )


def test_nothing_is_said_where_all_counts() -> None:
    sound = calculate_appraisal(TABLES, AppraisalSettings(), Month.parse("2026-10"))
    assert (list(uncounted_lines(sound)), uncounted_remarks(sound, Language.HANT)) == ([], [])
