"""The meaning of a reference: the key of a record, or its name where no other record bears it.

A text that is exactly a key or a name comes first; one that is not is folded, as
`estate_xl.spelling` says. Of either kind a key wins over a name. What fits two records is
ambiguous, and what fits none is asked for the record that is spelt most like it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.errors.texts.records import NEAREST
from estate_xl.findings.finding import named
from estate_xl.language import Phrase, listed
from estate_xl.spelling import MOST_NEAREST, Spellings, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate_xl.language import Label


@dataclass(frozen=True)
class Resolved:
    """References resolved, all by the row they are in.

    Attributes:
        keys: The key of the record meant; missing where the cell is empty or not resolved.
        unknown: Where there is no such key or name.
        ambiguous: Where the text fits several records.
        candidates: Those several, `李四（A01）、李四（A02）`; elsewhere missing.
        nearest: The records spelt most like what is unknown, likewise; missing where none is near.
    """

    keys: pd.Series
    unknown: pd.Series
    ambiguous: pd.Series
    candidates: pd.Series
    nearest: pd.Series


def resolve_reference(
    values: pd.Series, target: pd.DataFrame, id_key: str, name_key: str | None
) -> Resolved:
    """The records that the values refer to; each different text is looked up once.

    Args:
        values: References as typed; an empty cell is missing and stays so.
        target: Frame of the sheet referred to.
        id_key: Its column of keys; a row without a key cannot be referred to.
        name_key: Its column of names, if names may be in a reference.
    """
    known = Records(target, id_key, name_key)
    codes, texts = pd.factorize(values)
    meant = [known.meant(text) for text in texts]

    def by_row(answers: Iterable[str | Label | None], dtype: str) -> pd.Series:
        # An empty cell has the code -1, which no text has: it stays missing.
        return pd.Series(list(answers), dtype=dtype).reindex(codes).set_axis(values.index)

    keys = by_row((found[0] if len(found) == 1 else None for found in meant), "str")
    several = (known.shown(found) if len(found) > 1 else None for found in meant)
    candidates = by_row(several, "object")
    near = [
        None if found else known.nearest(text) for found, text in zip(meant, texts, strict=True)
    ]
    unknown = values.notna() & keys.isna() & candidates.isna()
    return Resolved(keys, unknown, candidates.notna(), candidates, by_row(near, "object"))


class Records:
    """The records of the sheet referred to; nothing is folded before a text asks for it."""

    def __init__(self, target: pd.DataFrame, id_key: str, name_key: str | None) -> None:
        """Take the records; arguments as `resolve_reference`."""
        records = target.dropna(subset=id_key)
        self._keys = dict.fromkeys(records[id_key])
        bearers = records.iloc[:0] if name_key is None else records.dropna(subset=name_key)
        names = bearers[id_key if name_key is None else name_key]
        self._named = list(dict.fromkeys(zip(names, bearers[id_key], strict=True)))
        self._spellings = Spellings((*self._keys, *(name for name, _ in self._named)))

    def meant(self, text: str) -> list[str]:
        """Keys of the records that the text means: none, one or several."""
        if text in self._keys:
            return [text]
        if text in self._by_name:
            return self._by_name[text]
        folded = fold(text)
        return self._by_folded_key.get(folded) or self._by_folded_name.get(folded, [])

    def shown(self, keys: Sequence[str]) -> Label:
        """Records as findings name them."""
        names = {key: name for name, key in self._named}
        return listed([named(names.get(key, ""), key) for key in keys])

    def nearest(self, text: str) -> Label | None:
        """The records spelt most like a text that means none, as findings name them."""
        meant = (self.meant(spelt) for spelt in self._spellings.nearest(text))
        keys = list(dict.fromkeys(key for keys in meant for key in keys))
        return self.shown(keys) if 0 < len(keys) <= MOST_NEAREST else None

    def proposal(self, text: str) -> Phrase | str:
        """Words that go on a sentence which says that there is no such text; or none."""
        near = self.nearest(text)
        return "" if near is None else Phrase(NEAREST, {"nearest": near})

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _grouped(self._named)

    @cached_property
    def _by_folded_key(self) -> dict[str, list[str]]:
        return _grouped((fold(key), key) for key in self._keys)

    @cached_property
    def _by_folded_name(self) -> dict[str, list[str]]:
        return _grouped(dict.fromkeys((fold(name), key) for name, key in self._named))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Keys by the text that they are known by."""
    found: dict[str, list[str]] = {}
    for text, key in pairs:
        found.setdefault(text, []).append(key)
    return found
