"""The names that the 考核 sheet offers its expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.schema import Language
from estate_xl.schema.appraisal import HEADING, SECTIONS

if TYPE_CHECKING:
    from estate_xl.schema.appraisal import Field


@pytest.mark.parametrize(
    "fields",
    [HEADING, *(section.fields for section in SECTIONS)],
    ids=["heading", *(section.key for section in SECTIONS)],
)
@pytest.mark.parametrize("language", Language)
def test_a_name_stands_once(fields: tuple[Field, ...], language: Language) -> None:
    for names in (
        [field.key for field in fields],
        [field.header.text(language) for field in fields],
    ):
        assert all(names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", Language)
def test_a_list_has_a_name_of_its_own(language: Language) -> None:
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
    assert len({section.name.text(language) for section in SECTIONS}) == len(SECTIONS)
