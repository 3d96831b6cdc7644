"""郵件模板 filled: the subject and the body of the mail to headquarters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate_xl.compute.rounding import exact, mean, round_cents
from estate_xl.engine.addresses import parse_address
from estate_xl.errors.codes import ErrorCode
from estate_xl.findings.finding import named
from estate_xl.language import Label
from estate_xl.schema.headers import plain
from estate_xl.schema.mail import BODY, BODY_CELL, MAIL_HEADING, SUBJECT, SUBJECT_CELL
from estate_xl.write.appraisal import count_open_points, heading
from estate_xl.write.expressions import Names, Place, parse_expression, plain_value, value_text
from estate_xl.write.outside_references import check_within
from estate_xl.write.placeholders import read_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlwings as xw

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.appraisal_numbers import Numbers
    from estate_xl.schema import Language
    from estate_xl.write.corrections import Edition

_UNKNOWN = "—"
_SUBJECT = Label("{subject}（{state}）", "{subject} ({state})")
_STATE = Label("狀態：{state}", "State: {state}")
_TEXTS = frozenset({"project", "office", "first_zone"})


class MailText(NamedTuple):
    """A mail's subject, one line, and its body."""

    subject: str
    body: str


def key_figures(
    appraisal: Appraisal,
    settings: Mapping[str, str | float | None],
    language: Language,
    edition: Edition,
) -> dict[str, object]:
    """The names of `estate_xl.schema.mail.MAIL_HEADING` and their values.

    `average_total` is the mean of the totals that there are, to cents; `open_points` counts what
    the remarks of the 考核 sheet list.
    """
    first = next((zone for zone in appraisal.zones if zone.rank == 1), None)
    average = mean(person.total for person in appraisal.staff if person.total is not None)
    values = heading(appraisal, settings, language, edition)
    return {
        **{field.key: values[field.key] for field in MAIL_HEADING if field.key in values},
        "first_zone": None if first is None else named(first.name, first.zone).text(language),
        "average_total": None if average is None else float(round_cents(average)),
        "open_points": count_open_points(appraisal, language),
    }


def stated_figures(numbers: Numbers, language: Language) -> dict[str, object]:
    """Those key figures that the filled sheet itself shows, whatever the data say by now."""
    found: dict[str, object] = {}
    for zone in numbers.records("zones"):
        if _value(zone, "rank") == 1 and {"name", "zone"} <= zone.keys():
            first = named(_value_text(zone, "name"), _value_text(zone, "zone"))
            found["first_zone"] = first.text(language)
    totals = [_value(person, "total") for person in numbers.records("staff")]
    scores = [exact(total) for total in totals if isinstance(total, int | float)]
    average = mean(scores)
    if average is not None:
        found["average_total"] = float(round_cents(average))
    return found


def fill_mail(template: xw.Sheet, values: Mapping[str, object], language: Language) -> MailText:
    """The subject and the body, each right of its word on the template sheet.

    Both say whether the month is approved, also where the template does not (R-M2).

    Args:
        template: The sheet 郵件模板; it is only read.
        values: As `key_figures` gives them; a text that is not there shows as a dash.
        language: Of errors.

    Raises:
        TemplateError: a name is unknown, an expression cannot be computed, a text is missing, or a
            formula reaches outside of the workbook.
    """
    cells = read_cells(template)
    check_within(template, cells, language)
    shown = {
        key: _UNKNOWN if value is None and key in _TEXTS else value for key, value in values.items()
    }

    def filled(word: Label, usual: str) -> str:
        row, column = _cell_beside(cells, word, usual)
        place = Place(template.name, row, column, language)
        text = _text(cells, row, column)
        value = parse_expression(text, place).value(Names(MAIL_HEADING), shown, place)
        if value is None or not value_text(value).strip():
            raise place.error(ErrorCode.MAIL_TEXT_EMPTY, what=word)
        return value_text(value)

    subject = " ".join(filled(SUBJECT, SUBJECT_CELL).split())
    body, state = filled(BODY, BODY_CELL), value_text(plain_value(shown["state"]) or "")
    if state not in subject:
        subject = _SUBJECT.text(language).format(subject=subject, state=state)
    if state not in body:
        body = f"{body.rstrip()}\n\n{_STATE.text(language).format(state=state)}"
    return MailText(subject, body)


def _value(record: Mapping[str, tuple[str, object]], key: str) -> object:
    return record.get(key, ("", None))[1]


def _value_text(record: Mapping[str, tuple[str, object]], key: str) -> str:
    value = _value(record, key)
    return "" if value is None else str(value)


def _cell_beside(cells: Sequence[Sequence[str]], word: Label, usual: str) -> tuple[int, int]:
    """Row and column of the cell right of that word in any language; the usual one without it."""
    words = {plain(text) for text in word.spellings()}
    for row, texts in enumerate(cells, start=1):
        for column, text in enumerate(texts, start=1):
            if plain(text) in words:
                return row, column + 1
    return parse_address(usual)


def _text(cells: Sequence[Sequence[str]], row: int, column: int) -> str:
    if row > len(cells) or column > len(cells[row - 1]):
        return ""
    return cells[row - 1][column - 1]
