"""A sheet that is made again takes the place of the older one, and what refers to that goes on.

Excel turns every reference to a sheet that goes into #REF!. Formulas and names elsewhere are
therefore written again, word for word, once the new sheet has the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.engine.errors import EngineError
from estate_xl.identity.cell_blocks import area_of
from estate_xl.identity.formula_cells import formula_areas
from estate_xl.identity.sheets import spare_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

_FEW_CELLS: Final = 20_000
"""Read whole at once, where Excel would be asked for each run of formulas."""


def copy_after(template: xw.Sheet, place: xw.Sheet) -> xw.Sheet:
    """A copy of a sheet, to the right of another one of its workbook, under any title.

    xlwings finds a copy by asking all sheets for their titles, twice; a Mac's Excel has no word
    for the sheet to the right.
    """
    left = place.api
    if not hasattr(left, "Next"):
        return template.copy(after=place)
    template.impl.copy(None, place.impl)
    return template.book.sheets[left.Next.Name]


class _Formula(NamedTuple):
    cell: xw.Range
    text: str


def succeed(sheet: xw.Sheet, title: str, old: xw.Sheet | None) -> list[str]:
    """Give a sheet its title; an older one of that title gives way to it.

    Args:
        sheet: The new one, under a title of its own so far.
        title: What it is to be called.
        old: The sheet of that title, if there is one.

    Returns:
        The cells elsewhere whose formulas could not be kept: parts of an array, or protected.
    """
    if old is None:
        sheet.name = title
        return []
    book = sheet.book
    held = list(_formulas_on(old))
    names = [
        (name, text)
        for name in book.names
        if _mentions(text := name.refers_to or "", title) and not _mentions(name.name, title)
    ]
    old.name = spare_title(book)
    sheet.name = title
    lost = [each.cell for each in held if not _written(each)]
    for name, text in names:
        name.refers_to = text
    old.delete()
    return [f"「{cell.sheet.name}」{cell.get_address(False, False)}" for cell in lost]  # noqa: FBT003 - xlwings' own signature


def _formulas_on(sheet: xw.Sheet) -> Iterator[_Formula]:
    """Formulas of the other sheets that refer to this one."""
    title = sheet.name
    for other in sheet.book.sheets:
        if other.name == title:
            continue
        used = other.used_range
        top, left, bottom, right = area_of(used)
        is_small = (bottom - top + 1) * (right - left + 1) <= _FEW_CELLS
        for area in [used] if is_small else formula_areas(used):
            held: object = area.formula
            lines = held if isinstance(held, tuple) else ((held,),)
            for row, line in enumerate(lines):
                for column, text in enumerate(line):
                    if str(text).startswith("=") and _mentions(str(text), title):
                        cell = area[row, column]
                        # A text that begins like a formula is its own value.
                        if not is_small or cell.value != text:
                            yield _Formula(cell, str(text))


def _mentions(text: str, title: str) -> bool:
    """True if a formula names the sheet: quoted as Excel does it, in any case of letters."""
    folded, name = text.casefold(), title.casefold().replace("'", "''")
    return f"{name}!" in folded or f"{name}'!" in folded


def _written(formula: _Formula) -> bool:
    """Write the formula again; whether that could be done."""
    if formula.cell.has_array:
        return False
    try:
        formula.cell.formula = formula.text
    except EngineError:
        raise
    except Exception:  # noqa: BLE001 - the error's class is pywin32's, which is on Windows only
        return False
    return True
