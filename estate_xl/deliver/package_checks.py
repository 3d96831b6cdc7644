"""The checks of a package by headquarters: it is whole, and its numbers follow from each other.

What a person sees of it is compared with what was packed, changed numbers before what follows from
them. A manifest has no key: docs/package.md says what a package that passes proves, and what not.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.compute.appraisal_consistency import RESULTS, first_contradiction
from estate_xl.compute.appraisal_numbers import take_numbers
from estate_xl.deliver.book_copies import open_data, own_properties, sight_of
from estate_xl.deliver.formula_equality import formula_meaning
from estate_xl.deliver.manifest import Manifest, sheet_digest
from estate_xl.deliver.package_differences import (
    BOOK,
    CHANGED,
    DIGEST,
    FORMULA,
    MANIFEST,
    PART,
    REACH,
    RULE,
    SHEET,
    TOUCHED,
    Difference,
)
from estate_xl.deliver.package_version_1 import judge_looks
from estate_xl.deliver.sentence_names import NAMES
from estate_xl.deliver.visible_content import as_held, differences
from estate_xl.engine.addresses import address
from estate_xl.engine.ooxml import relationships
from estate_xl.engine.ooxml.zip_writer import EARLIEST
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.external_formulas import what_reaches_out
from estate_xl.language.simplified import reword
from estate_xl.read.sheet_values import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import xlwings as xw

    from estate_xl.compute.appraisal_numbers import Numbers
    from estate_xl.deliver.appearance import Sight

_LEAST_DIGITS: Final = 16
_MOST: Final = 200
_WRITTEN: Final = ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/")


@dataclass(frozen=True)
class Verdict:
    """The findings of a package.

    Attributes:
        manifest: What it says of itself, None where that is damaged.
        differences: What is not as it should be, the causes before what follows from them.
        is_resaved: Whether another program saved it since.
    """

    manifest: Manifest | None
    differences: tuple[Difference, ...]
    is_resaved: bool = False

    @property
    def difference(self) -> Difference | None:
        """The first difference, None if there is none."""
        return next(iter(self.differences), None)


def verify_package(
    data: bytes, name: str, *, digest: str | None = None, again: Manifest | None = None
) -> Verdict:
    """Compare a package with its manifest and with the rules.

    Args:
        data: The file, not encrypted.
        name: What to call it in errors.
        digest: The check code that came by a second way, or its first digits.
        again: The manifest of the same month, packed anew from the office's workbook.

    Raises:
        WorkbookError: it is no whole workbook.
        DeliveryError: it is a workbook, but no package; or the digest is none.
        ValueError: a part of it cannot be read.
    """
    with open_data(data, name, is_foreign=True) as book:
        try:
            manifest = Manifest.from_properties(own_properties(data))
        except ValueError:
            return Verdict(None, (Difference(MANIFEST),))
        if manifest is None:
            raise DeliveryError(ErrorCode.NOT_A_PACKAGE, name=name)
        sight = sight_of(data)
        found = dict.fromkeys(_differences(book, manifest, sight))
    ordered = sorted(found, key=lambda each: each.kind != REACH)
    if digest is not None:
        ordered[:0] = _other_digest(data, manifest, digest)
    if again is not None:
        ordered += _other_numbers(manifest, again)
    return Verdict(manifest, tuple(ordered[:_MOST]), _is_resaved(data, manifest, sight))


def _other_digest(data: bytes, manifest: Manifest, wanted: str) -> Iterator[Difference]:
    """DIGEST where neither the manifest nor the file itself has that digest."""
    given = wanted.replace("：", ":").rpartition(":")[2]  # the mail writes 核對碼： before it
    plain = "".join(given.split()).casefold()
    if len(plain) < _LEAST_DIGITS or not set(plain) <= set("0123456789abcdef"):
        raise DeliveryError(
            ErrorCode.NOT_A_DIGEST, digest=wanted, log=NAMES["log"], least=_LEAST_DIGITS
        )
    if not any(
        each.startswith(plain) for each in (manifest.digest, hashlib.sha256(data).hexdigest())
    ):
        yield Difference(DIGEST, found=manifest.digest[: len(plain)], expected=plain)


def _other_numbers(manifest: Manifest, again: Manifest) -> Iterator[Difference]:
    """BOOK for each cell that the office's workbook makes another one of."""
    found: list[Difference] = []
    if not manifest.sights:
        for place, expected in again.numbers.values.items():
            held = manifest.numbers.values.get(place)
            if held != expected:
                found.append(Difference(BOOK, manifest.title, address(*place), held, expected))
    for title, packed in again.sights.items() if manifest.sights else ():
        if title not in manifest.sights:
            yield Difference(SHEET, title)
            continue
        found += [
            Difference(BOOK, each.sheet, each.cell, each.found, each.expected)
            for each in differences(title, packed, manifest.sights[title])
            if each.kind in {CHANGED, FORMULA} and not _is_reworded(each)
        ]
    yield from sorted(found, key=_follows(again))


def _is_reworded(difference: Difference) -> bool:
    """True if a text differs by what an earlier version called the same things."""
    found, expected = difference.found, difference.expected
    if not (isinstance(found, str) and isinstance(expected, str)):
        return False
    return reword(found) == reword(expected)


def _is_resaved(data: bytes, manifest: Manifest, sight: Sight) -> bool:
    if manifest.parts:
        return manifest.parts != sight.parts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = archive.infolist()
    return held[0].filename != relationships.TYPES or any(
        info.date_time != EARLIEST or info.create_system for info in held
    )


def _differences(book: xw.Book, manifest: Manifest, sight: Sight) -> Iterator[Difference]:
    for odd in sight.strangers:
        kind = REACH if odd.reaches else PART
        yield Difference(kind, odd.sheet or odd.part, odd.cell, odd.name)
    titles = {sheet.name for sheet in book.sheets}
    missing = next((title for title in manifest.titles if title not in titles), None)
    added = next((sheet.name for sheet in book.sheets if sheet.name not in manifest.titles), None)
    if manifest.title not in titles or missing or added:
        yield Difference(SHEET, missing or added or manifest.title)
        return
    yield from _numbers(book, manifest)
    if manifest.sights:
        for title, packed in manifest.sights.items():
            yield from differences(title, packed, as_held(sight.sheets[title]))
        yield from _parts(manifest.parts, sight.parts)
        return
    yield from judge_looks(sight, manifest)
    for each in book.sheets:
        if sheet_digest(each) != manifest.sheets[each.name]:
            yield Difference(SHEET, each.name)


def _parts(packed: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Difference]:
    """TOUCHED for each part that was changed in a file which no program saved again.

    A program that saves a workbook writes its sheets and formats anew.
    """
    written = [name for name in packed if name.startswith(_WRITTEN) and name.endswith(".xml")]
    if not any(packed[name] == found.get(name) for name in written):
        return
    for name in sorted(packed.keys() | found.keys()):
        if packed.get(name) != found.get(name):
            yield Difference(TOUCHED, "", name, found.get(name), packed.get(name))


def _numbers(book: xw.Book, manifest: Manifest) -> Iterator[Difference]:
    """Numbers and formulas of the appraisal that were changed, and what does not follow."""
    sheet, standing = book.sheets[manifest.title], manifest.numbers.standing
    formula_at, value_at = reader(sheet, "formula"), reader(sheet, "value")

    def has_packed_formula(row: int, column: int) -> bool:
        packed, found = manifest.formula(address(row, column)), formula_at(row, column)
        return packed is not None and formula_meaning(packed) == formula_meaning(found)

    def value(row: int, column: int) -> object:
        held = value_at(row, column)
        # Some programs save formulas without results: Excel will compute the packed ones again.
        if held is None and has_packed_formula(row, column):
            return manifest.numbers.values[row, column]
        return held

    numbers = take_numbers(manifest.month, standing, value)
    yield from sorted(_changed(sheet.name, numbers, manifest), key=_follows(manifest))
    for place in standing.places():
        cell, text = address(*place), formula_at(*place)
        found = text if text.startswith("=") else None
        expected = manifest.formula(cell)
        if formula_meaning(found) != formula_meaning(expected):
            kind = REACH if found and what_reaches_out(found) else FORMULA
            yield Difference(kind, sheet.name, cell, found, expected)
    wrong = first_contradiction(numbers)
    if wrong is not None:
        facts = wrong.found, wrong.expected
        yield Difference(RULE, sheet.name, wrong.place, *facts, wrong.rule)


def _changed(title: str, numbers: Numbers, manifest: Manifest) -> Iterator[Difference]:
    for place in manifest.numbers.standing.places():
        found, expected = numbers.values[place], manifest.numbers.values[place]
        if found != expected or isinstance(found, bool) != isinstance(expected, bool):
            yield Difference(CHANGED, title, address(*place), found, expected)


def _follows(manifest: Manifest) -> Callable[[Difference], bool]:
    """A key that puts what was typed before what follows from it (R-8)."""
    standing = manifest.numbers.standing
    keys = dict(standing.cells)
    for block in standing.blocks:
        for row in range(block.row, block.row + block.count):
            keys |= {f"{letters}{row}": key for letters, key in block.columns.items()}

    def follows(each: Difference) -> bool:
        cell = each.cell if isinstance(each.cell, str) else ""
        return keys.get(cell) in RESULTS or manifest.formula(cell) is not None

    return follows
