"""What is refused is refused in English too, whatever is wrong with the workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from estate_xl.cli import main
from estate_xl.schema import ESTATE_BOOK
from support.trouble import KINDS, Expect

if TYPE_CHECKING:
    from pathlib import Path

    from support.trouble import Kind

NOT_ENGLISH = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SLOW = ("bomb", "million", "huge", "seventy", "half-a-million", "sixteen", "ten-thousand", "many")
"""Kinds that take long to make, whose sentences others have as well."""
REFUSED = [
    kind
    for kind in KINDS.values()
    if kind.expect is Expect.REFUSED and not any(word in kind.name for word in SLOW)
]


def without_names(sentence: str) -> str:
    """The sentence without what it quotes, and without titles of sheets."""
    left = re.sub("“[^”]*”", "", sentence)
    for sheet in ESTATE_BOOK.sheets:
        left = left.replace(f"{sheet.title.hant}!", "")
    return left


@pytest.mark.parametrize("kind", REFUSED, ids=lambda kind: kind.name)
def test_a_refusal_has_no_chinese_but_names(
    kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / f"濱江花園{kind.suffix}"
    book.write_bytes(kind.make())
    assert main(["validate", str(book), "--lang", "en", "--quiet"]) == 2
    said = capsys.readouterr().err.strip()
    assert said
    assert "\n" not in said
    assert not NOT_ENGLISH.search(without_names(said)), said


def test_a_missing_file_is_missed_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "nowhere.xlsx"
    assert main(["validate", str(book), "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"“{book}” was not found: check its name and folder.\n"
