"""Nothing that is shown hides anything: a mark that nobody sees is written out, everywhere."""

from __future__ import annotations

import json
import sys
import unicodedata
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.deliver import passwords
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.live.message_boxes import MacScreen, SystemScreen, WindowsScreen
from estate_xl.live.run_button import guarded
from estate_xl.output import print_json, visible
from estate_xl.schema import ESTATE_BOOK, Language
from support.commands import COMMANDS, MONTH
from support.desks import FakeScreen, desk_at, opened, records
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.live.excel_window import Desk

LINE = "偽造的一行"
HOSTILE = f"\u202e\u200b\u2066\x85\u2028\U000e0041\n{LINE}"
NAMES = ["濱江\x1b[2J花園.xlsx", f"濱江{HOSTILE}.xlsx"]
SHOWN = "⟨U+202E⟩⟨U+200B⟩⟨U+2066⟩⟨U+0085⟩⟨U+2028⟩⟨U+E0041⟩⟨U+000A⟩"


def hidden(text: str, keeps: str = "\n") -> list[str]:
    """Characters of a text that nobody sees, by their kinds and not by our list."""
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return [c for c in text if unicodedata.category(c) in kinds and c not in keeps]


def is_plain(text: str) -> bool:
    """Whether nothing is hidden and no line was begun by anybody else."""
    return not hidden(text) and not any(line.startswith(LINE) for line in text.splitlines())


@pytest.fixture(scope="module")
def hostile_bytes() -> bytes:
    """An office whose every text of its own hides something."""
    held = records()
    for zone in held["Zones"]:
        zone["name"] = f"{zone['name']}{HOSTILE}"
    for ticket in held["Tickets"]:
        ticket["content"] = f"漏水{HOSTILE}"
        ticket["kind"] = f"沒有的{HOSTILE}"
        ticket["zone"] = f"Z9{HOSTILE}"
    held["Staff"][2]["name"] = f"周明{HOSTILE}"
    held["Staff"][2]["department"] = f"某部{HOSTILE}"
    held["MonthlyScores"] = [{"month": MONTH, "staff": f"Y77{HOSTILE}", "self": 90}]
    held["FollowUps"][0]["by"] = f"無此人{HOSTILE}"
    settings: dict[str, object] = {
        "project_name": f"濱江{HOSTILE}",
        "office_name": f"管理處{HOSTILE}",
        "hq_recipients": f"組{HOSTILE} <a@example.com>; b{HOSTILE}",
        "hq_domains": f"x.cn{HOSTILE}",
    }
    return make_book(Language.HANT, held, settings)


@pytest.mark.parametrize(
    "char",
    [
        *map(chr, range(0x20)),
        "\x7f",
        "\x9f",
        *"\u200b\u200f\u202a\u202e\u2066"
        "\u2069\u2028\u2029\ufeff\u00ad\u2060\u061c\U000e0001\U000e007f\ud800\udfff",
    ],
)
def test_what_nobody_sees_is_written_out(char: str) -> None:
    assert visible(f"甲{char}乙") == f"甲⟨U+{ord(char):04X}⟩乙"


@pytest.mark.parametrize("text", ["片區　A01", "葛\U000e0100城", "\U00020000 é ①…—", "❤\ufe0f"])
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) == text


def test_every_character_of_its_kind_is_written_out() -> None:
    kept = {
        c for c in map(chr, range(0x110000)) if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"}
    }
    assert not {char for char in kept if visible(char) == char}


@pytest.mark.slow_after_first
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_shows_what_it_was_given_raw(
    command: str,
    name: str,
    tmp_path: Path,
    hostile_bytes: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = tmp_path / name
    book.write_bytes(hostile_bytes)
    words = COMMANDS[command].words
    main([words[0], str(book), *words[1:]])
    main([words[0], str(tmp_path / f"沒有{name}"), *words[1:]])
    shown = capsys.readouterr()
    assert shown.out + shown.err
    assert is_plain(shown.out)
    assert is_plain(shown.err)
    assert visible(name) in shown.err


@pytest.mark.parametrize(
    "words",
    [
        ["validate", f"沒有{HOSTILE}.xlsx", f"--bad{HOSTILE}"],
        [f"bad{HOSTILE}"],
        ["month-end", "x.xlsx", "--month", HOSTILE],
        ["follow-up", "x.xlsx", "--ticket", HOSTILE, "--by", HOSTILE],
        ["addin", "build", "--out", f"沒有{HOSTILE}/x.xlam"],
        ["addin", "build", "--out", f"{HOSTILE}.xls"],
    ],
)
def test_what_was_typed_is_not_shown_raw(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr().err
    assert is_plain(shown)
    assert len(shown.splitlines()) == 1


def test_the_findings_of_a_hostile_workbook(
    tmp_path: Path, hostile_bytes: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the screen, as JSON and on 檢查結果 a text that was typed shows all that it holds."""
    book = tmp_path / "濱江花園.xlsx"
    book.write_bytes(hostile_bytes)
    assert main(["validate", str(book), "--json"]) == 1
    printed = capsys.readouterr().out
    assert not hidden(printed)
    messages = [finding["message"] for finding in json.loads(printed)["findings"]]
    assert any(f"沒有的{SHOWN}" in message for message in messages)
    sheet = read_sheet(book, "檢查結果")
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(f"沒有的{SHOWN}" in text for text in cells)
    assert not any(map(hidden, cells))


def test_the_deadlines_of_a_hostile_workbook(tmp_path: Path, hostile_bytes: bytes) -> None:
    book = tmp_path / "濱江花園.xlsx"
    book.write_bytes(hostile_bytes)
    assert main(["overdue", str(book), "--as-of", "2026-10-31T18:00", "--quiet"]) == 1
    sheet = read_sheet(book, "逾期提醒")
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("⟨U+202E⟩" in text for text in cells)
    assert not any(map(hidden, cells))


def test_json_escapes_what_nobody_sees(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"甲": HOSTILE})
    printed = capsys.readouterr().out
    assert not hidden(printed)
    assert json.loads(printed) == {"甲": HOSTILE}


@pytest.mark.slow
def test_a_preview_shows_what_the_mail_would_hold(
    tmp_path: Path, hostile_bytes: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "濱江花園.xlsx"
    book.write_bytes(hostile_bytes)
    main(["month-end", str(book), "--month", MONTH, "--quiet"])
    main(["send", str(book), "--month", MONTH, "--dry-run"])
    shown = capsys.readouterr().out
    assert "⟨U+202E⟩" in shown
    assert is_plain(shown)


class FakeApp:
    """An Excel that keeps what its boxes are told."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.said: list[str] = []
        self.api = self

    def alert(self, words: str, *_: object) -> str:
        """A box with buttons."""
        self.said.append(words)
        return "yes"

    def InputBox(self, words: str, *_: object, **__: object) -> str:  # noqa: N802 - Excel's name
        """A box to type in."""
        self.said.append(words)
        return "答"


@pytest.mark.parametrize("kind", [WindowsScreen, MacScreen])
def test_boxes_show_what_they_are_told(kind: type[WindowsScreen | MacScreen]) -> None:
    app = FakeApp()
    screen = kind(app)  # type: ignore[arg-type]
    screen.tell(f"甲\u202e\n乙{chr(27)}", is_error=True)
    screen.confirm("甲\u202e")
    screen.ask("甲\u202e", "乙\u202e", Language.HANT)
    assert app.said[0] == "甲⟨U+202E⟩\n乙⟨U+001B⟩"
    assert not any(map(hidden, app.said))


def test_without_excel_it_is_said_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has a box of its own")
    SystemScreen().tell("甲\u202e\n乙")
    assert capsys.readouterr().err == "甲⟨U+202E⟩\n乙\n"


def test_a_refusal_at_a_button_is_shown_whole(tmp_path: Path) -> None:
    def refuse(_: Desk) -> None:
        raise WorkbookError(ErrorCode.IS_FOLDER, name=HOSTILE)

    for book in opened(tmp_path / "濱江花園.xlsx"):
        screen = FakeScreen()
        guarded("validate", desk_at(book, screen, tmp_path), refuse)
        assert screen.said[0].startswith(f"「{SHOWN}{LINE}」是資料夾")


def test_a_prompt_for_a_password_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "x"

    monkeypatch.setattr("getpass.getpass", answer)
    passwords.ask_secret(f"「{HOSTILE}」的打開密碼：")
    assert asked == [f"「{SHOWN}{LINE}」的打開密碼："]


def test_every_kind_of_finding_shows_its_facts_whole() -> None:
    parse = Formatter().parse
    for code in FindingCode:
        texts = (*code.value.message.all_texts(), *code.value.mend.all_texts())
        facts = {str(name): HOSTILE for text in texts for _, name, _, _ in parse(text) if name}
        finding = Finding(code, ESTATE_BOOK.sheets[0].key, value=HOSTILE, facts=facts)
        for language in Language:
            assert not hidden(finding.message(language) + finding.mend(language), "")
