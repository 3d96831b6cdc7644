"""調動: the row that is selected on 員工, 片區 or 業主 is proposed, and what changes is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.actions import ACTIONS
from estate_xl.column_needs import needs, needs_of
from estate_xl.errors.codes import ErrorCode
from estate_xl.live.button_tasks import Errand
from estate_xl.live.questions import ask_all
from estate_xl.live.refusal import RefusedError
from estate_xl.live.selected_tickets import selected_rows
from estate_xl.read import read_office
from estate_xl.schema.history import MASTERS
from estate_xl.tasks.run_action import run_task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.live.open_master import Visit
    from estate_xl.read import Office
    from estate_xl.schema import Sheet

CHANGE: Final = ACTIONS["change"]


def change(visit: Visit) -> Errand | None:
    """調動 proposes the first selected record and asks which field changes, to what, since when.

    Raises:
        RefusedError: nothing can be typed.
    """
    if not visit.desk.screen.can_type:
        title = visit.places.title("Changes")
        raise RefusedError(ErrorCode.CANNOT_TYPE, sheet=title)
    answers = ask_all(visit, CHANGE, proposed=_proposed(visit))
    if answers is None:
        return None
    sheet = next(each for each in MASTERS if each.title.hant == answers["subject"])
    return Errand(
        lambda report: run_task(
            CHANGE, visit.book, visit.desk.now, report, {**answers, "places": visit.places}
        ),
        writes=("Changes", sheet.key),
        makes_sheets="Changes" not in visit.places.found,
        shows=CHANGE.shows,
    )


def _proposed(visit: Visit) -> dict[str, str]:
    """The sheet that is shown, and the first record that is selected on it."""
    active = visit.book.sheets.active.name
    places = visit.places
    for sheet in MASTERS:
        place = places.found.get(sheet.key)
        if place is not None and place.title == active:
            office = read_office(visit.book, needs_of(master_key), places)
            records = [int(str(row)) for row in office.tables[sheet.key].index]
            rows = selected_rows(visit.desk.app, visit.book, places, records, sheet.key)
            return {"subject": places.title(sheet.key), "key": master_key(office, sheet, rows)}
    return {"subject": places.title(MASTERS[0].key)}


@needs(Staff=("staff",), Zones=("zone",), Owners=("room",))
def master_key(office: Office, sheet: Sheet, rows: Sequence[int]) -> str:
    """The key of the first of these records; empty where there is none."""
    assert sheet.id_column is not None  # noqa: S101 - every master has one
    keys = office.tables[sheet.key].loc[list(rows), sheet.id_column.key].dropna()
    return "" if keys.empty else str(keys.iloc[0])
