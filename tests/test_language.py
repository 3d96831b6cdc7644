"""The language that a command speaks, and texts with facts in them."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from estate_xl.language import (
    Label,
    Language,
    Phrase,
    filled,
    speak,
    speak_as_workbook,
    spoken_language,
    verbatim,
)
from estate_xl.language.locales import computer_language
from estate_xl.language.simplified import reword


@pytest.mark.parametrize("module", ["label", "locales", "phrase", "simplified"])
def test_the_examples_hold(module: str) -> None:
    results = doctest.testmod(import_module(f"estate_xl.language.{module}"))
    assert results.attempted or module == "label"
    assert not results.failed


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ({"LANGUAGE": "en_GB:zh_TW", "LANG": "zh_CN.UTF-8"}, Language.EN),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, Language.HANS),
        ({"LC_MESSAGES": "zh_Hant_CN"}, Language.HANT),
        ({"LANG": "zh_MO"}, Language.HANT),
        ({"LANG": "zh-Hans-HK"}, Language.HANS),
        ({"LANG": "fr_FR.UTF-8"}, Language.HANT),
        ({"LANG": "C.UTF-8"}, Language.HANT),
        ({}, Language.HANT),
    ],
)
def test_the_computers_language(
    names: dict[str, str], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, names.get(name, ""))
    assert computer_language() is language


def test_what_is_asked_for_wins_over_the_workbook_and_that_over_the_computer() -> None:
    speak(None)
    assert spoken_language() is Language.HANT
    speak_as_workbook(Language.HANS)
    assert spoken_language() is Language.HANS
    speak(Language.EN)
    speak_as_workbook(Language.HANS)
    assert spoken_language() is Language.EN
    speak(None)
    assert spoken_language() is Language.HANT


@pytest.mark.parametrize(("count", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows")])
def test_a_number_has_its_noun(count: int, words: str) -> None:
    phrase = Phrase(Label("{count} 行", "{count:row|rows}"), {"count": count})
    assert phrase.text(Language.EN) == words
    assert phrase.text(Language.HANT) == f"{count} 行"


def test_what_a_person_typed_is_not_reworded() -> None:
    label = filled(Label("「{name}」沒有{what}", "“{name}” lacks {what}"), name="檔案", what=_PHONE)
    assert label.all_texts() == ("「檔案」沒有電話", "“檔案”没有电话", "“檔案” lacks Phone")
    assert verbatim("資料夾").all_texts() == ("資料夾",) * 3
    assert reword("「栏位」在储存格") == "“列”在单元格"


_PHONE = Label("電話", "Phone")
