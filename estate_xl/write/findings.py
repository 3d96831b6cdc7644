"""Findings and evidence into their sheets, in the workbook's language, with links to the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.engine.addresses import address
from estate_xl.schema import Label
from estate_xl.schema.rules import rule_words
from estate_xl.write.result_lists import ResultList, link_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.compute.evidence_line import EvidenceLine
    from estate_xl.findings.finding import Finding
    from estate_xl.schema import Language


_BETWEEN: Final = Label("；", "; ")


def write_findings(
    tab: xw.Sheet,
    findings: Sequence[Finding],
    language: Language,
    titles: Mapping[str, str],
    columns: Mapping[str, Mapping[str, int]],
) -> None:
    """One line a finding on 檢查結果; its cell's address is a link to that cell.

    Args:
        tab: The sheet 檢查結果 of the workbook.
        findings: In the order in which they shall be.
        language: The workbook's.
        titles: Title of each sheet in this workbook, by key.
        columns: Column number by column key, by sheet key.
    """
    rows = []
    links: list[str | None] = []
    for finding in findings:
        column = columns.get(finding.sheet, {}).get(finding.column or "", 1)
        title = titles[finding.sheet]
        found = finding.row is not None and finding.sheet in columns
        rows.append(
            {
                "severity": finding.severity.value.text(language),
                "sheet": title,
                "cell": address(finding.row, column) if found and finding.row else None,
                "column": finding.header(language) or None,
                "rule": rule_words(finding.rule, language) or None,
                "message": finding.message(language),
                "mend": finding.mend(language),
            }
        )
        links.append(link_to(title, finding.row, column) if found and finding.row else None)
    ResultList(tab, "Findings").write(rows, {"cell": links})


def write_evidence(
    tab: xw.Sheet,
    lines: Sequence[EvidenceLine],
    language: Language,
    titles: Mapping[str, str],
) -> None:
    """One line each on 計分依據, with a link to the row it comes from (R-8.4)."""

    def text(words: str | Label | tuple[Finding, ...]) -> str:
        return evidence_text(words, language)

    rows = []
    links: list[str | None] = []
    for line in lines:
        linked = line.source_sheet is not None and line.source_row is not None
        title = titles[line.source_sheet] if line.source_sheet else ""
        rows.append(
            {
                "subject_kind": line.subject_kind.text(language),
                "subject": text(line.subject),
                "part": line.part.text(language),
                "date": None if line.date is None else line.date.to_pydatetime(),
                "detail": text(line.detail) or None,
                "points": line.points,
                "arithmetic": text(line.arithmetic) or None,
                "source": f"{title}!{line.source_row}" if linked else None,
                "rule": rule_words(line.rule, language),
            }
        )
        links.append(link_to(title, line.source_row, 1) if linked and line.source_row else None)
    ResultList(tab, "Evidence").write(rows, {"source": links})


def evidence_text(words: str | Label | tuple[Finding, ...], language: Language) -> str:
    """Words of a line of 計分依據: the office's own, ours, or the reasons why it does not count."""
    if isinstance(words, tuple):
        return _BETWEEN.text(language).join(reason.message(language) for reason in words)
    return words.text(language) if isinstance(words, Label) else words
