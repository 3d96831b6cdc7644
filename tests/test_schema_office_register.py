"""Registers of duties are declared once, and a declaration that contradicts itself is refused."""

from __future__ import annotations

import pytest

from estate_xl.errors.exceptions import SchemaError
from estate_xl.language import Label, Language
from estate_xl.schema import ESTATE_BOOK, Role
from estate_xl.schema.carrying import EVERYTHING, Carried, Filled
from estate_xl.schema.columns import day_column, room_column, zone_column
from estate_xl.schema.office_register import Count, Matter, OfficeRegister, office_register
from estate_xl.schema.office_registers import OFFICE_REGISTERS, with_targets
from estate_xl.schema.rules import RULES
from estate_xl.schema.statistics import Measure, Rows, Unit

WORDS = Label("走訪", "Visits")
DAYS = (day_column("due", "期限", "Due"), day_column("done", "完成", "Done"))
OWED = Matter("visits", WORDS, due="due", done="done")


def test_a_register_names_columns_that_its_sheet_has() -> None:
    with pytest.raises(SchemaError, match="'due'"):
        office_register("Visits", WORDS, (room_column(),), WORDS, matters=(OWED,))
    for wrong in ({"in_order": ("due",)}, {"planned": ("due",)}, {"once": (("room", "due"),)}):
        with pytest.raises(SchemaError, match="'due'"):
            office_register("Visits", WORDS, (room_column(),), WORDS, **wrong)
    with pytest.raises(SchemaError, match="no sheet of a duty"):
        OfficeRegister(ESTATE_BOOK["Tickets"])


def test_what_is_owed_goes_into_the_next_year() -> None:
    register = office_register("Visits", WORDS, DAYS, WORDS, matters=(OWED,))
    assert register.sheet.carried == Carried(closings=((Filled("done"),),))
    both = (OWED, Matter("again", WORDS, due="due", done="due"))
    register = office_register("Visits", WORDS, DAYS, WORDS, matters=both)
    assert register.sheet.carried == Carried(closings=((Filled("done"), Filled("due")),))
    assert office_register("Visits", WORDS, DAYS, WORDS).sheet.carried == EVERYTHING
    told = office_register("Visits", WORDS, DAYS, WORDS, carried=Carried(), matters=(OWED,))
    assert told.sheet.carried == Carried()


def test_a_records_place_is_its_zone_else_its_room() -> None:
    columns = (*DAYS, room_column(), zone_column())
    assert office_register("Visits", WORDS, columns, WORDS).place == "zone"
    assert office_register("Visits", WORDS, columns[:3], WORDS).place == "room"
    assert office_register("Visits", WORDS, DAYS, WORDS).place == ""


def test_tables_of_the_statistics_say_what_they_count() -> None:
    counts = (Count(WORDS, "due", "done"), Count(WORDS, "done"))
    register = office_register("Visits", WORDS, (*DAYS, room_column()), WORDS, counts=counts)
    share, number = register.blocks
    assert (share.measure, share.unit, share.rows) == (Measure.SHARE, Unit.SHARE, Rows.ZONE)
    assert share.title == Label("走訪・按片區", "Visits by zone")
    assert share.note[0].hant == "按「期限」所在的月份計；已填「完成」的佔比，還沒到期的不計。"
    assert (number.key, number.measure) == ("visits_2", Measure.COUNT)
    assert number.note[0].en == "By the month of “Done”."


def test_a_register_without_a_place_counts_as_a_whole() -> None:
    (block,) = office_register("Visits", WORDS, DAYS, WORDS, counts=(Count(WORDS, "due"),)).blocks
    assert (block.title, block.rows) == (WORDS, Rows.NONE)


@pytest.mark.parametrize("register", OFFICE_REGISTERS, ids=lambda register: register.key)
def test_every_register_is_a_later_sheet_that_no_new_workbook_has(
    register: OfficeRegister,
) -> None:
    sheet = register.sheet
    assert (sheet.role, sheet.later) == (Role.DUTY, True)
    assert sheet in ESTATE_BOOK.sheets
    assert sheet not in list(ESTATE_BOOK.new_sheets())
    assert all(sheet.about.text(language) for language in Language)
    assert {matter.rule for matter in register.matters} <= set(RULES)


def test_a_register_comes_with_those_that_it_refers_to() -> None:
    assert with_targets(["WorkRecords"]) == {"WorkRecords", "WorkPlans"}
    assert with_targets(["Fees", "Tickets"]) == {"Fees", "Tickets"}
