"""Every button pressed, rightly and in each wrong situation: what is said, and what stays."""
# ruff: noqa: D102 - `Desk` says what its methods are

from __future__ import annotations

import datetime as dt
import io
import shutil
import stat
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl import ribbon
from estate_xl.actions import ACTIONS, BUTTONS
from estate_xl.cli import main
from estate_xl.live.desk import Desk
from estate_xl.ribbon import press_at
from estate_xl.schema import Language
from estate_xl.user_settings import KEYS, read_settings
from estate_xl.write.blueprint import make_book
from support.desks import (
    CANCEL,
    NOW,
    FakeComError,
    FakeScreen,
    bytes_of,
    desk_at,
    filter_table,
    office_bytes,
    opened,
    protect,
    records,
    state_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

HEADER = 3
MOST_IN_A_BOX = 255
"""Letters that Excel's own box with a line to type in takes as a question."""
ANSWERS: dict[str, tuple[object, ...]] = {
    "validate": (),
    "work_orders": (),
    "overdue": (),
    "follow_up": ("林曉", "業主改期", ...),
    "month_end": (...,),
    "statistics": (...,),
    "send": (...,),
}
WRITTEN = {
    "validate": "檢查結果",
    "work_orders": "報事",
    "overdue": "逾期提醒",
    "follow_up": "跟進",
    "month_end": "計分依據",
    "statistics": "年度統計",
    "send": "郵件記錄",
}
SAID = {
    "validate": "檢查結果",
    "work_orders": "報事單 2 張，可以打印：BS202610-0003、BS202610-0004。",
    "overdue": "已逾期",
    "follow_up": "已登記 1 件報事的跟進：BS202610-0001。",
    "month_end": "2026-10 片區排名：1. A01 觀瀾苑 97.75。",
    "statistics": "年度統計",
    "send": "沒有發送",
}
TASKS = [key for key in BUTTONS if key in ANSWERS]
MAKERS = [key for key in TASKS if key in {"work_orders", "month_end"}]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[xw.Book]:
    """The small office, open, its first ticket selected."""
    yield from opened(tmp_path / "辦公 室" / "濱江花園.xlsx")


@cache
def plain_bytes() -> bytes:
    """A workbook of somebody else's."""
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def ready(book: xw.Book, key: str) -> None:
    """Bring the book to where the button has something to do."""
    if key == "follow_up":
        sheet = book.sheets["報事"]
        sheet.api.Activate()
        sheet.range((HEADER + 1, 1)).select()


def test_every_button_of_a_task_is_tried() -> None:
    assert {key for key in BUTTONS if ACTIONS[key].task} == set(ANSWERS)


@pytest.mark.parametrize("key", TASKS)
def test_a_button_does_its_task_and_says_so(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    before, screen = state_of(book.app), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    assert SAID[key] in said
    assert ("改動還沒有保存，請看過後保存（Ctrl+S）。" in said) is (key != "send")
    assert "備份" in said
    assert state_of(book.app) == before
    copy = tmp_path / "辦公 室" / "備份" / f"濱江花園 {NOW:%Y-%m-%d}.xlsx"
    assert copy.read_bytes() == office_bytes()


@pytest.mark.parametrize("key", TASKS)
def test_a_button_pressed_twice(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    press_at(key, desk_at(book, FakeScreen(*ANSWERS[key]), tmp_path))
    first = bytes_of(book)
    ready(book, key)
    before, screen = state_of(book.app), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    expected = {
        "work_orders": "沒有新的報事要打印；補打請在「報事」選中那些行，再按「生成報事單」。",
        "follow_up": "這一分鐘內同樣的跟進已經登記過，沒有重複登記。",
    }
    assert expected.get(key, SAID[key]) in said
    assert "備份" not in said, "one copy a day"
    assert state_of(book.app) == before
    if key in expected:
        assert bytes_of(book) == first


@pytest.mark.parametrize("key", [*TASKS, "settings"])
def test_somebody_elses_workbook_is_refused(tmp_path: Path, key: str) -> None:
    for book in opened(tmp_path / "別人.xlsx", plain_bytes()):
        before, screen = state_of(book.app), FakeScreen(False)  # noqa: FBT003 - no
        press_at(key, desk_at(book, screen, tmp_path))
        assert screen.asked[0][0] == ("「別人.xlsx」不是片區管理工作簿，沒有改動。要新建一個嗎？")
        assert bytes_of(book) == plain_bytes()
        assert state_of(book.app) == before
        assert not (tmp_path / "備份").exists()


@pytest.mark.parametrize("key", ["validate", "settings"])
def test_somebody_elses_workbook_offers_a_new_one(tmp_path: Path, key: str) -> None:
    place = tmp_path / "新 的" / "濱江.xlsx"
    place.parent.mkdir()
    for book in opened(tmp_path / "別人.xlsx", plain_bytes()):
        screen = FakeScreen(True, place)  # noqa: FBT003 - yes
        press_at(key, desk_at(book, screen, tmp_path))
        assert screen.said == ["已新建「濱江.xlsx」並打開，請從「首頁」的步驟開始。"]
    assert openpyxl.load_workbook(place).sheetnames[0] == "首頁"


@pytest.mark.parametrize("key", [*TASKS, "settings"])
def test_without_an_open_workbook(book: xw.Book, tmp_path: Path, key: str) -> None:
    app, screen = book.app, FakeScreen()
    before = state_of(app)
    book.close()
    press_at(key, Desk(app, screen, NOW, tmp_path))
    assert screen.said == ["沒有打開的工作簿，請先打開片區管理工作簿，再按一次。"]
    assert state_of(app) == before


class ProtectedView(Desk):
    """A desk whose Excel shows a file from a mail."""

    def is_protected_view(self) -> bool:
        return True


@pytest.mark.parametrize("key", [*TASKS, "settings"])
def test_in_protected_view(book: xw.Book, tmp_path: Path, key: str) -> None:
    app, screen = book.app, FakeScreen()
    book.close()
    press_at(key, ProtectedView(app, screen, NOW, tmp_path))
    assert screen.said == ["這個檔案在「受保護的檢視」中，請先按上方的「啟用編輯」，再按一次。"]


@pytest.mark.parametrize("key", TASKS)
def test_a_read_only_workbook(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    before, data, screen = state_of(book.app), bytes_of(book), FakeScreen(*ANSWERS[key])
    book.impl.model.path.chmod(stat.S_IRUSR)
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    assert said == (
        "「濱江花園.xlsx」是以唯讀方式打開的，改動存不回去，所以沒有改動；"
        "請等別人關閉它再打開，或另存一份再按。"
    )
    assert bytes_of(book) == data
    assert state_of(book.app) == before


@pytest.mark.parametrize("key", TASKS)
def test_a_protected_sheet_is_named_and_nothing_changes(
    book: xw.Book, tmp_path: Path, key: str
) -> None:
    ready(book, key)
    protect(book, WRITTEN[key])
    before, data, screen = state_of(book.app), bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    (said,) = screen.said
    assert said == (
        f"工作表「{WRITTEN[key]}」受保護，所以沒有改動；請在「審閱」取消「保護工作表」，再按一次。"
    )
    assert bytes_of(book) == data
    assert state_of(book.app) == before
    assert not (tmp_path / "辦公 室" / "備份").exists()


@pytest.mark.parametrize("key", MAKERS)
def test_a_protected_structure(book: xw.Book, tmp_path: Path, key: str) -> None:
    book.impl.model.__dict__["is_structure_locked"] = True
    data, screen = bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    assert screen.said[0].startswith("「濱江花園.xlsx」的工作簿結構受保護，不能新建工作表")
    assert bytes_of(book) == data


@pytest.mark.parametrize("key", ["work_orders", "overdue"])
def test_a_filtered_register_is_asked_about(book: xw.Book, tmp_path: Path, key: str) -> None:
    filter_table(book, "報事", range(HEADER + 1, HEADER + 3))
    before, data = state_of(book.app), bytes_of(book)
    screen = FakeScreen(False)  # noqa: FBT003 - no
    press_at(key, desk_at(book, screen, tmp_path))
    question = "工作表「報事」正在篩選，要寫入就得先顯示全部行。現在清除篩選並繼續嗎？"
    assert screen.asked == [(question, "")]
    assert screen.said == ["已取消，沒有改動。"]
    assert bytes_of(book) == data
    screen = FakeScreen(True)  # noqa: FBT003 - yes
    press_at(key, desk_at(book, screen, tmp_path))
    assert SAID[key] in screen.said[0]
    assert book.sheets["報事"].range("A4:A7").rows.hidden is False
    assert not any(
        each.type != "none" for each in book.sheets["報事"].tables[0].autofilter.criteria
    )
    assert state_of(book.app) == before


@pytest.mark.parametrize("key", ["validate", "month_end", "follow_up"])
def test_a_filter_of_a_sheet_that_is_only_read_stays(
    book: xw.Book, tmp_path: Path, key: str
) -> None:
    ready(book, key)
    filter_table(book, "報事", range(HEADER + 2, HEADER + 4))
    screen = FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path))
    assert SAID[key] in screen.said[0]
    assert book.sheets["報事"].range("A5:A6").rows.hidden is True


class Editing(Desk):
    """A desk where a cell is being edited: Excel rejects every call."""

    error: Exception = FakeComError(-2147418111)

    def book(self) -> xw.Book | None:
        raise self.error


class EditingInside(Desk):
    """A desk where editing begins just before the copy."""

    def save_copy(self, book: xw.Book, target: Path) -> None:
        del book, target
        raise FakeComError(-2147352567, -2146777998)


@pytest.mark.parametrize("kind", [Editing, EditingInside])
@pytest.mark.parametrize("key", TASKS)
def test_while_a_cell_is_being_edited(
    book: xw.Book, tmp_path: Path, key: str, kind: type[Desk]
) -> None:
    ready(book, key)
    before, data, screen = state_of(book.app), bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path, kind))
    assert screen.said == [
        "Excel 正忙，沒有改動：請先按 Enter 結束儲存格的編輯、關閉開着的對話框，再按一次。"
    ]
    assert bytes_of(book) == data
    assert state_of(book.app) == before
    assert list(tmp_path.rglob("備份/*")) == []


class NeverSaved(Desk):
    """A desk whose workbook has no place on a disk yet."""

    def location(self, book: xw.Book) -> str:
        del book
        return "工作簿1"


@pytest.mark.parametrize("key", TASKS)
def test_a_workbook_never_saved(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    data, screen = bytes_of(book), FakeScreen(*ANSWERS[key])
    press_at(key, desk_at(book, screen, tmp_path, NeverSaved))
    assert screen.said == ["「濱江花園.xlsx」還沒有保存過，請先保存（Ctrl+S），再按一次。"]
    assert bytes_of(book) == data


class OnTheWeb(Desk):
    """A desk whose workbook OneDrive keeps."""

    def location(self, book: xw.Book) -> str:
        del book
        return "https://d.docs.live.net/1a2b/%E6%BF%B1%E6%B1%9F.xlsx"


def test_a_workbook_on_the_web_has_its_copy_in_the_users_folder(
    book: xw.Book, tmp_path: Path
) -> None:
    screen = FakeScreen()
    press_at("validate", desk_at(book, screen, tmp_path / "data", OnTheWeb))
    (copy,) = (tmp_path / "data" / "備份").glob("*.xlsx")
    assert copy.name.startswith("濱江 ")
    assert copy.name.endswith(" 2026-11-03.xlsx")
    assert str(copy) in screen.said[0]


class FullDisk(Desk):
    """A desk whose disk is full."""

    def save_copy(self, book: xw.Book, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device", book.name)


def test_without_a_copy_nothing_changes(book: xw.Book, tmp_path: Path) -> None:
    data, screen = bytes_of(book), FakeScreen()
    press_at("validate", desk_at(book, screen, tmp_path / "data", FullDisk))
    assert screen.said[0].startswith("「濱江花園.xlsx」的備份存不了，所以沒有改動")
    assert bytes_of(book) == data
    assert [each for each in tmp_path.rglob("備份/*") if each.is_file()] == []


@pytest.mark.parametrize("key", ["follow_up", "month_end"])
def test_a_cancelled_question(book: xw.Book, tmp_path: Path, key: str) -> None:
    ready(book, key)
    data, screen = bytes_of(book), FakeScreen(CANCEL)
    press_at(key, desk_at(book, screen, tmp_path))
    assert screen.said == ["已取消，沒有改動。"]
    assert bytes_of(book) == data


def test_a_broken_template_leaves_excel_as_it_was(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["月度考核模板"].range("A1").value = "{{ 沒有這個 }}"
    before, screen = state_of(book.app), FakeScreen(...)
    press_at("month_end", desk_at(book, screen, tmp_path / "data"))
    first, second = screen.said[0].splitlines()
    assert "沒有這個" in first
    assert second == f"（記錄在 {tmp_path / 'data' / 'ribbon.log'}，求助時請一併發來。）"
    assert state_of(book.app) == before
    log = (tmp_path / "data" / "ribbon.log").read_text(encoding="utf-8")
    assert log.startswith("2026-11-03 09:30:00 month_end\n  TemplateError\n")
    assert "沒有這個" not in log, "no cell's text in the log"


class Broken(Desk):
    """A desk with a mistake of ours."""

    def is_structure_locked(self, book: xw.Book) -> bool:
        raise ZeroDivisionError(book.name)


def test_a_mistake_of_ours_is_a_sentence_too(book: xw.Book, tmp_path: Path) -> None:
    before, screen = state_of(book.app), FakeScreen(...)
    press_at("month_end", desk_at(book, screen, tmp_path, Broken))
    assert screen.said[0].startswith("程序內部出錯（ZeroDivisionError），沒有做完")
    assert state_of(book.app) == before


def test_the_month_goes_to_headquarters_as_a_draft(tmp_path: Path) -> None:
    """Where there is no Outlook the draft is a file; the log is saved, and Excel as it was."""
    rows = records()
    rows["MonthlyScores"] = [
        {"month": "2026-10", "staff": "Y02", "self": 90},
        {"month": "2026-10", "staff": "Y03", "supervisor": 88},
    ]
    mail = {"hq_recipients": "hq@example.com", "hq_domains": "example.com"}
    data = make_book(Language.HANT, rows, {**mail, "sender": "office@example.com"})
    path = tmp_path / "office.xlsx"
    path.write_bytes(data)
    main(["month-end", str(path), "--month", "2026-10", "--quiet"])
    for book in opened(path, path.read_bytes()):
        book.app.calculation = "semiautomatic"
        before, screen = state_of(book.app), FakeScreen(...)
        press_at("send", desk_at(book, screen, tmp_path))
        assert "草稿「考核 2026-10.eml」已生成" in screen.said[0]
        assert "第一次寫到：hq@example.com（新域名）" in screen.said[0]
        assert "還沒有保存" not in screen.said[0]
        assert state_of(book.app) == before
    assert b"hq@example.com" in (tmp_path / "考核 2026-10.eml").read_bytes()
    log = openpyxl.load_workbook(path)["郵件記錄"]
    assert "待確認" in [cell.value for row in log.iter_rows() for cell in row]


def test_the_month_is_asked_until_it_can_be_read(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen("十月", "2026-10")
    press_at("month_end", desk_at(book, screen, tmp_path))
    assert screen.asked == [
        ("考核哪個月？請寫成 2026-10 這樣。", "2026-10"),
        ("「十月」不是月份。考核哪個月？請寫成 2026-10 這樣。", "2026-10"),
    ]
    assert SAID["month_end"] in screen.said[0]


def test_selected_tickets_are_printed_those_without_a_number_get_one(
    book: xw.Book, tmp_path: Path
) -> None:
    sheet = book.sheets["報事"]
    sheet.api.Activate()
    sheet.range("B5:B6").select()
    screen = FakeScreen()
    press_at("work_orders", desk_at(book, screen, tmp_path))
    assert "報事單 2 張，可以打印：BS202610-0002、BS202610-0003。" in screen.said[0]
    assert sheet.range("A4:A7").value == ["BS202610-0001", "BS202610-0002", "BS202610-0003", None]
    assert book.sheets.active.name == "報事單"


def test_rows_that_a_filter_hides_are_not_selected(book: xw.Book, tmp_path: Path) -> None:
    sheet = book.sheets["報事"]
    filter_table(book, "報事", range(HEADER + 2, HEADER + 4))
    sheet.api.Activate()
    sheet.range("A4:A7").select()
    screen = FakeScreen(True)  # noqa: FBT003 - clear the filter
    press_at("work_orders", desk_at(book, screen, tmp_path))
    assert "報事單 2 張，可以打印：BS202610-0001、BS202610-0003。" in screen.said[0]
    assert sheet.range("A4:A7").value == ["BS202610-0001", "BS202610-0002", None, "BS202610-0003"]


def test_a_follow_up_proposes_who_did_the_last_one(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "follow_up")
    screen = FakeScreen(..., "再約", "昨天", "2026年11月2日 16:05")
    press_at("follow_up", desk_at(book, screen, tmp_path))
    now = "2026-11-03 09:30"
    assert screen.asked == [
        ("跟進人的姓名或工號：", "周明"),
        ("1 件報事的跟進內容：", ""),
        ("跟進時間：", now),
        ("「昨天」不是時刻，請寫成 2026-10-31 08:30 這樣。跟進時間：", now),
    ]
    at = dt.datetime(2026, 11, 2, 16, 5)  # noqa: DTZ001 - a workbook's times have no zone
    line = book.sheets["跟進"].range("A5:D5").value
    assert line == ["BS202610-0001", at, "周明", "再約"]


class LinXiao(Desk):
    """A desk whose Office knows the clerk."""

    def user_name(self) -> str:
        return "林曉"


def test_a_follow_up_proposes_the_clerk(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "follow_up")
    screen = FakeScreen(..., "再約", ...)
    press_at("follow_up", desk_at(book, screen, tmp_path, LinXiao))
    assert screen.asked[0][1] == "林曉"


def test_a_follow_up_without_a_selected_ticket(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen()
    press_at("follow_up", desk_at(book, screen, tmp_path))
    assert screen.said == ["請先在工作表「報事」選中要跟進的行（要有單號），再按「登記跟進」。"]


def test_a_follow_up_where_nothing_can_be_typed(book: xw.Book, tmp_path: Path) -> None:
    ready(book, "follow_up")
    screen = FakeScreen()
    screen.can_type = False
    press_at("follow_up", desk_at(book, screen, tmp_path))
    assert screen.said == ["這裏不能輸入文字，請直接在工作表「跟進」登記跟進。"]


def test_settings_goes_to_the_values(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen(...)
    press_at("settings", desk_at(book, screen, tmp_path))
    assert book.sheets.active.name == "參數"
    assert book.app.selection is not None
    assert book.app.selection.address == "$B$4"
    assert screen.said[1:] == ["這裏是「參數」：改「值」那一欄，下次按按鈕即生效。"]


def set_value(book: xw.Book, key: str, value: object) -> None:
    """Type a setting into 參數."""
    sheet = book.sheets["參數"]
    keys = sheet.range("A4:A60").value
    sheet.range((HEADER + 1 + keys.index(key), 2)).value = value


def test_settings_shows_and_changes_the_users_own(
    book: xw.Book, tmp_path: Path, user_settings: Path
) -> None:
    before = bytes_of(book)
    answers = ("1", "SMTP.Example.com", "domains", "example.com", "8", "", "mask_phones", "否")
    screen = FakeScreen(*answers, CANCEL)
    press_at("settings", desk_at(book, screen, tmp_path))
    assert str(user_settings) in screen.said[0]
    assert "1. smtp_host　發信服務器：（沒有設）" in screen.said[0]
    assert "1. smtp_host　發信服務器：smtp.example.com" in screen.said[-1]
    assert "8. domains　允許發往的郵箱域名：（沒有設）" in screen.said[-1]
    held = read_settings()
    assert dict(held.values) == {"smtp_host": "smtp.example.com", "mask_phones": False}
    assert bytes_of(book) == before
    assert all(len(words) <= MOST_IN_A_BOX for words, _ in screen.asked)


def test_settings_proposes_what_the_workbook_says_and_names_it_so(
    book: xw.Book, tmp_path: Path
) -> None:
    for key, value in (
        ("smtp_host", "mail.example.com"),
        ("hq_recipients", "a@example.com; b@example.com"),
        ("smtp_port", 2525),
    ):
        set_value(book, key, value)
    chosen = ("13", "11", "recipient", "12", "1")
    proposals = [word for each in chosen for word in (each, ...)]
    screen = FakeScreen(*proposals, "12", "", "1", CANCEL, CANCEL)
    press_at("settings", desk_at(book, screen, tmp_path))
    proposed = [(words, answer) for words, answer in screen.asked if answer not in {"", "0"}]
    assert [answer for _, answer in proposed] == [
        "mail.example.com:2525",
        "a@example.com",
        "b@example.com",
        "mail.example.com",
        "mail.example.com",
    ]
    assert all("工作簿寫的，不是您設的" in words for words, _ in proposed[:4])
    assert "工作簿寫的" not in proposed[4][0], "it is the user's own by now"
    held = read_settings()
    assert held.confirmed["recipient"] == ("a@example.com", "b@example.com")
    assert held.confirmed["server"] == ("mail.example.com:2525",)
    assert all(len(words) <= MOST_IN_A_BOX for words, _ in screen.asked)


def test_settings_says_what_is_wrong_and_asks_on(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen("99", "smtp_hots", "2", "x", "2", "25", CANCEL)
    press_at("settings", desk_at(book, screen, tmp_path))
    assert screen.said[1:3] == [
        "設置沒有「99」這個鍵，可用的是 " + "、".join(KEYS) + "。",
        "設置沒有「smtp_hots」這個鍵，最接近的是 smtp_host。",
    ]
    assert screen.said[3].startswith("設置 smtp_port 的值「x」不對")
    assert read_settings().number("smtp_port") == 25


def test_settings_where_nothing_can_be_typed(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen()
    screen.can_type = False
    press_at("settings", desk_at(book, screen, tmp_path))
    assert "estate-xl settings set" in screen.said[0]
    assert book.sheets.active.name == "參數"


@pytest.mark.parametrize("key", ["settings", "send"])
def test_damaged_settings_are_one_sentence(
    book: xw.Book, tmp_path: Path, user_settings: Path, key: str
) -> None:
    user_settings.parent.mkdir(parents=True)
    user_settings.write_text("{", encoding="utf-8")
    before, screen = bytes_of(book), FakeScreen(*ANSWERS.get(key, ()))
    press_at(key, desk_at(book, screen, tmp_path))
    assert "讀不懂（第 1 行）" in screen.said[0]
    assert bytes_of(book) == before


def test_help_names_every_button(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen()
    press_at("help", desk_at(book, screen, tmp_path))
    assert all(button.label.hant in screen.said[0] for button in BUTTONS.values())


def test_about_tells_where_the_log_is(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen()
    press_at("about", desk_at(book, screen, tmp_path))
    assert str(tmp_path / "ribbon.log") in screen.said[0]


def test_help_and_about_need_no_workbook(book: xw.Book, tmp_path: Path) -> None:
    app = book.app
    book.close()
    for key in ("help", "about"):
        screen = FakeScreen()
        press_at(key, Desk(app, screen, NOW, tmp_path))
        assert "estate_xl" in screen.said[0] or "片區管理的按鈕" in screen.said[0]


def test_a_new_workbook_never_replaces_one(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen(book.impl.model.path)
    press_at("new_book", desk_at(book, screen, tmp_path))
    assert screen.said[0].startswith("「濱江花園.xlsx」已經存在")
    assert book.impl.model.path.read_bytes() == office_bytes()


def test_a_new_workbook_gets_its_ending(book: xw.Book, tmp_path: Path) -> None:
    screen = FakeScreen(tmp_path / "甲.乙")
    press_at("new_book", desk_at(book, screen, tmp_path))
    assert screen.said == ["已新建「甲.乙.xlsx」並打開，請從「首頁」的步驟開始。"]
    assert (tmp_path / "甲.乙.xlsx").exists()


def test_the_screen_speaks_as_the_settings_ask(tmp_path: Path) -> None:
    data = office_bytes(Language.EN)
    for book in opened(tmp_path / "office.xlsx", data):
        screen = FakeScreen()
        press_at("overdue", desk_at(book, screen, tmp_path))
        assert "Nothing is saved yet" in screen.said[0]


def test_where_no_excel_is_found_the_system_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["-c", "--hwnd=77"])
    monkeypatch.setattr("xlwings.apps", [])
    ribbon.press("validate")
    assert capsys.readouterr().err == "沒有打開的工作簿，請先打開片區管理工作簿，再按一次。\n"


def test_a_copy_beside_a_folder_that_cannot_be_written(book: xw.Book, tmp_path: Path) -> None:
    (tmp_path / "辦公 室" / "備份").write_bytes(b"a file of that name")
    screen = FakeScreen()
    press_at("validate", desk_at(book, screen, tmp_path / "data"))
    (copy,) = (tmp_path / "data" / "備份").glob("*.xlsx")
    assert copy.read_bytes() == office_bytes()
    shutil.rmtree(tmp_path / "data")
