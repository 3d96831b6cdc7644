"""A workbook gets what it lacks, in its language and at its place, and nothing else changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.compute.month_states import MonthVersion
from estate_xl.engine.opening import file_bytes, open_book
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK, SETTINGS, Language
from estate_xl.schema.mail import FAILED, SENT, SMTP
from estate_xl.schema.months import REPORTED
from estate_xl.tasks import upgrade as module
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.upgrade import upgrade
from estate_xl.write.mail_log import MailLog, new_line
from excel_twin import started_excel

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

    from estate_xl.tasks.results import UpgradeResult

KEYS = [setting.key for setting in SETTINGS]


def without(
    path: Path, sheets: tuple[str, ...] = (), settings: tuple[str, ...] = (), **more: Language
) -> xw.Book:
    """An empty workbook without these sheets and settings."""
    path.write_bytes(make_book(more.get("language", Language.HANT)))
    book = open_book(path)
    for title in sheets:
        book.sheets[title].delete()
    tab = book.sheets[ESTATE_BOOK["Settings"].title.text(more.get("language", Language.HANT))]
    for key in settings:
        row = 4 + [tab.range((row, 1)).value for row in range(4, 80)].index(key)
        tab.range(f"{row}:{row}").delete("up")
    return book


def run(book: xw.Book) -> UpgradeResult:
    return upgrade(book, lambda _: None)


def settings_of(book: xw.Book, title: str = "參數") -> list[str]:
    held: list[str] = book.sheets[title]["A4"].expand("down").value
    return held


def test_a_whole_workbook_stays_byte_for_byte(tmp_path: Path) -> None:
    book = without(tmp_path / "a.xlsx")
    before = file_bytes(book)
    result = run(book)
    assert file_bytes(book) == before
    assert result.lines(Language.HANT, "a.xlsx") == ["這本工作簿不缺什麼，沒有改動。"]


@pytest.mark.parametrize("key", ["approval_required", KEYS[-1], "zone_owner_weight"])
def test_a_setting_stands_at_its_place_with_its_drop_down(tmp_path: Path, key: str) -> None:
    book = without(tmp_path / "a.xlsx", settings=(key,))
    assert settings_of(book) == [each for each in KEYS if each != key]
    result = run(book)
    assert result.keys == [key]
    assert settings_of(book) == KEYS
    book.save(tmp_path / "b.xlsx")
    (tmp_path / "new.xlsx").write_bytes(make_book(Language.HANT))
    rows = [
        {
            str(cell): (rule.type, rule.formula1, rule.promptTitle)
            for rule in openpyxl.load_workbook(path)["參數"].data_validations.dataValidation
            for cell in rule.sqref
        }
        for path in (tmp_path / "b.xlsx", tmp_path / "new.xlsx")
    ]
    assert rows[0] == rows[1]
    place = read_office(book).places.found["Settings"]
    assert place.body_end == 3 + len(KEYS)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_sheets_and_settings_speak_the_workbooks_language(
    tmp_path: Path, language: Language
) -> None:
    titles = tuple(ESTATE_BOOK[key].title.text(language) for key in ("Changes", "MonthRecords"))
    book = without(tmp_path / "a.xlsx", titles, ("approval_required",), language=language)
    result = run(book)
    assert tuple(result.sheets) == titles
    tab = book.sheets[ESTATE_BOOK["Settings"].title.text(language)]
    row = 4 + KEYS.index("approval_required")
    assert tab.range((row, 2)).value == ("No" if language is Language.EN else "否")
    said = "\n".join(result.lines(language, "a.xlsx"))
    assert all(title in said for title in titles)
    assert (
        run(book)
        .lines(language, "a.xlsx")[0]
        .startswith(
            {
                "zh-Hant": "這本工作簿不缺什麼",
                "zh-Hans": "这本工作簿不缺什么",
                "en": "This workbook lacks",
            }[language]
        )
    )


@pytest.mark.parametrize("gone", [("月度記錄",), ()], ids=["no 月度記錄", "an empty one"])
def test_months_that_the_mail_log_shows_as_sent_are_reported(
    tmp_path: Path, gone: tuple[str, ...]
) -> None:
    """R-M1: 已上報, with the time of the last mail; what was not sent is no month of it."""
    book = without(tmp_path / "a.xlsx", gone)
    log = MailLog(book.sheets["郵件記錄"], Language.HANT)
    for month, day, state in (
        ("2026-08", 3, SENT),
        ("2026-09", 2, FAILED),
        ("2026-09", 4, SENT),
        ("2026-10", 5, FAILED),
    ):
        at = dt.datetime(2026, 11, day, 9, 30)  # noqa: DTZ001 - a workbook's times are local
        line = new_line(at, month=month, way=SMTP, recipients=["hq@example.com"], digest="d")
        log.set_state(log.add(line), state)
    result = run(book)
    assert result.months == ["2026-08", "2026-09"]
    assert result.as_json()["months"] == result.months
    assert "「已上報」：2026-08、2026-09。" in "\n".join(result.lines(Language.HANT, "a.xlsx"))
    assert "月度記錄" in result.written
    cells = book.sheets["月度記錄"].range("A4:C6").value
    assert cells == [["2026-08", 1, "已上報"], ["2026-09", 1, "已上報"], [None] * 3]
    sent = [dt.datetime(2026, 11, day, 9, 30) for day in (3, 4)]  # noqa: DTZ001 - as above
    assert Months(book, Language.HANT).versions == tuple(
        MonthVersion(month, 1, REPORTED, sent=at)
        for month, at in zip(result.months, sent, strict=True)
    )
    before = file_bytes(book)
    assert run(book).months == []
    assert file_bytes(book) == before


def test_a_sheet_of_the_offices_own_keeps_its_title(tmp_path: Path) -> None:
    book = without(tmp_path / "a.xlsx", ("變更記錄",))
    book.sheets.add("變更記錄")["A1"].value = "我們自己的"
    result = run(book)
    assert result.sheets == ["變更記錄 (2)"]
    assert book.sheets["變更記錄"]["A1"].value == "我們自己的"


@pytest.fixture
def narrow(tmp_path: Path) -> Path:
    """A workbook whose 評分錄入 lacks 片區小組自檢, a later column; a row is filled."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        make_book(Language.HANT, {"MonthlyScores": [{"month": "2026-10", "staff": "Y1"}] * 3})
    )
    book = openpyxl.load_workbook(path)
    sheet = book["評分錄入"]
    table = sheet.tables["MonthlyScores"]
    assert [sheet.cell(3, number).value for number in (4, 5)] == ["片區小組自檢", "主管級評分"]
    sheet.delete_cols(4)
    del table.tableColumns[3]
    table.ref = "A3:F6"
    table.autoFilter.ref = "A3:F6"
    book.save(path)
    return path


def test_a_column_comes_right_of_the_table(narrow: Path) -> None:
    book = open_book(narrow)
    result = run(book)
    assert result.columns == ["「評分錄入」片區小組自檢"]
    tab = book.sheets["評分錄入"]
    assert tab["G3"].value == "片區小組自檢"
    assert tab["G3"].color == tab["F3"].color
    assert tab.tables["MonthlyScores"].range.address == "$A$3:$G$6"
    assert read_office(book).places.found["MonthlyScores"].columns["zone"] == 7
    assert run(book).columns == []


@pytest.mark.parametrize(("cell", "text"), [("G5", "旁註"), ("G4", "我的")])
def test_a_column_is_not_put_over_what_is_there(narrow: Path, cell: str, text: object) -> None:
    book = open_book(narrow)
    book.sheets["評分錄入"][cell].value = text
    result = run(book)
    assert result.columns == []
    assert "右邊一欄已有內容" in "\n".join(result.lines(Language.HANT, "a"))
    assert book.sheets["評分錄入"][cell].value == text


def test_what_new_templates_show_besides_is_said(tmp_path: Path) -> None:
    book = without(tmp_path / "a.xlsx")
    tab = book.sheets["月度考核模板"]
    place = next(cell for cell in tab.used_range if "{{" in str(cell.value))
    names = module._names(tab)
    place.value = "我們不寫這個"
    lost = names - module._names(tab)
    result = run(book)
    assert result.news == ([("月度考核模板", sorted(lost))] if lost else [])
    shown = replace(result, news=[("月度考核模板", ["狀態"])]).lines(Language.HANT, "a")
    assert any("新模板還會顯示：狀態" in line for line in shown)


@pytest.mark.slow
def test_in_excel_it_leaves_the_same(tmp_path: Path) -> None:
    without(tmp_path / "a.xlsx", ("變更記錄",), ("approval_required",)).save(tmp_path / "a.xlsx")
    with started_excel() as started:
        book = started.open(tmp_path / "a.xlsx")
        result = run(book)
        assert (result.sheets, result.keys) == (["變更記錄"], ["approval_required"])
        assert settings_of(book) == KEYS
        assert [each.name for each in started.app.books] == ["a.xlsx"]
        assert result.as_json()["settings"] == ["approval_required"]
