"""The cell functions: what they answer, in which shape, and how often they read the book."""

from __future__ import annotations

import datetime as dt
import inspect
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl import functions
from estate_xl.addin.function_help import HELP
from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.files.session import open_file
from estate_xl.functions import (
    estate_due,
    estate_month_score,
    estate_rank,
    estate_status,
    estate_workdays,
    estate_zone_score,
)
from estate_xl.live import function_data
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from estate_xl.tasks.month_end import month_end
from support.desks import opened, records
from support.engine_calls import counted_calls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

ROWS = 10_000
HOLIDAY = dt.date(2026, 10, 15)


def day(month: int, number: int, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, number)  # noqa: DTZ001 - cells know no time zones


@pytest.fixture(scope="module")
def caller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.Range]:
    """A cell of the small office, with a day off that no official calendar has."""
    rows = {**records(), "Calendar": [{"date": HOLIDAY, "kind": "休", "name": "司慶"}]}
    rows["Tickets"][0] |= {"dispatched": day(10, 5), "arrived": day(10, 6)}
    rows["Tickets"][3]["ticket"] = rows["Tickets"][1]["ticket"]
    data = make_book(Language.HANT, rows, {})
    for book in opened(tmp_path_factory.mktemp("office") / "office.xlsx", data):
        yield book.sheets["首頁"].range("A1")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the books read, in order; counted around the real reader."""
    seen: list[str] = []
    read = read_office

    def counting(book: xw.Book, wanted: Any) -> object:  # noqa: ANN401 - as the reader has it
        seen.append(book.name)
        return read(book, wanted)

    monkeypatch.setattr(function_data, "read_office", counting)
    return seen


@pytest.mark.parametrize(
    ("from_day", "days", "expected"),
    [
        (day(10, 12), 1, day(10, 13)),
        (day(10, 14), 1, day(10, 16)),  # the office's own day off wins
        (day(10, 16), 1, day(10, 19)),
        (day(10, 9), 1, day(10, 10)),  # a Saturday to make up for the holiday
        (day(10, 16), 0, day(10, 16)),
        ("2026-10-12", 1.0, day(10, 13)),
        (46307.0, 1, day(10, 13)),
        (None, 1, ""),
        (day(10, 12), None, ""),
        ("十月", 1, "#VALUE! 「十月」不是日期"),
        (day(10, 12), 1.5, "#VALUE! 「1.5」不是整數"),
        (day(10, 12), -1, "#VALUE! 天數 -1 不在 0 到 2000 之間"),
        (day(12, 31, 2030), 1, "#NUM! 2031 年的放假安排還沒有公布，請在「節假日」登記"),
        ("#REF!", 1, "#REF!"),
    ],
)
def test_workdays(caller: xw.Range, from_day: object, days: object, expected: object) -> None:
    """R-5.4: the calendar sheet wins; a year nobody has settled is an error, not a guess."""
    assert estate_workdays(from_day, days, 1, caller) == expected


@pytest.mark.parametrize(
    ("kind", "category", "expected"),
    [
        ("回訪", None, day(10, 16)),
        ("回访", "工程類", day(10, 16)),
        ("Follow-up", "Engineering", day(10, 21)),
        ("跟進", "物管类", day(10, 17)),
        ("退單返工", "工程類", day(10, 21)),
        ("代客驗收", "工程類", day(10, 21)),
        ("跟進", None, ""),
        ("跟進", "別的", "#VALUE! 「別的」不是工程類、物管類"),
        ("吃飯", "工程類", "#VALUE! 「吃飯」不是回訪、跟進、退單返工、代客驗收"),
        ("跟進", "#N/A", "#N/A"),
    ],
)
def test_due(caller: xw.Range, kind: str, category: object, expected: object) -> None:
    """R-5.4, R-5.5: a visit by working days, a follow-up by the days of its kind."""
    assert estate_due(kind, category, day(10, 14), 1, caller) == expected


@pytest.mark.parametrize(
    ("month", "zone", "score", "rank"),
    [
        ("2026-10", "A01", 97.75, 1),
        (day(10, 1), "觀瀾苑", 97.75, 1),
        ("2026-10", "A02", *["#N/A 本月沒有主管周檢，不計分、不排名"] * 2),
        ("2026-10", "观澜　苑", 97.75, 1),
        ("2026-10", "觀瀾園", *["#N/A 沒有片區「觀瀾園」，最接近的是 觀瀾苑（A01）"] * 2),
        ("2026-10", "Z9", *["#N/A 沒有片區「Z9」"] * 2),
        ("某月", "A01", *["#VALUE! 「某月」不是月份，請寫成 2026-10"] * 2),
        ("2026-10", None, "", ""),
    ],
)
def test_scores_and_ranks_of_zones(
    caller: xw.Range, month: object, zone: object, score: object, rank: object
) -> None:
    """R-8.1: what month-end computes, and the reason where it computes nothing."""
    assert estate_zone_score(month, zone, 1, caller) == score
    assert estate_rank(month, zone, 1, caller) == rank


@pytest.mark.parametrize(
    ("staff", "expected"),
    [
        ("林曉", "#N/A 林曉 缺少員工自檢，沒有總分"),
        ("Y01", "#N/A Y01 在 2026-10 沒有考核"),
        ("林晓", "#N/A 林曉 缺少員工自檢，沒有總分"),
        ("林校", "#N/A 沒有員工「林校」，最接近的是 林曉（Y02）"),
        ("無名", "#N/A 沒有員工「無名」"),
    ],
)
def test_scores_of_people(caller: xw.Range, staff: str, expected: str) -> None:
    """R-8.4: a missing part is named."""
    assert estate_month_score("2026-10", staff, 1, caller) == expected


@pytest.mark.parametrize(
    ("ticket", "expected"),
    [
        ("BS202610-0001", "處理中"),
        ("ｂｓ202610—0001", "處理中"),
        ("BS202610-0002", "#N/A 單號「BS202610-0002」在報事中有多行"),
        ("BS0", "#N/A 報事中沒有單號「BS0」"),
        (7.0, "#N/A 報事中沒有單號「7」"),
        (None, ""),
    ],
)
def test_status(caller: xw.Range, ticket: object, expected: str) -> None:
    assert estate_status(ticket, 1, caller) == expected


def test_an_array_comes_back_in_its_shape(caller: xw.Range) -> None:
    days = [[day(10, 12)], [day(10, 13)], [None]]
    assert estate_workdays(days, [[1]], 1, caller) == [[day(10, 13)], [day(10, 14)], [""]]
    assert estate_workdays([[day(10, 12), None]], 1, 1, caller) == [[day(10, 13), ""]]
    table = estate_due([["回訪"], ["跟進"]], [["工程類", "物管類"]], day(10, 14), 1, caller)
    assert table == [[day(10, 16), day(10, 16)], [day(10, 21), day(10, 17)]]
    assert estate_workdays([[1], [2]], [[1], [2], [3]], 1, caller) == "#VALUE! 幾個範圍的大小不一樣"


def test_ten_thousand_cells_make_one_read(caller: xw.Range, reads: list[str]) -> None:
    for row in range(ROWS):
        assert estate_workdays(day(10, 12), row % 3, 2, caller)
    assert reads == ["office.xlsx"]
    estate_status("BS202610-0001", 3, caller)
    assert len(reads) == 2, "another calculation reads anew"


@pytest.mark.slow
def test_ten_thousand_rows_make_one_read(caller: xw.Range, reads: list[str]) -> None:
    tickets = [["BS202610-0001"]] * ROWS
    months, zones, people = [["2026-10"]] * ROWS, [["A01"]] * ROWS, [["林曉"]] * ROWS
    found = [
        estate_status(tickets, 4, caller),
        estate_rank(months, zones, 4, caller),
        estate_zone_score(months, zones, 4, caller),
        estate_month_score(months, people, 4, caller),
        estate_workdays([[day(10, 12)]] * ROWS, 1, 4, caller),
        estate_due([["回訪"]] * ROWS, "", [[day(10, 14)]] * ROWS, 4, caller),
    ]
    assert [len(rows) for rows in found] == [ROWS] * 6
    assert found[1][-1] == [1]
    assert reads == ["office.xlsx"]


def ask_all(caller: xw.Range, calculation: int) -> None:
    """One question of each function."""
    estate_status("BS202610-0001", calculation, caller)
    estate_rank("2026-10", "A01", calculation, caller)
    estate_zone_score("2026-10", "A01", calculation, caller)
    estate_month_score("2026-10", "林曉", calculation, caller)
    estate_workdays(day(10, 12), 1, calculation, caller)
    estate_due("回訪", "", day(10, 14), calculation, caller)


def test_a_further_cell_asks_excel_for_its_workbook_alone(caller: xw.Range) -> None:
    ask_all(caller, 5)
    with counted_calls() as calls:
        estate_status("BS202610-0002", 5, caller)
    assert dict(calls) == {"Sheet.book": 1, "Book.name": 1}


def test_a_calculation_works_a_month_out_once(
    caller: xw.Range, monkeypatch: pytest.MonkeyPatch
) -> None:
    months: list[str] = []

    def counting(*given: Any) -> object:  # noqa: ANN401 - as the real one has it
        months.append(str(given[2]))
        return calculate_appraisal(*given)

    monkeypatch.setattr(function_data, "calculate_appraisal", counting)
    ask_all(caller, 6)
    ask_all(caller, 6)
    assert months == ["2026-10"]
    ask_all(caller, 7)
    assert months == ["2026-10"] * 2


def test_another_calculation_imports_nothing(caller: xw.Range) -> None:
    """What xlwings calls stays in one process, warm from its first calculation on."""
    ask_all(caller, 8)
    warm = set(sys.modules)
    ask_all(caller, 9)
    assert set(sys.modules) == warm


@pytest.mark.slow
def test_two_books_of_one_calculation_are_told_apart(
    caller: xw.Range, reads: list[str], tmp_path: Path
) -> None:
    rows = records()
    rows["Tickets"][0]["completed"] = day(10, 8)
    for other in opened(tmp_path / "other.xlsx", make_book(Language.EN, rows, {})):
        cell = other.sheets[0].range("A1")
        assert estate_status("BS202610-0001", 5, cell) == "Completed"
        assert estate_status("BS202610-0001", 5, caller) == "處理中"
        assert estate_status("BS202610-0001", 5, cell) == "Completed"
    assert reads == ["other.xlsx", "office.xlsx"]


@pytest.mark.slow
def test_scores_are_those_of_month_end(tmp_path: Path) -> None:
    """R-8: the functions compute what 考核 shows, on an office with flaws."""
    sample = make_sample(1, 60)
    path = tmp_path / "sample.xlsx"
    path.write_bytes(make_book(Language.HANT, sample.records, sample.settings))
    with open_file(path) as file:
        cell = file.book.sheets[0].range("A1")
        zones = [[str(row["zone"])] for row in sample.records["Zones"]]
        people = [[str(row["staff"])] for row in sample.records["Staff"]]
        scores = estate_zone_score(sample.month, zones, 6, cell)
        ranks = estate_rank(sample.month, zones, 6, cell)
        totals = estate_month_score(sample.month, people, 6, cell)
        now = dt.datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook's times have no zone
        done = month_end(file.book, Month.parse(sample.month), now, lambda _: None).appraisal
    assert done is not None
    by_zone = {zone.zone: zone for zone in done.zones}
    for (zone,), (score,), (rank,) in zip(zones, scores, ranks, strict=True):
        expected = by_zone[zone].score
        assert score == (None if expected is None else float(expected))
        assert rank == by_zone[zone].rank
    by_person = {person.staff: person.total for person in done.staff}
    shown = {key: total for (key,), (total,) in zip(people, totals, strict=True)}
    assert {key: shown[key] for key, total in by_person.items() if total is not None} == {
        key: float(total) for key, total in by_person.items() if total is not None
    }


def test_another_workbook_is_no_master(tmp_path: Path) -> None:
    import io  # noqa: PLC0415 - for this one

    import openpyxl  # noqa: PLC0415 - likewise

    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    for book in opened(tmp_path / "other.xlsx", file.getvalue()):
        cell = book.sheets[0].range("A1")
        expected = "#REF! 這本工作簿不是片區管理工作簿"
        assert estate_status([["x"], ["y"]], 7, cell) == [[expected]] * 2


def test_a_mistake_of_ours_is_an_answer(
    caller: xw.Range, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(functions, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(function_data, "read_office", lambda *_: 1 / 0)
    answer = estate_status("x", 8, caller)
    assert answer == "#VALUE! 程序內部出錯（ZeroDivisionError），記錄在 ribbon.log"
    assert "functions" in (tmp_path / "ribbon.log").read_text(encoding="utf-8")


def test_rejected_calls_are_asked_again(caller: xw.Range, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = SimpleNamespace(N_COM_ATTEMPTS=0)
    monkeypatch.setattr("xlwings._xlwindows", engine, raising=False)
    estate_status("x", 9, caller)
    assert engine.N_COM_ATTEMPTS > 0


def test_help_is_there_for_each_function_and_argument() -> None:
    there = {
        name.upper(): [*inspect.signature(function).parameters][:-2]
        for name, function in vars(functions).items()
        if name.startswith("estate_")
    }
    assert {name: len(arguments) for name, arguments in there.items()} == {
        name: len(arguments) for name, (_, arguments) in HELP.items()
    }
    for does, arguments in HELP.values():
        assert all(len(text) <= 255 for label in (does, *arguments) for text in label.all_texts())


def test_annotations_can_be_looked_up() -> None:
    """The decorator does so on Windows, where a missing name would stop the import."""
    for name in HELP:
        function = getattr(functions, name.lower())
        hints = inspect.get_annotations(function, eval_str=True)
        assert set(hints.values()) == {Any}
