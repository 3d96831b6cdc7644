"""The result of 退單."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result, few
from estate_xl.tasks.results.touched_months import touched_lines
from estate_xl.tasks.results.written_places import place_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.language import Language
    from estate_xl.tasks.results.touched_months import TouchedMonth
    from estate_xl.tasks.results.written_places import Place

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
        places: The rows that were written.
        months: The month that it counts in, where that was computed.
    """

    sent_back: list[str]
    made_up: int
    places: Sequence[Place] = ()
    months: Sequence[TouchedMonth] = ()

    def as_json(self) -> dict[str, object]:
        """The sheets and places written, and the findings."""
        places = [place.as_json() for place in self.places]
        return {"written": self.written, "places": places, **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what was written, of which tickets, and the findings."""
        numbers = few(self.sent_back, language)
        sent_back = Phrase(_SENT_BACK, {"count": len(self.sent_back), "numbers": numbers})
        made_up = Phrase(_MADE_UP, {"count": self.made_up}).text(language)
        return [
            *self.written_lines(language, target),
            *place_lines(self.places, language),
            sent_back.text(language),
            *([made_up] if self.made_up else []),
            *touched_lines(self.months, language),
            *self.finding_lines(language, in_excel=in_excel),
        ]
