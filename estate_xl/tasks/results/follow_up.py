"""The result of 登記跟進."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result, few
from estate_xl.tasks.results.written_places import place_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.language import Language
    from estate_xl.tasks.results.written_places import Place

_FOLLOWED = Label(
    "已登記 {count} 件報事的跟進：{numbers}。", "Follow-ups of {count:ticket|tickets}: {numbers}."
)
_FOLLOWED_BEFORE = Label(
    "這一分鐘內同樣的跟進已經登記過，沒有重複登記。",
    "The same follow-up was registered this minute; it was not put twice.",
)


@dataclass(frozen=True, kw_only=True)
class FollowUpResult(Result):
    """Follow-ups registered.

    Attributes:
        followed: Numbers of the tickets.
        places: The rows that were written.
    """

    followed: list[str]
    places: Sequence[Place] = ()

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what was written, of which tickets, and the first findings."""
        return [
            *self.written_lines(language, target),
            *place_lines(self.places, language),
            self._registered(language),
            *self.finding_lines(language, in_excel=in_excel),
        ]

    def _registered(self, language: Language) -> str:
        if not self.followed:
            return _FOLLOWED_BEFORE.text(language)
        numbers = few(self.followed, language)
        return Phrase(_FOLLOWED, {"count": len(self.followed), "numbers": numbers}).text(language)
