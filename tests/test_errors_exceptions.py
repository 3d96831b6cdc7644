"""Errors: a code and its facts, their words in three languages, the language they are said in."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

import estate_xl.errors.texts
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import EstateError, WorkbookError
from estate_xl.errors.sentences import sentence
from estate_xl.language import BETWEEN_QUOTED, Label, Language, Listing, Phrase

if TYPE_CHECKING:
    from estate_xl.language import Fact

NOT_ENGLISH = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Chinese characters and their punctuation."""


def texts() -> dict[str, Label]:
    """Every text of `estate_xl.errors.texts`, by the name of its module and its own."""
    return {
        f"{each.name}.{name}": label
        for each in pkgutil.iter_modules(estate_xl.errors.texts.__path__)
        for name, label in vars(
            importlib.import_module(f"estate_xl.errors.texts.{each.name}")
        ).items()
        if isinstance(label, Label)
    }


def facts_of(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def some_facts(label: Label) -> dict[str, Fact]:
    """A fact for each of them, a number where it brings its noun."""
    counts = {name for _, name, nouns, _ in Formatter().parse(label.en) if nouns}
    return {
        name: 7 if name in counts else Label(f"«{name}»", f"<{name}>")
        for name in facts_of(label.hant)
    }


@pytest.mark.parametrize("name", texts())
def test_a_text_says_the_same_in_each_language(name: str) -> None:
    label = texts()[name]
    assert label.hant.strip()
    assert label.en.strip()
    assert facts_of(label.hant) == facts_of(label.en)
    assert not NOT_ENGLISH.search(label.en)


def test_no_two_codes_have_the_same_words() -> None:
    assert len(ErrorCode) == len(ErrorCode.__members__)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", ErrorCode, ids=lambda code: code.name)
def test_an_error_is_one_sentence_with_its_facts(code: ErrorCode, language: Language) -> None:
    facts = some_facts(code.value)
    words = EstateError(code, **facts).text(language)
    assert not any(f"{{{name}}}" in words for name in facts)
    assert ("<" if language is not Language.EN else "«") not in words


def test_what_nobody_sees_in_a_fact_is_written_out() -> None:
    error = WorkbookError(ErrorCode.IN_USE, name="考核\u202e表.xlsx")
    assert "考核⟨U+202E⟩表.xlsx" in str(error)


def test_a_listing_is_parted_as_the_language_does() -> None:
    listing = Listing(["A01", Label("東區", "East"), 3])
    assert listing.text(Language.HANS) == "A01、东区、3"
    assert listing.text(Language.EN) == "A01, East, 3"
    names = Listing(["A", "B"], BETWEEN_QUOTED)
    quoted = Phrase(Label("「{names}」", "“{names}”"), {"names": names})
    assert [quoted.text(each) for each in Language] == ["「A」「B」", "“A”“B”", "“A”, “B”"]


def test_only_what_stops_a_run_has_a_sentence() -> None:
    error = WorkbookError(ErrorCode.NOT_FOUND, path="b.xlsx")
    assert sentence(error, Language.EN) == error.text(Language.EN)
    assert sentence(ValueError("b.xlsx"), Language.EN) is None


def test_no_error_is_raised_with_chinese_words_of_its_own() -> None:
    found = {
        f"{path.name}: {ast.unparse(node)}"
        for path in Path(estate_xl.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _is_error(node.func))
        if NOT_ENGLISH.search(ast.unparse(node))
    }
    assert found == set()


def _is_error(called: ast.expr) -> bool:
    return isinstance(called, ast.Name) and called.id.endswith("Error")
