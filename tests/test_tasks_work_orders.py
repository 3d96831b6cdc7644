"""`estate-xl work-orders` through the real command, on real files (R-5.1 to R-5.3)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.files.session import open_file
from estate_xl.sample import make_sample
from estate_xl.sample.open_matters import take_back_to_registration
from estate_xl.schema import Language
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 3
NEW = 3
REPORT = '=HYPERLINK("http://example.com","點我")'


@cache
def made(language: Language, settings: tuple[tuple[str, str], ...]) -> tuple[bytes, list[str]]:
    """An office whose last tickets have no number yet, and the numbers they had."""
    sample = make_sample(1, 60)
    # The sample doubles a number on purpose; here each is there once.
    tickets = list({t["ticket"]: dict(t) for t in sample.records["Tickets"]}.values())
    numbers = []
    for ticket in tickets[-NEW:]:
        numbers.append(str(ticket.pop("ticket")))
        take_back_to_registration(ticket)
        ticket["content"] = REPORT
    records = {**sample.records, "Tickets": tickets, "FollowUps": []}
    return make_book(language, records, {**sample.settings, **dict(settings)}), numbers


def make_office(
    folder: Path, language: Language = Language.HANT, **settings: str
) -> tuple[Path, list[str]]:
    """That office in a file, and the numbers."""
    data, numbers = made(language, tuple(settings.items()))
    path = folder / f"office-{language.value}.xlsx"
    path.write_bytes(data)
    return path, list(numbers)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return make_office(tmp_path)[0]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def column(path: Path, header: str, sheet: str = "報事") -> dict[int, Any]:
    """Values of a column by row, empty ones left out."""
    held = read_sheet(path, sheet)
    place = [cell.value for cell in held[HEADER_ROW]].index(header) + 1
    rows = range(HEADER_ROW + 1, held.max_row + 1)
    values = {row: held.cell(row, place).value for row in rows}
    return {row: value for row, value in values.items() if value is not None}


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def run(path: Path, *words: str) -> int:
    return main(["work-orders", str(path), *words, "--quiet"])


def test_new_tickets_are_numbered_and_printed(tmp_path: Path) -> None:
    """R-5.1: the next numbers of each month, a slip for each in three copies."""
    office, numbers = make_office(tmp_path)
    before = column(office, "單號")
    assert run(office) == 0
    after = column(office, "單號")
    assert {row: after[row] for row in before} == before, "no number ever changes"
    assert [after[row] for row in after if row not in before] == numbers
    slips = texts(read_sheet(office, "報事單"))
    for number in numbers:
        assert slips.count(number) == 3
    assert not any("{{" in text for text in slips)


def test_a_second_run_changes_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(office)
    once = digest(office)
    assert main(["work-orders", str(office)]) == 0
    assert digest(office) == once
    assert "沒有新的報事要打印" in capsys.readouterr().out


@pytest.mark.slow
def test_a_number_of_a_deleted_row_is_not_given_again(tmp_path: Path) -> None:
    """The highest number stays in the workbook, also when its row is gone."""
    office, numbers = make_office(tmp_path)
    run(office)
    with open_file(office) as opened:
        sheet = opened.book.sheets["報事"]
        rows = [row for row, number in column(office, "單號").items() if number in numbers[1:]]
        for row in rows:
            sheet.range((row, 1)).value = None
        opened.save()
    assert run(office) == 0
    again = [number for row, number in column(office, "單號").items() if row in rows]
    assert all(number not in numbers for number in again)
    assert len(set(again)) == len(rows)


@pytest.mark.slow
def test_a_named_ticket_is_printed_again_with_the_count(tmp_path: Path) -> None:
    """補打: the slip says so; nothing else is printed, nothing is numbered."""
    office, _ = make_office(tmp_path)
    number = column(office, "單號")[HEADER_ROW + 1]
    before = column(office, "單號")
    for count in ("補打 1", "補打 2"):
        assert run(office, "--ticket", number.lower(), "--ticket", number) == 0
        slips = texts(read_sheet(office, "報事單"))
        assert slips.count(count) == slips.count(number) == 3
    assert column(office, "單號") == before


@pytest.mark.slow
def test_a_first_print_is_no_reprint(office: Path) -> None:
    run(office)
    assert not any("補打" in text for text in texts(read_sheet(office, "報事單")))


def test_an_unknown_number_is_one_sentence(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digest(office)
    assert run(office, "--ticket", "BS209901-0001") == 2
    assert capsys.readouterr().err == (
        "工作表「報事」的「單號」欄沒有「BS209901-0001」，請核對單號。\n"
    )
    assert digest(office) == before


@pytest.mark.slow
def test_a_number_in_two_rows_names_both(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two copies numbered apart and merged by hand."""
    numbers = column(office, "單號")
    with open_file(office) as opened:
        opened.book.sheets["報事"].range((5, 1)).value = numbers[4]
        opened.save()
    assert run(office, "--ticket", numbers[4]) == 2
    assert "第 4、5 行" in capsys.readouterr().err
    assert run(office) == 1, "the doubled number is a finding of the run"


@pytest.mark.slow
def test_two_copies_numbered_apart_and_merged_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each copy gives the same next number; put together, `validate` names both rows."""
    office, _ = make_office(tmp_path)
    first, second = max(column(office, "登記時間")) - 1, max(column(office, "登記時間"))
    copies = []
    for name, gone in (("a.xlsx", second), ("b.xlsx", first)):
        copy = tmp_path / name
        with open_file(office) as opened:
            opened.book.sheets["報事"].range((gone, 1), (gone, 34)).value = None
            opened.save(copy)
        assert run(copy) == 0
        copies.append(copy)
    theirs = column(copies[1], "單號")[second]
    with open_file(copies[0]) as opened, open_file(copies[1]) as other:
        line = other.book.sheets["報事"].range((second, 1), (second, 34)).value
        opened.book.sheets["報事"].range((second, 1), (second, 34)).value = line
        opened.save()
    numbers = column(copies[0], "單號")
    assert numbers[first] == numbers[second] == theirs
    capsys.readouterr()
    assert main(["validate", str(copies[0])]) == 1
    said = capsys.readouterr().out
    assert f"「單號」{theirs} 重複：第 {first}、{second} 行" in said


def test_dispatch_is_set_when_asked_and_where_empty(office: Path) -> None:
    before = column(office, "派工時間")
    now = dt.datetime.now()  # noqa: DTZ005 - a workbook's times are local
    run(office, "--dispatch")
    after = column(office, "派工時間")
    assert {row: after[row] for row in before} == before
    new = [moment for row, moment in after.items() if row not in before]
    assert len(new) == NEW
    assert all(0 <= (moment - now).total_seconds() + 60 < 180 for moment in new)
    assert all(moment.second == moment.microsecond == 0 for moment in new)


@pytest.mark.slow
def test_without_dispatch_the_time_stays_empty(office: Path) -> None:
    before = column(office, "派工時間")
    run(office)
    assert column(office, "派工時間") == before


@pytest.mark.slow
def test_text_that_looks_like_a_formula_stays_text(office: Path) -> None:
    run(office)
    cells = [c for row in read_sheet(office, "報事單").iter_rows() for c in row]
    held = [cell for cell in cells if cell.value == REPORT]
    assert len(held) == 3 * NEW
    assert {cell.data_type for cell in held} == {"s"}


def test_a_bad_format_names_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office, _ = make_office(tmp_path, ticket_number_format="BS{year}-{n}")
    before = digest(office)
    assert run(office) == 2
    said = capsys.readouterr().err
    assert said.startswith("工作表「參數」第 ")
    assert "BS{year}-{n}" in said
    assert digest(office) == before


def test_complaints_are_numbered_too(tmp_path: Path) -> None:
    sample = make_sample(1, 60)
    complaints = [dict(each) for each in sample.records["Complaints"]]
    had = complaints[-1].pop("complaint")
    path = tmp_path / "office.xlsx"
    records = {**sample.records, "Complaints": complaints, "ComplaintRounds": [], "Tickets": []}
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    assert run(path) == 0
    assert list(column(path, "投訴編號", "投訴").values())[-1] == had


@pytest.mark.slow
def test_a_cancelled_ticket_gets_a_number_and_no_slip(tmp_path: Path) -> None:
    office, numbers = make_office(tmp_path)
    with open_file(office) as opened:
        sheet = opened.book.sheets["報事"]
        headers = sheet.range((HEADER_ROW, 1), (HEADER_ROW, 40)).value
        last = max(column(office, "登記時間"))
        sheet.range((last, headers.index("取消原因") + 1)).value = "客戶取消"
        opened.save()
    assert run(office) == 0
    assert column(office, "單號")[last] == numbers[-1]
    slips = texts(read_sheet(office, "報事單"))
    assert numbers[-1] not in slips
    assert numbers[0] in slips


@pytest.mark.slow
@pytest.mark.parametrize("language", [Language.HANS, Language.EN])
def test_slips_speak_the_workbooks_language(tmp_path: Path, language: Language) -> None:
    office, numbers = make_office(tmp_path, language)
    assert run(office) == 0
    titles = openpyxl.load_workbook(office).sheetnames
    title = {Language.HANS: "报事单", Language.EN: "Work Orders"}[language]
    assert title in titles
    slips = texts(read_sheet(office, title))
    assert slips.count(numbers[0]) == 3


@pytest.mark.slow
def test_a_workbook_without_the_sheet_of_lists_gets_a_ledger(tmp_path: Path) -> None:
    """名單 was deleted: numbers are still never given twice."""
    office, numbers = make_office(tmp_path)
    with open_file(office) as opened:
        opened.book.sheets["名單"].delete()
        opened.save()
    assert run(office) == 0
    once = digest(office)
    assert run(office) == 0
    assert digest(office) == once
    assert numbers[-1] in column(office, "單號").values()
    assert "名單" in openpyxl.load_workbook(office).sheetnames


def test_an_unknown_name_in_the_template_changes_nothing(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_file(office) as opened:
        opened.book.sheets["報事單模板"].range("A1").value = "{{ 單好 }}"
        opened.save()
    before = digest(office)
    assert run(office) == 2
    said = capsys.readouterr().err
    assert "報事單模板!A1" in said
    assert "單號" in said
    assert digest(office) == before


def fill(path: Path, sheet: str, cells: dict[tuple[int, str], object]) -> None:
    """Type values into a sheet, by row and header."""
    with open_file(path) as opened:
        tab = opened.book.sheets[sheet]
        headers = tab.range((HEADER_ROW, 1), (HEADER_ROW, 50)).value
        for (row, header), value in cells.items():
            tab.range((row, headers.index(header) + 1)).value = value
        opened.save()


@pytest.mark.slow
def test_a_closed_ticket_gets_a_number_and_no_slip_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ledger brought in: archived tickets are numbered, and no paper is spent on them."""
    office, numbers = make_office(tmp_path)
    last = max(column(office, "登記時間"))
    when = dt.datetime(2026, 10, 31, 17, 0)  # noqa: DTZ001 - a workbook's times have no zone
    fill(office, "報事", {(last, "存檔時間"): when, (last - 1, "完工時間"): when})
    assert main(["work-orders", str(office)]) == 0
    said = capsys.readouterr().out
    assert "新編號：報事 3。" in said
    reasons = f"已完工 1 件（{numbers[1]}）、已存檔 1 件（{numbers[2]}）"
    assert f"沒有打印報事單的：{reasons}；" in said
    assert f"報事單 1 張，可以打印：{numbers[0]}。" in said
    assert main(["work-orders", str(office), "--ticket", numbers[2]]) == 0, "a named one is printed"
    assert "補打 1" in texts(read_sheet(office, "報事單"))


@pytest.mark.slow
def test_a_ticket_without_a_zone_gets_a_number_and_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, numbers = make_office(tmp_path)
    last = max(column(office, "登記時間"))
    fill(office, "報事", {(last, "片區"): None})
    assert main(["work-orders", str(office)]) == 1
    said = capsys.readouterr().out
    assert f"沒有片區 1 件（{numbers[-1]}）" in said
    assert f"報事 第 {last} 行：報事 {numbers[-1]} 沒有片區，沒有打印報事單" in said
    assert numbers[-1] not in texts(read_sheet(office, "報事單"))
    assert run(office, "--ticket", numbers[-1]) == 1, "by name neither"
    fill(office, "報事", {(last, "片區"): "A01"})
    assert run(office, "--ticket", numbers[-1]) == 0
    slips = texts(read_sheet(office, "報事單"))
    assert slips.count(numbers[-1]) == 3
    assert not any("補打" in text for text in slips), "its first slip is no reprint"


@pytest.mark.slow
def test_numbers_only_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office, numbers = make_office(tmp_path)
    assert main(["work-orders", str(office), "--numbers-only"]) == 0
    assert f"只要編號 3 件（{'、'.join(numbers)}）" in capsys.readouterr().out
    assert list(column(office, "單號").values())[-NEW:] == numbers
    assert "報事單" not in openpyxl.load_workbook(office).sheetnames
    assert run(office) == 0
    assert "報事單" not in openpyxl.load_workbook(office).sheetnames
    for count in (False, True):
        assert run(office, "--ticket", numbers[0]) == 0
        slips = texts(read_sheet(office, "報事單"))
        assert any("補打 1" in text for text in slips) is count


@pytest.mark.parametrize("words", [("--ticket", "BS202610-0001"), ("--pdf", "a.pdf")])
def test_numbers_only_goes_with_no_printing(
    office: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "--numbers-only", *words) == 2
    assert "用" in capsys.readouterr().err


@pytest.mark.slow
def test_an_older_workbook_goes_on_with_its_letters(tmp_path: Path) -> None:
    """Without complaint_number_format complaints never take a ticket's number."""
    sample = make_sample(1, 60)
    complaints = [dict(each) for each in sample.records["Complaints"]]
    for each in complaints:
        each["complaint"] = str(each["complaint"]).replace("TS", "KS")
    complaints[-1].pop("complaint")
    path = tmp_path / "office.xlsx"
    records = {**sample.records, "Complaints": complaints, "ComplaintRounds": [], "Tickets": []}
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    with open_file(path) as opened:
        tab = opened.book.sheets["參數"]
        keys = tab.range((1, 1), (60, 1)).value
        tab.range((keys.index("complaint_number_format") + 1, 1)).value = None
        tab.range((keys.index("complaint_number_format") + 1, 2)).value = None
        opened.save()
    assert run(path) == 0
    number = list(column(path, "投訴編號", "投訴").values())[-1]
    assert number.startswith("KS202610-")


@pytest.mark.slow
def test_two_formats_that_could_give_one_number_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, _ = make_office(tmp_path, inspection_number_format="bs{yyyy}{mm}-{n}")
    before = digest(office)
    assert run(office) == 2
    said = capsys.readouterr().err
    assert "參數 inspection_number_format 的「bs{yyyy}{mm}-{n}」和 ticket_number_format" in said
    assert said.startswith("工作表「參數」第 ")
    assert digest(office) == before
    assert main(["validate", str(office), "--json"]) == 1
    assert "會編出同樣的號" in capsys.readouterr().out


@pytest.mark.slow
def test_a_deleted_row_leaves_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """名單 remembers the last numbers too; the note alone leaves the status as it was."""
    office, numbers = make_office(tmp_path)
    run(office)
    with open_file(office) as opened:
        tab = opened.book.sheets["報事"]
        last = max(column(office, "登記時間"))
        tab.range((last - 1, 1), (last, 40)).value = None
        opened.save()
    main(["validate", str(office), "--json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    (note,) = [each for each in found if each["severity"] == "note"]
    assert note["column"] == "單號"
    assert note["rule"] == "R-5.1"
    assert f"、{numbers[-2]} 至 {numbers[-1][-5:]}。" in note["message"]
