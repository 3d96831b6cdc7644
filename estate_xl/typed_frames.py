"""Typed frames: what `read` makes of a sheet, and what `check` and `compute` rely on.

A frame's index is the row as Excel shows it; it has one column per key of the schema, of those that
were read: what no computation of a task declares (`estate_xl.column_needs`) is absent. Texts, ids,
codes, months (`YYYY-MM`), choices (their zh-Hant text) and references (the key of the row referred
to) are `str`, numbers `float64`, dates and datetimes `datetime64[us]` without a zone. A cell that
is empty or could not be read is missing (NaN, NaT).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import numpy as np
import pandas as pd

from estate_xl.schema import ESTATE_BOOK
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from estate_xl.schema import Kind, Sheet

Tables: TypeAlias = Mapping[str, pd.DataFrame]
"""Frames by the key of their sheet; every data sheet that was read is there."""

_DIGITS = re.compile("([0-9]+)")
_CODE_SEPARATORS = re.compile("[、､，,；;\\s\u00a0\u3000]+")


class SheetFrame(pd.DataFrame):
    """Some columns of a sheet's records; what is computed from it is a plain frame.

    Asking it for a column that was not read is an error that names the sheet and what to do.
    """

    _metadata: ClassVar[list[str]] = ["sheet"]
    sheet: str

    @classmethod
    def of(cls, sheet: str, records: pd.DataFrame) -> SheetFrame:
        """The records, of the sheet with that key."""
        frame = cls(records)
        frame.sheet = sheet
        return frame

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - as pandas has it
        """The value that pandas gives for it.

        Raises:
            KeyError: a column is absent.
        """
        try:
            return super().__getitem__(key)
        except KeyError as error:
            place = f"{error} of {self.sheet}"
            msg = f"{place} was not read: nothing declares it (estate_xl.column_needs)"
            raise KeyError(msg) from error


def dtype_of(kind: Kind) -> str:
    """Name of the pandas type of a column of that kind.

    >>> from estate_xl.schema import Kind
    >>> dtype_of(Kind.ID), dtype_of(Kind.SHARE), dtype_of(Kind.DATE)
    ('str', 'float64', 'datetime64[us]')
    """
    if kind.is_number:
        return "float64"
    return "datetime64[us]" if kind.is_time else "str"


def build_frame(sheet: Sheet, records: Mapping[int, Mapping[str, Any]]) -> pd.DataFrame:
    """Typed frame of plain values; no records make the empty frame of a missing sheet.

    Args:
        sheet: Its declaration.
        records: Values by column key, by row; a key left out is an empty cell.
    """
    index = pd.Index(list(records), dtype="int64")
    return pd.DataFrame(
        {
            column.key: pd.Series(
                [record.get(column.key) for record in records.values()],
                index=index,
                dtype=dtype_of(column.kind),
            )
            for column in sheet.columns
        },
        index=index,
    )


def build_tables(records: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> dict[str, pd.DataFrame]:
    """Typed frames of all data sheets, by key; a sheet without records is empty."""
    return {
        sheet.key: build_frame(sheet, records.get(sheet.key, {}))
        for sheet in ESTATE_BOOK.data_sheets()
    }


def normalise(values: pd.Series) -> pd.Series:
    """Texts as they are compared, each different one folded once.

    >>> list(normalise(pd.Series(["ＢＪ０１", " bj01 "])))
    ['bj01', 'bj01']
    """
    places, texts = pd.factorize(values)
    plain = pd.array(_folded(list(np.asarray(texts))), dtype="str")
    # A missing text has the place -1: it stays missing.
    return pd.Series(plain.take(places, allow_fill=True), index=values.index)


def _folded(texts: list[str]) -> list[str]:
    """The texts folded; Latin ones without blanks, as most numbers are, all at once."""
    whole = "\n".join(texts)
    lines = whole.split("\n")
    if whole.isascii() and lines == whole.split() and len(lines) == len(texts):
        return whole.casefold().split("\n")
    return list(map(fold, texts))


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """The sort key of codes: numbers in them as numbers, A9 before A10.

    >>> sorted(["A10", "A9", "B1", "A9a", "A"], key=natural_key)
    ['A', 'A9', 'A9a', 'A10', 'B1']
    """
    parts = [
        # Compared by length, then digit by digit: no number is too long.
        (0, len(part.lstrip("0")), part.lstrip("0")) if part.isdecimal() else (1, 0, part)
        for part in _DIGITS.split(text)
        if part
    ]
    return (*parts, (-1, 0, text))


def codes_in(text: str) -> list[str]:
    """Each code of a cell of 不合格項 as typed (R-7).

    Between codes are 、 or a comma or semicolon of either width, or blanks.

    >>> codes_in("BJ01、BJ03；BJ04")
    ['BJ01', 'BJ03', 'BJ04']
    """
    return [code for code in _CODE_SEPARATORS.split(text) if code]


def split_codes(values: pd.Series) -> pd.Series:
    """Each code of 不合格項 as typed; the index repeats the row.

    >>> list(split_codes(pd.Series(["BJ01、BJ03", None], index=[4, 5], dtype="str")).items())
    [(4, 'BJ01'), (4, 'BJ03')]
    """
    held = values.dropna()
    codes = list(map(codes_in, held.to_numpy()))
    rows = held.index.repeat([len(each) for each in codes])
    return pd.Series(list(chain.from_iterable(codes)), index=rows, name=values.name, dtype="str")
