"""Differences of a package from what was packed: each a sentence that names its cell or part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label, Language, Phrase

if TYPE_CHECKING:
    from estate_xl.compute.appraisal_numbers import Value
    from estate_xl.language import Fact

CHANGED: Final = "changed"
FORMULA: Final = "formula"
REACH: Final = "reach"
LOOK: Final = "look"
HIDDEN: Final = "hidden"
DRAWN: Final = "drawn"
FRAME: Final = "frame"
PART: Final = "part"
TOUCHED: Final = "touched"
RULE: Final = "rule"
SHEET: Final = "sheet"
MANIFEST: Final = "manifest"
DIGEST: Final = "digest"
BOOK: Final = "book"

_SENTENCES: Final = {
    CHANGED: Label(
        "「{sheet}」{cell} 現在是 {found}，打包時是 {expected}。",
        "“{sheet}” {cell} is {found}; when it was packed it was {expected}.",
    ),
    FORMULA: Label(
        "「{sheet}」{cell} 的公式改過：現在是 {found}，打包時是 {expected}。",
        "“{sheet}” {cell}: the formula is {found}; when it was packed it was {expected}.",
    ),
    REACH: Label(
        "「{sheet}」{cell} 會連到文件之外：{found}。請不要點「啟用」，向管理處索取原件。",
        "“{sheet}” {cell} leads out of the file: {found}. Do not enable it; ask for the original.",
    ),
    LOOK: Label(
        "「{sheet}」{cell} 的樣子改過：{found}，打包時是 {expected}。",
        "“{sheet}” {cell} looks different: {found}; when it was packed: {expected}.",
    ),
    HIDDEN: Label(
        "「{sheet}」{cell} 看不見或太小：現在是 {found}，打包時是 {expected}。",
        "“{sheet}” {cell} cannot be seen or is too small: {found}; it was {expected}.",
    ),
    DRAWN: Label(
        "「{sheet}」上的{cell}改過：現在是 {found}，打包時是 {expected}。",
        "“{sheet}”: {cell} was changed: {found}; when it was packed: {expected}.",
    ),
    FRAME: Label(
        "「{sheet}」的{cell}改過：現在是 {found}，打包時是 {expected}。",
        "“{sheet}”: {cell} was changed: {found}; when it was packed: {expected}.",
    ),
    PART: Label(
        "「{sheet}」{cell} 裏有上報文件不會有的內容：{found}。",
        "“{sheet}” {cell} holds what no package has: {found}.",
    ),
    TOUCHED: Label(
        "文件裏的 {cell} 與打包時不同，又不是別的程序另存造成的，請向管理處索取原件。",
        "{cell} within the file is not what was packed, and no program saved it again; "
        "ask for the original.",
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
    DIGEST: Label(
        "核對碼是 {found}，不是 {expected}：這不是那一份文件，或有人重做過。",
        "The check code is {found}, not {expected}: it is another file, or was made anew.",
    ),
    BOOK: Label(
        "「{sheet}」{cell} 是 {found}，用管理處的工作簿重算是 {expected}。",
        "“{sheet}” {cell} is {found}; computed anew from the office's workbook it is {expected}.",
    ),
}
_NOTHING: Final = Label("空白", "empty")


_LONGEST_SHOWN: Final = 120
_LONGEST_HELD: Final = 32_767
"""Number of characters of a value that JSON gives: those of a cell."""


def shortened(text: str, most: int = _LONGEST_SHOWN) -> str:
    """The beginning of what somebody else wrote, which may be endless."""
    return text if len(text) <= most else f"{text[:most]}…"


@dataclass(frozen=True)
class Difference:
    """Something that is not as it should be.

    Attributes:
        kind: One of the words above.
        sheet: Title of its sheet, "" where the whole file is meant.
        cell: Address of its cell, or what else is meant: a row, a column, a picture, a part.
        found: What is there.
        expected: What should.
        rule: The rule that says so.
    """

    kind: str
    sheet: str = ""
    cell: str | Label | Phrase = ""
    found: Value | Label | Phrase = None
    expected: Value | Label | Phrase = None
    rule: str = ""

    @property
    def message(self) -> Phrase:
        """One sentence."""
        facts: dict[str, Fact] = {
            "sheet": shortened(self.sheet),
            "cell": shortened(self.cell) if isinstance(self.cell, str) else self.cell,
            "rule": shortened(self.rule),
            "found": _shown(self.found),
            "expected": _shown(self.expected),
        }
        return Phrase(_SENTENCES[self.kind], facts)

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints, always in zh-Hant."""
        return {
            "kind": self.kind,
            "sheet": shortened(self.sheet),
            "cell": shortened(str(_held(self.cell))),
            "found": _held(self.found),
            "expected": _held(self.expected),
            "rule": shortened(self.rule),
        }


def _shown(value: Value | Label | Phrase) -> Fact:
    if isinstance(value, Phrase):
        facts = {
            name: shortened(fact) if isinstance(fact, str) else fact
            for name, fact in value.facts.items()
        }
        return Phrase(value.label, facts)
    if isinstance(value, Label):
        return value
    return _NOTHING if value in {None, ""} else shortened(str(value))


def _held(value: Value | Label | Phrase) -> Value:
    """The value as programs get it."""
    if isinstance(value, Label | Phrase):
        value = value.text(Language.HANT)
    return shortened(value, _LONGEST_HELD) if isinstance(value, str) else value
