"""The failed items of an inspection are standards of its trade (R-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.check.report import choice_labels, proposal, report
from estate_xl.finding_codes import FindingCode
from estate_xl.frames import normalise, split_codes
from estate_xl.spelling import Spellings

if TYPE_CHECKING:
    from estate_xl.findings import Finding
    from estate_xl.frames import Tables

_SHEET: Final = "Inspections"


def check_inspections(tables: Tables) -> list[Finding]:
    """UNKNOWN_CODE and CODE_OF_OTHER_TRADE, one for each code of a row (R-7).

    A code that stands twice among the standards belongs to the trade of its first row.
    """
    inspections, standards = tables[_SHEET], tables["InspectionStandards"]
    codes = split_codes(inspections["findings"])
    items = pd.DataFrame(
        {"row": codes.index, "typed": codes.to_numpy(), "code": normalise(codes).to_numpy()}
    ).drop_duplicates(["row", "code"])
    trades = pd.DataFrame({"code": normalise(standards["code"]), "belongs": standards["trade"]})
    trades = trades.dropna(subset="code").drop_duplicates("code")
    items = items.merge(trades, how="left", on="code", indicator=True).set_index("row")
    items["expected"] = inspections["trade"].reindex(items.index)
    unknown = items[items["_merge"] == "left_only"]
    known = Spellings(standards["code"].dropna())
    other = items.dropna(subset=["belongs", "expected"])
    other = other[other["belongs"] != other["expected"]]
    return [
        *report(
            FindingCode.UNKNOWN_CODE,
            _SHEET,
            "findings",
            unknown["typed"],
            nearest=[proposal("、".join(known.nearest(code))) for code in unknown["typed"]],
        ),
        *report(
            FindingCode.CODE_OF_OTHER_TRADE,
            _SHEET,
            "findings",
            other["typed"],
            trade=choice_labels(other["belongs"]),
            expected=choice_labels(other["expected"]),
        ),
    ]
