"""A small office, a clerk who answers by a list, and the desk that both stand at."""
# ruff: noqa: D102, D107 - the interfaces that these stand in for say it

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from estate_xl.blueprint import make_book
from estate_xl.engine.model import layout
from estate_xl.engine.model.saving import saved_bytes
from estate_xl.engine.model.tables import tables_of
from estate_xl.files.session import open_file
from estate_xl.live.excel_window import Desk
from estate_xl.schema import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import xlwings as xw

NOW = dt.datetime(2026, 11, 3, 9, 30)  # noqa: DTZ001 - a workbook's times have no zone
CANCEL = None
TICKETS = 4
NUMBERED = 2
_SETTINGS = ("screen_updating", "enable_events", "calculation", "status_bar")

_ZONES = [
    {"zone": "A01", "name": "觀瀾苑", "officer": "Y02", "active": "是"},
    {"zone": "A02", "name": "聽濤苑", "officer": "Y02", "active": "是"},
]
_STAFF = [
    {"staff": "Y01", "name": "何主任", "department": "管理處", "post": "管理處主任"},
    {"staff": "Y02", "name": "林曉", "department": "客戶服務中心", "post": "片區客戶人員"},
    {"staff": "Y03", "name": "周明", "department": "工程維修部", "post": "員工", "trade": "維修"},
]


def records() -> dict[str, list[dict[str, object]]]:
    """The small office's rows: four tickets, the last two new, an archived one, a follow-up."""
    tickets = [
        {
            "registered": dt.datetime(2026, 10, day, 8, 0),  # noqa: DTZ001 - as above
            "channel": "電話",
            "zone": "A01",
            "kind": kind,
            "department": "工程維修部",
            "content": f"漏水{day}",
            "receptionist": "Y02",
        }
        for day, kind in ((5, "工程類"), (6, "物管類"), (7, "工程類"), (8, "物管類"))
    ]
    for number, ticket in enumerate(tickets[:NUMBERED], start=1):
        ticket["ticket"] = f"BS202610-{number:04}"
    tickets.append(_archived(tickets[0]))
    inspection = {
        "inspection": "XJ202610-0001",
        "date": dt.date(2026, 10, 14),
        "kind": "主管周檢",
        "zone": "A01",
        "trade": "維修",
        "inspector": "Y01",
        "score": 92.5,
    }
    follow_up = {
        "ticket": "BS202610-0001",
        "at": dt.datetime(2026, 10, 9, 10, 0),  # noqa: DTZ001 - as above
        "by": "Y03",
        "note": "已約業主",
    }
    return {
        "Zones": [dict(row) for row in _ZONES],
        "Staff": [dict(row) for row in _STAFF],
        "Tickets": tickets,
        "FollowUps": [follow_up],
        "Inspections": [inspection],
    }


def _archived(ticket: dict[str, object]) -> dict[str, object]:
    """A ticket of September that went all its way."""
    steps = ("registered", "dispatched", "arrived", "completed", "returned", "visited", "archived")
    times = {
        step: dt.datetime(2026, 9, 21, 8 + number, 0)  # noqa: DTZ001 - as above
        for number, step in enumerate(steps)
    }
    words: dict[str, object] = {
        "ticket": "BS202609-0001",
        "worker": "Y03",
        "cause": "老化",
        "result": "已更換",
        "rating": "滿意",
        "signed": "是",
        "slip_ok": "是",
        "visit_method": "電話",
        "visit_rating": "滿意",
        "visitor": "Y02",
    }
    return {**ticket, **times, **words}


@cache
def office_bytes(language: Language = Language.HANT) -> bytes:
    """The small office's workbook."""
    return make_book(language, records(), {})


class FakeScreen:
    """Answers questions from a list, and keeps what it was told and asked."""

    can_type = True

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers)
        self.said: list[str] = []
        self.asked: list[tuple[str, str]] = []

    def tell(self, words: str, *, is_error: bool = False) -> None:
        del is_error
        self.said.append(words)

    def confirm(self, words: str) -> bool:
        self.asked.append((words, ""))
        return bool(self._next())

    def ask(self, words: str, proposed: str, language: Language) -> str | None:
        del language
        self.asked.append((words, proposed))
        answer = self._next()
        return proposed if answer is ... else answer

    def ask_place(self, proposed: Path) -> Path | None:
        self.asked.append(("", str(proposed)))
        place: Path | None = self._next()
        return place

    def _next(self) -> Any:  # noqa: ANN401 - an answer of any kind
        assert self._answers, "a question that the test did not expect"
        return self._answers.pop(0)


class FakeComError(Exception):
    """What pywin32 raises when Excel rejects a call: four things, the first also by name."""

    def __init__(self, hresult: int, scode: int | None = None) -> None:
        details = None if scode is None else (0, "Excel", "", "", 0, scode)
        super().__init__(hresult, "Call was rejected by callee.", details, None)
        self.hresult = hresult


LOCKED = FakeComError(-2147352567, -2146827284)
LOCKED.args = (
    *LOCKED.args[:2],
    (0, "Microsoft Excel", "Microsoft Excel 不能存取檔案。\n可能有幾個原因：", "", 0, -2146827284),
    None,
)
"""Excel could not write a file."""


def long_folder(folder: Path, length: int) -> Path:
    """A folder below whose own path has that many letters."""
    while len(str(folder)) < length:
        folder = folder / ("長" * min(60, max(1, length - len(str(folder)) - 1)))
    return folder


def opened(path: Path, data: bytes | None = None) -> Iterator[xw.Book]:
    """The small office in that file, open; another file's bytes if given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(office_bytes() if data is None else data)
    with open_file(path) as file:
        yield file.book


def desk_at(book: xw.Book, screen: FakeScreen, folder: Path, kind: type[Desk] = Desk) -> Desk:
    """A desk with that open book, in an application that calculates as Excel does: unseen."""
    book.app.impl.calculate = lambda: None
    return kind(book.app, screen, NOW, folder)


def state_of(app: xw.App) -> dict[str, object]:
    """What a click must leave as it was."""
    return {name: getattr(app, name) for name in _SETTINGS}


def bytes_of(book: xw.Book) -> bytes:
    """The file as the open book stands now."""
    data: bytes = saved_bytes(book.impl.model)
    return data


def protect(book: xw.Book, title: str) -> None:
    """Protect a sheet."""
    grid = book.sheets[title].impl.grid
    layout.set_after_cells(grid, "sheetProtection", '<sheetProtection sheet="1"/>')
    grid.is_changed = True


def filter_table(book: xw.Book, title: str, hidden: range) -> None:
    """Filter the first table of a sheet so that these rows are hidden."""
    sheet = book.sheets[title].impl
    part = tables_of(sheet.model.package, sheet.part)[0]
    text = part.text
    at = text.index("<autoFilter")
    end = text.index("/>", at)
    criteria = '><filterColumn colId="1"><filters><filter val="x"/></filters></filterColumn>'
    part.package.write(part.part, f"{text[:end]}{criteria}</autoFilter>{text[end + 2 :]}".encode())
    rows = book.sheets[title].range(f"{hidden.start}:{hidden.stop - 1}").rows
    rows.hidden = True
