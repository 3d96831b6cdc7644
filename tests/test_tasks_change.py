"""`estate-xl change` through the real command: the row of 變更記錄 and the cell (R-M3)."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.console.cli import main
from estate_xl.schema import Language
from estate_xl.tasks.change import change
from estate_xl.tasks.month_end import month_end
from support.desks import NOW, office_bytes, opened, records
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.tasks.results import ChangeResult

TODAY = f"{dt.datetime.now():%Y-%m-%d}"  # noqa: DTZ005 - the command has the computer's day
POST = ("--of", "員工", "--key", "周明", "--field", "崗位", "--to", "維修班長")
HOMES = ("--of", "片區", "--key", "A01", "--field", "戶數")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small office's file."""
    path = tmp_path / "office.xlsx"
    path.write_bytes(office_bytes())
    return path


def run(path: Path, *words: str) -> int:
    return main(["change", str(path), *words])


def cells(path: Path, sheet: str, row: int, count: int) -> list[object]:
    held = read_sheet(path, sheet)
    return [held.cell(row, column).value for column in range(1, count + 1)]


def test_the_row_and_the_cell_are_written_together(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, *POST, "--from", "2026-11-01", "--by", "Y02", "--note", "=升職") == 0
    said = capsys.readouterr().out
    assert "周明（Y03）的「崗位」從 2026-11-01 起由「員工」改為「維修班長」。" in said
    assert "寫在「變更記錄」第 4 行、「員工」D6。" in said
    day = dt.datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook's times have no zone
    line = [day, "員工", "Y03", "崗位", "員工", "維修班長", "林曉", "=升職"]
    assert cells(office, "變更記錄", 4, 8) == line
    assert cells(office, "員工", 6, 4)[3] == "維修班長"
    assert run(office, *POST, "--from", "2026-11-02") == 0
    assert "在 2026-11-02 已經是「維修班長」，沒有改動。" in capsys.readouterr().out


def test_json_says_what_was_written(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(office, *POST, "--from", "2026-11-01", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "written": ["變更記錄", "員工"],
        "places": [
            {"sheet": "變更記錄", "rows": [4, 4], "cell": None},
            {"sheet": "員工", "rows": [6, 6], "cell": "D6"},
        ],
        "findings": [],
    }


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*POST, "--from", "2099-01-02"), f"2099-01-02 再登記；今天是 {TODAY}。"),
        (POST, "沒有寫「崗位」從哪天起變更"),
        ((*POST, "--from", "2026-11-01", "--note", "更正"), "不能又寫生效日期 2026-11-01"),
        ((*POST, "--from", "昨天"), "「昨天」不是日期，請寫成 2026-11-05 這樣"),
        ((*POST, "--from", "2026-11-01 08:00"), "「2026-11-01 08:00」不是日期"),
        ((*POST, "--from", "2026-11-01", "--by", "無名"), "工作表「員工」沒有「無名」"),
        ((*POST, "--from", "2026-11-01", "--note", "長" * 32_768), "說明有 32768 個字"),
        (
            ("--of", "員工", "--key", "周名", *POST[4:], "--from", "2026-11-01"),
            "最接近的是 周明（Y03）",
        ),
        (
            (*POST[:4], "--field", "岡位", *POST[6:], "--from", "2026-11-01"),
            "「岡位」不是「員工」表的欄位；最接近的是 崗位",
        ),
        (
            (*POST[:6], "--to", "維修長", "--from", "2026-11-01"),
            "「維修長」不能是「崗位」的值，這一項變更沒有計入；最接近的是 維修班長；",
        ),
        ((*POST[:6], "--to", "", "--from", "2026-11-01"), "「崗位」不能是空的"),
        ((*POST[:4], "--field", "工號", "--to", "Y9", "--from", "2026-11-01"), "「工號」不能改"),
        (("--of", "報事", *POST[2:], "--from", "2026-11-01"), "員工、片區或業主"),
        ((*POST, "--from", "1800-01-01"), "這樣（1950 到 2099 年）；一直如此的寫「更正」"),
        (
            (*POST[:4], "--field", "電話", "--to", "長" * 32_768, "--from", "2026-11-01"),
            "「電話」的新值有 32768 個字，超過一格的上限 32767",
        ),
        (
            (*HOMES, "--to", "-5", "--from", "2026-11-01"),
            "「戶數」不能是 -5，請填 0 到 ∞ 之間的數。",
        ),
        (
            (*POST[:4], "--field", "離職日期", "--to", "2026-10-15", "--from", "2026-11-01"),
            (
                "「離職日期」是 2026-10-15，卻從 2026-11-01 才起變更："
                "到 2026-10-31 為止仍會算作在職；請把起變更的日期寫成 2026-10-16 或更早"
            ),
        ),
    ],
)
def test_what_cannot_be_changed_changes_nothing(
    office: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert run(office, *words) == 2
    assert sentence in capsys.readouterr().err
    assert office.read_bytes() == office_bytes()


def changed(path: Path, day: int, to: str, **others: str) -> ChangeResult:
    """A change of a zone's officer, tried on a copy of the office that had one on 20 October."""
    rows = records()
    first = {"subject": "片區", "key": "A01", "field": "片區管理員", "before": "Y02"}
    rows["Changes"] = [{**first, "date": dt.date(2026, 10, 20), "after": "Y01"}]
    rows["Zones"][0]["officer"] = "Y01"
    since = dt.datetime(2026, 10, day)  # noqa: DTZ001 - a workbook's times have no zone
    wanted: dict[str, Any] = {"subject": "片區", "key": "觀瀾苑", "field": "Zone officer", **others}
    for book in opened(path / "office.xlsx", make_book(Language.HANT, rows, {})):
        month_end(book, Month.parse("2026-10"), NOW, print)
        done = change(book, NOW, print, to=to, since=since, **wanted)
        sheet = book.sheets["變更記錄"]
        lines = sheet.range("E4:F5").value
        assert done.findings == []
        assert [*lines, book.sheets["片區"].range("F4").value] == EXPECTED[day]
    return done


EXPECTED: dict[int, list[object]] = {
    5: [["Y03", "Y01"], ["Y02", "Y03"], "Y01"],
    20: [["Y02", "Y03"], [None, None], "Y03"],
    25: [["Y02", "Y01"], ["Y01", "Y03"], "Y03"],
}


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("day", "sentences"),
    [
        (5, ["「變更記錄」第 4 行的「原值」隨之由「Y02」改為「Y03」", "2026-10-20 起另有變更"]),
        (20, ["「變更記錄」第 4 行的「新值」隨之由「Y01」改為「Y03」"]),
        (25, ["由「Y01」改為「Y03」"]),
    ],
)
def test_a_change_between_others_goes_together_with_them(
    tmp_path: Path, day: int, sentences: list[str]
) -> None:
    said = "\n".join(changed(tmp_path, day, "周明").lines(Language.HANT, "office.xlsx"))
    assert all(sentence in said for sentence in sentences)
    assert "涉及已經計算過的月份 2026-10" in said


@pytest.mark.slow
def test_nobody_leaves_before_they_joined(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = ("--of", "員工", "--key", "Y03", "--from", "更正", "--field")
    assert run(office, *person, "入職日期", "--to", "2026-10-10") == 0
    before = office.read_bytes()
    capsys.readouterr()
    assert run(office, *person, "離職日期", "--to", "2026-10-09") == 2
    assert "「離職日期」2026-10-09 和「入職日期」2026-10-10 先後不對" in capsys.readouterr().err
    assert office.read_bytes() == before
    assert run(office, *person, "離職日期", "--to", "2026-10-10") == 0
    assert run(office, *person, "入職日期", "--to", "2026-10-11") == 2
    assert "「入職日期」2026-10-11 和「離職日期」2026-10-10 先後不對" in capsys.readouterr().err


@pytest.mark.slow
def test_an_emptied_active_is_yes(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    active = ("--of", "片區", "--key", "A01", "--field", "啟用", "--from", "2026-11-01")
    assert run(office, *active, "--to", "否") == 0
    capsys.readouterr()
    assert run(office, *active, "--to", "") == 0
    said = capsys.readouterr().out
    assert "由「否」改為「是」" in said
    assert "「啟用」不填就是「是」，寫的是「是」。" in said
    assert cells(office, "片區", 4, 11)[10] == "是"
    assert run(office, *active, "--to", "") == 0
    assert "「啟用」不填就是「是」" in capsys.readouterr().out


def test_of_rows_of_one_day_the_last_one_holds(tmp_path: Path) -> None:
    rows = records()
    same = {"date": dt.date(2026, 10, 20), "subject": "片區", "key": "A01", "field": "片區管理員"}
    rows["Changes"] = [
        {**same, "before": "Y02", "after": "Y03"},
        {**same, "before": "Y03", "after": "Y01"},
    ]
    rows["Zones"][0]["officer"] = "Y01"
    since = dt.datetime(2026, 10, 20)  # noqa: DTZ001 - a workbook's times have no zone
    told = "「變更記錄」第 4、5 行是同一天對同一格的變更，以第 5 行的「新值」為準，請只留一行。"
    wanted: dict[str, Any] = {"subject": "片區", "key": "A01", "field": "片區管理員"}
    for book in opened(tmp_path / "office.xlsx", make_book(Language.HANT, rows, {})):
        held = change(book, NOW, print, to="Y01", since=since, **wanted)
        assert held.lines(Language.HANT, "office.xlsx")[1:] == [told]
        done = change(book, NOW, print, to="Y02", since=since, **wanted)
        assert told in done.lines(Language.HANT, "office.xlsx")
        assert book.sheets["變更記錄"].range("F4:F5").value == ["Y03", "Y02"]


def test_a_correction_has_no_day(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(office, *POST, "--note", "更正") == 0
    assert "周明（Y03）的「崗位」更正為「維修班長」（原記「員工」）。" in capsys.readouterr().out
    assert cells(office, "變更記錄", 4, 8) == [
        *(None, "員工", "Y03", "崗位", "員工", "維修班長", None, "更正"),
    ]
    assert run(office, *POST, "--from", "更正") == 0
    assert "的「崗位」已經是「維修班長」，沒有改動。" in capsys.readouterr().out


@pytest.mark.slow
def test_a_day_is_written_as_a_day_and_a_number_as_a_number(office: Path) -> None:
    left = ("--of", "Staff", "--key", "Y03", "--field", "Left", "--to", "2026/11/20")
    assert run(office, *left, "--from", "2026-11-20") == 0
    day = dt.datetime(2026, 11, 20)  # noqa: DTZ001 - a workbook's times have no zone
    assert cells(office, "員工", 6, 10)[9] == day
    assert cells(office, "變更記錄", 4, 6)[4:] == [None, "2026-11-20"]
    assert run(office, *left[:6], "--to", "", "--from", "2026-11-21") == 0
    assert cells(office, "員工", 6, 10)[9] is None
    assert run(office, *HOMES, "--to", "120", "--from", "2026-11-20") == 0
    assert cells(office, "片區", 4, 5)[4] == 120


@pytest.mark.slow
def test_a_workbook_of_an_earlier_version_gets_the_sheet(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        book.sheets["變更記錄"].delete()
        wanted: dict[str, Any] = {
            "subject": "員工",
            "key": "Y03",
            "field": "崗位",
            "to": "維修班長",
        }
        done = change(book, NOW, print, since=NOW, **wanted)
        assert done.written == ["變更記錄", "員工"]
        assert book.sheets["變更記錄"].range("F4").value == "維修班長"
