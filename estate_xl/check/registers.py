"""Values that a register holds once, and impossible counts (R-6, R-C1)."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from estate_xl.check.report import day_texts, repeated, report
from estate_xl.findings.codes import FindingCode
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    import pandas as pd

    from estate_xl.findings.finding import Finding
    from estate_xl.schema import Kind
    from estate_xl.schema.office_register import OfficeRegister
    from estate_xl.typed_frames import Tables


def check_registers(tables: Tables) -> list[Finding]:
    """DUPLICATE_ROW for a day or a round that occurs twice, KNOWN_MORE_THAN_ASKED (R-6).

    Likewise for what a register of the office's duties holds once.
    """
    days = tables["Calendar"]["date"].dropna().dt.strftime("%Y-%m-%d").astype("str")
    twice = repeated(days)
    found = report(
        FindingCode.DUPLICATE_ROW, "Calendar", "date", days.loc[twice.index], rows=list(twice)
    )
    rounds = tables["ComplaintRounds"].dropna(subset=["complaint", "round"])
    numbers = rounds["round"].astype("int64").astype("str")
    again = repeated(normalise(rounds["complaint"]) + "\n" + numbers)
    found += report(
        FindingCode.DUPLICATE_ROW,
        "ComplaintRounds",
        "round",
        numbers.loc[again.index],
        rows=list(again),
    )
    checks = tables["RecognitionChecks"]
    bad = checks[checks["correct"].gt(checks["asked"])]
    asked = bad["asked"].astype("int64").astype("str")
    found += [finding for each in OFFICE_REGISTERS for finding in _twice(each, tables[each.key])]
    return found + report(
        FindingCode.KNOWN_MORE_THAN_ASKED,
        "RecognitionChecks",
        "correct",
        bad["correct"].astype("int64").astype("str"),
        asked=list(asked),
    )


def _twice(register: OfficeRegister, records: pd.DataFrame) -> list[Finding]:
    """DUPLICATE_ROW for each record whose cells another one has too, where one may have them."""
    found = []
    for keys in register.once if len(records) else ():
        held = records.dropna(subset=list(keys))
        texts = [_text(register.sheet.column(key).kind, held[key]) for key in keys]
        rows = repeated(reduce(lambda left, right: left + "\n" + right, map(normalise, texts)))
        found += report(
            FindingCode.DUPLICATE_ROW,
            register.key,
            keys[-1],
            texts[-1].loc[rows.index],
            rows=list(rows),
        )
    return found


def _text(kind: Kind, values: pd.Series) -> pd.Series:
    if kind.is_time:
        return day_texts(values)
    return values.astype("int64").astype("str") if kind.is_number else values
