"""The command new-year on a whole office: what goes along, what stays, what it says of before."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from openxml_audit import OpenXmlValidator

from estate_xl.blueprint import make_book
from estate_xl.check import parse_settings
from estate_xl.compute.statistics import year_statistics
from estate_xl.console import cli
from estate_xl.engine.opening import open_book
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.slips import LEFT_HEADERS, MARK_HEADERS
from estate_xl.schema.statistics import Rows
from estate_xl.schema.statistics_blocks import BLOCKS
from estate_xl.tasks.first_years import past_of
from estate_xl.tasks.new_year import new_year
from estate_xl.tasks.preconditions import read_ours
from estate_xl.write.ledger import LedgerList
from support.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings as xw

    from estate_xl.tasks.results import NewYearResult

NOW = dt.datetime(2027, 1, 4, 9, 0)  # noqa: DTZ001 - a workbook's times have no zone
MONTHS = ("2026-10", "2026-11", "2026-12")
OWN = "我的分析"
INLINE = "inlineStr"
"""What openpyxl writes, and the audit would rather have shared."""
pytestmark = pytest.mark.slow


def carried(book: xw.Book, year: int = 2027, now: dt.datetime = NOW) -> NewYearResult:
    return new_year(book, now, lambda _: None, year=year)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An office at the end of a year, December appraised, slips printed, with things of its own."""
    sample = make_sample(3, 36, MONTHS)
    path = tmp_path_factory.mktemp("year") / "濱江花園.xlsx"
    path.write_bytes(make_book(Language.HANT, sample.records, sample.settings, office_id="ab" * 8))
    for words in (
        ["work-orders", str(path)],
        ["overdue", str(path), "--as-of", "2026-12-31T18:00"],
        ["month-end", str(path), "--month", "2026-12"],
        ["validate", str(path)],
    ):
        assert cli.main([*words, "--quiet"]) in {cli.OK, cli.FINDINGS}
    book = openpyxl.load_workbook(path)
    own = book.create_sheet(OWN)
    own["A1"], own["A2"], own["A3"] = "=COUNTA(報事!A4:A39)", "=片區!B4", "=報事!B4"
    own["A4"] = "='考核 2026-12'!A1"
    tickets = book["報事"]
    tickets["A1"] = "濱江的報事"
    tickets.cell(3, len(ESTATE_BOOK["Tickets"].columns) + 1, "我的備註")
    book.save(path)
    return path.read_bytes()


@pytest.fixture
def year_end(whole: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "濱江花園.xlsx"
    path.write_bytes(whole)
    return path


@pytest.fixture(scope="module")
def pair(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The workbook and the next year's, made by the command."""
    folder = tmp_path_factory.mktemp("pair")
    old, new = folder / "濱江花園.xlsx", folder / "濱江花園 2027.xlsx"
    old.write_bytes(whole)
    words = ["new-year", str(old), "--year", "2027", "--out", str(new), "--quiet"]
    assert cli.main(words) == cli.OK
    assert old.read_bytes() == whole
    return old, new


def tables(path: Path) -> Mapping[str, pd.DataFrame]:
    return read_office(open_book(path)).tables


def test_open_tickets_go_along_and_closed_ones_stay(pair: tuple[Path, Path]) -> None:
    old, new = (tables(path)["Tickets"] for path in pair)
    is_open = old["archived"].isna() & old["cancelled"].isna()
    days = old.select_dtypes("datetime").max(axis=1)
    goes = old[is_open | days.ge(pd.Timestamp("2027-01-01"))]
    assert set(goes["content"]) <= set(new["content"])
    assert len(new) < len(old) / 2
    pd.testing.assert_frame_equal(
        new.reset_index(drop=True),
        old[old["content"].isin(new["content"]) & old["ticket"].isin(new["ticket"])].reset_index(
            drop=True
        ),
    )


def test_masters_settings_and_templates_are_as_they_were(pair: tuple[Path, Path]) -> None:
    old, new = map(tables, pair)
    for key in ("Zones", "Staff", "Owners", "InspectionStandards", "AppraisalWeights", "Settings"):
        pd.testing.assert_frame_equal(old[key], new[key], obj=key)
    books = [openpyxl.load_workbook(path) for path in pair]
    for title in ("月度考核模板", "報事單模板", "郵件模板", OWN, "參數"):
        cells = [[cell.value for row in book[title] for cell in row] for book in books]
        if title != OWN:
            assert cells[0] == cells[1]
    assert books[1]["報事"]["A1"].value == "濱江的報事"
    assert books[1].defined_names["estate_office_id"].attr_text == f'"{"ab" * 8}"'


def test_results_are_empty_and_filled_sheets_stay_behind(pair: tuple[Path, Path]) -> None:
    book = openpyxl.load_workbook(pair[1])
    assert not {"考核 2026-12", "報事單"} & set(book.sheetnames)
    for key in ("Findings", "Overdue", "Evidence", "MailLog"):
        sheet = book[ESTATE_BOOK[key].title.hant]
        assert not [cell.value for row in sheet.iter_rows(min_row=4) for cell in row if cell.value]
    assert book["月度統計"]["A1"].value == "月度統計"
    assert len(open_book(pair[1]).sheets["月度統計"].charts) == 4
    assert book["月度統計"].max_row < 60


def test_what_broke_is_named_and_what_did_not_goes_on(year_end: Path) -> None:
    book = open_book(year_end)
    result = carried(book)
    assert list(result.lost) == [f"「{OWN}」A3", f"「{OWN}」A4"]
    assert result.left == ["考核 2026-12"]
    assert str(book.sheets[OWN]["A1"].formula).startswith("=COUNTA(報事!A4:A")
    assert book.sheets[OWN]["A2"].formula == "=片區!B4"
    said = "\n".join(result.lines(Language.HANT, "new.xlsx"))
    assert "#REF!" in said
    assert f"「{OWN}」A3" in said
    assert "結轉：報事" in said
    assert "Carried: 報事" in "\n".join(result.lines(Language.EN, "new.xlsx"))


def test_the_file_is_sound(pair: tuple[Path, Path]) -> None:
    faults = [
        {text for text in map(str, OpenXmlValidator().validate(path).errors) if INLINE not in text}
        for path in pair
    ]
    assert faults[1] <= faults[0]


def test_the_cover_says_once_what_went_along(pair: tuple[Path, Path], year_end: Path) -> None:
    cover = openpyxl.load_workbook(pair[1])["首頁"]
    (line,) = [
        str(cell.value) for row in cover for cell in row if str(cell.value).startswith("結轉自")
    ]
    assert "濱江花園.xlsx" in line
    assert "2027" in line
    book = open_book(year_end)
    carried(book)
    book.sheets["表揚"]["A4"].value = NOW
    carried(book, 2028, NOW.replace(year=2028))
    texts = [text for row in book.sheets["首頁"].used_range.value for text in row if text]
    assert len([text for text in texts if str(text).startswith("結轉自")]) == 1


def test_numbers_go_on_and_none_of_last_year_is_missed(
    pair: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = Path(shutil.copy(pair[1], tmp_path))
    book = open_book(new)
    marks, left = (
        dict(LedgerList(book, headers, Language.HANT).read())
        for headers in (MARK_HEADERS, LEFT_HEADERS)
    )
    assert marks == left
    assert marks["bs202612-"] >= 9
    assert cli.main(["validate", str(new), "--json"]) in {cli.OK, cli.FINDINGS}
    said = capsys.readouterr().out
    assert "沒有了" not in said
    assert not [each for each in json.loads(said)["findings"] if "缺號" in each["message"]]


def test_every_number_of_last_year_is_the_old_books(pair: tuple[Path, Path]) -> None:
    old, new = map(open_book, pair)
    office = read_ours(old)
    settings, _ = parse_settings(office.tables["Settings"])
    said = year_statistics(office.tables, settings, 2026)
    past = past_of(new, Language.HANT)
    assert past is not None
    mine = read_ours(new)
    told = year_statistics(mine.tables, settings, 2027, past)
    of_people = {each.key for each in BLOCKS if each.rows in {Rows.WORKER, Rows.OWES}}
    for block, frame in said.tables.items():
        for place in range(13):
            assert past.known[place] == said.known[place]
            numbers = frame[place].dropna()
            assert past.numbers(block, place) == dict(numbers) if said.known[place] else True
        shown = told.tables[block][13].dropna()
        expected = frame[0].dropna()
        both = shown.index.intersection(expected.index)
        assert list(shown[both]) == list(expected[both])
        assert not expected.drop(both).any() or block in of_people


def test_the_month_before_stands_beside_january(pair: tuple[Path, Path], tmp_path: Path) -> None:
    new = Path(shutil.copy(pair[1], tmp_path))
    assert cli.main(["month-end", str(new), "--month", "2027-01", "--quiet"]) in {0, 1}
    sheet = openpyxl.load_workbook(new, data_only=True)["月度統計"]
    headers = [cell.value for row in sheet for cell in row if str(cell.value).startswith("上月")]
    assert headers
    assert set(headers) == {"上月 2026-12"}


@pytest.mark.parametrize(
    "words", [["month-end", "--month", "2026-12"], ["statistics", "--year", "2026"]]
)
def test_what_needs_the_old_rows_names_the_old_book(
    pair: tuple[Path, Path], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = pair[1].read_bytes()
    assert cli.main([words[0], str(pair[1]), *words[1:]]) == cli.FAILED
    assert "濱江花園.xlsx" in capsys.readouterr().err
    assert pair[1].read_bytes() == before


def test_a_year_is_begun_once(year_end: Path) -> None:
    book = open_book(year_end)
    carried(book)
    with refused("本來就從 2027 年開始"):
        carried(book)


def test_cells_beside_a_table_are_named(year_end: Path) -> None:
    book = open_book(year_end)
    book.sheets["表揚"]["J5"].value = "旁註"
    assert "「表揚」J5" in carried(book).beside


def test_json_tells_rows_by_sheet(
    year_end: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "n.xlsx"
    words = ["new-year", str(year_end), "--year", "2027", "--out", str(out), "--json"]
    assert cli.main(words) == cli.OK
    told = json.loads(capsys.readouterr().out)
    assert told["year"] == 2027
    assert {"sheet", "carried", "left"} == set(told["sheets"][0])
    months = told["open_months"]  # which is which says the date of today
    assert list(months) == ["not_over", "not_computed", "not_approved"]
    assert sorted(chain.from_iterable(months.values())) == list(MONTHS)
    assert cli.main(words) == cli.FAILED
    assert "n.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["濱江花園.xlsx", "a.xlsm"])
def test_the_new_workbook_is_another_file_of_the_same_kind(
    year_end: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = year_end.read_bytes()
    words = ["new-year", str(year_end), "--year", "2027", "--out", str(year_end.parent / name)]
    assert cli.main(words) == cli.FAILED
    assert capsys.readouterr().err.endswith("。\n")
    assert year_end.read_bytes() == before
