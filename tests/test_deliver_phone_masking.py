"""Telephone numbers are masked, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl.deliver.phone_masking import mask_phones

NUMBERS = [
    ("13800001234", "138****1234"),
    ("138-0000-1234", "138-****-1234"),
    ("138 0000 1234", "138 **** 1234"),
    ("138 000 01234", "138 *** *1234"),
    ("１３８００００１２３４", "１３８****１２３４"),
    ("+86 138 0000 1234", "+86 138 **** 1234"),
    ("8613800001234", "86138****1234"),
    ("0086-13800001234", "0086-138****1234"),
    ("(+86)13800001234", "(+86)138****1234"),
    ("Tel:13800001234", "Tel:138****1234"),
    ("wx13800001234", "wx138****1234"),
    ("0755-86541234", "0755-86****34"),
    ("075586541234", "075586****34"),
    ("010 6552 9988", "010 65** **88"),
    ("０１０－６５５２９９８８", "０１０－６５****８８"),
    ("0312-8651234", "0312-8****34"),
    ("(0755)86541234-801", "(0755)86****34-801"),
    ("（0755）8654 1234轉8", "（0755）86** **34轉8"),
    ("+86 755 8654 1234", "+86 755 86** **34"),
    ("86-755-86541234", "86-755-86****34"),
    ("61234567", "61****67"),
    ("6612 3456", "66** **56"),
    ("2833 3333", "28** **33"),
    ("28333333", "28****33"),
    ("9123-4567", "91**-**67"),
    ("853-28333333", "853-28****33"),
    ("+85261234567", "+85261****67"),
    ("00853 6612 3456", "00853 66** **56"),
    ("電話8654123", "電話86***23"),
    ("手機號碼：2026 1005", "手機號碼：20** **05"),
]
OTHERS = [
    "BS202610-0003",
    "XJ202610-0004",
    "TS2026-00000001",
    "BS19100500001",
    "A12345678",
    "2026-10-05",
    "20261005",
    "20260012",
    "05102026",
    "2026-10-05 10:30",
    "電話 2026-10-05 10:30 打來",
    "1-2-301",
    "1棟2單元2501",
    "2501-2502",
    "25012502室",
    "2501 2502 房",
    "440301199001011234",
    "6222021234567890123",
    "35000000元",
    "0.30",
    "95.5",
    "100 − 5×2 + 2×1",
    "30%×92.5 + 70%×(100 − 5×2) = 90.75",
    "(保潔 92.3333 + 綠化 90) ÷ 2",
    "KF01、KF12",
]


@pytest.mark.parametrize(("number", "masked"), NUMBERS)
@pytest.mark.parametrize("around", ["{}", "業主{}來訪", "李先生（{}）", "{}，漏水", "打 {} 、無人"])
def test_a_telephone_is_masked(number: str, masked: str, around: str) -> None:
    assert mask_phones(around.format(number)) == around.format(masked)
    assert mask_phones(around.format(masked)) == around.format(masked)


@pytest.mark.parametrize("text", OTHERS)
@pytest.mark.parametrize("around", ["{}", "報事{}已完工", "（{}）", "{}，漏水"])
def test_what_is_no_telephone_stays(text: str, around: str) -> None:
    assert mask_phones(around.format(text)) == around.format(text)


def test_each_of_several_is_masked() -> None:
    assert mask_phones("13800001111、13900002222 或61234567/62345678") == (
        "138****1111、139****2222 或61****67/62****78"
    )


@given(st.text("0123456789 -+().電話轉A１", max_size=60))
def test_masking_hides_digits_only_and_a_masked_text_stays(text: str) -> None:
    masked = mask_phones(text)
    assert len(masked) == len(text)
    changed = [(old, new) for old, new in zip(text, masked, strict=True) if old != new]
    assert all(old.isdecimal() and new == "*" for old, new in changed)
    assert mask_phones(masked) == masked
