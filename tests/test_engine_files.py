"""What the engine leaves alone, byte for byte, and what others make of its files."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from estate_xl.engine.errors import EngineProblem
from estate_xl.engine.opening import open_book, store_results
from support.refusals import engine_refuses
from test_engine_contract import made

EXCEL_MADE = sorted((Path(__file__).parents[1] / "../shared/excel-made").resolve().glob("*.xls?"))
STRINGS = "xl/sharedStrings.xml"
MAY_CHANGE = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}


def parts(path: Path) -> dict[str, bytes]:
    """Parts of a file by name."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def without_our_marks(part: bytes) -> str:
    """A part without calculation settings, the row that we added, and the hint of its extent."""
    text = re.sub(r"<(calcPr|dimension)[^>]*/>", "", part.decode())
    text = text.replace("<sheetData/>", "<sheetData></sheetData>")
    return re.sub(r'<row r="\d+"><c r="\w+" s="\d+" t="s"><v>\d+</v></c></row>', "", text, count=1)


def complaints(path: Path) -> list[str]:
    """What the audit finds wrong."""
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


@pytest.fixture(params=EXCEL_MADE or [Path("absent")], ids=lambda path: path.name)
def excel_made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a file that Excel saved."""
    if not EXCEL_MADE:
        pytest.skip("no files saved by Excel here")
    return Path(shutil.copy(request.param, tmp_path))


def test_nothing_changed_means_the_same_bytes(excel_made: Path) -> None:
    before = excel_made.read_bytes()
    book = open_book(excel_made)
    for sheet in book.sheets:
        assert sheet.used_range.value is not False
        assert sheet.used_range.formula is not None
        assert sheet.used_range.number_format != ""
    book.save()
    assert excel_made.read_bytes() == before


def test_one_cell_changed_leaves_all_other_parts(excel_made: Path) -> None:
    before = parts(excel_made)
    known = complaints(excel_made)
    book = open_book(excel_made)
    sheet = book.sheets[0]
    cell = sheet.used_range.last_cell.offset(2, 1)
    cell.value = "'=新"
    cell.font.bold = True
    book.save()
    after = parts(excel_made)
    changed = {name for name in before if after.get(name) != before[name]}
    assert changed <= MAY_CHANGE | {
        sheet.api.part,
        STRINGS,
        "xl/styles.xml",
        "xl/calcChain.xml",
    }
    assert set(after) <= {*before, STRINGS}
    for name in ("xl/workbook.xml", sheet.api.part):
        assert without_our_marks(after[name]) == without_our_marks(before[name])
    assert complaints(excel_made) == known
    assert open_book(excel_made).sheets[0].range(cell.address).value == "=新"


def test_structure_changed_leaves_a_sound_file(excel_made: Path) -> None:
    known = complaints(excel_made)
    book = open_book(excel_made)
    first = book.sheets[0]
    copied = first.copy(after=first, name="複 本")
    copied["1:2"].insert("down")
    copied["A1"].value = 1
    first["B:B"].insert("right")
    first["2:2"].delete("up")
    copied.name = "改名"
    book.save()
    assert complaints(excel_made) == known
    book.sheets["改名"].delete()
    book.save()
    assert complaints(excel_made) == known
    with zipfile.ZipFile(excel_made) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith(".xml.rels"):
                assert b'Target=""' not in archive.read(name)
    opened = openpyxl.load_workbook(excel_made)
    assert "改名" not in opened.sheetnames


def worked_on(path: Path, *, with_results: bool = True) -> None:
    """Everything the tasks do, once."""
    book = open_book(path)
    form = book.sheets["模板"].copy(after=book.sheets[0], name="考核 & 十月")
    form["4:8"].insert("down")
    form["A4:C8"].value = [[1, "'=x", f"=A{row}*2"] for row in range(4, 9)]
    form["A1:C3"].copy(form["G4"])
    form["A4:B8"].color = (1, 2, 3)
    form["C1"].add_hyperlink("#'工單'!A1", "回去", "提示")
    form["C2"].add_hyperlink("https://example.org/?a&b", "外")
    form["A:A"].column_width = 33
    form.freeze_panes.freeze_at("A1:B2")
    form.page_setup.print_area = "$A$1:$H$20"
    book.sheets["清單"]["A4"].value = "新"
    book.sheets["清單"].tables[0].resize(book.sheets["清單"]["A1:D4"])
    book.sheets["工單"]["A1:B1"].merge()
    book.sheets["工單"]["A6"].value = 6
    book.names.add("新名", "='考核 & 十月'!$A$4")
    book.sheets["它表"].delete()
    if with_results:
        store_results(book, {"考核 & 十月": {"C4": 2.0, "C5": "文 <", "C6": True}})
    book.save()
    book.close()


def test_a_file_that_was_worked_on_passes_the_audit(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    worked_on(path)
    found = complaints(path)
    assert [each for each in found if "styles.xml" not in each] == []  # openpyxl orders fonts so


def test_the_same_work_gives_the_same_bytes(tmp_path: Path) -> None:
    made(tmp_path / "a.xlsx")
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    worked_on(tmp_path / "a.xlsx")
    worked_on(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_links_within_the_book_carry_a_location(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    worked_on(path)
    sheet = openpyxl.load_workbook(path)["考核 & 十月"]
    assert sheet["C1"].hyperlink is not None
    assert sheet["C1"].hyperlink.location == "'工單'!A1"
    assert sheet["C1"].hyperlink.target is None
    assert sheet["C2"].hyperlink is not None
    assert sheet["C2"].hyperlink.target == "https://example.org/?a&b"


def test_every_save_asks_for_a_full_calculation(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    worked_on(path)
    assert b'fullCalcOnLoad="1"' in parts(path)["xl/workbook.xml"]


def test_text_with_an_apostrophe_is_marked_in_the_file(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    worked_on(path)
    cell = openpyxl.load_workbook(path)["考核 & 十月"]["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=x", "s", True)


def test_a_file_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    (tmp_path / "壞.xlsx").write_bytes(b"PK\3\4 no zip at all")
    with engine_refuses(EngineProblem.MALFORMED, name="壞.xlsx"):
        open_book(tmp_path / "壞.xlsx")
    with engine_refuses(EngineProblem.MALFORMED, name="無.xlsx"):
        open_book(tmp_path / "無.xlsx")


def test_a_deleted_sheet_leaves_no_part_behind(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    book = open_book(path)
    book.sheets["清單"].delete()
    book.save()
    left = parts(path)
    assert not [name for name in left if "table" in name]
    assert "清單" not in re.sub(
        r"<definedName.*?</definedName>", "", left["xl/workbook.xml"].decode()
    )


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_calculates(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    worked_on(path, with_results=False)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    target = tmp_path / "out"
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(target), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    sheet = openpyxl.load_workbook(target / "a.xlsx", data_only=True)["考核 & 十月"]
    assert [sheet.cell(row, 3).value for row in range(4, 9)] == [2] * 5
    assert sheet["B4"].value == "=x"
    assert sheet["C1"].hyperlink is not None
    assert "工單" in str(sheet["C1"].hyperlink.location)
