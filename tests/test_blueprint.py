"""The empty workbook: tables, styles, print set-up, the same bytes, in three languages."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from estate_xl import blueprint
from estate_xl.blueprint import default_records, make_book
from estate_xl.cells import text_width_chars
from estate_xl.engine.addresses import column_letters
from estate_xl.engine.ooxml.zip_writer import EARLIEST
from estate_xl.schema import ESTATE_BOOK, SETTINGS, Kind, Language, Role
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.schema.slips import LISTS_TITLE

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

TEMPLATE = Path(__file__).parent.parent / "workbooks" / "template.xlsx"

Books = dict[Language, bytes]


@pytest.fixture(scope="module")
def made() -> Books:
    """The empty workbook in each language."""
    return {language: make_book(language) for language in Language}


@pytest.fixture(scope="module", params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    """Each language in turn."""
    return Language(request.param)


@pytest.fixture(scope="module")
def book(language: Language) -> Workbook:
    """The empty workbook with all registers, read again."""
    duties = [register.key for register in OFFICE_REGISTERS]
    return openpyxl.load_workbook(BytesIO(make_book(language, duties=duties)))


def test_a_new_workbook_has_no_register(made: Books) -> None:
    for language, data in made.items():
        with ZipFile(BytesIO(data)) as package:
            text = package.read("xl/workbook.xml").decode()
        for register in OFFICE_REGISTERS:
            assert f'name="{register.sheet.title.text(language)}"' not in text
            assert f"estate_sheet_{register.key}" not in text
            assert f"{register.key.lower()}_list" not in text


def test_a_register_brings_what_it_refers_to() -> None:
    book = openpyxl.load_workbook(BytesIO(make_book(Language.EN, duties=["WorkRecords"])))
    assert {"Department Plans", "Department Records"} <= set(book.sheetnames)
    assert book.defined_names["workplans_list"].attr_text == "WorkPlans[[Plan no.]]"


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_public_names() -> None:
    assert all(hasattr(blueprint, name) for name in blueprint.__all__)


def test_all_sheets_stand_in_order_and_the_lists_last(book: Workbook, language: Language) -> None:
    titles = [sheet.title.text(language) for sheet in ESTATE_BOOK.sheets]
    assert book.sheetnames == [*titles, LISTS_TITLE.text(language)]
    assert book.active is not None
    assert book.active.title == titles[0]


def test_data_sheets_hold_one_table_with_the_declared_headers(
    book: Workbook, language: Language
) -> None:
    for declared in ESTATE_BOOK.data_sheets():
        sheet = book[declared.title.text(language)]
        (table,) = sheet.tables.values()
        assert table.name == table.displayName == declared.key
        headers = [column.header.text(language) for column in declared.columns]
        assert table.column_names == headers
        assert [cell.value for cell in sheet[declared.header_row]] == headers
        assert int(table.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) > 3


def test_other_sheets_hold_no_table(book: Workbook, language: Language) -> None:
    for declared in ESTATE_BOOK.sheets:
        if not declared.is_data:
            assert not book[declared.title.text(language)].tables


def test_result_headers(book: Workbook, language: Language) -> None:
    for declared in ESTATE_BOOK.sheets:
        if declared.role is Role.RESULT and declared.columns:
            sheet = book[declared.title.text(language)]
            headers = [column.header.text(language) for column in declared.columns]
            held = [cell.value for cell in sheet[declared.header_row]]
            assert held[: len(headers)] == headers


def test_columns_are_wide_enough_and_formatted_to_the_end(
    book: Workbook, language: Language
) -> None:
    formats = {
        Kind.DATE: "yyyy-mm-dd",
        Kind.DATETIME: "yyyy-mm-dd hh:mm",
        Kind.ID: "@",
        Kind.REFERENCE: "@",
        Kind.MONTH: "@",
        Kind.SCORE: "0.00",
        Kind.SHARE: "0%",
    }
    for declared in ESTATE_BOOK.data_sheets():
        sheet = book[declared.title.text(language)]
        for number, column in enumerate(declared.columns, start=1):
            cell = sheet.cell(declared.header_row + 1, number)
            dimension = sheet.column_dimensions[column_letters(number)]
            assert dimension.width >= column.width_chars
            assert dimension.width >= text_width_chars(column.header.text(language)) + 3
            if column.kind in formats:
                assert cell.number_format == dimension.number_format == formats[column.kind]


def test_required_and_derived_headers_look_different(book: Workbook, language: Language) -> None:
    declared = ESTATE_BOOK["Tickets"]
    sheet = book[declared.title.text(language)]
    colours = {"required": set(), "derived": set(), "free": set()}  # type: dict[str, set[str]]
    for number, column in enumerate(declared.columns, start=1):
        group = "derived" if column.derived else "required" if column.required else "free"
        colours[group].add(sheet.cell(declared.header_row, number).fill.fgColor.rgb)
    assert [len(group) for group in colours.values()] == [1, 1, 1]
    assert len(set.union(*colours.values())) == 3


def test_every_sheet_is_ready_to_print(book: Workbook, language: Language) -> None:
    for declared in ESTATE_BOOK.sheets:
        if declared.role is Role.TEMPLATE:
            continue
        sheet = book[declared.title.text(language)]
        assert str(sheet.page_setup.paperSize) == "9"
        fit = sheet.sheet_properties.pageSetUpPr
        footer = sheet.oddFooter.right  # type: ignore[union-attr] # the stubs doubt it is there
        assert fit is not None
        assert fit.fitToPage
        assert footer is not None
        assert footer.text == "&P / &N"
        if declared.columns:
            assert sheet.print_title_rows == f"${declared.header_row}:${declared.header_row}"
            assert sheet.page_setup.fitToHeight == 0
            assert str(sheet.freeze_panes).endswith(str(declared.header_row + 1))
    wide = book[ESTATE_BOOK["Tickets"].title.text(language)]
    assert wide.page_setup.orientation == "landscape"
    assert wide.page_setup.fitToWidth in {2, 3, 4}
    assert wide.print_title_cols == "$A:$A"


def test_cover_leads_to_sheets_that_exist(book: Workbook, language: Language) -> None:
    sheet = book[ESTATE_BOOK["Cover"].title.text(language)]
    places = [
        cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink
    ]
    assert len(places) >= 10
    for place in places:
        assert place is not None
        target = place if "!" in place else book.defined_names[place].attr_text
        assert str(target).rpartition("!")[0].strip("'") in book.sheetnames


def test_settings_hold_their_defaults_and_the_language(book: Workbook, language: Language) -> None:
    sheet = book[ESTATE_BOOK["Settings"].title.text(language)]
    values = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=4)}
    assert list(values) == [setting.key for setting in SETTINGS]
    assert values["language"] == language.value
    assert values["zone_inspection_weight"] == 0.30
    assert values["owner_score_ceiling"] is None
    assert values["hq_attach_evidence"] == ("No" if language is Language.EN else "否")


def test_default_weights_add_up_and_standards_cover_all_trades() -> None:
    records = default_records(Language.HANT)
    weights = records["AppraisalWeights"]
    assert len(weights) == 13
    for row in weights:
        shares = (row[key] for key in ("self", "zone", "supervisor", "head_composite", "director"))
        assert sum(float(str(share)) for share in shares if share is not None) == pytest.approx(1)
        assert row["reviewer"] == "管理處主任"
    standards = records["InspectionStandards"]
    trades = [row["trade"] for row in standards]
    assert all(trades.count(trade) >= 10 for trade in ("客服", "協管", "維修", "保潔", "綠化"))
    assert len({row["code"] for row in standards}) == len(standards)


@pytest.mark.slow
def test_an_audit_finds_nothing(made: Books, language: Language, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(made[language])
    result = OpenXmlValidator().validate(str(path))
    assert result.errors == []


def test_same_arguments_same_bytes(made: Books, language: Language) -> None:
    assert make_book(language) == made[language]


@pytest.mark.slow
def test_bytes_do_not_depend_on_lxml(made: Books) -> None:
    code = (
        "import sys; from estate_xl.blueprint import make_book;"
        "from estate_xl.schema import Language; sys.stdout.buffer.write(make_book(Language.EN))"
    )
    environment = {**os.environ, "OPENPYXL_LXML": "False"}
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True
    )
    assert _parts(out.stdout) == _parts(made[Language.EN])


def test_no_part_tells_when_it_was_made(made: Books) -> None:
    with ZipFile(BytesIO(made[Language.HANT])) as package:
        assert {info.date_time for info in package.infolist()} == {EARLIEST}
    properties = openpyxl.load_workbook(BytesIO(made[Language.HANT])).properties
    assert properties.creator == "estate_xl"
    assert properties.modified == properties.created


def test_template_is_what_the_blueprint_makes(made: Books) -> None:
    assert _parts(TEMPLATE.read_bytes()) == _parts(made[Language.HANT])


@pytest.mark.skipif(
    "ng" in zlib.ZLIB_RUNTIME_VERSION, reason="zlib-ng packs the same parts into other bytes"
)
def test_template_is_so_byte_for_byte(made: Books) -> None:
    assert TEMPLATE.read_bytes() == made[Language.HANT]
