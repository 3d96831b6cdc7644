"""Registers are known by the names that people give them."""

from __future__ import annotations

import pytest

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.language import Language
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.tasks.office_registers import named_registers


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        ([], set()),
        (["值班表,收費"], {"Duty", "Fees"}),
        (["值班表、收费；renovations"], {"Duty", "Fees", "Renovations"}),
        (["Customer Relations", "duty roster"], {"Relations", "Duty"}),
        (["部門工作記錄"], {"WorkRecords", "WorkPlans"}),
        (["收費, "], {"Fees"}),
        (["All"], {register.key for register in OFFICE_REGISTERS}),
    ],
)
def test_names_in_any_language_and_keys(names: list[str], keys: set[str]) -> None:
    assert named_registers(names) == keys


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("值班", "沒有叫「值班」的登記表，最接近的是 值班表；可以加的有：值班表、"),
        ("食堂", "沒有叫「食堂」的登記表；可以加的有：值班表、"),
        ("", "沒有叫「」的登記表；可以加的有：值班表、"),
    ],
)
def test_an_unknown_name_is_one_sentence_with_the_nearest(name: str, sentence: str) -> None:
    with pytest.raises(WorkbookError) as raised:
        named_registers([name])
    assert raised.value.text(Language.HANT).startswith(sentence)
