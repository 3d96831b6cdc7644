"""Findings: their words in three languages, their JSON form and their order."""

from __future__ import annotations

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding, named, sort_findings
from estate_xl.findings.texts.kinds import Severity
from estate_xl.output import visible
from estate_xl.schema import Label, Language

_RULES = {
    "",
    "R-C1",
    "R-M1",
    "R-M3",
    "R-6",
    "R-2",
    "R-4",
    "R-5",
    "R-5.1",
    "R-5.2",
    "R-5.3",
    "R-5.4",
    "R-5.5",
    "R-5.6",
    "R-5.7",
    "R-7",
    "R-8",
    "R-8.1",
    "R-8.3",
    "R-8.2",
    "R-8.4",
}


def _names(code: FindingCode) -> set[str]:
    """The names in braces of the code's words."""
    texts = [
        label.text(language)
        for label in (code.value.message, code.value.mend)
        for language in Language
    ]
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", FindingCode, ids=lambda code: code.name)
def test_every_code_has_its_rule_and_words(code: FindingCode) -> None:
    finding = Finding(code, "Tickets")
    assert finding.rule in _RULES
    assert finding.severity in Severity
    hant = {
        name
        for label in (code.value.message, code.value.mend)
        for _, name, _, _ in Formatter().parse(label.hant)
        if name
    }
    english = {
        name
        for label in (code.value.message, code.value.mend)
        for _, name, _, _ in Formatter().parse(label.en)
        if name
    }
    assert english <= _names(code)
    assert hant == _names(code)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", FindingCode, ids=lambda code: code.name)
def test_words_take_facts_value_and_header(code: FindingCode, language: Language) -> None:
    facts = {name: Label(f"«{name}»", f"<{name}>") for name in _names(code)}
    finding = Finding(code, "Tickets", 4, "arrived", "seen", facts)
    for words in (finding.message(language), finding.mend(language)):
        assert not set("{}") & set(words)
        assert ("<" if language is not Language.EN else "«") not in words


@pytest.mark.slow
@given(st.text())
def test_what_the_clerk_typed_is_shown_as_it_is(value: str) -> None:
    finding = Finding(FindingCode.ERROR_VALUE, "Tickets", 4, "arrived", value)
    for language in Language:
        assert visible(value) in finding.message(language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.HANT, "「到達時間」沒有填"),
        (Language.HANS, "“到达时间”没有填"),
        (Language.EN, "“Arrived” is empty"),
    ],
)
def test_the_header_follows_the_reader(language: Language, expected: str) -> None:
    finding = Finding(FindingCode.MISSING_VALUE, "Tickets", 4, "arrived")
    assert finding.message(language) == expected


def test_the_header_in_a_sentence_is_the_workbooks_where_that_is_known() -> None:
    finding = Finding(FindingCode.MISSING_HEADER, "Tickets", column="room")
    assert "“Room”" in finding.message(Language.EN)
    assert "“房號”" in finding.message(Language.EN, Language.HANT)
    assert "“房號”" in finding.mend(Language.EN, Language.HANT)


def test_json_is_zh_hant_whatever_the_language() -> None:
    finding = Finding(FindingCode.MISSING_VALUE, "Tickets", 4, "arrived", basis="R-5.2")
    assert finding.as_json() == {
        "sheet": "報事",
        "row": 4,
        "column": "到達時間",
        "rule": "R-5.2",
        "severity": "error",
        "message": "「到達時間」沒有填。請填寫「到達時間」。",
    }


def test_json_of_a_whole_sheet_has_nulls() -> None:
    facts = {"title": Label("報事", "Tickets")}
    finding = Finding(FindingCode.MISSING_SHEET, "Tickets", facts=facts)
    assert finding.header(Language.EN) == ""
    form = finding.as_json()
    assert (form["row"], form["column"], form["rule"]) == (None, None, None)


def test_json_of_a_warning() -> None:
    finding = Finding(FindingCode.FORMULA_VALUE, "Tickets", 4, "arrived")
    assert finding.as_json()["severity"] == "warning"


def test_one_finding_may_weigh_otherwise_than_its_kind() -> None:
    finding = Finding(FindingCode.ERROR_VALUE, "Tickets", 4, "arrived", grade=Severity.NOTE)
    assert finding.as_json()["severity"] == "note"


def test_findings_stand_in_the_order_of_the_workbook() -> None:
    missing, wrong = FindingCode.MISSING_VALUE, FindingCode.ERROR_VALUE
    ordered = [
        Finding(missing, "Tickets"),
        Finding(missing, "Tickets", 4),
        Finding(missing, "Tickets", 4, "registered"),
        Finding(missing, "Tickets", 4, "arrived"),
        Finding(wrong, "Tickets", 4, "arrived"),
        Finding(missing, "Tickets", 10, "registered"),
        Finding(missing, "Complaints", 4, "received"),
        Finding(missing, "Zones", 4, "zone"),
        Finding(missing, "Settings", 4, "key"),
    ]
    assert sort_findings(reversed(ordered)) == ordered


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("陳大文", "E01", "陳大文（E01）"),
        ("", "E01", "E01"),
        ("陳大文", "", "陳大文"),
        ("", "", "—"),
    ],
)
def test_named(name: str, key: str, expected: str) -> None:
    assert named(name, key).hant == expected


def test_what_stands_in_the_workbook_is_called_as_it_has_it() -> None:
    """The sentence is the reader's, sheets, headers and choices are the workbook's."""
    facts = {"target": Label("員工", "Staff")}
    finding = Finding(FindingCode.UNKNOWN_REFERENCE, "Tickets", 4, "worker", "x", facts)
    words = finding.message(Language.EN, Language.HANT) + finding.mend(Language.EN, Language.HANT)
    assert "“服務人員”" in words
    assert "“員工”" in words
    assert "Staff" not in words
    assert "Staff" in finding.message(Language.EN)
