"""LACKING and its kin: what a record must hold to have reached a state (below R-5.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.check.months import ComputedMonths
from estate_xl.check.states import check_contradictions, check_signatures, check_states
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.texts.kinds import Severity
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.states import LIVES, TICKET_LIFE
from estate_xl.typed_frames import build_tables

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

Row = dict[str, object]


def _at(text: str) -> pd.Timestamp:
    return pd.Timestamp(f"2026-{text}")


_NOW = _at("03-20 12:00")
_FEBRUARY = pd.Timestamp("2026-02-01")
_MONTHS = ComputedMonths.of_workbook({}, _NOW, [pd.Timestamp("2025-11-01"), _FEBRUARY])
_CLOSED: Row = {
    "ticket": "BS1",
    "registered": _at("02-02 09:00"),
    "receptionist": "E1",
    "dispatched": _at("02-02 09:10"),
    "worker": "E2",
    "arrived": _at("02-02 10:00"),
    "completed": _at("02-02 11:00"),
    "cause": "老化",
    "result": "更換",
    "rating": "滿意",
    "signed": "是",
    "returned": _at("02-02 16:00"),
    "slip_ok": "是",
    "visited": _at("02-03 10:00"),
    "visit_method": "電話",
    "visit_rating": "滿意",
    "visitor": "E1",
    "archived": _at("02-03 17:00"),
}
_OPEN = {**_CLOSED, "archived": None}
_COMPLAINT: Row = {
    "complaint": "TS1",
    "received": _at("02-02 09:00"),
    "category": "服務",
    "department": "環境部",
    "plan": "約談",
    "handler": "E1",
    "settled": _at("02-03 09:00"),
    "visited": _at("02-04 09:00"),
    "visit_rating": "滿意",
    "filed": _at("02-04 10:00"),
}


def _ticket(**change: object) -> Tables:
    return build_tables({"Tickets": {7: {**_CLOSED, **change}}})


def _found(
    tables: Tables, *, counted_only: bool = False
) -> list[tuple[str, int | None, str | None, str]]:
    findings = check_states(tables, _MONTHS, counted_only=counted_only)
    return [(f.severity.name, f.row, f.column, f.rule) for f in findings]


def test_whole_records_lack_nothing() -> None:
    tables = build_tables(
        {"Tickets": {4: _CLOSED, 5: _OPEN}, "Complaints": {4: _COMPLAINT}, "Inspections": {4: {}}}
    )
    assert check_states(tables, _MONTHS) == []


@pytest.mark.parametrize("until", range(1, len(TICKET_LIFE.states) + 1))
def test_a_record_on_its_way_owes_nothing_of_the_states_to_come(until: int) -> None:
    later = TICKET_LIFE.states[until:]
    missing = dict.fromkeys(name for state in later for name in (state.column, *state.demands))
    # The customer may rate and sign before the slip is back.
    change: Row = {**missing, "rating": "滿意", "signed": "是"}
    assert _found(_ticket(**change)) == []


_RULES = {
    "ticket": "R-5.1",
    "receptionist": "R-5.1",
    "dispatched": "R-5.1",
    "arrived": "R-5.2",
    "worker": "R-5.2",
    "completed": "R-5.2",
    "cause": "R-5.2",
    "result": "R-5.2",
    "rating": "R-5.2",
    "signed": "R-5.2",
    "returned": "R-5.2",
    "slip_ok": "R-5.2",
    "visited": "R-5.4",
    "visit_method": "R-5.4",
    "visit_rating": "R-5.4",
    "visitor": "R-5.4",
}
_COUNTED = {"worker", "slip_ok", "returned", "visited", "visit_rating"}


@pytest.mark.parametrize("column", _RULES)
def test_each_cell_of_an_archived_ticket_is_missed(column: str) -> None:
    """An error where a number of February reads it, else a warning of the column."""
    severity = "ERROR" if column in _COUNTED else "WARNING"
    assert _found(_ticket(**{column: None})) == [(severity, 7, column, _RULES[column])]
    assert _found(_ticket(**{column: None}), counted_only=True) == (
        [("ERROR", 7, column, _RULES[column])] if column in _COUNTED else []
    )


@pytest.mark.parametrize("column", _RULES)
def test_each_cell_of_an_open_ticket_is_an_error(column: str) -> None:
    assert _found(_ticket(archived=None, **{column: None})) == (
        [("ERROR", 7, column, _RULES[column])]
        if column != "visited"
        else [("ERROR", 7, "visited", "R-5.4")]
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # The times of the states before, and what each of them demands.
        (
            {"dispatched": None, "ticket": None, "receptionist": None},
            {"dispatched", "ticket", "receptionist"},
        ),
        (dict.fromkeys(("visited", "visit_method", "visit_rating", "visitor")), "same"),
        (dict.fromkeys(("arrived", "completed", "returned", "archived")), {
            "arrived", "completed", "returned",
        }),
        # What implies the slip's return and the visit.
        ({"returned": None, "visited": None, "visit_rating": None, "visit_method": None,
          "visitor": None, "archived": None, "signed": None, "rating": None}, {"returned"}),
        ({"returned": None, "slip_ok": None, "rework": 1, "visited": None, "visit_rating": None,
          "visit_method": None, "visitor": None, "archived": None}, {"returned"}),
        ({"returned": None, "slip_ok": None, "rework": 0, "visited": None, "visit_rating": None,
          "visit_method": None, "visitor": None, "archived": None}, set()),
        *(
            (
                {**dict.fromkeys(("visited", "archived", "visit_rating", "visit_method",
                                  "visitor")), column: value},
                {"visited"},
            )
            for column, value in (
                ("visit_rating", "滿意"), ("visit_method", "電話"), ("visitor", "E1"),
            )
        ),
        # A signature is there when it says 是.
        ({"signed": "否"}, {"signed"}),
        # A cancelled ticket owes nothing.
        ({"cancelled": "誤報", "worker": None, "visit_rating": None}, set()),
    ],
)  # fmt: skip
def test_what_is_demanded(change: Row, expected: set[str] | str) -> None:
    wanted = set(change) if expected == "same" else expected
    assert {column for _, _, column, _ in _found(_ticket(**change))} == wanted


def _complaint(**change: object) -> Tables:
    return build_tables({"Complaints": {7: {**_COMPLAINT, **change}}})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"department": None}, [("ERROR", "department")]),
        ({"category": None}, [("WARNING", "category")]),
        ({"category": None, "filed": None}, [("ERROR", "category")]),
        ({"plan": None}, [("WARNING", "plan")]),
        ({"handler": None, "filed": None}, [("ERROR", "handler")]),
        ({"visit_rating": None}, [("WARNING", "visit_rating")]),
        ({"visit_rating": None, "filed": None}, [("ERROR", "visit_rating")]),
        ({"visited": None, "filed": None}, [("ERROR", "visited")]),
        ({"settled": None}, [("WARNING", "settled")]),
        (dict.fromkeys(("department", "category", "plan", "handler", "settled", "visited",
                        "visit_rating", "filed")), []),
        ({"valid": "否", "department": None}, []),
        ({"received": _at("01-31 09:00"), "department": None}, [("WARNING", "department")]),
    ],
)  # fmt: skip
def test_complaints(change: Row, expected: list[tuple[str, str]]) -> None:
    assert _found(_complaint(**change)) == [
        (severity, 7, column, "R-C1") for severity, column in expected
    ]


def test_other_sheets() -> None:
    tables = build_tables(
        {
            "ComplaintRounds": {4: {"visit_rating": "不滿意"}, 5: {"visited": _at("02-03")}},
            "Inspections": {
                4: {"date": _at("02-02"), "fixed": _at("02-03")},
                5: {"date": _at("02-02"), "recheck": "合格"},
                6: {"date": _at("03-20"), "fixed": _at("03-20")},  # looked at again tomorrow
                7: {"date": _at("03-19"), "fixed": _at("03-19")},
            },
        }
    )
    assert _found(tables) == [
        ("WARNING", 4, "visited", "R-C1"),
        ("WARNING", 5, "fixed", "R-7"),
        ("WARNING", 4, "recheck", "R-7"),
    ]
    rechecks = check_states(tables, _MONTHS)[-1]
    assert rechecks.message(Language.HANT) == "已結束的記錄有 2 行缺「複查結果」：第 4、7 行"


def test_a_thousand_old_tickets_are_one_line_a_column_and_time() -> None:
    """Closed before the first month, since then, and in a month being computed."""
    lacking = {**_CLOSED, "arrived": None}
    since = {**lacking, "visited": _at("01-10 09:00"), "archived": _at("01-11 09:00")}
    old = {key: _back(value) for key, value in lacking.items()}
    rows = dict.fromkeys(range(10, 1010), old) | {2000: since, 2001: since, 2002: lacking}
    findings = check_states(build_tables({"Tickets": rows}), _MONTHS)
    assert [(f.code, f.severity, f.row, f.column) for f in findings] == [
        (FindingCode.LACKING_CLOSED, Severity.WARNING, 2000, "arrived"),
        (FindingCode.LACKING_BEFORE, Severity.NOTE, 10, "arrived"),
    ]
    since_then, before = (f.message(Language.HANT) for f in findings)
    assert since_then == "已結束的記錄有 3 行缺「到達時間」：第 2000、2001、2002 行"
    assert before.startswith("2025-11 之前已結束的記錄有 1000 行缺「到達時間」：第 10、11、12、")
    assert before.endswith("、19、… 行")


def _back(value: object) -> object:
    return value - pd.DateOffset(years=1) if isinstance(value, pd.Timestamp) else value


@pytest.mark.parametrize(
    ("times", "severity"),
    [
        ({}, "ERROR"),
        # Never archived, and over before February: nobody works on it.
        ({"visited": _at("01-30 10:00"), "returned": _at("01-29 10:00")}, "WARNING"),
        # Over, and yet one of its times lies in February.
        ({"returned": _at("01-29 10:00")}, "ERROR"),
    ],
)
def test_an_office_that_archives_nothing_has_closed_what_is_over(times: Row, severity: str) -> None:
    old = {key: _at("01-05 09:00") for key in ("registered", "dispatched", "completed")}
    tables = _ticket(archived=None, arrived=None, **old, **times)
    assert _found(tables) == [(severity, 7, "arrived", "R-5.2")]


@pytest.mark.parametrize(
    ("change", "in_january", "in_february", "in_march"),
    [
        ({"worker": None}, False, True, False),
        ({"worker": None, "visited": _at("03-01 09:00"), "archived": _at("03-02")}, False, True,
         True),
        ({"slip_ok": None}, False, True, False),
        ({"visit_rating": None, "visited": _at("03-01 09:00"), "archived": _at("03-02")}, False,
         False, True),
        # A missing time lies between its neighbours.
        ({"returned": None}, False, True, False),
        ({"visited": None, "archived": _at("03-02")}, False, True, True),
        ({"visited": None, "archived": None}, False, True, True),
    ],
)  # fmt: skip
def test_which_months_numbers_read_the_cell(
    change: Row, *, in_january: bool, in_february: bool, in_march: bool
) -> None:
    tables = _ticket(**change)
    found = [
        len(
            check_states(
                tables,
                ComputedMonths.of_month(pd.Timestamp(f"2026-{month:02}-01")),
                counted_only=True,
            )
        )
        for month in (1, 2, 3)
    ]
    assert found == [in_january, in_february, in_march]


def test_a_cell_that_could_not_be_read_is_no_lack() -> None:
    tables = build_tables(
        {"Tickets": {row: {**_CLOSED, "arrived": None, "worker": None} for row in (4, 5)}}
    )
    unread = {("Tickets", 4, "arrived"), ("Tickets", 5, "worker"), ("Staff", 4, "joined")}
    findings = check_states(tables, _MONTHS, unread)
    assert [(f.row, f.column) for f in findings] == [(5, "arrived"), (4, "worker")]


def test_a_column_that_the_workbook_does_not_have_is_not_missed() -> None:
    tables = _ticket(visit_method=None, cause=None)
    findings = check_states(tables, _MONTHS, {("Tickets", None, "visit_method")})
    assert [f.column for f in findings] == ["cause"]


def _only(tables: Tables) -> Finding:
    (finding,) = check_states(tables, _MONTHS)
    return finding


@pytest.mark.parametrize(
    ("change", "message", "mend"),
    [
        (
            {"worker": None},
            "填了「完工時間」，卻缺「服務人員」",
            "請補填「服務人員」；「完工時間」若是填錯，就清除它",
        ),
        (
            {"ticket": None, "archived": None},
            "填了「派工時間」，卻缺「單號」",
            "請執行「生成報事單」（work-orders）編號",
        ),
        (
            {"visited": None},
            "填了「存檔時間」，卻缺「回訪時間」",
            "請補填「回訪時間」；「存檔時間」若是填錯，就清除它",
        ),
        (
            {"signed": "否", "archived": None},
            "填了「返單時間」，卻缺「客戶簽字」",
            "請補填「客戶簽字」；「返單時間」若是填錯，就清除它",
        ),
    ],
)
def test_the_words(change: Row, message: str, mend: str) -> None:
    finding = _only(_ticket(**change))
    assert (finding.message(Language.HANT), finding.mend(Language.HANT)) == (message, mend)


@pytest.mark.parametrize("language", Language)
def test_the_words_have_all_their_facts(language: Language) -> None:
    for finding in (
        _only(_ticket(worker=None)),
        _only(_ticket(arrived=None)),
        *check_states(build_tables({"Tickets": {4: _old(arrived=None)}}), _MONTHS),
        *check_signatures(_ticket(visit_rating="不滿意"), _MONTHS),
        *check_signatures(build_tables({"Tickets": {4: _old(visit_rating="不滿意")}}), _MONTHS),
    ):
        for words in (finding.message(language), finding.mend(language)):
            assert words
            assert not set("{}") & set(words)


def _old(**change: object) -> Row:
    return {key: _back(value) for key, value in {**_CLOSED, **change}.items()}


def test_a_cancelled_ticket_is_not_archived() -> None:
    (finding,) = check_contradictions(_ticket(cancelled="誤報"))
    assert (finding.code, finding.row, finding.column) == (
        FindingCode.STEP_CONTRADICTS,
        7,
        "archived",
    )
    assert finding.message(Language.HANT) == "已有「取消原因」，卻又填了「存檔時間」"
    assert check_contradictions(_ticket(cancelled="誤報", archived=None)) == []
    assert check_contradictions(_ticket()) == []


def test_signatures_that_the_visit_belies() -> None:
    doubted = {**_CLOSED, "visit_rating": "不滿意"}
    since = {**doubted, "visited": _at("01-10 09:00")}
    rows = {
        4: doubted,
        5: {**doubted, "rating": "基本滿意"},
        6: {**doubted, "visit_rating": "基本滿意"},
        7: {**doubted, "cancelled": "誤報"},
        8: since,
        9: _old(visit_rating="不滿意"),
    }
    tables = build_tables({"Tickets": rows})
    findings = check_signatures(tables, _MONTHS)
    assert [(f.code, f.severity.name, f.row, f.column) for f in findings] == [
        (FindingCode.RATINGS_DISAGREE, "WARNING", 4, "rating"),
        (FindingCode.RATINGS_DISAGREED, "WARNING", 8, "rating"),
    ]
    assert findings[1].message(Language.HANT).endswith("：第 8、9 行")
    february = ComputedMonths.of_month(_FEBRUARY)
    assert [f.row for f in check_signatures(tables, february, counted_only=True)] == [4]
    (old,) = check_signatures(build_tables({"Tickets": {9: rows[9]}}), _MONTHS)
    assert old.severity is Severity.NOTE


def test_the_table_names_columns_that_there_are() -> None:
    for life in LIVES:
        keys = {column.key for column in ESTATE_BOOK[life.sheet].columns}
        assert {*life.columns(), *life.over, *life.counted, *life.affirmed} <= keys
        assert {name for times in life.counted.values() for name in times} <= keys
