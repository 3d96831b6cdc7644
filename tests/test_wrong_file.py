"""Other workbooks are refused in one sentence; ours are checked, damaged as they may be."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.marks import marked_key
from support.closed_month import pack, run_month_end
from support.desks import records

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

CASES = (Path(__file__).parents[1] / "../shared/cases").resolve()
COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": (),
    "month-end": ("--month", "2026-10"),
    "prepare": ("--month", "2026-10"),
    "score-slips": ("--month", "2026-10"),
    "overdue": (),
    "reminders": (),
    "work-orders": (),
    "statistics": ("--year", "2026"),
    "follow-up": ("--ticket", "BS202610-0001", "--by", "周明", "--note", "已約"),
    "return-slip": ("--ticket", "BS202609-0001", "--reason", "缺客戶簽字", "--by", "林曉"),
    "change": (
        *("--of", "員工", "--key", "周明", "--field", "崗位"),
        *("--to", "維修班長", "--from", "2026-10-20"),
    ),
    "approve": ("--month", "2026-10", "--by", "何主任"),
    "send": ("--month", "2026-10", "--dry-run"),
    "new-year": ("--year", "2027", "--out", "2027.xlsx"),
    "upgrade": (),
}
NEEDS_ZONES = ("month-end", "prepare", "score-slips", "overdue", "reminders", "work-orders", "send")
NEEDS_ZONES_IN_USE = ("month-end", "prepare", "score-slips", "send")
CHOOSE = "，沒有改動；請選對檔案，或用 estate-xl new 新建一個工作簿。"
SET_UP_FIRST = {
    Language.HANT: "算不出結果，沒有改動；請先填好片區和員工，再執行一次。",
    Language.HANS: "算不出结果，没有改动；请先填好片区和员工，再执行一次。",
    Language.EN: "nothing was changed. Fill in zones and staff, then run this again.",
}
ALL_COLUMNS = len(ESTATE_BOOK["Tickets"].columns)
SETTINGS = {"project_name": "濱江花園", "office_name": "管理處"}


def budget(workbook: Workbook) -> None:
    sheet = workbook.create_sheet("收支")
    for row in (("日期", "類型", "金額"), (dt.date(2026, 10, 1), "買菜", 38.5)):
        sheet.append(row)


def tickets_alone(workbook: Workbook) -> None:
    sheet = workbook.create_sheet("報事")
    sheet.append([column.header.hant for column in ESTATE_BOOK["Tickets"].columns])


def nothing(workbook: Workbook) -> None:
    workbook.create_sheet("Sheet1")


def chart_alone(workbook: Workbook) -> None:
    workbook.create_chartsheet("Chart1").add_chart(BarChart())


OTHERS: dict[str, tuple[Callable[[Workbook], None], str]] = {
    "budget": (budget, "（最像的是工作表「收支」，它有「節假日」表的 2 個欄位：「日期」「類型」）"),
    "tickets alone": (
        tickets_alone,
        (
            f"（最像的是工作表「報事」，它有「報事」表的 {ALL_COLUMNS} 個欄位："
            "「單號」「登記時間」「來源」）"
        ),
    ),
    "nothing": (nothing, ""),
    "chart alone": (chart_alone, "（沒有工作表）"),
}


def run(
    name: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[str], list[str]]:
    """Status, lines of output and lines of errors of a command."""
    capsys.readouterr()
    status = cli.main([name, str(path), *COMMANDS[name]])
    shown = capsys.readouterr()
    return status, shown.out.splitlines(), shown.err.splitlines()


def refused(name: str, path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence of a refusal, which changed nothing."""
    before = path.read_bytes()
    status, out, err = run(name, path, capsys)
    assert (status, out) == (2, [])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    (line,) = err
    return line


def changed(data: bytes, change: Callable[[Workbook], None], path: Path) -> Path:
    workbook = openpyxl.load_workbook(BytesIO(data))
    change(workbook)
    workbook.save(path)
    return path


@pytest.fixture(scope="module")
def office() -> bytes:
    """A small office that is set up."""
    return make_book(Language.HANT, records(), SETTINGS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("other", OTHERS)
def test_another_workbook_is_refused(
    other: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, nearest = OTHERS[other]
    workbook = openpyxl.Workbook()
    del workbook["Sheet"]
    make(workbook)
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    assert refused(name, path, capsys) == f"「book.xlsx」不是片區管理工作簿{nearest}{CHOOSE}"


@pytest.mark.skipif(not CASES.exists(), reason="no cases beside the repository")
@pytest.mark.parametrize("name", COMMANDS)
def test_the_workbook_that_gave_29_errors(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "not-ours.xlsx"
    path.write_bytes((CASES / "not-ours.xlsx").read_bytes())
    assert refused(name, path, capsys) == f"「not-ours.xlsx」不是片區管理工作簿{CHOOSE}"


@pytest.fixture(scope="module")
def package(office: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The package of its month."""
    master = tmp_path_factory.mktemp("office") / "master.xlsx"
    master.write_bytes(office)
    run_month_end(master)
    return pack(master).data


@pytest.mark.parametrize("name", COMMANDS)
def test_a_package_is_called_one(
    name: str, package: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sent" / "package.xlsx"
    path.parent.mkdir()
    path.write_bytes(package)
    assert refused(name, path, capsys) == (
        "「package.xlsx」是報送總部的考核文件，不是片區管理工作簿，沒有改動；"
        "請選管理處自己的工作簿；核對這份文件用 estate-xl verify。"
    )


def without_some(workbook: Workbook) -> None:
    for title in ("片區", "報事", "業主", "首頁"):
        del workbook[title]


def without_names_and_tables(workbook: Workbook) -> None:
    for name in [name for name in workbook.defined_names if marked_key(name) is not None]:
        del workbook.defined_names[name]
    for sheet in workbook.worksheets:
        sheet.tables.clear()
        sheet.title = f"{sheet.title} 舊"


def with_two_left(workbook: Workbook) -> None:
    without_names_and_tables(workbook)
    for sheet in workbook.worksheets:
        if sheet.title not in {"員工 舊", "投訴 舊"}:
            del workbook[sheet.title]
        else:
            sheet.title = sheet.title.removesuffix(" 舊")


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (without_some, "缺少工作表「片區」"),
        (without_names_and_tables, "缺少工作表「參數」"),
        (with_two_left, "缺少工作表「片區」"),
    ],
)
def test_a_damaged_workbook_of_ours_gets_its_findings(
    change: Callable[[Workbook], None],
    sentence: str,
    office: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = changed(office, change, tmp_path / "book.xlsx")
    status, out, err = run("validate", path, capsys)
    assert (status, err) == (1, [])
    assert any(sentence in line for line in out)


def inactive(workbook: Workbook) -> None:
    sheet = workbook["片區"]
    header = [cell.value for cell in sheet[3]]
    for row in (4, 5):
        sheet.cell(row, header.index("啟用") + 1, "否")


def headers_alone(workbook: Workbook) -> None:
    for title in ("片區", "員工"):
        sheet = workbook[title]
        sheet.tables.clear()
        for row in range(4, 12):
            for cell in sheet[row]:
                cell.value = None


def no_zones(workbook: Workbook) -> None:
    del workbook["片區"]


UNSET: dict[str, tuple[Callable[[Workbook], None], str]] = {
    "header rows only": (headers_alone, "工作表「片區」還沒有片區，工作表「員工」還沒有員工，"),
    "all zones out of use": (inactive, "工作表「片區」的片區全部停用了，"),
    "no sheet of zones": (
        no_zones,
        "缺少工作表「片區」，",
    ),
}


@pytest.mark.slow_after_first
@pytest.mark.parametrize(
    ("state", "name"),
    [
        (state, name)
        for state in UNSET
        for name in (NEEDS_ZONES_IN_USE if UNSET[state][0] is inactive else NEEDS_ZONES)
    ],
)
def test_an_office_without_zones_or_people_is_refused(
    state: str, name: str, office: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, sentence = UNSET[state]
    path = changed(office, change, tmp_path / "book.xlsx")
    end = "算不出結果，沒有改動；請先填好片區和員工，再執行一次。"
    assert refused(name, path, capsys) == f"{sentence}{end}"


def test_what_closed_zones_still_owe_is_listed(
    office: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(office, inactive, tmp_path / "book.xlsx")
    status, out, _ = run("overdue", path, capsys)
    assert status == 1
    assert any("已逾期" in line and "BS202610-0001" in line for line in out), out


@pytest.mark.slow_after_first
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", NEEDS_ZONES)
def test_the_new_workbook_is_refused(
    language: Language, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    assert cli.main(["new", str(path), "--lang", language.value]) == 0
    line = refused(name, path, capsys)
    assert line.endswith(SET_UP_FIRST[language])


def test_what_only_follows_from_an_empty_sheet_is_not_said_again(
    office: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(office, headers_alone, tmp_path / "book.xlsx")
    status, out, _ = run("validate", path, capsys)
    assert status == 1
    assert [line.split("—")[0].strip() for line in out[2:]] == [
        "片區：工作表「片區」還沒有片區",
        "員工：工作表「員工」還沒有員工",
        "業主：工作表「業主」還沒有業主，報事和投訴的房號核對不了",
    ]
