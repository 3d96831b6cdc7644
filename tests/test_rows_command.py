"""Every row is read or named, through the real commands on real files."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.engine.addresses import column_letters
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from support.desks import office_bytes
from support.sheets import HEADER_ROW, add_totals, drop_table, lines, put, tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook

    Json = dict[str, Any]

pytestmark = pytest.mark.slow
CASES = (Path(__file__).parents[1] / "../shared/cases").resolve()
MONTH = ["--month", "2026-10"]
AS_OF = ["--as-of", "2026-10-31T18:00"]
EMPTY: list[Any] = []
TEXT = ["說明：本表由前臺填寫，月底前交主管。"]
LAST_COLUMN = column_letters(len(ESTATE_BOOK["Tickets"].columns))


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Json:
    """What a command prints for machines."""
    capsys.readouterr()
    assert main([*words, "--json", "--quiet"]) in {0, 1}
    found: Json = json.loads(capsys.readouterr().out)
    return found


def figures(path: Path) -> list[tuple[Any, ...]]:
    """All of 月度統計 as its cells hold it."""
    return list(openpyxl.load_workbook(path)["月度統計"].iter_rows(values_only=True))


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    ("name", "tickets"), [("base", 48), ("complaint-gap", 48), ("ticket-gap", 47)]
)
def test_cases_with_a_gap_give_the_scores_of_the_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, tickets: int
) -> None:
    """27 of 47 tickets were counted, and another zone was first."""
    path = tmp_path / "case.xlsx"
    shutil.copyfile(CASES / f"{name}.xlsx", path)
    found = printed(capsys, "month-end", str(path), *MONTH)
    scores = {zone["zone"]: zone["score"] for zone in found["zones"]}
    assert list(scores.items()) == [("D", 97.77), ("A", 95.68), ("C", 94.64), ("B", 90.77)]
    assert tickets in {cell for row in figures(path) for cell in row}


@pytest.fixture(scope="module")
def office() -> bytes:
    """A sample office."""
    sample = make_sample(1, 60)
    return make_book(Language.HANT, sample.records, sample.settings)


def results(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    office: bytes,
    change: Callable[[Workbook], None] | None = None,
) -> tuple[Json, Json, list[tuple[Any, ...]]]:
    """What month-end and overdue say of the office after a change, and 月度統計."""
    workbook = openpyxl.load_workbook(BytesIO(office))
    if change is not None:
        change(workbook)
    path = folder / "office.xlsx"
    workbook.save(path)
    scores = printed(capsys, "month-end", str(path), *MONTH)
    return scores, printed(capsys, "overdue", str(path), *AS_OF), figures(path)


def in_pieces(workbook: Workbook) -> None:
    """Blank rows in three registers, the tables' ends moved up, text at the foot of each."""
    for key in ("Tickets", "Complaints", "Inspections"):
        rows = lines(tab(workbook, key))
        pieces = [*rows[:2], EMPTY, *rows[2:-10], EMPTY, *rows[-10:], EMPTY, TEXT]
        put(tab(workbook, key), pieces, end=7)


def with_totals(workbook: Workbook) -> None:
    """The table's own totals between the records, and totals by hand below them."""
    for key in ("Tickets", "Complaints", "Inspections"):
        sheet = tab(workbook, key)
        rows = lines(sheet)
        put(sheet, [*rows[:4], ["合計", 4], *rows[4:], EMPTY, ["合計：4"]], HEADER_ROW + 5)
        add_totals(sheet, HEADER_ROW + 5)


@pytest.mark.parametrize("change", [in_pieces, with_totals])
def test_gaps_ends_totals_and_text_change_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    office: bytes,
    change: Callable[[Workbook], None],
) -> None:
    scores, owed, counted = results(tmp_path, capsys, office)
    after, owed_after, counted_after = results(tmp_path, capsys, office, change)
    for part in ("zones", "departments", "staff"):
        assert after[part] == scores[part], part
    assert owed_after == owed
    assert counted_after == counted
    notes = [each for each in after["findings"] if each["severity"] == "note"]
    assert {each["sheet"] for each in notes} >= {"報事", "投訴", "巡檢"}
    assert all("不像記錄，沒有計入。" in each["message"] for each in notes)


def small(folder: Path, change: Callable[[Workbook], None]) -> Path:
    """The small office, whose last two tickets have no number yet, after a change."""
    workbook = openpyxl.load_workbook(BytesIO(office_bytes()))
    change(workbook)
    workbook.save(folder / "office.xlsx")
    return folder / "office.xlsx"


def below_the_table(workbook: Workbook) -> None:
    put(tab(workbook, "Tickets"), lines(tab(workbook, "Tickets"))[:4], end=5)


def below_a_gap(workbook: Workbook) -> None:
    rows = lines(tab(workbook, "Tickets"))
    put(tab(workbook, "Tickets"), [*rows[:2], EMPTY, *rows[2:4]], end=5)


def below_the_totals(workbook: Workbook) -> None:
    rows = lines(tab(workbook, "Tickets"))
    put(tab(workbook, "Tickets"), [*rows[:2], ["合計"], *rows[2:4]])
    add_totals(tab(workbook, "Tickets"), 6)


@pytest.mark.parametrize(
    ("change", "end"), [(below_the_table, 7), (below_a_gap, 8), (below_the_totals, 6)]
)
def test_new_tickets_below_the_table_get_their_slips(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Workbook], None],
    end: int,
) -> None:
    """「沒有新的報事」 was said of them."""
    path = small(tmp_path, change)
    assert main(["work-orders", str(path)]) == 0
    assert "BS202610-0004" in capsys.readouterr().out
    sheet = tab(openpyxl.load_workbook(path), "Tickets")
    numbers = [row[0] for row in lines(sheet) if row[0]]
    assert [number for number in numbers if number != "合計"] == [
        f"BS202610-{number:04}" for number in range(1, 5)
    ]
    assert sheet.tables["Tickets"].ref == f"A3:{LAST_COLUMN}{end}"


def test_a_new_ticket_too_short_for_a_record_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(workbook: Workbook) -> None:
        rows = lines(tab(workbook, "Tickets"))
        put(tab(workbook, "Tickets"), [*rows[:2], rows[2][:3]], end=5)

    path = small(tmp_path, change)
    assert main(["work-orders", str(path)]) == 0
    assert "第 6 行不像記錄，沒有計入" in capsys.readouterr().out


def test_states_are_written_beside_records_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(workbook: Workbook) -> None:
        sheet = tab(workbook, "Tickets")
        rows = lines(sheet)[:4]
        place = [cell.value for cell in sheet[HEADER_ROW]].index("狀態")
        total = ["合計", *[None] * (place - 1), "=SUBTOTAL(103,[狀態])"]
        stale = [*[None] * place, "處理中"]
        put(sheet, [*rows[:2], total, rows[2], stale, TEXT, rows[3]])
        add_totals(sheet, 6)

    path = small(tmp_path, change)
    found = printed(capsys, "overdue", str(path), *AS_OF)
    assert len(found["items"]) >= 4
    sheet = tab(openpyxl.load_workbook(path), "Tickets")
    place = [cell.value for cell in sheet[HEADER_ROW]].index("狀態")
    states = [row[place] for row in lines(sheet)]
    assert states[2] == "=SUBTOTAL(103,[狀態])"
    assert (states[4], states[5]) == (None, None)
    assert None not in {states[0], states[1], states[3], states[6]}


def test_an_archive_beside_the_register_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(workbook: Workbook) -> None:
        sheet = tab(workbook, "Tickets")
        workbook.copy_worksheet(sheet).title = "報事10月存檔"

    path = small(tmp_path, change)
    before = printed(capsys, "validate", str(small(tmp_path, lambda _: None)))["findings"]
    path = small(tmp_path, change)
    after = printed(capsys, "validate", str(path))["findings"]
    (named,) = [each for each in after if each not in before]
    assert (named["severity"], named["row"]) == ("warning", None)
    assert named["message"].startswith(
        "工作表「報事10月存檔」也是「報事」的表頭，它的 5 行沒有讀；讀的是工作表「報事」。"
    )
    assert main(["validate", str(path)]) == 1


def list_beside(workbook: Workbook) -> None:
    """Our headers and a complaint right of the table."""
    sheet = tab(workbook, "Complaints")
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    for column, header in enumerate(headers, start=len(headers) + 3):
        sheet.cell(HEADER_ROW, column).value = header
        sheet.cell(HEADER_ROW + 1, column).value = sheet.cell(HEADER_ROW + 2, column - 21).value


def header_beside(workbook: Workbook) -> None:
    """A second 有效 right of the table."""
    sheet = tab(workbook, "Complaints")
    sheet.cell(HEADER_ROW, sheet.max_column + 2).value = "有效"


def record_above(workbook: Workbook) -> None:
    """A complaint on a row put in above the headers."""
    sheet = tab(workbook, "Complaints")
    record = lines(sheet)[0]
    drop_table(sheet)
    sheet.insert_rows(HEADER_ROW)
    for column, value in enumerate(record, start=1):
        sheet.cell(HEADER_ROW, column).value = value


def copied(workbook: Workbook) -> None:
    """The last complaint once more, without its number."""
    sheet = tab(workbook, "Complaints")
    rows = lines(sheet)
    put(sheet, [*rows, [None, *rows[-1][1:]]])


def merged_below(workbook: Workbook) -> None:
    """One inspection of two trades below the table: what both share is merged over both rows."""
    sheet = tab(workbook, "Inspections")
    last, headers = sheet.max_row, [cell.value for cell in sheet[HEADER_ROW]]
    shared = [headers.index(name) + 1 for name in ("日期", "巡檢類型", "片區", "巡檢人")]
    row = next(
        number
        for number in range(HEADER_ROW + 1, last)
        if sheet.cell(number, 3).value == "主管周檢"
        and f"{sheet.cell(number, 2).value:%Y-%m}" == "2026-10"
    )
    for column in range(2, len(headers) + 1):
        value = sheet.cell(row, column).value
        sheet.cell(last + 1, column).value = value
        sheet.cell(last + 2, column).value = None if column in shared else value
    for column in shared:
        sheet.merge_cells(
            start_row=last + 1, end_row=last + 2, start_column=column, end_column=column
        )


def doubled_number(workbook: Workbook) -> None:
    """The last complaint with the number of the one before."""
    sheet = tab(workbook, "Complaints")
    sheet.cell(sheet.max_row, 1).value = sheet.cell(sheet.max_row - 1, 1).value


def formula_without_result(workbook: Workbook) -> None:
    """A score that was never computed, as openpyxl saves it."""
    sheet = tab(workbook, "Inspections")
    column = next(cell.column for cell in sheet[HEADER_ROW] if cell.value == "得分")
    row = next(
        number
        for number in range(HEADER_ROW + 1, sheet.max_row)
        if sheet.cell(number, 3).value == "主管周檢"
        and f"{sheet.cell(number, 2).value:%Y-%m}" == "2026-10"
    )
    sheet.cell(row, column).value = "=60+1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (list_beside, "是另一個「投訴」表的表頭"),
        (header_beside, "欄位「有效」出現了兩次"),
        (record_above, "第 3 行在表頭之上，沒有計入"),
        (copied, "讀得懂的內容一模一樣"),
        (merged_below, "是合併儲存格"),
        (doubled_number, "「投訴編號」"),
        (formula_without_result, "「得分」的公式還沒有結果"),
    ],
)
def test_what_is_beside_above_or_twice_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    office: bytes,
    change: Callable[[Workbook], None],
    said: str,
) -> None:
    found, _, _ = results(tmp_path, capsys, office, change)
    assert any(said in each["message"] for each in found["findings"])
