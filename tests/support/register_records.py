"""Records of a register made from its declaration alone: one that is owed, one that is done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.schema import Column
    from estate_xl.schema.office_register import OfficeRegister

    Row = dict[str, object]

DAY: Final = dt.datetime(2026, 10, 5)  # noqa: DTZ001 - a workbook's times have no zone
REFERENCES: Final = {"Zones": "A01", "Staff": "Y001", "Owners": "1棟-0101"}
"""Keys that the sample office has."""


def register_rows(
    register: OfficeRegister, references: Mapping[str, str] = REFERENCES
) -> list[Row]:
    """Two records: all that ends a matter is empty in the first, and filled in in the second.

    In the first nobody is named who owes it.

    Args:
        register: The register.
        references: A key of each sheet that may be referred to.
    """
    typed = [column for column in register.sheet.columns if not column.derived]
    named = {matter.owes for matter in register.matters}
    ends = {matter.done for matter in register.matters} | {"refunded"} | named
    full = [
        {column.key: _value(column, number, references) for column in typed} for number in (1, 2)
    ]
    first = {key: value for key, value in full[0].items() if key not in ends}
    rows = (first, full[1])
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def _value(column: Column, number: int, references: Mapping[str, str]) -> object:
    if column.kind.is_number:
        return (column.minimum or 0) + number
    if column.kind is Kind.REFERENCE:
        return references.get(str(column.reference))
    known: dict[Kind, object] = {
        Kind.CHOICE: column.choices[0].hant if column.choices else None,
        Kind.DATE: DAY.date(),
        Kind.DATETIME: DAY + dt.timedelta(hours=number),
        Kind.MONTH: f"{DAY:%Y-%m}",
    }
    return known.get(column.kind, f"{column.header.hant}{number}")
