"""A sentence with its facts, shown in the language of the person at the screen."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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


def visible(text: str, instead: str = "") -> str:
    r"""The text without what a terminal or a file's name would obey: controls, turns of direction.

    >>> visible("考核\u3000表\x1b\u202e", "_")
    '考核\u3000表__'
    """
    return "".join(
        instead if unicodedata.category(char)[0] == "C" or char in _BREAKS else char
        for char in text
    )


def one_line(text: str) -> str:
    r"""Foreign words as one short line without control characters, which a terminal would obey.

    >>> one_line("550 no\r\n such\x1b[2J user")
    '550 no such[2J user'
    """
    printable = visible(" ".join(text.split()))
    return printable if len(printable) <= _SHOWN else f"{printable[: _SHOWN - 1]}…"
