"""Workbooks that the released 0.1.0 made go on working, as they are and once upgraded."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openxml_audit import OpenXmlValidator

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.engine.opening import open_book
from estate_xl.identity import Blocks, find_sheet
from estate_xl.read import read_office
from estate_xl.read.sheet_places import find_places
from estate_xl.schema import ESTATE_BOOK, Language, Role
from estate_xl.schema.earlier_templates import EARLIER_TEMPLATES
from estate_xl.schema.estate_book import WIDENED
from estate_xl.tasks.upgrade import upgrade
from estate_xl.write.template_digest import template_digest
from support.packages import TYPES, book_part, parts_of, relations, rels_of, sheet_parts

if TYPE_CHECKING:
    import xlwings as xw

    from support.packages import Parts

FOLDER: Final = Path(__file__).parent / "earlier_versions"
BOOKS: Final = sorted(FOLDER.glob("*.xlsx"))
OWN: Final = "我的分析"
COMMANDS: Final = (
    ("validate",),
    ("overdue", "--as-of", "2026-10-31T18:00"),
    ("month-end", "--month", "2026-10"),
    ("month-end", "--month", "2026-09"),
    ("statistics", "--year", "2026"),
    ("work-orders",),
)
TEMPLATES: Final = {
    title
    for sheet in ESTATE_BOOK.sheets
    if sheet.role is Role.TEMPLATE
    for title in sheet.title.spellings()
}
SETTINGS: Final = {"參數", "参数", "Settings"}
WIDER: Final = {text for key in WIDENED for text in ESTATE_BOOK[key].title.spellings()}
"""Titles of sheets that get the columns which they lack."""


@pytest.fixture(params=BOOKS, ids=lambda path: path.stem)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "office.xlsx"))


def run(path: Path, *words: str) -> int:
    status = cli.main([words[0], str(path), *words[1:], "--quiet"])
    assert status in {cli.OK, cli.FINDINGS}, words
    return status


def faults(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def cells_of(data: bytes, title: str) -> dict[str, object]:
    """What each filled cell of a sheet holds."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))[title]
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def may_change(before: Parts) -> set[str]:
    """The lists of the book, 參數, what lacks columns, and templates that nobody touched."""
    book = book_part(before)
    found = {TYPES, book, rels_of(book)}
    found |= {each.target for each in relations(before, book) if each.kind != "worksheet"}
    for title, part in sheet_parts(before).items():
        if title in SETTINGS | TEMPLATES | WIDER:
            found |= {part, *(each.target for each in relations(before, part))}
    return found


def test_upgrading_leaves_every_other_part_as_it_was(earlier: Path) -> None:
    original = earlier.read_bytes()
    before = parts_of(original)
    run(earlier, "upgrade")
    after = parts_of(earlier.read_bytes())
    changed = {name for name, data in before.items() if after.get(name) != data}
    assert changed <= may_change(before)
    for title in WIDER & sheet_parts(before).keys():
        was, now = (cells_of(data, title) for data in (original, earlier.read_bytes()))
        assert {place: now.get(place) for place in was} == was
    assert faults(earlier) == []
    again = earlier.read_bytes()
    run(earlier, "upgrade")
    assert earlier.read_bytes() == again


def test_the_templates_of_every_earlier_version_are_known(earlier: Path) -> None:
    """A release puts its workbook beside the others, and this test asks for its digests."""
    book = open_book(earlier)
    place = ["zh-Hant", "zh-Hans", "en"].index(places_language(book))
    for key, digests in EARLIER_TEMPLATES["0.1.0"].items():
        own = find_sheet(book, key)
        assert own is not None
        assert template_digest(own) == digests[place], key


def places_language(book: xw.Book) -> str:
    return find_places(book, Blocks(book)).language.value


def test_a_template_that_nobody_touched_is_this_version_s(
    earlier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    language = places_language(open_book(earlier))
    title = ESTATE_BOOK["AppraisalTemplate"].title.text(Language(language))
    assert cli.main(["upgrade", str(earlier), "--json"]) == cli.OK
    told = json.loads(capsys.readouterr().out)["templates"]
    keys = ("SlipTemplate", "AppraisalTemplate", "MailTemplate")
    assert told == [ESTATE_BOOK[key].title.text(Language(language)) for key in keys]
    new = earlier.with_name("new.xlsx")
    new.write_bytes(make_book(Language(language)))
    drawn, now = (open_book(path).sheets[title] for path in (new, earlier))
    assert template_digest(now) == template_digest(drawn)


@pytest.mark.parametrize("touch", ["text", "colour", "width"])
def test_a_template_that_the_office_touched_stays(tmp_path: Path, touch: str) -> None:
    path = Path(shutil.copy(FOLDER / "demo-0.1.0.xlsx", tmp_path / "a.xlsx"))
    book = open_book(path)
    tab = book.sheets["月度考核模板"]
    if touch == "text":
        tab["A1"].value = "濱江花園月度考核"
    elif touch == "colour":
        tab["A1"].color = (1, 2, 3)
    else:
        tab["A1"].column_width = 40
    before = template_digest(tab)
    result = upgrade(book, lambda _: None)
    assert result.templates == ["報事單模板", "郵件模板"]
    assert [title for title, _ in result.news] == ["月度考核模板"]
    assert template_digest(book.sheets["月度考核模板"]) == before


@pytest.mark.slow
@pytest.mark.parametrize("first", [(), (("upgrade",),)], ids=["as it is", "upgraded"])
def test_every_command_runs_on_it(
    earlier: Path, first: tuple[tuple[str, ...], ...], tmp_path: Path
) -> None:
    """The audit takes longer than all commands, so it comes after the last of them."""
    for words in (*first, *COMMANDS):
        run(earlier, *words)
    assert faults(earlier) == []
    run(earlier, "upgrade")
    run(earlier, "send", "--month", "2026-10", "--force", "--package", str(tmp_path / "p.xlsx"))
    out = tmp_path / "next.xlsx"
    run(earlier, "new-year", "--year", "2027", "--out", str(out))
    assert faults(out) == []
    run(out, "month-end", "--month", "2027-01")
    run(out, "validate")


def with_own_things(data: bytes) -> bytes:
    """The workbook with a sheet, a chart, a note and a column of the office's own."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    own = book.create_sheet(OWN, 3)
    own["A1"], own["A2"], own["B1"] = "=COUNTA(片區!A4:A9)", "=參數!B4", 5
    chart = BarChart()
    chart.add_data(Reference(own, min_col=2, min_row=1, max_row=3))
    own.add_chart(chart, "D2")
    book["報事"]["B5"].comment = Comment("問過業主", "林曉")
    book["參數"]["F6"] = "旁註"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.slow
def test_what_the_office_added_outlives_the_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(with_own_things((FOLDER / "demo-0.1.0.xlsx").read_bytes()))
    before, faulty = parts_of(path.read_bytes()), set(faults(path))
    run(path, "upgrade")
    after = parts_of(path.read_bytes())
    changed = {name for name, data in before.items() if after.get(name) != data}
    assert changed <= may_change(before)
    assert {text for text in faults(path) if "inlineStr" not in text} <= faulty
    book = openpyxl.load_workbook(path)
    assert book[OWN]["A2"].value == "=參數!B4"
    assert book["參數"]["F6"].value == "旁註"
    note = book["報事"]["B5"].comment
    assert note is not None
    assert note.text == "問過業主"
    assert len(open_book(path).sheets[OWN].charts) == 1


@pytest.mark.slow
def test_an_upgraded_workbook_says_what_it_said(earlier: Path, tmp_path: Path) -> None:
    """The appraisal and the records are the same, number by number."""
    other = Path(shutil.copy(earlier, tmp_path / "other.xlsx"))
    run(other, "upgrade")
    tables = [read_office(open_book(path)).tables for path in (earlier, other)]
    for key, frame in tables[0].items():
        if key != "Settings":
            assert frame.equals(tables[1][key]), key
