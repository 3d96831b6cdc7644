"""Lines of 月度記錄 against what month-end and approve noted of the same months (R-M1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema.months import statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate_xl.compute.month_states import MonthVersion, Noted
    from estate_xl.language import Label

_SHEET: Final = "MonthRecords"


def check_month_lines(
    versions: Iterable[MonthVersion],
    rows: Mapping[tuple[str, int], int],
    notes: Iterable[Noted],
) -> list[Finding]:
    """MONTH_LINE_LOST, MONTH_LINE_DIFFERS and MONTH_LINE_BEYOND.

    A month that was reported without approval is no contradiction; a month without a note was
    computed by an earlier version of the program, or in last year's workbook.

    Args:
        versions: What the lines say, without any other witness.
        rows: Row of each line, by month and version.
        notes: What the filled sheets say of their versions.
    """
    lines = {(each.month, each.version): each for each in versions}
    findings = []
    for note in notes:
        key = note.month, note.version
        said = statement(note.version, is_approved=note.is_approved)
        facts: dict[str, str | Label] = {
            "month": note.month,
            "version": str(note.version),
            "said": said,
        }
        findings += [
            Finding(FindingCode.MONTH_LINE_LOST, _SHEET, facts={**facts, "version": str(number)})
            for number in range(1, note.version + 1)
            if (note.month, number) not in lines
        ]
        line = lines.get(key)
        is_told = line is not None and (line.is_closed if note.is_approved else line.is_approved)
        if line is not None and is_told != note.is_approved:
            told = {**facts, "state": line.state}
            code = FindingCode.MONTH_LINE_DIFFERS
            findings.append(Finding(code, _SHEET, rows[key], "state", facts=told))
        findings += [
            Finding(FindingCode.MONTH_LINE_BEYOND, _SHEET, rows[beyond], "version", facts=facts)
            for beyond in lines
            if beyond[0] == note.month and beyond[1] > note.version
        ]
    return findings
