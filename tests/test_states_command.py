"""What a state demands, and dates without a time, through the real commands on real files."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.sample import make_sample
from estate_xl.schema import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    Records = dict[str, list[dict[str, Any]]]

CASES = (Path(__file__).parents[1] / "../shared/cases").resolve()
needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the workbooks that showed faults")
_YEAR = dt.timedelta(days=365)


def run(*words: object) -> tuple[int, dict[str, Any]]:
    """Exit status and JSON of a command."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = main([*map(str, words), "--json", "--quiet"])
    return status, json.loads(printed.getvalue())


def findings(*words: object) -> dict[tuple[str, int, str], list[dict[str, Any]]]:
    """Findings of a command by sheet, row and column."""
    found: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
    for each in run(*words)[1]["findings"]:
        found.setdefault((each["sheet"], each["row"], each["column"]), []).append(each)
    return found


def severities(
    found: Mapping[tuple[str, int, str], list[dict[str, Any]]], sheet: str
) -> dict[tuple[int, str], str]:
    """Severity by row and column, of a sheet."""
    return {
        (row, column): each[0]["severity"]
        for (title, row, column), each in found.items()
        if title == sheet
    }


@needs_cases
def test_each_blanked_cell_is_named(tmp_path: Path) -> None:
    found = findings("validate", CASES / "norating.xlsx", "--out", tmp_path / "out.xlsx")
    blanked = {
        ("報事", 4, "回訪評價"): "error",
        ("報事", 5, "回訪方式"): "warning",
        ("報事", 6, "回訪人"): "warning",
        ("報事", 7, "客戶評價"): "warning",
        ("報事", 8, "客戶簽字"): "warning",
        ("報事", 9, "服務人員"): "error",
        ("報事", 10, "派工時間"): "warning",
        ("報事", 11, "填單合格"): "error",
        ("報事", 12, "處理結果"): "warning",
        ("投訴", 4, "責任部門"): "error",
        ("投訴", 4, "回訪結果"): "warning",
        ("表揚", 4, "已核實"): "error",
        ("巡檢", 24, "複查結果"): "warning",
    }
    doubted = {("報事", row, "客戶評價"): "warning" for row in (9, 22, 35)}
    assert {key: each[0]["severity"] for key, each in found.items()} == blanked | doubted


@pytest.mark.slow
@needs_cases
def test_month_end_names_what_its_numbers_read(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    found = findings("month-end", CASES / "norating.xlsx", "--month", "2026-10", "--out", out)
    errors = {key for key, each in found.items() if each[0]["severity"] == "error"}
    assert errors == {
        ("報事", 4, "回訪評價"),
        ("報事", 9, "服務人員"),
        ("報事", 11, "填單合格"),
        ("投訴", 4, "責任部門"),
        ("表揚", 4, "已核實"),
    }


@needs_cases
def test_dates_typed_alone_are_in_order(tmp_path: Path) -> None:
    found = findings("validate", CASES / "date-only.xlsx", "--out", tmp_path / "out.xlsx")
    assert {column for sheet, _, column in found if sheet == "報事"} == {"接待人"}
    assert "00:00" not in json.dumps(list(found.values()))


@needs_cases
def test_a_room_that_became_a_date_is_named_where_it_is(tmp_path: Path) -> None:
    found = findings("validate", CASES / "room-date.xlsx", "--out", tmp_path / "out.xlsx")
    ((room,),) = (each for (_, _, column), each in found.items() if column == "房號")
    assert (room["sheet"], room["row"]) == ("業主", 4)
    assert room["message"].startswith(
        "「房號」成了日期 2026-01-02，多半是 Excel 把「1-2」改成了日期。"
    )


@pytest.fixture
def records() -> Records:
    """A sample office of 60 tickets over three months, its flaws among them."""
    return make_sample(tickets=60).records


def write(path: Path, records: Records) -> Path:
    """The workbook of these records."""
    path.write_bytes(make_book(Language.HANT, records, make_sample(tickets=60).settings))
    return path


def _archived(records: Records) -> list[dict[str, Any]]:
    tickets = records["Tickets"]
    return [row for row in tickets if "archived" in row and "cancelled" not in row]


@pytest.mark.slow
def test_a_thousand_old_tickets_are_one_line(tmp_path: Path, records: Records) -> None:
    """Of the time before the first computed month, without 到達時間 and 服務人員."""
    whole = {
        key: value - _YEAR if isinstance(value, dt.datetime) else value
        for key, value in _archived(records)[0].items()
        if key not in {"arrived", "worker"}
    }
    old = [
        {**whole, "ticket": f"OLD-{number:04}", "content": f"第 {number} 件"}
        for number in range(1000)
    ]
    few = write(tmp_path / "few.xlsx", records)
    before = run("validate", few)[1]["findings"]
    many = write(tmp_path / "many.xlsx", {**records, "Tickets": [*records["Tickets"], *old]})
    after = run("validate", many)[1]["findings"]
    more = [each for each in after if each not in before]
    assert [(each["column"], each["severity"]) for each in more] == [
        ("服務人員", "note"),
        ("到達時間", "note"),
    ]
    assert "1000 行" in more[0]["message"]
    words = ("month-end", many, "--month", "2026-10", "--out", tmp_path / "out.xlsx")
    tickets = [each for each in run(*words)[1]["findings"] if each["sheet"] == "報事"]
    assert not [each for each in tickets if each["row"] > len(records["Tickets"]) + 3]


@pytest.mark.slow
def test_a_computed_month_decides_what_is_an_error(tmp_path: Path, records: Records) -> None:
    """A lack in an old ticket: an error, until a later month was computed."""
    ticket = next(row for row in _archived(records) if f"{row['visited']:%m%d}" < "0831")
    del ticket["visit_rating"]
    book = write(tmp_path / "book.xlsx", records)
    row = records["Tickets"].index(ticket) + 4
    assert run("month-end", book, "--month", f"{ticket['visited']:%Y-%m}")[0] == 1
    assert severities(findings("validate", book), "報事")[row, "回訪評價"] == "error"
    run("month-end", book, "--month", "2026-10")
    assert severities(findings("validate", book), "報事")[row, "回訪評價"] == "warning"


@pytest.mark.slow
def test_a_visit_that_nobody_rated_is_still_owed(tmp_path: Path, records: Records) -> None:
    ticket = next(row for row in reversed(_archived(records)) if "visit_rating" in row)
    del ticket["archived"]
    visited = write(tmp_path / "visited.xlsx", records)
    del ticket["visit_rating"]
    unrated = write(tmp_path / "unrated.xlsx", records)
    owed = [
        {
            item["ticket"]
            for item in run("overdue", book, "--as-of", "2026-11-05T10:00")[1]["items"]
            if item["rule"] == "R-5.4"
        }
        for book in (visited, unrated)
    ]
    assert owed[1] - owed[0] == {ticket["ticket"]}
