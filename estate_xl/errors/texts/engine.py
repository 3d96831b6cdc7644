"""Words for what stops the file engine, by its problems."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineProblem
from estate_xl.errors.texts import engine_files, engine_sheets
from estate_xl.errors.texts.refusals import refusal_of
from estate_xl.language import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.engine.errors import EngineError
    from estate_xl.language import Fact, Label


def _words(problem: EngineProblem) -> Label:
    module = engine_files if hasattr(engine_files, problem.name) else engine_sheets
    words: Label = getattr(module, problem.name)
    return words


ENGINE_WORDS: Final[Mapping[EngineProblem, Label]] = MappingProxyType(
    {problem: _words(problem) for problem in EngineProblem}
)


def engine_phrase(error: EngineError) -> Phrase:
    """The words of an error of the file engine, with its facts."""
    facts: dict[str, Fact] = dict(error.facts)
    if "bounds" in facts:
        is_package = facts["bounds"] == "package"
        facts["remedy"] = engine_files.PACKAGE_REMEDY if is_package else engine_files.BOOK_REMEDY
    if isinstance(error.__cause__, OSError) and "reason" in facts:
        facts["reason"] = refusal_of(error.__cause__)
    return Phrase(ENGINE_WORDS[error.problem], facts)
