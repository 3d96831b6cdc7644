"""An id is on one row of its sheet, and a record is entered once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from estate_xl.check.report import repeated, report, rows_label
from estate_xl.column_needs import needs
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.numbered import NUMBERED
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.typed_frames import Tables

_COUNTED: Final = ("Tickets", "Complaints", "Commendations", "Inspections")
"""Sheets of which each record counts."""


def check_ids(tables: Tables) -> list[Finding]:
    """DUPLICATE_ID for each row whose id occurs in another row of the sheet too.

    `ａ01` and `A01` are one id, as they are in a reference.
    """
    return [
        finding
        for sheet in ESTATE_BOOK.data_sheets()
        if sheet.id_column is not None
        for finding in _repeated_ids(tables, sheet.key, sheet.id_column.key)
    ]


@needs(**{each.sheet: (each.column,) for each in NUMBERED})
def check_numbers(tables: Tables) -> list[Finding]:
    """DUPLICATE_ID of tickets, complaints and inspections alone."""
    return [
        finding for each in NUMBERED for finding in _repeated_ids(tables, each.sheet, each.column)
    ]


def check_copies(tables: Tables) -> list[Finding]:
    """SAME_RECORD for records that were entered twice: alike in all but their number.

    They count, as two of a kind may have happened; each set of them is one finding, at the last of
    its rows.
    """
    findings: list[Finding] = []
    for key in _COUNTED:
        sheet, frame = ESTATE_BOOK[key], tables[key]
        typed = [column.key for column in sheet.columns if not column.derived]
        copies = _alike(frame[typed])
        copies = copies[copies.notna().any(axis=1)]
        if copies.empty:
            continue
        texts = copies.astype("str").fillna("").agg("\0".join, axis=1)
        for _, held in copies.groupby(texts, sort=False):
            numbers = [int(row) for row in held.index]
            facts = {"rows": rows_label(numbers)}
            findings.append(Finding(FindingCode.SAME_RECORD, key, numbers[-1], facts=facts))
    return findings


def _alike(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows that another row is like in every column; few are left to compare after some columns."""
    rows = np.arange(len(frame))
    for column in frame:
        rows = rows[frame[column].iloc[rows].duplicated(keep=False)]
        if not len(rows):
            break
    held = frame.iloc[rows]
    return held[held.duplicated(keep=False)]


def _repeated_ids(tables: Tables, sheet: str, column: str) -> list[Finding]:
    ids = tables[sheet][column]
    rows = repeated(normalise(ids))
    return report(FindingCode.DUPLICATE_ID, sheet, column, ids.loc[rows.index], rows=list(rows))
