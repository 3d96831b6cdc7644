"""計分依據 and 備註 of what does not count: each record with its reason, and how many (R-8.1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.appraisal_records import DATES
from estate_xl.compute.countable_records import Uncounted
from estate_xl.compute.evidence_line import EvidenceLine
from estate_xl.language import Phrase
from estate_xl.schema import ESTATE_BOOK, Label, Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.compute.appraisal import Appraisal

_NOWHERE: Final = Label("未計入", "Not counted")
_PARTLY: Final = Label("部分未計入", "Partly not counted")
NOT_COUNTED: Final = (_NOWHERE, _PARTLY)
"""Subject kinds of lines whose detail is a reason in our words."""
_REMARKS: Final = {
    _NOWHERE: Label(
        "有 {count} 行記錄未計入（{sheets}），原因見「計分依據」",
        "{count:record does|records do} not count ({sheets}); the evidence sheet says why",
    ),
    _PARTLY: Label(
        "有 {count} 行記錄部分未計入（{sheets}），原因見「計分依據」",
        "{count:record does|records do} not count in part ({sheets}); the evidence sheet says why",
    ),
}
_ROWS: Final = Label("{sheet} {count} 行", "{sheet} {count}")
_RULES: Final = {
    "MonthlyScores": "R-8.4",
    "Staff": "R-8.4",
    "Tickets": "R-8.3",
    "SlipReturns": "R-8.3",
    "Changes": "R-M3",
}
"""Rules by sheet, for reasons that cite none themselves; R-8.1 for other sheets."""
_WHO: Final = {
    "MonthlyScores": "staff",
    "Staff": "staff",
    "Tickets": "ticket",
    "SlipReturns": "ticket",
    "Changes": "key",
}


@needs(
    **{sheet: ("zone", *dates) for sheet, dates in DATES.items() if sheet not in _WHO},
    Tickets=(_WHO["Tickets"], *DATES["Tickets"]),
    SlipReturns=(_WHO["SlipReturns"], *DATES["SlipReturns"]),
    Changes=(_WHO["Changes"], *DATES["Changes"]),
    Staff=(_WHO["Staff"],),
    MonthlyScores=(_WHO["MonthlyScores"],),
    Zones=("zone",),
)
def uncounted_lines(appraisal: Appraisal) -> Iterator[EvidenceLine]:
    """A line for each record of the month that does not count, or not wholly, with its reason."""
    scores = ESTATE_BOOK["MonthlyScores"]
    unused = [
        Uncounted(scores.key, reason.row, (reason,), scores.column(reason.column).header)
        for reason in appraisal.unused_scores()
        if reason.row and reason.column
    ]
    for each in [*appraisal.uncounted, *unused]:
        title = ESTATE_BOOK[each.sheet].title
        part, key, days = each.part, _WHO.get(each.sheet, "zone"), DATES.get(each.sheet, ())
        record = appraisal.tables[each.sheet].loc[each.row, [key, *days]].to_dict()
        who, dates = record[key], [record[column] for column in days]
        yield EvidenceLine(
            _kind(each),
            who if isinstance(who, str) else "",
            Label(f"{title.hant}（{part.hant}）", f"{title.en} ({part.en})") if part else title,
            next(
                (reason.rule for reason in each.reasons if reason.rule),
                _RULES.get(each.sheet, "R-8.1"),
            ),
            each.reasons,
            next((date for date in dates if pd.notna(date)), None),
            source_sheet=each.sheet,
            source_row=each.row,
        )


def uncounted_remarks(appraisal: Appraisal, language: Language) -> list[str]:
    """Numbers of records that do not count, by sheet."""
    remarks = []
    for kind, words in _REMARKS.items():
        rows = {(each.sheet, each.row) for each in appraisal.uncounted if _kind(each) is kind}
        counts = Counter(sheet for sheet, _ in rows)
        if counts:
            parts = [
                _ROWS.text(language).format(
                    sheet=sheet.title.text(language), count=counts[sheet.key]
                )
                for sheet in ESTATE_BOOK.sheets
                if sheet.key in counts
            ]
            sheets = (", " if language is Language.EN else "、").join(parts)
            remarks.append(Phrase(words, {"count": len(rows), "sheets": sheets}).text(language))
    return remarks


def _kind(each: Uncounted) -> Label:
    return _PARTLY if each.part else _NOWHERE
