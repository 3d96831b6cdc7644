"""approve: the director vouches for the numbers of a month (R-M1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from estate_xl.compute.directors import directors_on
from estate_xl.compute.month_states import approved, current_version
from estate_xl.compute.month_values import month_values, values_digest
from estate_xl.deliver.package import check_untouched, make_archive
from estate_xl.deliver.send_guards import Guard, Stop
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError, WorkbookError
from estate_xl.findings.finding import named, sort_findings
from estate_xl.language import listed
from estate_xl.tasks.common import WRITING, names
from estate_xl.tasks.month_end import appraise, checked_reason
from estate_xl.tasks.month_guards import guard_month
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.people import person_named, shown_people
from estate_xl.tasks.results.approve import ApproveResult
from estate_xl.write.corrections import Edition
from estate_xl.write.month_records import note_approval, read_record
from estate_xl.write.stated_months import restate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.month_states import MonthVersion
    from estate_xl.deliver.package import Package
    from estate_xl.read import Office
    from estate_xl.read.sheet_places import Places
    from estate_xl.tasks.common import Report
    from estate_xl.tasks.month_end import Appraised
    from estate_xl.write.month_records import MonthRecord

_NOT_ASKED: Final = frozenset({Guard.PARTS_MISSING, Guard.NOT_APPROVED})
"""Guards of sending that the director may see and approve all the same."""


@dataclass(frozen=True)
class Approval:
    """A month before the director, or what keeps it from them.

    Attributes:
        month: Which month.
        done: What the data give now.
        months: The workbook's months.
        version: The month's last version; None where it was never computed.
        record: What month-end noted of it.
        director: Who approves, as 月度記錄 names them.
        digest: Of the numbers now.
        stops: What stops it.
        overruled: What would, and was forced.
        note: Why it was forced.
    """

    month: Month
    done: Appraised
    months: Months
    version: MonthVersion | None
    record: MonthRecord | None
    director: str
    digest: str
    stops: list[Stop]
    overruled: list[Stop]
    note: str = ""

    @property
    def is_closed(self) -> bool:
        """True if the month is approved or reported already."""
        return self.version is not None and self.version.is_closed

    def result(self, **outcome: object) -> ApproveResult:
        """What is said of it."""
        return ApproveResult(
            findings=self.done.findings,
            language=self.done.office.places.language,
            screen_language=self.done.settings.language,
            appraisal=self.done.appraisal,
            month=str(self.month),
            director=self.director,
            stops=self.stops,
            overruled=self.overruled,
            **{"written": [], "version": self.version, "digest": self.digest, **outcome},  # type: ignore[arg-type]
        )


def prepare_approval(  # noqa: PLR0913 - as `approve`
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    *,
    by: str,
    force: str | None = None,
    places: Places | None = None,
) -> Approval:
    """What is approved, and what stops it; nothing is written.

    Args:
        book: The workbook.
        month: The month.
        now: The moment.
        report: Told about progress.
        by: Who approves, a staff number or a unique name.
        force: Why it is approved in spite of errors; None not to.
        places: As `read_ours` takes them.

    Raises:
        WorkbookError: the workbook is none of ours or not set up, or who approves is not there, not
            unique, or no director on that day; or the reason is empty.
    """
    done = appraise(book, month, now, report, places)
    office, language = done.office, done.office.places.language
    director = _director(office, by, now)
    months, record = Months(done.lists, language), read_record(done.lists, month, language)
    done = done._replace(findings=sort_findings([*done.findings, *months.findings_of(month)]))
    version = months.current(month)
    digest = values_digest(month_values(done.appraisal))
    stops: list[Stop] = []
    if version is None or not version.is_closed:
        guards = guard_month(month, done, record, None)
        stops = [stop for stop in guards if stop.guard not in _NOT_ASKED]
        if not any(stop.guard in {Guard.NOT_RUN, Guard.NO_RECORD} for stop in stops):
            stops += _other_numbers(book, record, version, digest)
    note = "" if force is None else checked_reason(force)
    overruled = [stop for stop in stops if note and stop.guard is Guard.ERRORS]
    return Approval(
        month,
        done,
        months,
        version,
        record,
        director,
        digest,
        [stop for stop in stops if stop not in overruled],
        overruled,
        note,
    )


def approve(  # noqa: PLR0913 - the workbook, the moment, who approves and who is asked
    book: xw.Book,
    month: Month,
    now: dt.datetime,
    report: Report,
    *,
    by: str,
    force: str | None = None,
    agree: Callable[[ApproveResult], bool] | None = None,
    keep: Callable[[Package], object] | None = None,
    places: Places | None = None,
) -> ApproveResult:
    """A month approved: its sheet and 月度記錄 say so, and a copy of it is kept (R-M1).

    The copy is kept before the workbook is saved: of an approval that breaks off between the two
    the workbook knows nothing, and the next one finds its copy there.

    Args:
        book: The workbook.
        month: The month.
        now: The moment.
        report: Told about progress.
        by: Who approves, a staff number or a unique name.
        force: Why it is approved in spite of errors; None not to.
        agree: Asks a person, who sees what is approved; None where the call itself is the answer.
        keep: Keeps the copy.
        places: As `read_ours` takes them.

    Raises:
        WorkbookError: as `prepare_approval`; or a sheet cannot be taken out, or the copy not kept.
        DeliveryError: a sheet cannot be taken out.
    """
    asked = prepare_approval(book, month, now, report, by=by, force=force, places=places)
    record = asked.record
    if asked.is_closed or asked.stops or record is None:
        return asked.result()
    if agree is not None and not agree(asked.result()):
        return asked.result(is_refused=True)
    report(WRITING)
    language, moment = asked.done.office.places.language, now.replace(microsecond=0)
    versions = approved(asked.months.versions, str(month), moment, asked.director, asked.note)
    title = asked.months.write(versions)
    before, after = Edition(record.edition[0]), Edition(record.edition[0], is_approved=True)
    sheet = book.sheets[record.title]
    is_told = restate(sheet, before, after, language)
    note_approval(asked.done.lists, record, language)
    copy = make_archive(
        book, replace(record, edition=(after.version, True)), language, asked.done.settings
    )
    if keep is not None:
        keep(copy)
    return asked.result(
        written=[record.title, title],
        version=current_version(versions, str(month)),
        archive=copy.name,
        is_told=is_told,
    )


def _other_numbers(
    book: xw.Book, record: MonthRecord | None, version: MonthVersion | None, digest: str
) -> list[Stop]:
    """Stops of a sheet whose numbers are others than the data give, or than were computed."""
    if record is None or version is None or record.edition != (version.version, False):
        sheet = "" if record is None else record.title
        return [Stop(Guard.NO_RECORD, {"sheet": sheet})]
    if version.digest != digest:
        return [Stop(Guard.OTHER_NUMBERS, {"sheet": record.title})]
    try:
        check_untouched(book, record)
    except DeliveryError as error:
        return [Stop(Guard.NOT_PACKED, {"reason": error})]
    if not record.is_last:
        return [Stop(Guard.OTHER_MONTH_SINCE, {"month": str(record.month)})]
    return []


def _director(office: Office, by: str, now: dt.datetime) -> str:
    """Who approves, if they are a director in office on that day (R-M1, R-M3)."""
    person, directors = person_named(office, by), directors_on(office.tables, now)
    if person in directors:
        return shown_people(office).get(person, person)
    facts = {"day": f"{now:%Y-%m-%d}", "sheet": office.places.title("Staff")}
    if not directors:
        raise WorkbookError(ErrorCode.NO_DIRECTOR, **facts)
    called = names(office)
    raise WorkbookError(
        ErrorCode.NOT_A_DIRECTOR,
        **facts,
        person=named(called.get(person, ""), person),
        directors=listed([named(called.get(each, ""), each) for each in directors]),
    )
