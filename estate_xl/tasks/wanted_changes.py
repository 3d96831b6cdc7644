"""What a clerk asks 調動 for, as a change of a record that is there, or why it cannot be (R-M3)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.column_needs import needs
from estate_xl.compute.change_plan import Wanted
from estate_xl.engine.addresses import MAX_CELL_TEXT
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.findings.finding import Finding
from estate_xl.read.master_changes import Master
from estate_xl.schema.history import CORRECTION
from estate_xl.schema.registers import STAFF
from estate_xl.schema.terms import YES
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from estate_xl.findings.codes import FindingCode
    from estate_xl.language import Label
    from estate_xl.read import Office
    from estate_xl.read.master_changes import Meaning
    from estate_xl.schema import Column, Sheet
    from estate_xl.typed_frames import Tables

_CHANGES: Final = "Changes"
_ONE_DAY: Final = dt.timedelta(days=1)


def wanted_change(office: Office, sheet: Sheet, key: str, field: str, to: str) -> Wanted:
    """The change that is meant, its day apart; an emptied 啟用 is 是, as everywhere.

    Args:
        office: What was read.
        sheet: The master.
        key: The record, by key or unique name.
        field: The column, by its header.
        to: The value; blank for an empty cell.

    Raises:
        WorkbookError: a text means nothing, is too long or out of range, or cannot be changed.
    """
    master = Master(sheet, office.tables)
    record = _meant(master.record(key.strip()), "key", key)
    name = _meant(master.column(field), "field", field)
    column = sheet.column(name)
    if name == master.identity.key:
        raise WorkbookError(ErrorCode.CHANGE_OF_KEY, field=column.header)
    text = to.strip()
    if len(text) > MAX_CELL_TEXT:
        raise WorkbookError(
            ErrorCode.CHANGE_VALUE_TOO_LONG,
            field=column.header,
            count=len(text),
            most=MAX_CELL_TEXT,
        )
    if not text and column.required:
        raise WorkbookError(ErrorCode.CHANGE_TO_NOTHING, field=column.header)
    value = _meant(master.value(name, text), "after", text) if text else None
    if value is not None and column.kind.is_number:
        _check_bounds(column, float(value))
    if name == "active" and value is None:
        value = YES.hant
    return Wanted(sheet.key, record, name, value)


def _meant(meaning: Meaning, column: str, text: str) -> str:
    if meaning.value is None:
        code: FindingCode | None = meaning.fault
        assert code is not None  # noqa: S101 - what means nothing has a fault
        finding = Finding(code, _CHANGES, None, column, text, dict(meaning.facts))
        raise WorkbookError(ErrorCode.UNFIT, wrong=finding.message, mend=finding.mend)
    return meaning.value


def _check_bounds(column: Column, number: float) -> None:
    """Refuse a number that its column does not take.

    Raises:
        WorkbookError: it is out of the column's bounds.
    """
    least, most = column.minimum, column.maximum
    if (least is not None and number < least) or (most is not None and number > most):
        raise WorkbookError(
            ErrorCode.CHANGE_OUT_OF_RANGE,
            field=column.header,
            value=f"{number:g}",
            least="−∞" if least is None else f"{least:g}",
            most="∞" if most is None else f"{most:g}",
        )


def day_of_change(
    since: dt.datetime | str | None, note: str, now: dt.datetime, field: Label
) -> dt.datetime | None:
    """Since when it holds; None where it was always so.

    Args:
        since: What was given, a day or 更正.
        note: 說明, 更正 where it was always so.
        now: The moment.
        field: Header of the column.

    Raises:
        WorkbookError: it is to come, or nothing is said, or two things are.
    """
    is_correction = fold(note) in map(fold, CORRECTION.spellings())
    if isinstance(since, dt.datetime):
        day = since.replace(hour=0, minute=0, second=0, microsecond=0)
        if is_correction:
            raise WorkbookError(
                ErrorCode.CHANGE_TWO_WAYS, correction=CORRECTION, day=shown_day(day)
            )
        if day > now:
            raise WorkbookError(
                ErrorCode.CHANGE_TO_COME,
                day=shown_day(day),
                field=field,
                today=shown_day(now),
            )
        return day
    if since is None and not is_correction:
        raise WorkbookError(ErrorCode.CHANGE_WITHOUT_DAY, field=field, correction=CORRECTION)
    return None


@needs(Staff=("staff", "joined", "left"))
def check_leaving(tables: Tables, wanted: Wanted) -> None:
    """Refuse a 離職日期 before 入職日期, and one of which the day in force would make nothing.

    Until the day in force a person counts as employed, whatever 離職日期 says afterwards: the last
    day of employment (R-8.4) is then not the one that was given.

    Args:
        tables: The workbook's.
        wanted: The change, its day among it.

    Raises:
        WorkbookError: it is one of them.
    """
    if wanted.sheet != STAFF.key or wanted.field not in {"joined", "left"} or not wanted.value:
        return
    day = dt.datetime.fromisoformat(wanted.value)
    staff = tables["Staff"]
    other = "left" if wanted.field == "joined" else "joined"
    held = staff.loc[staff["staff"].eq(wanted.key), other].iloc[0]
    header, of_other = (STAFF.column(key).header for key in (wanted.field, other))
    if day < held if other == "joined" else day > held:  # neither, where there is none
        raise WorkbookError(
            ErrorCode.CHANGE_DAYS_CROSSED,
            field=header,
            value=shown_day(day),
            other=of_other,
            held=shown_day(held),
        )
    if wanted.field == "left" and wanted.day is not None and day < wanted.day - _ONE_DAY:
        raise WorkbookError(
            ErrorCode.CHANGE_LEFT_BEFORE,
            field=header,
            value=shown_day(day),
            day=shown_day(wanted.day),
            last=shown_day(wanted.day - _ONE_DAY),
            first=shown_day(day + _ONE_DAY),
        )


def note_of_change(note: str) -> str:
    """The text for 說明.

    Raises:
        WorkbookError: a cell does not hold it.
    """
    text = note.strip()
    if len(text) > MAX_CELL_TEXT:
        raise WorkbookError(ErrorCode.CHANGE_NOTE_TOO_LONG, count=len(text), most=MAX_CELL_TEXT)
    return text


def shown_day(day: dt.datetime) -> str:
    """A day as it is shown."""
    return f"{day:%Y-%m-%d}"
