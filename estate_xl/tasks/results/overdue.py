"""The result of 逾期提醒."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label, Phrase
from estate_xl.schema.terms import choice_label
from estate_xl.tasks.results.base import Result, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.compute.owed import Overdue
    from estate_xl.language import Fact, Language
    from estate_xl.tasks.complaint_escalation import Climbed

_OVERDUE = Label(
    "已逾期 {count} 項，最早的是 {record}（期限 {due}，{rule}）。",
    "{count} overdue; the oldest is {record} (due {due}, {rule}).",
)
_CLIMBED = Label(
    "投訴 {complaint}（{place}）回訪不滿意，由{before}升到{after}，上一輪存在投訴輪次。",
    "Complaint {complaint} ({place}): dissatisfied at the visit, from {before} up to {after}; the "
    "round is kept.",
)
_MORE_CLIMBED = Label(
    "另有 {count} 件投訴升級。", "{count:more complaint|more complaints} climbed."
)
_SHOWN = 12
_NOTHING_OVERDUE = Label("沒有逾期的事項。", "Nothing is overdue.")


@dataclass(frozen=True, kw_only=True)
class OverdueResult(Result):
    """The open matters at a moment.

    Attributes:
        overdue: What is over, the oldest first.
        climbed: Complaints that went a level up, by row.
    """

    overdue: list[Overdue]
    climbed: Sequence[Climbed] = ()

    @property
    def is_alarming(self) -> bool:
        """Exit status 1: something is overdue."""
        return bool(self.overdue)

    def as_json(self) -> dict[str, object]:
        """The overdue matters."""
        return {"items": [each.as_json() for each in self.overdue]}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what was written, what is overdue, and the first findings."""
        return [
            *self.written_lines(language, target),
            *climbed_lines(self.climbed, language, self.language),
            self._oldest(language),
            *self.finding_lines(language, in_excel=in_excel),
        ]

    def _oldest(self, language: Language) -> str:
        if not self.overdue:
            return _NOTHING_OVERDUE.text(language)
        first = self.overdue[0]
        facts = {
            "count": len(self.overdue),
            "record": first.record or place_words(first.sheet, first.row, language, self.language),
            "due": f"{first.due:%Y-%m-%d}",
            "rule": first.rule,
        }
        return _OVERDUE.text(language).format_map(facts)


def climbed_lines(climbed: Sequence[Climbed], language: Language, headers: Language) -> list[str]:
    """A line for each complaint that climbed, of many the first ones and how many more.

    Args:
        climbed: By row.
        language: Of the screen.
        headers: The workbook's.
    """
    lines = []
    for each in climbed[:_SHOWN]:
        facts: dict[str, Fact] = {
            "complaint": each.complaint,
            "place": place_words("Complaints", each.row, language, headers),
            "before": choice_label(each.before),
            "after": choice_label(each.after),
        }
        lines.append(Phrase(_CLIMBED, facts).text(language))
    if len(climbed) > _SHOWN:
        lines.append(Phrase(_MORE_CLIMBED, {"count": len(climbed) - _SHOWN}).text(language))
    return lines
