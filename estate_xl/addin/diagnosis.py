"""A line of what the doctor says: a link of the chain, how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from estate_xl.language import Language, fill

if TYPE_CHECKING:
    from estate_xl.language import Fact, Label


class State(Enum):
    """The state of a link."""

    GOOD = "✓"
    BAD = "✗"
    UNKNOWN = "–"


@dataclass(frozen=True)
class Line:
    """One link of the chain. `words` and `mend` have places for `facts`."""

    state: State
    link: Label
    words: Label
    mend: Label | None = None
    facts: dict[str, Fact] = field(default_factory=dict)

    def text(self, language: Language, marks: dict[State, str]) -> str:
        """As it is shown: mark, link, how it is, what to do."""
        said = f"{self.link.text(language)}{': ' if language is Language.EN else '：'}"
        said += fill(self.words.text(language), self.facts, language)
        if self.mend is not None:
            said += f" → {fill(self.mend.text(language), self.facts, language)}"
        return f"{marks[self.state]} {said}"


def choose_marks(encoding: str) -> dict[State, str]:
    """Marks that the stream can show: a Chinese Windows' code pages have no ✓ and ✗."""
    for marks in ("✓✗–", "√×–"):
        try:
            marks.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            continue
        return dict(zip(State, marks, strict=True))
    return dict(zip(State, ("OK", "NO", "--"), strict=True))
