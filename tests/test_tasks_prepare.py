"""`estate-xl prepare` on real files: rows of 評分錄入, greys, forms (R-8.3, R-8.4)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.console.cli import main
from estate_xl.engine.addresses import parse_area
from estate_xl.engine.opening import open_bytes
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.tasks.prepare import prepare
from estate_xl.write.typed_scores import NEEDLESS_FILL
from support.offices import regulation_weights
from support.sheets import read_sheet

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.tasks.results import PrepareResult

MONTH = "2026-10"
NOW = dt.datetime(2026, 11, 2, 9)  # noqa: DTZ001 - a workbook's times have no zone
OLD = Path(__file__).parent / "earlier_versions/demo-0.1.0.xlsx"
GREY = "FF{:02X}{:02X}{:02X}".format(*NEEDLESS_FILL)
STAFF = [
    ("E0", "何主任", "管理處", "管理處主任"),
    ("E1", "王客服", "客戶服務中心", "客戶主管"),
    ("E2", "林片區", "客戶服務中心", "片區客戶人員"),
    ("E3", "譚隊長", "協管隊", "協管隊長"),
    ("E4", "趙協管", "協管隊", "員工"),
    ("E5", "錢協管", "協管隊", "員工"),
]
TYPED = ("self", "zone", "supervisor", "director")
OWED = {
    "E1": ("self", "director"),
    "E2": ("self",),
    "E3": ("self", "director"),
    "E4": ("supervisor",),
    "E5": ("supervisor",),
}
"""Said by hand, of R-8.4's table."""
OPEN = {**{who: set(parts) for who, parts in OWED.items()}}
OPEN["E4"] = OPEN["E5"] = {"supervisor", "zone"}


def records(scores: list[dict[str, Any]] | None = None, **more: object) -> dict[str, Any]:
    return {
        "AppraisalWeights": regulation_weights(),
        "Staff": [
            {"staff": number, "name": name, "department": department, "post": post}
            for number, name, department, post in STAFF
        ],
        "Zones": [{"zone": "A01", "name": "東苑", "officer": "E2", "order": "E4"}],
        "MonthlyScores": scores or [],
        **more,
    }


def office(path: Path, scores: list[dict[str, Any]] | None = None, **more: object) -> Path:
    path.write_bytes(make_book(Language.HANT, records(scores, **more)))
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows(path: Path, sheet: str = "評分錄入") -> list[tuple[Any, ...]]:
    held = read_sheet(path, sheet)
    found = held.iter_rows(min_row=4, max_col=7, values_only=True)
    return [row for row in found if any(value is not None for value in row)]


def greys(path: Path) -> dict[str, set[str]]:
    """Keys of the grey columns, by the person of the row."""
    held = read_sheet(path, "評分錄入")
    return {
        str(row[1].value): {
            key
            for key, cell in zip(TYPED, row[2:6], strict=True)
            if cell.fill.fill_type and cell.fill.fgColor.rgb == GREY
        }
        for row in held.iter_rows(min_row=4, max_col=7)
        if row[1].value is not None
    }


def run(path: Path, *words: str) -> int:
    return main(["prepare", str(path), "--month", MONTH, *words, "--quiet"])


def test_a_row_for_everybody_who_is_owed_scores_in_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office(tmp_path / "a.xlsx")
    assert main(["prepare", str(path), "--month", MONTH]) == 0
    names = {number: name for number, name, *_ in STAFF}
    assert [row[:2] for row in rows(path)] == [(MONTH, names[who]) for who in OWED]
    assert greys(path) == {names[who]: set(TYPED) - OPEN[who] for who in OWED}
    said = capsys.readouterr().out
    assert "2026-10 應評 5 人，已評完 0 人。" in said
    assert "員工自檢 3 人、主任級評分（管理處主任）2 人、主管級評分（協管隊長）2 人" in said
    assert "新添 5 行。" in said


def test_json_says_what_was_written_and_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = [
        {"month": MONTH, "staff": "E2", "self": 91},
        {"month": MONTH, "staff": "E4", "supervisor": 88},
    ]
    path = office(tmp_path / "a.xlsx", scores)
    assert main(["prepare", str(path), "--month", MONTH, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["written"] == ["評分錄入", "評分表"]
    assert said["added"] == ["E1", "E3", "E5"]
    assert (said["people"], said["done"]) == (5, 2)
    assert {"staff": "E5", "part": "supervisor", "scorer": "協管隊長"} in said["missing"]
    assert {"staff": "E1", "part": "self", "scorer": None} in said["missing"]


def test_old_rows_of_the_month_are_greyed_and_no_other(tmp_path: Path) -> None:
    scores: list[dict[str, Any]] = [
        {"month": MONTH, "staff": "E4", "director": 70},
        {"month": "2026-09", "staff": "E4"},
    ]
    path = office(tmp_path / "a.xlsx", scores)
    run(path)
    held = read_sheet(path, "評分錄入")
    filled = [cell.fill.fill_type for cell in held[4][2:6]]
    assert filled == ["solid", None, None, None], "what was typed keeps its look"
    assert not any(cell.fill.fill_type for cell in held[5][2:6])


def test_a_changed_post_makes_grey_cells_open_again(tmp_path: Path) -> None:
    path = office(tmp_path / "a.xlsx")
    run(path)
    book = openpyxl.load_workbook(path)
    for row in book["員工"].iter_rows(min_row=4, max_row=12):
        if row[0].value == "E4":
            row[3].value = "協管班長"
    book.save(path)
    run(path)
    assert greys(path)["趙協管"] == {"zone", "director"}


def test_whoever_left_or_is_owed_nothing_stays_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = [
        {"month": MONTH, "staff": "E0", "self": 99},
        {"month": MONTH, "staff": "E4", "self": 80},
    ]
    staff = [dict(row) for row in records()["Staff"]]
    staff[-1]["left"] = dt.date(2026, 9, 30)
    path = office(tmp_path / "a.xlsx", scores, Staff=staff)
    assert main(["prepare", str(path), "--month", MONTH]) == 0
    said = capsys.readouterr().out
    assert "評分錄入 第 4 行：何主任（E0） 2026-10 沒有應評的項目" in said
    assert "趙協管（E4）的「員工自檢」填了 80" in said
    held = rows(path)
    assert [row[1] for row in held] == ["E0", "E4", "王客服", "林片區", "譚隊長"]
    assert (held[0][2], held[1][2]) == (99, 80)


def test_a_second_run_adds_nothing_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office(tmp_path / "a.xlsx")
    run(path)
    once = digest(path)
    assert main(["prepare", str(path), "--month", MONTH]) == 0
    assert "沒有添行" in capsys.readouterr().out
    assert digest(path) == once


@st.composite
def typed_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows that somebody typed, some of people twice, of another month, or of nobody."""
    people = st.sampled_from([*OWED, "E0", None])
    numbers = st.none() | st.integers(min_value=60, max_value=100)
    row = st.fixed_dictionaries(
        {
            "month": st.sampled_from([MONTH, MONTH, "2026-09"]),
            "staff": people,
            **dict.fromkeys(TYPED, numbers),
            "note": st.sampled_from([None, "救火"]),
        }
    )
    return draw(st.lists(row, max_size=6))


def prepared(book: xw.Book) -> PrepareResult:
    return prepare(book, Month.parse(MONTH), NOW, lambda _: None)


def typed_cells(book: xw.Book) -> list[list[object]]:
    return [list(row) for row in book.sheets["評分錄入"].range("A4:G40").value]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed_rows(), st.integers(min_value=1, max_value=3))
@pytest.mark.slow
def test_what_is_typed_survives_any_number_of_runs(
    scores: list[dict[str, Any]], times: int
) -> None:
    book = open_bytes(make_book(Language.HANT, records(scores)), "a.xlsx")
    before = typed_cells(book)[: len(scores)]
    there = {row["staff"] for row in scores if row["month"] == MONTH}
    results = [prepared(book) for _ in range(times)]
    after = typed_cells(book)
    assert after[: len(scores)] == before
    missing = [who for who in OWED if who not in there]
    assert [result.added for result in results] == [missing, *[[]] * (times - 1)]
    names = {number: name for number, name, *_ in STAFF}
    added = after[len(scores) : len(scores) + len(missing)]
    assert [row[:2] for row in added] == [[MONTH, names[who]] for who in missing]
    assert all(value is None for row in added for value in row[2:])
    assert all(value is None for row in after[len(scores) + len(missing) :] for value in row)
    notes = {each.row for each in results[-1].findings if each.code is FindingCode.NO_SCORE_OWED}
    assert notes == {
        4 + place
        for place, row in enumerate(scores)
        if row["month"] == MONTH and row["staff"] == "E0"
    }


def forms(path: Path) -> list[str]:
    held = read_sheet(path, "評分表")
    return [str(cell.value) for row in held.iter_rows() for cell in row if cell.value is not None]


def test_the_forms_have_a_page_for_each_scorer_and_zone(tmp_path: Path) -> None:
    path = office(tmp_path / "a.xlsx")
    run(path)
    shown = forms(path)
    assert [text for text in shown if text.startswith("評分人：")] == [
        "評分人：協管隊長　譚隊長",
        "評分人：管理處主任　何主任",
    ]
    assert [text for text in shown if text.endswith("：各人自評")] == [
        "客戶服務中心：各人自評",
        "協管隊：各人自評",
    ]
    assert "A01 東苑" in shown
    assert "未分片區" in shown, "E5 is of no zone"
    assert shown.count("本月沒有日檢、周檢") == 4
    assert not any("{{" in text or "{%" in text for text in shown)


def test_each_form_prints_on_a_page_of_its_own(tmp_path: Path) -> None:
    path = office(tmp_path / "a.xlsx")
    run(path)
    sheet = read_sheet(path, "評分表")
    assert sheet.page_setup.paperSize in {9, "9"}
    assert sheet.page_setup.orientation == "portrait"
    lists, zones = str(sheet.print_area).split(",")
    begins = [row for row in range(1, sheet.max_row + 1) if _is_title(sheet.cell(row, 1).value)]
    assert len(begins) == 6
    tops = {parse_area(area.rpartition("!")[2])[0] for area in (lists, zones)}
    breaks = {each.id + 1 for each in sheet.row_breaks.brk}
    assert breaks | tops == set(begins)


def _is_title(value: object) -> bool:
    return isinstance(value, str) and value.endswith("2026年10月")


def test_a_long_list_goes_on_on_further_pages(tmp_path: Path) -> None:
    staff = [
        *records()["Staff"],
        *(
            {"staff": f"F{n:02}", "name": f"新人{n}", "department": "協管隊", "post": "員工"}
            for n in range(40)
        ),
    ]
    path = office(tmp_path / "a.xlsx", Staff=staff)
    run(path)
    shown = forms(path)
    assert "第 1 頁，共 2 頁" in shown
    assert shown.count("新人39") == 2, "on the captain's list and among those of no zone"


@pytest.mark.slow
@pytest.mark.parametrize("language", [Language.HANS, Language.EN])
def test_in_the_workbooks_own_language(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_book(language, records()))
    assert run(path) == 0
    title = {"en": "Score Forms", "zh-Hans": "评分表"}[language.value]
    shown = [
        str(cell.value)
        for row in read_sheet(path, title).iter_rows()
        for cell in row
        if cell.value is not None
    ]
    words = {"en": "Order Captain", "zh-Hans": "协管队长"}[language.value]
    assert any(words in text for text in shown)


@pytest.mark.slow
def test_a_workbook_of_an_earlier_version_gets_the_template(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLD.read_bytes())
    assert run(path) == 0
    titles = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert titles.index("評分表") == titles.index("評分表模板") + 1
    once = digest(path)
    assert run(path) == 0
    assert digest(path) == once


@pytest.mark.parametrize("with_template", [True, False])
def test_a_sheet_of_the_offices_own_is_left_alone(tmp_path: Path, *, with_template: bool) -> None:
    path = office(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("評分表")["A1"] = "我們自己的評分表"
    if not with_template:
        del book["評分表模板"]
        del book.defined_names["estate_sheet_ScoreFormTemplate"]
    book.save(path)
    before = digest(path)
    assert run(path) == 2
    assert digest(path) == before


def test_a_closed_month_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office(tmp_path / "a.xlsx", [{"month": MONTH, "staff": "E5", "supervisor": 90}])
    main(["month-end", str(path), "--month", MONTH, "--quiet"])
    main(["approve", str(path), "--month", MONTH, "--by", "E0", "--force", "試行", "--quiet"])
    before = digest(path)
    capsys.readouterr()
    assert run(path) == 2
    said = capsys.readouterr().err
    assert said.startswith("2026-10 第 1 版已審定，評分不再改動")
    assert said.count("\n") == 1
    assert digest(path) == before


def test_month_end_says_how_far_the_scores_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office(tmp_path / "a.xlsx", [{"month": MONTH, "staff": "E5", "supervisor": 90}])
    main(["month-end", str(path), "--month", MONTH])
    said = capsys.readouterr().out
    assert "2026-10 應評 5 人，已評完 1 人。" in said
    assert "主管級評分（協管隊長）1 人" in said


def test_the_forms_are_no_second_list_of_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office(tmp_path / "a.xlsx")
    run(path)
    main(["validate", str(path), "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert not [each for each in findings if "評分表" in each["message"]]


def test_a_restyled_template_is_followed(tmp_path: Path) -> None:
    path = office(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["評分表模板"]["A3"] = "本辦公室的說明"
    book.save(path)
    assert run(path) == 0
    assert forms(path).count("本辦公室的說明") == 4
