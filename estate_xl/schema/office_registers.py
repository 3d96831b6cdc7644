"""The registers of the office's other duties (R-5 duties), in the order of their tabs.

A further one is one more declaration: its sheet, its deadlines, its findings, its tables of the
statistics and its part of the next year's workbook follow from that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.schema.customer_registers import (
    ERRANDS,
    FEE_REMINDERS,
    FEES,
    RELATIONS,
    RENOVATIONS,
    SURVEY,
)
from estate_xl.schema.department_registers import CONTRACTORS, DUTY, WORK_PLANS, WORK_RECORDS
from estate_xl.schema.model import Kind
from estate_xl.schema.statistics_blocks import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable

OFFICE_REGISTERS: Final = (
    DUTY,
    RELATIONS,
    SURVEY,
    FEES,
    FEE_REMINDERS,
    RENOVATIONS,
    ERRANDS,
    CONTRACTORS,
    WORK_PLANS,
    WORK_RECORDS,
)

_SHEETS: Final = {each.key: each.sheet for each in OFFICE_REGISTERS}


def with_targets(keys: Iterable[str]) -> frozenset[str]:
    """Those keys and the registers that these refer to."""
    named = frozenset(keys)
    columns = [column for key in named.intersection(_SHEETS) for column in _SHEETS[key].columns]
    return named.union(column.reference for column in columns if column.reference in _SHEETS)


NUMBERED_REGISTERS: Final = tuple(
    key
    for key, sheet in _SHEETS.items()
    if any(column.kind is Kind.ID and column.derived for column in sheet.columns)
)
"""Keys of those whose records get numbers."""

ALL_BLOCKS: Final = (*BLOCKS, *(block for each in OFFICE_REGISTERS for block in each.blocks))
"""The tables of the statistics sheets; those of registers last, which only used ones have."""
