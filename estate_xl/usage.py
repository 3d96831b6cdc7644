"""How the command line is used: one sentence for a usage error, and the texts that options take."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from typing import Final, NoReturn

from estate_xl.dates import moment_of, month_of
from estate_xl.output import visible

_FAILED: Final = 2
_QUOTED: Final = re.compile("'[^']*'|\"[^\"]*\"")
_BETWEEN_CHINESE: Final = re.compile("(?<=[一-鿿]) (?=[一-鿿「])")
_YEAR: Final = re.compile(r"20\d{2}")
_MOST_TICKETS: Final = 200_000
_MOST_DIGITS: Final = 18
_LONGEST_SENTENCE: Final = 400

_USAGE_WORDS: Final = (
    ("the following arguments are required: (.*)", "還缺少 {1}"),
    ("one of the arguments (.*) is required", "還缺少 {1} 中的一個"),
    ("unrecognized arguments: (.*)", "不認識「{1}」"),
    ("ambiguous option: (.*) could match (.*)", "「{1}」不清楚，可能是：{2}"),
    ("argument (.*?): invalid choice: (.*) \\(choose from (.*)\\)", "{1} 不能是「{2}」，可選：{3}"),
    ("argument (.*?): expected (?:one|at least one|[0-9]+) arguments?", "{1} 後面要跟一個值"),
    ("argument (.*?): ignored explicit argument (.*)", "{1} 後面不能有值「{2}」"),
    ("argument (.*?): not allowed with argument (.*)", "{1} 不能和 {2} 一起用"),
    ("argument (.*?): invalid .* value: (.*)", "{1} 的值「{2}」不對"),
    ("argument (.*?): (.*)", "{1}：{2}"),
)
"""What argparse says, and what we say; `{1}` is the first group."""


class Parser(argparse.ArgumentParser):
    """Chinese headings, and one sentence for a usage error."""

    def error(self, message: str) -> NoReturn:
        """Leave with one sentence."""
        self.exit(
            _FAILED, f"用法不對：{_translated(one_line(message))}。請看 {self.prog} --help。\n"
        )

    def format_help(self) -> str:
        """The help, its headings in Chinese."""
        text = super().format_help()
        for english, chinese in (
            ("usage: ", "用法："),
            ("positional arguments:", "參數："),
            ("options:", "選項："),
            ("show this help message and exit", "顯示本說明"),
        ):
            text = text.replace(english, chinese)
        return text


def _translated(message: str) -> str:
    """What argparse says in our words, its lists and quotes as Chinese has them."""
    for pattern, words in _USAGE_WORDS:
        found = re.fullmatch(pattern, message)
        if found is not None:
            return _BETWEEN_CHINESE.sub("", words.format("", *map(_listed, found.groups())))
    return message


def _listed(text: str) -> str:
    """A list of words, or one word that is quoted as Python does."""
    items = [item[1:-1] if _QUOTED.fullmatch(item) else item for item in text.split(", ")]
    return "、".join(items)


def one_line(text: str) -> str:
    """The text on one line, which a name or a library's words may break, and not endless."""
    line = visible(text)
    if len(line) <= _LONGEST_SENTENCE:
        return line
    half = _LONGEST_SENTENCE // 2
    return f"{line[:half]} …… {line[-half:]}"


def month_text(text: str) -> str:
    """A month as `YYYY-MM`, from any spelling that 月份 takes."""
    month = month_of(text)
    if month is None:
        msg = f"「{text}」不是月份，請寫成 2026-10 這樣"
        raise argparse.ArgumentTypeError(msg)
    return month


def year_number(text: str) -> int:
    """A year of this century."""
    if not _YEAR.fullmatch(text):
        msg = f"「{text}」不是年份，請寫成 2026 這樣"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def moment(text: str) -> dt.datetime:
    """A local moment, in every spelling that a cell takes."""
    found: dt.datetime | None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        found = moment_of(text)
    if found is None or found.tzinfo is not None:
        msg = f"「{text}」不是時刻，請寫成 2026-10-31T08:30 這樣"
        raise argparse.ArgumentTypeError(msg)
    return found


def ticket_count(text: str) -> int:
    """How many tickets a sample shall have."""
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_TICKETS:
        msg = f"「{text}」不是 1 到 {_MOST_TICKETS} 的整數"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def seed_number(text: str) -> int:
    """A seed of the sample."""
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        msg = f"「{text}」不是 {_MOST_DIGITS} 位以內的整數"
        raise argparse.ArgumentTypeError(msg)
    return int(text)
