"""What the cell functions know of a workbook: read once for each calculation, not once a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from estate_xl.check import parse_settings
from estate_xl.compute import calculate_appraisal
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.live.guards import is_master
from estate_xl.read import read_office
from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute import Appraisal, Month
    from estate_xl.frames import Tables
    from estate_xl.schema import Language, OfficeSettings

_WHOLE: Final = (
    "Zones",
    "Staff",
    "Commendations",
    "InspectionStandards",
    "MonthlyScores",
    "AppraisalWeights",
    "Settings",
    "Calendar",
)
NEEDED: Final = {
    **{key: [column.key for column in ESTATE_BOOK[key].columns] for key in _WHOLE},
    "Tickets": (
        "ticket",
        "registered",
        "zone",
        "content",
        "dispatched",
        "worker",
        "arrived",
        "completed",
        "returned",
        "slip_ok",
        "rework",
        "visited",
        "visit_rating",
        "archived",
        "cancelled",
    ),
    "Complaints": ("received", "zone", "content", "department", "valid"),
    "Inspections": ("date", "kind", "zone", "trade", "findings", "score"),
}
"""All that any of the functions asks, so that one read serves them all."""


@dataclass
class Snapshot:
    """A workbook as it stood at one calculation.

    Attributes:
        tables: Its frames.
        settings: What 參數 says.
        language: The workbook's, of its headers.
        is_ours: Whether it is a master workbook.
    """

    tables: Tables
    settings: OfficeSettings
    language: Language
    is_ours: bool
    _appraisals: dict[str, Appraisal] = field(default_factory=dict)
    _calendar: WorkCalendar | None = None

    @classmethod
    def of(cls, book: xw.Book) -> Snapshot:
        """Read the workbook."""
        office = read_office(book, NEEDED)
        settings, _ = parse_settings(office.tables["Settings"])
        places = office.places
        return cls(office.tables, settings, places.language, is_master(places))

    @property
    def calendar(self) -> WorkCalendar:
        """Working days, as 節假日 has them."""
        self._calendar = self._calendar or WorkCalendar(self.tables["Calendar"])
        return self._calendar

    def appraisal(self, month: Month) -> Appraisal:
        """The month's appraisal, computed as month-end computes it (R-8)."""
        key = str(month)
        if key not in self._appraisals:
            found = calculate_appraisal(self.tables, self.settings.appraisal, month)
            self._appraisals[key] = found
        return self._appraisals[key]


class Snapshots:
    """The workbooks of the calculation that is going on."""

    def __init__(self) -> None:
        """Begin with none."""
        self._calculation: object = None
        self._held: dict[str, Snapshot] = {}

    def of(self, book: xw.Book, calculation: object) -> Snapshot:
        """The workbook at that calculation.

        Args:
            book: The workbook that holds the calling cell.
            calculation: A number that another calculation does not have.
        """
        if calculation != self._calculation:
            self._held.clear()
            self._calculation = calculation
        name = book.name  # Excel opens no two workbooks of one name.
        if name not in self._held:
            self._held[name] = Snapshot.of(book)
        return self._held[name]
