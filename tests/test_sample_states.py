"""The sample's morning shows every state, every kind of matter, and a complaint at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from estate_xl.blueprint import make_book
from estate_xl.check import parse_settings
from estate_xl.compute.complaints import advance_complaints
from estate_xl.compute.open_matters import MATTERS
from estate_xl.compute.owed import find_owed
from estate_xl.console.demo import NOW
from estate_xl.files.session import open_file
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import Language, terms
from estate_xl.schema.office_registers import OFFICE_REGISTERS

if TYPE_CHECKING:
    from estate_xl.compute.owed import Owed
    from estate_xl.typed_frames import Tables

_NEVER_MISSED = {terms.WEEKLY_INSPECTION.hant, terms.SUPERVISOR_INSPECTION.hant}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The frames of the demo's office before any command."""
    sample = make_sample()
    path = tmp_path_factory.mktemp("sample") / "office.xlsx"
    path.write_bytes(make_book(Language.HANT, sample.records, sample.settings))
    with open_file(path) as opened:
        return read_office(opened.book).tables


@pytest.fixture(scope="module")
def owed(tables: Tables) -> Owed:
    """What it owes on the demo's morning, complaints brought up to date."""
    advance = advance_complaints(tables["Complaints"], tables["ComplaintRounds"])
    complaints = tables["Complaints"].copy()
    complaints[advance.complaints.columns] = advance.complaints
    settings, _ = parse_settings(tables["Settings"])
    after = {**tables, "Complaints": complaints, "ComplaintRounds": advance.rounds}
    return find_owed(after, settings, NOW)


def test_every_state_of_a_ticket_is_there(owed: Owed) -> None:
    """R-5."""
    assert set(owed.deadlines["state"].dropna()) == {state.hant for state in terms.STATES}


def test_every_kind_of_matter_is_overdue(owed: Owed) -> None:
    """R-5.3 to R-5.6, R-6, R-7, R-C1; the weekly inspections were all made."""
    over = owed.matters[owed.matters["due"].lt(owed.now)]
    of_registers = {matter.key for each in OFFICE_REGISTERS for matter in each.matters}
    assert set(over["matter"]) == set(MATTERS) - _NEVER_MISSED - of_registers
    assert len(over) <= 50, "a list that a clerk reads in the morning"


def test_something_comes_due_today(owed: Owed) -> None:
    days = owed.matters["due"].dt.normalize()
    assert {"visit", "follow_up"} <= set(
        owed.matters.loc[days.eq(pd.Timestamp(NOW.date())), "matter"]
    )


def test_a_complaint_climbed_to_the_top_and_one_is_about_to_climb(tables: Tables) -> None:
    """R-C1."""
    complaints, rounds = tables["Complaints"], tables["ComplaintRounds"]
    top = complaints.loc[complaints["level"].eq(terms.LEVELS[-1].hant), "complaint"]
    assert len(top) == 1
    kept = rounds[rounds["complaint"].isin(top)]
    assert list(kept["round"]) == [1, 2]
    advance = advance_complaints(complaints, rounds)
    assert len(advance.closed) == 1
    assert not len(advance.beyond)
    assert not len(advance.stuck)


def test_a_week_over_a_make_up_saturday(tables: Tables) -> None:
    """Slips came back around Saturday 10 October and Sunday 20 September 2026, working days."""
    returned = tables["Tickets"]["returned"].dt.normalize()
    for day in ("2026-09-19", "2026-09-20", "2026-10-09", "2026-10-10"):
        assert returned.eq(pd.Timestamp(day)).any()


def test_recognition_above_and_below_the_target(owed: Owed) -> None:
    """R-6: both among zones and among people."""
    for by in ("zone", "staff"):
        assert set(owed.known.loc[owed.known["by"].eq(by), "reached"]) == {True, False}


def test_a_few_days_without_inspection(owed: Owed) -> None:
    """R-7.1: holes that a supervisor sees at a glance."""
    missed = owed.coverage[~owed.coverage["done"] & owed.coverage["due"].lt(owed.now)]
    october = missed[missed["due"].dt.month.eq(10)]
    assert set(october["kind"]) == {terms.DAILY_INSPECTION.hant}
    assert 2 <= len(october) <= 5
