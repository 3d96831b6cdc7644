"""What needs the rows of an earlier year is answered by the workbook that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.identity.first_year import FirstYear, find_first_year, set_first_year
from estate_xl.schema import Language
from estate_xl.tasks.first_years import check_not_before, past_of
from support.refusals import refused

if TYPE_CHECKING:
    import xlwings as xw


def test_a_workbook_with_all_its_years_answers_for_all(book: xw.Book) -> None:
    assert find_first_year(book) is None
    check_not_before(book, 1999, "1999-01")
    assert past_of(book, Language.HANT) is None


@pytest.mark.parametrize("name", ["濱江花園.xlsx", 'a "b" 100%.xlsx'])
def test_the_year_before_is_in_the_workbook_that_is_named(book: xw.Book, name: str) -> None:
    set_first_year(book, FirstYear(2027, name))
    assert find_first_year(book) == FirstYear(2027, name.replace('"', "'"))
    check_not_before(book, 2027, "2027-01")
    with refused(f"2027 年開始，2026-12 .*{name[:3].replace(chr(34), chr(39))}"):
        check_not_before(book, 2026, "2026-12")
    assert past_of(book, Language.HANT) is None
