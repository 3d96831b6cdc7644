"""The sample's history agrees with its masters and its records (R-M3)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from estate_xl.sample.calendar import make_span
from estate_xl.sample.office import SWAPPED, Office
from estate_xl.sample.whole_office import make_records
from estate_xl.schema import ESTATE_BOOK, terms
from estate_xl.schema.history import MASTERS

MONTHS = ("2026-08", "2026-09", "2026-10")
SHEETS = {sheet.title.hant: sheet for sheet in MASTERS}


def records(months: tuple[str, ...] = MONTHS) -> dict[str, list[dict[str, object]]]:
    span = make_span(months)
    return make_records(1, 60, span, Office(1, span))


@pytest.mark.parametrize("months", [MONTHS, ("2026-10",)])
def test_each_chain_is_whole_and_ends_at_the_master(months: tuple[str, ...]) -> None:
    held = records(months)
    chains = defaultdict(list)
    for row in held["Changes"]:
        chains[row["subject"], row["key"], row["field"]].append(row)
    assert len(chains) == len(held["Changes"]) == 9
    for (subject, key, field), rows in chains.items():
        sheet = SHEETS[str(subject)]
        assert sheet.id_column is not None
        column = next(each for each in sheet.dated_columns if each.header.hant == field)
        (master,) = (row for row in held[sheet.key] if row[sheet.id_column.key] == key)
        assert all(one["after"] == two.get("before") for one, two in pairwise(rows))
        assert rows[-1]["after"] == str(master[column.key])


def test_inspections_are_by_the_officer_of_their_day() -> None:
    held = records()
    span = make_span(MONTHS)
    office = Office(1, span)
    people = {name: person.key for person in office.people for name in (person.key, person.name)}
    for place in SWAPPED:
        zone = office.zones[place]
        made = {
            (people[str(row["inspector"])], str(row["date"]) < "2026-10-16")
            for row in held["Inspections"]
            if row["zone"] in {zone.code, zone.name}
            and row["kind"] != terms.SUPERVISOR_INSPECTION.hant
        }
        after = next(row["officer"] for row in held["Zones"] if row["zone"] == zone.code)
        assert made == {(zone.officer.key, True), (after, False)}
        assert office.officer_on(zone, date(2026, 10, 16)).key == after


def test_who_was_a_worker_gave_no_score_of_their_own() -> None:
    held = records()
    post = ESTATE_BOOK["Staff"].column("post").header.hant
    (promoted,) = (row for row in held["Changes"] if row["field"] == post)
    name = next(row["name"] for row in held["Staff"] if row["staff"] == promoted["key"])
    scored = [row for row in held["MonthlyScores"] if row["staff"] in {promoted["key"], name}]
    assert [("self" in row, str(row["month"]) >= "2026-09") for row in scored] == [
        (False, False),
        (True, True),
        (True, True),
    ]
