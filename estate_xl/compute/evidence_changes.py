"""計分依據 and 備註 of what changed within a month: people, zones, who led which (R-8.1, R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.column_needs import needs
from estate_xl.compute.appraisal_records import changes_masters, is_of
from estate_xl.compute.evidence_line import EvidenceLine
from estate_xl.findings.finding import named
from estate_xl.language import Label, filled, listed, verbatim
from estate_xl.schema import Kind
from estate_xl.schema.history import MASTERS
from estate_xl.schema.registers import ZONES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.months import Month
    from estate_xl.compute.staff_scores import Led
    from estate_xl.compute.zone_scores import ZoneScore
    from estate_xl.language import Language
    from estate_xl.schema import Column
    from estate_xl.typed_frames import Tables

_SHEETS: Final = {sheet.title.hant: sheet for sheet in MASTERS}
_KEYS: Final = {"Staff": "staff", "Zones": "zone"}
_ZONE: Final = Label("片區", "Zone")
_PERSON: Final = Label("員工", "Person")
CHANGE: Final = Label("變更", "Change")
_TURNED: Final = Label("{field}：{before} → {after}", "{field}: {before} → {after}")
_BLANK: Final = Label("（空）", "(blank)")
_REMARK: Final = Label("{date} 起，{who}{what}", "From {date} on, {who}: {what}")
_DAYS: Final = Label("{zone} {days} 天", "{zone} {days:day|days}")
_UNSCORED: Final = Label("{zone} {days} 天（未計分）", "{zone} {days:day|days} (no score)")
_LED: Final = Label(
    "{who}的主管級評分按負責天數計：{zones}",
    "The supervisor score of {who} is weighted by days led: {zones}",
)
_USED: Final = Label(
    "本月啟用 {days} 天（{first} 至 {last}）", "In use {days:day|days}, {first} to {last}"
)


class MasterChange(NamedTuple):
    """A change of a person or a zone within the month.

    Attributes:
        row: Its row on 變更記錄.
        date: From which day on.
        is_zone: Whether it is of a zone.
        key: Staff number or zone code.
        name: Its name, empty without one.
        what: The column, the value before and after.
    """

    row: int
    date: pd.Timestamp
    is_zone: bool
    key: str
    name: str
    what: Label


@needs(
    Changes=("date", "subject", "key", "field", "before", "after"),
    Staff=("staff", "name"),
    Zones=("zone", "name"),
)
def changes_within(tables: Tables, month: Month) -> list[MasterChange]:
    """The changes of people and zones that lie in a month and bear on it, by day.

    Args:
        tables: The workbook's, of 變更記錄 the rows that count.
        month: Which month.
    """
    changes = tables["Changes"]
    held = changes[is_of(changes, "Changes", month) & changes_masters(changes)]
    held = held.dropna(subset=["subject", "key", "field"]).sort_values("date", kind="stable")
    if held.empty:
        return []
    names = {sheet: _names(tables[sheet], key) for sheet, key in _KEYS.items()}
    found = []
    for row, date, subject, key, field, *values in zip(
        held.index.tolist(),
        *(held[key] for key in ("date", "subject", "key", "field", "before", "after")),
        strict=True,
    ):
        sheet = _SHEETS[subject]
        column = sheet.column(field)
        before, after = (_shown(value, column, names) for value in values)
        what = filled(_TURNED, field=column.header, before=before, after=after)
        name = names[sheet.key].get(key, "")
        found.append(MasterChange(row, date, sheet is ZONES, key, name, what))
    return found


@needs(changes_within)
def change_lines(appraisal: Appraisal) -> Iterator[EvidenceLine]:
    """A line for each change of people and zones within the month, with a link to its row."""
    tables = {**appraisal.tables, "Changes": appraisal.counted["Changes"]}
    for change in changes_within(tables, appraisal.month):
        yield EvidenceLine(
            _ZONE if change.is_zone else _PERSON,
            f"{change.key} {change.name}".strip(),
            CHANGE,
            "R-8.1" if change.is_zone else "R-8.4",
            change.what,
            change.date,
            source_sheet="Changes",
            source_row=change.row,
        )


def change_remarks(appraisal: Appraisal, language: Language) -> list[str]:
    """Changes within the month, and officers whose score days led weigh, a sentence each."""
    tables = {**appraisal.tables, "Changes": appraisal.counted["Changes"]}
    changes = [
        filled(
            _REMARK,
            date=f"{change.date:%Y-%m-%d}",
            who=named(change.name, change.key),
            what=change.what,
        )
        for change in changes_within(tables, appraisal.month)
    ]
    whole = appraisal.month.last_day.day
    led = [
        filled(_LED, who=named(person.name, person.staff), zones=days_led(person.led))
        for person in appraisal.staff
        if any(zone.days < whole for zone in person.led)
    ]
    return [each.text(language) for each in (*changes, *led)]


def days_led(led: Sequence[Led]) -> Label:
    """`A03 12 天、A05 31 天`; a zone without a score is none of the mean."""
    return listed(
        [
            filled(_UNSCORED if zone.score is None else _DAYS, zone=zone.zone, days=zone.days)
            for zone in led
        ]
    )


def use_words(zone: ZoneScore, month: Month) -> Label | None:
    """When a zone was in use that was opened or closed in the month; None of others."""
    if zone.use.days == month.last_day.day:
        return None
    first, last = (f"{day:%Y-%m-%d}" for day in (zone.use.first, zone.use.last))
    return filled(_USED, days=zone.use.days, first=first, last=last)


def _names(frame: pd.DataFrame, key: str) -> dict[str, str]:
    held = frame[[key, "name"]].dropna().drop_duplicates(key)
    return dict(zip(held[key], held["name"], strict=True))


def _shown(value: object, column: Column, names: Mapping[str, Mapping[str, str]]) -> Label:
    """A value of 變更記錄: choices in each language, people with their names."""
    if not isinstance(value, str):
        return _BLANK
    if column.kind is Kind.CHOICE:
        return {choice.hant: choice for choice in column.choices}.get(value, verbatim(value))
    if column.kind is Kind.REFERENCE:
        return named(names[str(column.reference)].get(value, ""), value)
    return verbatim(value)
