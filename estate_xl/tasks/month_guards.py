"""Guards against sending a month: its sheet is missing, or its data changed or are wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from estate_xl.compute.month_values import month_values, values_digest
from estate_xl.deliver.send_guards import Guard, Stop, guard_scores
from estate_xl.findings.texts.kinds import Severity
from estate_xl.language import Label, Listing, Phrase
from estate_xl.schema.terms import YES
from estate_xl.tasks.common import titles
from estate_xl.write.appraisal import sheet_title
from estate_xl.write.month_records import changed_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.compute import Month
    from estate_xl.compute.month_states import MonthVersion
    from estate_xl.findings.finding import Finding
    from estate_xl.language import Fact, Language
    from estate_xl.tasks.month_end import Appraised
    from estate_xl.write.month_records import MonthRecord

_FOUND: Final = Label("{sheet}：{message}", "{sheet}: {message}")
_FOUND_IN_ROW: Final = Label("{sheet} 第 {row} 行：{message}", "{sheet} row {row}: {message}")
_PERSON: Final = Label("{name}（{staff}）", "{name} ({staff})")
_QUOTED: Final = Label("「{sheet}」", "“{sheet}”")


def guard_month(
    month: Month, done: Appraised, record: MonthRecord | None, version: MonthVersion | None
) -> Iterator[Stop]:
    """Stops of the month's sheet and of the data it came from.

    What is wrong or missing in an approved month the director has seen: it stops nothing.

    Args:
        month: The month.
        done: What the data give now.
        record: What month-end noted; None of nothing.
        version: The month's last version; None where it was never computed.
    """
    language = done.office.places.language
    usual = sheet_title(month, language)
    titles_there = done.office.places.sheets
    if record is None:
        guard = Guard.NO_RECORD if usual in titles_there else Guard.NOT_RUN
        yield Stop(guard, {"month": str(month), "sheet": usual})
    elif record.title not in titles_there:
        yield Stop(Guard.NOT_RUN, {"month": str(month), "sheet": record.title})
    elif version is not None and version.is_closed and version.digest:
        if values_digest(month_values(done.appraisal)) != version.digest:
            facts: dict[str, Fact] = {
                "month": str(month),
                "version": version.version,
                "state": version.state,
            }
            yield Stop(Guard.CHANGED_SINCE_CLOSED, facts)
    elif changed := changed_sheets(done.appraisal.counted, record):
        held = titles(done.office)
        sheets = Listing([Phrase(_QUOTED, {"sheet": held[key]}) for key in changed])
        yield Stop(Guard.CHANGED_SINCE, {"sheet": record.title, "sheets": sheets})
    is_approved = (
        version is not None
        and version.is_approved
        and (record is None or record.edition == (version.version, True))
    )
    if done.settings.text("approval_required") == YES.hant and not is_approved:
        yield Stop(Guard.NOT_APPROVED, {"month": str(month)})
    if not is_approved:
        yield from guard_scores(error_words(done), people_without_total(done))


def error_words(done: Appraised) -> list[Fact]:
    """A sentence for each error that bears on the month's scores."""
    return [
        partial(_told, done.office.places.title(found.sheet), found)
        for found in done.findings
        if found.severity is Severity.ERROR
    ]


def people_without_total(done: Appraised) -> list[Fact]:
    """Everybody whose total is open."""
    return [
        Phrase(_PERSON, {"name": one.name, "staff": one.staff})
        if one.name and one.staff
        else one.name or one.staff
        for one in done.appraisal.staff
        if one.total is None
    ]


def _told(sheet: str, found: Finding, language: Language) -> str:
    """A finding with its sheet and row."""
    label = _FOUND_IN_ROW if found.row else _FOUND
    facts: dict[str, Fact] = {
        "sheet": sheet,
        "row": found.row or 0,
        "message": found.message(language),
    }
    return Phrase(label, facts).text(language)
