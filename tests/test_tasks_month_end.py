"""month-end on a workbook with faulty rows: they count nowhere and are named (R-8.1).

One office is spoilt in many places at once and appraised by the real command. Its scores must be
those of the same office without these rows, and each row must stand on 計分依據 with its reason.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from support.links import link_of
from support.sheets import read_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MONTH: Final = "2026-10"
CASES: Final = (Path(__file__).parents[1] / "../shared/cases").resolve()
FIRST_ROW: Final = 4
Records = dict[str, list[dict[str, Any]]]
Json = dict[str, Any]


class Spoilt(NamedTuple):
    """A row spoilt: what was put where, and why it does not count.

    Attributes:
        sheet: Key of the sheet.
        change: What is typed into a sound row of the month.
        column: The column that the finding names.
        part: What it does not count for; empty for nowhere.
    """

    sheet: str
    change: dict[str, object]
    column: str
    part: str = ""


SPOILT: Final = (
    Spoilt("Inspections", {"score": 105}, "score"),
    Spoilt("Inspections", {"score": "良好"}, "score"),
    Spoilt("Inspections", {"score": 0.95}, "score"),
    Spoilt("Inspections", {"score": 90, "findings": "XX99"}, "findings"),
    Spoilt("Inspections", {"score": None, "findings": "BJ01、BJ01"}, "findings"),
    Spoilt("Inspections", {"zone": "Z77"}, "zone"),
    Spoilt("Inspections", {"date": "上周五"}, "date"),
    Spoilt("Complaints", {"received": "不詳"}, "received"),
    Spoilt("Complaints", {"zone": None}, "zone"),
    Spoilt("Complaints", {"valid": "不"}, "valid"),
    Spoilt("Commendations", {"verified": None}, "verified"),
    Spoilt("Commendations", {"zone": "不知道"}, "zone"),
    Spoilt("MonthlyScores", {"staff": "查無此人"}, "staff"),
)


def sound_office() -> tuple[Records, dict[str, object]]:
    """The sample office with nothing wrong in its month, and rows to spoil at the ends."""
    sample = make_sample(1, 60)
    records: Records = {key: [dict(row) for row in rows] for key, rows in sample.records.items()}
    zone = str(records["Zones"][0]["zone"])
    inspection = next(
        row
        for row in records["Inspections"]
        if row["kind"] == "主管周檢" and row["trade"] == "保潔" and f"{row['date']:%Y-%m}" == MONTH
    )
    day = inspection["date"]
    usual: dict[str, dict[str, object]] = {
        "Inspections": {**inspection, "zone": zone, "score": 60, "findings": None},
        "Complaints": {"received": day, "zone": zone, "content": "噪音", "department": "環境部"},
        "Commendations": {"date": day, "zone": zone, "content": "拾金不昧", "verified": "是"},
        "MonthlyScores": {"month": MONTH, "self": 50},
    }
    for number, spoilt in enumerate(SPOILT, start=1):
        row = {**usual[spoilt.sheet], **spoilt.change}
        if spoilt.sheet in {"Inspections", "Complaints"}:
            row["inspection" if spoilt.sheet == "Inspections" else "complaint"] = f"S-{number}"
        records[spoilt.sheet].append(row)
    return records, sample.settings


def run(path: Path, command: str, *words: str) -> Json:
    """What the command prints."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = cli.main([command, str(path), *words, "--json", "--quiet"])
    assert status in {cli.OK, cli.FINDINGS}
    return dict(json.loads(printed.getvalue()))


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Json, Json]:
    """The spoilt workbook after month-end, what that printed, and the same without the rows."""
    folder = tmp_path_factory.mktemp("spoilt")
    records, settings = sound_office()
    path, bare = folder / "spoilt.xlsx", folder / "bare.xlsx"
    path.write_bytes(make_book(Language.HANT, records, settings))
    counts = {sheet: sum(each.sheet == sheet for each in SPOILT) for sheet in records}
    kept = {key: rows[: len(rows) - counts[key]] for key, rows in records.items()}
    bare.write_bytes(make_book(Language.HANT, kept, settings))
    return path, run(path, "month-end", "--month", MONTH), run(bare, "month-end", "--month", MONTH)


def places() -> list[tuple[Spoilt, int]]:
    """Each spoilt row and its number."""
    records, _ = sound_office()
    last = {key: FIRST_ROW + len(rows) for key, rows in records.items()}
    left = {key: sum(each.sheet == key for each in SPOILT) for key in records}
    found = []
    for each in SPOILT:
        found.append((each, last[each.sheet] - left[each.sheet]))
        left[each.sheet] -= 1
    return found


@pytest.mark.slow
def test_spoilt_rows_enter_no_score(spoilt: tuple[Path, Json, Json]) -> None:
    _, printed, bare = spoilt
    for part in ("zones", "departments", "staff"):
        assert printed[part] == bare[part]


def test_every_spoilt_row_is_found_at_its_cell(spoilt: tuple[Path, Json, Json]) -> None:
    found = {(each["sheet"], each["row"], each["column"]) for each in spoilt[1]["findings"]}
    for each, row in places():
        sheet = ESTATE_BOOK[each.sheet]
        assert (sheet.title.hant, row, sheet.column(each.column).header.hant) in found


def test_every_spoilt_row_stands_on_the_evidence_with_its_link(
    spoilt: tuple[Path, Json, Json],
) -> None:
    sheet = read_sheet(spoilt[0], "計分依據")
    headers = [cell.value for cell in sheet[3]]
    detail, source = headers.index("內容"), headers.index("來源")
    lines = [row for row in sheet.iter_rows(min_row=FIRST_ROW) if row[0].value == "未計入"]
    links = {row[0].row: link_of(row[source]) for row in lines}
    by_source = {link.text: row for row in lines if (link := links[row[0].row])}
    expected = {f"{ESTATE_BOOK[each.sheet].title.hant}!{row}" for each, row in places()}
    assert set(by_source) >= expected
    assert all(by_source[place][detail].value for place in expected)
    led = {(link.text, f"{link.title}!{link.row}") for link in links.values() if link}
    assert all(text == place for text, place in led)
    over = by_source[f"巡檢!{places()[0][1]}"]
    assert over[detail].value == "「得分」的 105 不在 0 到 100 之間"


@pytest.mark.slow
def test_the_remarks_say_how_many(spoilt: tuple[Path, Json, Json]) -> None:
    """The sample has flaws of its own, which are counted with those."""
    book = openpyxl.load_workbook(spoilt[0], data_only=True)
    evidence = book["計分依據"]
    source = [cell.value for cell in evidence[3]].index("來源")
    rows = {
        str(row[source].value)
        for row in evidence.iter_rows(min_row=FIRST_ROW)
        if row[0].value == "未計入"
    }
    counts = Counter(row.partition("!")[0] for row in rows)
    named = ("投訴", "表揚", "巡檢", "評分錄入", "變更記錄")
    parts = [f"{key} {counts[key]} 行" for key in named]
    assert len(rows) >= len(SPOILT)
    assert [text for text in texts(book[f"考核 {MONTH}"]) if "記錄未計入" in text] == [
        f"有 {len(rows)} 行記錄未計入（{'、'.join(parts)}），原因見「計分依據」"
    ]


def texts(sheet: Worksheet) -> list[str]:
    """All texts of a sheet."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


READ: Final = {
    "片區": ({"片區編號", "片區名稱", "片區管理員", "啟用"}, ()),
    "員工": ({"工號", "姓名", "部門", "崗位", "入職日期", "離職日期"}, ()),
    "報事": (
        {"片區", "服務人員", "返單時間", "填單合格", "返工次數", "回訪時間", "回訪評價"},
        ("返單時間", "回訪時間"),
    ),
    "投訴": ({"投訴時間", "片區", "責任部門", "有效"}, ("投訴時間",)),
    "表揚": ({"日期", "片區", "部門", "員工", "已核實"}, ("日期",)),
    "巡檢": ({"日期", "巡檢類型", "片區", "專業", "不合格項", "得分"}, ("日期",)),
    "巡檢標準": ({"編號", "專業", "扣分"}, ()),
    "評分錄入": (
        {"月份", "員工", "員工自檢", "片區小組自檢", "主管級評分", "主任級評分"},
        ("月份",),
    ),
    "考核構成": ({"部門", "崗位", "員工自檢", "片區小組自檢", "主管級", "主任級"}, ()),
    "參數": ({"鍵", "值"}, ()),
}
"""By sheet: the columns that R-8 reads, and those that say of which month a row is."""


@pytest.mark.slow
def test_month_end_reports_what_validate_does_where_it_bears_on_a_score(tmp_path: Path) -> None:
    """R-8.1: of the sample with all its flaws, and of rows without a day."""
    sample = make_sample(1, 300)
    records, settings = sound_office()
    for key, rows in sample.records.items():
        records[key] = [*map(dict, rows), *records[key][-sum(s.sheet == key for s in SPOILT) :]]
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book(Language.HANT, records, settings))
    book = openpyxl.load_workbook(path, data_only=True)
    validated = run(path, "validate")["findings"]
    computed = run(path, "month-end", "--month", MONTH)["findings"]

    bearing = [found for found in validated if bears(book[found["sheet"]], found)]
    assert len(bearing) > len(SPOILT)
    assert [found for found in bearing if found not in computed] == []


def bears(sheet: Worksheet, found: Json) -> bool:
    """Whether a finding is about what the month is computed from, read off the sheet itself."""
    if found["sheet"] not in READ:
        return False
    columns, dates = READ[found["sheet"]]
    if found["column"] and found["column"] not in columns:
        return False
    headers = [cell.value for cell in sheet[3]]
    days = [sheet.cell(found["row"] or 1, headers.index(name) + 1).value for name in dates]
    held = [str(day)[:7] for day in days if day is not None]
    is_dated = bool(held) and all(day[:2] == "20" for day in held)
    if found["sheet"] == "報事":
        return MONTH in held
    return not dates or not found["row"] or not is_dated or MONTH in held


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "number_format", "score", "is_found"),
    [
        (0.95, "0%", 95, False),
        (0.955, "0.0%", 95.5, False),
        (1, "0%", 100, False),
        (0, "0%", 0, True),
        ("95%", "General", 95, False),
        ("９５％", "General", 95, False),
        (95, "0%", 95, False),
        (0.95, "0.00", None, True),
        (0.95, '0.00"%"', None, True),
        (9.5, "General", 9.5, True),
    ],
)
def test_scores_typed_as_percentages(
    tmp_path: Path, typed: object, number_format: str, score: float | None, *, is_found: bool
) -> None:
    """R-8.1: 0.95 in a percent cell is 95 %; never is it counted as 0.95."""
    staff = {"staff": "E1", "name": "陳靜", "department": "客戶服務中心", "post": "客戶主管"}
    records: Records = {
        "Zones": [{"zone": "A", "name": "東", "officer": "E1"}],
        "Staff": [staff],
        "MonthlyScores": [{"month": MONTH, "staff": "E1", "director": 90}],
    }
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book(Language.HANT, records, {}))
    book = openpyxl.load_workbook(path)
    cell = book["評分錄入"]["C4"]
    assert book["評分錄入"]["C3"].value == "員工自檢"
    cell.value, cell.number_format = typed, number_format
    book.save(path)
    printed = run(path, "month-end", "--month", MONTH)
    assert printed["staff"][0]["self"] == score
    found = [each for each in printed["findings"] if each["sheet"] == "評分錄入"]
    assert [(each["row"], each["column"]) for each in found] == (
        [(4, "員工自檢")] if is_found else []
    )


@pytest.mark.slow
def test_a_workbook_of_an_earlier_version_lacks_nothing(tmp_path: Path) -> None:
    """片區小組自檢 and the new settings came later: without them all is as it was."""
    records, settings = sound_office()
    path = tmp_path / "book.xlsx"
    path.write_bytes(make_book(Language.HANT, records, settings))
    book = openpyxl.load_workbook(path)
    scores, setup = book["評分錄入"], book["參數"]
    del scores.tables["MonthlyScores"]
    assert scores["D3"].value == "片區小組自檢"
    scores.delete_cols(4)
    keys = [cell.value for cell in setup["A"]]
    for key in ("daily_inspection_trades", "composite_over"):
        setup.delete_rows(keys.index(key) + 1)
    book.save(path)
    now = run(path, "month-end", "--month", MONTH)
    assert not [each for each in now["findings"] if "片區小組自檢" in each["message"]]
    assert not [each for each in now["findings"] if each["sheet"] == "參數"]


@pytest.mark.slow
@pytest.mark.skipif(not CASES.is_dir(), reason="the workbooks that showed faults are not here")
@pytest.mark.parametrize("name", ["percent.xlsx", "base.xlsx"])
def test_the_case_of_the_percentages(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((CASES / name).read_bytes())
    printed = run(path, "month-end", "--month", MONTH)
    assert [zone["score"] for zone in printed["zones"]] == [97.77, 95.68, 94.64, 90.77]
    found = {(each["row"], each["column"]) for each in printed["findings"] if each["column"]}
    found = {each for each in found if each[1] != "客戶評價"}  # visits against slips (art. 5)
    expected = {(4, "員工自檢"), (5, "員工自檢")} if name == "percent.xlsx" else set()
    assert found == expected
