"""The director vouches for a month: who may, what stops it, what is kept (R-M1, R-M2)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from estate_xl.console.cli import main
from support.mails import MONTH, clean_office
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

OK, STOPPED, REFUSED = 0, 1, 2
COPY = f"濱江花園管理處 {MONTH} v1.xlsx"
FILLED = f"考核 {MONTH}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A clean office, its month computed."""
    path = tmp_path_factory.mktemp("office") / "office.xlsx"
    clean_office(path)
    return path.read_bytes()


@pytest.fixture
def office(made: bytes, tmp_path: Path) -> Path:
    """The office's file."""
    path = tmp_path / "濱江花園.xlsx"
    path.write_bytes(made)
    return path


def run(path: Path, command: str, *words: str) -> int:
    return main([command, str(path), "--month", MONTH, *words])


def approve(path: Path, *words: str, by: str = "何主任") -> int:
    return run(path, "approve", "--by", by, *words)


def states(path: Path) -> list[tuple[object, ...]]:
    """Version, state and approver of each line of 月度記錄."""
    rows = read_sheet(path, "月度記錄").iter_rows(min_row=4, values_only=True)
    return [(row[1], row[2], row[5]) for row in rows if row[0]]


def texts(path: Path, title: str = FILLED) -> str:
    cells = read_sheet(path, title).iter_rows(values_only=True)
    return "\n".join(str(value) for row in cells for value in row if value is not None)


def edit(path: Path, title: str, cell: str, value: object) -> None:
    """Type into a cell, as in Excel."""
    workbook = openpyxl.load_workbook(path)
    workbook[title][cell].value = value
    workbook.save(path)


def test_the_director_approves(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "未審定草稿" in texts(office)
    assert approve(office) == OK
    assert states(office) == [(1, "已審定", "何主任")]
    assert "未審定草稿" not in texts(office)
    assert "已審定" in texts(office)
    copy = office.parent / "存檔" / COPY
    assert openpyxl.load_workbook(copy).sheetnames == [FILLED, "月度統計", "計分依據"]
    assert "已審定" in texts(copy)
    assert f"存檔/{COPY}" in capsys.readouterr().out


@pytest.mark.slow
def test_approved_again_by_the_same_numbers(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approve(office)
    before = office.read_bytes()
    capsys.readouterr()
    assert approve(office) == OK
    assert "數字沒有變，不用再審定" in capsys.readouterr().out
    assert approve(office, "--lang", "en") == OK
    said = capsys.readouterr().out
    assert f"Version 1 of {MONTH} is closed already (Approved: approved at " in said
    assert "its numbers are the same." in said
    assert office.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by", "words"),
    [("E01", "當日的管理處主任是 何主任（E00）"), ("林黛玉", "沒有「林黛玉」")],
)
def test_nobody_else_approves(
    office: Path, capsys: pytest.CaptureFixture[str], by: str, words: str
) -> None:
    before = office.read_bytes()
    assert approve(office, by=by) == REFUSED
    assert words in capsys.readouterr().err
    assert office.read_bytes() == before
    assert not (office.parent / "存檔").exists()


@pytest.mark.slow
def test_without_a_director_nobody_approves(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, "員工", "J4", "2026-11-01")
    assert approve(office) == REFUSED
    assert "沒有在職的管理處主任" in capsys.readouterr().err


@pytest.mark.slow
def test_data_that_changed_since_stop_it(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "評分錄入", "C4", 71)
    before = office.read_bytes()
    assert approve(office) == STOPPED
    assert "請重新執行月度考核" in capsys.readouterr().out
    assert office.read_bytes() == before


@pytest.mark.slow
def test_a_sheet_edited_by_hand_stops_it(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = read_sheet(office, FILLED)
    place = next(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == 92)
    edit(office, FILLED, place, 99)
    assert approve(office) == STOPPED
    assert "沒有審定" in capsys.readouterr().out


@pytest.mark.slow
def test_a_month_that_was_not_computed(tmp_path: Path, office: Path) -> None:
    assert main(["approve", str(office), "--month", "2026-09", "--by", "E00"]) == STOPPED
    assert not (tmp_path / "存檔").exists()


@pytest.mark.slow
def test_errors_need_a_reason_which_is_kept(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, "評分錄入", "C5", 130)
    assert run(office, "month-end", "--quiet") == STOPPED
    assert approve(office) == STOPPED
    assert "--force 原因" in capsys.readouterr().out
    assert approve(office, "--force", " ") == REFUSED
    assert approve(office, "--force", "總部\u3000催報", "--json") == OK
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["written"] == [FILLED, "月度記錄"]
    assert (told["version"], told["state"]) == (1, "已審定")
    assert "總部 催報" in texts(office, "月度記錄")


@pytest.mark.slow
def test_another_file_where_the_copy_belongs(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = office.parent / "存檔" / COPY
    copy.parent.mkdir()
    copy.write_bytes(b"somebody else's")
    before = office.read_bytes()
    assert approve(office) == REFUSED
    assert COPY in capsys.readouterr().err
    assert office.read_bytes() == before
    assert copy.read_bytes() == b"somebody else's"


@pytest.mark.slow
def test_the_copy_of_an_approval_that_broke_off_is_found_again(made: bytes, office: Path) -> None:
    approve(office)
    copy = office.parent / "存檔" / COPY
    kept = copy.read_bytes()
    office.write_bytes(made)
    assert approve(office) == OK
    assert copy.read_bytes() == kept
    assert states(office) == [(1, "已審定", "何主任")]


@pytest.mark.slow
def test_a_closed_month_stays_and_is_reopened_with_a_reason(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "month-end", "--reopen", "太早") == REFUSED, "it is a draft"
    approve(office)
    edit(office, "評分錄入", "C4", 80)
    before = office.read_bytes()
    capsys.readouterr()
    assert run(office, "month-end") == STOPPED
    said = capsys.readouterr().out
    assert "由何主任審定" in said
    assert "--reopen" in said
    assert "現在的數據算出來已經不同" in said
    assert office.read_bytes() == before
    assert approve(office) == STOPPED, "by other numbers"
    assert run(office, "month-end", "--reopen", "", "--quiet") == REFUSED
    assert run(office, "month-end", "--reopen", "長" * 1_001, "--quiet") == REFUSED
    assert office.read_bytes() == before
    capsys.readouterr()
    assert run(office, "month-end", "--reopen", "自檢分錄錯") == OK
    said = capsys.readouterr().out
    assert "  更正 第 2 版，重開原因：自檢分錄錯\n  與第 1 版相比，改動 1 處：\n" in said
    assert "  陳大文（E01）：總分 91.00 → 86.00，員工自檢 90.00 → 80.00\n" in said
    assert states(office) == [(1, "已審定", "何主任"), (2, "草稿", None)]
    sheet = texts(office)
    assert "更正 第 2 版 未審定草稿" in sheet
    assert "更正 第 2 版，重開原因：自檢分錄錯" in sheet
    assert "與第 1 版相比，改動 1 處：" in sheet
    assert "陳大文（E01）：總分 91.00 → 86.00，員工自檢 90.00 → 80.00" in sheet
    again = office.read_bytes()
    assert run(office, "month-end", "--reopen", "自檢分錄錯", "--quiet") == OK
    assert office.read_bytes() == again, "a repeated command changes nothing"
    assert approve(office) == OK
    assert (office.parent / "存檔" / COPY.replace("v1", "v2")).exists()
    assert "更正 第 2 版 已審定" in texts(office)


@pytest.mark.slow
def test_a_reopened_month_without_any_difference_says_so(office: Path) -> None:
    approve(office)
    run(office, "month-end", "--reopen", "總部要求重報", "--quiet")
    assert "各項分數、名次和總分與第 1 版相同，沒有改動。" in texts(office)


@pytest.mark.slow
def test_a_director_at_a_terminal_is_asked(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [False, True]
    monkeypatch.setattr("estate_xl.console.approve.is_terminal", lambda: True)
    monkeypatch.setattr("estate_xl.console.approve.ask_yes", lambda _: answers.pop(0))
    before = office.read_bytes()
    assert approve(office) == STOPPED
    shown = capsys.readouterr()
    assert "片區排名：1. A01 臨溪苑 97.60" in shown.err
    assert "客戶服務中心：陳大文 91.00、黃小芳 93.80" in shown.err
    assert "沒有審定，什麼也沒有改動。" in shown.out
    assert office.read_bytes() == before
    assert approve(office) == OK
    assert states(office) == [(1, "已審定", "何主任")]


@pytest.mark.slow
@pytest.mark.parametrize("damage", [None, "草稿"])
def test_a_line_that_is_lost_or_altered_does_not_open_the_month(
    office: Path, capsys: pytest.CaptureFixture[str], damage: str | None
) -> None:
    approve(office)
    workbook = openpyxl.load_workbook(office)
    if damage is None:
        workbook["月度記錄"].delete_rows(4)
    else:
        workbook["月度記錄"]["C4"].value = damage
        workbook["月度記錄"]["E4"].value = None
    workbook.save(office)
    before = office.read_bytes()
    capsys.readouterr()
    assert run(office, "month-end") == STOPPED
    said = capsys.readouterr().out
    assert "第 1 版的一行不見了" in said if damage is None else "考核表寫的卻是「已審定」" in said
    assert office.read_bytes() == before
    assert main(["validate", str(office)]) == STOPPED
    assert "月度記錄" in capsys.readouterr().out
    assert "考核表寫的" in texts(office, "檢查結果")
    assert run(office, "month-end", "--reopen", "行已不見", "--quiet") == STOPPED
    assert states(office)[-1][:2] == (2, "草稿")


@pytest.mark.slow
def test_a_change_without_its_day_stops_it_and_is_shown(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, "片區", "F4", "E01")
    assert run(office, "month-end", "--json") == STOPPED
    computed: dict[str, Any] = json.loads(capsys.readouterr().out)
    before = office.read_bytes()
    assert approve(office, "--json") == STOPPED
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["findings"] == computed["findings"]
    assert approve(office) == STOPPED
    assert "沒有寫明從哪天起" in capsys.readouterr().out
    assert office.read_bytes() == before
    assert approve(office, "--force", "主任知道") == OK
    assert "沒有寫明從哪天起" in capsys.readouterr().out
