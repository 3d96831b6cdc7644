"""Blanks of new tickets filled in from 業主, each said with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.compute.owner_details import blanks_known
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.tasks.registers import grow_written
from estate_xl.write.record_numbers import empty_rows, write_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from estate_xl.read import Office


@needs(blanks_known)
def known_details(office: Office, rows: pd.Index) -> dict[str, pd.Series]:
    """What 業主 knows of these tickets, for cells that hold nothing at all; by column and row."""
    place = office.places.found["Tickets"]
    tab = office.places.sheets[place.title]
    tables = office.tables
    held = range(place.header_row + 1, place.last_row + 1)
    known = blanks_known(tables["Tickets"].loc[rows], tables["Owners"])
    return {
        column: values[values.index.isin(empty_rows(tab, held, place.columns[column]))]
        for column, values in known.items()
        if len(values) and column in place.columns
    }


def write_details(
    office: Office, details: Mapping[str, pd.Series], rows: pd.Index
) -> list[Finding]:
    """Fill in what is known of these rows; a note for each cell.

    Args:
        office: What was read of the workbook.
        details: Of `known_details`.
        rows: The tickets that get a number now.
    """
    place = office.places.found["Tickets"]
    tab = office.places.sheets[place.title]
    rooms = office.tables["Tickets"]["room"].to_dict()
    findings = []
    for column, known in details.items():
        values = known[known.index.isin(rows)]
        if len(values):
            write_cells(tab, place.columns[column], values)
            grow_written(office, "Tickets")
        findings += [
            Finding(
                FindingCode.FILLED_FROM_OWNER,
                "Tickets",
                int(str(row)),
                column,
                value,
                {"room": rooms[row]},
            )
            for row, value in values.items()
        ]
    return findings
