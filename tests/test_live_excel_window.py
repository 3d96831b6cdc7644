"""The Excel that a button was pressed in is found among those that run."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from estate_xl.live.excel_window import find_app, window_number

if TYPE_CHECKING:
    import xlwings as xw


def excel_with(hwnd: int, other: int | None = None) -> xw.App:
    """An Excel of two windows: the topmost, which xlwings names, and the active one."""
    api = SimpleNamespace(Hwnd=hwnd if other is None else other)
    return cast("xw.App", SimpleNamespace(hwnd=hwnd, api=api))


def test_the_excel_is_found_by_either_window() -> None:
    one, two = excel_with(11), excel_with(22, 23)
    assert find_app([one, two], 11) is one
    assert find_app([one, two], 22) is two
    assert find_app([one, two], 23) is two
    assert find_app([one, two], 99) is None, "another Excel is not to be touched"
    assert find_app([one], 99) is one
    assert find_app([one, two], None) is one
    assert find_app([], 11) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["-c", "--hwnd=66122"], 66122), (["-c"], None), (["--hwnd=x"], None), (["--hwnd="], None)],
)
def test_the_windows_number(words: list[str], expected: int | None) -> None:
    assert window_number(words) == expected
