"""Registers of the office's duties by the names that people give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.texts.records import NEAREST
from estate_xl.language import Phrase, listed
from estate_xl.schema.office_registers import OFFICE_REGISTERS, with_targets
from estate_xl.spelling import Spellings, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL: Final = "all"
"""The word for all registers."""

_SEPARATORS: Final = re.compile("[,，、;；]")

_KEYS: Final = {
    text: register.key
    for register in OFFICE_REGISTERS
    for text in (register.key, *register.sheet.title.spellings())
}
_FOLDED: Final = {fold(text): key for text, key in _KEYS.items()}
_TITLES: Final = {each.key: each.sheet.title for each in OFFICE_REGISTERS}


def named_registers(names: Iterable[str]) -> frozenset[str]:
    """Keys of the registers named, and of those that they refer to.

    Args:
        names: Titles in any of the three languages, or keys; several in one with commas between.

    Raises:
        WorkbookError: there is no such register; the nearest is named.
    """
    found: set[str] = set()
    for name in (part for each in names for part in _split(each)):
        found.update(_TITLES if fold(name) == ALL else (_named(name),))
    return with_targets(found)


def _split(names: str) -> list[str]:
    return [part for part in _SEPARATORS.split(names) if part.strip()] or [names]


def _named(name: str) -> str:
    if fold(name) in _FOLDED:
        return _FOLDED[fold(name)]
    near = dict.fromkeys(_KEYS[text] for text in Spellings(_KEYS).nearest(name))
    nearest = Phrase(NEAREST, {"nearest": listed([_TITLES[key] for key in near])}) if near else ""
    known = listed(list(_TITLES.values()))
    raise WorkbookError(ErrorCode.NO_REGISTER, name=name.strip(), nearest=nearest, known=known)
