"""What goes into the next year's workbook, sheet by sheet as it is declared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.compute import carried_records as module
from estate_xl.compute.carried_records import carried_records, closed_records, newest_year
from estate_xl.schema import ESTATE_BOOK, Book, Column, Kind, Label, Role, Sheet
from estate_xl.schema.carrying import Carried, Filled
from estate_xl.typed_frames import build_frame, build_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

DEC, JAN = pd.Timestamp("2026-12-05 09:00"), pd.Timestamp("2027-01-03 09:00")


def carried(**rows: Mapping[int, Mapping[str, object]]) -> dict[str, list[int]]:
    """Rows that go along, of the sheets that have some."""
    found = carried_records(build_tables(rows), 2027)
    return {key: list(held) for key, held in found.items() if len(held)}


@pytest.mark.parametrize(
    ("sheet", "cells", "goes"),
    [
        ("Tickets", {"registered": DEC}, True),
        ("Tickets", {"registered": DEC, "archived": DEC}, False),
        ("Tickets", {"registered": DEC, "archived": JAN}, True),
        ("Tickets", {"registered": DEC, "cancelled": "業主撤回"}, False),
        ("Tickets", {"registered": JAN, "cancelled": "業主撤回"}, True),
        ("Tickets", {"archived": pd.NaT, "cancelled": "撤回"}, True),
        ("Complaints", {"received": DEC}, True),
        ("Complaints", {"received": DEC, "filed": DEC}, False),
        ("Complaints", {"received": DEC, "valid": "否"}, False),
        ("Complaints", {"received": DEC, "valid": "是"}, True),
        ("Inspections", {"date": pd.Timestamp("2026-11-30"), "findings": "BJ01"}, True),
        (
            "Inspections",
            {
                "date": pd.Timestamp("2026-11-20"),
                "findings": "BJ01",
                "fixed": pd.Timestamp("2026-11-21"),
                "recheck": "合格",
            },
            False,
        ),
        (
            "Inspections",
            {"date": pd.Timestamp("2026-11-20"), "findings": "BJ01", "recheck": "合格"},
            True,
        ),
        ("Inspections", {"date": pd.Timestamp("2026-11-20")}, False),
        ("Inspections", {"date": pd.Timestamp("2026-12-01")}, True),
        ("Commendations", {"date": DEC}, False),
        ("Commendations", {"date": JAN}, True),
        ("Commendations", {"content": "日期看不懂"}, True),
        ("RecognitionChecks", {"date": DEC}, False),
        ("MonthlyScores", {"month": "2026-12"}, False),
        ("MonthlyScores", {"month": "2027-01"}, True),
        ("Changes", {"date": DEC}, False),
        ("Changes", {"date": JAN}, True),
        ("Changes", {"note": "更正"}, True),
        ("FollowUps", {"ticket": "T1", "at": DEC}, False),
        ("FollowUps", {"ticket": "T1", "at": JAN}, True),
    ],
)
def test_a_record_goes_along_or_stays(sheet: str, cells: dict[str, object], *, goes: bool) -> None:
    assert carried(**{sheet: {7: cells}}) == ({sheet: [7]} if goes else {})


def test_records_go_along_with_the_one_that_they_name() -> None:
    found = carried(
        Tickets={
            4: {"ticket": "BS-1", "registered": DEC},
            5: {"ticket": "BS-2", "registered": DEC, "archived": DEC},
        },
        FollowUps={4: {"ticket": "ｂｓ-1", "at": DEC}, 5: {"ticket": "BS-2", "at": DEC}},
        SlipReturns={4: {"ticket": "BS-1", "at": DEC}},
    )
    assert found == {"Tickets": [4], "FollowUps": [4], "SlipReturns": [4]}


def test_what_a_record_refers_to_goes_along_with_all_of_its_own() -> None:
    """An open complaint about a closed ticket takes the ticket, and that its follow-ups."""
    found = carried(
        Tickets={4: {"ticket": "BS-1", "registered": DEC, "archived": DEC}},
        FollowUps={9: {"ticket": "BS-1", "at": DEC}},
        Complaints={6: {"complaint": "TS-1", "received": DEC, "ticket": "BS-1"}},
        ComplaintRounds={5: {"complaint": "TS-1", "visited": DEC}},
    )
    assert found == {"Tickets": [4], "FollowUps": [9], "Complaints": [6], "ComplaintRounds": [5]}


def test_changes_reach_back_to_the_earliest_record_that_goes_along() -> None:
    november = pd.Timestamp("2026-11-10 10:00")
    changes = {4: {"date": pd.Timestamp("2026-11-09")}, 5: {"date": pd.Timestamp("2026-11-10")}}
    assert carried(Changes=changes) == {}
    assert carried(Changes=changes, Tickets={4: {"registered": november}})["Changes"] == [5]


def test_the_latest_inspection_of_each_zone_tells_since_when_it_owes() -> None:
    days = {4: ("A1", "2026-03-01"), 5: ("A1", "2026-05-01"), 6: ("A2", "2026-04-01")}
    rows = {row: {"zone": zone, "date": pd.Timestamp(day)} for row, (zone, day) in days.items()}
    assert carried(Inspections=rows) == {"Inspections": [5, 6]}


def test_closed_records_that_go_along_are_counted() -> None:
    rows: dict[int, dict[str, object]] = {
        4: {"zone": "A1", "date": pd.Timestamp("2026-05-01")},
        5: {"zone": "A2", "date": pd.Timestamp("2026-05-01"), "findings": "BJ01"},
        6: {"zone": "A2", "date": pd.Timestamp("2026-12-20")},
        7: {"zone": "A2", "date": pd.Timestamp("2027-01-02")},
    }
    tables = build_tables({"Inspections": rows})
    found = carried_records(tables, 2027)
    assert list(found["Inspections"]) == [4, 5, 6, 7]
    assert closed_records(tables, found, 2027) == {"Inspections": 2}


def test_the_newest_record_tells_the_year() -> None:
    rows: dict[int, dict[str, object]] = {
        4: {"registered": DEC},
        5: {"registered": JAN},
        6: {"registered": pd.NaT},
    }
    tables = build_tables({"Tickets": rows, "MonthlyScores": {4: {"month": "2026-10"}}})
    assert newest_year(tables, JAN) == 2027
    assert newest_year(tables, DEC) == 2026
    assert newest_year(build_tables({}), JAN) is None


def test_masters_and_set_up_are_not_asked_about() -> None:
    assert "Staff" not in carried_records(build_tables({}), 2027)


def test_a_sheet_joins_by_its_declaration_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    register = Sheet(
        "Keys",
        Label("鑰匙借用", "Keys lent"),
        Role.DAILY,
        (
            Column("key", Label("借用編號", "Loan no."), Kind.ID),
            Column("received", Label("受理時間", "Received at"), Kind.DATETIME),
            Column("done", Label("完成日期", "Done"), Kind.DATE),
        ),
        carried=Carried(closings=((Filled("done"),),)),
    )
    book = Book((*ESTATE_BOOK.sheets, register))
    monkeypatch.setattr(module, "ESTATE_BOOK", book)
    tables = build_tables({})
    tables["Keys"] = build_frame(
        register, {4: {"received": DEC, "done": DEC}, 5: {"received": DEC}}
    )
    assert list(carried_records(tables, 2027)["Keys"]) == [5]


def test_a_declaration_rests_on_columns_that_are_there() -> None:
    broken = replace(ESTATE_BOOK["FollowUps"], carried=Carried(along="complaint"))
    others = [sheet for sheet in ESTATE_BOOK.sheets if sheet.key != "FollowUps"]
    with pytest.raises(Exception, match="complaint"):
        Book((*others, broken))
