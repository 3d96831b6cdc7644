"""The result of 調動."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.language import Fact, Language

_CHANGED: Final = Label(
    "{record}的「{field}」從 {day} 起由「{before}」改為「{after}」。",
    "“{field}” of {record} changes from “{before}” to “{after}” on {day}.",
)
_CORRECTED: Final = Label(
    "{record}的「{field}」更正為「{after}」（原記「{before}」）。",
    "“{field}” of {record} is corrected to “{after}”; it was recorded as “{before}”.",
)
_HELD: Final = Label(
    "{record}的「{field}」在 {day} 已經是「{after}」，沒有改動。",
    "“{field}” of {record} is “{after}” on {day} already; nothing was changed.",
)
_HELD_ALWAYS: Final = Label(
    "{record}的「{field}」已經是「{after}」，沒有改動。",
    "“{field}” of {record} is “{after}” already; nothing was changed.",
)
_EDITED: Final = Label(
    "「{sheet}」第 {row} 行的「{column}」隨之由「{before}」改為「{after}」，前後才接得上。",
    "“{column}” in row {row} of {sheet} follows, from “{before}” to “{after}”, so that the rows go "
    "together.",
)
_STAYS: Final = Label(
    "{day} 起另有變更，「{sheet}」現在的值不變。",
    "There is another change from {day} on: what {sheet} has now stays.",
)
_MONTHS: Final = Label(
    "這項變更涉及已經計算過的月份 {months}：請重新執行月度考核；已審定、已上報的要重開才會變。",
    "The change reaches into months that were computed: {months}. Run month-end again; a month "
    "that is approved or reported changes only when it is reopened.",
)


@dataclass(frozen=True, kw_only=True)
class ChangeResult(Result):
    """A dated change of a master.

    Attributes:
        facts: Record, field, day, and the values before and after, as they are shown.
        is_correction: Whether it was always so.
        edits: Facts of the rows of 變更記錄 that follow.
        stays: The day of the next change, and the sheet whose value stays; None where it changes.
        months: The months computed that it reaches into.
    """

    facts: dict[str, Fact]
    is_correction: bool
    edits: Sequence[dict[str, Fact]] = ()
    stays: dict[str, Fact] | None = None
    months: Sequence[str] = ()

    def as_json(self) -> dict[str, object]:
        """The sheets written, and the findings."""
        return {"written": self.written, **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what changed since when, what follows, and which months it reaches into."""
        if not self.written:
            label = _HELD_ALWAYS if self.is_correction else _HELD
            return [Phrase(label, self.facts).text(language)]
        label = _CORRECTED if self.is_correction else _CHANGED
        phrases = [Phrase(label, self.facts), *(Phrase(_EDITED, each) for each in self.edits)]
        if self.stays is not None:
            phrases.append(Phrase(_STAYS, self.stays))
        if self.months:
            phrases.append(Phrase(_MONTHS, {"months": listed(self.months, language)}))
        return [
            *self.written_lines(language, target),
            *(phrase.text(language) for phrase in phrases),
            *self.finding_lines(language, in_excel=in_excel),
        ]
