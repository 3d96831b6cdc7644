"""What headquarters asks of a package: is it whole, and do its numbers follow from each other.

A difference is named by sheet and cell, the first one in the order of reading. A digest without a
key shows an accident or a careless hand, not a forger who makes the manifest anew: docs/package.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.cells import address
from estate_xl.compute.following import first_contradiction
from estate_xl.compute.numbers import take_numbers
from estate_xl.deliver.manifest import Manifest, formula_meaning, formulas_at, sheet_digest
from estate_xl.deliver.reading import reader
from estate_xl.errors import DeliveryError
from estate_xl.extraction import open_data, own_properties
from estate_xl.schema import Label

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute.numbers import Value

CHANGED: Final = "changed"
FORMULA: Final = "formula"
RULE: Final = "rule"
SHEET: Final = "sheet"
MANIFEST: Final = "manifest"

_SENTENCES: Final = {
    CHANGED: Label(
        "「{sheet}」{cell} 現在是 {found}，打包時是 {expected}。",
        "“{sheet}” {cell} is {found}; when it was packed it was {expected}.",
    ),
    FORMULA: Label(
        "「{sheet}」{cell} 的公式改過：現在是 {found}，打包時是 {expected}。",
        "“{sheet}” {cell}: the formula is {found}; when it was packed it was {expected}.",
    ),
    RULE: Label(
        "「{sheet}」{cell} 是 {found}，按同表各項計算應是 {expected}（{rule}）。",
        "“{sheet}” {cell} is {found}; from the other numbers it should be {expected} ({rule}).",
    ),
    SHEET: Label(
        "「{sheet}」與打包時不同，考核數字沒有變。",
        "“{sheet}” is not what was packed; the numbers of the appraisal are.",
    ),
    MANIFEST: Label(
        "文件的 manifest 已損壞或被改過，不能核對。",
        "The manifest is damaged or was changed; nothing can be compared.",
    ),
}
_NOTHING: Final = Label("空白", "empty")
_NO_MANIFEST: Final = "不是 estate-xl 生成的上報文件（沒有 manifest），請向管理處索取原件。"


@dataclass(frozen=True)
class Difference:
    """The first thing that is not as it should be.

    Attributes:
        kind: One of `changed`, `formula`, `rule`, `sheet`, `manifest`.
        sheet: Title of its sheet, "" where the whole file is meant.
        cell: Address of its cell, "" where no cell is.
        found: What stands there.
        expected: What should.
        rule: The rule that says so.
    """

    kind: str
    sheet: str = ""
    cell: str = ""
    found: Value = None
    expected: Value = None
    rule: str = ""

    @property
    def message(self) -> Label:
        """One sentence."""
        words = _SENTENCES[self.kind]
        facts = {"sheet": self.sheet, "cell": self.cell, "rule": self.rule}
        values = {"found": self.found, "expected": self.expected}
        hant, en = (
            {name: none if value is None else value for name, value in values.items()}
            for none in (_NOTHING.hant, _NOTHING.en)
        )
        return Label(words.hant.format(**facts, **hant), words.en.format(**facts, **en))


@dataclass(frozen=True)
class Verdict:
    """What was found of a package.

    Attributes:
        manifest: What it says of itself, None where that is damaged.
        difference: The first difference, None if there is none.
    """

    manifest: Manifest | None
    difference: Difference | None


def verify_package(data: bytes, name: str) -> Verdict:
    """Compare a package with its manifest and with the rules.

    Args:
        data: The file, not encrypted.
        name: What to call it in errors.

    Raises:
        WorkbookError: it is no whole workbook.
        DeliveryError: it is a workbook, but no package.
    """
    with open_data(data, name) as book:
        try:
            manifest = Manifest.from_properties(own_properties(data))
        except ValueError:
            return Verdict(None, Difference(MANIFEST))
        if manifest is None:
            msg = f"「{name}」{_NO_MANIFEST}"
            raise DeliveryError(msg)
        return Verdict(manifest, _first_difference(book, manifest))


def _first_difference(book: xw.Book, manifest: Manifest) -> Difference | None:
    titles = {sheet.name for sheet in book.sheets}
    missing = next((title for title in manifest.sheets if title not in titles), None)
    added = next((sheet.name for sheet in book.sheets if sheet.name not in manifest.sheets), None)
    if manifest.title not in titles or missing or added:
        return Difference(SHEET, missing or added or manifest.title)
    sheet, standing = book.sheets[manifest.title], manifest.numbers.standing
    numbers = take_numbers(manifest.month, standing, reader(sheet, "value"))
    for place in standing.places():
        found, expected = numbers.values[place], manifest.numbers.values[place]
        if found != expected or isinstance(found, bool) != isinstance(expected, bool):
            return Difference(CHANGED, sheet.name, address(*place), found, expected)
    formulas = formulas_at(standing, reader(sheet, "formula"))
    for place in standing.places():
        cell = address(*place)
        found_text, expected_text = formulas.get(cell), manifest.formulas.get(cell)
        if formula_meaning(found_text) != formula_meaning(expected_text):
            return Difference(FORMULA, sheet.name, cell, found_text, expected_text)
    wrong = first_contradiction(numbers)
    if wrong is not None:
        facts = wrong.found, wrong.expected
        return Difference(RULE, sheet.name, wrong.place, *facts, wrong.rule)
    changed = (
        each.name for each in book.sheets if sheet_digest(each) != manifest.sheets[each.name]
    )
    return next((Difference(SHEET, title) for title in changed), None)
