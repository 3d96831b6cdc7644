"""The office of the sample: its people, zones and rooms."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from estate_xl.sample.calendar import make_span
from estate_xl.sample.office import Office
from estate_xl.schema import terms
from estate_xl.schema.defaults import WEIGHTS

SPAN = make_span(["2026-08", "2026-09", "2026-10"])
OFFICE = Office(1, SPAN)


def test_forty_five_people_and_the_director_in_every_post() -> None:
    posts = {(person.department, person.post) for person in OFFICE.people}
    expected = {(weight.department.hant, weight.post.hant) for weight in WEIGHTS}
    assert len(OFFICE.people) == 46
    assert posts == expected | {(terms.OFFICE.hant, terms.DIRECTOR.hant)}
    assert len({person.key for person in OFFICE.people}) == 46


@pytest.mark.parametrize("seed", range(5))
def test_one_name_is_borne_by_two(seed: int) -> None:
    office = Office(seed, SPAN)
    borne = Counter(person.name for person in office.people)
    assert [name for name, bearers in borne.items() if bearers > 1] == [office.shared_name]
    assert borne[office.shared_name] == 2


def test_one_joined_and_one_left_within_a_month() -> None:
    joined = [person for person in OFFICE.people if person.joined > SPAN.first_day]
    left = [person for person in OFFICE.people if person.left is not None]
    assert [person.joined for person in joined] == [date(2026, 9, 11)]
    assert [person.left for person in left] == [date(2026, 9, 15)]
    assert joined[0].zone == left[0].zone


def test_each_zone_has_somebody_for_each_trade() -> None:
    assert len(OFFICE.zones) == 6
    for zone in OFFICE.zones:
        assert set(zone.team) == {trade.hant for trade in terms.TRADES}
        assert all(person.trade == trade for trade, person in zone.team.items())
        assert zone.officer.post == terms.ZONE_OFFICER.hant


def test_six_hundred_rooms_and_one_in_twenty_empty() -> None:
    rows = OFFICE.owner_rows()
    empty = [row for row in rows if row["moved_in"] == terms.NO.hant]
    assert len({row["room"] for row in rows}) == len(rows) == 600
    assert len(empty) == 30
    assert not any("moved_in_on" in row for row in empty)
    assert {row["zone"] for row in empty} == {zone.code for zone in OFFICE.zones}
    assert [len(zone.rooms) for zone in OFFICE.zones] == [
        zone.row["households"] for zone in OFFICE.zones
    ]


def test_phones_are_of_a_range_that_nobody_has() -> None:
    phones = [row["phone"] for row in OFFICE.owner_rows()]
    phones += [person.row()["phone"] for person in OFFICE.people]
    assert all(str(phone).startswith("100-") for phone in phones)
    assert len(set(phones)) == len(phones)


def test_who_answers_before_the_successor_came_is_the_foreman() -> None:
    zone = OFFICE.zones[-1]
    order = terms.ORDER.hant
    before = OFFICE.answerable(zone, order, date(2026, 9, 10))
    after = OFFICE.answerable(zone, order, date(2026, 9, 11))
    assert before.post == terms.ORDER_FOREMAN.hant
    assert after == zone.team[order]
