"""The drawn template sheets: valid, filled, and recalculated to what R-8 asks for.

The expected scores are computed by hand, beside each record.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from openpyxl import Workbook, load_workbook

from estate_xl.blueprint import appraisal, mail, slip
from estate_xl.engine.opening import open_book
from estate_xl.schema import Language
from estate_xl.schema.appraisal import (
    DEPARTMENT_ZONES,
    DEPARTMENTS,
    OFFICER_DAYS,
    REMARKS,
    SECTIONS,
    STAFF,
    ZONES,
)
from estate_xl.schema.mail import BODY_CELL, MAIL_HEADING, SUBJECT_CELL
from estate_xl.schema.slips import SLIP_FIELDS
from estate_xl.schema.terms import (
    ENGINEERING,
    ENGINEERING_HEAD,
    ORDER_HEAD,
    ORDER_TEAM,
    RECEPTIONIST,
    SERVICE_CENTRE,
    WORKER,
    ZONE_OFFICER,
)
from estate_xl.write.expressions import Place, identifier, parse_expression
from estate_xl.write.placeholders import Vocabulary, fill_template, read_cells
from estate_xl.write.slips import SLIP_NAMES
from support.sheets import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.schema import Label
    from estate_xl.schema.appraisal import Section
    from estate_xl.write.placeholders import Filled

    Lists = dict[str, list[dict[str, object]]]

TITLE: Final = "考核 2026-10"
HEADING_VALUES: Final[dict[str, object]] = {
    "month": "2026-10",
    "composite_basis": "各片區平均",
    "month_title": "2026年10月",
    "project": "翠湖花園",
    "office": "翠湖花園管理處",
    "state": "已審定",
    "zone_inspection_weight": 0.3,
    "zone_owner_weight": 0.7,
    "complaint_deduction": 5,
    "commendation_bonus": 2,
    "owner_score_floor": 0,
    "owner_score_ceiling": None,
}


def record(section: Section, *values: object) -> dict[str, object]:
    keys = [field.key for field in section.fields]
    return dict(zip(keys, (*values, *(None for _ in keys)), strict=False))


def zone(  # noqa: PLR0913, PLR0917 - one line of a table
    rank: int | None,
    code: str,
    officer: str,
    inspection: float | None,
    counts: tuple[int, int],
    owner: float,
    score: float | None,
    visits: float,
    order: int,
) -> dict[str, object]:
    return record(
        ZONES,
        rank,
        code,
        f"{code}區",
        officer,
        officer,
        inspection,
        *counts,
        owner,
        score,
        visits,
        order,
    )


def lists(language: Language) -> Lists:
    def text(label: Label) -> str:
        return label.text(language)

    order, engineering, service = map(text, (ORDER_TEAM, ENGINEERING, SERVICE_CENTRE))
    zones = [
        # 0.3×80.55 + 0.7×100 = 94.165; Z1, Z2 and Z5 tie up to the visits, Z2 and Z5 beyond them
        zone(1, "Z1", "007", 80.55, (0, 0), 100.0, 94.17, 1.0, 1),
        zone(2, "Z2", "S2", 80.55, (0, 0), 100.0, 94.17, 0.5, 2),
        zone(4, "Z3", "007", 90.0, (2, 1), 92.0, 91.4, 0.0, 3),  # 27 + 64.4
        zone(None, "Z4", "S4", None, (0, 3), 106.0, None, 1.0, 4),
        zone(3, "Z5", "S2", 80.55, (0, 0), 100.0, 94.17, 0.5, 5),
        zone(5, "Z6", "S6", 100.0, (25, 0), 0.0, 30.0, 0.0, 6),  # 100 − 125, floor 0
    ]
    department_zones = [
        record(DEPARTMENT_ZONES, order, "Z1", "Z1區", 90.0, 1, 0, 95.0, 93.5, 88.11),
        record(DEPARTMENT_ZONES, order, "Z2", "Z2區", None, 0, 0, 100.0, None, 90.0),
        record(DEPARTMENT_ZONES, order, "Z3", "Z3區", 88.0, 0, 1, 102.0, 97.8, 91.0),
        record(DEPARTMENT_ZONES, engineering, "Z1", "Z1區", None, 0, 0, 100.0, None, None),
    ]
    departments = [
        record(DEPARTMENTS, order, 95.65, 89.7),  # (93.5 + 97.8)/2; 269.11/3 = 89.7033
        record(DEPARTMENTS, engineering, None, None),
    ]

    def person(
        place: tuple[str, Label, str],
        parts: tuple[float | None, ...],
        weights: tuple[float | None, ...],
        total: float | None,
        rank: int | None,
    ) -> dict[str, object]:
        pairs = [value for pair in zip(parts, weights, strict=True) for value in pair]
        department, post, staff = place
        return record(STAFF, department, text(post), staff, "某人", *pairs, total, rank, None)

    half = (0.5, None, 0.5, None, None)
    head = (0.5, 0.05, None, 0.05, 0.4)
    worker = (None, 0.3, 0.7, None, None)
    staff = [
        # (94.17×12 + 91.4×31) / 43 = 92.173; 45 + 46.085
        person((service, ZONE_OFFICER, "007"), (90.0, None, 92.17, None, None), half, 91.09, 1),
        person((service, ZONE_OFFICER, "S4"), (90.0, None, None, None, None), half, None, None),
        person((service, ZONE_OFFICER, "S9"), (80.0, None, 85.0, None, None), half, 82.5, 3),
        person((service, RECEPTIONIST, "S8"), (85.0, None, 95.0, None, None), half, 90.0, 2),
        # 40 + 0.05×89.7 + 0.05×95.65 + 36 = 85.2675
        person((order, ORDER_HEAD, "P1"), (80.0, 89.7, None, 95.65, 90.0), head, 85.27, 3),
        person((order, WORKER, "P2"), (None, 98.0, 86.0, None, None), worker, 89.6, 1),
        person((order, WORKER, "P3"), (None, 98.0, 86.0, None, None), worker, 89.6, 1),
        person((order, WORKER, "P4"), (None, None, 86.0, None, None), worker, None, None),
        person(
            (engineering, ENGINEERING_HEAD, "E1"), (80.0, None, None, None, 90.0), head, None, None
        ),
        person(
            (engineering, WORKER, "E2"),
            (None, 98.0, 86.0, None, None),
            (None, 0.2, 0.7, None, None),
            None,
            None,
        ),
    ]
    officer_days = [
        record(OFFICER_DAYS, "007", "某人", "Z1", "Z1區", 12, 94.17),
        record(OFFICER_DAYS, "007", "某人", "Z3", "Z3區", 31, 91.4),
        record(OFFICER_DAYS, "007", "某人", "Z4", "Z4區", 19, None),
        record(OFFICER_DAYS, "S4", "某人", "Z4", "Z4區", 12, None),
    ]
    remarks = [record(REMARKS, 1, "片區 Z4 沒有主管周檢，不計分。")]
    return {
        "zones": zones,
        "department_zones": department_zones,
        "departments": departments,
        "staff": staff,
        "officer_days": officer_days,
        "remarks": remarks,
    }


def drawn(path: Path, draw: Callable[[Worksheet, Language], None], language: Language) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "模板"
    draw(sheet, language)
    workbook.save(path)
    return path


def fill_appraisal(tmp_path: Path, language: Language, **changes: object) -> tuple[Path, Filled]:
    book = open_book(drawn(tmp_path / "template.xlsx", appraisal.draw, language))
    filled = fill_template(
        book.sheets["模板"], TITLE, HEADING_VALUES | changes, lists(language), language
    )
    path = tmp_path / "filled.xlsx"
    book.save(path)
    return path, filled


def recalculate(path: Path) -> Worksheet:
    """The filled sheet as LibreOffice computes it, no stored result in the file."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice")
    bare = path.parent / "bare.xlsx"
    load_workbook(path).save(bare)
    out = path.parent / "out"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(bare),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheet: Worksheet = read_sheet(out / "bare.xlsx", TITLE, data_only=True)
    return sheet


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", Language)
def test_formulas_give_the_expected_results(tmp_path: Path, language: Language) -> None:
    path, filled = fill_appraisal(tmp_path, language)
    sheet = recalculate(path)
    computed = {place: sheet[place].value for place in filled.results}
    expected = {place: None if value == "" else value for place, value in filled.results.items()}
    assert {k: v or None if v == "" else v for k, v in computed.items()} == pytest.approx(expected)
    assert len(expected) == 6 * 3 + 4 * 2 + 2 * 2 + 10 * 5 + 4


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("floor", "ceiling", "expected"),
    [
        (0, 100, [100, 100, 92, 100, 100, 0]),
        (None, None, [100, 100, 92, 106, 100, -25]),
        (60, 95, [95, 95, 92, 95, 95, 60]),
    ],
)
def test_floor_and_ceiling(
    tmp_path: Path, floor: int | None, ceiling: int | None, expected: list[float]
) -> None:
    changes = {"owner_score_floor": floor, "owner_score_ceiling": ceiling}
    path, _ = fill_appraisal(tmp_path, Language.HANT, **changes)
    sheet = recalculate(path)
    assert [sheet[f"J{row}"].value for row in range(7, 13)] == expected


@pytest.mark.parametrize("language", Language)
def test_every_formula_of_a_repeated_row_has_its_result(tmp_path: Path, language: Language) -> None:
    _, filled = fill_appraisal(tmp_path, language)
    formulas = {
        filled.sheet.range((row, column)).get_address(row_absolute=False, column_absolute=False)
        for row, texts in enumerate(read_cells(filled.sheet), start=1)
        for column, text in enumerate(texts, start=1)
        if text.startswith("=")
    }
    assert filled.results.keys() == formulas


def test_nothing_of_the_template_language_is_left(tmp_path: Path) -> None:
    _, filled = fill_appraisal(tmp_path, Language.HANT)
    texts = [text for row in read_cells(filled.sheet) for text in row]
    assert not [text for text in texts if "{{" in text or "{%" in text]


def test_print_set_up_covers_the_filled_sheet(tmp_path: Path) -> None:
    path, filled = fill_appraisal(tmp_path, Language.HANT)
    sheet = read_sheet(path, TITLE)
    added = 5 + 3 + 1 + 9 + 3
    assert filled.sheet.page_setup.print_area == f"$A$1:$Q${30 + added}"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet[f"A{29 + added}"].value == "編制："


@pytest.mark.parametrize("language", Language)
def test_every_field_of_every_section_is_shown(tmp_path: Path, language: Language) -> None:
    """What a section knows is on the sheet, as an expression or as a formula's result."""
    book = open_book(drawn(tmp_path / "template.xlsx", appraisal.draw, language))
    text = "\n".join(text for row in read_cells(book.sheets["模板"]) for text in row)
    for section in SECTIONS:
        for header in (field.header.text(language) for field in section.fields):
            assert header in text or f"{{{{ {identifier(header)} }}}}" in text


@pytest.mark.parametrize("language", Language)
def test_scale_stays_legible(language: Language) -> None:
    """A4 landscape holds some 149 characters at full size; at least 60 % is asked for."""
    sheet = Workbook().active
    assert sheet is not None
    appraisal.draw(sheet, language)
    width = sum(dimension.width for dimension in sheet.column_dimensions.values())
    assert 149 / width > 0.6


@pytest.mark.parametrize("language", Language)
def test_slip_is_filled_in_three_copies(tmp_path: Path, language: Language) -> None:
    book = open_book(drawn(tmp_path / "template.xlsx", slip.draw, language))
    ticket = {field.key: None for field in SLIP_FIELDS}
    values = ticket | {"ticket": "BS202610-0001", "room": "3-502", "project": "翠湖花園"}
    filled = fill_template(
        book.sheets["模板"], "報事單", values, {}, language, vocabulary=SLIP_NAMES
    )
    found = [text for row in read_cells(filled.sheet) for text in row]
    assert found.count("BS202610-0001") == found.count("3-502") == 3
    assert filled.results == {}


@pytest.mark.parametrize("language", Language)
def test_mail_names_are_known(language: Language) -> None:
    sheet = Workbook().active
    assert sheet is not None
    mail.draw(sheet, language)
    names = Vocabulary(MAIL_HEADING).names(None)
    values = {field.key: field.key for field in MAIL_HEADING} | {"average_total": 91.256}
    place = Place(sheet.title, 5, 2, language)
    body = parse_expression(sheet[BODY_CELL].value, place).value(names, values, place)
    subject = parse_expression(sheet[SUBJECT_CELL].value, place).value(names, values, place)
    assert "91.26" in str(body)
    assert "month_title" in str(subject)
    assert "{{" not in f"{body}{subject}"
