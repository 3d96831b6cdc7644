"""What a command says when it is done, in the language of the person at the screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate_xl.finding_texts.kinds import Severity
from estate_xl.schema import ESTATE_BOOK, Label, Language

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.compute.owed import Overdue
    from estate_xl.findings import Finding
    from estate_xl.tasks import Outcome

_CLEAN = Label("沒有發現問題。", "Nothing is wrong.")
_FOUND = Label(
    "發現 {count} 個問題：錯誤 {errors} 個，提醒 {warnings} 個。",
    "{count} findings: {errors} errors, {warnings} warnings.",
)
_NOTED = Label(
    "另有說明 {count} 條，不影響結果狀態。", "{count} notes besides, which need nothing done."
)
_MORE = Label("…… 另有 {count} 個，都寫在「{sheet}」。", "… and {count} more, all on “{sheet}”.")
_MORE_LATER = Label(
    "…… 另有 {count} 個，請先改好以上各項，再執行一次。",
    "… and {count} more; mend these, then run it again.",
)
_WRITTEN = Label("已寫入「{target}」的工作表：{sheets}。", "Written to “{target}”: {sheets}.")
_REPLACED = Label(
    "「{sheet}」已重新生成；原來手寫、畫在那張表上的不保留，要用請找較早的一份。",
    "“{sheet}” was made anew; what was written or drawn on the old one by hand is not kept; an "
    "earlier copy of the workbook has it.",
)
_LOST = Label(
    "這些儲存格的公式引用了重新生成的表，沒能接上，現在是 #REF!，請重寫：{cells}。",
    "The formulas of these cells referred to a sheet that was made anew and are #REF! now; "
    "please write them again: {cells}.",
)
_RANKED = Label("{month} 片區排名：{zones}。", "Zones in {month}: {zones}.")
_OVERDUE = Label(
    "已逾期 {count} 項，最早的是 {record}（期限 {due}，{rule}）。",
    "{count} overdue; the oldest is {record} (due {due}, {rule}).",
)
_NOTHING_OVERDUE = Label("沒有逾期的事項。", "Nothing is overdue.")
_SLIPS = Label(
    "報事單 {count} 張，可以打印：{numbers}。", "{count} slips are ready to print: {numbers}."
)
NO_SLIPS = Label(
    "沒有新的報事要打印；補打請用 --ticket 單號。",
    "No new ticket to print; to print one again use --ticket NO.",
)
_FOLLOWED = Label("已登記 {count} 件報事的跟進：{numbers}。", "Follow-ups of {count}: {numbers}.")
_FOLLOWED_BEFORE = Label(
    "這一分鐘內同樣的跟進已經登記過，沒有重複登記。",
    "The same follow-up was registered this minute; it was not put twice.",
)
_UNREAD = Label(
    "有 {count} 處（單元格或行）沒有計入；請執行 validate 查看。",
    "{count} cells or rows were not counted; run validate to see them.",
)
_NUMBERED = Label("新編號：{counts}。", "New numbers: {counts}.")
_UNPRINTED = Label(
    "沒有打印報事單的：{reasons}；要打印請指明單號（--ticket，或在「報事」選中那些行）。",
    "Without a slip: {reasons}; to print some name them (--ticket, or select their rows).",
)
_REASON = Label("{words} {count} 件（{numbers}）", "{words} {count} ({numbers})")
_WAITING = Label(
    "還有 {count} 件新報事沒有編號，打印完請再執行一次。",
    "{count} new tickets have no number yet; print these, then run it again.",
)
_MOST_NUMBERS = 3
_ROW = Label("第 {row} 行", "row {row}")


def lists_findings(outcome: Outcome) -> bool:
    """Whether 檢查結果 has all the findings."""
    return ESTATE_BOOK["Findings"].title.text(outcome.language) in outcome.written


def summarise(outcome: Outcome, language: Language, target: Path, most: int) -> list[str]:
    """The lines to print: the ranking, what was written, the first findings.

    Args:
        outcome: What the task did.
        language: Of the screen.
        target: The file written.
        most: How many findings to name.
    """
    lines = []
    if outcome.appraisal is not None:
        zones = "  ".join(
            f"{zone.rank}. {zone.zone} {zone.name} {float(zone.score):.2f}"
            for zone in outcome.appraisal.zones
            if zone.score is not None
        )
        month = str(outcome.appraisal.month)
        lines.append(_RANKED.text(language).format(month=month, zones=zones or "—"))
    if outcome.written:
        sheets = (
            ", ".join(outcome.written) if language is Language.EN else "、".join(outcome.written)
        )
        lines.append(_WRITTEN.text(language).format(target=target.name, sheets=sheets))
    if outcome.replaced:
        lines.append(_REPLACED.text(language).format(sheet=outcome.replaced))
    if outcome.lost:
        lines.append(_LOST.text(language).format(cells="、".join(outcome.lost)))
    done = _done(outcome, language)
    if done is not None:
        lines += done
        if not outcome.findings:
            return lines
    found = Counter(finding.severity for finding in outcome.findings)
    notes = found.pop(Severity.NOTE, 0)
    facts = {
        "count": found.total(),
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
    }
    if facts["count"] or done is None:
        lines.append((_FOUND if facts["count"] else _CLEAN).text(language).format_map(facts))
    if notes:
        lines.append(_NOTED.text(language).format(count=notes))
    shown = sorted(outcome.findings, key=lambda finding: finding.severity is Severity.NOTE)
    lines += [_line(finding, language) for finding in shown[:most]]
    if len(shown) > most:
        more = _MORE if lists_findings(outcome) else _MORE_LATER
        sheet = ESTATE_BOOK["Findings"].title.text(outcome.language)
        lines.append(more.text(language).format(count=len(shown) - most, sheet=sheet))
    return lines


def _done(outcome: Outcome, language: Language) -> list[str] | None:
    """What a task did that is no check; None for one that only checks."""
    if outcome.unread is not None:
        return [_UNREAD.text(language).format(count=outcome.unread)] if outcome.unread else []
    if outcome.overdue is not None:
        return [_overdue(outcome.overdue, language)]
    if outcome.slips is not None:
        waiting = [_WAITING.text(language).format(count=outcome.waiting)] if outcome.waiting else []
        return [*_numbered(outcome, language), _slips(outcome.slips, language), *waiting]
    if outcome.followed is not None:
        return [_followed(outcome.followed, language)]
    return None


def _overdue(overdue: list[Overdue], language: Language) -> str:
    if not overdue:
        return _NOTHING_OVERDUE.text(language)
    first = overdue[0]
    facts = {
        "count": len(overdue),
        "record": first.record or _place(first.sheet, first.row, language),
        "due": f"{first.due:%Y-%m-%d}",
        "rule": first.rule,
    }
    return _OVERDUE.text(language).format_map(facts)


def _numbered(outcome: Outcome, language: Language) -> list[str]:
    """How many numbers were given, and to which tickets no slip was printed and why."""
    separator = ", " if language is Language.EN else "、"
    counts = separator.join(
        f"{ESTATE_BOOK[sheet].title.text(language)} {count}"
        for sheet, count in outcome.numbered.items()
    )
    reasons = separator.join(
        _REASON.text(language).format(
            words=reason.text(language),
            count=len(numbers),
            numbers=_listed(list(numbers), language),
        )
        for reason, numbers in outcome.unprinted.items()
    )
    lines = [_NUMBERED.text(language).format(counts=counts)] if counts else []
    return [*lines, *([_UNPRINTED.text(language).format(reasons=reasons)] if reasons else [])]


def _slips(numbers: list[str], language: Language) -> str:
    if not numbers:
        return NO_SLIPS.text(language)
    return _SLIPS.text(language).format(count=len(numbers), numbers=_listed(numbers, language))


def _followed(numbers: list[str], language: Language) -> str:
    if not numbers:
        return _FOLLOWED_BEFORE.text(language)
    return _FOLLOWED.text(language).format(count=len(numbers), numbers=_listed(numbers, language))


def _listed(numbers: list[str], language: Language) -> str:
    """A few numbers whole; the first and the last of many."""
    if len(numbers) > _MOST_NUMBERS:
        return f"{numbers[0]} … {numbers[-1]}"
    return (", " if language is Language.EN else "、").join(numbers)


def _place(sheet: str, row: int | None, language: Language) -> str:
    """A sheet, and a row of it."""
    place = [ESTATE_BOOK[sheet].title.text(language)]
    if row is not None:
        place.append(_ROW.text(language).format(row=row))
    return " ".join(place)


def _line(finding: Finding, language: Language) -> str:
    place = _place(finding.sheet, finding.row, language)
    words = f"{finding.message(language)} — {finding.mend(language)}"
    return f"  {place}: {words}" if language is Language.EN else f"  {place}：{words}"
