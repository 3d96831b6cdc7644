"""What is refused is refused in English too, whatever is wrong with the workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from estate_xl.console.cli import main
from estate_xl.schema import ESTATE_BOOK
from support.trouble import KINDS, Expect

if TYPE_CHECKING:
    from collections.abc import Sequence
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


MONTH_END = ("month-end", "--month", "2026-10")
REFUSED_LATER = [
    ("protected-sheet-findings", ("validate",)),
    ("result-sheet-removed-overdue", ("overdue",)),
    ("sheet-removed-zones", ("overdue",)),
    ("result-sheet-removed-appraisaltemplate", MONTH_END),
    ("protected-structure", MONTH_END),
    ("template-with-unknown-name", MONTH_END),
    ("template-with-torn", MONTH_END),
    ("template-with-loop-of-unknown", MONTH_END),
    ("template-with-statement", MONTH_END),
    ("template-with-long", MONTH_END),
    ("result-sheet-removed-sliptemplate", ("work-orders",)),
    ("sheet-removed-followups", ("follow-up", "--ticket", "X", "--by", "Y", "--note", "Z")),
]
"""Kinds that the command finds while it works."""


def without_names(sentence: str) -> str:
    """The sentence without what it quotes, and without titles of sheets."""
    left = re.sub("“[^”]*”", "", sentence)
    for sheet in ESTATE_BOOK.sheets:
        left = left.replace(f"{sheet.title.hant}!", "")
    return left


def check_refusal(
    kind: Kind, words: Sequence[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """See that the command refuses that kind of workbook in one English sentence."""
    book = folder / f"濱江花園{kind.suffix}"
    book.write_bytes(kind.make())
    command, *more = words
    assert main([command, str(book), "--lang", "en", "--quiet", *more]) == 2
    said = capsys.readouterr().err.strip()
    assert said
    assert "\n" not in said
    assert not NOT_ENGLISH.search(without_names(said)), said


@pytest.mark.parametrize("kind", REFUSED, ids=lambda kind: kind.name)
def test_a_refusal_has_no_chinese_but_names(
    kind: Kind, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_refusal(kind, ["validate"], tmp_path, capsys)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words"), REFUSED_LATER)
def test_a_refusal_on_the_way_has_no_chinese_but_names(
    name: str, words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_refusal(KINDS[name], words, tmp_path, capsys)


def test_a_missing_file_is_missed_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "nowhere.xlsx"
    assert main(["validate", str(book), "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"“{book}” was not found: check its name and folder.\n"
