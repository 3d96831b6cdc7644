"""The result of 退單."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result, few

if TYPE_CHECKING:
    from estate_xl.language import Language

_SENT_BACK = Label(
    "已登記 {count} 件報事退單：{numbers}；單子再返回時，請填「再返單時間」。",
    "{count:slip|slips} sent back: {numbers}. Fill in “Returned again” when one is back.",
)
_MADE_UP = Label(
    "以前的退回已補記 {count} 行，時間按返單時間，以前月份不變。",
    "For returns before, {count:row was|rows were} added at the time of the first return; "
    "earlier months stay as they were.",
)


@dataclass(frozen=True, kw_only=True)
class SlipReturnResult(Result):
    """Slips sent back.

    Attributes:
        sent_back: Numbers of the tickets.
        made_up: How many rows stand for what was told of returns before.
    """

    sent_back: list[str]
    made_up: int

    def as_json(self) -> dict[str, object]:
        """The sheets written, and the findings."""
        return {"written": self.written, **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what was written, of which tickets, and the findings."""
        numbers = few(self.sent_back, language)
        sent_back = Phrase(_SENT_BACK, {"count": len(self.sent_back), "numbers": numbers})
        made_up = Phrase(_MADE_UP, {"count": self.made_up}).text(language)
        return [
            *self.written_lines(language, target),
            sent_back.text(language),
            *([made_up] if self.made_up else []),
            *self.finding_lines(language, in_excel=in_excel),
        ]
