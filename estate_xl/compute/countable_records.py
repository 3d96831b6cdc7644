"""Which records count, and which do not until they are mended: nothing is guessed (R-8.1).

A record counts nowhere when a cell that R-8 places it by, or scores it by, cannot be read; when its
codes or scores are not what they must be; when its zone is not in use. Where only a part of it
cannot be read, such as the department of a complaint, the rest counts. Reasons are the findings of
reading and checking. A record whose date cannot be read may be of any month, so each one names it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.column_needs import needs
from estate_xl.compute.appraisal_records import may_be_of
from estate_xl.compute.slip_returns import is_recorded
from estate_xl.compute.zone_scores import charged_complaints, earned_commendations
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.findings.texts.kinds import Severity
from estate_xl.schema import ESTATE_BOOK, Label, terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import pandas as pd

    from estate_xl.compute.months import Month
    from estate_xl.typed_frames import Tables

    Cells = dict[int, dict[str, list[Finding]]]

_WHOLE: Final = {
    "Zones": ("zone",),
    "Staff": ("staff", "department", "post"),
    "Complaints": ("received", "zone", "valid"),
    "Commendations": ("date", "zone", "verified"),
    "Inspections": ("date", "kind", "zone", "trade", "findings", "score"),
    "MonthlyScores": ("month", "staff"),
    "SlipReturns": ("ticket", "at"),
    "Changes": ("date", "subject", "key", "field", "before"),
}
"""A record with a fault in one of these columns counts nowhere."""
_COMPOSITE: Final = Label("部門綜合", "composite")
_PARTS: Final = (
    ("Zones", ("officer",), Label("片區管理員的得分", "its officer's score")),
    ("Complaints", ("department",), _COMPOSITE),
    ("Commendations", ("department", "staff"), _COMPOSITE),
    *(
        ("MonthlyScores", (part,), ESTATE_BOOK["MonthlyScores"].column(part).header)
        for part in ("self", "zone", "supervisor", "director")
    ),
)
"""A fault in one of these columns keeps the record out of that alone."""
_VISITS: Final = Label("回訪", "return visit")
_SLIPS: Final = Label("退單", "slip sent back")
_SPOILT: Final = frozenset(
    {
        FindingCode.UNKNOWN_CODE,
        FindingCode.CODE_OF_OTHER_TRADE,
        FindingCode.CODE_TWICE,
        FindingCode.CODE_WITHOUT_DEDUCTION,
        FindingCode.FRACTION_SCORE,
        FindingCode.SELF_CHECK_WITHOUT_REASON,
        FindingCode.SCORE_TWICE,
        FindingCode.DIRECTOR_SCORED,
        FindingCode.SLIP_OF_NOBODY,
    }
)
"""Faults of a cell that could be read."""
_SPOILT_THERE: Final = frozenset({("MonthlyScores", FindingCode.NOT_EMPLOYED)})
_KEYS: Final = {"Zones": "zone", "Staff": "staff"}
"""Of records with the same key the first one counts; scoring passes the others over."""
_STAYING: Final = frozenset({*_KEYS, "SlipReturns"})
"""Sheets whose rows stay: a person may still name a department, a row of 退單記錄 its ticket."""


@dataclass(frozen=True)
class Uncounted:
    """A record, or a part of one, that does not count.

    Attributes:
        sheet: Key of its sheet.
        row: Its row.
        reasons: What is wrong.
        part: What it does not count for; None where it counts nowhere.
    """

    sheet: str
    row: int
    reasons: tuple[Finding, ...]
    part: Label | None = None


@needs(**_WHOLE)
@needs(
    charged_complaints,
    earned_commendations,
    is_recorded,
    Zones=("officer", "active"),
    Staff=("joined", "left"),
    Tickets=("zone", "worker", "returned", "slip_ok", "rework", "visited", "visit_rating"),
    Complaints=("department",),
    Commendations=("department", "staff"),
    MonthlyScores=("self", "zone", "supervisor", "director"),
)
def sift(
    tables: Tables, findings: Iterable[Finding], month: Month
) -> tuple[Tables, list[Uncounted]]:
    """The tables without what does not count, and what that is among the month's records.

    Args:
        tables: The workbook's.
        findings: What reading and checking found.
        month: The month appraised.
    """
    faults = _by_cell(findings)
    sifted = dict(tables)
    left: list[Uncounted] = []
    for sheet, columns in _WHOLE.items():
        frame = tables[sheet]
        bad = _faults(frame, columns, faults.get(sheet, {}))
        bad |= _later(frame[may_be_of(frame, sheet, month)], sheet, faults.get(sheet, {}))
        if sheet not in _STAYING:
            sifted[sheet] = frame.drop(index=list(bad))
        left += [Uncounted(sheet, row, why) for row, why in bad.items()]
    for sheet, columns, part in _PARTS:
        frame = sifted[sheet]
        bad = _faults(frame, columns, faults.get(sheet, {}))
        if len(columns) > 1:  # A department that is there needs nobody to name it.
            lacking = set(frame.index[frame[columns[0]].isna()])
            bad = {row: why for row, why in bad.items() if row in lacking}
        sifted[sheet] = _emptied(frame, bad, columns)
        left += [Uncounted(sheet, row, why, part) for row, why in bad.items()]
    rows = {sheet: _rows_of(tables[sheet], sheet, month) for sheet in _WHOLE}
    left = [each for each in left if each.row in rows[each.sheet]]
    of_tickets = faults.get("Tickets", {})
    # How often a slip was sent back cannot be read, so 填單合格 does not say it instead.
    unread = [row for row, held in of_tickets.items() if "rework" in held]
    sifted["Tickets"] = _emptied(tables["Tickets"], unread, ("slip_ok",))
    left += _of_tickets(tables, of_tickets, month)
    left += _of_unused_zones(sifted, month)
    order = {sheet.key: place for place, sheet in enumerate(ESTATE_BOOK.sheets)}
    return sifted, sorted(left, key=lambda each: (order[each.sheet], each.row))


@needs(Changes=_WHOLE["Changes"])
def sound_changes(tables: Tables, findings: Iterable[Finding]) -> Tables:
    """The tables, of 變更記錄 only the rows that say what changed, and when (R-M3).

    Args:
        tables: The workbook's.
        findings: What reading and checking found.
    """
    cells = _by_cell(findings).get("Changes", {})
    broken = _faults(tables["Changes"], _WHOLE["Changes"], cells)
    if not broken:
        return tables
    return {**tables, "Changes": tables["Changes"].drop(index=list(broken))}


def _by_cell(findings: Iterable[Finding]) -> dict[str, Cells]:
    """Faults by sheet, row and column: a note is none, nor is a formula in itself."""
    found: dict[str, Cells] = {}
    for finding in findings:
        is_fault = finding.severity is not Severity.NOTE or finding.code in _SPOILT
        if is_fault and finding.code is not FindingCode.FORMULA_VALUE and finding.row:
            cells = found.setdefault(finding.sheet, {}).setdefault(finding.row, {})
            cells.setdefault(finding.column or "", []).append(finding)
    return found


def _faults(
    frame: pd.DataFrame, columns: Sequence[str], cells: Cells
) -> dict[int, tuple[Finding, ...]]:
    """By row, the faults that keep its cells of those columns from being used."""
    rows = [row for row, held in cells.items() if not held.keys().isdisjoint(columns)]
    lacks = frame.loc[frame.index.intersection(rows), list(columns)].isna()
    found: dict[int, tuple[Finding, ...]] = {}
    for row, lacking in lacks.to_dict("index").items():
        reasons = tuple(
            finding
            for column in columns
            for finding in cells[int(str(row))].get(column, ())
            if lacking[column]
            or finding.code in _SPOILT
            or (finding.sheet, finding.code) in _SPOILT_THERE
        )
        if reasons:
            found[int(str(row))] = reasons
    return found


def _later(frame: pd.DataFrame, sheet: str, cells: Cells) -> dict[int, tuple[Finding, ...]]:
    """Zones and people whose key an earlier one has."""
    key = _KEYS.get(sheet)
    if key is None:
        return {}
    rows = frame.index[frame[key].duplicated() & frame[key].notna()]
    return {int(row): tuple(cells.get(row, {}).get(key, ())) for row in rows}


def _emptied(frame: pd.DataFrame, rows: Collection[int], columns: Sequence[str]) -> pd.DataFrame:
    held = frame.index.intersection(list(rows))
    if held.empty:
        return frame
    emptied = frame.copy()
    emptied.loc[held, list(columns)] = None
    return emptied


def _rows_of(frame: pd.DataFrame, sheet: str, month: Month) -> set[int]:
    return set(frame.index[may_be_of(frame, sheet, month)])


def _of_tickets(tables: Tables, cells: Cells, month: Month) -> Iterator[Uncounted]:
    """Return visits and returned slips that count for nobody for lack of a cell (R-8.1, R-8.3).

    Where 退單記錄 has rows of a slip, it is these that count or do not.
    """
    tickets = tables["Tickets"]
    held = tickets.loc[tickets.index.intersection(list(cells))]
    alone = ~is_recorded(held, tables["SlipReturns"])
    visited, back = month.holds(held["visited"]), month.holds(held["returned"]) & alone
    rating, times, slip_ok = held["visit_rating"], held["rework"], held["slip_ok"]
    nobody = held["worker"].isna()
    sent_back = times.gt(0) | (times.isna() & slip_ok.eq(terms.NO.hant))
    lacks = (
        (_VISITS, ("visited", "visit_rating"), held["visited"].isna()),
        (_VISITS, ("visit_rating",), visited & rating.isna()),
        (_VISITS, ("worker",), visited & rating.eq(terms.DISSATISFIED.hant) & nobody),
        (_VISITS, ("zone",), visited & rating.notna() & held["zone"].isna()),
        (_SLIPS, ("returned", "slip_ok", "rework"), held["returned"].isna() & alone),
        (_SLIPS, ("rework",), back & times.isna()),
        (_SLIPS, ("slip_ok",), back & times.isna() & slip_ok.isna()),
        (_SLIPS, ("worker",), back & sent_back & nobody),
    )
    for part, columns, lacking in lacks:
        for row in held.index[lacking.fillna(value=False)]:
            reasons = tuple(finding for column in columns for finding in cells[row].get(column, ()))
            if reasons:
                yield Uncounted("Tickets", int(row), reasons, part)


def _of_unused_zones(tables: dict[str, pd.DataFrame], month: Month) -> Iterator[Uncounted]:
    """Records of the month for zones that are not in use; they leave the tables."""
    zones = tables["Zones"]
    unused = zones[zones["active"].eq(terms.NO.hant).fillna(value=False)]
    inspections = tables["Inspections"]
    counted = {
        "Complaints": charged_complaints(tables, month),
        "Commendations": earned_commendations(tables, month),
        "Inspections": inspections[month.holds(inspections["date"])],
    }
    of_zone = [
        (sheet, int(str(row)), code)
        for sheet, frame in counted.items()
        for row, code in frame.loc[frame["zone"].isin(unused["zone"]), "zone"].items()
    ]
    counts = Counter(code for _, _, code in of_zone)
    rows = dict(zip(unused["zone"], unused.index, strict=True))
    reasons = {
        code: Finding(
            FindingCode.ZONE_NOT_IN_USE,
            "Zones",
            rows[code],
            "active",
            code,
            {"zone": code, "month": str(month), "count": str(count)},
        )
        for code, count in counts.items()
    }
    for sheet in counted:
        tables[sheet] = tables[sheet].drop(index=[row for at, row, _ in of_zone if at == sheet])
    for sheet, row, code in of_zone:
        yield Uncounted(sheet, row, (reasons[code],))
