"""The appraisal of a month in which people move and zones change hands (R-M3, R-8.1, R-8.4)."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, seed, settings

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.evidence import explain
from estate_xl.engine.opening import open_bytes
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import AppraisalSettings, Language
from estate_xl.tasks.month_end import appraise
from estate_xl.write.appraisal import lists, lists_without_days, remarks
from support.moving_offices import histories
from support.offices import write_office
from support.oracle import appraise as oracle
from test_compute_appraisal import HEAD, OFFICER, at, inspected, tables_of
from test_month_end_oracle import comparable, run_month_end

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from estate_xl.compute.appraisal import Appraisal
    from support.moving_offices import History

    Change = dict[str, Any]
    Result = dict[str, Any]

BY_HAND = "HISTORY_EXAMPLES" in os.environ
EXAMPLES = int(os.environ.get("HISTORY_EXAMPLES", "40"))
NOW = dt.datetime(2026, 12, 20, 9)  # noqa: DTZ001 - a workbook's times have no zone
OCTOBER = Month.parse("2026-10")
LAST_DAY = 31
HAPPENED = (
    *(f"{event}, in the month" for event in ("officer changed", "zone opened", "zone closed")),
    *(f"{event}, in the month" for event in ("left", "rejoined", "promoted", "moved")),
    *(f"{event}, after the month" for event in ("officer changed", "zone closed", "moved")),
    "officer changed, before the month",
    "officer changed several times",
)


def change(day: str, key: str, field: str, before: str | None, after: str | None) -> Change:
    """A row of 變更記錄, as `read` makes it."""
    subject = "片區" if key.startswith("A") else "員工"
    values = {"field": field, "before": before, "after": after}
    return {"date": at(day), "subject": subject, "key": key, **values}


def office(
    *changes: Change, zones: list[dict[str, Any]] | None = None, **people: dict[str, Any]
) -> dict[str, pd.DataFrame]:
    """Two zones of 90 and 80 points, their officers E1 and E2, and others as given."""
    return tables_of(
        {
            "Zones": zones
            or [
                {"zone": "A01", "name": "東", "officer": "E1"},
                {"zone": "A02", "name": "西", "officer": "E2"},
            ],
            "Staff": [
                {"staff": staff, "name": f"{staff}君", **OFFICER, **people.get(staff, {})}
                for staff in ("E1", "E2", "E3")
            ],
            "Inspections": [inspected("A01", "保潔", 90), inspected("A02", "保潔", 80)],
            "MonthlyScores": [
                {"month": "2026-10", "staff": staff, "self": 90} for staff in ("E1", "E2", "E3")
            ],
            "Changes": list(changes),
        }
    )


def october(tables: dict[str, pd.DataFrame]) -> Appraisal:
    """October's."""
    weights = AppraisalSettings(zone_inspection_weight=1, zone_owner_weight=0)
    return calculate_appraisal(tables, weights, OCTOBER)


def supervisors(held: Appraisal) -> dict[str, float | None]:
    """Supervisor scores by staff number, of those on the sheet."""
    return {
        person.staff: None if (part := person.parts["supervisor"]) is None else float(part)
        for person in held.staff
    }


def test_officers_swapped_in_november_leave_october_as_it_was() -> None:
    """R-M3: the office once read 96.40 in October, and 80.91 after the swap."""
    before = october(office()).as_json()
    swapped = [
        {"zone": "A01", "name": "東", "officer": "E2"},
        {"zone": "A02", "name": "西", "officer": "E1"},
    ]
    rows = (
        change("11-01", "A01", "officer", "E1", "E2"),
        change("11-01", "A02", "officer", "E2", "E1"),
    )
    assert october(office(*rows, zones=swapped)).as_json() == before
    assert october(office(zones=swapped)).as_json() != before


def test_a_zone_that_changed_hands_weighs_in_both_scores_by_days() -> None:
    """R-8.1: E1 led A01 for 12 days and A02 for 31: (90×12 + 80×31) ÷ 43 = 82.79."""
    zones = [
        {"zone": "A01", "name": "東", "officer": "E3"},
        {"zone": "A02", "name": "西", "officer": "E1"},
    ]
    held = october(office(change("10-13", "A01", "officer", "E1", "E3"), zones=zones))
    assert supervisors(held) == {"E1": 82.79, "E2": None, "E3": 90}
    led = next(line for line in explain(held) if line.part.hant == "負責片區")
    assert isinstance(led.detail, type(led.part))
    assert (led.detail.hant, led.arithmetic) == (
        "A01 12 天、A02 31 天",
        "(90×12 + 80×31) ÷ 43 = 82.79",
    )


def test_a_change_within_the_month_is_in_remarks_and_evidence() -> None:
    zones = [{"zone": "A01", "name": "東", "officer": "E3"}]
    held = october(office(change("10-13", "A01", "officer", "E1", "E3"), zones=zones))
    texts = [str(record["text"]) for record in remarks(held, Language.HANT)]
    assert "2026-10-13 起，東（A01）片區管理員：E1君（E1） → E3君（E3）" in texts
    assert "E1君（E1）的主管級評分按負責天數計：A01 12 天" in texts
    (line,) = (line for line in explain(held) if line.part.hant == "變更")
    assert (line.source_sheet, line.source_row, line.date) == ("Changes", 4, at("10-13"))
    english = [str(record["text"]) for record in remarks(held, Language.EN)]
    assert "The supervisor score of E1君 (E1) is weighted by days led: A01 12 days" in english


def test_post_and_department_are_those_of_the_last_employed_day() -> None:
    """R-8.4: E1 became head of 環境部 on the 20th and left on the 25th."""
    rows = (
        change("10-20", "E1", "department", "客戶服務中心", "環境部"),
        change("10-20", "E1", "post", "片區客戶人員", "環境主管"),
        change("10-26", "E1", "left", None, "2026-10-25"),
        change("11-05", "E1", "post", "環境主管", "員工"),
    )
    today = {**HEAD, "post": "員工", "left": at("10-25")}
    held = {person.staff: person for person in october(office(*rows, E1=today)).staff}
    assert (held["E1"].department, held["E1"].post) == ("環境部", "環境主管")


def test_who_left_and_came_back_is_on_the_sheet_once() -> None:
    rows = (
        change("10-06", "E3", "left", None, "2026-10-05"),
        change("10-20", "E3", "joined", None, "2026-10-20"),
        change("10-20", "E3", "left", "2026-10-05", None),
    )
    held = october(office(*rows, E3={"joined": at("10-20")}))
    assert [person.staff for person in held.staff] == ["E1", "E2", "E3"]


def test_who_came_back_later_is_on_the_sheet_of_the_month_before_leaving() -> None:
    rows = (
        change("10-06", "E3", "left", None, "2026-10-05"),
        change("12-01", "E3", "joined", "2020-01-01", "2026-12-01"),
        change("12-01", "E3", "left", "2026-10-05", None),
    )
    held = october(office(*rows, E3={"joined": at("12-01")}))
    assert "E3" in [person.staff for person in held.staff]


def test_a_zone_closed_in_the_month_is_led_until_then_and_says_so() -> None:
    zones = [
        {"zone": "A01", "name": "東", "officer": "E1", "active": "否"},
        {"zone": "A02", "name": "西", "officer": "E1"},
    ]
    held = october(office(change("10-11", "A01", "active", "是", "否"), zones=zones))
    assert supervisors(held)["E1"] == round((90 * 10 + 80 * 31) / 41, 2)
    (shown,) = (row for row in lists(held, {}, Language.HANT)["zones"] if row["zone"] == "A01")
    assert str(shown["reason"]).endswith("本月啟用 10 天（2026-10-01 至 2026-10-10）")


@pytest.mark.parametrize(
    ("zones", "rows"),
    [
        ({"A01": "E1", "A02": "E2"}, ()),
        ({"A01": "E1", "A02": "E1"}, ()),
        ({"A01": "E3", "A02": "E1"}, (change("10-13", "A01", "officer", "E1", "E3"),)),
        ({"A01": "E3", "A02": "E3"}, (change("10-13", "A01", "officer", "E1", "E3"),)),
        ({"A01": "E1", "A02": "E1"}, (change("10-20", "A02", "active", "否", "是"),)),
    ],
)
def test_the_formula_of_earlier_templates_gives_the_score(
    zones: dict[str, str], rows: tuple[Change, ...]
) -> None:
    """It takes the mean of the zones beside which the staff number stands, else what is given."""
    masters = [{"zone": zone, "officer": officer} for zone, officer in zones.items()]
    tables = office(*rows, zones=masters)
    tables["Inspections"]["score"] = [90.01, 80.02]
    held = october(tables)
    shown = lists_without_days(held, {}, Language.HANT)["zones"]
    for staff, part in supervisors(held).items():
        scores = [row["score"] for row in shown if row["officer"] == staff]
        found = [score for score in scores if isinstance(score, float)]
        assert (sum(found) / len(found) if found else part) == part


def test_a_change_that_cannot_be_read_counts_nowhere_and_is_named() -> None:
    tables = office(change("11-01", "A01", "officer", None, "E2"))
    fault = Finding(FindingCode.UNKNOWN_REFERENCE, "Changes", 4, "before", "Y99")
    held = calculate_appraisal(tables, AppraisalSettings(), OCTOBER, [fault])
    assert supervisors(held)["E1"] is not None
    assert [(each.sheet, each.row) for each in held.uncounted] == [("Changes", 4)]


def appraised(history: History) -> Result:
    """What `--json` would print of the workbook, which is not written."""
    data = make_book(Language.HANT, history.today, history.settings)
    done = appraise(open_bytes(data, "book.xlsx"), Month.parse(history.month), NOW, lambda _: None)
    found: Result = json.loads(json.dumps(done.appraisal.as_json()), parse_float=Decimal)
    return found


def printed(history: History, folder: Path) -> Result:
    """What the command prints."""
    book, out = folder / "book.xlsx", folder / "out.xlsx"
    write_office(book, history.today, history.settings)
    out.unlink(missing_ok=True)
    return run_month_end(book, out, history.month)[1]


@pytest.mark.slow
def test_month_end_agrees_with_the_oracle_that_replays_the_days(tmp_path: Path) -> None:
    """The first example by the command, all where their number is given by hand."""
    seen: Counter[str] = Counter()

    @seed(20)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(histories())
    def agree(history: History) -> None:
        expected = oracle(history.before, history.settings, history.month)
        assume(expected["zones"] and any(row["active"] != "否" for row in history.today["Zones"]))
        seen.update(history.events.keys())
        seen["officer changed several times"] += history.events["officer changed, in the month"] > 1
        is_command = BY_HAND or not seen["examples"]
        seen["examples"] += 1
        found = printed(history, tmp_path) if is_command else appraised(history)
        assert comparable(found, expected) == comparable(expected, expected)

    agree()
    assert {event for event in HAPPENED if not seen[event]} == set()
