"""Refusals as the person at the screen reads them."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from estate_xl.engine.errors import EngineError
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.sentences import sentence
from estate_xl.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.engine.errors import EngineProblem


@contextmanager
def refused(words: str) -> Iterator[None]:
    """A workbook is refused, by the engine or before it, in one sentence that has these words."""
    with pytest.raises((WorkbookError, EngineError)) as caught:
        yield
    said = sentence(caught.value, Language.HANT) or ""
    assert re.search(words, said), said
    assert said.endswith("。")
    assert "\n" not in said


@contextmanager
def engine_refuses(problem: EngineProblem, **facts: str | int) -> Iterator[None]:
    """The engine refuses for that problem, with these facts among its own."""
    with pytest.raises(EngineError) as caught:
        yield
    assert caught.value.problem is problem
    assert facts.items() <= caught.value.facts.items()
