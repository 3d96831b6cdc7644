"""References: a key, or a name that one record bears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.check import Records, resolve_reference
from estate_xl.language import Language, Phrase

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
        ("李四", False, "李四（A02）、李四（a03）"),
        ("李　四", False, "李四（A02）、李四（a03）"),
        (None, False, None),
    ],
)
def test_what_is_not_resolved(value: str | None, unknown: bool, candidates: str | None) -> None:  # noqa: FBT001 - a table's column
    resolved = _resolve(value)
    assert resolved.keys.isna().all()
    assert list(resolved.unknown) == [unknown]
    assert list(resolved.ambiguous) == [candidates is not None]
    assert [each.hant for each in resolved.candidates.dropna()] == (
        [candidates] if candidates else []
    )


def test_the_key_as_typed_comes_before_one_that_looks_like_it() -> None:
    owners = pd.DataFrame({"room": ["a1", "A1"]}, dtype="str")
    values = pd.Series(["A1", "a1", "Ａ1"], dtype="str")
    resolved = resolve_reference(values, owners, "room", None)
    assert list(resolved.keys)[:2] == ["A1", "a1"]
    assert list(resolved.ambiguous) == [False, False, True]
    assert [each.hant for each in resolved.candidates.dropna()] == ["a1、A1"]


_VARIANTS = pd.DataFrame(
    {
        "zone": ["A", "B", "C", "D", "E", "F"],
        "name": ["聽濤苑", "桃花苑", "桃　花苑", "里仁", "裏仁", "5棟"],
    },
    dtype="str",
)


@pytest.mark.parametrize(
    ("value", "key", "candidates"),
    [
        ("听涛苑", "A", None),
        ("聽 濤　苑", "A", None),
        ("桃花苑", "B", None),  # exactly one of the two comes first
        ("桃　花苑", "C", None),
        ("桃花 苑", None, "桃花苑（B）、桃　花苑（C）"),
        ("里仁", "D", None),
        ("裡仁", None, "里仁（D）、裏仁（E）"),
        ("５栋", "F", None),
        ("5幢", None, None),
    ],
)
def test_names_in_other_characters(value: str, key: str | None, candidates: str | None) -> None:
    values = pd.Series([value], dtype="str")
    resolved = resolve_reference(values, _VARIANTS, "zone", "name")
    assert list(resolved.keys.dropna()) == ([key] if key else [])
    assert [each.hant for each in resolved.candidates.dropna()] == (
        [candidates] if candidates else []
    )


@pytest.mark.parametrize(
    ("value", "nearest"),
    [
        ("聽涛園", "聽濤苑（A）"),
        ("桃花園", "桃花苑（B）、桃　花苑（C）"),
        ("5幢", "5棟（F）"),
        ("甲", None),
        ("聽濤苑", None),
        (None, None),
    ],
)
def test_the_nearest_of_what_is_unknown(value: str | None, nearest: str | None) -> None:
    values = pd.Series([value], index=[9], dtype="str")
    resolved = resolve_reference(values, _VARIANTS, "zone", "name")
    assert list(resolved.nearest.index) == [9]
    assert [each.hant for each in resolved.nearest.dropna()] == ([nearest] if nearest else [])


def test_a_name_that_many_bear_is_not_proposed() -> None:
    many = pd.DataFrame({"staff": list("ABCD"), "name": ["陳靜"] * 4}, dtype="str")
    records = Records(many, "staff", "name")
    assert records.nearest("陳淨") is None
    assert records.proposal("陳淨") == ""
    near = Records(many[:2], "staff", "name").proposal("陳淨")
    assert isinstance(near, Phrase)
    assert near.text(Language.HANT) == "，最接近的是 陳靜（A）、陳靜（B）"


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
