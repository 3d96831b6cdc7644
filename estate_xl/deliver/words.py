"""A sentence with its facts, shown in the language of the person at the screen."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estate_xl.output import visible
from estate_xl.schema import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.schema import Language

_SHOWN = 200
_BREAKS = "\u2028\u2029"


@dataclass(frozen=True)
class Words:
    """One sentence; facts that are labels are shown in the reader's language."""

    label: Label
    facts: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """The sentence in that language."""
        shown = {
            name: fact.text(language) if isinstance(fact, Label) else fact
            for name, fact in self.facts.items()
        }
        return self.label.text(language).format_map(shown)


def printable(text: str, instead: str = "") -> str:
    r"""The text without what a terminal or a file's name would obey: controls, turns of direction.

    >>> printable("考核\u3000表\x1b\u202e", "_")
    '考核\u3000表__'
    """
    return "".join(
        instead if unicodedata.category(char)[0] == "C" or char in _BREAKS else char
        for char in text
    )


def one_line(text: str) -> str:
    r"""Foreign words as one short line, control characters written out.

    >>> one_line("550 no\r\n such\x1b[2J user")
    '550 no such⟨U+001B⟩[2J user'
    """
    line = visible(" ".join(text.split()))
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
