"""References: a key, or a name that one record bears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.check import resolve_reference

if TYPE_CHECKING:
    from estate_xl.check import Resolved

_STAFF = pd.DataFrame(
    {
        "staff": ["A01", "A02", "a03", None, "A05", "A05", "王五", "A08"],
        "name": ["陳大文", "李四", "李四", "無工號", "趙六", "趙六", "A01", None],
    },
    index=range(4, 12),
    dtype="str",
)


def _resolve(value: str | None, *, by_name: bool = True) -> Resolved:
    values = pd.Series([value], index=[30], dtype="str")
    return resolve_reference(values, _STAFF, "staff", "name" if by_name else None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A01", "A01"),  # the key of one, the name of another: the key wins
        (" ａ０１", "A01"),
        ("A03", "a03"),
        ("陳大文", "A01"),
        ("陳大文　", "A01"),
        ("王五", "王五"),
        ("趙六", "A05"),  # one person in two rows: a duplicate id, no second person
        ("a08", "A08"),
    ],
)
def test_a_key_or_a_unique_name_is_resolved(value: str, expected: str) -> None:
    resolved = _resolve(value)
    assert list(resolved.keys) == [expected]
    assert not resolved.unknown.any()
    assert not resolved.ambiguous.any()
    assert resolved.candidates.isna().all()
    for answer in (resolved.keys, resolved.unknown, resolved.ambiguous, resolved.candidates):
        assert list(answer.index) == [30]


@pytest.mark.parametrize(
    ("value", "unknown", "candidates"),
    [
        ("A99", True, None),
        ("無工號", True, None),  # a row without a key cannot be referred to
        ("", True, None),
        ("李四", False, "A02、a03"),
        (None, False, None),
    ],
)
def test_what_is_not_resolved(value: str | None, unknown: bool, candidates: str | None) -> None:  # noqa: FBT001 - a table's column
    resolved = _resolve(value)
    assert resolved.keys.isna().all()
    assert list(resolved.unknown) == [unknown]
    assert list(resolved.ambiguous) == [candidates is not None]
    assert list(resolved.candidates.dropna()) == ([candidates] if candidates else [])


def test_the_key_as_typed_comes_before_one_that_looks_like_it() -> None:
    owners = pd.DataFrame({"room": ["a1", "A1"]}, dtype="str")
    values = pd.Series(["A1", "a1", "Ａ1"], dtype="str")
    assert list(resolve_reference(values, owners, "room", None).keys) == ["A1", "a1", "a1"]


def test_without_a_name_column_only_keys_count() -> None:
    resolved = _resolve("陳大文", by_name=False)
    assert list(resolved.unknown) == [True]
    assert not resolved.ambiguous.any()


def test_nothing_refers_to_nothing() -> None:
    values = pd.Series([], dtype="str")
    resolved = resolve_reference(values, _STAFF.iloc[:0], "staff", "name")
    assert resolved.keys.empty
    nobody = resolve_reference(pd.Series(["A01"], dtype="str"), _STAFF.iloc[:0], "staff", "name")
    assert list(nobody.unknown) == [True]
    assert list(nobody.ambiguous) == [False]
