"""Findings for the bad rows of a frame, and how values read in them."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.findings.finding import Finding, named
from estate_xl.language import filled, verbatim
from estate_xl.schema import ESTATE_BOOK, Kind, Label
from estate_xl.schema.terms import choice_label
from estate_xl.times_of_day import minute_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.findings.codes import FindingCode

_MAX_ROWS_NAMED: Final = 10
_NEAREST: Final = Label("最接近的是 {nearest}；", "The nearest is {nearest}. ")


def report(
    code: FindingCode,
    sheet: str,
    column: str | None,
    values: pd.Series,
    **facts: Sequence[str | Label] | Label,
) -> list[Finding]:
    """One finding for each of the values, which are those of the bad rows alone.

    Args:
        code: Which kind.
        sheet: Key of the sheet.
        column: Key of the column, or None where no one column is meant.
        values: Texts seen, by row; a missing one is shown as empty.
        facts: A list in the order of the values, or one label for all of them.
    """
    if values.empty:
        return []
    lists = [repeat(fact) if isinstance(fact, Label) else fact for fact in facts.values()]
    return [
        Finding(code, sheet, row, column, value, dict(zip(facts, given, strict=True)))
        for row, value, *given in zip(values.index, values.fillna(""), *lists, strict=False)
    ]


def proposal(nearest: str | Label) -> Label:
    """The words that propose the nearest of what is known, as the fact `nearest`; or none."""
    label = verbatim(nearest) if isinstance(nearest, str) else nearest
    return filled(_NEAREST, nearest=label) if label.hant else label


def header(sheet: str, column: str) -> Label:
    """The column's header, as a fact."""
    return ESTATE_BOOK[sheet].column(column).header


def time_texts(sheet: str, column: str, times: pd.Series) -> pd.Series:
    """Times as findings write them: `2026-03-06 09:30`, `2026-03-06` where no time was typed."""
    if ESTATE_BOOK[sheet].column(column).kind is Kind.DATE:
        return day_texts(times)
    return times.map(minute_text).astype("str")


def day_texts(times: pd.Series) -> pd.Series:
    """The days of the times, as findings write them: `2026-03-06`."""
    texts: pd.Series = times.dt.strftime("%Y-%m-%d").astype("str")
    return texts


def choice_labels(values: pd.Series) -> list[Label]:
    """The choices, as facts; a missing one is the empty label."""
    return [choice_label(value) for value in values.fillna("")]


def names_of(frame: pd.DataFrame, id_key: str, keys: pd.Series) -> list[Label]:
    """People or zones as findings call them: `陳大文（E01）`.

    Args:
        frame: Where they are registered, with a column `name`.
        id_key: The frame's column of keys.
        keys: Who is meant; a missing or unknown one has no name.
    """
    names = looked_up(frame, id_key, "name", keys).fillna("")
    return [named(name, key) for name, key in zip(names, keys.fillna(""), strict=True)]


def looked_up(frame: pd.DataFrame, id_key: str, column: str, keys: pd.Series) -> pd.Series:
    """The column's value for each key, by the row of the key; missing where nothing is known.

    Of a key that occurs twice the first row counts.
    """
    ids, values = frame[id_key], frame[column]
    if keys.empty:
        return values.iloc[:0].set_axis(keys.index)
    first = (ids.notna() & ~ids.duplicated()).to_numpy()
    known = pd.Series(values.array[first], index=ids.array[first])
    return known.reindex(keys).set_axis(keys.index)


def repeated(keys: pd.Series) -> pd.Series:
    """The rows whose key occurs in other rows too, and all those rows as a label: `4、9`.

    Missing keys repeat nothing. Of many rows the first ten are named.
    """
    twice = keys[keys.duplicated(keep=False) & keys.notna()]
    rows = twice.index.to_series().groupby(twice.to_numpy()).agg(list)
    labels = {key: rows_label(found) for key, found in rows.items()}
    return pd.Series([labels[key] for key in twice], index=twice.index, dtype="object")


def rows_label(rows: list[int]) -> Label:
    """The rows as findings name them; of many the first ten."""
    named_rows = [str(row) for row in rows[:_MAX_ROWS_NAMED]]
    more = ["…"] if len(rows) > _MAX_ROWS_NAMED else []
    return Label("、".join([*named_rows, *more]), ", ".join([*named_rows, *more]))
