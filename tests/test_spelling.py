"""Texts as people write them: when two are the same, and which known one is nearest."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from estate_xl import spelling
from estate_xl.schema import ESTATE_BOOK
from estate_xl.spelling import MOST_NEAREST, Spellings, compact, fold

_TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)


def test_examples_of_the_docstrings() -> None:
    results = doctest.testmod(spelling)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("沈　濤", "沈濤"),
        (" 沈 濤\u00a0\n", "沈濤"),
        ("\u200b沈濤\ufeff", "沈濤"),
        ("衛\U000e0100東", "衛東"),
        ("衛東", "卫东"),
        ("衞東", "卫东"),
        ("聽濤苑", "听涛苑"),
        ("聯系電話", "聯繫電話"),
        ("1棟2單元", "1栋2单元"),
        ("301號", "301号"),
        ("劉峯", "刘峰"),
        ("劉峰", "劉峯"),
        ("臺北", "台北"),
        ("裏仁里", "里仁里"),
        ("裡仁里", "裏仁里"),
        ("綫", "線"),
        ("錢鍾書", "钱锺书"),
        ("著", "着"),
        ("１－２", "1-2"),
        ("1—2", "1-2"),
        ("1——2", "1-2"),
        ("1–2", "1‑2"),
        ("1−2", "1﹣2"),
        ("阿依古麗・買買提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("ａ０１", "A01"),
        ("A 01", "a01"),
        ("Li  Na", "li na"),
        ("", " \u200b"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("E01", "E1"),
        ("E01", "EO1"),
        ("1棟", "1幢"),
        ("1棟", "1號樓"),
        ("301", "301室"),
        ("1 101", "1101"),
        ("1--2", "1-2"),
        ("A.1", "A1"),
        ("1.2", "1·2"),
        ("陳靜", "陳淨"),
        ("阿依古丽买买提", "阿依古丽·买买提"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("config", ["t2s", "s2t", "s2tw", "s2hk", "tw2s", "hk2s", "t2tw", "t2hk"])
def test_a_character_is_the_same_in_every_script(config: str) -> None:
    convert = OpenCC(config).convert
    chars = [chr(code) for code in range(0x3400, 0xA000)]
    apart = [char for char in chars if fold(convert(char)) != fold(char)]
    # Two forms of one rare character, which OpenCC turns into each other and back.
    assert set(apart) <= set("么幺")


@pytest.mark.slow
def test_every_character_folds_as_it_does_there_and_back() -> None:
    """Through all three of OpenCC's ways, of which the product loads the two small ones."""
    ways = [OpenCC(config) for config in ("s2tw", "tw2s", "hk2s")]
    wrong = []
    for code in (0x3007, *range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x323B0)):
        char = chr(code)
        for way in ways:
            char = way.convert(char)
        if spelling._SCRIPT[code] != char:
            wrong.append(chr(code))
    assert wrong == []


@given(_TEXTS)
def test_folding_keeps_digits_and_plain_letters(text: str) -> None:
    def kept(part: str) -> list[str]:
        return [char for char in part if char.isascii() and char.isalnum()]

    plain = "".join(char for char in text if char.isascii())
    assert kept(fold(plain)) == kept(plain.casefold())
    assert not any(char.isspace() and char != " " for char in fold(text))


@given(_TEXTS, st.sampled_from([" ", "\u3000", "\u200b", "\n"]))
def test_blanks_around_and_marks_do_not_matter(text: str, blank: str) -> None:
    assert fold(f"{blank}{text}{blank}") == fold(text)
    assert compact(f"{blank}{text}{blank}") == compact(text)


def test_the_longest_text_of_a_cell_is_folded() -> None:
    assert compact("1 " * 16_383) == " ".join("1" * 16_383)
    assert compact("— " * 16_383) == "-" * 16_383
    assert compact("。" * 32_767) == "。" * 32_767


def test_choices_stay_apart_in_every_column() -> None:
    for sheet in ESTATE_BOOK.sheets:
        for column in sheet.columns:
            words = {fold(text): each for each in column.choices for text in each.all_texts()}
            assert set(words.values()) == set(column.choices)


_PEOPLE = ["陳靜", "陳強", "陳明", "陳芳", "陳偉", "王小明", "E05", "E06"]
_ROOMS = ["1-1-0101", "1-1-0102", "2-2-0201", "3-1-0301", "12棟A座"]
_WORDS = ["滿意", "基本滿意", "不滿意", "Satisfied", "工程維修部", "客戶服務中心", "聯繫電話"]


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("陳淨", _PEOPLE, ["陳靜"]),  # four more are one character away, and sound otherwise
        ("陈净", _PEOPLE, ["陳靜"]),
        ("陳婷", _PEOPLE, []),  # as near to all five as to any
        ("王小鳴", _PEOPLE, ["王小明"]),
        ("小明王", _PEOPLE, []),
        ("王明小", _PEOPLE, ["王小明"]),
        ("王大民", _PEOPLE, []),
        ("張三", _PEOPLE, []),
        ("陳", _PEOPLE, []),
        ("", _PEOPLE, []),
        ("E5", _PEOPLE, ["E05"]),
        ("EO5", _PEOPLE, ["E05"]),
        ("F05", _PEOPLE, ["E05"]),
        ("E0", _PEOPLE, ["E05", "E06"]),
        ("1-1-101", _ROOMS, ["1-1-0101"]),
        ("1棟1單元0101", _ROOMS, ["1-1-0101"]),
        ("1-1-0101室", _ROOMS, ["1-1-0101"]),
        ("2-2-0202", _ROOMS, ["2-2-0201"]),
        ("9-9-0909", _ROOMS, []),
        ("12栋", _ROOMS, ["12棟A座"]),
        ("滿义", _WORDS, ["滿意"]),
        ("Satisfed", _WORDS, ["Satisfied"]),
        ("工程部", _WORDS, ["工程維修部"]),
        ("客服中心", _WORDS, ["客戶服務中心"]),
        ("聯絡電話", _WORDS, ["聯繫電話"]),
        ("備註", _WORDS, []),
        ("甲", ["乙"], []),
        ("陳靜", [], []),
        ("李娜", ["李那", "李　那", "李哪"], ["李那", "李　那"]),
        ("abcd", ["abce", "abcf", "abcg", "abch"], []),
        ("陳\ud800", ["陳靜"], ["陳靜"]),
    ],
)
def test_nearest(text: str, known: list[str], expected: list[str]) -> None:
    assert Spellings(known).nearest(text) == expected


@given(st.lists(st.text("陳王靜強E015-", max_size=5)), st.text("陳王靜淨E015-", max_size=5))
def test_what_is_proposed_is_known(known: list[str], text: str) -> None:
    found = Spellings(known).nearest(text)
    assert set(found) <= set(known)
    assert len(found) <= MOST_NEAREST


def test_a_hundred_texts_are_worked_out_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find = Spellings._find

    def counted(self: Spellings, wanted: str) -> list[str]:
        asked.append(wanted)
        return find(self, wanted)

    monkeypatch.setattr(Spellings, "_find", counted)
    rooms = Spellings(["A-1000", "B-1"])
    for number in [*range(150), *range(150)]:
        rooms.nearest(f"x{number}")
    assert len(asked) == 100
    assert rooms.nearest("x1") == []
    assert rooms.nearest("A-1O00") == []


def test_nothing_heavy_is_loaded_for_plain_texts() -> None:
    words = (
        "from estate_xl.spelling import Spellings, fold; fold('BS202610-0001'); Spellings(['a'])"
    )
    asked = "import sys; print('opencc' in sys.modules, 'rapidfuzz' in sys.modules)"
    command = [sys.executable, "-c", f"{words}; {asked}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["False", "False"]
