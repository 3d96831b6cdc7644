"""Months stay as they were computed, whatever changes later and however it is entered (R-M3).

Changes of November and December, in any order, by the task behind `change`, by the button 調動, and
by hand with the row added, new people and zones among them: September and October, computed again,
are number for number what they were. By hand without the row, a finding names the cell.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from os import environ
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from estate_xl.blueprint import make_book
from estate_xl.compute import Month
from estate_xl.console.cli import main
from estate_xl.engine.opening import open_bytes
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.texts.kinds import Severity
from estate_xl.ribbon import press_at
from estate_xl.schema import ESTATE_BOOK, Kind, Language
from estate_xl.tasks.change import change
from estate_xl.tasks.month_end import appraise, month_end
from estate_xl.tasks.validate import validate
from support.desks import FakeScreen, bytes_of, desk_at

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

    from estate_xl.findings.finding import Finding
    from estate_xl.tasks.month_end import Appraised

EXAMPLES: Final = int(environ.get("HISTORY_EXAMPLES", "40"))
NOW: Final = dt.datetime(2026, 12, 20, 9)  # noqa: DTZ001 - a workbook's times have no zone
MONTHS: Final = ("2026-09", "2026-10")
FIRST_ROW: Final = 4
CHECK: Final = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Event(NamedTuple):
    """A change: of which cell, to what, since when, and how it is entered."""

    sheet: str
    key: str
    field: str
    value: str | None
    day: dt.datetime
    way: str


class Newcomer(NamedTuple):
    """A new person or zone: on which sheet, since when, and what tells the day.

    A person's 入職日期 does; of a zone its row of 變更記錄 (`task`) or its first record (`record`).
    """

    sheet: str
    day: dt.datetime
    way: str


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def person(number: str, department: str, post: str, **others: object) -> dict[str, object]:
    return {
        "staff": number,
        "name": f"員{number}",
        "department": department,
        "post": post,
        **others,
    }


STAFF: Final = [
    person("Y01", "管理處", "管理處主任"),
    person("Y02", "客戶服務中心", "片區客戶人員"),
    person("Y03", "客戶服務中心", "片區客戶人員"),
    person("Y04", "客戶服務中心", "客戶主管"),
    person("Y05", "工程維修部", "員工", trade="維修"),
    person("Y06", "工程維修部", "工程主管"),
    person("Y07", "環境部", "員工", trade="保潔", joined=day("2026-10-05")),
    person("Y08", "協管隊", "員工", trade="協管", left=day("2026-10-20")),
]
ZONES: Final = [
    {"zone": "A01", "name": "東苑", "officer": "Y02", "order": "Y08", "active": "是"},
    {"zone": "A02", "name": "西苑", "officer": "Y03", "repair": "Y05"},
    {"zone": "A03", "name": "南苑", "officer": "Y03", "active": "是"},
]
ROOMS: Final = [
    {"room": f"{number}-101", "owner": "王", "zone": "A01", "moved_in": moved}
    for number, moved in ((1, "是"), (2, "否"))
]


def records() -> dict[str, list[dict[str, Any]]]:
    """Inspections, complaints and tickets of September and October."""
    found: dict[str, list[dict[str, Any]]] = {
        "Zones": ZONES,
        "Staff": STAFF,
        "Owners": ROOMS,
        "Inspections": [],
        "Complaints": [],
        "Tickets": [],
    }
    for month in (9, 10):
        for number, zone in enumerate(("A01", "A02", "A03"), start=1):
            held = {"zone": zone, "inspector": "Y04"}
            for trade in ("維修", "保潔", "客服"):
                kind = "主管周檢" if trade != "客服" else "片區日檢"
                place = len(found["Inspections"]) + 1
                found["Inspections"].append(
                    {
                        **held,
                        "inspection": f"XJ2026{month:02d}-{place:04d}",
                        "date": day(f"2026-{month:02d}-{4 * number:02d}"),
                        "kind": kind,
                        "trade": trade,
                        "score": 80.0 + place,
                    }
                )
            came = day(f"2026-{month:02d}-{5 * number:02d}T08:00")
            found["Tickets"].append(
                {
                    "ticket": f"BS2026{month:02d}-{number:04d}",
                    "registered": came,
                    "channel": "電話",
                    "zone": zone,
                    "kind": "工程類",
                    "department": "工程維修部",
                    "content": "漏水",
                    "worker": "Y05",
                    "completed": came + dt.timedelta(hours=2),
                    "returned": came + dt.timedelta(hours=3),
                    "slip_ok": "否" if number == 1 else "是",
                    "visited": came + dt.timedelta(days=1),
                    "visit_rating": "不滿意" if number == 2 else "滿意",
                }
            )
        found["Complaints"].append(
            {
                "complaint": f"TS2026{month:02d}-0001",
                "received": day(f"2026-{month:02d}-11T09:00"),
                "zone": "A02",
                "content": "吵",
                "department": "環境部",
            }
        )
    return found


def numbers(book: xw.Book, month: str) -> dict[str, object]:
    """All numbers of a month, as `--json` has them."""
    return numbers_of(appraise(book, Month.parse(month), NOW, lambda _: None))


def numbers_of(done: Appraised) -> dict[str, object]:
    """All numbers of a month, as `--json` has them."""
    held = done.appraisal.as_json()
    return {key: value for key, value in held.items() if key != "findings"}


@cache
def office() -> tuple[bytes, dict[str, dict[str, object]]]:
    """The office after both months were computed, and what they said."""
    book = open_bytes(make_book(Language.HANT, records()), "office.xlsx")
    said = {}
    for month in MONTHS:
        month_end(book, Month.parse(month), NOW, lambda _: None)
        said[month] = numbers(book, month)
    return bytes_of(book), said


NEW_PEOPLE: Final = ("Y09", "Y10")
NEW_ZONES: Final = ("A04", "A05")
OFFICERS: Final = ("Y02", "Y03", "Y04", "Y09")
VALUES: Final[dict[tuple[str, str], tuple[str | None, ...]]] = {
    ("Zones", "officer"): OFFICERS,
    ("Zones", "repair"): ("Y05", None),
    ("Zones", "active"): ("是", "否"),
    ("Staff", "department"): ("工程維修部", "環境部", "客戶服務中心"),
    ("Staff", "post"): ("員工", "維修班長", "片區客戶人員"),
    ("Staff", "trade"): ("維修", "保潔", None),
    ("Staff", "zone"): ("A01", "A02", None),
    ("Staff", "joined"): ("2026-11-07", "2026-12-01"),
    ("Staff", "left"): ("2026-11-25", "2026-12-05", None),
    ("Owners", "zone"): ("A01", "A02"),
    ("Owners", "moved_in"): ("是", "否"),
}
KEYS: Final[dict[str, list[Any]]] = {
    "Zones": [*(each["zone"] for each in ZONES), *NEW_ZONES],
    "Staff": [*(each["staff"] for each in STAFF), *NEW_PEOPLE],
    "Owners": [each["room"] for each in ROOMS],
}
ROWS: Final = {
    (sheet, key): FIRST_ROW + place
    for sheet, keys in KEYS.items()
    for place, key in enumerate(keys)
}
FIRST_NEW: Final = {"Zones": FIRST_ROW + len(ZONES), "Staff": FIRST_ROW + len(STAFF)}


@st.composite
def events(draw: st.DrawFn) -> Event:
    """A change after October."""
    sheet, field = draw(st.sampled_from(sorted(VALUES)))
    key = str(draw(st.sampled_from(KEYS[sheet])))
    value = draw(st.sampled_from(VALUES[sheet, field]))
    since = dt.timedelta(days=draw(st.integers(0, 45)))
    way = draw(st.sampled_from(("task", "button", "hand")))
    return Event(sheet, key, field, value, day("2026-11-01") + since, way)


@st.composite
def newcomers(draw: st.DrawFn) -> Newcomer:
    """A person or a zone that is new after October."""
    sheet = draw(st.sampled_from(("Staff", "Zones")))
    since = dt.timedelta(days=draw(st.integers(0, 45)))
    way = draw(st.sampled_from(("task", "record")))
    return Newcomer(sheet, day("2026-11-01") + since, way)


def shown(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, dt.datetime) else str(value or "")


class Ledger:
    """The workbook, changed by tasks, buttons and hands."""

    def __init__(self, folder: Path) -> None:
        """Open the office in a folder for copies."""
        path = folder / "office.xlsx"
        path.write_bytes(office()[0])
        self.book = open_bytes(office()[0], str(path))
        self._folder = folder
        self._rows = dict(FIRST_NEW)

    def is_there(self, event: Event) -> bool:
        """Whether the record, and a new person as the value, were entered before."""
        rows = [ROWS[event.sheet, event.key] < self._rows.get(event.sheet, FIRST_ROW * 99)]
        if event.value in NEW_PEOPLE:
            rows.append(ROWS["Staff", event.value] < self._rows["Staff"])
        return all(rows)

    def welcome(self, new: Newcomer) -> None:
        """Type a new person or zone, where there is one left, and what tells its day."""
        row = self._rows[new.sheet]
        place = row - FIRST_ROW
        if place >= len(KEYS[new.sheet]):
            return
        self._rows[new.sheet] += 1
        key = KEYS[new.sheet][place]
        if new.sheet == "Staff":
            self._fill(
                new.sheet, row, {**person(key, "環境部", "員工", trade="保潔"), "joined": new.day}
            )
            return
        self._fill(new.sheet, row, {"zone": key, "name": f"新{key}", "officer": "Y04"})
        if new.way == "record":
            found = {"date": new.day, "zone": key, "kind": "主管周檢", "trade": "保潔"}
            record = {"inspection": f"XJ{new.day:%Y%m}-{row:04d}", "inspector": "Y04", "score": 50}
            last = FIRST_ROW + len(records()["Inspections"]) + place
            self._fill("Inspections", last, found | record)
        else:
            words: dict[str, Any] = {"subject": "片區", "key": key, "field": "啟用", "to": "是"}
            change(self.book, NOW, lambda _: None, since=new.day, **words)

    def _fill(self, sheet: str, row: int, cells: dict[str, object]) -> None:
        """Type cells of a row, by the keys of their columns."""
        tab = self.book.sheets[ESTATE_BOOK[sheet].title.hant]
        keys = [column.key for column in ESTATE_BOOK[sheet].columns]
        for key, value in cells.items():
            tab.range((row, keys.index(key) + 1)).value = value

    def cell(self, event: Event) -> xw.Range:
        """The master's cell."""
        keys = [column.key for column in ESTATE_BOOK[event.sheet].columns]
        title = ESTATE_BOOK[event.sheet].title.hant
        place = ROWS[event.sheet, event.key], keys.index(event.field) + 1
        return self.book.sheets[title].range(place)

    def type(self, event: Event) -> None:
        """Type the value into the master's cell."""
        column = ESTATE_BOOK[event.sheet].column(event.field)
        is_day = column.kind is Kind.DATE and event.value is not None
        self.cell(event).value = day(str(event.value)) if is_day else event.value

    def enter(self, event: Event | Newcomer) -> None:
        """Enter a change as it is said; of a record that is not there yet nothing."""
        if isinstance(event, Newcomer):
            self.welcome(event)
        elif self.is_there(event):
            self._change(event)

    def _change(self, event: Event) -> None:
        sheet = ESTATE_BOOK[event.sheet]
        words: dict[str, Any] = {
            "subject": sheet.title.hant,
            "key": event.key,
            "field": sheet.column(event.field).header.hant,
            "to": event.value or "",
        }
        if event.way == "button":
            screen = FakeScreen(*words.values(), f"{event.day:%Y-%m-%d}")
            press_at("change", replace(desk_at(self.book, screen, self._folder), now=NOW))
            (said,) = screen.said
            assert "改為" in said or "已經是" in said, said
        elif event.way == "task" or not self._by_hand(event, words):
            change(self.book, NOW, lambda _: None, since=event.day, **words)

    def _by_hand(self, event: Event, words: dict[str, Any]) -> bool:
        """The cell typed and its row added; False where a row of that or a later day is there."""
        tab = self.book.sheets["變更記錄"]
        end = tab.used_range.last_cell.row
        lines = tab.range((FIRST_ROW, 1), (max(end, FIRST_ROW) + 1, 6)).value
        about = [line[0] for line in lines if line[1:4] == list(words.values())[:3]]
        before = shown(self.cell(event).value)
        if event.field == "active":
            before = before or "是"
        if any(when >= event.day for when in about) or before == words["to"]:
            return False
        self.type(event)
        row = FIRST_ROW + sum(line[0] is not None for line in lines)
        facts = [event.day, *list(words.values())[:3], f"'{before}" if before else None]
        tab.range((row, 1)).value = [*facts, f"'{words['to']}" if words["to"] else None]
        return True


def is_allowed(event: Event) -> bool:
    """False for what the office refuses: a required cell cleared."""
    return event.value is not None or not ESTATE_BOOK[event.sheet].column(event.field).required


def is_alarming(found: Finding) -> bool:
    """False for a note."""
    return found.severity is not Severity.NOTE


@pytest.mark.slow
@CHECK
@given(
    st.lists(newcomers() | events().filter(is_allowed), min_size=1, max_size=4),
    st.sampled_from(sorted(MONTHS)),
)
def test_earlier_months_stay_whatever_changes_later(
    tmp_path: Path, changes: list[Event | Newcomer], month: str
) -> None:
    ledger = Ledger(tmp_path)
    for event in changes:
        ledger.enter(event)
    done = appraise(ledger.book, Month.parse(month), NOW, lambda _: None)
    assert numbers_of(done) == office()[1][month]
    assert [found for found in done.findings if found.rule == "R-M3" and is_alarming(found)] == []


@pytest.mark.slow
@settings(CHECK, max_examples=EXAMPLES // 4)
@given(st.lists(newcomers() | events().filter(is_allowed), max_size=2), events().filter(is_allowed))
def test_by_hand_without_a_row_a_finding_names_the_cell(
    tmp_path: Path, changes: list[Event | Newcomer], last: Event
) -> None:
    ledger = Ledger(tmp_path)
    for event in changes:
        ledger.enter(event)
    assume(ledger.is_there(last) and ROWS[last.sheet, last.key] < FIRST_NEW.get(last.sheet, 99))
    before = shown(ledger.cell(last).value)
    ledger.type(last)
    after = shown(ledger.cell(last).value)
    found = validate(ledger.book, NOW, lambda _: None).findings
    told = {(each.sheet, each.row, each.column) for each in found if each.rule == "R-M3"}
    place = (last.sheet, ROWS[last.sheet, last.key], last.field)
    is_same = before == after or (last.field == "active" and {before, after} == {"", "是"})
    assert is_same or place in told or any(sheet == "Changes" for sheet, _, _ in told)


def test_a_new_person_and_a_new_zone_leave_earlier_months(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    people, zones = ledger.book.sheets["員工"], ledger.book.sheets["片區"]
    row = FIRST_ROW + len(STAFF)
    people.range((row, 1)).value = ["Y09", "新人", "環境部", "員工", "保潔"]
    people.range((row, 9)).value = day("2026-11-03")
    row = FIRST_ROW + len(ZONES)
    zones.range((row, 1)).value = ["A04", "北苑", None, None, None, "Y04"]
    found = validate(ledger.book, NOW, lambda _: None).findings
    assert FindingCode.NEW_ZONE_WITHOUT_DAY in {each.code for each in found}
    words: dict[str, Any] = {"subject": "片區", "key": "A04", "field": "啟用", "to": "是"}
    change(ledger.book, NOW, lambda _: None, since=day("2026-11-09"), **words)
    assert [numbers(ledger.book, month) for month in MONTHS] == list(office()[1].values())
    found = validate(ledger.book, NOW, lambda _: None).findings
    assert not {each.code for each in found if each.rule == "R-M3"}


@pytest.mark.slow
def test_the_command_prints_what_it_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(office()[0])

    def printed() -> dict[str, object]:
        main(["month-end", str(path), "--month", "2026-10", "--json"])
        held: dict[str, object] = json.loads(capsys.readouterr().out)
        del held["findings"]
        return held

    before = printed()
    words = ("--of", "片區", "--key", "A01", "--field", "片區管理員", "--to", "Y03")
    assert main(["change", str(path), *words, "--from", "2026-11-01", "--quiet"]) == 0
    assert printed() == before
