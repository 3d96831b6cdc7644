"""The sample in the language of its workbook: the same office, nothing left in another language."""

from __future__ import annotations

import doctest
import re

import pytest

from estate_xl.language import Language
from estate_xl.language.simplified import simplify_characters
from estate_xl.sample import make_sample, names
from estate_xl.schema import ESTATE_BOOK
from estate_xl.spelling import fold

CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def texts(language: Language) -> list[str]:
    """The texts of a sample, but choices, which the workbook's maker translates."""
    sample = make_sample(2, 120, language=language)
    choices = {
        (sheet.key, column.key): {choice.hant for choice in column.choices}
        for sheet in ESTATE_BOOK.sheets
        for column in sheet.columns
    }
    cells = [
        value
        for sheet, rows in sample.records.items()
        for row in rows
        for key, value in row.items()
        if isinstance(value, str) and value not in choices[sheet, key]
    ]
    return [*cells, *map(str, sample.settings.values()), *sample.flaws]


def test_nothing_is_left_in_another_language() -> None:
    assert [text for text in texts(Language.HANS) if simplify_characters(text) != text] == []
    assert [text for text in texts(Language.EN) if CHINESE.search(text)] == []


@pytest.mark.parametrize("language", [Language.HANS, Language.EN])
def test_the_office_is_the_same_in_each_language(language: Language) -> None:
    sample, other = make_sample(1, 60), make_sample(1, 60, language=language)
    assert len(other.flaws) == len(sample.flaws)
    for sheet, rows in sample.records.items():
        for row, translated in zip(rows, other.records[sheet], strict=True):
            assert row.keys() == translated.keys()
            assert [row[key] for key in row if not isinstance(row[key], str)] == [
                translated[key] for key in row if not isinstance(row[key], str)
            ]


def test_english_names_are_as_many_as_the_chinese_ones() -> None:
    people = [surname + given for surname in set(names.SURNAMES) for given in names.GIVEN_NAMES]
    assert len({fold(names.romanised(name)) for name in people}) == len(people)
    assert not doctest.testmod(names).failed
