"""The sample's records in the language of its workbook: they are made in zh-Hant, then translated.

Choices stay canonical, as whoever makes the workbook writes them in its language.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from estate_xl.language import Language, fill
from estate_xl.language.simplified import simplify
from estate_xl.sample import calendar, changes, mistakes, names, record_words, ticket_words
from estate_xl.schema import ESTATE_BOOK, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate_xl.language import Label, Phrase

_ROOM: Final = re.compile(r"(\d+)棟-(\d+)")
_BUILDINGS: Final = re.compile(r"(\d+–\d+)棟、(.+)")
_AT_BUILDING: Final = re.compile(r"(\d+)棟(.+)")


def translate_records(
    records: Mapping[str, Sequence[Mapping[str, object]]], language: Language
) -> dict[str, list[dict[str, object]]]:
    """The records of each sheet in that language."""
    choices = {
        (sheet.key, column.key): {choice.hant for choice in column.choices}
        for sheet in ESTATE_BOOK.sheets
        for column in sheet.columns
    }
    return {
        sheet: [
            {
                key: value if value in choices[sheet, key] else translate(value, language)
                for key, value in record.items()
            }
            for record in rows
        ]
        for sheet, rows in records.items()
    }


def translate_phrase(phrase: Phrase, language: Language) -> str:
    """A sentence about the records, whose facts are as they are there."""
    facts = {
        name: str(translate(fact, language)) if isinstance(fact, str) else fact
        for name, fact in phrase.facts.items()
    }
    return fill(phrase.label.text(language), facts, language)


def translate(value: object, language: Language) -> object:
    """A cell's value in that language; what is no text stays as it is."""
    if not isinstance(value, str) or language is Language.HANT:
        return value
    return simplify(value) if language is Language.HANS else _english(value)


def _english(text: str) -> str:
    known = _phrases()
    if text.isascii() or text in known:
        return known.get(text, text)
    if match := _ROOM.fullmatch(text):
        return f"B{match[1]}-{match[2]}"
    if match := _BUILDINGS.fullmatch(text):
        return f"Blocks {match[1]}, {known[match[2]]}"
    if match := _AT_BUILDING.fullmatch(text):
        return known[f"◇{match[2]}"].replace("◇", f"Block {match[1]}")
    if terms.CODE_SEPARATOR in text:
        return text.replace(terms.CODE_SEPARATOR, ", ")
    return names.romanised(text)


@cache
def _phrases() -> dict[str, str]:
    thirds = {mistakes.chinese_third(day): f"the third of {day:%B}" for day in _months()}
    return thirds | {label.hant: label.en for label in _labels()}


def _months() -> Iterator[date]:
    return (date(2000, month, 1) for month in range(1, 13))


def _labels() -> Iterator[Label]:
    for job in (
        *ticket_words.RECTIFICATIONS,
        *(job for held in ticket_words.JOBS.values() for job in held),
    ):
        yield from (job.content, job.cause, job.result)
    for case in record_words.COMPLAINTS:
        yield from (case.category, case.content, case.plan)
    for deeds in record_words.GOOD_DEEDS.values():
        yield from deeds
    for zone in names.ZONES:
        yield from (zone.name, zone.beside)
    yield from (*ticket_words.CANCELLED, *ticket_words.WAITING, *ticket_words.FIRST_CONTACT)
    yield from (*ticket_words.SLIP_FAULTS, ticket_words.ESCALATED_BECAUSE)
    yield from (record_words.UNFOUNDED, *record_words.CLIMBED_PLANS, *record_words.INSPECTION_NOTES)
    yield from (*calendar.NAMES, names.ESTATE, names.OFFICE)
    yield from (*changes.NOTES, *changes.HEADERS, *terms.POSTS, *terms.YES_NO)
    yield from terms.RATINGS  # the rounds of a complaint keep one as a plain text
    yield from (mistakes.NOBODY, mistakes.UNLISTED_RATING, mistakes.AWAY, mistakes.NO_HEADER)
