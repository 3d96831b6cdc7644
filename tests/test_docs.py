"""The pages that people read: their links lead somewhere, and both READMEs say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "macros" / "README.md"])
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_both_readmes_have_the_same_parts() -> None:
    english, chinese = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")
    )
    other = {"README.md", "README.zh.md"}

    def shape(text: str) -> tuple[list[str], list[str], set[str], set[str]]:
        heads = re.findall("^(#+) ", text, re.MULTILINE)
        blocks = re.findall(r"```\n(.*?)\n```", text, re.DOTALL)
        commands = set(re.findall(r"`(estate-xl [^`]*)`", text))
        return heads, blocks, commands, set(_LINK.findall(text)) - other

    assert shape(english) == shape(chinese)
