"""`estate-xl return-slip` through the real command (R-5.6, R-8.3)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.compute.worker_scores import count_for_workers
from estate_xl.console.cli import main
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.tasks.return_slip import return_slip
from support.desks import NOW, opened, records
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

BACK = {"returned": datetime.fromisoformat("2026-10-30 10:00"), "slip_ok": "是"}
TICKET = ["--ticket", "BS202610-0001"]
WORDS = ["--reason", "缺客戶簽字", "--by", "Y02"]
AT = ["--at", "2026-10-31T09:00"]


def office(path: Path, *returns: dict[str, Any], **cells: object) -> Path:
    """The small office, two slips of it back, the first with those cells."""
    rows = records()
    for ticket, changed in zip(rows["Tickets"], (cells, {}), strict=False):
        ticket.update(BACK | changed)
    every = {"ticket": "BS202610-0001", "reason": "缺簽字", "by": "Y02"}
    rows["SlipReturns"] = [every | row for row in returns]
    path.write_bytes(make_book(Language.HANT, rows, {}))
    return path


def run(path: Path, *words: str) -> int:
    return main(["return-slip", str(path), *words])


def lines_of(path: Path) -> list[list[Any]]:
    """Rows of 退單記錄, times as texts."""
    rows = read_sheet(path, "退單記錄").iter_rows(min_row=4, max_col=6, values_only=True)
    return [
        [f"{cell:%m-%d %H:%M}" if isinstance(cell, datetime) else cell for cell in row]
        for row in rows
        if row[0]
    ]


def rework_of(path: Path) -> list[object]:
    sheet = read_sheet(path, "報事")
    headers = [cell.value for cell in sheet[3]]
    column = headers.index("返工次數") + 1
    return [sheet.cell(row, column).value for row in (4, 5)]


def test_a_line_for_each_ticket(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office(tmp_path / "office.xlsx")
    words = [*TICKET, "--ticket", "bs202610-0002", *WORDS, *AT]
    assert run(path, *words) == 0
    said = capsys.readouterr().out
    assert "已登記 2 件報事退單：BS202610-0001、BS202610-0002" in said
    assert "補記" not in said
    line = ["10-31 09:00", "缺客戶簽字", "林曉", None, None]
    assert lines_of(path) == [["BS202610-0001", *line], ["BS202610-0002", *line]]
    assert rework_of(path) == [1, 1]
    assert read_sheet(path, "退單記錄").tables["SlipReturns"].ref.endswith("5")


@pytest.mark.slow
def test_the_json_names_the_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office(tmp_path / "office.xlsx")
    assert run(path, *TICKET, *WORDS, *AT, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "written": ["退單記錄", "報事"],
        "places": [{"sheet": "退單記錄", "rows": [4, 4], "cell": None}],
        "findings": [],
    }


@pytest.mark.slow
def test_a_number_typed_before_is_made_up_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """R-8.3: so that October stays October's."""
    path = office(tmp_path / "office.xlsx", rework=2, slip_ok="否")
    for at, total in (("2026-11-01T09:00", 3), ("2026-11-02T09:00", 4)):
        assert run(path, *TICKET, *WORDS, "--at", at) == 0
        assert ("已補記 2 行" in capsys.readouterr().out) is (total == 3)
        assert rework_of(path) == [total, None]
        for book in opened(path, path.read_bytes()):
            book.sheets["退單記錄"].range((3 + total, 5)).value = at.replace("T", " ")
            path.write_bytes(_saved(book, tmp_path))
    made_up = ["10-30 10:00", "補記：原填返工次數 2", "林曉", "10-30 10:00", "補記"]
    assert [line[1:] for line in lines_of(path)] == [
        made_up,
        made_up,
        ["11-01 09:00", "缺客戶簽字", "林曉", "11-01 09:00", None],
        ["11-02 09:00", "缺客戶簽字", "林曉", "11-02 09:00", None],
    ]


def _saved(book: Any, folder: Path) -> bytes:  # noqa: ANN401 - xlwings' own class
    path = folder / "saved.xlsx"
    book.save(str(path))
    return path.read_bytes()


OUT = {"at": datetime.fromisoformat("2026-10-30 11:00")}
IN = OUT | {"again": datetime.fromisoformat("2026-10-31 12:00")}


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("returns", "cells", "words", "sentence"),
    [
        ([], {}, ["--ticket", "BS0", *WORDS], "沒有「BS0」"),
        ([], {"returned": None}, [*TICKET, *WORDS], "還沒有返單時間，不能退單"),
        ([], {"cancelled": "重複"}, [*TICKET, *WORDS], "已取消，不能退單"),
        (
            [OUT],
            {},
            [*TICKET, *WORDS],
            "工作表「退單記錄」第 4 行：報事 BS202610-0001 的單子已退回",
        ),
        ([], {}, [*TICKET, *WORDS, "--at", "2026-10-30T09:59"], "在 2026-10-30 10:00 才返回"),
        ([], {}, [*TICKET, *WORDS, "--at", "2026-10-29"], "退回時間 2026-10-29 不能早於它"),
        ([IN], {}, [*TICKET, *WORDS, *AT], "在 2026-10-31 12:00 才返回"),
        ([], {}, [*TICKET, *WORDS, "--at", "2099-01-01T09:00"], "2099-01-01 09:00 還沒有到"),
        ([], {}, [*TICKET, "--reason", " ", "--by", "Y02"], "退回原因是空的"),
        ([], {}, [*TICKET, "--reason", "長" * 32_768, "--by", "Y02"], "退回原因有 32768 個字"),
        ([], {}, [*TICKET, "--reason", "缺簽字", "--by", "無名"], "沒有「無名」"),
        (
            [],
            {"ticket": "BS202610-0002"},
            ["--ticket", "BS202610-0002", *WORDS],
            "第 4、5 行的單號",
        ),
    ],
)
def test_what_cannot_be_sent_back_changes_nothing(  # noqa: PLR0913, PLR0917 - a case's parts
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    returns: list[dict[str, Any]],
    cells: dict[str, object],
    words: list[str],
    sentence: str,
) -> None:
    path = office(tmp_path / "office.xlsx", *returns, **cells)
    before = path.read_bytes()
    assert run(path, *words) == 2
    assert sentence in capsys.readouterr().err
    assert path.read_bytes() == before


def test_twice_says_that_it_is_out(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        words = {"tickets": ["BS202609-0001"], "reason": "缺簽字", "by": "林曉"}
        done = return_slip(book, NOW, print, **words)  # type: ignore[arg-type]
        assert (done.sent_back, done.made_up) == (["BS202609-0001"], 0)
        with pytest.raises(WorkbookError, match="還沒有再返單"):
            return_slip(book, NOW, print, **words)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_date_alone_is_some_time_on_that_day(tmp_path: Path) -> None:
    path = office(tmp_path / "office.xlsx")
    assert run(path, *TICKET, *WORDS, "--at", "2026-10-30") == 0
    assert [line[1] for line in lines_of(path)] == ["10-30 00:00"]


def sent_back(path: Path) -> list[dict[str, int]]:
    """How often slips of each worker went back in October and in November."""
    (tables,) = [read_office(book).tables for book in opened(path, path.read_bytes())]
    months = map(Month.parse, ("2026-10", "2026-11"))
    return [count_for_workers(tables, month).sent_back_by_worker for month in months]


@pytest.mark.slow
def test_a_slip_judged_in_another_month_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is silent, and October stays: 填單合格 counts there, the new row in November."""
    path = office(tmp_path / "office.xlsx", slip_ok="否", worker="Y03")
    before = sent_back(path)
    assert before == [{"Y03": 1}, {}]
    assert run(path, *TICKET, *WORDS, "--at", "2026-11-01T09:00") == 0
    said = capsys.readouterr().out
    assert "已按返單時間在 2026-10 計一次，為此補記一行；這次退單在 2026-11 另計一次" in said
    assert "已補記 1 行" in said
    assert [line[1:] for line in lines_of(path)] == [
        ["10-30 10:00", "補記：填單合格為否", "林曉", "10-30 10:00", "補記"],
        ["11-01 09:00", "缺客戶簽字", "林曉", None, None],
    ]
    assert rework_of(path) == [2, None]
    assert sent_back(path) == [before[0], {"Y03": 1}]


@pytest.mark.slow
@pytest.mark.parametrize("at", ["2026-10-30T11:00", "2026-10-31"])
def test_a_slip_judged_in_the_same_month_is_that_very_return(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    path = office(tmp_path / "office.xlsx", slip_ok="否", worker="Y03")
    before = sent_back(path)
    assert run(path, *TICKET, *WORDS, "--at", at) == 0
    assert "補記" not in capsys.readouterr().out
    assert len(lines_of(path)) == 1
    assert sent_back(path) == before


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_a_workbook_without_the_sheet_gets_it(tmp_path: Path, language: Language) -> None:
    path = office(tmp_path / "office.xlsx")
    rows = records()
    rows["Tickets"][0] |= BACK
    path.write_bytes(make_book(language, rows, {}))
    title = ESTATE_BOOK["SlipReturns"].title.text(language)
    for book in opened(path, path.read_bytes()):
        book.sheets[title].delete()
        path.write_bytes(_saved(book, tmp_path))
    assert run(path, *TICKET, *WORDS, *AT) == 0
    assert read_sheet(path, title)["A4"].value == "BS202610-0001"


@pytest.mark.slow
def test_a_formula_of_the_office_stays(tmp_path: Path) -> None:
    path = office(tmp_path / "office.xlsx")
    for book in opened(path, path.read_bytes()):
        headers = book.sheets["報事"].range("A3:AZ3").value
        cell = book.sheets["報事"].range((4, headers.index("返工次數") + 1))
        cell.formula = "=1+0"
        done = return_slip(book, NOW, print, tickets=["BS202610-0001"], reason="缺簽字", by="林曉")
        assert done.written == ["退單記錄"]
        assert cell.formula == "=1+0"


@pytest.mark.slow
def test_columns_that_are_needed_must_be_there(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        book.sheets["退單記錄"].range("E3").value = "別的"
        with pytest.raises(WorkbookError, match="退單記錄"):
            return_slip(book, NOW, print, tickets=["BS202609-0001"], reason="x", by="林曉")
