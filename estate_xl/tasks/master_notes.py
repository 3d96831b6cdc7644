"""What is said where the note of the masters on 名單 cannot be read (R-M3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema.slips import LISTS_TITLE, NOTE_HEADERS
from estate_xl.write.master_notes import damaged_month

if TYPE_CHECKING:
    from estate_xl.language import Label
    from estate_xl.schema import Language
    from estate_xl.write.ledger import Lists


def note_findings(lists: Lists, language: Language) -> list[Finding]:
    """NOTE_DAMAGED where a month was noted and nobody can tell what."""
    month = damaged_month(lists, language)
    if month is None:
        return []
    facts: dict[str, str | Label] = {"month": month, "lists": LISTS_TITLE, "list": NOTE_HEADERS[0]}
    return [Finding(FindingCode.NOTE_DAMAGED, "Changes", facts=facts)]
