"""The result of 統計."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result

if TYPE_CHECKING:
    from estate_xl.language import Language

_UNREAD = Label(
    "有 {count} 處（單元格或行）沒有計入；請執行 validate 查看。",
    "{count:cell or row was|cells or rows were} not counted; run validate to see them.",
)


@dataclass(frozen=True, kw_only=True)
class StatisticsResult(Result):
    """The figures of a year.

    Attributes:
        unread: Cells, rows and sheets that were not counted.
    """

    unread: int

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on what was written, and how much was not counted."""
        unread = [Phrase(_UNREAD, {"count": self.unread}).text(language)] if self.unread else []
        return [
            *self.written_lines(language, target),
            *unread,
            *self.finding_lines(language, in_excel=in_excel),
        ]
