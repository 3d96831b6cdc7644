"""`estate-xl score-slips` on real files: everybody's own page of points (R-8.4)."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.schema import Language
from support.offices import regulation_weights
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

MONTH = "2026-10"
STAFF = [
    {"staff": "E0", "name": "何主任", "department": "管理處", "post": "管理處主任"},
    {"staff": "E1", "name": "林片區", "department": "客戶服務中心", "post": "片區客戶人員"},
    {"staff": "E2", "name": "周明", "department": "工程維修部", "post": "員工", "trade": "維修"},
    {"staff": "E3", "name": "吳剛", "department": "工程維修部", "post": "員工", "trade": "維修"},
]
RECORDS: dict[str, Any] = {
    "AppraisalWeights": regulation_weights(),
    "Staff": STAFF,
    "Zones": [{"zone": "A01", "name": "東苑", "officer": "E1", "repair": "E2"}],
    "Inspections": [
        {
            "inspection": "XJ202610-0001",
            "date": dt.date(2026, 10, 14),
            "kind": "主管周檢",
            "zone": "A01",
            "trade": "維修",
            "inspector": "E0",
            "score": 90,
        }
    ],
    "Tickets": [
        {
            "ticket": "BS202610-0007",
            "registered": dt.datetime(2026, 10, 5, 9, 0),  # noqa: DTZ001 - no zone
            "channel": "電話",
            "zone": "A01",
            "kind": "工程類",
            "department": "工程維修部",
            "content": "水龍頭漏水",
            "worker": "E2",
            "returned": dt.datetime(2026, 10, 6, 9, 0),  # noqa: DTZ001
            "visited": dt.datetime(2026, 10, 7, 9, 0),  # noqa: DTZ001
            "visit_rating": "不滿意",
        }
    ],
    "MonthlyScores": [
        {"month": MONTH, "staff": "E1", "self": 80},
        {"month": MONTH, "staff": "E2", "supervisor": 90},
    ],
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    mailed = {"hq_recipients": "kaohe@example.com", "sender": "bj@example.com"}
    path.write_bytes(make_book(Language.HANT, RECORDS, mailed))
    return path


def pages(path: Path) -> list[list[list[Any]]]:
    """The cells of each page, row by row, without empty ones."""
    found: list[list[list[Any]]] = []
    for row in read_sheet(path, "個人得分單").iter_rows(values_only=True):
        held = [value for value in row if value is not None]
        if held and str(held[0]).endswith("個人得分單 2026年10月"):
            found.append([])
        if held:
            found[-1].append(held)
    return found


def run(path: Path, *words: str) -> int:
    return main(["score-slips", str(path), "--month", MONTH, *words])


def test_a_page_for_everybody_but_the_director(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office) == 0
    names = [page[1][1] for page in pages(office)]
    assert names == ["林片區", "周明", "吳剛"]
    said = capsys.readouterr().out
    assert "個人得分單 3 頁" in said
    assert "還沒有總分的 1 人：吳剛。" in said
    assert "「考核 2026-10」還沒有按現在的記錄計算" in said, "month-end has not run"


def test_a_page_has_parts_deductions_total_rank_and_lines_to_sign(office: Path) -> None:
    run(office, "--quiet")
    _, page, _ = pages(office)
    texts = [str(value) for row in page for value in row]
    assert page[1] == ["姓名", "周明", "工號", "E2", "總分", 92.7]
    assert page[2] == ["部門", "工程維修部", "崗位", "員工", "名次", "1 / 1"]
    assert ["片區小組自檢", "按規則計算", 99, 0.3, 29.7] in page
    assert ["主管級評分", "工程主管", 90, 0.7, 63] in page
    assert any("BS202610-0007 水龍頭漏水" in text for text in texts)
    assert any("30%×99 + 70%×90 = 92.7" in text for text in texts)
    assert any(text.startswith("本人有異議，申訴") for text in texts)
    link = next(text for text in texts if text.startswith("=IF(") and "報事" in text)
    assert link == '=IF("報事!4"="","",HYPERLINK("#\'報事\'!A4","報事!4"))'


def test_links_have_their_text_stored(office: Path) -> None:
    run(office, "--quiet")
    book = openpyxl.load_workbook(io.BytesIO(office.read_bytes()), data_only=True)
    shown = {cell.value for row in book["個人得分單"].iter_rows() for cell in row}
    assert "報事!4" in shown


def test_whoever_lacks_a_part_reads_which(office: Path) -> None:
    run(office, "--quiet")
    page = pages(office)[2]
    assert ["缺少主管級評分，沒有總分，不排名。"] in page
    assert ["主管級評分", "工程主管", 0.7, "缺少"] in page


def test_after_month_end_nothing_is_said_of_the_sheet(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["month-end", str(office), "--month", MONTH, "--quiet"])
    run(office)
    assert "還沒有按現在的記錄計算" not in capsys.readouterr().out


@pytest.mark.slow
def test_slips_of_a_closed_month_say_where_its_records_changed_since(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["month-end", str(office), "--month", MONTH, "--quiet"])
    main(["approve", str(office), "--month", MONTH, "--by", "E0", "--force", "試行", "--quiet"])
    capsys.readouterr()
    run(office)
    assert "不是這些分數" not in capsys.readouterr().out
    book = openpyxl.load_workbook(office)
    book["評分錄入"]["C4"] = 70
    book.save(office)
    run(office)
    assert "「考核 2026-10」已審定或上報的不是這些分數" in capsys.readouterr().out


def test_one_person_alone(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(office, "--staff", "周明", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["written"], said["pages"]) == (["個人得分單"], 1)
    assert [page[1][1] for page in pages(office)] == ["周明"]


@pytest.mark.parametrize("name", ["何主任", "沒這個人"])
def test_whoever_is_not_appraised_has_none(office: Path, name: str) -> None:
    before = office.read_bytes()
    assert run(office, "--staff", name) == 2
    assert office.read_bytes() == before


@pytest.mark.slow
def test_a_typed_self_check_is_shown_beside_the_computed_one(tmp_path: Path) -> None:
    scores = [
        *RECORDS["MonthlyScores"],
        {"month": MONTH, "staff": "E3", "zone": 70, "note": "兩次遲到", "supervisor": 80},
    ]
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_book(Language.HANT, {**RECORDS, "MonthlyScores": scores}))
    run(path, "--quiet")
    page = pages(path)[2]
    assert ["片區小組自檢", 70, 0.3, 21, "代替算出的 100：兩次遲到"] in page


@pytest.mark.slow
def test_the_slips_never_go_to_headquarters(office: Path, tmp_path: Path) -> None:
    """Neither the sheet nor a word that is on it alone."""
    main(["month-end", str(office), "--month", MONTH, "--quiet"])
    main(["prepare", str(office), "--month", MONTH, "--quiet"])
    run(office, "--quiet")
    package = tmp_path / "package.xlsx"
    words = ["--eml", str(tmp_path / "a.eml"), "--package", str(package), "--force", "--quiet"]
    assert main(["send", str(office), "--month", MONTH, *words]) == 0
    with zipfile.ZipFile(package) as held:
        text = "".join(held.read(name).decode("utf-8", "replace") for name in held.namelist())
    assert "考核" in text
    for word in ("個人得分單", "評分表", "申訴", "BS202610-0007"):
        assert word not in text
