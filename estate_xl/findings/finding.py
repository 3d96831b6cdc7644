"""Findings: what a clerk typed wrong, collected and shown, never raised.

A finding says where (sheet, row, column), which rule, what is wrong and how to mend it. Its code is
stable; its words may change. Facts that are `Label`s are shown in the reader's language, but what
stands in the workbook (a sheet's title, a header, a choice) as the workbook has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from estate_xl.findings.codes import FindingCode
from estate_xl.language import filled, verbatim
from estate_xl.output import visible
from estate_xl.schema import ESTATE_BOOK, Label, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate_xl.findings.texts.kinds import Severity

_NAMED: Final = Label("{name}（{key}）", "{name} ({key})")


@dataclass(frozen=True)
class Finding:
    """One thing to mend.

    Attributes:
        code: Which kind.
        sheet: Key of the sheet.
        row: Row as Excel shows it; None where the whole sheet is meant.
        column: Key of the column; None where no one column is meant.
        value: What was seen, as text.
        facts: The names in braces of the code's words.
        grade: Severity of this one, where its kind's does not hold for it.
        basis: Id of this one's rule, where its kind serves several rules.
    """

    code: FindingCode
    sheet: str
    row: int | None = None
    column: str | None = None
    value: str = ""
    facts: Mapping[str, str | Label] = field(default_factory=dict, hash=False)
    grade: Severity | None = None
    basis: str = ""

    @property
    def rule(self) -> str:
        """Id of the regulation's rule, or empty."""
        return self.basis or self.code.value.rule

    @property
    def severity(self) -> Severity:
        """Its severity."""
        return self.grade or self.code.value.severity

    def header(self, language: Language) -> str:
        """The column's header, or empty."""
        if self.column is None:
            return ""
        return ESTATE_BOOK[self.sheet].column(self.column).header.text(language)

    def message(self, language: Language, names: Language | None = None) -> str:
        """The message, one sentence.

        Args:
            language: Of the sentence.
            names: Of the sheets, headers and choices in it, as the workbook has them; None for the
                same.
        """
        return self._words(self.code.value.message, language, names)

    def mend(self, language: Language, names: Language | None = None) -> str:
        """The remedy, one sentence; arguments as `message`."""
        return self._words(self.code.value.mend, language, names)

    def as_json(self) -> dict[str, str | int | None]:
        """The finding as `--json` prints it, always in the contract's own zh-Hant.

        A machine that reads three offices gets one form, whatever their languages.
        """
        language = Language.HANT
        return {
            "sheet": ESTATE_BOOK[self.sheet].title.text(language),
            "row": self.row,
            "column": self.header(language) or None,
            "rule": self.rule or None,
            "severity": self.severity.name.lower(),
            "message": f"{self.message(language)}。{self.mend(language)}。",
        }

    def _words(self, label: Label, language: Language, names: Language | None) -> str:
        shown = names or language
        facts = {
            name: fact.text(shown if _is_in_workbook(fact) else language)
            if isinstance(fact, Label)
            else fact
            for name, fact in self.facts.items()
        }
        always = {"value": self.value, "header": self.header(shown), "nearest": ""}
        facts = {**always, **facts}
        return visible(label.text(language).format_map(facts))


@cache
def _workbook_words() -> frozenset[str]:
    """What stands in a workbook: titles of sheets, headers, choices."""
    sheets = ESTATE_BOOK.sheets
    columns = [column for sheet in sheets for column in sheet.columns]
    labels = [sheet.title for sheet in sheets] + [column.header for column in columns]
    labels += [choice for column in columns for choice in column.choices]
    return frozenset(label.hant for label in labels)


def _is_in_workbook(fact: Label) -> bool:
    """Whether it is a word of the workbook, or several with 、 between."""
    return _workbook_words().issuperset(fact.hant.split("、"))


def named(name: str, key: str) -> Label:
    """A person or zone as findings call it; either part may be empty.

    >>> [named(*each).en for each in (("Chan", "E01"), ("", "E01"), ("East", ""), ("", ""))]
    ['Chan (E01)', 'E01', 'East', '—']
    """
    if name and key:
        return filled(_NAMED, name=name, key=key)
    return verbatim(name or key or "—")


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of the workbook: sheet, row, column, code."""
    order = {sheet.key: index for index, sheet in enumerate(ESTATE_BOOK.sheets)}
    codes = {code: index for index, code in enumerate(FindingCode)}

    def place(finding: Finding) -> tuple[int, int, int, int]:
        keys = [column.key for column in ESTATE_BOOK[finding.sheet].columns]
        column = keys.index(finding.column) if finding.column in keys else -1
        return order[finding.sheet], finding.row or 0, column, codes[finding.code]

    return sorted(findings, key=place)
