"""設置 shows and changes the user's own settings, and leads to 參數."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.ribbon import press_at
from estate_xl.user_settings import KEYS, read_settings
from support.buttons import (
    ANSWERS,
    HEADER,
    MOST_IN_A_BOX,
)
from support.desks import (
    CANCEL,
    FakeScreen,
    bytes_of,
    desk_at,
)

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw


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
