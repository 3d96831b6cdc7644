"""`month-end` on made-up offices against the oracle, which reads the regulation on its own.

The product writes a workbook and prints JSON; both ways through files are part of the test. What
the drawn offices must have contained is counted: agreement on easy offices would prove nothing.
Fixed seeds make every run the same; they are several because one long stream repeats itself, as
Hypothesis varies what it drew before, and may then miss a case altogether.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, event, given, seed, settings

from estate_xl.console import cli
from estate_xl.schema import Language
from support.offices import DIRECTOR, offices, regulation_weights, standards, write_office
from support.oracle import PARTS, appraise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.offices import Office, Records, Row

pytestmark = pytest.mark.slow

Result = dict[str, Any]

SEEDS = range(8)
EXAMPLES_OF_A_SEED = 25
TIE_BREAKERS = ("owner", "complaints", "inspection", "visits", "zone")
LARGEST_DIFFERENCE = Decimal("1e-9")
ROOT = Path(__file__).parents[1]


def test_month_end_agrees_with_the_oracle(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    book, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"

    @settings(
        max_examples=EXAMPLES_OF_A_SEED,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(offices())
    def agree(office: Office) -> None:
        records, values, month = office
        assume(any(row["active"] != "否" for row in records["Zones"]))
        expected = appraise(records, values, month)
        seen["example"] += 1
        for occurrence in sorted(set(occurrences(office, expected))):
            event(occurrence)
            seen[occurrence] += 1
        write_office(book, records, values)
        before = book.read_bytes()
        out.unlink(missing_ok=True)

        status, printed = run_month_end(book, out, month)

        assert comparable(printed, expected) == comparable(expected, expected)
        assert status == (1 if printed["findings"] else 0)
        assert rules_that_must_be_found(expected) <= {row["rule"] for row in printed["findings"]}
        assert out.exists()
        assert book.read_bytes() == before

    for number in SEEDS:
        seed(number)(agree)()

    assert seen["example"] >= len(SEEDS) * EXAMPLES_OF_A_SEED
    assert {occurrence for occurrence in EXPECTED_OCCURRENCES if not seen[occurrence]} == set()


@pytest.mark.parametrize("language", list(Language))
def test_month_end_command_prints_the_same_in_every_language(
    tmp_path: Path, language: Language
) -> None:
    records, values, month = fixed_office()
    book = tmp_path / "book.xlsx"
    write_office(book, records, values, language)

    finished = subprocess.run(
        [
            *(sys.executable, "-m", "estate_xl", "month-end", str(book)),
            *("--month", month, "--out", str(tmp_path / "out.xlsx"), "--json", "--quiet"),
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )

    assert (finished.returncode, finished.stderr) == (1, "")
    printed = json.loads(finished.stdout, parse_float=Decimal)
    expected = appraise(records, values, month)
    assert comparable(printed, expected) == comparable(expected, expected)
    assert [[row[key] for key in ("zone", "score", "tie_break")] for row in printed["zones"]] == [
        ["A1", Decimal("94.17"), "complaints"],  # 0.3 x 80.55 + 0.7 x 100 = 94.165
        ["B1", Decimal("94.17"), "complaints"],  # the same, with 100 - 5 + 5
        ["C1", None, None],
    ]
    assert {row["staff"]: (row["total"], row["missing"]) for row in printed["staff"]} == {
        "E01": (Decimal("87.36"), []),  # 0.5 x 80.55 + 0.5 x (94.17 + 94.17) / 2
        # 0.5 x 90 + 0.05 x 90 + 0.05 x (94.17 + 90.67) / 2 + 0.4 x 80 = 86.121
        "E02": (Decimal("86.12"), []),
        "E03": (Decimal("91.3"), []),  # 0.3 x 99 + 0.7 x 88
        "E04": (None, ["director"]),
    }
    assert {"R-8.1", "R-8.4"} <= {row["rule"] for row in printed["findings"]}


def run_month_end(book: Path, out: Path, month: str) -> tuple[int, Result]:
    """Exit status and printed object of the command, run in this process."""
    stdout = io.StringIO()
    with redirect_stdout(stdout):
        status = cli.main(
            ["month-end", str(book), "--month", month, "--out", str(out), "--json", "--quiet"]
        )
    assert status in {0, 1}
    return status, json.loads(stdout.getvalue(), parse_float=Decimal)


def comparable(result: Result, expected: Result) -> Result:
    """A result as it can be compared: reasons only as given or not, staff by number.

    A mean that stays unrounded and is as good as the expected one is replaced by that.
    """
    means = {row["staff"]: row["supervisor"] for row in expected["staff"]}
    staff = {row["staff"]: dict(row) for row in result["staff"]}
    assert len(staff) == len(result["staff"])
    for number, row in staff.items():
        mean = means.get(number)
        if (
            mean is not None
            and row["supervisor"] is not None
            and abs(row["supervisor"] - mean) <= LARGEST_DIFFERENCE
        ):
            row["supervisor"] = mean
    for row in (*result["zones"], *staff.values()):
        for key in {"rank", "complaints", "commendations"} & row.keys():
            assert row[key] is None or isinstance(row[key], int)
    return {
        "month": result["month"],
        "zones": [row | {"reason": bool(row["reason"])} for row in result["zones"]],
        "departments": result["departments"],
        "staff": staff,
    }


def rules_that_must_be_found(expected: Result) -> set[str]:
    """The rules under which the run must report, so that nobody misses what has no score."""
    rules: set[str] = set()
    if any(row["score"] is None for row in expected["zones"]):
        rules.add("R-8.1")
    if any(row["missing"] for row in expected["staff"]):
        rules.add("R-8.4")
    return rules


EXPECTED_OCCURRENCES = (
    *(f"tie broken by {criterion}" for criterion in TIE_BREAKERS),
    "tie of three zones or more",
    *(f"missing: {part}" for part in (*PARTS, "weights")),
    *(f"zones: {number}" for number in range(1, 6)),
    *("staff: 0", "staff: some", "staff: ten or more"),
    *("zone without score", "composite without score", "self-check without score"),
    *("owner part at the floor", "owner part above 100", "owner part cut at 100"),
    *("worker part below 100", "worker part 0"),
    *("total", "rank shared", "zone score where binary floats round the other way"),
    *("item unknown", "item of another trade", "item twice", "neither founded nor unfounded"),
    *("self-check given", "self-check given without a reason", "composite over the office"),
    "trade left out",
    *("officer leads several scored zones", "officer leads scored and unscored zones"),
    *("typed twice", "other settings", "floor None", "zone switched off", "empty score with codes"),
    *("left before the month", "left in the month", "joined in the month", "joined after it"),
)


def occurrences(office: Office, expected: Result) -> Iterator[str]:
    """What an office contains, in the words of `EXPECTED_OCCURRENCES`."""
    records, values, month = office
    yield from zone_occurrences(values, expected)
    yield from staff_occurrences(records, month, expected)
    yield from officer_occurrences(records, expected)
    for row in expected["departments"]:
        for key, name in (("composite", "composite"), ("self_check", "self-check")):
            yield f"{name} {'without' if row[key] is None else 'with'} score"
    if values.get("complaint_deduction", 5) != 5:
        yield "other settings"
    if values.get("owner_score_floor", 0) is None:
        yield "floor None"
    if values.get("composite_over") == "office":
        yield "composite over the office"
    if any(row["valid"] == "不" for row in records["Complaints"] if "valid" in row):
        yield "neither founded nor unfounded"
    yield from fault_occurrences(records, month)
    if any(row["active"] == "否" for row in records["Zones"]):
        yield "zone switched off"
    if any(row["score"] is None and row["findings"] for row in records["Inspections"]):
        yield "empty score with codes"
    typed = Counter(row["staff"] for row in records["MonthlyScores"] if row["month"] == month)
    if 2 in typed.values():
        yield "typed twice"


def fault_occurrences(records: Records, month: str) -> Iterator[str]:
    """What is wrong with inspections, and who was given a self-check."""
    trades = {row["code"]: row["trade"] for row in records["InspectionStandards"]}
    for row in records["Inspections"]:
        codes = str(row["findings"] or "").split("、") if row["findings"] else []
        if len(set(codes)) < len(codes):
            yield "item twice"
        for code in codes:
            if code not in trades:
                yield "item unknown"
            elif trades[code] != row["trade"]:
                yield "item of another trade"
    workers = {row["staff"] for row in records["Staff"] if row["post"] == "員工"}
    for row in records["MonthlyScores"]:
        if row["month"] == month and row["staff"] in workers and row["zone"] is not None:
            yield "self-check given" if row["note"] else "self-check given without a reason"


def zone_occurrences(values: dict[str, object], expected: Result) -> Iterator[str]:
    """What the zones' scores and order contain."""
    yield f"zones: {len(expected['zones'])}"
    scores = Counter(row["score"] for row in expected["zones"] if row["rank"] is not None)
    if scores and max(scores.values()) >= 3:
        yield "tie of three zones or more"
    weights = [float(str(values[key])) for key in ("zone_inspection_weight", "zone_owner_weight")]
    floor, ceiling = values.get("owner_score_floor", 0), values.get("owner_score_ceiling")
    for row in expected["zones"]:
        if row["owner"] == floor and row["complaints"]:
            yield "owner part at the floor"
        if row["owner"] > 100:
            yield "owner part above 100"
        if row["owner"] == ceiling and row["commendations"]:
            yield "owner part cut at 100"
        if row["score"] is None:
            yield "zone without score"
            continue
        if row["reason"]:
            yield "trade left out"
        if row["tie_break"]:
            yield f"tie broken by {row['tie_break']}"
        in_floats = weights[0] * float(row["inspection"]) + weights[1] * float(row["owner"])
        if round(in_floats, 2) != float(row["score"]):
            yield "zone score where binary floats round the other way"


def staff_occurrences(records: Records, month: str, expected: Result) -> Iterator[str]:
    """What the list of staff contains, and who is not on it."""
    number = len(expected["staff"])
    yield "staff: 0" if not number else "staff: ten or more" if number >= 10 else "staff: some"
    ranks = Counter(
        (row["department"], row["rank"]) for row in expected["staff"] if row["rank"] is not None
    )
    if ranks and max(ranks.values()) > 1:
        yield "rank shared"
    for row in expected["staff"]:
        yield from (f"missing: {part}" for part in row["missing"])
        if row["total"] is not None:
            yield "total"
        if row["post"] == "員工" and row["zone"] is not None and row["zone"] < 100:
            yield "worker part below 100" if row["zone"] else "worker part 0"
    for person in records["Staff"]:
        for key, names in (
            ("joined", ("", "joined in the month", "joined after it")),
            ("left", ("left before the month", "left in the month", "")),
        ):
            day = person.get(key)
            if isinstance(day, date):
                other = f"{day:%Y-%m}"
                yield names[(other >= month) + (other > month)]


def officer_occurrences(records: Records, expected: Result) -> Iterator[str]:
    """What the zone officers on the list lead."""
    officers = {row["zone"]: row["officer"] for row in records["Zones"]}
    for person in expected["staff"]:
        if person["post"] != "片區客戶人員":
            continue
        led = [row for row in expected["zones"] if officers[row["zone"]] == person["staff"]]
        scored = [row for row in led if row["score"] is not None]
        if len(scored) > 1:
            yield "officer leads several scored zones"
        if 0 < len(scored) < len(led):
            yield "officer leads scored and unscored zones"


def fixed_office() -> Office:
    """A small office worked by hand: a tie, a zone without a score, a part missing."""
    noon = datetime.combine(date(2026, 10, 15), datetime.min.time().replace(hour=12))
    staff: list[Row] = [
        {"staff": staff, "name": name, "department": department, "post": post}
        for staff, name, department, post in (
            ("E01", "林小玲", "客戶服務中心", "片區客戶人員"),
            ("E02", "黃國強", "環境部", "環境主管"),
            ("E03", "吳阿妹", "環境部", "員工"),
            ("E04", "鄭美華", "客戶服務中心", "客戶主管"),
        )
    ]
    inspections: list[Row] = [
        {
            "inspection": f"XJ-{number}",
            "date": noon.date(),
            "kind": kind,
            "zone": zone,
            "trade": "保潔",
            "inspector": "E04",
            "score": score,
        }
        for number, (zone, kind, score) in enumerate(
            (("A1", "主管周檢", 80.55), ("B1", "主管周檢", 80.55), ("A1", "片區日檢", 90))
        )
    ]
    complaint: Row = {
        "complaint": "TS-1",
        "received": noon,
        "zone": "B1",
        "content": "樓道未清掃",
        "department": "環境部",
    }
    commendation: Row = {
        "date": noon.date(),
        "zone": "B1",
        "content": "拾金不昧",
        "verified": "是",
    }
    ticket: Row = {
        "ticket": "BS-1",
        "registered": noon.replace(hour=8),
        "channel": "電話",
        "zone": "A1",
        "kind": "物管類",
        "department": "環境部",
        "content": "垃圾未清",
        "dispatched": noon.replace(hour=9),
        "worker": "E03",
        "arrived": noon.replace(hour=10),
        "completed": noon.replace(hour=11),
        "cause": "漏收",
        "result": "已清運",
        "rating": "滿意",
        "signed": "是",
        "returned": noon,
        "slip_ok": "是",
        "visited": noon.replace(hour=16),
        "visit_method": "電話",
        "visit_rating": "不滿意",
        "visitor": "E01",
    }
    records: Records = {
        "Staff": [dict(DIRECTOR), *staff],
        "Zones": [
            {"zone": code, "name": f"{code}片區", "officer": "E01"} for code in ("A1", "B1", "C1")
        ],
        "Inspections": inspections,
        "InspectionStandards": standards(),
        "Complaints": [complaint],
        "Commendations": [commendation],
        "Tickets": [ticket],
        "MonthlyScores": [
            {"month": "2026-10", "staff": "E01", "self": 80.55},
            {"month": "2026-10", "staff": "E02", "self": 90, "director": 80},
            {"month": "2026-10", "staff": "E03", "supervisor": 88},
            {"month": "2026-10", "staff": "E04", "self": 80},
        ],
        "AppraisalWeights": regulation_weights(),
    }
    return records, {"commendation_bonus": 5}, "2026-10"
