"""Complaints through `estate-xl overdue`: rounds kept, levels climbed, nothing twice (R-C1)."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.files.session import open_file
from estate_xl.schema import Language
from support.links import link_of
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

HEADER_ROW = 3
AS_OF = ["--as-of", "2026-10-15T09:00"]
RECEIVED = dt.datetime(2026, 10, 5, 9, 0)  # noqa: DTZ001 - a workbook's times have no zone
SETTLED = dt.datetime(2026, 10, 8, 16, 0)  # noqa: DTZ001
VISITED = dt.datetime(2026, 10, 9, 10, 0)  # noqa: DTZ001
STAFF = [
    {"staff": "E1", "name": "王芳", "department": "客戶服務中心", "post": "客戶主管"},
    {"staff": "E2", "name": "李強", "department": "管理處", "post": "管理處主任"},
    {"staff": "E3", "name": "趙敏", "department": "工程維修部", "post": "工程主管"},
]
BASE = {"received": RECEIVED, "zone": "Z1", "content": "電梯異響"}
ROUND = {"plan": "換軸承", "handler": "E3", "settled": SETTLED, "visited": VISITED}


def make_office(
    folder: Path, complaints: list[dict[str, Any]], rounds: list[dict[str, Any]] | None = None
) -> Path:
    """An office with these complaints."""
    zones = [{"zone": "Z1", "name": "東區", "officer": "E1", "active": "否"}]
    held: dict[str, list[dict[str, Any]]] = {
        "Zones": zones,
        "Staff": STAFF,
        "Complaints": [BASE | each for each in complaints],
        "ComplaintRounds": rounds or [],
    }
    path = folder / "office.xlsx"
    path.write_bytes(make_book(Language.HANT, held, {}))
    return path


def records(path: Path, title: str) -> list[dict[str, Any]]:
    sheet = read_sheet(path, title)
    lines = list(sheet.iter_rows(min_row=HEADER_ROW, values_only=True))
    held = [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]
    return [line for line in held if any(value is not None for value in line.values())]


def run(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Items of the run."""
    main(["overdue", str(path), *AS_OF, "--json", "--quiet"])
    items: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["items"]
    return items


def test_a_dissatisfied_visit_opens_the_next_round(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The closed round is kept whole, its cells are emptied, the level is one up."""
    ended = ROUND | {"complaint": "TS-1", "visit_rating": "不滿意", "level": "主管級", "rounds": 1}
    path = make_office(tmp_path, [ended])
    items = run(path, capsys)
    (kept,) = records(path, "投訴輪次")
    assert (kept["投訴編號"], kept["輪次"], kept["處理級別"]) == ("TS-1", 1, "主管級")
    assert (kept["責任人"], kept["處理方案"]) == ("趙敏", "換軸承")
    assert (kept["處理完成"], kept["回訪時間"], kept["回訪結果"]) == (SETTLED, VISITED, "不滿意")
    (complaint,) = records(path, "投訴")
    assert (complaint["處理級別"], complaint["處理輪次"]) == ("主任級", 2)
    for header in ("處理方案", "責任人", "處理完成", "回訪時間", "回訪結果", "備案時間"):
        assert complaint[header] is None
    assert items == [
        {"ticket": "TS-1", "rule": "R-C1", "due": "2026-10-12T23:59", "days_overdue": 3}
    ], "three days from the visit that ended the last round"


def test_each_complaint_that_climbs_is_named_with_its_row_and_levels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An emptied level that the kept rounds fill in again is no climb."""
    ended = [ROUND | {"complaint": f"TS-{n}", "visit_rating": "不滿意"} for n in (1, 2)]
    path = make_office(tmp_path, [*ended, ROUND | {"complaint": "TS-3"}])
    main(["overdue", str(path), *AS_OF])
    said = capsys.readouterr().out
    for number, row in ((1, 4), (2, 5)):
        assert f"投訴 TS-{number}（投訴 第 {row} 行）回訪不滿意，由主管級升到主任級" in said
    assert "投訴 TS-3（" not in said
    with open_file(path) as opened:
        sheet = opened.book.sheets["投訴"]
        headers = sheet.range((HEADER_ROW, 1), (HEADER_ROW, 25)).value
        sheet.range((HEADER_ROW + 1, headers.index("處理級別") + 1)).clear_contents()
        opened.save()
    main(["overdue", str(path), *AS_OF])
    assert "升到" not in capsys.readouterr().out
    assert records(path, "投訴")[0]["處理級別"] == "主任級"


@pytest.mark.slow
def test_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = ROUND | {"complaint": "TS-1", "visit_rating": "不滿意"}
    path = make_office(tmp_path, [ended, {"complaint": "TS-2"}])
    run(path, capsys)
    once = path.read_bytes()
    run(path, capsys)
    assert path.read_bytes() == once


def test_the_table_of_rounds_grows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = [ROUND | {"complaint": f"TS-{n}", "visit_rating": "不滿意"} for n in range(1, 4)]
    path = make_office(tmp_path, ended)
    run(path, capsys)
    with open_file(path) as opened:
        table = opened.book.sheets["投訴輪次"].tables[0]
        assert table.range.last_cell.row == HEADER_ROW + 3


@pytest.mark.slow
def test_it_climbs_to_headquarters_and_no_further(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beyond 公司總部 there is a finding, and the row stays as it is."""
    path = make_office(tmp_path, [ROUND | {"complaint": "TS-1", "visit_rating": "不滿意"}])
    for level in ("主任級", "公司總部"):
        run(path, capsys)
        assert records(path, "投訴")[0]["處理級別"] == level
        with open_file(path) as opened:
            sheet = opened.book.sheets["投訴"]
            headers = sheet.range((HEADER_ROW, 1), (HEADER_ROW, 25)).value
            ended = (("處理完成", SETTLED), ("回訪時間", VISITED), ("回訪結果", "不滿意"))
            for header, value in ended:
                sheet.range((HEADER_ROW + 1, headers.index(header) + 1)).value = value
            opened.save()
    before = records(path, "投訴")
    assert main(["overdue", str(path), *AS_OF]) == 0
    assert "上面沒有更高的級別" in capsys.readouterr().out
    assert records(path, "投訴") == before
    assert [kept["輪次"] for kept in records(path, "投訴輪次")] == [1, 2]


def test_a_satisfied_visit_files_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make_office(tmp_path, [ROUND | {"complaint": "TS-1", "visit_rating": "滿意"}])
    assert run(path, capsys) == []
    assert records(path, "投訴")[0]["備案時間"] == VISITED
    assert records(path, "投訴輪次") == []


@pytest.mark.parametrize(
    ("changes", "due", "owes"),
    [
        ({}, "2026-10-08T23:59", "王芳"),
        ({"level": "主任級"}, "2026-10-08T23:59", "李強"),
        ({"handler": "E3"}, "2026-10-08T23:59", "趙敏"),
        # 8 October 2026 is a Thursday, the first working day after the holiday.
        ({"settled": SETTLED, "handler": "E3"}, "2026-10-09T23:59", "趙敏"),
    ],
)
def test_what_waits_at_a_level_is_on_the_list(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, Any],
    due: str,
    owes: str,
) -> None:
    path = make_office(tmp_path, [{"complaint": "TS-1"} | changes])
    (item,) = run(path, capsys)
    assert (item["ticket"], item["rule"], item["due"]) == ("TS-1", "R-C1", due)
    (line,) = records(path, "逾期提醒")[:1]
    assert line["責任人"] == owes
    link = link_of(read_sheet(path, "逾期提醒").cell(HEADER_ROW + 1, 4))
    assert link is not None
    assert (link.title, link.text) == ("投訴", "TS-1")


@pytest.mark.slow
@pytest.mark.parametrize("changes", [{"valid": "否"}, {"filed": VISITED}])
def test_closed_complaints_wait_for_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any]
) -> None:
    path = make_office(tmp_path, [{"complaint": "TS-1"} | changes])
    assert run(path, capsys) == []


def test_without_a_number_it_gets_one_and_climbs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_office(tmp_path, [ROUND | {"visit_rating": "不滿意"}])
    main(["overdue", str(path), *AS_OF])
    assert "TS202610-0001" in capsys.readouterr().out
    assert [row["投訴編號"] for row in records(path, "投訴輪次")] == ["TS202610-0001"]
    assert records(path, "投訴")[0]["處理級別"] == "主任級"


@pytest.mark.slow
def test_cells_below_the_rounds_are_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The office's own note stands where the next round would go."""
    path = make_office(tmp_path, [ROUND | {"complaint": "TS-1", "visit_rating": "不滿意"}])
    main(["overdue", str(path), *AS_OF, "--quiet"])
    with open_file(path) as opened:
        opened.book.sheets["投訴輪次"].range((HEADER_ROW + 2, 4)).value = "我的備註"
        sheet = opened.book.sheets["投訴"]
        headers = sheet.range((HEADER_ROW, 1), (HEADER_ROW, 25)).value
        sheet.range((HEADER_ROW + 1, headers.index("回訪結果") + 1)).value = "不滿意"
        opened.save()
    before = path.read_bytes()
    capsys.readouterr()
    status = main(["overdue", str(path), *AS_OF, "--quiet"])
    said = capsys.readouterr().err
    if status == 2:
        assert "已有內容" in said
        assert path.read_bytes() == before
    else:
        assert "我的備註" in str(records(path, "投訴輪次"))
