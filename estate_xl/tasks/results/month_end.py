"""The result of 月度考核."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from estate_xl.compute.typed_scores import owed_scores, progress_of
from estate_xl.findings.codes import FindingCode
from estate_xl.language import Label, Listing, Phrase
from estate_xl.tasks.results.base import Result, finding_line
from estate_xl.tasks.results.prepare import progress_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.month_states import MonthVersion
    from estate_xl.language import Fact, Language

_RANKED = Label("{month} 片區排名：{zones}。", "Zones in {month}: {zones}.")
_REPLACED = Label(
    "「{sheet}」已重新生成；原來手寫、畫在那張表上的不保留，要用請找較早的一份。",
    "“{sheet}” was made anew; what was written or drawn on the old one by hand is not kept; an "
    "earlier copy of the workbook has it.",
)
_CLOSED = Label(
    "{month} 第 {version} 版{state}（{facts}），不再重算，什麼也沒有改動。",
    "Version {version} of {month} is closed ({state}: {facts}) and is not computed again; nothing "
    "was changed.",
)
_APPROVED_BY = Label("{at} 由{who}審定", "approved at {at} by {who}")
_SENT_AT = Label("{at} 上報", "reported at {at}")
_NO_TIME = Label("時間不詳", "when is not known")
_STILL_SAME = Label("現在的數據算出來仍是這些數字。", "The data still give these numbers.")
_DIFFERS = Label(
    "現在的數據算出來已經不同：",
    "The data now give other numbers:",
)
_MORE = Label("另 {count} 處", "{count} more")
_MORE_ON_SHEET = Label("另有 {count} 項，見「{sheet}」。", "{count} more, see “{sheet}”.")
_SHOWN: Final = 12
_TO_REOPEN = Label(
    "確實要更正，請執行 estate-xl month-end --month {month} --reopen 原因，會另起第 {next} 版。",
    "To correct it run estate-xl month-end --month {month} --reopen REASON, which begins version "
    "{next}.",
)
_ABOUT_LINES: Final = frozenset(
    {
        FindingCode.MONTH_LINE_LOST,
        FindingCode.MONTH_LINE_DIFFERS,
        FindingCode.MONTH_LINE_BEYOND,
    }
)
"""Findings that are said of a closed month, too."""


@dataclass(frozen=True, kw_only=True)
class MonthEndResult(Result):
    """The appraisal of a month.

    Attributes:
        appraisal: The month.
        version: Of the month.
        replaced: Title of the sheet that was made anew in the place of an older one.
        differs: Whether the data now give other numbers than a closed month has.
        changed: Which these are, a line each record in a language; of a correction's draft what it
            says of the version before.
    """

    appraisal: Appraisal
    version: MonthVersion
    replaced: str | None = None
    differs: bool = False
    changed: Callable[[Language], Sequence[str]] = field(default=lambda _: ())

    @property
    def is_alarming(self) -> bool:
        """Exit status 1: a finding that is no mere note, or a month that is closed."""
        return super().is_alarming or self.version.is_closed

    @property
    def is_kept(self) -> bool:
        """True if the workbook is saved: a closed month stays as it is, byte for byte (R-M2)."""
        return not self.version.is_closed

    def as_json(self) -> dict[str, object]:
        """The month's scores, its version and state, and the findings.

        Of a closed month the scores are those that the data give now.
        """
        told = {"version": self.version.version, "state": self.version.state.hant}
        return {**self.appraisal.as_json(), **told, **super().as_json()}

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """The ranking, what was written, and findings; of a closed month that it is."""
        if self.version.is_closed:
            return [
                *closed_lines(self.version, language, differs=self.differs),
                *self._changed_lines(language),
                *(
                    finding_line(each, language, self.language)
                    for each in self.findings
                    if each.code in _ABOUT_LINES
                ),
            ]
        return [
            ranking_line(self.appraisal, language),
            *progress_lines(
                self.appraisal.month,
                progress_of(owed_scores(self.appraisal)),
                language,
                self.language,
            ),
            *self.written_lines(language, target),
            *self._correction_lines(language),
            *self.finding_lines(language, in_excel=in_excel, says_clean=True),
        ]

    def _changed_lines(self, language: Language) -> list[str]:
        """What a closed month's numbers would change to, of many the first."""
        lines = self.changed(language) if self.differs else []
        return _first(lines, Phrase(_MORE, {"count": len(lines) - _SHOWN}), language)

    def _correction_lines(self, language: Language) -> list[str]:
        """What a correction changed, as its sheet says it, of many the first; else nothing."""
        lines = self.changed(language)
        facts: dict[str, Fact] = {"count": len(lines) - _SHOWN, "sheet": self.written[0]}
        return _first(lines, Phrase(_MORE_ON_SHEET, facts), language)

    def written_lines(self, language: Language, target: str) -> list[str]:
        """Which sheets were written, that one was made anew, and which formulas broke."""
        written, *broken = super().written_lines(language, target)
        if self.replaced is None:
            return [written, *broken]
        return [written, _REPLACED.text(language).format(sheet=self.replaced), *broken]


def _first(lines: Sequence[str], more: Phrase, language: Language) -> list[str]:
    """The first of the lines, set in, and how many more there are."""
    held = [*lines[:_SHOWN], *([more.text(language)] if len(lines) > _SHOWN else [])]
    return [f"  {line}" for line in held]


def ranking_line(appraisal: Appraisal, language: Language) -> str:
    """The zones in the order of their ranks, with their scores."""
    zones = "  ".join(
        f"{zone.rank}. {zone.zone} {zone.name} {float(zone.score):.2f}"
        for zone in appraisal.zones
        if zone.score is not None
    )
    return _RANKED.text(language).format(month=str(appraisal.month), zones=zones or "—")


def closed_lines(version: MonthVersion, language: Language, *, differs: bool | None) -> list[str]:
    """That a month is closed: which version, when and by whom, and what can be done (R-M2).

    Args:
        version: Its last version.
        language: Of the screen.
        differs: Whether the data now give other numbers; None where that was not computed.
    """
    facts: dict[str, Fact] = {
        "month": version.month,
        "version": version.version,
        "next": version.version + 1,
    }
    told: dict[str, Fact] = {**facts, "state": version.state, "facts": closing(version)}
    return [
        Phrase(_CLOSED, told).text(language),
        *(
            []
            if not version.digest or differs is None
            else [(_DIFFERS if differs else _STILL_SAME).text(language)]
        ),
        Phrase(_TO_REOPEN, facts).text(language),
    ]


def closing(version: MonthVersion) -> Listing:
    """When a version was approved, by whom, and when it was reported."""
    found = []
    if version.approved is not None:
        at, who = f"{version.approved:%Y-%m-%d %H:%M}", version.approver or "—"
        found.append(Phrase(_APPROVED_BY, {"at": at, "who": who}))
    if version.sent is not None:
        found.append(Phrase(_SENT_AT, {"at": f"{version.sent:%Y-%m-%d %H:%M}"}))
    return Listing(found or [_NO_TIME])
