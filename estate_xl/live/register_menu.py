"""An item of the menu 登記: its sheet comes to the front, made where the workbook lacks it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from estate_xl.live.button_tasks import Errand
from estate_xl.live.open_master import begin_visit, wants_new_book
from estate_xl.live.other_buttons import make_new_book
from estate_xl.live.run_button import run_errand
from estate_xl.tasks.add_register import add_register

if TYPE_CHECKING:
    from estate_xl.actions.register_menu import Item
    from estate_xl.live.excel_window import Desk
    from estate_xl.live.open_master import Visit


def go_to_register(item: Item, desk: Desk) -> None:
    """Show the register's sheet, hidden as it may be; add it first where there is none.

    Args:
        item: What was pressed.
        desk: Where.

    Raises:
        EstateError: what stopped it.
    """
    visit = begin_visit(desk)
    if visit is None:
        if wants_new_book(desk):
            make_new_book(desk)
        return
    place = visit.places.found.get(item.sheet.key)
    if place is None:
        run_errand(desk, partial(_adding, item), action=item.key)
        return
    sheet = visit.book.sheets[place.title]
    sheet.visible = True
    visit.desk.show(sheet)


def _adding(item: Item, visit: Visit) -> Errand:
    return Errand(
        lambda report: add_register(
            visit.book, report, register=item.sheet.key, places=visit.places
        ),
        writes=(),
        makes_sheets=True,
    )
