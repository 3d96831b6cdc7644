"""The office's own words in a package are counted and shown; ours are not among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.check import parse_settings
from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.evidence import explain
from estate_xl.compute.evidence_changes import CHANGE
from estate_xl.compute.evidence_people import DAYS_LED
from estate_xl.engine.opening import open_bytes
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import Label, Language
from estate_xl.schema.headers import plain
from estate_xl.tasks.free_texts import OURS, FreeTexts, read_free_texts
from support.closed_month import close_month, pack

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.deliver.package import Package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A month's package with its evidence."""
    book: Path = close_month(tmp_path_factory.mktemp("office") / "book.xlsx", tickets=20)
    return pack(book)


def test_no_package_holds_no_words() -> None:
    assert read_free_texts(None, has_phones=True) == FreeTexts()


def test_what_clerks_typed_is_counted_and_the_first_shown(package: Package) -> None:
    found = read_free_texts(package, has_phones=False)
    assert found.count >= len(found.first) == 3
    assert len(set(found.first)) == 3
    assert not found.has_phones
    ours = {"維修", "保潔", "綠化", "協管", "客服"}
    assert not ours & set(found.first)


@pytest.mark.slow
def test_what_we_say_of_a_month_is_no_free_text() -> None:
    """Each line of 計分依據 whose detail is ours is told by its subject, part or detail."""
    sample = make_sample(1, 12)
    book = open_bytes(make_book(Language.HANT, sample.records, sample.settings), "a.xlsx")
    office = read_office(book)
    settings, _ = parse_settings(office.tables["Settings"])
    month = Month.parse("2026-10")
    appraisal = calculate_appraisal(office.tables, settings.appraisal, month, office.findings)
    ours = [line for line in explain(appraisal) if isinstance(line.detail, Label)]
    assert {line.part for line in ours} >= {DAYS_LED, CHANGE}
    for line in ours:
        said = (line.subject_kind, line.part, line.detail)
        assert {plain(each.hant) for each in said if isinstance(each, Label)} & OURS, line
