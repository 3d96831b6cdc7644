"""A usage error is one sentence without a word of English or a quote of Python's."""

from __future__ import annotations

import re
import sys

import click
import pytest

from estate_xl.actions import COMMANDS
from estate_xl.console.cli import main
from estate_xl.console.usage import usage_sentence
from estate_xl.language import Language

NOT_ENGLISH = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "還缺少命令。"),
        ("validate", "還缺少 BOOK。"),
        ("follow-up b.xlsx", "還缺少 --ticket、--by、--note。"),
        ("validate b.xlsx --lang fr", "--lang 不能是「fr」，可選：zh-Hant、zh-Hans、en。"),
        ("addin no", "命令不能是「no」，可選：build、install、uninstall、doctor。"),
        ("validate b.xlsx --nope", "不認識「--nope」。"),
        ("validate b.xlsx --out", "--out 後面要跟一個值。"),
        ("validate b.xlsx --quiet=1", "--quiet 後面不能有值「1」。"),
        (
            "send b.xlsx --month 2026-10 --p",
            "「--p」不清楚，可能是：--package、--pdf、--password。",
        ),
        ("send b.xlsx --month 2026-10 --smtp --outlook", "--outlook 不能和 --smtp 一起用。"),
        ("month-end b.xlsx --month 10", "--month：「10」不是月份，請寫成 2026-10 這樣。"),
    ],
)
def test_usage_errors(words: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"用法不對：{told}請看 estate-xl")
    assert "'" not in line


NOTE = ("follow-up", "no.xlsx", "--ticket", "A", "--by", "B")


@pytest.mark.parametrize("word", ["--json", "--jsno", "-n", "-h", "--", "--out"])
def test_a_flag_is_no_value(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Mistyped or another command's: a note that says `--json` was never meant."""
    assert main([*NOTE, "--note", word]) == 2
    assert capsys.readouterr().err.startswith("用法不對：--note 後面要跟一個值。")


@pytest.mark.parametrize("flag", ["--ticket", "--note", "--at", "--lang"])
def test_bytes_that_are_no_text_are_no_value(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["follow-up", "no.xlsx", flag, "改\udcff"]) == 2
    assert capsys.readouterr().err.startswith(f"用法不對：{flag} 後面有不是文字的字節，")


@pytest.mark.parametrize("words", [["--note", "- 改期"], ["--note", "-5"], ["--note=-n"]])
def test_a_value_may_begin_with_a_dash(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*NOTE, *words]) == 2
    assert capsys.readouterr().err.startswith("找不到「")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("validate", "BOOK is missing."),
        ("validate b.xlsx --lang en --nope", "“--nope” is unknown."),
        ("validate b.xlsx c.xlsx", "“c.xlsx” is unknown."),
        ("nothing", "the command cannot be “nothing”, only: new, work-orders, "),
        ("settings set", "KEY is missing."),
        ("settings no", "the command cannot be “no”, only: set, confirm, forget."),
        ("validate b.xlsx --out --json", "--out needs a value after it."),
        ("demo --tickets 0", "--tickets: “0” is no whole number from 1 to 200000."),
    ],
)
def test_usage_errors_in_english(
    words: str, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert main(words.split()) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Wrong usage: {told}")
    assert not NOT_ENGLISH.search(line)


def test_a_program_of_the_settings_may_have_options_of_ours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = sys.executable
    assert main(["settings", "set", "token_command", "--", program, "--quiet"]) == 0
    assert f"{program} --quiet" in capsys.readouterr().out


def test_what_no_command_of_ours_says_yet() -> None:
    """An error that the library may get one day keeps its own words."""
    error = click.UsageError("words of one day")
    said = usage_sentence(error, "estate-xl new", [], Language.HANT)
    assert said == "用法不對：words of one day。請看 estate-xl new --help。"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_in_three_languages(
    name: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*name.split(), "--help", f"--lang={language}"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    typed = f"estate-xl {name}".strip()
    heading = {"zh-Hant": "用法：", "zh-Hans": "用法：", "en": "Usage: "}[language]
    assert shown.out.startswith(f"{heading}{typed} [-h]")
    if language is Language.EN:
        assert not NOT_ENGLISH.search(shown.out)
    if name:
        command = COMMANDS[name].command
        assert command is not None
        assert [each.flag for each in command.options if each.flag not in shown.out] == []
