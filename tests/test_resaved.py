"""An office's workbook that another program saved gives the same, and stays whole.

Every command runs on the workbook as each program saved it, with a logo on the slips' template and
a seal at the foot of the form. What it prints, computes and draws is what it does on our own file.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.engine.addresses import parse_address
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.commands import COMMANDS, MONTH, TICKET
from support.packages import complaints, local_name, parts_of, relations, sheet_parts
from support.resaving import LOGO, PROGRAMS, SEAL, as_made, by_libreoffice, convert

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.packages import Parts

NEW: Final = ("registered", "channel", "zone", "room", "kind", "department", "content")
SLIPS: Final = 3
SHEETS: Final = (
    "報事單",
    f"考核 {MONTH}",
    "計分依據",
    "月度統計",
    "年度統計",
    "逾期提醒",
    "檢查結果",
)
"""What the commands make; their cells are compared."""

# openpyxl warns of what it will not write; it never writes an office's workbook for us.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")]
needs_libreoffice = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

RESPELLED: Final[dict[str, Callable[[str], str]]] = {
    # LibreOffice writes numbers in formulas without exponents: the same number.
    "libreoffice": lambda text: text.replace("1E+9", "1000000000"),
}


class Drawn(NamedTuple):
    """Something drawn: a picture or a chart, its cell from 0, and the cells that a chart shows."""

    kind: str
    place: tuple[int, ...]
    shows: tuple[str, ...]


class Outcome(NamedTuple):
    """What the commands left and printed."""

    path: Path
    flaws: set[str]
    statuses: dict[str, int]
    printed: dict[str, object]
    cells: dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def office() -> bytes:
    """One month, few tickets, the last ones without a number yet."""
    sample = make_sample(tickets=20, months=[MONTH])
    records = {**sample.records, "Inspections": sample.records["Inspections"][::9]}
    records["Owners"] = records["Owners"][:30]
    (followed,) = (row for row in records["Tickets"] if row.get("ticket") == TICKET)
    followed.pop("archived", None)
    new = [{k: v for k, v in row.items() if k in NEW} for row in records["Tickets"][-SLIPS:]]
    records["Tickets"] = [*records["Tickets"], *new]
    return make_book(Language.HANT, records, sample.settings)


@pytest.fixture(scope="module")
def ours(office: bytes, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The commands on our own file."""
    return outcome(office, as_made, tmp_path_factory.mktemp("ours"))


@pytest.fixture(
    scope="module",
    params=[*PROGRAMS, pytest.param("libreoffice", marks=needs_libreoffice)],
)
def resaved(
    request: pytest.FixtureRequest, office: bytes, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Outcome]:
    """The program, and the commands on the file that it saved."""
    program = {**PROGRAMS, "libreoffice": by_libreoffice}[request.param]
    return request.param, outcome(office, program, tmp_path_factory.mktemp("resaved"))


def outcome(office: bytes, save: Callable[[Path, Path], None], folder: Path) -> Outcome:
    """Run every command that writes, one after another."""
    path = folder / "book.xlsx"
    path.write_bytes(office)
    save(path, folder)
    flaws = kinds_of_flaws(path)
    statuses: dict[str, int] = {}
    printed: dict[str, object] = {}
    for name, command in COMMANDS.items():
        if command.judges:
            continue
        words = [command.words[0], str(path), *command.words[1:]]
        said = io.StringIO()
        with redirect_stdout(said):
            statuses[name] = cli.main([*words, "--json" if command.answers else "--quiet"])
        if command.answers:
            printed[name] = json.loads(said.getvalue())
    return Outcome(path, flaws, statuses, printed, cells_of(path))


def kinds_of_flaws(path: Path) -> set[str]:
    """What openxml-audit says, without the numbers by which parts and elements are told apart."""
    return {re.sub(r"\d+", "0", each) for each in complaints(path)}


def drawn_on(parts: Parts, title: str) -> list[Drawn]:
    """What lies on a sheet, in the order of its places."""
    found = []
    for relation in relations(parts, sheet_parts(parts)[title]):
        if relation.kind != "drawing":
            continue
        targets = {each.identity: each for each in relations(parts, relation.target)}
        for anchor in ET.fromstring(parts[relation.target]):  # noqa: S314 - a command took it
            corner = next(each for each in anchor.iter() if local_name(each.tag) == "from")
            place = tuple(int(e.text or 0) for e in corner if local_name(e.tag) in {"col", "row"})
            (target,) = (
                targets[value]
                for each in anchor.iter()
                for key, value in each.items()
                if local_name(key) in {"id", "embed"} and "}" in key
            )
            assert target.target in parts
            found.append(Drawn(target.kind, place, shown_by(parts[target.target], target.kind)))
    return sorted(found)


def shown_by(data: bytes, kind: str) -> tuple[str, ...]:
    if kind != "chart":
        return ()
    root = ET.fromstring(data)  # noqa: S314 - likewise
    return tuple(each.text or "" for each in root.iter() if local_name(each.tag) == "f")


def cells_of(path: Path) -> dict[str, dict[str, object]]:
    """Filled cells of the made sheets by address."""
    book = openpyxl.load_workbook(path)
    return {
        title: {
            cell.coordinate: cell.value
            for row in book[title].iter_rows()
            for cell in row
            if cell.value is not None
        }
        for title in SHEETS
    }


def test_our_own_file_has_what_the_others_are_compared_with(ours: Outcome) -> None:
    parts = parts_of(ours.path)
    slips, form = (drawn_on(parts, title) for title in (SHEETS[0], SHEETS[1]))
    pictures = SLIPS * (1 + 3)  # the logo, and a code on each copy
    assert [each.kind for each in slips] == ["image"] * pictures
    assert [each.kind for each in form] == ["image"]
    (foot,) = (place for place, value in ours.cells[SHEETS[1]].items() if value == "編制：")
    assert form[0].place == (2, parse_address(foot)[0] - 1), (
        "the seal went down with the foot of the form"
    )
    for title in ("月度統計", "年度統計"):
        charts = drawn_on(parts, title)
        assert [each.kind for each in charts] == ["chart"] * 4
        assert all(title in place for each in charts for place in each.shows)
    assert set(ours.statuses.values()) <= {cli.OK, cli.FINDINGS}
    assert all(ours.printed.values())


def test_every_command_prints_the_same(ours: Outcome, resaved: tuple[str, Outcome]) -> None:
    _, other = resaved
    assert other.statuses == ours.statuses
    for name, said in ours.printed.items():
        assert other.printed[name] == said, name


def test_every_made_sheet_holds_the_same(ours: Outcome, resaved: tuple[str, Outcome]) -> None:
    name, other = resaved
    spelled = RESPELLED.get(name, str)
    for title in SHEETS:
        assert {place: spelled(str(value)) for place, value in other.cells[title].items()} == {
            place: spelled(str(value)) for place, value in ours.cells[title].items()
        }, title


def test_every_picture_and_chart_is_in_its_place(
    ours: Outcome, resaved: tuple[str, Outcome]
) -> None:
    before, after = parts_of(ours.path), parts_of(resaved[1].path)
    for title in (*SHEETS[:4], LOGO[0], SEAL[0]):
        assert drawn_on(after, title) == drawn_on(before, title), title


def test_no_program_finds_a_new_fault(resaved: tuple[str, Outcome]) -> None:
    assert kinds_of_flaws(resaved[1].path) <= resaved[1].flaws


@pytest.mark.libreoffice
@needs_libreoffice[1]
def test_libreoffice_shows_every_picture_and_chart(
    ours: Outcome, resaved: tuple[str, Outcome], tmp_path: Path
) -> None:
    made = parts_of(convert(resaved[1].path, "xlsx", tmp_path))
    wanted = parts_of(ours.path)
    for title in (*SHEETS[:2], "月度統計", "年度統計"):
        assert [(each.kind, each.place) for each in drawn_on(made, title)] == [
            (each.kind, each.place) for each in drawn_on(wanted, title)
        ], title
