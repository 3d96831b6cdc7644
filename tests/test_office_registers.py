"""A register used as an office does: added by name, filled in, found on the sheets of results."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.engine.opening import open_book, open_bytes
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from support.register_records import register_rows
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.schema.office_register import OfficeRegister

MATTERS = [(register, matter) for register in OFFICE_REGISTERS for matter in register.matters]
RUNS: tuple[tuple[str, ...], ...] = (
    ("validate",),
    ("overdue", "--as-of", "2026-11-10T18:00"),
    ("month-end", "--month", "2026-10"),
    ("statistics", "--year", "2026"),
)
RESULTS = ("Findings", "Overdue", "MonthStatistics", "YearStatistics")


def office(path: Path, *registers: OfficeRegister) -> Path:
    """The sample office, with records of these registers."""
    sample = make_sample(1, 40)
    duties = {register.key: register_rows(register) for register in registers}
    path.write_bytes(make_book(Language.HANT, {**sample.records, **duties}, sample.settings))
    return path


def run_all(path: Path) -> dict[str, list[str]]:
    """Every command run on a book; the texts of each result sheet."""
    for words in RUNS:
        assert main([words[0], str(path), *words[1:], "--quiet"]) in {0, 1}
    return {key: texts(path, key) for key in RESULTS}


def texts(path: Path, key: str) -> list[str]:
    """All texts of a sheet."""
    sheet = read_sheet(path, ESTATE_BOOK[key].title.hant)
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that uses every register, every command run on it."""
    path = office(tmp_path_factory.mktemp("used") / "office.xlsx", *OFFICE_REGISTERS)
    run_all(path)
    return path


def test_a_register_comes_by_name_and_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_book(Language.HANT))
    assert main(["upgrade", str(path), "--with", "值班表,收費"]) == 0
    assert "新增工作表：值班表、收費。" in capsys.readouterr().out
    book = open_book(path)
    assert {"Duty", "Fees"} <= set(read_office(book).places.found)
    names = [sheet.name for sheet in book.sheets]
    assert names[names.index("評分錄入") :][:4] == ["評分錄入", "值班表", "收費", "片區"]
    before = path.read_bytes()
    assert main(["upgrade", str(path), "--with", "Fees"]) == 0
    assert "不缺什麼" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_an_unknown_name_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_book(Language.HANT))
    before = path.read_bytes()
    assert main(["upgrade", str(path), "--with", "值班"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "最接近的是 值班表" in line
    assert path.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(("register", "matter"), MATTERS, ids=lambda each: each.key)
def test_what_is_owed_stands_on_overdue(
    used: Path,
    register: OfficeRegister,
    matter: Any,  # noqa: ANN401
) -> None:
    words = texts(used, "Overdue")
    if matter.key != "patrol":  # the one of the records is accepted already
        assert matter.words.hant in words, register.key


@pytest.mark.slow
def test_tables_of_registers_stand_on_the_statistics_sheets(used: Path) -> None:
    for key in ("MonthStatistics", "YearStatistics"):
        held = texts(used, key)
        for register in OFFICE_REGISTERS:
            assert {block.title.hant for block in register.blocks} <= set(held)


@pytest.mark.slow
def test_cells_of_registers_are_checked(tmp_path: Path) -> None:
    path = office(tmp_path / "a.xlsx", *OFFICE_REGISTERS)
    book = open_book(path)
    for register in OFFICE_REGISTERS:
        sheet = register.sheet
        required = [column.key for column in sheet.columns].index(
            next(column.key for column in sheet.columns if column.required)
        )
        book.sheets[sheet.title.hant][sheet.header_row, required].value = None
    book.save(path)
    main(["validate", str(path), "--json", "--quiet"])
    held = texts(path, "Findings")
    for register in OFFICE_REGISTERS:
        assert register.sheet.title.hant in held


@pytest.mark.slow
def test_what_needs_a_number_gets_one(used: Path) -> None:
    tables = read_office(open_bytes(used.read_bytes(), "office.xlsx")).tables
    assert list(tables["Renovations"]["renovation"]) == ["ZX202610-0001", "ZX202610-0002"]
    assert list(tables["Errands"]["errand"]) == ["WT202610-0001", "WT202610-0002"]
    assert list(tables["WorkPlans"]["plan"]) == ["JH202610-0001", "JH202610-0002"]


@pytest.mark.slow
def test_registers_that_are_empty_are_mentioned_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office(tmp_path / "a.xlsx")
    other = tmp_path / "b.xlsx"
    shutil.copy(path, other)
    main(["upgrade", str(other), "--with", "all", "--quiet"])
    without, empty = run_all(path), run_all(other)
    assert empty == without
    capsys.readouterr()
    for words in RUNS[:3]:
        shown = []
        for each in (path, other):
            main([words[0], str(each), *words[1:], "--json"])
            shown.append(json.loads(capsys.readouterr().out))
        assert shown[0] == shown[1]


@pytest.mark.slow
def test_open_records_go_into_the_next_year(used: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    assert main(["new-year", str(used), "--year", "2027", "--out", str(new), "--quiet"]) == 0
    tables = read_office(open_bytes(new.read_bytes(), "new.xlsx")).tables
    for key in ("Relations", "Survey", "Fees", "Errands"):
        assert len(tables[key]) == 1, key
    for key in ("Contractors", "WorkPlans"):
        assert len(tables[key]) == 2, key


@pytest.mark.parametrize("registers", [(), OFFICE_REGISTERS], ids=["none", "all"])
def test_slips_are_numbered_with_registers_and_without(
    tmp_path: Path, registers: tuple[OfficeRegister, ...]
) -> None:
    """`work-orders` numbers whatever waits."""
    path = office(tmp_path / "a.xlsx", *registers)
    assert main(["work-orders", str(path), "--quiet"]) in {0, 1}
    tables = read_office(open_bytes(path.read_bytes(), "a.xlsx")).tables
    assert tables["Errands"]["errand"].notna().sum() == (2 if registers else 0)


def test_a_list_of_the_offices_own_is_no_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An office that had a sheet of that name before keeps it, and nothing is said of it."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_book(Language.HANT))
    book = open_book(path)
    own = book.sheets.add("收費")
    own["A1"].value = [["房號", "費項", "備註"], ["1-101", "水費", "已交"]]
    book.save(path)
    office_read = read_office(open_book(path))
    assert "Fees" not in office_read.places.found
    assert not [each for each in office_read.findings if each.sheet == "Fees"]
    main(["upgrade", str(path), "--with", "收費"])
    assert "收費 (2)" in capsys.readouterr().out
    assert read_office(open_book(path)).places.found["Fees"].title == "收費 (2)"


@pytest.mark.parametrize("title", ["收費明細", "收費"])
def test_a_register_is_known_under_another_name_or_without_a_header(
    tmp_path: Path, title: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_book(Language.HANT, duties=["Fees"]))
    book = open_book(path)
    book.sheets["收費"].name = title
    if title == "收費":
        book.sheets["收費"]["B3"].value = "項目名"
    book.save(path)
    found = read_office(open_book(path))
    assert found.places.found["Fees"].title == title
    lacking = [each.column for each in found.findings if each.sheet == "Fees"]
    assert lacking == (["item"] if title == "收費" else [])
