"""Errors of the engine: a line for developers, a sentence in three languages for everybody else."""

from __future__ import annotations

import ast
import errno
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

import estate_xl.engine
from estate_xl.deliver.book_copies import PACKAGE
from estate_xl.engine.errors import EngineError, EngineProblem, NotOfferedError
from estate_xl.engine.soundness import WORKBOOK, too_large
from estate_xl.errors.sentences import sentence
from estate_xl.errors.texts.engine import ENGINE_WORDS
from estate_xl.language import Language

if TYPE_CHECKING:
    from estate_xl.engine.soundness import Bounds

ENGINE = Path(estate_xl.engine.__file__).parent
PROBLEMS = pytest.mark.parametrize("problem", EngineProblem, ids=lambda problem: problem.name)


def facts_of(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@PROBLEMS
def test_words_name_facts_that_the_problem_has(problem: EngineProblem) -> None:
    facts = facts_of(problem.value)
    if "bounds" in facts:
        facts.add("remedy")
    assert facts_of(ENGINE_WORDS[problem].hant) <= facts


@PROBLEMS
@pytest.mark.parametrize("language", Language)
def test_a_problem_is_one_sentence_with_its_facts(
    problem: EngineProblem, language: Language
) -> None:
    facts: dict[str, str | int] = {name: f"<{name}>" for name in facts_of(problem.value)}
    numbers = facts.keys() & {"megabytes", "limit", "parts", "row", "rows", "length"}
    said = sentence(EngineError(problem, **(facts | dict.fromkeys(numbers, 7))), language)
    assert said.endswith("." if language is Language.EN else "。")
    assert not set("{}\n") & set(said)
    assert not said.isascii() or language is Language.EN


def raised() -> list[tuple[str, EngineProblem, set[str]]]:
    """Where the engine makes an error of a known problem, and the facts that it gives."""
    found = []
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ast.unparse(node.args[0]) if isinstance(node, ast.Call) and node.args else ""
            if isinstance(node, ast.Call) and name.startswith("EngineProblem."):
                problem = EngineProblem[name.removeprefix("EngineProblem.")]
                facts = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
                found.append((f"{path.name}:{node.lineno}", problem, facts))
    return found


def test_the_engine_gives_each_problem_the_facts_that_it_names() -> None:
    places = [each for each in raised() if not each[0].startswith("value_conversion.py:")]
    assert len(places) > 50
    assert [
        (place, problem.name)
        for place, problem, facts in places
        if facts != facts_of(problem.value)
    ] == []


def test_the_line_is_for_developers() -> None:
    error = EngineError(EngineProblem.NO_SUCH_SHEET, name="a.xlsx", sheet="報事")
    assert str(error) == "a.xlsx: no sheet '報事'"


def test_a_call_that_is_not_offered_is_told_by_its_name() -> None:
    error = NotOfferedError("Range.to_png")
    assert isinstance(error, NotImplementedError)
    assert error.call == "Range.to_png"
    assert "Range.to_png" in str(error)


@pytest.mark.parametrize(
    ("bounds", "remedy"), [(WORKBOOK, "請用備份"), (PACKAGE, "參數 hq_attach_evidence")]
)
def test_what_is_too_large_has_a_remedy(bounds: Bounds, remedy: str) -> None:
    said = sentence(too_large("a.xlsx", bounds.size + 1, bounds), Language.HANT)
    assert f"超過 {bounds.size >> 20} MB，" in said
    assert remedy in said


def test_why_a_disk_refuses_is_told_in_the_readers_language() -> None:
    error = EngineError(EngineProblem.NOT_SAVED, name="a.xlsx", reason="No space left on device")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert "沒有存好：磁碟滿了，" in sentence(error, Language.HANT)
    assert "the disk is full" in sentence(error, Language.EN)


def test_what_nobody_sees_in_a_fact_is_written_out() -> None:
    error = EngineError(EngineProblem.TITLE_TAKEN, title="考核\u202e表")
    assert "考核⟨U+202E⟩表" in sentence(error, Language.EN)
