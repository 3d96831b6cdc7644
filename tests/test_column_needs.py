"""What computations declare that they read is what they read: no column less, and none more.

Each is called on an office that has its declared columns alone, which must change nothing; and on
one that lacks one of them, which must be an error. So are the tasks that do not read everything.
"""

from __future__ import annotations

import inspect
import pkgutil
import sys
from dataclasses import fields, is_dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

import pandas as pd
import pytest

from estate_xl import check, compute, live, tasks
from estate_xl.actions import ACTIONS, load
from estate_xl.blueprint import make_book
from estate_xl.column_needs import DECLARATIONS, Declaration, needs, needs_of
from estate_xl.compute import owed
from estate_xl.compute.master_states import state_on
from estate_xl.compute.open_matters import ticket_matters
from estate_xl.files.session import open_file
from estate_xl.live.function_data import Snapshot
from estate_xl.read import read_office
from estate_xl.sample import make_sample
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.office_registers import OFFICE_REGISTERS
from estate_xl.tasks.add_register import add_register
from estate_xl.tasks.change import change
from estate_xl.tasks.complaint_escalation import climb
from estate_xl.tasks.follow_up import follow_up
from estate_xl.tasks.numbering import gap_findings, number_new
from estate_xl.tasks.overdue import list_overdue, overdue
from estate_xl.tasks.owner_details import known_details
from estate_xl.tasks.preconditions import read_ours
from estate_xl.tasks.return_slip import return_slip
from estate_xl.tasks.run_action import run_task
from estate_xl.tasks.statistics import statistics, write_month
from estate_xl.tasks.work_orders import work_orders
from support.computations import CALLS, MONTH, NOW, Whole
from support.desks import office_bytes, opened
from support.register_records import register_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    import xlwings as xw

    from estate_xl.column_needs import Needs, Reader
    from estate_xl.read import Office, Places
    from estate_xl.typed_frames import Tables
    from support.computations import Call

TICKETS: Final = 60
TASKS: Final[dict[Reader, Callable[[xw.Book], object]]] = {
    **{
        load(action.task): partial(run_task, action, now=NOW, report=lambda _: None, values={})
        for action in ACTIONS.values()
        if action.task and load(action.task) in DECLARATIONS
    },
    follow_up: lambda book: follow_up(
        book, NOW, lambda _: None, tickets=["BS202610-0001"], by="Y02", note="業主改期"
    ),
    return_slip: lambda book: return_slip(
        book, NOW, lambda _: None, tickets=["BS202609-0001"], reason="缺簽字", by="Y02"
    ),
    change: lambda book: change(
        book,
        NOW,
        lambda _: None,
        subject="員工",
        key="Y03",
        field="崗位",
        to="維修班長",
        since=NOW,
        by="Y01",
    ),
    statistics: lambda book: statistics(book, 2026, lambda _: None),
    add_register: lambda book: add_register(book, lambda _: None, register="Fees"),
    work_orders: lambda book: work_orders(book, NOW, lambda _: None, dispatch=True),
    Snapshot: lambda book: ask_all(Snapshot(book)),
}
"""How each is called that reads a workbook, but not everything."""
IN_TASKS: Final = frozenset(
    {
        read_ours,
        number_new,
        gap_findings,
        climb,
        list_overdue,
        write_month,
        known_details,
    }
)
"""What takes the workbook itself; the tasks that call it are run."""
ABSENT: Final = (KeyError, AttributeError)
"""What asking for an absent column raises; the latter where rows are walked as tuples."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[xw.Book]:
    """The small office."""
    yield from opened(tmp_path / "office.xlsx", office_bytes())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The sample office, its mistakes among it."""
    sample = make_sample(1, TICKETS)
    of_staff = [("員工", "Y005", field) for field in ("專業", "部門", "崗位", "離職日期")]
    of_room = [("業主", "1棟-0101", field) for field in ("片區", "已入住", "入住日期")]
    changed = [*of_staff, ("片區", "A01", "綠化"), *of_room]
    changes = [
        {"date": NOW.date(), "subject": subject, "key": key, "field": field}
        for subject, key, field in changed
    ]
    within = ("片區", "A02", "片區管理員", "Y005", "Y006")
    named = ("subject", "key", "field", "before", "after")
    changes.append({"date": MONTH.last_day.date(), **dict(zip(named, within, strict=True))})
    back = next(row for row in reversed(sample.records["Tickets"]) if "archived" in row)
    returns = [{"ticket": back["ticket"], "at": back["returned"], "reason": "缺簽字", "by": "Y01"}]
    duties = {each.key: register_rows(each) for each in OFFICE_REGISTERS}
    records = {**sample.records, **duties, "Changes": changes, "SlipReturns": returns}
    path = tmp_path_factory.mktemp("office") / "office.xlsx"
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    with open_file(path) as held:
        return Whole(read_office(held.book))


def ask_all(snapshot: Snapshot) -> object:
    """Whatever the cell functions ask."""
    asked = {"Zones": "A01", "Staff": "Y01"}
    known = [snapshot.key_of(key, ESTATE_BOOK[key].title, text) for key, text in asked.items()]
    return known, snapshot.zones(MONTH), snapshot.people(MONTH), snapshot.states_of("BS202610-0001")


def only(tables: Tables, declared: Needs) -> dict[str, pd.DataFrame]:
    """The frames with the declared columns alone."""
    return {
        sheet: tables[sheet][[key for key in tables[sheet].columns if key in keys]]
        for sheet, keys in declared.items()
    }


def mistakes(reader: Reader, call: Call, whole: Whole) -> Iterator[str]:
    """What is wrong with a declaration."""
    tables = only(whole.tables, needs_of(reader))
    try:
        found = call(whole, tables)
    except ABSENT as error:
        yield f"reads what it does not declare: {error}"
        return
    if not is_same(found, call(whole, whole.tables)):
        yield "computes something else without the columns that it does not declare"
    for sheet, key in telling(DECLARATIONS[reader]):
        try:
            call(whole, {**tables, sheet: tables[sheet].drop(columns=key)})
        except ABSENT:
            continue
        yield f"declares {sheet}.{key} and does not read it"


def telling(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """The columns that it reads itself, and of each callee one that nothing else here reads."""
    own = cells(declaration.columns)
    yield from sorted(own)
    for callee in declaration.callees:
        others = [other for other in declaration.callees if other is not callee]
        yield from sorted(cells(needs_of(callee)) - own - cells(needs_of(*others)))[:1]


def cells(declared: Needs) -> set[tuple[str, str]]:
    """Sheet and column of each."""
    return {(sheet, key) for sheet, keys in declared.items() for key in keys}


def is_same(narrow: object, wide: object) -> bool:  # noqa: PLR0911 - one a kind of result
    """Whether two results are alike; whole rows are compared by what the first one has of them."""
    if isinstance(narrow, pd.DataFrame) and isinstance(wide, pd.DataFrame):
        return narrow.equals(wide[narrow.columns])
    if isinstance(narrow, pd.Series) and isinstance(wide, pd.Series):
        return narrow.equals(wide)
    if isinstance(narrow, pd.Index) and isinstance(wide, pd.Index):
        return narrow.equals(wide)
    if is_dataclass(narrow) and type(narrow) is type(wide):
        return all(
            is_same(getattr(narrow, field.name), getattr(wide, field.name))
            for field in fields(narrow)
        )
    if isinstance(narrow, dict) and isinstance(wide, dict):
        return all(is_same(value, wide[key]) for key, value in narrow.items())
    if isinstance(narrow, list | tuple) and isinstance(wide, list | tuple):
        return len(narrow) == len(wide) and all(map(is_same, narrow, wide))
    return narrow is wide or narrow == wide


@pytest.mark.slow_after_first
@pytest.mark.parametrize("reader", CALLS, ids=lambda reader: reader.__name__)
def test_a_declaration_is_what_is_read(reader: Reader, whole: Whole) -> None:
    assert list(mistakes(reader, CALLS[reader], whole)) == []


def test_every_declaration_is_compared() -> None:
    load_all(compute, check, tasks, live)
    declared = {each for each in DECLARATIONS if each.__module__.startswith("estate_xl.")}
    assert declared == {*CALLS, *TASKS, *IN_TASKS}


def test_whoever_reads_of_a_past_day_who_has_moved_in_reads_since_when() -> None:
    """A room carries its day in itself; without that column `state_on` cannot tell."""
    owners = [needs_of(each).get("Owners", ()) for each in DECLARATIONS if calls(each, state_on)]
    assert owners
    assert all("moved_in_on" in keys for keys in owners if "moved_in" in keys)


def calls(reader: Reader, callee: Reader) -> bool:
    """True if a reader declares that it calls another, be it through others."""
    return any(each is callee or calls(each, callee) for each in DECLARATIONS[reader].callees)


def test_whatever_takes_the_tables_declares() -> None:
    """Functions of `compute` that are called from outside; a private one is its callers'."""
    found = [
        each
        for module in load_all(compute)
        for name, each in vars(module).items()
        if not name.startswith("_")
        and getattr(each, "__module__", "") == module.__name__
        and callable(each)
        and "Tables" in {held.annotation for held in inspect.signature(each).parameters.values()}
        and not is_dataclass(each)
    ]
    assert found
    assert [each for each in found if each not in DECLARATIONS] == []


def test_a_rule_on_a_column_that_it_does_not_declare_fails(whole: Whole) -> None:
    """The comparison names the column."""

    @needs(Tickets=("registered", "zone"))
    def late_and_angry(tables: Tables) -> pd.Series:
        tickets = tables["Tickets"]
        return tickets["registered"].lt(NOW) & tickets["rating"].eq("不滿意")

    found = list(mistakes(late_and_angry, lambda _, tables: late_and_angry(tables), whole))
    assert found == ["reads what it does not declare: 'rating'"]
    needs(Tickets=("rating",))(late_and_angry)
    found = list(mistakes(late_and_angry, lambda _, tables: late_and_angry(tables), whole))
    assert found == ["declares Tickets.zone and does not read it"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("task", "sheet", "key"),
    [(task, *cell) for task in TASKS for cell in telling(DECLARATIONS[task])],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_task_reads_all_that_it_declares(
    task: Reader, sheet: str, key: str, book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = "read_office" if task is Snapshot else "read_ours"
    module = sys.modules[task.__module__]
    read = getattr(module, reader)

    def read_less(book: xw.Book, wanted: Needs, places: Places | None = None) -> Office:
        office: Office = read(book, {**wanted, sheet: wanted[sheet] - {key}}, places)
        return office

    monkeypatch.setattr(module, reader, read_less)
    with pytest.raises(ABSENT, match=key):
        TASKS[task](book)


def test_a_rule_on_a_column_that_nothing_declares_stops_the_task(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And once the column is declared beside the rule, the task reads it."""

    def by_telephone(
        tickets: pd.DataFrame, deadlines: pd.DataFrame, pauses: pd.DataFrame
    ) -> pd.DataFrame:
        called = tickets["channel"].eq("電話")
        return ticket_matters(tickets[called], deadlines[called], pauses)

    monkeypatch.setattr(owed, "ticket_matters", by_telephone)
    assert "channel" not in needs_of(overdue)["Tickets"]
    with pytest.raises(KeyError, match="'channel' of Tickets was not read"):
        overdue(book, NOW, lambda _: None)
    callees, own = DECLARATIONS[owed.find_owed]
    more = {**own, "Tickets": own.get("Tickets", frozenset()) | {"channel"}}
    monkeypatch.setitem(DECLARATIONS, owed.find_owed, Declaration(callees, more))
    assert overdue(book, NOW, lambda _: None).overdue


def test_a_declaration_names_what_the_workbook_has() -> None:
    with pytest.raises(KeyError, match="weather"):
        needs(Tickets=("weather",))
    with pytest.raises(KeyError, match="Weather"):
        needs(Weather=("zone",))
    with pytest.raises(KeyError, match="load_all"):
        needs(load_all)


def load_all(*packages: ModuleType) -> list[ModuleType]:
    """Every module of the packages."""
    return [
        import_module(f"{package.__name__}.{found.name}")
        for package in packages
        for found in pkgutil.iter_modules(package.__path__)
    ]
