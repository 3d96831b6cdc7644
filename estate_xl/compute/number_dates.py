"""Numbers that tell another day, month or year than the moment beside them (R-5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from estate_xl.column_needs import needs
from estate_xl.compute.numbering import NumberPattern
from estate_xl.schema.numbered import NUMBERED, NUMBERED_BY_SHEET, read_format
from estate_xl.typed_frames import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.typed_frames import Tables


@needs(**{each.sheet: (each.column, each.moment) for each in NUMBERED})
def misdated_numbers(tables: Tables, formats: Mapping[str, str]) -> dict[str, pd.Series]:
    """Numbers whose date is not that of the record, by row, by sheet.

    A number is given by the moment of its record; one of the two was changed since, and nobody but
    the office knows which. Numbers of another format tell nothing.

    Args:
        tables: Tickets, Complaints and Inspections.
        formats: Of `number_formats`, by sheet.
    """
    found: dict[str, pd.Series] = {}
    for sheet, text in formats.items():
        read = read_format(text)
        if read is None:
            continue
        numbered, pattern = NUMBERED_BY_SHEET[sheet], NumberPattern(read)
        frame = tables[sheet][[numbered.column, numbered.moment]].dropna()
        places, days = pd.factorize(frame[numbered.moment].dt.normalize())
        due = normalise(pattern.prefixes(pd.Series(days)) + "0").str[:-1].to_numpy()[places]
        folded = normalise(frame[numbered.column]).to_numpy()
        begins = [text.startswith(prefix) for text, prefix in zip(folded, due, strict=True)]
        other = pattern.split(frame.loc[~np.array(begins, dtype=bool), numbered.column]).index
        if len(other):
            found[sheet] = frame.loc[other, numbered.column]
    return found
