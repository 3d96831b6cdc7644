"""The failed items of an inspection are standards of its trade, each once, with a price (R-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.check.report import choice_labels, proposal, report
from estate_xl.column_needs import needs
from estate_xl.findings.codes import FindingCode
from estate_xl.language import listed
from estate_xl.spelling import Spellings
from estate_xl.typed_frames import normalise, split_codes

if TYPE_CHECKING:
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables

_SHEET: Final = "Inspections"


@needs(
    Inspections=("trade", "findings", "score"), InspectionStandards=("code", "trade", "deduction")
)
def check_inspections(tables: Tables) -> list[Finding]:
    """Findings that keep an inspection from being counted, one for each code of a row (R-7, R-8.1).

    UNKNOWN_CODE, CODE_OF_OTHER_TRADE and CODE_TWICE; CODE_WITHOUT_DEDUCTION where no score is
    typed. A code that occurs twice among the standards is that of its first row.
    """
    inspections, standards = tables[_SHEET], tables["InspectionStandards"]
    codes = split_codes(inspections["findings"])
    items = pd.DataFrame(
        {"row": codes.index, "typed": codes.to_numpy(), "code": normalise(codes).to_numpy()}
    )
    again = items.duplicated(["row", "code"])
    twice = items[again].drop_duplicates(["row", "code"]).set_index("row")
    known = pd.DataFrame(
        {
            "code": normalise(standards["code"]),
            "belongs": standards["trade"],
            "deduction": standards["deduction"],
        }
    )
    known = known.dropna(subset="code").drop_duplicates("code")
    items = items[~again].merge(known, how="left", on="code", indicator=True).set_index("row")
    items["expected"] = inspections["trade"].reindex(items.index)
    is_unknown = items["_merge"] == "left_only"
    unknown = items.loc[is_unknown, "typed"]
    spellings = Spellings(standards["code"].dropna())
    other = items.dropna(subset=["belongs", "expected"])
    other = other[other["belongs"] != other["expected"]]
    unscored = inspections["score"].reindex(items.index).isna()
    priceless = items[~is_unknown & items["deduction"].isna() & unscored]
    return [
        *report(
            FindingCode.UNKNOWN_CODE,
            _SHEET,
            "findings",
            unknown,
            nearest=[proposal(listed(spellings.nearest(code))) for code in unknown],
        ),
        *report(
            FindingCode.CODE_OF_OTHER_TRADE,
            _SHEET,
            "findings",
            other["typed"],
            trade=choice_labels(other["belongs"]),
            expected=choice_labels(other["expected"]),
        ),
        *report(FindingCode.CODE_TWICE, _SHEET, "findings", twice["typed"]),
        *report(FindingCode.CODE_WITHOUT_DEDUCTION, _SHEET, "findings", priceless["typed"]),
    ]
