"""What a reference means: the key of a record, or its name where no other record bears it.

Compared are the texts as `normalise` makes them. A key wins over a name.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from estate_xl.frames import normalise


@dataclass(frozen=True)
class Resolved:
    """References resolved, all by the row they stand in.

    Attributes:
        keys: The key of the record meant; missing where the cell is empty or not resolved.
        unknown: Where there is no such key or name.
        ambiguous: Where several records bear the name.
        candidates: The keys of the ambiguous ones, `A01、A02`; elsewhere missing.
    """

    keys: pd.Series
    unknown: pd.Series
    ambiguous: pd.Series
    candidates: pd.Series


def resolve_reference(
    values: pd.Series, target: pd.DataFrame, id_key: str, name_key: str | None
) -> Resolved:
    """The records that the values refer to.

    Args:
        values: References as typed; an empty cell is missing and stays so.
        target: Frame of the sheet referred to.
        id_key: Its column of keys; a row without a key cannot be referred to.
        name_key: Its column of names, if names may stand in a reference.
    """
    records = target.dropna(subset=id_key)
    exact = values.isin(records[id_key])
    keys = values.where(exact)  # A01 itself, before a01 which looks like it.
    if (exact | values.isna()).all():
        nobody = pd.Series(data=False, index=values.index)
        return Resolved(keys, nobody, nobody, pd.Series(index=values.index, dtype="str"))
    wanted = normalise(values)
    keys = keys.fillna(_mapped(wanted, normalise(records[id_key]), records[id_key]))
    candidates = pd.Series(index=values.index, dtype="str")
    if name_key is not None:
        named = pd.DataFrame({"name": normalise(records[name_key]), "key": records[id_key]})
        named = named.dropna().drop_duplicates()
        several = named["name"].duplicated(keep=False)
        keys = keys.fillna(_mapped(wanted, named["name"][~several], named["key"][~several]))
        bearers = named[several].groupby("name")["key"].agg("、".join).astype("str")
        candidates = bearers.reindex(wanted).set_axis(values.index).where(keys.isna())
    ambiguous = candidates.notna()
    return Resolved(keys, values.notna() & keys.isna() & ~ambiguous, ambiguous, candidates)


def _mapped(wanted: pd.Series, names: pd.Series, keys: pd.Series) -> pd.Series:
    """The key of each wanted name, the first where a name stands twice."""
    known = pd.Series(keys.to_numpy(), index=names.to_numpy(), dtype="str")
    return known[~known.index.duplicated()].reindex(wanted).set_axis(wanted.index)
