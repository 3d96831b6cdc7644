"""Complaints that climb (R-C1): closed rounds into 投訴輪次, then the cells of 投訴."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.schema import terms
from estate_xl.write.record_numbers import formula_rows, write_cells
from estate_xl.write.registers import make_room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.schema import Language
    from estate_xl.write.registers import Register

_WORDS: Final = {label.hant: label for label in (*terms.LEVELS, *terms.RATINGS)}
_COUNTS: Final = frozenset({"round", "rounds"})


def append_rounds(
    register: Register,
    closed: pd.DataFrame,
    *,
    language: Language,
    names: Mapping[str, str],
) -> None:
    """Put closed rounds below the last one; the table grows where it has to.

    Args:
        register: 投訴輪次.
        closed: Of `advance_complaints`.
        language: The workbook's.
        names: Names by staff number.

    Raises:
        WorkbookError: there is no room for them.
    """
    rows = make_room(register, len(closed))
    tab, columns = register.tab, register.columns
    for key, column in columns.items():
        if key in closed:
            shown = closed[key].map(names).fillna(closed[key]) if key == "handler" else closed[key]
            values = _shown(shown, key, language).set_axis(pd.Index(rows))
            write_cells(tab, column, values)


def write_changes(
    register: Register, complaints: pd.DataFrame, changed: pd.DataFrame, language: Language
) -> bool:
    """Write the cells that changed, and no other; one that holds a formula is the office's own.

    Args:
        register: 投訴.
        complaints: As they are afterwards, by row.
        changed: Which cells are not as before; same shape.
        language: The workbook's.

    Returns:
        Whether any cell was written.
    """
    tab, done = register.tab, False
    rows = range(register.header_row + 1, register.last_row + 1)
    for key in changed.columns:
        due = changed.index[changed[key]]
        if key not in register.columns or not len(due):
            continue
        column = register.columns[key]
        due = due.difference(formula_rows(tab, rows, column))
        if len(due):
            write_cells(tab, column, _shown(complaints.loc[due, key], key, language))
            done = True
    return done


def _shown(values: pd.Series, key: str, language: Language) -> pd.Series:
    """Values as cells take them."""

    def plain(value: object) -> object:
        if value is None or value != value:  # noqa: PLR0124 - NaN and NaT
            return None
        if isinstance(value, pd.Timestamp):
            return value.to_pydatetime()
        if key in _COUNTS:
            return int(float(str(value)))
        label = _WORDS.get(str(value))
        return label.text(language) if label else str(value)

    return pd.Series([plain(value) for value in values], index=values.index, dtype=object)
