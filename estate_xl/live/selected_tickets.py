"""The records that the clerk has selected: those that are seen, not those filtered away."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from estate_xl.identity import area_of

if TYPE_CHECKING:
    from collections.abc import Collection

    import xlwings as xw

    from estate_xl.read.sheet_places import Places


def selected_rows(
    app: xw.App, book: xw.Book, places: Places, records: Collection[int], key: str = "Tickets"
) -> list[int]:
    """Rows of selected records; none where another sheet or something else is selected.

    Args:
        app: The application.
        book: Its open book.
        places: Where the book keeps what.
        records: Rows of the sheet that hold a record.
        key: Of the sheet.
    """
    place = places.found.get(key)
    selection = app.selection
    if place is None or selection is None or book.sheets.active.name != place.title:
        return []
    if selection.sheet.name != place.title:
        return []
    seen = map(area_of, cast("list[xw.Range]", selection.get_special_cells("visible")))
    spans = [range(top, bottom + 1) for top, _, bottom, _ in seen]
    return sorted(row for row in records if any(row in span for span in spans))
