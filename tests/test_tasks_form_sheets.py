"""Where forms come from and go to, in workbooks of this version and of earlier ones."""

from __future__ import annotations

import pytest

from estate_xl.blueprint import make_book
from estate_xl.engine.opening import open_bytes
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.schema import Label, Language
from estate_xl.schema.score_forms import FORMS_TITLE
from estate_xl.tasks.form_sheets import form_sheets
from support.buttons import plain_bytes

WHERE = ("ScoreFormTemplate", FORMS_TITLE, "ScoreForms", Language.HANT)


def test_the_template_is_found_and_nothing_was_filled_before() -> None:
    book = open_bytes(make_book(Language.HANT), "a.xlsx")
    found = form_sheets(book, *WHERE)
    assert (found.template.name, found.title, found.old, found.made) == (
        *("評分表模板", "評分表", None, []),
    )


def test_a_missing_template_is_made_and_told() -> None:
    book = open_bytes(make_book(Language.HANT), "a.xlsx")
    book.sheets["評分表模板"].delete()
    found = form_sheets(book, *WHERE)
    assert found.made == ["評分表模板"]
    assert found.template.range("A1").value == "{{ 項目名稱 }} {{ 表名 }} {{ 考核月份 }}"


def test_an_own_sheet_of_that_title_is_refused_before_a_template_is_made() -> None:
    book = open_bytes(plain_bytes(), "a.xlsx")
    book.sheets[0].range("A1").value = "自己的"
    with pytest.raises(WorkbookError):
        form_sheets(book, WHERE[0], Label("Sheet", "Sheet"), *WHERE[2:])
    assert len(book.sheets) == 1
