"""People named by number or by a unique name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_bytes
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.read import read_office
from estate_xl.schema import Language
from estate_xl.tasks.people import person_named, shown_people

if TYPE_CHECKING:
    from estate_xl.read import Office

STAFF = [
    {"staff": "E1", "name": "林曉", "department": "協管隊", "post": "員工"},
    {"staff": "E2", "name": "周明", "department": "協管隊", "post": "員工"},
    {"staff": "E3", "name": "周明", "department": "環境部", "post": "員工"},
    {"staff": "E4", "name": "E1", "department": "環境部", "post": "員工"},
]


@pytest.fixture(scope="module")
def office() -> Office:
    return read_office(open_bytes(make_book(Language.HANT, {"Staff": STAFF}), "a.xlsx"))


@pytest.mark.parametrize(("name", "staff"), [("E2", "E2"), (" 林曉 ", "E1"), ("林晓", "E1")])
def test_a_number_or_a_unique_name_means_somebody(office: Office, name: str, staff: str) -> None:
    assert person_named(office, name) == staff


@pytest.mark.parametrize(("name", "said"), [("周明", "E2"), ("林曉曉", "林曉"), ("", "工號")])
def test_nobody_or_several_are_refused(office: Office, name: str, said: str) -> None:
    with pytest.raises(WorkbookError) as caught:
        person_named(office, name)
    assert said in str(caught.value)


def test_a_name_is_shown_where_it_means_nobody_else(office: Office) -> None:
    assert shown_people(office) == {"E1": "林曉", "E2": "E2", "E3": "E3", "E4": "E4"}
