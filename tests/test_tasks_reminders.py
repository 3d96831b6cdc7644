"""`estate-xl reminders` on real files: 逾期提醒 by person, a page and a text each."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.schema import Language
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

AS_OF: Final = ("--as-of", "2026-10-14T09:00")
SHEET: Final = "催辦單"
STAFF: Final[list[dict[str, object]]] = [
    {"staff": "E1", "name": "甲", "department": "客戶服務中心", "post": "前臺接待員"},
    {"staff": "E0", "name": "丁", "department": "客戶服務中心", "post": "客戶主管"},
    {"staff": "E2", "name": "乙", "department": "客戶服務中心", "post": "片區客戶人員"},
    {
        "staff": "E3",
        "name": "丙",
        "department": "工程維修部",
        "post": "員工",
        "left": dt.date(2026, 10, 12),
    },
]
ZONES: Final[list[dict[str, object]]] = [{"zone": "A01", "name": "東苑", "officer": "E2"}]


def at(day: int) -> dt.datetime:
    return dt.datetime(2026, 10, day, 9, 0)  # noqa: DTZ001 - a workbook's times have no zone


def ticket(number: int, day: int, **more: object) -> dict[str, object]:
    """A ticket of that day that nobody followed up."""
    return {
        "ticket": f"BS202610-{number:04}",
        "registered": at(day),
        "channel": "電話",
        "zone": "A01",
        "kind": "物管類",
        "department": "工程維修部",
        "content": f"漏水{number}",
        "receptionist": "E1",
        "dispatched": at(day),
        **more,
    }


def made(
    folder: Path,
    *tickets: dict[str, object],
    language: Language = Language.HANT,
    active: str = "是",
) -> Path:
    zones = [{**zone, "active": active} for zone in ZONES]
    records: dict[str, list[dict[str, object]]] = {
        "Staff": STAFF,
        "Zones": zones,
        "Tickets": list(tickets),
    }
    path = folder / "a.xlsx"
    path.write_bytes(make_book(language, records, {"project_name": "濱江花園"}))
    return path


def texts(path: Path, title: str = SHEET) -> list[list[Any]]:
    rows = read_sheet(path, title).iter_rows(values_only=True)
    return [[value for value in row if value is not None] for row in rows]


def told(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    main(["reminders", str(path), *AS_OF, "--json", "--quiet", *words])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_a_page_for_everybody_and_one_for_what_nobody_owes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, ticket(1, 5), ticket(2, 6), ticket(3, 7, receptionist=None))
    assert main(["reminders", str(path), *AS_OF]) == 1
    said = capsys.readouterr().out
    assert "催辦單 3 人：甲、丁、乙" in said
    assert "沒有責任人的 1 件，另在最後一頁。" in said
    names = [row[1] for row in texts(path) if row[:1] == ["姓名"]]
    assert names == ["甲", "丁", "乙", "（沒有責任人）"]
    assert any("2026-10-08 23:59" in str(row) or row[1:2] == ["逾期 6 天"] for row in texts(path))


def test_the_pages_hold_what_the_list_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of 逾期提醒 is missing on 催辦單, and 逾期提醒 is what `overdue` makes."""
    path = made(tmp_path, *(ticket(number, 1 + number % 12) for number in range(1, 30)))
    said = told(path, capsys)
    shown = sum(each["overdue"] + each["coming"] for each in said["people"])
    listed = [row for row in texts(path, "逾期提醒")[3:] if isinstance(row[0], dt.datetime)]
    assert shown == len(listed)
    before = texts(path, "逾期提醒")
    main(["overdue", str(path), *AS_OF, "--quiet"])
    assert texts(path, "逾期提醒") == before


def test_a_text_is_one_line_with_the_most_urgent_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, *(ticket(number, 14 - number) for number in range(1, 12)))
    message = told(path, capsys)["people"][0]["message"]
    assert "\n" not in message
    assert '"' not in message
    assert message.startswith(
        "甲：截至 2026-10-14 09:00，您有 10 件事項，其中 8 件已逾期。 1. 跟進 "
    )
    assert "1. 跟進 BS202610-0011（A01，漏水11，逾期 8 天）" in message
    assert "8. 跟進 BS202610-0004" in message
    assert message.endswith("另有 2 件，見「催辦單」。 請盡快處理。")
    assert message in [value for row in texts(path) for value in row]


def test_whoever_left_has_a_page_that_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, ticket(1, 5, receptionist=None, worker="E3"))
    said = told(path, capsys)
    assert ("E3", "丙") in [(each["staff"], each["name"]) for each in said["people"]]
    assert ["已於 2026-10-12 離職：請主管另派人，並填到該行。"] in texts(path)


def test_a_long_list_goes_on_on_the_next_page_under_its_own_header(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, *(ticket(number, 5) for number in range(1, 20)))
    told(path, capsys)
    of_first = [row for row in texts(path) if row[:2] == ["姓名", "甲"]]
    assert len(of_first) == 2
    pages = [row[-1] for row in texts(path) if row and str(row[-1]).startswith("第 ")]
    assert pages == ["第 1 頁，共 2 頁", "第 2 頁，共 2 頁"]
    sheet = read_sheet(path, SHEET)
    breaks = [each.id for each in sheet.row_breaks.brk]
    tops = [cell.row for cell in sheet["A"] if str(cell.value or "").endswith("催辦單")]
    assert breaks == [top - 1 for top in tops[1:]]
    headers = [cell.row for cell in sheet["A"] if cell.value == "期限"]
    assert len(headers) == len(tops)


def test_the_last_pages_give_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path, ticket(1, 5))
    told(path, capsys)
    calm = ("--as-of", "2026-10-04T09:00")
    assert main(["reminders", str(path), *calm]) in {0, 1}
    assert "BS202610-0001" not in str(texts(path))


def test_where_nothing_is_owed_at_all_the_page_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, active="否")
    assert main(["reminders", str(path), *AS_OF]) == 0
    assert "沒有逾期的事項，今明兩天也沒有到期的。" in capsys.readouterr().out
    assert ["沒有逾期的事項，今明兩天也沒有到期的。"] in texts(path)


def test_a_workbook_of_an_earlier_version_gets_the_template(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, ticket(1, 5))
    import openpyxl  # noqa: PLC0415 - for this test alone

    book = openpyxl.load_workbook(path)
    del book["催辦單模板"]
    book.save(path)
    said = told(path, capsys)
    assert said["written"][-2:] == ["催辦單模板", SHEET]


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        (Language.HANS, "催办单", "截至 2026-10-14 09:00，您有 1 件事项，已逾期。"),
        (Language.EN, "Reminders", "as of 2026-10-14 09:00 you have 1 matter, overdue."),
    ],
)
def test_a_page_and_a_text_speak_the_workbooks_language(
    language: Language,
    title: str,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = made(tmp_path, ticket(1, 5), language=language)
    assert words in told(path, capsys)["people"][0]["message"]
    assert words in str(texts(path, title))
