"""`statistics` and 月度統計 through the real commands: cells, charts, what is not ours."""

from __future__ import annotations

import re
import zlib
from struct import pack
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.engine.opening import open_book
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.statistics_sheets import LAYOUTS, MONTH_LAYOUT, YEAR_LAYOUT
from support.packages import complaints, file_of, parts_of
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

MONTH, EMPTY_MONTH = "2026-10", "2027-05"
DOT = b"\x89PNG\r\n\x1a\n" + b"".join(
    pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))
    for kind, data in (
        (b"IHDR", pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)
KEYS = ("MonthStatistics", "YearStatistics")


@pytest.fixture(scope="module")
def offices() -> dict[Language, bytes]:
    """A small office in each language: one month of tickets."""
    sample = make_sample(tickets=30, months=[MONTH])
    records = {**sample.records, "Inspections": sample.records["Inspections"][::9]}
    records["Owners"] = records["Owners"][:30]
    return {
        language: make_book(language, records, {**sample.settings, "project_name": "=濱江"})
        for language in Language
    }


@pytest.fixture
def book(offices: dict[Language, bytes], tmp_path: Path) -> Path:
    """The office in traditional Chinese, on disk."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(offices[Language.HANT])
    return path


@pytest.fixture(scope="module")
def filled(offices: dict[Language, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same office with its month and year filled; for reading."""
    path = tmp_path_factory.mktemp("filled") / "book.xlsx"
    path.write_bytes(offices[Language.HANT])
    fill(path)
    return path


def run(book: Path, command: str, *words: str) -> int:
    return cli.main([command, str(book), "--quiet", *words])


def fill(book: Path, month: str = MONTH) -> None:
    assert run(book, "month-end", "--month", month) in {cli.OK, cli.FINDINGS}
    assert run(book, "statistics", "--year", month[:4]) == cli.OK


def cells(book: Path, key: str, language: Language = Language.HANT) -> dict[str, list[object]]:
    """Lines of a sheet by their block's title and their own name."""
    sheet: Worksheet = read_sheet(book, ESTATE_BOOK[key].title.text(language))
    found: dict[str, list[object]] = {}
    title, gap = "", True
    for line in sheet.iter_rows(min_row=LAYOUTS[key].first_row, values_only=True):
        name = str(line[0] or "")
        title = name if gap else title
        found[f"{title}/{name}"] = list(line[1 : len(LAYOUTS[key].widths)])
        gap = not name
    return found


def references(parts: dict[str, bytes], number: int) -> list[str]:
    return re.findall(r"<c:f>(.*?)</c:f>", parts[f"xl/charts/chart{number}.xml"].decode())


def test_the_month_says_its_numbers(filled: Path) -> None:
    found = cells(filled, "MonthStatistics")
    assert found["報事件數・按片區/片區"][:3] == ["本月 2026-10", "上月 無數據", None], "charted"
    assert found["報事件數・按來源/來源"][:2] == ["本月 2026-10", None]
    total = found["報事件數・按片區/合計"]
    assert total == [30, None, None, None, None]
    zones = [line[0] for key, line in found.items() if key.startswith("報事件數・按片區/A")]
    assert sum(int(str(count)) for count in zones) == 30
    share, part, whole, *_ = found["滿意率/回訪評價"]
    assert share == int(str(part)) / int(str(whole))
    assert found["滿意率/評價來源"][1:3] == ["非不滿意", "已評"]
    sheet = read_sheet(filled, "月度統計")
    assert sheet["A1"].value == "濱江花園管理處 月度統計 2026-10"
    assert complaints(filled) == []


def test_the_year_says_its_months(filled: Path) -> None:
    found = cells(filled, "YearStatistics")
    assert found["報事件數・按類別/類別"] == [
        *(f"{number}月" for number in range(1, 13)),
        "全年",
        "2025年",
    ]
    total = found["報事件數・按類別/合計"]
    assert total == [*[None] * 9, 30, None, None, 30, None]
    assert list(found).index("報事件數・按類別/合計") < list(found).index("報事件數・按類別/工程類")


def test_charts_show_the_tables_and_store_what_these_hold(filled: Path) -> None:
    parts = parts_of(filled)
    sheets = openpyxl.load_workbook(filled)
    number = 0
    for key in KEYS:
        layout, sheet = LAYOUTS[key], sheets[ESTATE_BOOK[key].title.hant]
        for chart in layout.charts:
            number += 1
            assert len(references(parts, number)) == 3 * chart.series
            text = parts[f"xl/charts/chart{number}.xml"].decode()
            for reference, copy in re.findall(
                r"<c:f>'[^']*'!(.*?)</c:f>(.*?)</c:(?:str|num)Ref>", text
            ):
                area = sheet[reference.replace("$", "")]
                flat = [c for row in area for c in row] if isinstance(area, tuple) else [area]
                held = {int(at): v for at, v in re.findall(r'idx="(\d+)"><c:v>(.*?)</c:v>', copy)}
                assert f'ptCount val="{len(flat)}"' in copy
                for at, cell in enumerate(flat):
                    value = held.get(at)
                    if isinstance(cell.value, str) or cell.value is None:
                        assert value == cell.value, (chart.name, cell.coordinate)
                    else:
                        assert float(str(value)) == pytest.approx(cell.value, rel=1e-12)
    first = references(parts, 1)
    assert first[0] == "'月度統計'!$B$43"
    assert sheets["月度統計"]["A43"].value == "片區"


@pytest.mark.slow
def test_an_empty_month_has_zeros_and_nothing_to_compare_with(book: Path) -> None:
    fill(book, EMPTY_MONTH)
    found = cells(book, "MonthStatistics")
    assert found["報事件數・按片區/合計"] == [0, None, None, None, None]
    assert found["滿意率/回訪評價"] == [None, 0, 0, None, None]
    year = cells(book, "YearStatistics")["報事件數・按片區/合計"]
    assert year == [*[None] * 13, 30]


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_each_language_says_it_in_its_own_words(
    offices: dict[Language, bytes], tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(offices[language])
    fill(path)
    words = {
        Language.HANT: "報事件數・按片區/合計",
        Language.HANS: "报事件数・按片区/合计",
        Language.EN: "Tickets by zone/Total",
    }
    assert cells(path, "MonthStatistics", language)[words[language]][0] == 30
    charts = "".join(
        data.decode() for name, data in parts_of(path).items() if name.startswith("xl/charts/c")
    )
    font = {Language.HANT: "Microsoft JhengHei", Language.HANS: "Microsoft YaHei"}
    assert f'<a:ea typeface="{font.get(language, "Calibri")}"/>' in charts
    if language is Language.EN:
        names = [key.rpartition("/")[2] for key in cells(path, "MonthStatistics", language)]
        assert [name for name in names if re.search("合計|未填|百分", name)] == []
    assert complaints(path) == []


@pytest.mark.slow
def test_another_month_leaves_nothing_of_the_last_one(book: Path) -> None:
    other = book.with_name("other.xlsx")
    run(book, "month-end", "--month", EMPTY_MONTH, "--out", str(other))
    run(book, "month-end", "--month", MONTH)
    run(book, "month-end", "--month", EMPTY_MONTH)
    assert cells(book, "MonthStatistics") == cells(other, "MonthStatistics")


@pytest.mark.slow
def test_a_sheet_without_our_charts_gets_its_numbers(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    for title in ("月度統計", "年度統計"):
        workbook[title]._charts = []  # type: ignore[attr-defined] # openpyxl has no public way
    chart = BarChart()
    sheet: Worksheet = workbook["月度統計"]
    sheet["J2"] = 5
    chart.add_data(Reference(sheet, min_col=10, min_row=1, max_row=3))
    sheet.add_chart(chart, "J5")
    workbook.save(book)
    old = next(data for name, data in parts_of(book).items() if name == "xl/charts/chart1.xml")
    fill(book)
    parts = parts_of(book)
    assert [n for n in parts if n.startswith("xl/charts/chart")] == ["xl/charts/chart1.xml"]
    assert parts["xl/charts/chart1.xml"] == old
    written = read_sheet(book, "月度統計")
    assert written.cell(MONTH_LAYOUT.bare_row, 1).value == "報事件數・按片區"
    assert written["J2"].value == 5


@pytest.mark.slow
def test_a_chart_with_other_series_than_ours_stays_as_it_is(book: Path, filled: Path) -> None:
    parts = parts_of(filled)
    names = [f"xl/charts/chart{number}.xml" for number in (1, 2)]
    own, count = re.subn(rb"<c:ser>.*?</c:ser>", b"", parts[names[0]], count=1, flags=re.DOTALL)
    assert count == 1
    book.write_bytes(file_of({**parts, names[0]: own}))
    fill(book, EMPTY_MONTH)
    after = parts_of(book)
    assert after[names[0]] == own
    assert after[names[1]] != parts[names[1]]


@pytest.mark.slow
def test_the_offices_own_picture_beside_our_charts_stays(book: Path, tmp_path: Path) -> None:
    picture = tmp_path / "dot.png"
    picture.write_bytes(DOT)
    opened = open_book(book)
    for title in ("月度統計", "年度統計"):
        sheet = opened.sheets[title]
        sheet.pictures.add(str(picture), left=700, top=20, width=30, height=30)
    opened.save()
    before = parts_of(book)
    fill(book)
    after = parts_of(book)
    drawings = [name for name in before if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
    assert len(drawings) >= 2
    assert [name for name in drawings if after[name] != before[name]] == []
    opened = open_book(book)
    sheet = opened.sheets["年度統計"]
    assert (len(sheet.pictures), len(sheet.charts)) == (1, len(YEAR_LAYOUT.charts))
    assert sheet.range((YEAR_LAYOUT.first_row, 1)).value == "報事件數・按片區"


def test_a_missing_sheet_and_a_wrong_year_are_told(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book, "statistics", "--year", "26") == cli.FAILED
    assert "「26」不是年份" in capsys.readouterr().err
    workbook = openpyxl.load_workbook(book)
    del workbook["年度統計"]
    workbook.save(book)
    before = book.read_bytes()
    assert run(book, "statistics", "--year", "2026") == cli.FAILED
    assert "缺少工作表「年度統計」" in capsys.readouterr().err
    assert book.read_bytes() == before


@pytest.mark.slow
def test_what_could_not_be_read_is_told(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook["報事"]["B4"] = "十月三號"
    workbook.save(book)
    assert cli.main(["statistics", str(book), "--year", "2026"]) == cli.OK
    printed = capsys.readouterr().out
    assert "已寫入「book.xlsx」的工作表：年度統計。" in printed
    assert "處（單元格或行）沒有計入" in printed
    assert run(book, "statistics", "--year", "2026", "--lang", "en") == cli.OK


@pytest.mark.parametrize("key", KEYS)
def test_no_table_that_a_page_holds_is_parted(filled: Path, key: str) -> None:
    """Breaks stand above the tables' titles alone, and pages are not fitted, which forgets them."""
    sheet = read_sheet(filled, ESTATE_BOOK[key].title.hant)
    breaks = [each.id for each in sheet.row_breaks.brk]
    assert breaks
    for row in breaks:
        assert sheet.cell(row, 1).value is None, "the empty row between two tables"
        assert sheet.cell(row + 1, 1).font.b, "the title of the next"
    pages = sheet.sheet_properties.pageSetUpPr
    assert pages is None or not pages.fitToPage
    assert int(str(sheet.page_setup.scale)) <= 100
