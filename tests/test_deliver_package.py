"""The package holds what was put in and nothing that was left over, and looks like the sheets."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.compute import Month
from estate_xl.deliver.book_copies import own_properties
from estate_xl.deliver.package import package_name
from estate_xl.errors.exceptions import DeliveryError, WorkbookError
from estate_xl.files.session import open_file
from estate_xl.schema import SETTINGS, Language, OfficeSettings
from support.closed_month import (
    EVIDENCE,
    FILLED,
    MARKS,
    MONTH,
    STATISTICS,
    close_month,
    mark,
    office_full_of_marks,
    pack,
    run_month_end,
)
from support.packages import complaints, file_of, in_strict, parts_of, sheet_parts
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.deliver.package import Package

COLUMN_T = 20
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office full of marks."""
    return office_full_of_marks(tmp_path_factory.mktemp("marked") / "book.xlsx")


@pytest.fixture(scope="module")
def package(marked: Path) -> Package:
    """Its package."""
    return pack(marked)


@pytest.fixture
def sent(package: Package, tmp_path: Path) -> Path:
    """The package on disk."""
    path = tmp_path / package.name
    path.write_bytes(package.data)
    return path


def test_nothing_of_the_owners_is_in_any_part(marked: Path, package: Package) -> None:
    texts = [text for number in range(MARKS) for text in mark(number)]
    raw = b"".join(parts_of(marked).values())
    assert all(text.encode() in raw or text.encode("utf-16-le") in raw for text in texts)
    for name, data in parts_of(package.data).items():
        for form in (data, data.decode("utf-16-le", "replace").encode(), name.encode()):
            found = [text for text in texts if text.encode() in form]
            assert found == [], name
        assert "印記".encode() not in data, name
        assert b"1907700" not in data, name


def test_only_the_parts_of_three_sheets_are_there(package: Package) -> None:
    parts = parts_of(package.data)
    assert list(sheet_parts(parts)) == [FILLED, STATISTICS, EVIDENCE]
    assert {re.sub(r"\d+", "", name) for name in parts} == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/charts/chart.xml",
        "xl/drawings/_rels/drawing.xml.rels",
        "xl/drawings/drawing.xml",
        "xl/media/image.png",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/theme/theme.xml",
        "xl/workbook.xml",
        "xl/worksheets/_rels/sheet.xml.rels",
        "xl/worksheets/sheet.xml",
    }
    whole = b"".join(parts.values()).decode("utf-8", "replace")
    assert (
        re.findall(r"<(?:hyperlink|legacyDrawing|dataValidation|tablePart|extLst)\b", whole) == []
    )
    assert re.findall(r'TargetMode="External"', whole) == []


@pytest.mark.slow
def test_the_same_book_makes_the_same_bytes(marked: Path, package: Package) -> None:
    assert pack(marked).data == package.data


@pytest.mark.slow
def test_a_strict_workbook_gives_the_same_bytes(
    marked: Path, package: Package, tmp_path: Path
) -> None:
    path = tmp_path / marked.name
    path.write_bytes(file_of(in_strict(parts_of(marked))))
    assert pack(path).data == package.data


def test_properties_are_the_office_and_no_person(sent: Path) -> None:
    workbook = openpyxl.load_workbook(sent)
    properties = workbook.properties
    assert (properties.title, properties.creator) == (sent.stem, "濱江花園管理處")
    assert properties.lastModifiedBy is None
    assert str(properties.created) == "2026-10-31 00:00:00"
    assert properties.modified == properties.created
    names = list(own_properties(sent.read_bytes()))
    assert names[:2] == ["manifest", "manifest-1"]


@pytest.mark.slow
def test_a_validator_finds_nothing(sent: Path) -> None:
    assert complaints(sent) == []


@pytest.mark.slow
def test_each_number_is_the_master_s(marked: Path, sent: Path) -> None:
    master = openpyxl.load_workbook(marked, data_only=True)
    made = openpyxl.load_workbook(sent, data_only=True)
    formulas = openpyxl.load_workbook(sent)
    written = openpyxl.load_workbook(marked)
    compared = 0
    for title in (FILLED, STATISTICS, EVIDENCE):
        for line in master[title].iter_rows():
            for cell in line:
                if cell.column == COLUMN_T and title == FILLED:
                    assert made[title][cell.coordinate].value is None
                    continue
                other = made[title][cell.coordinate]
                assert (other.value or None) == (cell.value or None), (title, cell.coordinate)
                assert other.number_format == cell.number_format
                compared += isinstance(cell.value, int | float)
        assert made[title].merged_cells.ranges == master[title].merged_cells.ranges
    assert compared > 500
    kept = sum(cell.data_type == "f" for row in formulas[FILLED].iter_rows() for cell in row)
    were = sum(cell.data_type == "f" for row in written[FILLED].iter_rows() for cell in row)
    assert were - kept == 1  # U3 cites the owners' sheet
    assert formulas[FILLED]["U4"].value == "=SUM(B3:C4)"


def footer(sheet: Worksheet) -> str | None:
    """What is printed at the right of its footer."""
    return sheet.oddFooter.right.text if sheet.oddFooter and sheet.oddFooter.right else None


@pytest.mark.slow
def test_sheets_keep_their_look(marked: Path, sent: Path) -> None:
    master, made = openpyxl.load_workbook(marked), openpyxl.load_workbook(sent)
    for title in (FILLED, EVIDENCE):
        old, new = master[title], made[title]
        assert {k: d.width for k, d in old.column_dimensions.items()} == {
            k: d.width for k, d in new.column_dimensions.items()
        }
        assert {k: d.height for k, d in old.row_dimensions.items() if d.height} == {
            k: d.height for k, d in new.row_dimensions.items() if d.height
        }
        assert (old.print_area, old.print_title_rows) == (new.print_area, new.print_title_rows)
        assert old.page_setup.orientation == new.page_setup.orientation
        assert old.freeze_panes == new.freeze_panes
        assert footer(old) == footer(new)
        for row in old.iter_rows(max_row=60):
            for cell in row:
                twin = new[cell.coordinate]
                assert (cell.font.b, cell.font.sz, cell.font.name) == (
                    twin.font.b,
                    twin.font.sz,
                    twin.font.name,
                )
                looks = [
                    tuple(map(repr, (each.fill, each.border, each.alignment)))
                    for each in (cell, twin)
                ]
                assert looks[0] == looks[1], cell.coordinate
    rules = made[EVIDENCE].conditional_formatting
    assert [rule.formula for held in rules for rule in held.rules] == [["COUNTA($A4:$I4)>0"]]


def test_charts_follow_the_packed_cells_and_pictures_are_bare(package: Package) -> None:
    parts = parts_of(package.data)
    charts = [data.decode() for name, data in parts.items() if name.startswith("xl/charts/")]
    (chart,) = (text for text in charts if "甲乙兩區" in text)
    assert len(charts) > 1  # those of month-end come along
    assert re.findall(r"<c:f>([^<]*)</c:f>", chart) == [
        "'月度統計'!AY4",
        "'月度統計'!$AX$5:$AX$6",
        "'月度統計'!$AY$5:$AY$6",
    ]
    assert re.findall(r"<c:v>([^<]*)</c:v>", chart)[:5] == ["件數", "甲", "乙", "3", "5"]
    for text in charts:
        assert "<c:externalData" not in text
        assert not re.search(r'\sr:\w+="', text)
    assert "<c:numLit>" in chart  # the owners' cells are not followed; openpyxl cached no values
    (picture,) = (data for name, data in parts.items() if name.startswith("xl/media/"))
    assert b"tEXt" not in picture
    assert picture.startswith(b"\x89PNG")


def test_what_was_left_out_is_said(package: Package) -> None:
    assert [note.text(Language.HANT) for note in package.notes] == [
        f"「{FILLED}」有 1 個隱藏的行或列，內容沒有放進文件。"
    ]


@needs_libreoffice
@pytest.mark.libreoffice
def test_libreoffice_opens_it_with_the_same_numbers(sent: Path) -> None:
    profile = f"-env:UserInstallation=file://{sent.parent}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", sent],
        check=True,
        capture_output=True,
        timeout=240,
        cwd=sent.parent,
    )
    ours = read_sheet(sent, FILLED, data_only=True)
    theirs = read_sheet(sent.parent / "out" / sent.name, FILLED, data_only=True)
    numbers = [
        cell for row in ours.iter_rows() for cell in row if isinstance(cell.value, int | float)
    ]
    assert len(numbers) > 300
    assert all(
        theirs[cell.coordinate].value == pytest.approx(cell.value, abs=1e-9) for cell in numbers
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with its month closed."""
    return close_month(tmp_path_factory.mktemp("plain") / "book.xlsx")


@pytest.mark.slow
def test_a_month_never_run_is_refused(plain: Path) -> None:
    with pytest.raises(DeliveryError, match="2026-09 還沒有月度考核，請先執行 estate-xl month-end"):
        pack(plain, month=Month.parse("2026-09"))


@pytest.mark.slow
def test_a_sheet_changed_by_hand_is_refused(plain: Path, tmp_path: Path) -> None:
    with open_file(plain) as opened:
        opened.book.sheets[FILLED].range("F7").value = 99.5
        changed = opened.save(tmp_path / "changed.xlsx")
    with pytest.raises(DeliveryError, match=r"「考核 2026-10」裏的數字（例如 \w+）不是"):
        pack(changed)


@pytest.mark.slow
def test_another_month_s_evidence_is_refused(plain: Path, tmp_path: Path) -> None:
    copy = tmp_path / "two.xlsx"
    shutil.copy(plain, copy)
    run_month_end(copy, Month.parse("2026-09"))
    with pytest.raises(DeliveryError, match="「月度統計」「計分依據」現在是另一個月的"):
        pack(copy)
    run_month_end(copy)
    assert pack(copy).digest == pack(plain).digest


@pytest.mark.slow
def test_what_nobody_could_verify_is_not_packed(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("estate_xl.deliver.manifest._MOST_BYTES", 1_000)
    with pytest.raises(DeliveryError, match="總部核對不了"):
        pack(marked)


@pytest.mark.slow
def test_evidence_stays_at_home_unless_wanted(plain: Path) -> None:
    package = pack(plain, with_evidence=False)
    assert list(sheet_parts(parts_of(package.data))) == [FILLED, STATISTICS]
    assert package.month is MONTH
    assert package.numbers.records("zones")[0]["rank"] == ("A7", 1)


@pytest.mark.slow
def test_a_needed_formula_without_result_is_named(plain: Path, tmp_path: Path) -> None:
    with open_file(plain) as opened:
        opened.book.sheets[FILLED].range("A5").formula = "=業主!B4"
        changed = opened.save(tmp_path / "changed.xlsx")
    with pytest.raises(WorkbookError, match=r"「考核 2026-10」儲存格 A5 的公式還沒有結果"):
        pack(changed)


@pytest.mark.slow
def test_hidden_columns_are_left_out_of_the_numbers(plain: Path, tmp_path: Path) -> None:
    parts = parts_of(plain)
    part = sheet_parts(parts)[FILLED]
    parts[part] = parts[part].replace(b'min="7" max="7"', b'min="7" max="7" hidden="1"')
    path = tmp_path / "hidden.xlsx"
    path.write_bytes(file_of(parts))
    package = pack(path)
    assert "self_weight" not in package.numbers.records("staff")[0]
    assert "self" in package.numbers.records("staff")[0]
    made = parts_of(package.data)["xl/worksheets/sheet1.xml"].decode()
    assert re.findall(r'<c r="G\d+"', made) == []
    assert "<f>" in made
    parts[part] = parts[part].replace(b'<row r="8"', b'<row r="8" hidden="1"')
    path.write_bytes(file_of(parts))
    with pytest.raises(DeliveryError, match="有隱藏的行"):
        pack(path)


@pytest.mark.parametrize(
    ("project", "office", "language", "expected"),
    [
        ("濱江花園", "管理處", Language.HANT, "濱江花園 管理處 2026-10 月度考核.xlsx"),
        ("濱江花園", "濱江花園管理處", Language.HANT, "濱江花園管理處 2026-10 月度考核.xlsx"),
        (None, None, Language.HANT, "管理處 2026-10 月度考核.xlsx"),
        ("a/b\\c", 'd:*?"<>|\te.', Language.EN, "a b c d e 2026-10 Monthly Appraisal.xlsx"),
        ("../..", "..", Language.HANT, "管理處 2026-10 月度考核.xlsx"),
        ("長" * 90, None, Language.HANT, f"{'長' * 60} 2026-10 月度考核.xlsx"),
        ("a\u202ecod", "", Language.HANT, "a cod 管理處 2026-10 月度考核.xlsx"),
    ],
)
def test_names_fit_every_system(
    project: str | None, office: str | None, language: Language, expected: str
) -> None:
    values = {setting.key: setting.default for setting in SETTINGS}
    settings = OfficeSettings({**values, "project_name": project, "office_name": office})
    assert package_name(settings, MONTH, language, (0, False)) == expected


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ((1, False), "管理處 2026-10 月度考核 未審定草稿.xlsx"),
        ((1, True), "管理處 2026-10 月度考核 已審定.xlsx"),
        ((2, True), "管理處 2026-10 月度考核 更正 第 2 版 已審定.xlsx"),
    ],
)
def test_the_name_says_what_the_version_is(edition: tuple[int, bool], expected: str) -> None:
    settings = OfficeSettings({setting.key: setting.default for setting in SETTINGS})
    assert package_name(settings, MONTH, Language.HANT, edition) == expected
