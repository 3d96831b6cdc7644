"""The set-up that an office needs before all else: zones, staff, owners, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.column_needs import needs
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import ESTATE_BOOK, Kind, Label, terms
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    from estate_xl.schema import OfficeSettings
    from estate_xl.typed_frames import Tables

ZONES_AND_STAFF: Final = frozenset({"Zones", "Staff"})
_RECORDS: Final = {
    "Zones": ("zone", FindingCode.NO_ZONES),
    "Staff": ("staff", FindingCode.NO_STAFF),
    "Owners": ("room", FindingCode.NO_OWNERS),
}
"""By sheet the column that makes a record, and what is said without one."""
_NAMES: Final = {
    "project_name": Label("項目名稱", "name of the estate"),
    "office_name": Label("管理處名稱", "name of the office"),
}


@needs(Zones=("zone", "active"), Staff=("staff",), Owners=("room",))
def lacking(tables: Tables) -> list[Finding]:
    """A finding for each of 片區, 員工 and 業主 that has no record, and where no zone is in use."""
    found = []
    for key, (column, code) in _RECORDS.items():
        records = tables[key]
        held = records[records[column].notna()]
        facts = {"title": ESTATE_BOOK[key].title}
        if held.empty:
            found.append(Finding(code, key, facts=facts))
        elif key == "Zones" and held["active"].eq(terms.NO.hant).all():
            found.append(Finding(FindingCode.NO_ACTIVE_ZONE, key, facts=facts))
    return found


@needs(lacking, Settings=("key",))
def check_setup(tables: Tables, settings: OfficeSettings) -> list[Finding]:
    """Findings on the set-up, in the order in which it is done.

    Args:
        tables: Every data sheet.
        settings: What 參數 says.
    """
    frame = tables["Settings"]
    keys = normalise(frame["key"])
    names = []
    for key, what in _NAMES.items():
        if not settings.text(key).strip():
            rows = frame.index[keys.eq(key)]
            row, column = (int(rows[0]), "value") if len(rows) else (None, None)
            facts: dict[str, str | Label] = {"key": key, "what": what}
            names.append(Finding(FindingCode.NO_NAME, "Settings", row, column, facts=facts))
    return [*lacking(tables), *names]


def without_consequences(findings: list[Finding], lacks: list[Finding]) -> list[Finding]:
    """The findings but those that only follow from an empty 片區, 員工 or 業主.

    Args:
        findings: Of all rules.
        lacks: Of `check_setup`.
    """
    empty = {lack.sheet for lack in lacks}

    def follows(finding: Finding) -> bool:
        if finding.code is FindingCode.ZONE_LACKS_TRADE:
            return "Staff" in empty
        if finding.code is not FindingCode.UNKNOWN_REFERENCE or finding.column is None:
            return False
        column = ESTATE_BOOK[finding.sheet].column(finding.column)
        return column.kind is Kind.REFERENCE and column.reference in empty

    return [finding for finding in findings if not follows(finding)]
