"""The lines of 計分依據 that bear on one person's score, for the slip that they sign (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.compute.evidence_excluded import NOT_COUNTED
from estate_xl.schema import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.evidence_line import EvidenceLine
    from estate_xl.compute.staff_scores import StaffScore

_LEFT_OUT = frozenset({"Inspections", "Staff"})
"""Sources of lines that are too many, or that say what the slip's heading says."""


def personal_lines(
    appraisal: Appraisal, lines: Iterable[EvidenceLine]
) -> dict[str, list[EvidenceLine]]:
    """Deductions, bonuses and arithmetic by staff number, in the order of 計分依據.

    A person has the lines about themselves; a zone officer those of the zones led (R-8.1); a head
    those of the department (R-8.2, R-8.3). Single inspections are left to 計分依據, and typed
    scores to the slip's parts, unless one replaces a computed one.

    Args:
        appraisal: The month.
        lines: All of its lines.
    """
    found: dict[str, list[EvidenceLine]] = {person.staff: [] for person in appraisal.staff}
    owners = _owners(appraisal)
    for line in lines:
        if line.source_sheet in _LEFT_OUT:
            continue
        if line.source_sheet == "MonthlyScores" and not _says_more(line):
            continue
        for staff in owners.get(_subject(line), ()):
            found[staff].append(line)
    return found


def _says_more(line: EvidenceLine) -> bool:
    """True of a typed score that replaces a computed one, or does not count."""
    return bool(line.arithmetic) or line.subject_kind in NOT_COUNTED


def _owners(appraisal: Appraisal) -> dict[str, list[str]]:
    """Staff numbers by the subjects of lines that are theirs."""
    owners: dict[str, list[str]] = {}

    def own(subject: str, staff: str) -> None:
        owners.setdefault(subject, []).append(staff)

    for person in appraisal.staff:
        own(person.staff, person.staff)
        own(f"{person.staff} {person.name}".strip(), person.staff)
        for subject in _subjects_led(appraisal, person):
            own(subject, person.staff)
    return owners


def _subjects_led(appraisal: Appraisal, person: StaffScore) -> Sequence[str]:
    """Subjects of the zones or of the department that a person's computed parts come from."""
    if person.post == terms.ZONE_OFFICER.hant:
        return [f"{zone.zone} {zone.name}".strip() for zone in person.led]
    if "head_composite" not in person.weights:
        return []
    own = [each for each in appraisal.departments if each.department == person.department]
    zones = [f"{person.department} {line.zone}" for each in own for line in each.zones]
    return [person.department, *zones]


def _subject(line: EvidenceLine) -> str:
    return line.subject if isinstance(line.subject, str) else line.subject.hant
