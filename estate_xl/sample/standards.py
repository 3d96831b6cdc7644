"""The codes of the default inspection standards and what each deducts."""

from __future__ import annotations

from typing import NamedTuple

from estate_xl.schema.defaults import STANDARDS


class Standard(NamedTuple):
    """A code of 巡檢標準 and its deduction in points."""

    code: str
    deduction: int


def standards_by_trade() -> dict[str, list[Standard]]:
    """The default standards of each trade, numbered from 01 as in the empty workbook.

    >>> standards_by_trade()["保潔"][0].code
    'BJ01'
    """
    return {
        trade.hant: [
            Standard(f"{prefix}{number:02}", points)
            for number, (_, _, points) in enumerate(lines, start=1)
        ]
        for prefix, trade, lines in STANDARDS
    }
