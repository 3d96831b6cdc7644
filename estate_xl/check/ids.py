"""An id stands once on its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check.report import repeated, report
from estate_xl.finding_codes import FindingCode
from estate_xl.frames import normalise
from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    from estate_xl.findings import Finding
    from estate_xl.frames import Tables


def check_ids(tables: Tables) -> list[Finding]:
    """DUPLICATE_ID for each row whose id stands in another row of the sheet too.

    `ａ01` and `A01` are one id, as they are in a reference.
    """
    findings: list[Finding] = []
    for sheet in ESTATE_BOOK.data_sheets():
        if sheet.id_column is not None:
            ids = tables[sheet.key][sheet.id_column.key]
            rows = repeated(normalise(ids))
            findings += report(
                FindingCode.DUPLICATE_ID,
                sheet.key,
                sheet.id_column.key,
                ids.loc[rows.index],
                rows=list(rows),
            )
    return findings
