"""Templates on which people drew, through the real command: logos, tick boxes, embedded files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest

from estate_xl.blueprint import make_book
from estate_xl.console import cli
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.drawn import with_objects, with_tick_box
from support.packages import BOOK, complaints, file_of, parts_of, relations, sheet_parts

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

SHARED: Final = (Path(__file__).parents[1] / "../shared").resolve()
MONTH: Final = "2026-10"
TEMPLATE, SLIPS = "報事單模板", "報事單"
NEW: Final = ("registered", "channel", "zone", "room", "kind", "department", "content")
PAGES: Final = 3


@pytest.fixture(scope="module")
def office() -> bytes:
    """A small office whose last tickets have no number yet."""
    sample = make_sample(tickets=10, months=[MONTH])
    new = [{k: v for k, v in row.items() if k in NEW} for row in sample.records["Tickets"][-PAGES:]]
    records = {**sample.records, "Tickets": [*sample.records["Tickets"], *new]}
    return make_book(Language.HANT, records, sample.settings)


def excel_made(name: str) -> bytes:
    path = SHARED / "excel-made" / name
    if not path.exists():
        pytest.skip("no files saved by Excel here")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("dress", "mark", "count"),
    [
        (lambda office: with_tick_box(office, TEMPLATE), rb'<control shapeId="', PAGES),
        (
            lambda office: with_objects(office, TEMPLATE, excel_made("form-button.xlsx"), 1),
            rb"Button1_Click",
            PAGES,
        ),
        (
            lambda office: with_objects(office, TEMPLATE, excel_made("ole-embedded.xlsx")),
            rb"<xdr:from><xdr:col>1</xdr:col>",
            2 * PAGES,
        ),
    ],
    ids=["tick box", "button", "embedded file"],
)
def test_what_lies_on_the_template_lies_on_each_slip(
    office: bytes, tmp_path: Path, dress: Callable[[bytes], bytes], mark: bytes, count: int
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(dress(office))
    flaws = complaints(path)
    assert cli.main(["work-orders", str(path), "--quiet"]) in {cli.OK, cli.FINDINGS}
    assert set(complaints(path)) <= set(flaws)
    openpyxl.load_workbook(path).close()
    parts = parts_of(path)
    sheet = sheet_parts(parts)[SLIPS]
    held = [sheet, *(each.target for each in relations(parts, sheet))]
    assert sum(len(re.findall(mark, parts[each])) for each in held if each in parts) == count


def test_a_logo_that_openpyxl_put_in_is_on_each_slip(tmp_path: Path) -> None:
    """Its drawing has no prefixes; the slips' code is drawn beside it."""
    case = SHARED / "cases" / "logo-by-openpyxl.xlsx"
    if not case.exists():
        pytest.skip("no cases here")
    path = tmp_path / "book.xlsx"
    path.write_bytes(case.read_bytes())
    flaws = {re.sub(r"\d+", "0", each) for each in complaints(path)}
    tickets = [word for n in (35, 36) for word in ("--ticket", f"BS202610-00{n}")]
    assert cli.main(["work-orders", str(path), "--quiet", *tickets]) in {cli.OK, cli.FINDINGS}
    assert {re.sub(r"\d+", "0", each) for each in complaints(path)} <= flaws
    parts = parts_of(path)
    (drawing,) = (
        parts[each.target].decode()
        for each in relations(parts, sheet_parts(parts)[SLIPS])
        if each.kind == "drawing"
    )
    assert len(re.findall("<xdr:pic>", drawing)) == 2 * (1 + 3)
    assert cli.main(["validate", str(path), "--quiet"]) in {cli.OK, cli.FINDINGS}


def test_old_macro_sheets_without_a_part_are_kept(office: bytes, tmp_path: Path) -> None:
    """Excel 2013 lists them with an empty reference; names count them."""
    parts = parts_of(office)
    text = parts[BOOK].decode()
    macros = [
        f'<sheet name="Macro{n}" sheetId="{900 + n}" state="veryHidden" r:id=""/>' for n in (1, 2)
    ]
    text = text.replace("<sheets>", f"<sheets>{macros[0]}")
    text = text.replace("</sheets>", f"{macros[1]}</sheets>")
    text = re.sub(r'localSheetId="(\d+)"', lambda m: f'localSheetId="{int(m[1]) + 1}"', text)
    parts[BOOK] = text.encode()
    path, plain = tmp_path / "book.xlsx", tmp_path / "plain.xlsx"
    path.write_bytes(file_of(parts))
    plain.write_bytes(office)
    for words in (["work-orders"], ["validate"], ["month-end", "--month", MONTH]):
        status = cli.main([words[0], str(path), *words[1:], "--quiet"])
        assert status == cli.main([words[0], str(plain), *words[1:], "--quiet"]) != cli.FAILED
    after = parts_of(path)[BOOK].decode()
    assert [after.index(each) for each in macros] == sorted(after.index(each) for each in macros)
    areas = r'<definedName name="_xlnm.Print_Area" localSheetId="(\d+)">([^<]*)<'
    wanted = re.findall(areas, parts_of(plain)[BOOK].decode())
    assert re.findall(areas, after) == [(str(int(number) + 1), area) for number, area in wanted]
