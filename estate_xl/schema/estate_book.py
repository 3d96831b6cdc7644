"""Our workbook, declared once; the template, the readers, the checks, the demo and docs follow.

Data sheets are first as registers and daily records, then the office's set-up, then results and
templates. Headers and names are the contract of the workbook; tables carry the ASCII key.
"""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema.daily import COMPLAINTS, FOLLOW_UPS, ROUNDS, TICKETS
from estate_xl.schema.history import CHANGES, SLIP_RETURNS
from estate_xl.schema.model import Book
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.schema.quality import COMMENDATIONS, INSPECTIONS, RECOGNITION, SCORES
from estate_xl.schema.registers import OWNERS, STAFF, ZONES
from estate_xl.schema.results import (
    APPRAISAL,
    COVER,
    MAIL,
    REMINDER,
    RESULTS,
    SCORE_FORM,
    SCORE_SLIP,
    SLIP,
)
from estate_xl.schema.setup import CALENDAR, SETTINGS, STANDARDS, WEIGHTS
from estate_xl.schema.ticket_turns import ESCALATIONS, PAUSES

APPRAISAL_PREFIX: Final = Label("考核", "Appraisal")
"""The words before the month in the title of a filled sheet."""

APPRAISAL_TITLE: Final = Label(
    f"{APPRAISAL_PREFIX.hant} {{month}}", f"{APPRAISAL_PREFIX.en} {{month}}"
)
"""Title of a filled sheet."""

ESTATE_BOOK: Final = Book(
    (
        COVER,
        TICKETS,
        FOLLOW_UPS,
        SLIP_RETURNS,
        ESCALATIONS,
        PAUSES,
        COMPLAINTS,
        ROUNDS,
        COMMENDATIONS,
        INSPECTIONS,
        RECOGNITION,
        SCORES,
        *(register.sheet for register in OFFICE_REGISTERS),
        ZONES,
        STAFF,
        OWNERS,
        CHANGES,
        STANDARDS,
        WEIGHTS,
        CALENDAR,
        SETTINGS,
        *RESULTS,
        SLIP,
        APPRAISAL,
        SCORE_FORM,
        SCORE_SLIP,
        REMINDER,
        MAIL,
    )
)
WIDENED: Final = tuple(
    sheet.key
    for sheet in ESTATE_BOOK.data_sheets()
    if any(column.later for column in sheet.columns)
)
"""Keys of sheets that got columns after the first version, whose workbooks lack them."""
