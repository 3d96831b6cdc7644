"""The three languages: a text in each, a text with facts in it, which one a command speaks."""

from __future__ import annotations

from estate_xl.language.label import Label, Language
from estate_xl.language.phrase import (
    BETWEEN_CLAUSES,
    BETWEEN_QUOTED,
    COMMA,
    Clause,
    Fact,
    Listing,
    Phrase,
    Text,
    fill,
    filled,
    listed,
    verbatim,
)
from estate_xl.language.spoken import speak, speak_as_workbook, spoken_language

__all__ = [
    "BETWEEN_CLAUSES",
    "BETWEEN_QUOTED",
    "COMMA",
    "Clause",
    "Fact",
    "Label",
    "Language",
    "Listing",
    "Phrase",
    "Text",
    "fill",
    "filled",
    "listed",
    "speak",
    "speak_as_workbook",
    "spoken_language",
    "verbatim",
]
