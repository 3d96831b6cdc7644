"""People named on the command line or to a button, and how a cell shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.check import Records
from estate_xl.column_needs import needs
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.tasks.common import names

if TYPE_CHECKING:
    from estate_xl.read import Office


@needs(Staff=("staff", "name"))
def person_named(office: Office, name: str) -> str:
    """Staff number of whoever a staff number or a unique name means.

    Raises:
        WorkbookError: nobody or several are meant; the nearest, or all of them, are told.
    """
    title, staff = office.places.title("Staff"), Records(office.tables["Staff"], "staff", "name")
    found = staff.meant(name.strip())
    if not found:
        near = staff.proposal(name)
        raise WorkbookError(ErrorCode.NO_PERSON, sheet=title, name=name, nearest=near)
    if len(found) > 1:
        people = staff.shown(found)
        raise WorkbookError(ErrorCode.PEOPLE_ALIKE, sheet=title, name=name, people=people)
    return found[0]


@needs(names, Staff=("staff", "name"))
def shown_people(office: Office) -> dict[str, str]:
    """By staff number, a person's name where it means nobody else, else the number."""
    staff = Records(office.tables["Staff"], "staff", "name")
    return {
        number: name if staff.meant(name) == [number] else number
        for number, name in names(office).items()
    }
