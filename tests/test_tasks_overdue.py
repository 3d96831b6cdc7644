"""`estate-xl overdue` through the real command, on real files."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.links import link_of
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

CLOCKS = {"R-5.3", "R-5.4", "R-5.5", "R-5.6"}
AS_OF = ["--as-of", "2026-10-31T18:00"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A sample office."""
    return make_office(tmp_path, Language.HANT)


def make_office(folder: Path, language: Language) -> Path:
    sample = make_sample(1, 120)
    path = folder / f"office-{language.value}.xlsx"
    path.write_bytes(make_book(language, sample.records, sample.settings))
    return path


def items(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    main(["overdue", str(path), *AS_OF, "--json", "--quiet"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["items"]
    return found


def column(sheet: Worksheet, header: str, header_row: int) -> list[Any]:
    headers = [cell.value for cell in sheet[header_row]]
    place = headers.index(header) + 1
    cells = [sheet.cell(row, place).value for row in range(header_row + 1, sheet.max_row + 1)]
    return [cell for cell in cells if cell is not None]


def waiting(book: openpyxl.Workbook) -> list[str]:
    """Tickets whose pause is past its 預計恢復 (R-5.7)."""
    sheet = book["逾期提醒"]
    rows = range(4, sheet.max_row + 1)
    lines = [(sheet.cell(row, 3).value, str(sheet.cell(row, 4).value)) for row in rows]
    links = [link for matter, link in lines if matter == "暫停到期"]
    return [link.rsplit(",", 1)[1].strip('")') for link in links]


def test_states_deadlines_and_the_list(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """R-5.1 to R-5.7: the list, the derived columns, the exit status and the JSON agree."""
    assert main(["overdue", str(book), *AS_OF]) == 1
    assert "已逾期" in capsys.readouterr().out
    found = items(book, capsys)
    assert found
    assert [each["due"] for each in found] == sorted(each["due"] for each in found)
    # A ticket is dispatched within minutes; every other deadline is a day's end.
    assert all(each["days_overdue"] >= 1 for each in found if each["rule"] != "R-5.1")
    saved = openpyxl.load_workbook(book)
    tickets = saved["報事"]
    marks = zip(column(tickets, "單號", 3), column(tickets, "逾期", 3), strict=True)
    late = [number for number, mark in marks if mark == "是"]
    own = [each["ticket"] for each in found if each["rule"] in CLOCKS]
    assert sorted(late) == sorted(own + waiting(saved))
    assert {"已存檔", "已取消"} <= set(column(tickets, "狀態", 3))
    stored = openpyxl.load_workbook(book, data_only=True)
    records = column(stored["逾期提醒"], "編號", 3)
    assert records[: len(found)] == [each["ticket"] for each in found]
    assert any("今天和明天到期" in str(cell.value) for cell in saved["逾期提醒"]["C"])


@pytest.mark.slow
@pytest.mark.parametrize("language", [Language.HANT, Language.EN])
def test_slips_that_are_out_are_listed_with_their_department(
    tmp_path: Path, language: Language
) -> None:
    """R-5.6: also those whose deadline is far."""
    ticket = {
        "registered": datetime.fromisoformat("2026-10-19 09:00"),
        "dispatched": datetime.fromisoformat("2026-10-19 10:00"),
        "completed": datetime.fromisoformat("2026-10-20 10:00"),
        "returned": datetime.fromisoformat("2026-10-21 10:00"),
        "kind": "工程類",
        "department": "工程維修部",
        "content": "修門",
    }
    sample = make_sample(1, 0)
    days = {"BS1": 29, "BS2": 22, "BS3": 24}
    records = {
        **sample.records,
        "Tickets": [{**ticket, "ticket": number} for number in days],
        "SlipReturns": [
            {
                "ticket": number,
                "at": datetime.fromisoformat(f"2026-10-{day} 09:30"),
                "reason": "缺簽字",
            }
            for number, day in days.items()
        ],
    }
    path = tmp_path / "office.xlsx"
    path.write_bytes(make_book(language, records, sample.settings))
    main(["overdue", str(path), *AS_OF, "--quiet"])
    saved = openpyxl.load_workbook(path, data_only=True)
    sheet = saved["逾期提醒" if language is Language.HANT else "Overdue"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    told = [[str(cell) for cell in line if cell] for line in lines]
    told = [line for line in told if any("BS" in cell or "—" in cell for cell in line)]
    expected = ["BS2", "—", "BS3", "—", "BS1"]
    assert len(told) == len(expected)
    for line, what in zip(told, expected, strict=True):
        assert any(what in cell for cell in line)
    words = {
        Language.HANT: "2026-10-29 09:30 退回工程維修部",
        Language.EN: "Sent back 2026-10-29 09:30, Engineering",
    }
    assert any(cell.endswith(words[language]) for cell in told[-1])


@pytest.mark.slow
def test_the_number_of_returns_is_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """R-5.6: 返工次數 is the number of rows; a number that changes is named."""
    sample = make_sample(1, 0)
    moment = datetime.fromisoformat("2026-10-20 10:00")
    typed = {"BS1": None, "BS2": 1, "BS3": 5}
    records: dict[str, list[dict[str, object]]] = {
        **sample.records,
        "Tickets": [
            {"ticket": number, "registered": moment, "returned": moment, "rework": count}
            for number, count in typed.items()
        ],
        "SlipReturns": [
            {"ticket": number, "at": moment, "reason": "缺簽字", "again": moment}
            for number in [*typed] * 2
        ],
    }
    path = tmp_path / "office.xlsx"
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    main(["overdue", str(path), *AS_OF])
    assert "「返工次數」由 1 改為 2" in capsys.readouterr().out
    assert column(openpyxl.load_workbook(path)["報事"], "返工次數", 3) == [2, 2, 5]


@pytest.mark.slow
def test_run_twice_the_file_has_the_same_bytes(book: Path) -> None:
    main(["overdue", str(book), *AS_OF, "--quiet"])
    once = hashlib.sha256(book.read_bytes()).digest()
    main(["overdue", str(book), *AS_OF, "--quiet"])
    assert hashlib.sha256(book.read_bytes()).digest() == once


@pytest.mark.slow
def test_three_languages_owe_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = [items(make_office(tmp_path, language), capsys) for language in Language]
    assert found[0] == found[1] == found[2]
    saved = openpyxl.load_workbook(tmp_path / "office-en.xlsx")
    states = set(column(saved["Tickets"], "Status", 3))
    assert "Archived" in states
    assert not any("\u4e00" <= letter <= "\u9fff" for state in states for letter in state)


def test_an_office_that_has_no_records_yet_owes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.xlsx"
    staff = {"staff": "E1", "name": "王芳", "department": "客戶服務中心", "post": "片區客戶人員"}
    zone = {"zone": "Z1", "name": "東區", "officer": "E1"}
    path.write_bytes(make_book(Language.HANT, {"Zones": [zone], "Staff": [staff]}))
    assert main(["overdue", str(path), *AS_OF]) == 0
    assert "沒有逾期的事項" in capsys.readouterr().out


@pytest.mark.slow
def test_formulas_of_the_office_in_a_derived_column_stay(book: Path) -> None:
    edited = openpyxl.load_workbook(book)
    sheet = edited["報事"]
    place = [cell.value for cell in sheet[3]].index("逾期") + 1
    sheet.cell(4, place, '=IF(A4="","","?")')
    edited.save(book)
    main(["overdue", str(book), *AS_OF, "--quiet"])
    saved = read_sheet(book, "報事")
    assert saved.cell(4, place).value == '=IF(A4="","","?")'
    assert saved.cell(5, place).value is None


@pytest.mark.slow
def test_a_break_of_lines_in_a_record_reads_as_a_blank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = make_sample(1, 12)
    tickets = [dict(each) | {"content": "走廊\n燈壞"} for each in sample.records["Tickets"]]
    path = tmp_path / "office.xlsx"
    records = {**sample.records, "Tickets": tickets}
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    found = items(path, capsys)
    sheet = openpyxl.load_workbook(path)["逾期提醒"]
    notes = [str(sheet.cell(row, 8).value) for row in range(4, 4 + len(found))]
    assert any("走廊 燈壞" in note for note in notes)
    assert not any("U+000A" in note for note in notes)


@pytest.mark.slow
def test_each_line_names_its_thing_and_leads_to_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a number too: a ticket is named by its row; inspections are numbered first."""
    sample = make_sample(1, 60)
    inspections = [dict(each) for each in sample.records["Inspections"]]
    numbers = [each.pop("inspection") for each in inspections]
    tickets = [dict(each) for each in sample.records["Tickets"]]
    for each in tickets:
        each.pop("ticket")
    path = tmp_path / "office.xlsx"
    records = {**sample.records, "Inspections": inspections, "Tickets": tickets}
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    found = items(path, capsys)
    assert {each["ticket"] for each in found if each["rule"].startswith("R-5")} == {None}
    saved = openpyxl.load_workbook(path)
    assert column(saved["巡檢"], "巡檢編號", 3) == numbers, "as the sample's own, by date and row"
    sheet = saved["逾期提醒"]
    seen = set()
    for row in range(4, 4 + len(found)):
        record, note = link_of(sheet.cell(row, 4)), str(sheet.cell(row, 8).value)
        assert record is not None
        source = saved[record.title]
        held = {head.value: source[record.row][at].value for at, head in enumerate(source[3])}
        if record.title == "報事":
            assert record.text == f"第 {record.row} 行"
            assert str(held["報事內容"])[:20] in note
            assert str(held["房號"] or "") in note
        elif record.title == "巡檢":
            assert record.text == held["巡檢編號"]
            assert note.startswith(str(held["專業"]))
            assert str(held["不合格項"])[:4] in note
        seen.add(record.title)
    assert {"報事", "巡檢", "投訴"} <= seen


@pytest.mark.slow
@pytest.mark.parametrize("text", ["XJ", "BS{yyyy}{mm}-{n}"])
def test_a_format_that_gives_no_numbers_leaves_them_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """The reminder is made all the same, and the finding names the setting."""
    sample = make_sample(1, 60)
    inspections = [{**each, "inspection": None} for each in sample.records["Inspections"]]
    path = tmp_path / "office.xlsx"
    records = {**sample.records, "Inspections": inspections}
    settings = {**sample.settings, "inspection_number_format": text}
    path.write_bytes(make_book(Language.HANT, records, settings))
    assert main(["overdue", str(path), *AS_OF]) == 1
    assert column(read_sheet(path, "巡檢"), "巡檢編號", 3) == []
    assert "inspection_number_format" in capsys.readouterr().out


@pytest.mark.parametrize("words", ["2026-13-01", "gestern", "2026-10-31T18:00+08:00"])
def test_a_moment_that_is_none(book: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    before = book.read_bytes()
    assert main(["overdue", str(book), "--as-of", words]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "2026-10-31T08:30" in error
    assert book.read_bytes() == before
