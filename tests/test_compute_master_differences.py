"""The note of a month's masters, and what differs from it since (R-M3)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from estate_xl.compute import Month
from estate_xl.compute.master_differences import Reason, compare_masters, next_note
from estate_xl.compute.master_notes import MasterNote, canonical, take_note
from estate_xl.typed_frames import build_tables

OCTOBER = Month.parse("2026-10")
NOVEMBER = Month.parse("2026-11")

Records = dict[str, Any]


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def office(
    changes: tuple[Records, ...] = (),
    *,
    person: Records | None = None,
    zone: Records | None = None,
    room: Records | None = None,
    more: dict[str, list[Records]] | None = None,
) -> dict[str, pd.DataFrame]:
    """Two people, two zones with a record of September, one room; some of it as said."""
    records: dict[str, list[Records]] = {
        "Staff": [
            {"staff": "Y001", "post": "員工", "joined": day("2020-01-01"), **(person or {})},
            {"staff": "Y002", "post": "員工"},
        ],
        "Zones": [
            {"zone": "A01", "officer": "Y001", "active": "是", **(zone or {})},
            {"zone": "A02", "officer": "Y002"},
        ],
        "Owners": [{"room": "1-101", "zone": "A01", "moved_in": "否", **(room or {})}],
        "Inspections": [
            {"zone": "A01", "date": day("2026-09-03")},
            {"zone": "A02", "date": day("2026-09-04")},
        ],
        "Changes": list(changes),
    }
    for sheet, rows in (more or {}).items():
        records[sheet] = [*records[sheet], *rows]
    return build_tables({sheet: dict(enumerate(rows, 4)) for sheet, rows in records.items()})


def change(sheet: str, key: str, field: str, after: str | None, **others: object) -> Records:
    return {"subject": sheet, "key": key, "field": field, "after": after, **others}


NOTED = take_note(office(), OCTOBER)


def found(tables: dict[str, pd.DataFrame], note: MasterNote = NOTED) -> list[tuple[object, ...]]:
    return [
        (each.reason, each.key, each.field, each.noted, each.now)
        for each in compare_masters(tables, note)
    ]


def test_the_same_masters_differ_in_nothing() -> None:
    assert found(office()) == []
    assert found(office(zone={"active": None})) == []


def test_a_note_is_read_as_it_was_written() -> None:
    unread = [("Staff", 4, "post"), ("Owners", None, "moved_in_on")]
    note = take_note(office(), OCTOBER, unread)
    assert "post" not in note.records["Staff"]["Y001"]
    assert MasterNote.from_text(note.as_text()) == note
    assert note.as_text() == take_note(office(), OCTOBER, unread).as_text()


@pytest.mark.parametrize("text", ["[]", "{}", "none", '{"month":"x","sheets":{},"unrecorded":[]}'])
def test_another_text_is_no_note(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        MasterNote.from_text(text)


POST = (Reason.UNDATED, "Y001", "post", "員工", "維修班長")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), [POST]),
        ((change("員工", "Y001", "post", "維修班長", date=day("2026-11-01"), before="員工"),), []),
        ((change("員工", "Y001", "post", "維修班長", date=day("2026-10-09"), before="員工"),), []),
        ((change("員工", "Y001", "post", "維修班長", note="更正"),), []),
        ((change("員工", "Y001", "post", "保潔班長", note="更正"),), [POST]),
        ((change("員工", "Y001", "post", "維修班長", note="補記"),), [POST]),
        ((change("員工", "Y002", "post", "維修班長", note="更正"),), [POST]),
        (
            (
                change(
                    "員工", "Y001", "post", "維修班長", date=day("2026-11-01"), before="保潔班長"
                ),
            ),
            [(*POST[:4], "保潔班長")],
        ),
    ],
    ids=[
        "no row",
        "dated later",
        "dated within the month",
        "a correction",
        "a correction to something else",
        "a row without a day",
        "a correction of another",
        "a row that begins with something else",
    ],
)
def test_an_undated_change_is_one_until_it_is_explained(
    changes: tuple[Records, ...], expected: list[object]
) -> None:
    assert found(office(changes, person={"post": "維修班長"})) == expected


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ({"left": day("2026-11-20")}, [(Reason.SELF_DATED, "left")]),
        ({"left": day("2026-10-31")}, [(Reason.UNDATED, "left")]),
        ({"joined": None}, [(Reason.UNDATED, "joined")]),
        ({"joined": day("2026-11-03")}, [(Reason.UNDATED, "joined")]),
    ],
    ids=["left later", "left within the month", "no day of joining", "joined later"],
)
def test_days_of_people(typed: Records, reasons: list[object]) -> None:
    assert [(each[0], each[2]) for each in found(office(person=typed))] == reasons


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        (
            {"moved_in": "是", "moved_in_on": day("2026-11-05")},
            [(Reason.SELF_DATED, "moved_in")],
        ),
        ({"moved_in_on": day("2026-12-05")}, []),
        ({"moved_in": "是"}, [(Reason.UNDATED, "moved_in")]),
        (
            {"moved_in": "是", "moved_in_on": day("2026-10-05")},
            [(Reason.UNDATED, "moved_in"), (Reason.UNDATED, "moved_in_on")],
        ),
        ({"zone": "A02"}, [(Reason.UNDATED, "zone")]),
    ],
    ids=["moved in later", "will move in", "without a day", "before", "another zone"],
)
def test_rooms(typed: Records, reasons: list[object]) -> None:
    assert [(each[0], each[2]) for each in found(office(room=typed))] == reasons


def test_a_day_of_moving_in_that_was_not_known_is_filled_in() -> None:
    note = take_note(office(room={"moved_in": "是"}), OCTOBER)
    typed = {"moved_in": "是", "moved_in_on": day("2019-05-05")}
    assert found(office(room=typed), note) == []


def test_who_is_new_has_a_day_of_joining() -> None:
    new: list[Records] = [{"staff": "Y003"}, {"staff": "Y004", "joined": day("2026-11-02")}]
    expected = [(Reason.NEW_PERSON, "Y003", "joined", None, None)]
    assert found(office(more={"Staff": new})) == expected
    assert found(office(more={"Owners": [{"room": "1-102", "moved_in": "是"}]})) == []


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({}, [Reason.NEW_ZONE]),
        ({"Inspections": [{"zone": "A03", "date": day("2026-11-03")}]}, []),
        ({"Changes": [change("片區", "A03", "active", "是", date=day("2026-11-03"))]}, []),
    ],
    ids=["nothing", "a first record", "a row"],
)
def test_a_new_zone_has_a_record_or_a_row(
    more: dict[str, list[Records]], reasons: list[object]
) -> None:
    zone: dict[str, list[Records]] = {"Zones": [{"zone": "A03", "active": "是"}]}
    tables = office(more=zone | more)
    assert [each[0] for each in found(tables)] == reasons


def test_a_zone_that_counted_without_a_record_must_not_begin_with_its_first_one() -> None:
    zone: dict[str, list[Records]] = {"Zones": [{"zone": "A03", "active": "是"}]}
    note = take_note(office(more=zone), OCTOBER)
    assert note.unrecorded == {"A03"}
    record: dict[str, list[Records]] = {"Inspections": [{"zone": "A03", "date": day("2026-11-03")}]}
    begun = office(more=zone | record)
    expected = [(Reason.BEGUN_LATER, "A03", "active", "是", "是")]
    assert found(begun, note) == expected
    assert found(begun, next_note(begun, NOVEMBER, note)) == expected
    always = change("片區", "A03", "active", "是", note="更正")
    assert found(office((always,), more=zone | record), note) == []


def test_a_record_that_is_gone_is_asked_for() -> None:
    gone = office()
    gone["Staff"] = gone["Staff"].iloc[1:]
    expected = [(Reason.REMOVED, "Y001", "staff", "Y001", None)]
    assert found(gone) == expected
    assert found(gone, next_note(gone, NOVEMBER, NOTED)) == expected
    wrong = office((change("員工", "Y001", "staff", None, note="更正"),))
    wrong["Staff"] = gone["Staff"]
    assert found(wrong) == []
    gone["Staff"] = gone["Staff"].iloc[:0]
    assert found(gone) == []
    assert next_note(gone, NOVEMBER, NOTED).records["Staff"] == NOTED.records["Staff"]


def test_computing_again_does_not_silence_what_is_not_explained() -> None:
    new: dict[str, list[Records]] = {"Staff": [{"staff": "Y003"}], "Zones": [{"zone": "A03"}]}
    changed = office(person={"post": "維修班長", "left": day("2026-11-20")}, more=new)
    asked = [each for each in found(changed) if each[0] is not Reason.SELF_DATED]
    assert [each[0] for each in asked] == [Reason.UNDATED, Reason.NEW_PERSON, Reason.NEW_ZONE]
    note = next_note(changed, NOVEMBER, NOTED)
    assert found(changed, note) == asked
    assert note.records["Staff"]["Y001"]["left"] == "2026-11-20"


def test_an_older_month_leaves_the_note_as_it_is() -> None:
    note = next_note(office(), NOVEMBER, None)
    assert note.month == NOVEMBER
    assert next_note(office(person={"post": "維修班長"}), OCTOBER, note) is note
    corrected = change("員工", "Y001", "post", "維修班長", note="更正")
    again = next_note(office((corrected,), person={"post": "維修班長"}), NOVEMBER, note)
    assert again.records["Staff"]["Y001"]["post"] == "維修班長"


def test_what_could_not_be_read_differs_from_nothing() -> None:
    lost = office(person={"post": None})
    assert compare_masters(lost, NOTED, [("Staff", 4, "post")]) == []
    without = take_note(office(), OCTOBER, [("Staff", 4, "post")])
    assert found(office(person={"post": "維修班長"}), without) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [("A01", "A01"), (120.0, "120"), (day("2026-11-05"), "2026-11-05"), (pd.NaT, None)],
)
def test_values_are_texts(value: object, text: str | None) -> None:
    assert canonical(value) == text
