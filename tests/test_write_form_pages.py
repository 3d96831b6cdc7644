"""Forms filled from a template whose pages are the parts of its print area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.engine.opening import open_bytes
from estate_xl.errors.exceptions import TemplateError
from estate_xl.language import Label, Language
from estate_xl.schema.appraisal import Field, Section
from estate_xl.write.form_pages import FormPage, FormTemplate
from estate_xl.write.placeholders import Vocabulary
from support.buttons import plain_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xlwings as xw

    from estate_xl.write.form_pages import FilledForms

NAMES = Vocabulary(
    (Field("who", Label("誰", "Who")),),
    (
        Section("people", Label("人", "People"), (Field("name", Label("姓名", "Name")),)),
        Section("rooms", Label("房", "Rooms"), (Field("room", Label("房號", "Room")),)),
    ),
)
CELLS = [
    ["{{ 誰 }}的名單", None],
    ["姓名", "連結"],
    ["{% for 人 %}{{ 姓名 }}", '=HYPERLINK("#{{ 姓名 }}","{{ 姓名 }}")'],
    ["簽字", None],
    ["這一行不打印", None],
    ["{{ 誰 }}的房", None],
    ["{% for 房 %}{{ 房號 }}", None],
]
AREAS = "A1:B4,A6:B8"


@pytest.fixture
def template() -> xw.Sheet:
    """A template with two kinds of pages; the second one is longer than what is used."""
    sheet = open_bytes(plain_bytes(), "book.xlsx").sheets[0]
    sheet.range("A1").value = CELLS
    sheet.page_setup.print_area = AREAS
    return sheet


def people(who: str, *names: str) -> FormPage:
    return FormPage({"who": who}, {"people": [{"name": name} for name in names]})


def rooms(who: str, *numbers: str) -> FormPage:
    return FormPage({"who": who}, {"rooms": [{"room": number} for number in numbers]})


def fill(template: xw.Sheet, pages: Sequence[FormPage]) -> FilledForms:
    filled = FormTemplate(template, NAMES, Language.HANT).fill("表", pages)
    assert filled is not None
    return filled


def texts(sheet: xw.Sheet) -> list[object]:
    return list(sheet.range("A1:A20").value)


def test_each_page_is_repeated_kind_by_kind_with_a_row_for_each_record(template: xw.Sheet) -> None:
    filled = fill(template, [people("甲", "一", "二"), rooms("丙", "101"), people("乙")])
    assert texts(filled.sheet)[:12] == [
        *("甲的名單", "姓名", "一", "二", "簽字"),
        *("乙的名單", "姓名", None, "簽字"),
        *("這一行不打印", "丙的房", "101"),
    ]
    assert filled.pages == 3
    assert filled.sheet.page_setup.print_area == "$A$1:$B$9,$A$11:$B$13"
    assert template.range("A1").value == "{{ 誰 }}的名單"


def test_each_page_begins_on_a_new_one(template: xw.Sheet) -> None:
    sheet = fill(template, [people("甲", "一"), people("乙", "二", "三"), rooms("丙")]).sheet
    assert sheet.api.HPageBreaks.Count == 1, "between the two of one kind; an area begins one"


def test_a_kind_without_a_page_goes(template: xw.Sheet) -> None:
    filled = fill(template, [rooms("丙", "101", "102")])
    assert texts(filled.sheet)[:4] == ["這一行不打印", "丙的房", "101", "102"]
    assert filled.sheet.page_setup.print_area == "$A$2:$B$5"


def test_pages_of_a_kind_that_the_template_lacks_are_left_out(template: xw.Sheet) -> None:
    template.page_setup.print_area = "A6:B8"
    filled = fill(template, [people("甲", "一"), rooms("丙", "101")])
    assert filled.pages == 1
    assert "甲的名單" not in texts(filled.sheet)


def test_without_any_page_nothing_is_made(template: xw.Sheet) -> None:
    book = template.book
    template.page_setup.print_area = "A6:B8"
    assert FormTemplate(template, NAMES, Language.HANT).fill("表", [people("甲")]) is None
    assert len(book.sheets) == 1


def test_without_a_print_area_all_is_one_page(template: xw.Sheet) -> None:
    template.page_setup.print_area = None
    page = FormPage({"who": "甲"}, {"people": [{"name": "一"}], "rooms": [{"room": "101"}]})
    filled = fill(template, [page, page])
    assert texts(filled.sheet)[:8] == [
        *("甲的名單", "姓名", "一", "簽字", "這一行不打印", "甲的房", "101", "甲的名單"),
    ]


def test_a_long_text_makes_its_row_higher_and_a_look_is_kept(template: xw.Sheet) -> None:
    template.range("A3").wrap_text = True
    template.range("A3").color = (255, 0, 0)
    sheet = fill(template, [people("甲", "一", "長" * 60)]).sheet
    assert (sheet.range("A4").row_height or 0) > (sheet.range("A3").row_height or 0)
    assert sheet.range("A3:A4").color == (255, 0, 0)


def test_an_unknown_name_is_refused_before_anything_is_copied(template: xw.Sheet) -> None:
    template.range("A1").value = "{{ 何人 }}"
    with pytest.raises(TemplateError):
        FormTemplate(template, NAMES, Language.HANT)
    assert len(template.book.sheets) == 1


def test_what_cannot_be_computed_leaves_the_book_as_it_was(template: xw.Sheet) -> None:
    template.range("A1").value = "{{ 誰 + 1 }}"
    with pytest.raises(TemplateError):
        fill(template, [people("甲", "一")])
    assert len(template.book.sheets) == 1
