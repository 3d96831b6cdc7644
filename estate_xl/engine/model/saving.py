"""The bytes that a book is saved as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.engine.model.part_numbers import settle_numbers
from estate_xl.engine.ooxml.final_check import check_written

if TYPE_CHECKING:
    from estate_xl.engine.model.workbook import Model


def saved_bytes(model: Model) -> bytes:
    """The file as it is now; the very bytes it was opened from if nothing changed.

    Raises:
        EngineError: it would not be whole.
    """
    settle_numbers(model)
    model.prepare_save()
    if not model.package.is_changed:
        return model.data
    check_written(model.package, model.path.name)
    return model.package.to_bytes()
