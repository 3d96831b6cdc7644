"""Template sheets filled: plans of rows, what is written, and the copy that takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from estate_xl.engine.opening import open_book
from estate_xl.errors.exceptions import TemplateError
from estate_xl.schema import Language
from estate_xl.schema.appraisal import HEADING, ZONES
from estate_xl.write.blocks import rectangles
from estate_xl.write.placeholders import APPRAISAL_NAMES, Plan, fill_template, read_cells
from estate_xl.write.slips import SLIP_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import xlwings as xw

TEMPLATE = "月度考核模板"
HEADING_VALUES = {field.key: None for field in HEADING} | {
    "project": "翠湖花園",
    "month": "2026-10",
}


def zone(**values: object) -> dict[str, object]:
    return {field.key: None for field in ZONES.fields} | values


def plan(*cells: Sequence[str]) -> Plan:
    return Plan(cells, APPRAISAL_NAMES, TEMPLATE, Language.HANT)


@pytest.fixture
def book(tmp_path: Path) -> xw.Book:
    """A workbook with a small hidden template between two other sheets."""
    workbook = Workbook()
    cover = workbook.active
    assert cover is not None
    cover.title = "首頁"
    sheet = workbook.create_sheet(TEMPLATE)
    for row in (
        ("{{ 項目名稱 }} {{ 月份 }}", None, None, None),
        ("片區編號", "巡檢得分", "片區得分", "說明"),
        ("{% for 片區 %}{{ 片區編號 }}", "{{ 巡檢得分 }}", '=B3*2+"{{ 業主評價 }}"', "{{ 說明 }}"),
        (None, None, "=SUM(C2:C4)", "{{ 月份 }}"),
    ):
        sheet.append(row)
    sheet["D3"].alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[3].height = 21
    sheet.print_area = "A1:D4"
    sheet.sheet_state = "hidden"
    workbook.create_sheet("末頁")
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return open_book(path)


def fill(book: xw.Book, *zones: dict[str, object]) -> dict[str, object]:
    title = "考核 2026-10"
    filled = fill_template(
        book.sheets[TEMPLATE],
        title,
        HEADING_VALUES,
        {"zones": zones},
        Language.HANT,
        old=next((sheet for sheet in book.sheets if sheet.name == title), None),
    )
    return dict(filled.results)


def titles(book: xw.Book) -> list[str]:
    return [sheet.name for sheet in book.sheets]


def test_rows_repeat_and_formulas_move(book: xw.Book) -> None:
    zones = [
        zone(zone=f"A0{n}", inspection=90 + n, owner=n, score=180.0 + 3 * n) for n in (1, 2, 3)
    ]
    zones[2]["owner"] = None
    results = fill(book, *zones)
    sheet = book.sheets["考核 2026-10"]
    assert read_cells(sheet) == [
        ["翠湖花園 2026-10", "", "", ""],
        ["片區編號", "巡檢得分", "片區得分", "說明"],
        ["A01", "91", "=B3*2+1", ""],
        ["A02", "92", "=B4*2+2", ""],
        ["A03", "93", '=B5*2+""', ""],
        ["", "", "=SUM(C2:C6)", "2026-10"],
    ]
    assert results == {"C3": 183.0, "C4": 186.0, "C5": 189.0}
    assert sheet.range("D6").value == "2026-10"
    assert [sheet.range(f"{row}:{row}").row_height for row in (3, 4, 5)] == [21, 21, 21]
    assert sheet.page_setup.print_area == "$A$1:$D$6"
    assert sheet.visible
    assert titles(book) == ["首頁", TEMPLATE, "考核 2026-10", "末頁"]


def test_template_stays_as_it_is(book: xw.Book) -> None:
    before = book.sheets[TEMPLATE].range("A1:D4").formula
    fill(book, zone(zone="A01"), zone(zone="A02"))
    assert book.sheets[TEMPLATE].range("A1:D4").formula == before
    assert not book.sheets[TEMPLATE].visible


def test_new_sheet_takes_the_place_of_the_old(book: xw.Book) -> None:
    fill(book, zone(zone="A01"))
    book.sheets["末頁"].copy(after=book.sheets[TEMPLATE], name="之間")
    fill(book, zone(zone="B01"), zone(zone="B02"))
    assert titles(book) == ["首頁", TEMPLATE, "之間", "考核 2026-10", "末頁"]
    assert book.sheets["考核 2026-10"].range("A4").value == "B02"


def test_failure_leaves_the_book_as_it_was(book: xw.Book) -> None:
    fill(book, zone(zone="A01"))
    with pytest.raises(TemplateError, match=r"月度考核模板!D3 .*沒有資料"):
        fill(book, {key: value for key, value in zone().items() if key != "reason"})
    assert titles(book) == ["首頁", TEMPLATE, "考核 2026-10", "末頁"]
    assert book.sheets["考核 2026-10"].range("A3").value == "A01"


def test_bad_template_stops_before_anything_is_copied(book: xw.Book) -> None:
    book.sheets[TEMPLATE].range("B3").value = "{{ 巡檢得芬 }}"
    with pytest.raises(TemplateError) as caught:
        fill(book)
    assert (
        str(caught.value) == "月度考核模板!B3 的「{{ 巡檢得芬 }}」不認識，最接近的是「巡檢得分」。"
    )
    assert titles(book) == ["首頁", TEMPLATE, "末頁"]


def test_no_record_leaves_one_empty_row(book: xw.Book) -> None:
    assert fill(book) == {}
    sheet = book.sheets["考核 2026-10"]
    assert read_cells(sheet)[2] == ["", "", "", ""]
    assert sheet.range("C4").formula == "=SUM(C2:C4)"


def test_text_stays_text(book: xw.Book) -> None:
    texts = ["=1+1", "001", "3-4", "@x", "'x"]
    fill(book, *(zone(zone=text) for text in texts))
    assert book.sheets["考核 2026-10"].range("A3:A7").value == texts


def test_wrapped_text_gets_a_higher_row(book: xw.Book) -> None:
    fill(book, zone(zone="A01", reason="本月沒有主管周檢，不計分。" * 5), zone(zone="A02"))
    sheet = book.sheets["考核 2026-10"]
    assert (sheet.range("3:3").row_height or 0) > 100
    assert sheet.range("4:4").row_height == 21


@pytest.mark.parametrize("name", ["片區", "片区", "Zones", "zones", "部門片區", "Department zones"])
def test_list_names(name: str) -> None:
    rows = plan([f"{{% for {name} %}}"]).repeat_rows({"zones": [zone(), zone()]})
    assert len(rows) == (1 if name.startswith(("部", "D")) else 2)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ["", "{% for 片曲 %}"],
            "月度考核模板!B1 的列表「片曲」不認識，可用的列表：片區、部門片區、部門、員工、",
        ),
        (
            ["{% for 片區 %}", "{% for 員工 %}"],
            "月度考核模板!B1：一行只能重複一個列表，這一行還標了「片區」。",
        ),
        (['="{{ 性名 }}"'], "月度考核模板!A1 的「{{ 性名 }}」不認識，請對照空白工作簿"),
        (["{{ 姓名 }}"], "月度考核模板!A1 的「{{ 姓名 }}」不認識，請對照空白工作簿"),
        (["{% endfor %}"], "月度考核模板!A1 的表達式寫法有誤"),
    ],
)
def test_template_errors(cells: list[str], expected: str) -> None:
    with pytest.raises(TemplateError) as caught:
        plan(cells)
    assert str(caught.value).startswith(expected)


def test_a_template_without_lists_says_so() -> None:
    with pytest.raises(TemplateError, match=r"A1 的列表「片區」不認識：這張模板沒有列表"):
        Plan([["{% for 片區 %}"]], SLIP_NAMES, TEMPLATE, Language.HANT)


def test_result_is_told_by_the_header_above() -> None:
    sheet = plan(
        ["片區得分", "業主評價", "總計"],
        ["（分）", "", ""],
        ["{% for 片區 %}", "=1", "=2"],
        ["總分", "名次", ""],
        ["{% for 員工 %}", "=3", "=4"],
    )
    person: dict[str, object] = {"rank": 7}
    lists: dict[str, list[dict[str, object]]] = {"zones": [zone(owner=95.0)], "staff": [person]}
    cells = [["片區得分", "業主評價", "總計"], ["（分）", "", ""], ["", "=1", "=2"]]
    _, results = sheet.fill([*cells, ["", "", ""], ["", "=3", "=4"]], sheet.repeat_rows(lists), {})
    assert results == {"B3": 95.0, "B5": 7}


def test_formula_keeps_its_other_strings() -> None:
    sheet = plan(
        ["{% for 片區 %}{{ zone }}", """='a"b'!A1&"x"&"{{ 片區名稱 | default(""無"") }}\""""]
    )
    rows = sheet.repeat_rows({"zones": [zone(name='東"區')]})
    changes, _ = sheet.fill([["", """='a"b'!A1&"x"&"{{ 片區名稱 }}\""""]], rows, {})
    assert changes[1, 2] == """='a"b'!A1&"x"&"東""區\""""


def test_few_blocks() -> None:
    places = [(1, 1), (1, 2), (2, 1), (2, 2), (4, 1), (4, 2), (2, 4)]
    found = sorted(rectangles({place: place[0] for place in places}))
    assert found == [(1, 1, [[1, 1], [2, 2]]), (2, 4, [[2]]), (4, 1, [[4, 4]])]
