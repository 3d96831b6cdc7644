"""A sentence with its facts, shown in the language of the person at the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estate_xl.schema import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.schema import Language

_SHOWN = 200


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


def one_line(text: str) -> str:
    r"""Foreign words as one short line without control characters, which a terminal would obey.

    >>> one_line("550 no\r\n such\x1b[2J user")
    '550 no such[2J user'
    """
    printable = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return printable if len(printable) <= _SHOWN else f"{printable[: _SHOWN - 1]}…"
