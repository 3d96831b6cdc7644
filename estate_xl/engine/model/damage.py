"""Damage within a workbook that opens: refused by its place, never guessed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.model.tables import tables_of
from estate_xl.engine.ooxml import relationships

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.engine.model.workbook_entries import SheetPart
    from estate_xl.engine.ooxml.package import Package

_NEEDED: Final = frozenset(
    {"worksheet", "chartsheet", "styles", "sharedStrings", "table", "drawing", "comments"}
)


def check_sheets(
    package: Package, name: str, workbook_part: str, sheets: Sequence[SheetPart]
) -> None:
    """Refuse sheets that share a title or a part, and parts that are gone.

    Raises:
        EngineError: the reason.
    """
    titles = [sheet.title.casefold() for sheet in sheets]
    _check_alone(name, titles, sheets, EngineProblem.SAME_TITLE)
    held = [sheet for sheet in sheets if sheet.part]
    _check_alone(name, [sheet.part for sheet in held], held, EngineProblem.SAME_PART)
    for owner in (workbook_part, *(sheet.part for sheet in held)):
        for relation in relationships.relations(package, owner):
            if relation.kind in _NEEDED and not relation.is_external:
                _check_there(package, name, relation.target)
    for sheet in held:
        _check_there(package, name, sheet.part)
        for table in tables_of(package, sheet):
            if not table.is_sound():
                raise EngineError(
                    EngineProblem.DAMAGED_PART,
                    sheet=sheet.title,
                    part=posixpath.basename(table.part),
                )


def _check_alone(
    name: str, values: Sequence[str], sheets: Sequence[SheetPart], problem: EngineProblem
) -> None:
    for place, value in enumerate(values):
        first = values.index(value)
        if first != place:
            raise EngineError(
                problem, name=name, first=sheets[first].title, second=sheets[place].title
            )


def _check_there(package: Package, name: str, part: str) -> None:
    if not package.has(part):
        raise EngineError(EngineProblem.PART_MISSING, name=name, part=posixpath.basename(part))
