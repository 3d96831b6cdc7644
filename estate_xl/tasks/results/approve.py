"""The result of 審定."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from estate_xl.language import Label, Language, Phrase
from estate_xl.schema.months import ARCHIVE_FOLDER
from estate_xl.schema.terms import choice_label
from estate_xl.tasks.results.base import Result, listed
from estate_xl.tasks.results.month_end import closing, ranking_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.month_states import MonthVersion
    from estate_xl.compute.staff_scores import StaffScore
    from estate_xl.deliver.send_guards import Stop
    from estate_xl.language import Fact

_APPROVED = Label(
    "{month} 第 {version} 版已審定，審定人：{who}。",
    "Version {version} of {month} is approved by {who}.",
)
_KEPT = Label("存檔：{folder}/{name}", "Archive copy: {folder}/{name}")
_NOT_TOLD = Label(
    "「{sheet}」上沒有寫狀態的地方，沒有寫上「已審定」；文件名和郵件會寫明。",
    "“{sheet}” has no place for the state and does not say so; the package and its mail will.",
)
_STOPPED = Label(
    "沒有審定，{count} 項攔截：", "Not approved; {count:reason stops|reasons stop} it:"
)
_FORCE = Label(
    "主任仍要審定，請加 --force 原因。", "To approve it all the same add --force REASON."
)
_OVERRULED = Label("按 --force 放行：", "Overruled by --force:")
_ALREADY = Label(
    "{month} 第 {version} 版{state}（{facts}），數字沒有變，不用再審定。",
    "Version {version} of {month} is closed already ({state}: {facts}), and its numbers are the "
    "same.",
)
_ALREADY_OTHER = Label(
    "{month} 第 {version} 版{state}（{facts}），但現在的數據算出來已經不同；要更正請先執行 "
    "estate-xl month-end --month {month} --reopen 原因。",
    "Version {version} of {month} is closed already ({state}: {facts}), and the data now give "
    "other numbers: to correct it run estate-xl month-end --month {month} --reopen REASON first.",
)
_REFUSED = Label("沒有審定，什麼也沒有改動。", "Not approved; nothing was changed.")
_TO_APPROVE = Label(
    "審定 {month} 第 {version} 版，審定人：{who}。",
    "Version {version} of {month}, approved by {who}:",
)
_TOTALS = Label("{department}：{people}", "{department}: {people}")
_MISSING = Label("缺項沒有總分：{people}", "Without a total, parts missing: {people}")
_MORE = Label("另 {count} 人", "{count} more")
_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class ApproveResult(Result):
    """What became of a month before the director.

    Attributes:
        appraisal: The month.
        month: `YYYY-MM`.
        version: Its last version; None where it was never computed.
        director: Who approves.
        digest: Of the numbers now.
        stops: What stopped it.
        overruled: What was forced.
        archive: Name of the copy that was kept; empty where nothing was approved.
        is_told: Whether the month's sheet says so.
        is_refused: Whether the person who was asked said no.
    """

    appraisal: Appraisal
    month: str
    version: MonthVersion | None
    director: str
    digest: str
    stops: Sequence[Stop] = field(default_factory=list)
    overruled: Sequence[Stop] = field(default_factory=list)
    archive: str = ""
    is_told: bool = True
    is_refused: bool = False

    @property
    def is_forceable(self) -> bool:
        """True if only errors of the data stop it, which the director may overrule."""
        from estate_xl.deliver.send_guards import Guard  # noqa: PLC0415 - results are read early

        return bool(self.stops) and all(stop.guard is Guard.ERRORS for stop in self.stops)

    @property
    def is_kept(self) -> bool:
        """True if the workbook is saved: only what was approved now changed it."""
        return bool(self.archive)

    @property
    def is_alarming(self) -> bool:
        """Exit status 1: it was stopped, or is approved by other numbers, or the person said no."""
        return bool(self.stops) or self.is_refused or self._is_other

    @property
    def _is_other(self) -> bool:
        """True if the month is closed by other numbers than the data give now."""
        held = self.version
        if held is None or not held.is_closed or not held.digest:
            return False
        return held.digest != self.digest

    def as_json(self) -> dict[str, object]:
        """What was written, the version and its state, the copy, and the findings."""
        held = self.version
        return {
            "month": self.month,
            "version": None if held is None else held.version,
            "state": None if held is None else held.state.hant,
            "written": self.written,
            "archive": f"{ARCHIVE_FOLDER}/{self.archive}" if self.archive else None,
            "stops": [stop.words.text(Language.HANT) for stop in self.stops],
            **super().as_json(),
        }

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """What was approved or stopped it."""
        del in_excel
        if self.stops:
            heading = Phrase(_STOPPED, {"count": len(self.stops)}).text(language)
            return [heading, *self._stops(self.stops, language)]
        if self.is_refused:
            return [_REFUSED.text(language)]
        if not self.archive:
            return [self._already(language)]
        facts: dict[str, Fact] = {
            "month": self.month,
            "version": self._number,
            "who": self.director,
            "folder": ARCHIVE_FOLDER,
            "name": self.archive,
            "sheet": self.written[0],
        }
        return [
            Phrase(_APPROVED, facts).text(language),
            *self.written_lines(language, target),
            Phrase(_KEPT, facts).text(language),
            *([] if self.is_told else [Phrase(_NOT_TOLD, facts).text(language)]),
        ]

    def question_lines(self, language: Language, *, in_excel: bool = False) -> list[str]:
        """What is approved: the ranking, the totals, what is missing, and what was found."""
        facts: dict[str, Fact] = {
            "month": self.month,
            "version": self._number,
            "who": self.director,
        }
        lines = [
            Phrase(_TO_APPROVE, facts).text(language),
            ranking_line(self.appraisal, language),
            *self._totals(language),
        ]
        without = [one for one in self.appraisal.staff if one.total is None]
        if without:
            people = _people(without, language)
            lines.append(Phrase(_MISSING, {"people": people}).text(language))
        lines += self.finding_lines(language, in_excel=in_excel, says_clean=True)
        if self.overruled:
            lines += [_OVERRULED.text(language), *self._stops(self.overruled, language)]
        return lines

    @property
    def _number(self) -> int:
        return 1 if self.version is None else self.version.version

    def _totals(self, language: Language) -> list[str]:
        return [
            _TOTALS.text(language).format(
                department=choice_label(department).text(language),
                people=_people([one for one in people if one.total is not None], language),
            )
            for department, people in groupby(self.appraisal.staff, lambda one: one.department)
        ]

    def _stops(self, stops: Sequence[Stop], language: Language) -> list[str]:
        from estate_xl.deliver.send_guards import Guard  # noqa: PLC0415 - results are read early

        lines = []
        for stop in stops:
            may = stop.guard is Guard.ERRORS and stop in self.stops
            force = f" {_FORCE.text(language)}" if may else ""
            lines.append(f"  {stop.words.text(language)}{force}")
        return lines

    def _already(self, language: Language) -> str:
        held = self.version
        if held is None:
            return _REFUSED.text(language)
        label = _ALREADY_OTHER if self._is_other else _ALREADY
        facts: dict[str, Fact] = {
            "month": self.month,
            "version": held.version,
            "state": held.state,
            "facts": closing(held),
        }
        return Phrase(label, facts).text(language)


def _people(people: Sequence[StaffScore], language: Language) -> str:
    """Names with their totals, of many the first."""
    told = [
        one.name or one.staff
        if one.total is None
        else f"{one.name or one.staff} {float(one.total):.2f}"
        for one in people[:_SHOWN]
    ]
    if len(people) > _SHOWN:
        told.append(_MORE.text(language).format(count=len(people) - _SHOWN))
    return listed(told, language) or "—"
