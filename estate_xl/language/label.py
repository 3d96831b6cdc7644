"""A text in the three languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from estate_xl.language.simplified import simplify, simplify_characters


class Language(StrEnum):
    """The three languages of a workbook; the regulation's own script comes first."""

    HANT = "zh-Hant"
    HANS = "zh-Hans"
    EN = "en"


@dataclass(frozen=True)
class Label:
    """One text in the three languages; the zh-Hans form follows from the zh-Hant one.

    The zh-Hant text is also the canonical value of a choice in frames and JSON.

    Attributes:
        hant: In traditional characters.
        en: In English.
        given_hans: In simplified ones, where it does not follow: it has in it what a person typed.
    """

    hant: str
    en: str
    given_hans: str | None = None

    @property
    def hans(self) -> str:
        """The text as a mainland office writes it."""
        return simplify(self.hant) if self.given_hans is None else self.given_hans

    def text(self, language: Language) -> str:
        """The text in that language."""
        if language is Language.HANT:
            return self.hant
        return self.hans if language is Language.HANS else self.en

    def all_texts(self) -> tuple[str, str, str]:
        """The texts in the order of `Language`."""
        return self.hant, self.hans, self.en

    def spellings(self) -> tuple[str, ...]:
        """Every text by which a workbook may have it, of an earlier version too."""
        return tuple(dict.fromkeys((*self.all_texts(), simplify_characters(self.hant))))
