"""A text with facts in it: names, numbers, and further texts in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from estate_xl.language.label import Label, Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


COMMA: Final = Label("、", ", ")
BETWEEN_QUOTED: Final = Label("」「", "”, “")
BETWEEN_CLAUSES: Final = Label("，", "; ")


class Text(Protocol):
    """A text with words in each language: a label, a phrase, a listing, an error."""

    def text(self, language: Language) -> str:
        """The words in that language."""


Fact = str | int | Text | Callable[[Language], str]
"""The value of a name in braces: words, a number, or words that differ by language."""


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


class Clause:
    """A sentence without its end, to be within another."""

    def __init__(self, sentence: Text) -> None:
        """Take the sentence."""
        self.sentence = sentence

    def text(self, language: Language) -> str:
        """The sentence in that language, its stop taken off."""
        return self.sentence.text(language).rstrip("。.")


@dataclass(frozen=True)
class Listing:
    """Several facts, one after the other.

    Attributes:
        items: In their order.
        parting: What is between two of them.
    """

    items: Sequence[Fact]
    parting: Label = COMMA

    def text(self, language: Language) -> str:
        """The items, parted as the language does."""
        return self.parting.text(language).join(str(_shown(each, language)) for each in self.items)


def filled(label: Label, **facts: Fact) -> Label:
    """The label with its facts in it; what a person typed stays as it is in every language."""
    return _label(Phrase(label, facts))


def listed(items: Sequence[Fact]) -> Label:
    """The items one after the other, as a label."""
    return _label(Listing(items))


def _label(text: Text) -> Label:
    hant, hans, en = (text.text(language) for language in Language)
    return _with_hans(Label(hant, en), hans)


def verbatim(text: str) -> Label:
    """A text that a person typed, the same in every language."""
    return _with_hans(Label(text, text), text)


def _with_hans(label: Label, hans: str) -> Label:
    """The label with that zh-Hans text, given only where it does not follow."""
    return label if label.hans == hans else replace(label, given_hans=hans)


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
    if isinstance(fact, str):
        return fact
    return fact(language) if callable(fact) else fact.text(language)
