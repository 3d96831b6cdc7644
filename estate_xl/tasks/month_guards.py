"""Guards against sending a month: its sheet is missing, or its data changed or are wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.send_guards import Guard, Stop, guard_scores
from estate_xl.findings.texts.kinds import Severity
from estate_xl.language import Label, Listing, Phrase
from estate_xl.tasks.common import titles
from estate_xl.write.appraisal import sheet_title
from estate_xl.write.month_records import changed_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.compute import Month
    from estate_xl.findings.finding import Finding
    from estate_xl.language import Fact, Language
    from estate_xl.tasks.month_end import Appraised
    from estate_xl.write.month_records import MonthRecord

_FOUND: Final = Label("{sheet}：{message}", "{sheet}: {message}")
_FOUND_IN_ROW: Final = Label("{sheet}第 {row} 行：{message}", "{sheet} row {row}: {message}")
_PERSON: Final = Label("{name}（{staff}）", "{name} ({staff})")
_QUOTED: Final = Label("「{sheet}」", "“{sheet}”")


def guard_month(month: Month, done: Appraised, record: MonthRecord | None) -> Iterator[Stop]:
    """Stops of the month's sheet and of the data it came from."""
    language = done.office.places.language
    usual = sheet_title(month, language)
    titles_there = done.office.places.sheets
    if record is None:
        guard = Guard.NO_RECORD if usual in titles_there else Guard.NOT_RUN
        yield Stop(guard, {"month": str(month), "sheet": usual})
    elif record.title not in titles_there:
        yield Stop(Guard.NOT_RUN, {"month": str(month), "sheet": record.title})
    elif changed := changed_sheets(done.appraisal.counted, record):
        held = titles(done.office)
        sheets = Listing([Phrase(_QUOTED, {"sheet": held[key]}) for key in changed])
        yield Stop(Guard.CHANGED_SINCE, {"sheet": record.title, "sheets": sheets})
    errors = [
        partial(_told, done.office.places.title(found.sheet), found)
        for found in done.findings
        if found.severity is Severity.ERROR
    ]
    people = [
        Phrase(_PERSON, {"name": one.name, "staff": one.staff})
        if one.name and one.staff
        else one.name or one.staff
        for one in done.appraisal.staff
        if one.total is None
    ]
    yield from guard_scores(errors, people)


def _told(sheet: str, found: Finding, language: Language) -> str:
    """A finding with its sheet and row."""
    label = _FOUND_IN_ROW if found.row else _FOUND
    facts: dict[str, Fact] = {
        "sheet": sheet,
        "row": found.row or 0,
        "message": found.message(language),
    }
    return Phrase(label, facts).text(language)
