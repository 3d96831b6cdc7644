"""The pages of 催辦單, and what is sent to each person as a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl.compute.open_matters import days_over
from estate_xl.engine.addresses import quoted_title
from estate_xl.language import Label, Phrase
from estate_xl.schema.reminders import REMINDED, REMINDER_HEADING
from estate_xl.schema.terms import choice_label
from estate_xl.times_of_day import minute_text
from estate_xl.write.form_pages import FormPage
from estate_xl.write.overdue import matter_line, matter_place
from estate_xl.write.placeholders import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate_xl.compute.reminders import ListedMatters, Reminder
    from estate_xl.language import Fact, Language
    from estate_xl.language.phrase import Text

    Record = Mapping[str, object]

REMINDER_NAMES: Final = Vocabulary(REMINDER_HEADING, (REMINDED,))
_MOST_LINES: Final = 16
"""Matters on a page."""
_MOST_SENT: Final = 8
"""Matters in a text."""
_OF: Final = Label("第 {page} 頁，共 {pages} 頁", "Page {page} of {pages}")
_NOBODY: Final = Label("（沒有責任人）", "(nobody)")
_NOBODY_NOTE: Final = Label(
    "這些事項沒有責任人：請主管指定，並填到該行。",
    "Nobody owes these: the supervisor names somebody, in the row of each.",
)
_UNKNOWN_NOTE: Final = Label(
    "「{sheet}」沒有這個人：請核對各行的責任人。",
    "“{sheet}” has nobody of this name: check who is named in these rows.",
)
_LEFT_NOTE: Final = Label(
    "已於 {day} 離職：請主管另派人，並填到該行。",
    "Left on {day}: the supervisor names somebody else, in the row of each.",
)
_NOTHING: Final = Label(
    "沒有逾期的事項，今明兩天也沒有到期的。", "Nothing is overdue or due today or tomorrow."
)
_DAYS_OVER: Final = Label("逾期 {days} 天", "{days:day|days} over")
_OVER_TODAY: Final = Label("今天已過期", "Over since today")
_DUE_IN: Final = {0: Label("今天到期", "Due today"), 1: Label("明天到期", "Due tomorrow")}
_SLIP_OUT: Final = Label("退單未返回", "Slip still out")
_GREETING: Final = Label(
    "{name}：截至 {now}，您有 {count} 件事項{parts}。",
    "{name}: as of {now} you have {count:matter|matters}{parts}.",
)
_GREETING_NOBODY: Final = Label(
    "截至 {now}，有 {count} 件事項沒有責任人{parts}，請指定。",
    "As of {now} nobody owes {count:matter|matters}{parts}: please name somebody.",
)
_ALL_OVER: Final = Label("，已逾期", ", overdue")
_SOME_OVER: Final = Label("，其中 {over} 件已逾期", ", {over} overdue")
_ITEM: Final = Label(
    "{number}. {matter} {record}（{facts}）", "{number}. {matter} {record} ({facts})"
)
_BETWEEN: Final = Label("，", ", ")
_MORE: Final = Label("另有 {count} 件，見「{sheet}」。", "{count} more on “{sheet}”.")
_PLEASE: Final = Label("請盡快處理。", "Please see to them.")


class ReminderPages:
    """The pages of one workbook at one moment."""

    def __init__(
        self,
        settings: Mapping[str, object],
        now: pd.Timestamp,
        language: Language,
        staff: pd.DataFrame,
        titles: Mapping[str, str],
    ) -> None:
        """Take what all pages share.

        Args:
            settings: What 參數 says, by key.
            now: The moment.
            language: The workbook's.
            staff: Frame of 員工: number, name, department, post, last day.
            titles: Title of each sheet in this workbook, by key.
        """
        self._now = now
        self._language = language
        self._titles = titles
        known = staff.dropna(subset="staff").drop_duplicates("staff").set_index("staff")
        self._staff = known.astype(object).where(known.notna(), None)
        self._names = {str(key): str(name) for key, name in known["name"].dropna().items()}
        self._shared = {
            "project": settings.get("project_name"),
            "office": settings.get("office_name"),
            "as_of": minute_text(now),
        }

    def pages(self, reminders: Sequence[Reminder], sheet: str) -> list[FormPage]:
        """The pages, in that order; one that says so where nothing is owed.

        Args:
            reminders: Of `compute.reminders.reminders`.
            sheet: Title of 催辦單 in this workbook.
        """
        if not reminders:
            note = {"note": _NOTHING.text(self._language), "overdue_count": 0, "coming_count": 0}
            return [FormPage({**self._shared, **note}, {REMINDED.key: []})]
        return [page for reminder in reminders for page in self._of(reminder, sheet)]

    def name(self, owes: str | None) -> str:
        """What a person is called."""
        return _NOBODY.text(self._language) if owes is None else self._names.get(owes, owes)

    def message(self, reminder: Reminder, sheet: str) -> str:
        """The text for one person, in one line: Excel puts a cell of several in quotes when copied.

        Args:
            reminder: What the person owes.
            sheet: Title of 催辦單 in this workbook.
        """
        lines = list(self._lines(reminder.matters))
        over = len(reminder.matters.over)
        parts = Phrase(_ALL_OVER if over == len(lines) else _SOME_OVER, {"over": over})
        facts: dict[str, Fact] = {
            "name": self.name(reminder.owes),
            "now": minute_text(self._now),
            "count": len(lines),
            "parts": parts if over else "",
        }
        greeting = _GREETING_NOBODY if reminder.owes is None else _GREETING
        more = len(lines) - _MOST_SENT
        said: list[Text] = [
            Phrase(greeting, facts),
            *(self._item(number, line) for number, line in enumerate(lines[:_MOST_SENT], start=1)),
            *([Phrase(_MORE, {"count": more, "sheet": sheet})] if more > 0 else []),
            *([] if reminder.owes is None else [_PLEASE]),
        ]
        return " ".join(" ".join(each.text(self._language).split()) for each in said)

    def _item(self, number: int, line: Record) -> Phrase:
        zone = None if line["zone"] == line["record"] else line["zone"]
        told = (zone, str(line["subject"] or "").partition("\n")[0], line["state"])
        facts = _BETWEEN.text(self._language).join(str(each) for each in told if each)
        words: dict[str, Fact] = {
            "number": number,
            "matter": str(line["matter"]),
            "record": str(line["record"] or ""),
            "facts": facts,
        }
        return Phrase(_ITEM, words)

    def _of(self, reminder: Reminder, sheet: str) -> Iterator[FormPage]:
        lines = list(self._lines(reminder.matters))
        heading = {
            **self._shared,
            **self._person(reminder.owes),
            "overdue_count": len(reminder.matters.over),
            "coming_count": len(reminder.matters.coming) + len(reminder.matters.out),
        }
        starts = range(0, len(lines), _MOST_LINES)
        for page, start in enumerate(starts, start=1):
            facts = {"page": page, "pages": len(starts)}
            shown = _OF.text(self._language).format_map(facts) if len(starts) > 1 else None
            message = self.message(reminder, sheet) if page == 1 else None
            yield FormPage(
                {**heading, "page": shown, "message": message},
                {REMINDED.key: lines[start : start + _MOST_LINES]},
            )

    def _person(self, owes: str | None) -> dict[str, object]:
        name = {"name": self.name(owes)}
        if owes is None:
            return {**name, "note": _NOBODY_NOTE.text(self._language)}
        if owes not in self._staff.index:
            words = _UNKNOWN_NOTE.text(self._language).format(sheet=self._titles["Staff"])
            return {**name, "note": words}
        person = self._staff.loc[owes]
        left, note = person["left"], None
        if left is not None and left < self._now.normalize():
            note = _LEFT_NOTE.text(self._language).format(day=f"{left:%Y-%m-%d}")
        return {
            **name,
            "staff": owes,
            "department": choice_label(person["department"] or "").text(self._language),
            "post": choice_label(person["post"] or "").text(self._language),
            "note": note,
        }

    def _lines(self, matters: ListedMatters) -> Iterator[Record]:
        """A line for each matter: the overdue ones, those that come, slips that are out."""
        number = 0
        for part in matters:
            late = days_over(part["due"], self._now)
            for matter, days in zip(part.to_dict("records"), late, strict=True):
                number += 1
                line = matter_line(matter, int(days), self._language, self._names)
                state = self._state(pd.Timestamp(str(matter["due"])), int(days))
                place = matter_place(matter, self._titles)
                yield {
                    "number": number,
                    "due": line["due"],
                    "state": state.text(self._language),
                    "matter": line["matter"],
                    "record": line["record"],
                    "target": "" if place is None else f"{quoted_title(place[0])}!A{place[1]}",
                    "zone": line["zone"],
                    "subject": line["note"],
                    "rule": line["rule"],
                }

    def _state(self, due: pd.Timestamp, days: int) -> Phrase | Label:
        """How a deadline stands to the moment."""
        if due < self._now:
            return Phrase(_DAYS_OVER, {"days": days}) if days else _OVER_TODAY
        return _DUE_IN.get((due.normalize() - self._now.normalize()).days, _SLIP_OUT)
