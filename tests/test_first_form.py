"""Packages of the first form, which knew no looks: they are verified still, and judged by more."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from estate_xl.compute.appraisal_numbers import canonical_text
from estate_xl.console import cli
from estate_xl.deliver.book_copies import add_properties, open_data, own_properties
from estate_xl.deliver.manifest import Manifest, sheet_digest
from estate_xl.deliver.package_checks import verify_package
from support.attacks import ATTACKS
from support.closed_month import close_month, pack
from support.packages import file_of, parts_of

if TYPE_CHECKING:
    from support.packages import Parts

CASES = (Path(__file__).parents[1] / "../shared/cases").resolve()
NAMED = {
    "fmt": ("differs", "look", "A12"),
    "hid": ("differs", "hidden", "第 12 行"),
    "july": ("differs", "changed", "A4"),
    "l13": ("differs", "formula", "L13"),
    "statf": ("differs", "formula", "B44"),
    "two": ("differs", "manifest", ""),
    "far1": ("unreadable", "XFD1048576", ""),
    "bad_enc": ("unreadable", "package-bad_enc.xlsx", ""),
    "resaved": ("ok", "", ""),
}
TOLD_BY_ITSELF = (
    "another score beside its formula",
    "a formula that computes another score",
    "a formula of nothing in an empty cell",
    "a formula in the statistics whose stored result is the old one",
    "WEBSERVICE",
    "a format that shows other digits",
    "a format that shows nothing",
    "white on white",
    "black on black",
    "a font of one point",
    "a hidden row",
    "a row without height",
    "a hidden column",
    "a picture fetched from elsewhere",
    "a picture behind the cells",
    "an embedded file",
    "sparklines in an extension",
)


@pytest.mark.skipif(not CASES.exists(), reason="the packages that showed faults")
@pytest.mark.parametrize("name", NAMED)
def test_packages_that_lied(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, what, where = NAMED[name]
    cli.main(["verify", str(CASES / f"package-{name}.xlsx"), "--json"])
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert entry["status"] == status
    if status == "differs":
        first = entry["difference"]
        assert (first["kind"], first["cell"]) == (what, where)
    assert status != "unreadable" or what in entry["message"]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The parts of a package as the first version wrote it."""
    book = close_month(tmp_path_factory.mktemp("office") / "book.xlsx", tickets=20)
    data = pack(book, with_evidence=False).data
    manifest = Manifest.from_properties(own_properties(data))
    assert manifest is not None
    cells = manifest.sights[manifest.title]["cells"]
    numbers = {f"{letters}{row}" for letters, row in _places(manifest)}
    with open_data(data, "x.xlsx") as opened:
        sheets = {each.name: sheet_digest(each) for each in opened.sheets}
    short = {
        "office": manifest.office,
        "month": manifest.month,
        "version": "0.1.0",
        "sha256": manifest.numbers.digest,
    }
    formulas = [
        [place.rstrip("0123456789"), f"={cell[1]}", [int(place.lstrip("ABCDEFGHIJKLMNOPQ"))]]
        for place, cell in cells.items()
        if cell[1] is not None and place in numbers
    ]
    whole = {
        **short,
        "title": manifest.title,
        "numbers": manifest.numbers.canonical(),
        "formulas": formulas,
        "sheets": sheets,
    }
    text = base64.b64encode(zlib.compress(canonical_text(whole).encode(), 9)).decode()
    pieces = [text[at : at + 250] for at in range(0, len(text), 250)]
    bare = parts_of(data)
    del bare["docProps/custom.xml"]
    for name in ("[Content_Types].xml", "_rels/.rels"):
        tags = bare[name].decode().replace("><", ">\n<").split("\n")
        bare[name] = "".join(tag for tag in tags if "custom" not in tag).encode()
    numbered = {f"manifest-{number}": piece for number, piece in enumerate(pieces, start=1)}
    return parts_of(add_properties(file_of(bare), {"manifest": canonical_text(short), **numbered}))


def _places(manifest: Manifest) -> list[tuple[str, int]]:
    standing = manifest.numbers.standing
    return [
        (letters, row)
        for block in standing.blocks
        for row in range(block.row, block.row + block.count)
        for letters in block.columns
    ]


def test_it_passes_untouched(parts: Parts) -> None:
    verdict = verify_package(file_of(parts), "x")
    assert verdict.differences == ()
    assert verdict.manifest is not None
    assert not verdict.manifest.sights


@pytest.mark.slow
@pytest.mark.parametrize("name", TOLD_BY_ITSELF)
def test_what_hides_a_number_is_told_by_itself(parts: Parts, name: str) -> None:
    changed = dict(parts)
    ATTACKS[name].change(changed)
    found = verify_package(file_of(changed), "x").difference
    assert found is not None
    assert found.kind == ATTACKS[name].kind
    assert ATTACKS[name].where in f"{found.sheet} {found.cell}"
