"""The result of 催辦單."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result, few
from estate_xl.tasks.results.overdue import climbed_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.language import Fact, Language
    from estate_xl.tasks.complaint_escalation import Climbed

_PEOPLE: Final = Label(
    "催辦單 {count} 人：{people}。每人一頁，可以打印；要發微信的，複製各頁右邊的那一格。",
    "Reminders for {count} ({people}), a page each, ready to print; the cell to the right of a "
    "page is the text to send.",
)
_NOBODY: Final = Label(
    "沒有責任人的 {count} 件，另在最後一頁。",
    "Nobody owes {count:matter|matters}: see the last page.",
)
_NOTHING: Final = Label(
    "沒有逾期的事項，今明兩天也沒有到期的。", "Nothing is overdue or due today or tomorrow."
)


class Reminded(NamedTuple):
    """What one person is reminded of.

    Attributes:
        staff: The staff number, or a name that 員工 does not have; None for what nobody owes.
        name: What the page calls them.
        overdue: How many are over.
        coming: How many are not, yet.
        message: The text to send.
    """

    staff: str | None
    name: str
    overdue: int
    coming: int
    message: str


@dataclass(frozen=True, kw_only=True)
class RemindersResult(Result):
    """Reminders filled.

    Attributes:
        people: Everybody who owes something, and what nobody owes last.
        is_filled: Whether the template has a page of matters.
        climbed: Complaints that went a level up, by row.
    """

    people: Sequence[Reminded]
    is_filled: bool
    climbed: Sequence[Climbed] = ()

    @property
    def is_alarming(self) -> bool:
        """Exit status 1: something is overdue."""
        return any(each.overdue for each in self.people)

    @property
    def printed(self) -> str | None:
        """催辦單, if it has pages."""
        return self.written[-1] if self.is_filled else None

    def as_json(self) -> dict[str, object]:
        """Titles of the sheets written, and who is reminded of how much."""
        return {
            "written": self.written,
            "people": [each._asdict() for each in self.people],
            **super().as_json(),
        }

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Who is reminded, and what nobody owes."""
        named = [each.name for each in self.people if each.staff is not None]
        alone = sum(each.overdue + each.coming for each in self.people if each.staff is None)
        facts: dict[str, Fact] = {
            "count": len(named),
            "people": few(named, language) if named else "",
        }
        return [
            *self.written_lines(language, target),
            *climbed_lines(self.climbed, language, self.language),
            *([] if self.people else [_NOTHING.text(language)]),
            *([Phrase(_PEOPLE, facts).text(language)] if named else []),
            *([Phrase(_NOBODY, {"count": alone}).text(language)] if alone else []),
            *self.finding_lines(language, in_excel=in_excel),
        ]
