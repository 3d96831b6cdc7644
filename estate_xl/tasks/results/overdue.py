"""The result of 逾期提醒."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label
from estate_xl.tasks.results.base import Result, place_words

if TYPE_CHECKING:
    from estate_xl.compute.owed import Overdue
    from estate_xl.language import Language

_OVERDUE = Label(
    "已逾期 {count} 項，最早的是 {record}（期限 {due}，{rule}）。",
    "{count} overdue; the oldest is {record} (due {due}, {rule}).",
)
_NOTHING_OVERDUE = Label("沒有逾期的事項。", "Nothing is overdue.")


@dataclass(frozen=True, kw_only=True)
class OverdueResult(Result):
    """The open matters at a moment.

    Attributes:
        overdue: What is over, the oldest first.
    """

    overdue: list[Overdue]

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
