"""The result of 個人得分單."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label, Phrase
from estate_xl.tasks.results.base import Result, few

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.compute import Month
    from estate_xl.language import Language

_SLIPS: Final = Label(
    "{month} 個人得分單 {count} 頁，一人一頁，可以打印；只供本管理處，不會發送總部。",
    "{month}: score slips of {count:person|people}, a page each, ready to print; they stay in the "
    "office and are never sent to headquarters.",
)
_WITHOUT: Final = Label(
    "還沒有總分的 {count} 人：{people}。", "Without a total: {count} ({people})."
)
_STALE: Final = Label(
    "「{sheet}」還沒有按現在的記錄計算，請再運行月度考核，兩處的分數才一致。",
    "“{sheet}” is not computed from the records as they are now: run month-end again, so that both "
    "show the same scores.",
)

_DIFFERS: Final = Label(
    "「{sheet}」已審定或上報的不是這些分數：記錄後來改過。請核對改了什麼，或重開這個月。",
    "“{sheet}” was approved or reported with other scores: records have changed since. See which, "
    "or open the month again.",
)


@dataclass(frozen=True, kw_only=True)
class ScoreSlipsResult(Result):
    """Slips filled.

    Attributes:
        month: Which month.
        pages: How many.
        without_total: Who has no total.
        stale: Title of the 考核 sheet, where it does not show these numbers.
        is_closed: Whether the month is approved or reported.
    """

    month: Month
    pages: int
    without_total: Sequence[str]
    stale: str | None
    is_closed: bool

    @property
    def has_sheet_to_show(self) -> bool:
        """True if there are slips."""
        return bool(self.pages)

    @property
    def printed(self) -> str | None:
        """個人得分單, if it has pages."""
        return self.written[-1] if self.pages else None

    def as_json(self) -> dict[str, object]:
        """Titles of the sheets written, and how many pages."""
        return {
            "written": self.written,
            "month": str(self.month),
            "pages": self.pages,
            "without_total": list(self.without_total),
            **super().as_json(),
        }

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """How many slips there are, who has no total, and if the 考核 sheet shows others."""
        count = len(self.without_total)
        people = few(self.without_total, language) if count else ""
        stale = _DIFFERS if self.is_closed else _STALE
        slips = Phrase(_SLIPS, {"month": str(self.month), "count": self.pages})
        return [
            slips.text(language),
            *(
                [Phrase(_WITHOUT, {"count": count, "people": people}).text(language)]
                if count
                else []
            ),
            *([stale.text(language).format(sheet=self.stale)] if self.stale else []),
            *self.written_lines(language, target),
            *self.finding_lines(language, in_excel=in_excel),
        ]
