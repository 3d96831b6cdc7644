"""The formulas of 考核 and where its sections begin; no function is younger than Excel 2010."""

from __future__ import annotations

from typing import Final

ZONES_AT: Final = 5
DEPARTMENTS_AT: Final = 9
STAFF_AT: Final = 13
DETAIL_AT: Final = 17
DAYS_AT: Final = 21
REMARKS_AT: Final = 25
PART_COLUMNS: Final = "FHJLN"
WEIGHT_COLUMNS: Final = "GIKMO"


def span(letter: str, section_at: int) -> str:
    """A column of a section, from its header to its closing row."""
    return f"${letter}${section_at + 1}:${letter}${section_at + 3}"


def owner(row: int) -> str:
    """The owner part; blank where the counts are no numbers, as in the template itself."""
    raw = f"100-$D$4*H{row}+$F$4*I{row}"
    bounded = f'ROUND(MIN(IF($J$4="",1E+9,$J$4),MAX(IF($H$4="",-1E+9,$H$4),{raw})),2)'
    return f'=IF(COUNT(H{row}:I{row})=2,{bounded},"")'


def weighted(row: int) -> str:
    """The zone score or composite of both parts; blank while one is missing."""
    return f'=IF(COUNT(F{row},J{row})=2,ROUND($A$4*F{row}+$C$4*J{row},2),"")'


def zone_rank(row: int) -> str:
    """The forced rank: one more than the zones before this one; a header has no score."""
    before = ""
    for letter, sign in (("M", "<"), ("N", ">"), ("F", ">"), ("H", "<"), ("J", ">"), ("L", ">")):
        zones, own = span(letter, ZONES_AT), f"{letter}{row}"
        ahead = f"({zones}{sign}{own})"
        before = f"({ahead}+({zones}={own})*{before})" if before else ahead
    return f'=IF(L{row}="","",1+SUMPRODUCT(ISNUMBER({span("L", ZONES_AT)})*{before}))'


def led_score(row: int) -> str:
    """The score of the zone that an officer led."""
    zones, scores = span("B", ZONES_AT), span("L", ZONES_AT)
    return f'=IFERROR(INDEX({scores},MATCH(D{row},{zones},0)),"")'


def over_zones(letter: str, row: int) -> str:
    """The mean of a department's zones."""
    values, departments = span(letter, DETAIL_AT), span("A", DETAIL_AT)
    return f'=IFERROR(ROUND(AVERAGEIFS({values},{departments},A{row}),2),"")'


def head_composite(row: int) -> str:
    """The composite of a person's department, where it has a weight."""
    composites, departments = span("C", DEPARTMENTS_AT), span("A", DEPARTMENTS_AT)
    mean = f'IFERROR(AVERAGEIFS({composites},{departments},B{row}),"")'
    return f'=IF(N(M{row})>0,{mean},"")'


def total(row: int) -> str:
    """The weighted total; blank with a part missing or weights that do not make 1."""
    parts = list(zip(PART_COLUMNS, WEIGHT_COLUMNS, strict=True))
    weights = ",".join(f"{weight}{row}" for _, weight in parts)
    missing = ",".join(f'AND(N({weight}{row})>0,{part}{row}="")' for part, weight in parts)
    total = "+".join(f"N({part}{row})*N({weight}{row})" for part, weight in parts)
    return f'=IF(ROUND(SUM({weights}),6)<>1,"",IF(OR({missing}),"",ROUND({total},2)))'


def staff_rank(row: int) -> str:
    """The rank within the department, ties shared."""
    departments, totals = span("B", STAFF_AT), span("P", STAFF_AT)
    return f'=IF(P{row}="","",1+COUNTIFS({departments},B{row},{totals},">"&P{row}))'
