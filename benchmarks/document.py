"""Figures put into a document: what stands between two marks of that name is written anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def put_figures(path: Path, name: str, words: str, lines: Iterable[str]) -> None:
    """Write the lines as they were printed, under the command that prints them.

    Args:
        path: The document, with the marks `<!-- name: generated -->` and `<!-- name: end -->`.
        name: Of the marks.
        words: The command.
        lines: What it printed.
    """
    put_block(path, name, "\n".join([f"`{words}`", "", "```", *lines, "```"]))


def put_block(path: Path, name: str, body: str) -> None:
    """Write a block of the document anew.

    Raises:
        ValueError: the document has no such marks.
    """
    text = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: generated -->", f"<!-- {name}: end -->"
    pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    new, count = pattern.subn(lambda _: f"{begin}\n{body}\n{end}", text)
    if count != 1:
        msg = f"{path} has {count} blocks {name}"
        raise ValueError(msg)
    path.write_text(new, encoding="utf-8")
