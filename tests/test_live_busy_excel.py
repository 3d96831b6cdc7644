"""An Excel that is busy is told from one that is wrong, and what it says is one line."""

from __future__ import annotations

import threading

import pytest

from estate_xl.live.busy_excel import Patience, is_busy, words_of
from support.desks import LOCKED, FakeComError


@pytest.mark.parametrize(
    ("error", "busy"),
    [
        (FakeComError(-2147418111), True),
        (FakeComError(-2147417846), True),
        (FakeComError(-2147352567, -2146777998), True),
        (FakeComError(-2147352567, -2146827284), False),
        (ValueError("x"), False),
        (OSError(13, "x"), False),
    ],
)
def test_busy_is_told_from_wrong(error: Exception, *, busy: bool) -> None:
    assert is_busy(error) is busy


def test_patience_speaks_once_the_time_is_over_and_not_before() -> None:
    said = threading.Event()
    with Patience(said.set, 0):
        assert said.wait(60)
    other = threading.Event()
    with Patience(other.set, 3600):
        pass
    assert not other.is_set()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LOCKED, "Microsoft Excel 不能存取檔案。 可能有幾個原因："),
        (FakeComError(-1), "(-1, 'Call was rejected by callee.', None, None)"),
        (ValueError(), "ValueError"),
        (ValueError("x" * 500), "x" * 120 + "……"),
    ],
)
def test_what_an_error_says_is_one_short_line(error: Exception, said: str) -> None:
    assert words_of(error) == said
