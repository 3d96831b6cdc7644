"""Arguments of cell functions are read as cells are; what cannot be read is the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.language import Language, Phrase
from estate_xl.live.function_arguments import (
    NoAnswerError,
    parse_choice,
    parse_count,
    parse_day,
    parse_month,
)
from estate_xl.schema.terms import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.datetime(2026, 10, 12)  # noqa: DTZ001 - cells know no time zones


def reason(read: Callable[[object], object], value: object) -> str:
    """What is answered instead of a value."""
    with pytest.raises(NoAnswerError) as caught:
        read(value)
    found = caught.value.reason
    return found.text(Language.HANT) if isinstance(found, Phrase) else found


@pytest.mark.parametrize("value", [DAY, DAY.replace(hour=17), "2026-10-12", 46307.0])
def test_a_day_is_its_midnight(value: object) -> None:
    assert parse_day(value) == DAY


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("  ", ""),
        ("#REF!", "#REF!"),
        ("十月", "#VALUE! 「十月」不是日期"),
        (DAY.replace(year=1999), "#NUM! 1999 年不在 2000 到 2099 之間"),
    ],
)
def test_what_is_no_day(value: object, expected: str) -> None:
    assert reason(parse_day, value) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.0, 0), (3.0, 3), ("12", 12), (2000.0, 2000)])
def test_a_count_is_whole(value: object, expected: int) -> None:
    assert parse_count(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.5, "#VALUE! 「1.5」不是整數"),
        (-1.0, "#VALUE! 天數 -1 不在 0 到 2000 之間"),
        (2001.0, "#VALUE! 天數 2001 不在 0 到 2000 之間"),
    ],
)
def test_what_is_no_count(value: object, expected: str) -> None:
    assert reason(parse_count, value) == expected


@pytest.mark.parametrize("value", ["2026-10", "2026年10月", DAY])
def test_a_month_of_its_text_or_of_a_date_in_it(value: object) -> None:
    assert str(parse_month(value)) == "2026-10"


def test_what_is_no_month() -> None:
    assert reason(parse_month, "十月").startswith("#VALUE! 「十月」不是月份")


@pytest.mark.parametrize("language", list(Language))
def test_a_choice_in_any_language_is_its_traditional_word(language: Language) -> None:
    for kind in KINDS:
        assert parse_choice(kind.text(language), KINDS) == kind.hant


def test_another_word_is_answered_with_the_choices() -> None:
    answered = reason(lambda value: parse_choice(value, KINDS), "別的")
    assert all(kind.hant in answered for kind in KINDS)
