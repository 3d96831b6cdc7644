"""Every label that the product declares says the same in Chinese and in English."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

import estate_xl

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(estate_xl.__file__).parent
NOT_ENGLISH = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Chinese characters and their punctuation."""
QUOTED = re.compile("“[^”]*”")


class Written(NamedTuple):
    """A label as it is written in the code."""

    place: str
    hant: str
    en: str


@cache
def labels() -> list[Written]:
    """Labels made of two plain texts, in every module."""
    return list(read_labels())


def read_labels() -> Iterator[Written]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id != "Label":
                continue
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if len(texts) == len(node.args) == 2:
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                yield Written(place, str(texts[0]), str(texts[1]))


def facts_of(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_product_has_labels() -> None:
    assert len(labels()) > 1000


def test_the_english_has_no_chinese_but_names() -> None:
    # The README's table is of one workbook, a Chinese one, in both of its languages.
    checked = [label for label in labels() if not label.place.startswith("actions/")]
    assert [each for each in checked if NOT_ENGLISH.search(QUOTED.sub("", each.en))] == []


def test_both_have_the_same_facts() -> None:
    assert [each for each in labels() if facts_of(each.hant) != facts_of(each.en)] == []
