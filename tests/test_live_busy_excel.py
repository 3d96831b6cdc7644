"""An Excel that is busy is told from one that is wrong, and what it says is one line."""

from __future__ import annotations

import threading

import pytest

from estate_xl.live.busy_excel import Patience, is_busy, is_gone, keep_asking, words_of
from excel_twin import death, ignored, rejection, started_excel
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


def test_a_rejected_call_of_an_object_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with started_excel() as started:
        book = started.app.books.add()
        monkeypatch.setattr("xlwings._xlwindows.N_COM_ATTEMPTS", 0)
        keep_asking()
        started.excel.border.forget_trips()
        name = book.sheets["Sheet1"].name
        for at in range(1, started.round_trips + 1):
            started.excel.border.forget_trips()
            started.excel.border.fail_at(at, rejection(), times=3)
            assert book.sheets["Sheet1"].name == name


def test_an_excel_that_is_gone_is_told_from_one_that_is_busy_or_well() -> None:
    with started_excel() as started:
        assert not is_gone(started.app)
        started.excel.border.fail_at(1, ignored())
        assert not is_gone(started.app)
        started.excel.border.fail_at(1, death(), times=None)
        assert is_gone(started.app)
