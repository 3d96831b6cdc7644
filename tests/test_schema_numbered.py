"""Formats of numbers, and whether two of them keep apart."""

from __future__ import annotations

import pytest

from estate_xl.schema import ESTATE_BOOK, SETTING_BY_KEY, SettingKind
from estate_xl.schema.numbered import NUMBERED, may_coincide, read_format


def test_each_numbered_sheet_has_its_columns_and_its_setting() -> None:
    for each in NUMBERED:
        sheet = ESTATE_BOOK[each.sheet]
        assert sheet.id_column is sheet.column(each.column)
        assert sheet.column(each.moment).required
        assert SETTING_BY_KEY[each.setting].kind is SettingKind.NUMBER_FORMAT
        assert read_format(str(SETTING_BY_KEY[each.setting].default))


@pytest.mark.parametrize("text", ["", "BS", "{n}{mm}", "{n:00}", "BS{year}{n}"])
def test_what_is_no_format(text: str) -> None:
    assert read_format(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("BS{yyyy}{mm}-{n:04}", "TS{yyyy}{mm}-{n:04}", False),
        ("BS{yyyy}{mm}-{n:04}", "bs{yyyy}{mm}-{n}", True),
        ("BS{yyyy}{mm}-{n:04}", "BS{yy}{mm}-{n:04}", False),
        ("BS{yyyy}{mm}{n:04}", "BS{yy}{mm}{n:04}", True),
        ("BS2026{mm}-{n}", "BS{yyyy}{mm}-{n}", True),
        ("BS-{n}", "BS-T{n}", False),
        ("BS-{n}", "BS-0{n}", True),
        ("BS-{n}", "BS-{mm}{n}", True),
        ("BS-{n}", "BS-{mm}-{n}", False),
        ("{n}", "報{n}", False),
        ("{n}", "{n:09}", True),
        ("ＢＳ{n}", "bs{n}", True),
        ("報{n}", "报{n}", True),
    ],
)
def test_formats_that_may_give_the_same_number(one: str, other: str, *, same: bool) -> None:
    first, second = read_format(one), read_format(other)
    assert first
    assert second
    assert may_coincide(first, second) is may_coincide(second, first) is same
