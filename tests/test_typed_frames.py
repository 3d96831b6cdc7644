"""Typed frames, and texts as they are compared."""

from __future__ import annotations

import pandas as pd
import pytest

from estate_xl.schema import ESTATE_BOOK
from estate_xl.typed_frames import (
    SheetFrame,
    build_frame,
    build_tables,
    dtype_of,
    natural_key,
    normalise,
    split_codes,
)


def test_every_data_sheet_has_a_typed_frame_even_when_empty() -> None:
    tables = build_tables({})
    assert list(tables) == [sheet.key for sheet in ESTATE_BOOK.data_sheets()]
    for sheet in ESTATE_BOOK.data_sheets():
        frame = tables[sheet.key]
        assert {key: str(dtype) for key, dtype in frame.dtypes.items()} == {
            column.key: dtype_of(column.kind) for column in sheet.columns
        }
        assert str(frame.index.dtype) == "int64"


def test_an_absent_column_is_an_error_that_names_the_sheet() -> None:
    frame = SheetFrame.of("Tickets", pd.DataFrame({"ticket": ["BS1"], "zone": ["A01"]}))
    assert list(frame[["ticket", "zone"]].loc[0]) == ["BS1", "A01"]
    for ask in (lambda: frame["rating"], lambda: frame.loc[0:, "rating"]):
        with pytest.raises(KeyError, match="'rating' of Tickets was not read"):
            ask()
    assert type(frame[frame["zone"].notna()]) is pd.DataFrame


def test_a_frame_stands_by_excel_rows_and_lacks_what_was_left_out() -> None:
    frame = build_frame(
        ESTATE_BOOK["Inspections"],
        {7: {"date": pd.Timestamp("2026-03-06"), "score": 92.5}, 9: {"findings": "BJ01"}},
    )
    assert list(frame.index) == [7, 9]
    assert frame.loc[7, "score"] == 92.5
    assert frame.loc[[9], ["date", "score"]].isna().all(axis=None)
    assert list(frame["findings"].isna()) == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A01", "a01"),
        ("　ａ０１ ", "a01"),
        ("陳　大文", "陈大文"),
        ("①", "1"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    plain = normalise(pd.Series([text, None, text], index=[4, 5, 9], dtype="str"))
    assert plain.dropna().to_dict() == {4: expected, 9: expected}
    assert list(plain.index) == [4, 5, 9]


def test_normalise_nothing() -> None:
    assert normalise(pd.Series([], dtype="str")).empty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BJ01", ["BJ01"]),
        ("BJ01、BJ03", ["BJ01", "BJ03"]),
        ("BJ01,BJ02，BJ03;BJ04；BJ05､BJ06", ["BJ01", "BJ02", "BJ03", "BJ04", "BJ05", "BJ06"]),
        ("BJ01 BJ02　BJ03\nBJ04", ["BJ01", "BJ02", "BJ03", "BJ04"]),
        ("、BJ01、 、BJ02；", ["BJ01", "BJ02"]),
        ("、 ；", []),
        (None, []),
    ],
)
def test_split_codes(text: str | None, expected: list[str]) -> None:
    codes = split_codes(pd.Series([text], index=[8], dtype="str"))
    assert list(codes) == expected
    assert list(codes.index) == [8] * len(expected)
    assert str(codes.dtype) == "str"


def test_natural_order_compares_numbers_as_numbers() -> None:
    """A9 before A10, however long a number is; every two different codes have an order."""
    codes = ["B1", "A10", "A9", "A09", "A", "A9b", "10", "9", "A" + "9" * 5000]
    ordered = sorted(codes, key=natural_key)
    assert ordered == ["9", "10", "A", "A09", "A9", "A9b", "A10", "A" + "9" * 5000, "B1"]
    assert len({natural_key(code) for code in codes}) == len(codes)
