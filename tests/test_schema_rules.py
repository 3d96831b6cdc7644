"""Every rule that is cited has words, and the sheets show them."""

from __future__ import annotations

import pytest

from estate_xl.cells import text_width_chars
from estate_xl.compute import tickets
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.rules import RULES, rule_words


@pytest.mark.parametrize("code", FindingCode)
def test_rules_of_findings(code: FindingCode) -> None:
    assert not code.value.rule or code.value.rule in RULES


def test_rules_of_deadlines() -> None:
    assert set(tickets.RULES.values()) <= set(RULES)


def test_words() -> None:
    assert rule_words("R-5.4", Language.HANS) == "R-5.4 按时回访"
    assert rule_words("", Language.HANT) == ""


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", [Language.HANT, Language.HANS])
def test_a_line_is_enough(rule: str, language: Language) -> None:
    width = ESTATE_BOOK["Findings"].column("rule").width_chars
    assert text_width_chars(rule_words(rule, language)) < width
