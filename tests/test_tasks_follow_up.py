"""`estate-xl follow-up` through the real command (R-5.5), and work-orders of chosen rows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.schema import Language
from estate_xl.tasks.follow_up import follow_up
from estate_xl.tasks.work_orders import work_orders
from support.desks import NOW, office_bytes, opened, records
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small office's file."""
    path = tmp_path / "office.xlsx"
    path.write_bytes(office_bytes())
    return path


def run(path: Path, *words: str) -> int:
    return main(["follow-up", str(path), *words])


def test_a_line_for_each_ticket_below_the_last(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--ticket", "bs202610-0001", "--ticket", "BS202610-0002", "--by", "Y02"]
    assert run(office, *words, "--note", "=1+1 業主改期") == 0
    said = capsys.readouterr().out
    assert "已登記 2 件報事的跟進：BS202610-0001、BS202610-0002。" in said
    sheet = read_sheet(office, "跟進")
    lines = [[sheet.cell(row, column).value for column in (1, 3, 4)] for row in (5, 6)]
    assert lines == [
        ["BS202610-0001", "林曉", "=1+1 業主改期"],
        ["BS202610-0002", "林曉", "=1+1 業主改期"],
    ]
    assert sheet.cell(5, 4).data_type == "s"
    assert sheet.tables["FollowUps"].ref.endswith("6")


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("BS0", "Y02", "x"), "工作表「報事」的「單號」欄沒有「BS0」，請核對單號。"),
        (("BS202610-0001", "無名", "x"), "工作表「員工」沒有「無名」，請寫工號或姓名。"),
        (("BS202610-0001", " ", "x"), "工作表「員工」沒有「 」，請寫工號或姓名。"),
        (("BS202610-0001", "Y02", " "), "跟進內容是空的，請寫明這次跟進的情況。"),
        (("BS202610-0001", "Y02", "長" * 32_768), "跟進內容有 32768 個字，超過一格的上限 32767"),
    ],
)
def test_what_cannot_be_registered_changes_nothing(
    office: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, str, str],
    sentence: str,
) -> None:
    ticket, by, note = words
    assert run(office, "--ticket", ticket, "--by", by, "--note", note) == 2
    assert sentence in capsys.readouterr().err
    assert office.read_bytes() == office_bytes()


def test_a_usage_error_says_what_is_missing(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "--by", "Y02") == 2
    assert "還缺少 --ticket、--note" in capsys.readouterr().err


@pytest.mark.slow
def test_two_people_of_one_name_need_their_number(tmp_path: Path) -> None:
    rows = records()
    rows["Staff"].append({**rows["Staff"][2], "staff": "Y04"})
    for book in opened(tmp_path / "office.xlsx", make_book(Language.HANT, rows, {})):
        with pytest.raises(
            WorkbookError, match="有多人叫「周明」，可能是 周明（Y03）、周明（Y04），請改寫工號"
        ):
            follow_up(book, NOW, print, tickets=["BS202610-0001"], by="周明", note="x")
        follow_up(book, NOW, print, tickets=["BS202610-0001"], by="Y04", note="x")
        assert book.sheets["跟進"].range("C5").value == "Y04", "the name alone would not do"


def test_the_same_line_is_not_put_twice(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        first = follow_up(book, NOW, print, tickets=["BS202610-0001"], by="Y02", note="x")
        second = follow_up(book, NOW, print, tickets=["BS202610-0001"], by="林曉", note=" x ")
        assert first.followed == ["BS202610-0001"]
        assert (second.followed, second.written) == ([], [])


def test_no_ticket_is_no_follow_up(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        with pytest.raises(WorkbookError, match="沒有指明報事"):
            follow_up(book, NOW, print, tickets=[], by="Y02", note="x")


def test_a_workbook_without_the_sheet_says_so(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        book.sheets["跟進"].delete()
        with pytest.raises(WorkbookError, match="缺少工作表「跟進」"):
            follow_up(book, NOW, print, tickets=["BS202610-0001"], by="Y02", note="x")


def test_cells_below_the_last_line_must_be_empty(tmp_path: Path) -> None:
    for book in opened(tmp_path / "office.xlsx"):
        book.sheets["跟進"].range("D9").value = "下面的話"
        follow_up(book, NOW, print, tickets=["BS202610-0001"], by="Y02", note="x")
        assert book.sheets["跟進"].range("D9").value == "下面的話"


@pytest.mark.slow
def test_chosen_rows_get_numbers_and_slips_and_no_other(tmp_path: Path) -> None:
    """R-5.1: of the rows chosen, those with a number are printed again."""
    for book in opened(tmp_path / "office.xlsx"):
        done = work_orders(book, NOW, print, rows=[4, 7])
        assert done.slips == ["BS202610-0001", "BS202610-0003"]
        numbers = book.sheets["報事"].range("A4:A7").value
        assert numbers == ["BS202610-0001", "BS202610-0002", None, "BS202610-0003"]
        texts = str(book.sheets["報事單"].used_range.value)
        assert "補打 1" in texts
        assert work_orders(book, NOW, print).slips == ["BS202610-0004"]


def test_chosen_rows_without_a_registration_cannot_be_numbered(tmp_path: Path) -> None:
    rows = records()
    del rows["Tickets"][3]["registered"]
    for book in opened(tmp_path / "office.xlsx", make_book(Language.HANT, rows, {})):
        with pytest.raises(WorkbookError, match="選中的行沒有單號，也沒有登記時間"):
            work_orders(book, NOW, print, rows=[7])


def aged_office(path: Path, **steps: object) -> Path:
    """The small office, its first ticket further on."""
    rows = records()
    rows["Tickets"][0] |= steps
    path.write_bytes(make_book(Language.HANT, rows, {}))
    return path


MOMENT = dt.datetime(2026, 10, 20, 9, 0)  # noqa: DTZ001 - a workbook's times have no zone
PLAIN = ("--ticket", "BS202610-0001", "--by", "Y02", "--note", "x")


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ({"archived": MOMENT}, "第 4 行：報事 BS202610-0001 已存檔，不能再登記跟進，請核對單號。"),
        ({"cancelled": "誤報"}, "第 4 行：報事 BS202610-0001 已取消，不能再登記跟進，請核對單號。"),
    ],
)
def test_a_ticket_that_is_over_takes_no_follow_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], steps: dict[str, object], sentence: str
) -> None:
    office = aged_office(tmp_path / "office.xlsx", **steps)
    before = office.read_bytes()
    assert run(office, *PLAIN) == 2
    assert capsys.readouterr().err == f"工作表「報事」{sentence}\n"
    assert office.read_bytes() == before


def test_a_state_is_said_in_the_language_of_the_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = aged_office(tmp_path / "office.xlsx", archived=MOMENT)
    assert run(office, *PLAIN, "--lang", "zh-Hans") == 2
    assert "BS202610-0001 已存档，不能再登记跟进" in capsys.readouterr().err
    assert run(office, *PLAIN, "--lang", "en") == 2
    assert "archived" in capsys.readouterr().err.casefold()


def test_after_completion_it_is_registered_and_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """R-5.5: the clock stopped; what was done before is registered without a word."""
    office = aged_office(tmp_path / "office.xlsx", completed=MOMENT)
    assert run(office, *PLAIN, "--at", "2026-10-20T08:59") == 0
    assert run(office, *PLAIN, "--at", "2026-10-20T09:01") == 1
    assert "報事 BS202610-0001 已經完工，這次跟進已登記" in capsys.readouterr().out
    held = [read_sheet(office, "跟進").cell(row, 2).value for row in (5, 6)]
    assert held == [MOMENT.replace(hour=8, minute=59), MOMENT.replace(minute=1)]


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2026-10-05T07:59", "在 2026-10-05 08:00 才登記，跟進時間 2026-10-05 07:59 不能早於它"),
        ("2026-10-04", "在 2026-10-05 08:00 才登記，跟進時間 2026-10-04 00:00 不能早於它"),
        ("0001-01-01T00:00", "「0001-01-01T00:00」不是時刻"),
        ("2099-01-01T00:00", "跟進時間 2099-01-01 00:00 還沒有到，請寫實際跟進的時間。"),
        ("昨天", "「昨天」不是時刻，請寫成 2026-10-31T08:30 這樣"),
    ],
)
def test_a_moment_that_cannot_be(
    office: Path, capsys: pytest.CaptureFixture[str], at: str, sentence: str
) -> None:
    assert run(office, *PLAIN, "--at", at) == 2
    assert sentence in capsys.readouterr().err
    assert office.read_bytes() == office_bytes()


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    "at", ["2026/10/20 9:01", "2026年10月20日 上午9:01", "2026-10-20T09:01", "２０２６.10.20 9:01"]
)
def test_a_moment_as_a_cell_takes_it(office: Path, at: str) -> None:
    assert run(office, *PLAIN, "--at", at) == 0
    held = read_sheet(office, "跟進").cell(5, 2).value
    assert held == MOMENT.replace(minute=1)


def test_a_day_without_a_time_is_some_time_on_it(office: Path) -> None:
    assert run(office, *PLAIN, "--at", "2026-10-05") == 0
