"""Numbers of new tickets, complaints and inspections, and what is wrong with numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from estate_xl.check.report import report, time_texts
from estate_xl.column_needs import needs
from estate_xl.compute.missing_numbers import missing_numbers
from estate_xl.compute.number_dates import misdated_numbers
from estate_xl.compute.numbering import clashing_formats, number_formats, number_records
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import Label
from estate_xl.schema.numbered import NUMBERED_BY_SHEET
from estate_xl.tasks.registers import grow_written
from estate_xl.write.record_numbers import empty_rows, write_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from estate_xl.compute.missing_numbers import MissingNumbers
    from estate_xl.read import Office
    from estate_xl.schema import OfficeSettings
    from estate_xl.write.ledger import Ledger


class Numbers(NamedTuple):
    """The result of numbering.

    Attributes:
        office: With the new numbers.
        given: New numbers by sheet, by row.
        written: Titles of the sheets that were written.
    """

    office: Office
    given: dict[str, pd.Series]
    written: list[str]


@needs(number_records)
def number_new(
    office: Office,
    ledger: Ledger,
    waiting: Mapping[str, pd.Index],
    formats: Mapping[str, str],
) -> Numbers:
    """Number the waiting records, and keep the highest numbers on 名單.

    Args:
        office: What was read of the workbook.
        ledger: Its 名單.
        waiting: Rows to number, by sheet; see `waiting_rows`.
        formats: Of `number_formats`.

    Raises:
        NumberPatternError: the format of one of these sheets cannot be read.
    """
    new = number_records(office.tables, waiting, formats, ledger.marks)
    tables, written = dict(office.tables), []
    for sheet, numbers in new.numbers.items():
        place, column = office.places.found[sheet], NUMBERED_BY_SHEET[sheet].column
        write_cells(office.places.sheets[place.title], place.columns[column], numbers)
        grow_written(office, sheet)
        written.append(place.title)
        tables[sheet] = tables[sheet].copy()
        tables[sheet].loc[numbers.index, column] = numbers
    if new.numbers:
        ledger.write_marks(new.marks)
    return Numbers(replace(office, tables=tables), new.numbers, written)


def waiting_rows(office: Office, sheet: str) -> pd.Index:
    """Rows of records whose cell of the number is truly empty, no formula in it."""
    records, place = office.tables[sheet], office.places.found.get(sheet)
    column = NUMBERED_BY_SHEET[sheet].column
    if place is None or column not in place.columns:
        return records.index[:0]
    rows = range(place.header_row + 1, place.last_row + 1)
    tab = office.places.sheets[place.title]
    return records.index.intersection(empty_rows(tab, rows, place.columns[column]))


@needs(Settings=("key",))
def setting_row(office: Office, key: str) -> int | None:
    """Row of the setting on 參數; None where it has none."""
    keys = office.tables["Settings"]["key"]
    rows = keys.index[keys.str.strip().str.casefold().eq(key)]
    return int(rows[0]) if len(rows) else None


@needs(number_formats, setting_row)
def clash_findings(office: Office, settings: OfficeSettings) -> list[Finding]:
    """FORMATS_CLASH for two formats that could give the same number."""
    formats = number_formats(office.tables, settings)
    found = []
    for sheet, other in clashing_formats(formats):
        key, other_key = NUMBERED_BY_SHEET[sheet].setting, NUMBERED_BY_SHEET[other].setting
        row = setting_row(office, key)
        facts = {"key": key, "other": other_key, "other_value": formats[other]}
        column = None if row is None else "value"
        found.append(
            Finding(FindingCode.FORMATS_CLASH, "Settings", row, column, formats[sheet], facts)
        )
    return found


@needs(number_formats, missing_numbers)
def gap_findings(office: Office, settings: OfficeSettings, ledger: Ledger) -> list[Finding]:
    """NUMBERS_MISSING for each series that lacks numbers which were given."""
    formats = number_formats(office.tables, settings)
    return [
        Finding(
            FindingCode.NUMBERS_MISSING,
            each.sheet,
            None,
            NUMBERED_BY_SHEET[each.sheet].column,
            facts={"count": str(each.total), "numbers": _gap_words(each)},
        )
        for each in missing_numbers(office.tables, formats, ledger.marks, ledger.left)
    ]


@needs(number_formats, misdated_numbers)
def date_findings(office: Office, settings: OfficeSettings) -> list[Finding]:
    """NUMBER_OF_OTHER_DATE for each record whose number and moment tell different dates."""
    findings: list[Finding] = []
    formats = number_formats(office.tables, settings)
    for sheet, numbers in misdated_numbers(office.tables, formats).items():
        moment = NUMBERED_BY_SHEET[sheet].moment
        times = time_texts(sheet, moment, office.tables[sheet].loc[numbers.index, moment])
        code = FindingCode.NUMBER_OF_OTHER_DATE
        findings += report(code, sheet, moment, times, number=list(numbers))
    return findings


def _gap_words(missing: MissingNumbers) -> Label:
    """Gaps as people say them: `BS202610-0007 至 -0009、BS202610-0012`."""
    hant, english = (
        separator.join(
            first if first == last else f"{first}{to}{_tail(last)}" for first, last in missing.gaps
        )
        for separator, to in (("、", " 至 "), (", ", " to "))
    )
    return Label(hant, english) if missing.is_whole else Label(f"{hant} 等", f"{english} …")


def _tail(number: str) -> str:
    """The running number and the sign before it."""
    head = number.rstrip("0123456789")
    return number[max(len(head) - 1, 0) :]
