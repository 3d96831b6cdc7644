"""The base of results: findings, and sheets that were written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estate_xl.findings.texts.kinds import Severity
from estate_xl.language import Label, Language, Phrase
from estate_xl.schema import ESTATE_BOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.findings.finding import Finding

Values = dict[str, float | str | bool | None]
"""Values of formulas, by address."""

_CLEAN = Label("沒有發現問題。", "Nothing is wrong.")
_FOUND = Label(
    "發現 {count} 個問題：錯誤 {errors} 個，提醒 {warnings} 個。",
    "{count:finding|findings}: {errors:error|errors}, {warnings:warning|warnings}.",
)
_NOTED = Label(
    "另有說明 {count} 條，不影響結果狀態。",
    "{count:note|notes} besides; nothing has to be done.",
)
_MORE = Label("…… 另有 {count} 個，都寫在「{sheet}」。", "… and {count} more, all on “{sheet}”.")
_MORE_LATER = Label(
    "…… 另有 {count} 個，請先改好以上各項，再執行一次。",
    "… and {count} more; mend these, then run it again.",
)
_WRITTEN = Label("已寫入「{target}」的工作表：{sheets}。", "Written to “{target}”: {sheets}.")
_LOST = Label(
    "這些儲存格的公式引用了重新生成的表，沒能接上，現在是 #REF!，請重寫：{cells}。",
    "The formulas of these cells referred to a sheet that was made anew and are #REF! now; "
    "please write them again: {cells}.",
)
_ROW = Label("第 {row} 行", "row {row}")
_SHOWN_LISTED, _SHOWN_UNLISTED, _SHOWN_IN_EXCEL = 12, 100, 6
_MOST_NUMBERS = 3


@dataclass(frozen=True, kw_only=True)
class Result:
    """The result of a task.

    Attributes:
        findings: In the order of the workbook.
        language: The workbook's, of its headers; results are written in it.
        screen_language: What its 參數 asks for on the screen.
        written: Titles of the sheets that were written.
        results: Stored results of formulas that we wrote, by sheet and address.
        lost: Cells whose formulas referred to a sheet that was made anew, and could not be kept.
    """

    findings: list[Finding]
    language: Language
    screen_language: Language
    written: list[str]
    results: dict[str, Values] = field(default_factory=dict)
    lost: Sequence[str] = ()

    @property
    def is_alarming(self) -> bool:
        """Exit status 1: a finding that is no mere note."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)

    @property
    def is_kept(self) -> bool:
        """True if the workbook is saved; a run that is to change no byte is not."""
        return True

    @property
    def has_sheet_to_show(self) -> bool:
        """True if a button shows the sheet that was written."""
        return bool(self.written)

    @property
    def printed(self) -> str | None:
        """Title of the sheet that was made to be printed; None where there is none."""
        return None

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints."""
        return {"findings": [finding.as_json() for finding in self.findings]}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """The lines for a person.

        Args:
            language: Of the screen.
            target: Name of the file that was written.
            in_excel: Whether a button tells it, not the command line.
        """
        return [
            *self.written_lines(language, target),
            *self.finding_lines(language, in_excel=in_excel),
        ]

    def written_lines(self, language: Language, target: str) -> list[str]:
        """Which sheets were written, and which formulas broke."""
        lines = []
        if self.written:
            sheets = listed(self.written, language)
            lines.append(_WRITTEN.text(language).format(target=target, sheets=sheets))
        if self.lost:
            lines.append(_LOST.text(language).format(cells=listed(self.lost, language)))
        return lines

    def finding_lines(
        self, language: Language, *, in_excel: bool, says_clean: bool = False
    ) -> list[str]:
        """The number of findings, and the first of them.

        Args:
            language: Of the screen.
            in_excel: Whether a button tells it, where there is room for a few.
            says_clean: Whether it is said that there is none.
        """
        found = Counter(finding.severity for finding in self.findings)
        notes = found.pop(Severity.NOTE, 0)
        facts = {
            "count": found.total(),
            "errors": found[Severity.ERROR],
            "warnings": found[Severity.WARNING],
        }
        lines = []
        if facts["count"] or says_clean:
            lines.append(Phrase(_FOUND if facts["count"] else _CLEAN, facts).text(language))
        if notes:
            lines.append(Phrase(_NOTED, {"count": notes}).text(language))
        title = ESTATE_BOOK["Findings"].title.text(self.language)
        is_listed = title in self.written
        most = _SHOWN_LISTED if is_listed else _SHOWN_UNLISTED
        most = _SHOWN_IN_EXCEL if in_excel else most
        shown = sorted(self.findings, key=lambda finding: finding.severity is Severity.NOTE)
        lines += [finding_line(finding, language, self.language) for finding in shown[:most]]
        if len(shown) > most:
            more = _MORE if is_listed else _MORE_LATER
            lines.append(more.text(language).format(count=len(shown) - most, sheet=title))
        return lines


def finding_line(finding: Finding, language: Language, names: Language) -> str:
    """A finding, where it is and how it is mended."""
    place = place_words(finding.sheet, finding.row, language, names)
    words = f"{finding.message(language, names)} — {finding.mend(language, names)}"
    return f"  {place}: {words}" if language is Language.EN else f"  {place}：{words}"


def place_words(sheet: str, row: int | None, language: Language, names: Language) -> str:
    """A sheet, called as in a workbook of the language `names`, and a row of it."""
    place = [ESTATE_BOOK[sheet].title.text(names)]
    if row is not None:
        place.append(_ROW.text(language).format(row=row))
    return " ".join(place)


def listed(texts: Sequence[str], language: Language) -> str:
    """The texts, parted as the language does."""
    return (", " if language is Language.EN else "、").join(texts)


def few(numbers: Sequence[str], language: Language) -> str:
    """A few numbers whole; the first and the last of many."""
    if len(numbers) > _MOST_NUMBERS:
        return f"{numbers[0]} … {numbers[-1]}"
    return listed(numbers, language)
