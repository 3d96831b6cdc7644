"""What is damaged within a workbook that opens: refused by its place, never guessed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from estate_xl.engine import rels
from estate_xl.engine.tables import tables_of
from estate_xl.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.engine.model import Model, SheetPart
    from estate_xl.engine.package import Package

_NEEDED: Final = frozenset(
    {"worksheet", "chartsheet", "styles", "sharedStrings", "table", "drawing", "comments"}
)
_REPAIR: Final = "請在 Excel 中打開並修復，另存後再試，或用備份"


def damaged_cell(title: str, place: str) -> WorkbookError:
    """A cell whose content means nothing."""
    return WorkbookError(f"工作表「{title}」儲存格 {place} 的內容已損壞，{_REPAIR}。")


def damaged_rows(title: str, what: str) -> WorkbookError:
    """Rows or cells that stand nowhere, or two in one place."""
    return WorkbookError(f"工作表「{title}」的儲存格資料已損壞（{what}），{_REPAIR}。")


def damaged_part(title: str, part: str) -> WorkbookError:
    """Something else of a sheet."""
    return WorkbookError(f"工作表「{title}」已損壞（{part}），{_REPAIR}。")


def no_sheets(name: str) -> WorkbookError:
    """A book without any sheet of cells."""
    return WorkbookError(f"「{name}」沒有工作表，請確認選對了檔案，或用備份。")


def check_sheets(model: Model) -> None:
    """Refuse sheets that share a title or a part, and parts that are gone.

    Raises:
        WorkbookError: the reason.
    """
    name = model.path.name
    _check_alone(name, [sheet.title.casefold() for sheet in model.sheets], model.sheets, "名稱")
    held = [sheet for sheet in model.sheets if sheet.part]
    _check_alone(name, [sheet.part for sheet in held], held, "內容")
    for owner in (model.workbook_part, *(sheet.part for sheet in held)):
        for relation in rels.relations(model.package, owner):
            if relation.kind in _NEEDED and not relation.is_external:
                _check_there(model.package, name, relation.target)
    for sheet in held:
        _check_there(model.package, name, sheet.part)
        for table in tables_of(model, sheet):
            if not table.is_sound():
                raise damaged_part(sheet.title, posixpath.basename(table.part))


def _check_alone(name: str, values: Sequence[str], sheets: Sequence[SheetPart], what: str) -> None:
    for place, value in enumerate(values):
        first = values.index(value)
        if first != place:
            titles = f"「{sheets[first].title}」和「{sheets[place].title}」"
            msg = f"「{name}」已損壞（工作表{titles}{what}相同），{_REPAIR}。"
            raise WorkbookError(msg)


def _check_there(package: Package, name: str, part: str) -> None:
    if not package.has(part):
        msg = f"「{name}」已損壞（缺少 {posixpath.basename(part)}），{_REPAIR}。"
        raise WorkbookError(msg)
