"""A text with facts in it: names, numbers, and further texts in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from estate_xl.language.label import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.language.label import Label


class Text(Protocol):
    """What has words in each language: a label, a phrase, a listing, an error."""

    def text(self, language: Language) -> str:
        """The words in that language."""


Fact = str | int | Text


class _Count(int):
    """A whole number that takes its English noun in one and many: `{count:row|rows}`."""

    __slots__ = ()

    def __format__(self, nouns: str) -> str:
        """The number alone, or with the noun that fits it."""
        one, bar, many = nouns.partition("|")
        if not bar:
            return format(int(self), nouns)
        return f"{int(self)} {one if self == 1 else many}"


@dataclass(frozen=True)
class Phrase:
    """A label and the facts that its names in braces stand for."""

    label: Label
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)

    def text(self, language: Language) -> str:
        """The label in that language, filled."""
        return fill(self.label.text(language), self.facts, language)


class Listing:
    """Several facts, one after the other."""

    def __init__(self, *items: Fact) -> None:
        """Take the items in their order."""
        self.items = items

    def text(self, language: Language) -> str:
        """The items, parted as the language does."""
        parting = ", " if language is Language.EN else "、"
        return parting.join(str(_shown(item, language)) for item in self.items)


def fill(template: str, facts: Mapping[str, Fact], language: Language) -> str:
    """The template with each name in braces replaced by its fact.

    A whole number may bring its noun.

    >>> fill("{count:row|rows} of {name}", {"count": 1, "name": "a"}, Language.EN)
    '1 row of a'
    """
    return template.format_map({name: _shown(fact, language) for name, fact in facts.items()})


def _shown(fact: Fact, language: Language) -> str | _Count:
    if isinstance(fact, int):
        return _Count(fact)
    return fact if isinstance(fact, str) else fact.text(language)
