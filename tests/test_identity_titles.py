"""A sheet by its title, in each engine's way of saying that there is none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.identity import area_of
from estate_xl.identity.titles import sheet_titled

if TYPE_CHECKING:
    import xlwings as xw


class _Refusing(dict[str, object]):
    """Sheets none of which is there, in Excel's words."""

    error: Exception

    def __missing__(self, title: str) -> object:
        raise self.error


class _AppleError(Exception):
    """What a Mac's Excel answers."""

    errornumber = -1728


def refusing(error: Exception) -> Any:  # noqa: ANN401 - stands for a book
    """A book without the sheet."""
    sheets = _Refusing()
    sheets.error = error
    return SimpleNamespace(sheets=sheets)


def at(address: str) -> Any:  # noqa: ANN401 - stands for a range
    """A range there."""
    return SimpleNamespace(address=address)


def test_there_or_not(book: xw.Book) -> None:
    sheet = sheet_titled(book, "報事")
    assert sheet is not None
    assert sheet.name == "報事"
    assert sheet_titled(book, "沒有") is None


@pytest.mark.parametrize(
    "error", [OSError(-2147352567, "Exception occurred.", (0, None), None), _AppleError()]
)
def test_excel_has_no_such_sheet(error: Exception) -> None:
    assert sheet_titled(refusing(error), "沒有") is None


def test_a_busy_excel_is_no_missing_sheet() -> None:
    with pytest.raises(OSError, match="-2147418111"):
        sheet_titled(refusing(OSError(-2147418111, "rejected")), "報事")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$B$2:$D$5", (2, 2, 5, 4)),
        ("$A$1", (1, 1, 1, 1)),
        ("$A:$C", (1, 1, 1_048_576, 3)),
        ("$2:$7", (2, 1, 7, 16_384)),
    ],
)
def test_where_a_range_is(text: str, expected: tuple[int, int, int, int]) -> None:
    assert area_of(at(text)) == expected


def test_several_areas_are_not_one() -> None:
    with pytest.raises(ValueError, match="A1,B2"):
        area_of(at("A1,B2"))
