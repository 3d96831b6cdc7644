"""The result of 調動."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result
from estate_xl.tasks.results.touched_months import touched_lines
from estate_xl.tasks.results.written_places import place_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.language import Fact, Language
    from estate_xl.tasks.results.touched_months import TouchedMonth
    from estate_xl.tasks.results.written_places import Place

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
_SAME_DAY: Final = Label(
    "「{sheet}」第 {rows} 行是同一天對同一格的變更，以第 {last} 行的「{column}」為準，請只留一行。",
    "Rows {rows} of {sheet} change the same cell on the same day: “{column}” of row {last} holds; "
    "keep one row.",
)
_EMPTIED: Final = Label(
    "「{field}」不填就是「{after}」，寫的是「{after}」。",
    "An empty “{field}” means “{after}”, which is what was written.",
)


@dataclass(frozen=True, kw_only=True)
class ChangeResult(Result):
    """A dated change of a master.

    Attributes:
        facts: Record, field, day, and the values before and after, as they are shown.
        is_correction: Whether it was always so.
        edits: Facts of the rows of 變更記錄 that follow.
        stays: The day of the next change, and the sheet whose value stays; None where it changes.
        places: The rows and cells that were written.
        same_day: Facts of rows of one day that were there, where they are several.
        is_emptied: Whether 啟用 was emptied, which means 是.
        months: The months computed that it reaches into.
    """

    facts: dict[str, Fact]
    is_correction: bool
    edits: Sequence[dict[str, Fact]] = ()
    stays: dict[str, Fact] | None = None
    places: Sequence[Place] = ()
    same_day: dict[str, Fact] = field(default_factory=dict)
    is_emptied: bool = False
    months: Sequence[TouchedMonth] = ()

    def as_json(self) -> dict[str, object]:
        """The sheets and places written, and the findings."""
        places = [place.as_json() for place in self.places]
        return {"written": self.written, "places": places, **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what changed since when, where, what follows, and which months it is about."""
        same_day = [Phrase(_SAME_DAY, self.same_day)] if self.same_day else []
        emptied = [Phrase(_EMPTIED, self.facts)] if self.is_emptied else []
        if not self.written:
            label = _HELD_ALWAYS if self.is_correction else _HELD
            held = [Phrase(label, self.facts), *emptied, *same_day]
            return [phrase.text(language) for phrase in held]
        label = _CORRECTED if self.is_correction else _CHANGED
        phrases = [Phrase(label, self.facts), *(Phrase(_EDITED, each) for each in self.edits)]
        if self.stays is not None:
            phrases.append(Phrase(_STAYS, self.stays))
        return [
            *self.written_lines(language, target),
            *place_lines(self.places, language),
            *(phrase.text(language) for phrase in [*phrases, *emptied, *same_day]),
            *touched_lines(self.months, language),
            *self.finding_lines(language, in_excel=in_excel),
        ]
