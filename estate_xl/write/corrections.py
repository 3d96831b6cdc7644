"""The words of a corrected month: what changed against the version before (R-M2)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from estate_xl.compute.month_values import changes_between
from estate_xl.findings.finding import named
from estate_xl.language import Label, Phrase
from estate_xl.schema.appraisal import DEPARTMENTS, STAFF, ZONES
from estate_xl.schema.months import statement
from estate_xl.schema.terms import choice_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estate_xl.compute.appraisal_numbers import Value
    from estate_xl.compute.month_values import Change, Values
    from estate_xl.language import Language

_HEADERS: Final = {
    section.key: {field.key: field.header for field in section.fields}
    for section in (ZONES, DEPARTMENTS, STAFF)
}
_WHOLE: Final = {
    "zones": _HEADERS["zones"]["score"],
    "departments": _HEADERS["departments"]["composite"],
    "staff": _HEADERS["staff"]["total"],
}
_COUNTS: Final = frozenset({"rank", "complaints", "commendations"})
_CHOICES: Final = frozenset({"department", "post"})
_NOTHING: Final = Label("無", "none")
_STATE: Final = Label("狀態：{state}", "State: {state}")
_BECAUSE: Final = Label(
    "更正 第 {version} 版，重開原因：{reason}", "Correction, version {version}, because: {reason}"
)
_SAME: Final = Label(
    "各項分數、名次和總分與第 {before} 版相同，沒有改動。",
    "Every score, rank and total is that of version {before}; nothing changed.",
)
_CHANGED: Final = Label(
    "與第 {before} 版相比，改動 {count} 處：",
    "Against version {before}, {count:record|records} changed:",
)
_NOT_KEPT: Final = Label(
    "第 {before} 版的數值沒有留存，改了哪些請對照已上報的文件。",
    "The values of version {before} were not kept: compare with the package that was sent.",
)
_LINE: Final = Label("{who}：{what}", "{who}: {what}")
_FIELD: Final = Label("{field} {before} → {after}", "{field} {before} → {after}")
_NEW: Final = Label("新增，{field} {after}", "new, {field} {after}")
_GONE: Final = Label(
    "不再列入（原{field} {before}）", "no longer listed (its {field} was {before})"
)
_BETWEEN: Final = Label("，", ", ")


@dataclass(frozen=True)
class Edition:
    """A version of a month, as its sheet says it.

    Attributes:
        version: From 1 on; 0 of a sheet that an earlier version of the program filled.
        is_approved: Whether the director approved it.
        reason: Of a correction: why the month was opened again.
        before: Of a correction: the values of the version before; None where they were not kept.
    """

    version: int = 1
    is_approved: bool = False
    reason: str = ""
    before: Values | None = None

    def statement(self, language: Language) -> str:
        """What the sheet, the package and the mail say of it; nothing of version 0."""
        if self.version == 0:
            return ""
        return statement(self.version, is_approved=self.is_approved).text(language)


UNSTATED: Final = Edition(0)
"""Of a sheet that says neither version nor state."""


def state_remark(edition: Edition, language: Language) -> str:
    """The remark that tells the state where the template has no place for it."""
    return _STATE.text(language).format(state=edition.statement(language))


def correction_remarks(
    edition: Edition,
    values: Values,
    names: Mapping[str, Mapping[str, str | None]],
    language: Language,
) -> Iterator[str]:
    """What a correction changed, a line each record; nothing of a first version.

    Args:
        edition: The version.
        values: Its values.
        names: By kind and record, its name.
        language: The workbook's.
    """
    if edition.version <= 1:
        return
    facts = {
        "version": edition.version,
        "before": edition.version - 1,
        "reason": edition.reason or _NOTHING,
    }
    yield Phrase(_BECAUSE, facts).text(language)
    if edition.before is None:
        yield Phrase(_NOT_KEPT, facts).text(language)
        return
    lines = change_lines(edition.before, values, names, language)
    if not lines:
        yield Phrase(_SAME, facts).text(language)
        return
    yield Phrase(_CHANGED, {**facts, "count": len(lines)}).text(language)
    yield from lines


def change_lines(
    before: Values,
    after: Values,
    names: Mapping[str, Mapping[str, str | None]],
    language: Language,
) -> list[str]:
    """What differs between two versions of a month's values, a line each record.

    Args:
        before: The earlier values.
        after: The later ones.
        names: By kind and record, its name.
        language: Of the lines.
    """
    changes = changes_between(before, after)
    lines = []
    for (kind, record), held in groupby(changes, key=lambda each: (each.kind, each.record)):
        who = _who(kind, record, names.get(kind, {}), language)
        what = _BETWEEN.text(language).join(_words(held, language))
        lines.append(_LINE.text(language).format(who=who, what=what))
    return lines


def _who(kind: str, record: str, names: Mapping[str, str | None], language: Language) -> str:
    if kind == "departments":
        return choice_label(record).text(language)
    return named(names.get(record) or "", record).text(language)


def _words(changes: Iterable[Change], language: Language) -> Iterator[str]:
    for change in changes:
        field = _HEADERS[change.kind].get(change.field) or _WHOLE[change.kind]
        label = _FIELD
        if not change.field:
            label = _NEW if change.before is None else _GONE
        facts = {
            "field": field.text(language),
            "before": _value(change, change.before, language),
            "after": _value(change, change.after, language),
        }
        yield label.text(language).format_map(facts)


def _value(change: Change, value: Value, language: Language) -> str:
    if value in {None, ""}:
        return _NOTHING.text(language)
    if change.field in _CHOICES:
        return choice_label(str(value)).text(language)
    if change.field == "tie_break":
        return _HEADERS["zones"][str(value)].text(language)
    if change.field in _COUNTS or isinstance(value, str):
        return str(value)
    return f"{value:.2f}"
