"""Titles of sheets that Excel takes."""

from __future__ import annotations

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.markup import escape_attribute


def check_title(title: str) -> str:
    """The title as an attribute's value, refused where Excel refuses it."""
    bad = not title or len(title) > 31 or set(title) & set("\\/?*[]:")  # noqa: PLR2004
    if bad or title.startswith("'") or title.endswith("'") or title.casefold() == "history":
        raise EngineError(EngineProblem.BAD_TITLE, title=title)
    return escape_attribute(title)
