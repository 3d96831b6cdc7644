"""A usage error is one sentence without a word of English or a quote of Python's."""

from __future__ import annotations

import re

import pytest

from estate_xl.cli import main
from estate_xl.usage import Parser


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


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("one of the arguments --a --b is required", "還缺少 --a --b 中的一個"),
        ("argument --n: invalid int value: 'x'", "--n 的值「x」不對"),
        ("argument FILE: expected at least one argument", "FILE 後面要跟一個值"),
        ("words that argparse may get one day", "words that argparse may get one day"),
    ],
)
def test_what_no_command_of_ours_says_yet(
    message: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        Parser(prog="x").error(message)
    assert stop.value.code == 2
    assert re.sub("。請看.*", "", capsys.readouterr().err.strip()) == f"用法不對：{told}"
