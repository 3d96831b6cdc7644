"""Tickets that somebody named, as the workbook has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.column_needs import needs
from estate_xl.compute.slips import named_rows
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.tasks.preconditions import no_ticket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.read import Office


@needs(named_rows, no_ticket)
def ticket_rows(office: Office, tickets: Sequence[str]) -> list[int]:
    """Rows of the named tickets, each once; of a number that stands twice the first.

    Raises:
        WorkbookError: none is named, or one is not there; the nearest is named.
    """
    if not tickets:
        raise WorkbookError(ErrorCode.NO_TICKETS_NAMED, sheet=office.places.title("Tickets"))
    found = named_rows(office.tables["Tickets"], tickets)
    for name, rows in found.items():
        if not rows:
            raise no_ticket(office, name)
    return list(dict.fromkeys(rows[0] for rows in found.values()))
