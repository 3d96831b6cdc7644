"""The result sheets of a small office are those of `tests/snapshots`, cell by cell.

`pytest tests/test_result_sheets.py --update-snapshots` writes these anew; what changed is then
read in the comparison of versions, before it is committed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.files.session import open_file
from estate_xl.schema import Language
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.prepare import prepare
from estate_xl.tasks.reminders import reminders
from estate_xl.tasks.score_slips import score_slips
from estate_xl.tasks.statistics import statistics
from estate_xl.tasks.validate import validate
from estate_xl.tasks.work_orders import work_orders
from support.desks import NOW, records
from support.snapshots import sheet_texts

if TYPE_CHECKING:
    from estate_xl.schema import Label

SNAPSHOTS = Path(__file__).parent / "snapshots"
MONTH = Month.parse("2026-10")
SHEETS = {
    f"考核 {MONTH}": "appraisal",
    "計分依據": "evidence",
    "月度統計": "month_statistics",
    "年度統計": "year_statistics",
    "逾期提醒": "overdue",
    "報事單": "slips",
    "評分表": "score_forms",
    "個人得分單": "score_slips",
    "催辦單": "reminders",
    "檢查結果": "findings",
}
"""Titles of the sheets, and the names of their snapshots."""


def be_silent(_: Label) -> None:
    """Take what a task reports."""


def at(day: int, hour: int) -> dt.datetime:
    """A moment of October."""
    return dt.datetime(2026, 10, day, hour)  # noqa: DTZ001 - a workbook's times have no zone


def busy_records() -> dict[str, list[dict[str, object]]]:
    """The small office with a ticket visited, a complaint, a commendation and scores."""
    held = records()
    held["Tickets"][0] |= {
        "dispatched": at(5, 9),
        "worker": "Y03",
        "arrived": at(5, 10),
        "completed": at(5, 11),
        "cause": "老化",
        "result": "已更換",
        "rating": "滿意",
        "signed": "是",
        "returned": at(5, 12),
        "slip_ok": "是",
        "visited": at(6, 16),
        "visit_method": "電話",
        "visit_rating": "滿意",
        "visitor": "Y02",
    }
    complaint = {
        "received": at(12, 9),
        "zone": "A02",
        "content": "樓道未清掃",
        "department": "環境部",
    }
    praise = {"date": dt.date(2026, 10, 20), "zone": "A01", "content": "拾金不昧", "verified": "是"}
    return held | {
        "Complaints": [complaint],
        "Commendations": [praise],
        "MonthlyScores": [
            {"month": str(MONTH), "staff": "Y02", "self": 90},
            {"month": str(MONTH), "staff": "Y03", "supervisor": 88},
        ],
    }


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The result sheets as text, after every command that makes one."""
    path = tmp_path_factory.mktemp("office") / "濱江花園.xlsx"
    path.write_bytes(make_book(Language.HANT, busy_records(), {"project_name": "濱江花園"}))
    with open_file(path) as file:
        work_orders(file.book, NOW, be_silent)
        reminders(file.book, NOW, be_silent)
        prepare(file.book, MONTH, NOW, be_silent)
        month_end(file.book, MONTH, NOW, be_silent)
        score_slips(file.book, MONTH, NOW, be_silent)
        statistics(file.book, 2026, be_silent)
        validate(file.book, NOW, be_silent)
        file.save()
    return sheet_texts(path, tuple(SHEETS))


@pytest.mark.parametrize("title", SHEETS)
def test_a_result_sheet_is_as_it_was(
    title: str, texts: dict[str, str], request: pytest.FixtureRequest
) -> None:
    snapshot = SNAPSHOTS / f"{SHEETS[title]}.txt"
    if request.config.getoption("--update-snapshots"):
        SNAPSHOTS.mkdir(exist_ok=True)
        snapshot.write_text(texts[title], encoding="utf-8")
    assert texts[title] == snapshot.read_text(encoding="utf-8")


def test_every_snapshot_is_of_a_sheet() -> None:
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(SHEETS.values())
