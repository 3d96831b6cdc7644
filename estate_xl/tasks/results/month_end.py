"""The result of 月度考核."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.language import Label
from estate_xl.tasks.results.base import Result

if TYPE_CHECKING:
    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.language import Language

_RANKED = Label("{month} 片區排名：{zones}。", "Zones in {month}: {zones}.")
_REPLACED = Label(
    "「{sheet}」已重新生成；原來手寫、畫在那張表上的不保留，要用請找較早的一份。",
    "“{sheet}” was made anew; what was written or drawn on the old one by hand is not kept; an "
    "earlier copy of the workbook has it.",
)


@dataclass(frozen=True, kw_only=True)
class MonthEndResult(Result):
    """The appraisal of a month.

    Attributes:
        appraisal: The month.
        replaced: Title of the sheet that was made anew in the place of an older one.
    """

    appraisal: Appraisal
    replaced: str | None = None

    def as_json(self) -> dict[str, object]:
        """The month's scores, and the findings."""
        return {**self.appraisal.as_json(), **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """The ranking, what was written, and the first findings."""
        return [
            self._ranking(language),
            *self.written_lines(language, target),
            *self.finding_lines(language, in_excel=in_excel, says_clean=True),
        ]

    def written_lines(self, language: Language, target: str) -> list[str]:
        """Which sheets were written, that one was made anew, and which formulas broke."""
        written, *broken = super().written_lines(language, target)
        if self.replaced is None:
            return [written, *broken]
        return [written, _REPLACED.text(language).format(sheet=self.replaced), *broken]

    def _ranking(self, language: Language) -> str:
        zones = "  ".join(
            f"{zone.rank}. {zone.zone} {zone.name} {float(zone.score):.2f}"
            for zone in self.appraisal.zones
            if zone.score is not None
        )
        month = str(self.appraisal.month)
        return _RANKED.text(language).format(month=month, zones=zones or "—")
