"""The result of 生成報事單."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label, Phrase
from estate_xl.schema import ESTATE_BOOK
from estate_xl.tasks.results.base import Result, few, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate_xl.language import Language

_SLIPS = Label(
    "報事單 {count} 張，可以打印：{numbers}。",
    "{count:slip is|slips are} ready to print: {numbers}.",
)
_NO_SLIPS = Label(
    "沒有新的報事要打印；補打請用 --ticket 單號。",
    "No new ticket to print; to print one again use --ticket NO.",
)
_NO_SLIPS_IN_EXCEL = Label(
    "沒有新的報事要打印；補打請在「{sheet}」選中那些行，再按「生成報事單」。",
    "No new ticket to print; to print some again select their rows on “{sheet}” and press again.",
)
_NUMBERED = Label("新編號：{counts}。", "New numbers: {counts}.")
_UNPRINTED = Label(
    "沒有打印報事單的：{reasons}；要打印請指明單號（--ticket，或在「{sheet}」選中那些行）。",
    "Without a slip: {reasons}; to print some name them (--ticket, or select their rows on "
    "“{sheet}”).",
)
_REASON = Label("{words} {count} 件（{numbers}）", "{words} {count} ({numbers})")
_WAITING = Label(
    "還有 {count} 件新報事沒有編號，打印完請再執行一次。",
    "{count:new ticket has|new tickets have} no number yet; print these, then run it again.",
)


@dataclass(frozen=True, kw_only=True)
class WorkOrdersResult(Result):
    """Numbers given and slips filled.

    Attributes:
        slips: Numbers of the slips to print.
        numbered: How many records got a number, by sheet.
        unprinted: Numbers of tickets that got no slip, by the reason.
        waiting: How many new tickets are left for the next run.
        tickets_title: Title of 報事 in this workbook.
    """

    slips: list[str]
    numbered: Mapping[str, int]
    unprinted: Mapping[Label, Sequence[str]]
    waiting: int = 0
    tickets_title: str

    @property
    def has_sheet_to_show(self) -> bool:
        """True if there are slips."""
        return bool(self.slips)

    @property
    def printed(self) -> str | None:
        """報事單, if there are slips."""
        return self.written[-1] if self.slips else None

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what was written and numbered, slips, what is left, and the first findings."""
        waiting = [Phrase(_WAITING, {"count": self.waiting}).text(language)] if self.waiting else []
        return [
            *self.written_lines(language, target),
            *self._given_numbers(language),
            *self._left_out(language),
            self._printed(language, in_excel=in_excel),
            *waiting,
            *self.finding_lines(language, in_excel=in_excel),
        ]

    def _given_numbers(self, language: Language) -> list[str]:
        counts = [
            f"{ESTATE_BOOK[sheet].title.text(language)} {count}"
            for sheet, count in self.numbered.items()
        ]
        return [_NUMBERED.text(language).format(counts=listed(counts, language))] if counts else []

    def _left_out(self, language: Language) -> list[str]:
        """To which tickets no slip was printed, and why."""
        reasons = [
            _REASON.text(language).format(
                words=reason.text(language), count=len(numbers), numbers=few(numbers, language)
            )
            for reason, numbers in self.unprinted.items()
        ]
        if not reasons:
            return []
        facts = {"reasons": listed(reasons, language), "sheet": self.tickets_title}
        return [_UNPRINTED.text(language).format_map(facts)]

    def _printed(self, language: Language, *, in_excel: bool) -> str:
        if not self.slips:
            words = (_NO_SLIPS_IN_EXCEL if in_excel else _NO_SLIPS).text(language)
            return words.format(sheet=self.tickets_title)
        numbers = few(self.slips, language)
        return Phrase(_SLIPS, {"count": len(self.slips), "numbers": numbers}).text(language)
