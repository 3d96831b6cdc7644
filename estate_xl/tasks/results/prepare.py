"""The result of 備考."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label, Phrase
from estate_xl.schema.appraisal import STAFF
from estate_xl.tasks.results.base import Result, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate_xl.compute import Month
    from estate_xl.compute.typed_scores import OwedScore, Progress
    from estate_xl.language import Language

_PROGRESS: Final = Label(
    "{month} 應評 {people} 人，已評完 {done} 人。",
    "{month}: {people:person is|people are} owed scores, {done} have all of theirs.",
)
_NOBODY: Final = Label("{month} 沒有人應評分。", "{month}: nobody is owed a score.")
_MISSING: Final = Label("還缺：{scores}。", "Missing: {scores}.")
_OF_SCORER: Final = Label("{part}（{scorer}）{count} 人", "{part} ({scorer}) {count}")
_OF_PART: Final = Label("{part} {count} 人", "{part} {count}")
_ADDED: Final = Label("新添 {count} 行。", "{count:row|rows} added.")
_NOTHING_ADDED: Final = Label(
    "各人的行都已經有了，沒有添行。", "Everybody has a row already; none was added."
)
_FORMS: Final = Label(
    "「{sheet}」{count} 頁，可以打印。", "“{sheet}” has {count:page|pages} to print."
)


def progress_lines(
    month: Month, progress: Progress, language: Language, names: Language
) -> list[str]:
    """How far the month's typed scores are, and what is missing, by who gives it."""
    words = Phrase(
        _PROGRESS if progress.people else _NOBODY,
        {"month": str(month), "people": progress.people, "done": progress.done},
    )
    lines = [words.text(language)]
    missing = missing_words(progress.missing, language, names)
    if missing:
        lines.append(_MISSING.text(language).format(scores=listed(missing, language)))
    return lines


def missing_words(missing: Sequence[OwedScore], language: Language, names: Language) -> list[str]:
    """How many scores are missing, for each part and scorer."""
    headers = {field.key: field.header for field in STAFF.fields}
    counts = Counter((score.part, score.scorer) for score in missing)
    return [
        (_OF_SCORER if scorer else _OF_PART)
        .text(language)
        .format(part=headers[part].text(names), scorer=scorer, count=count)
        for (part, scorer), count in counts.items()
    ]


@dataclass(frozen=True, kw_only=True)
class PrepareResult(Result):
    """Rows added and forms filled.

    Attributes:
        month: Which month.
        added: Staff numbers of those who got a row.
        progress: How far the scores are.
        pages: How many pages 評分表 has.
    """

    month: Month
    added: Sequence[str]
    progress: Progress
    pages: int

    @property
    def is_alarming(self) -> bool:
        """Never: what is missing is yet to come."""
        return False

    @property
    def printed(self) -> str | None:
        """評分表, if it has pages."""
        return self.written[-1] if self.pages else None

    def as_json(self) -> dict[str, object]:
        """Titles of the sheets written, who got a row, and how far the scores are."""
        return {
            "written": self.written,
            "month": str(self.month),
            "added": list(self.added),
            "people": self.progress.people,
            "done": self.progress.done,
            "missing": [
                {"staff": score.person.staff, "part": score.part, "scorer": score.scorer or None}
                for score in self.progress.missing
            ],
            "pages": self.pages,
            **super().as_json(),
        }

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """How far the scores are, what was added and can be printed, and what stays."""
        added = Phrase(_ADDED, {"count": len(self.added)}) if self.added else Phrase(_NOTHING_ADDED)
        forms = Phrase(_FORMS, {"sheet": self.written[-1], "count": self.pages})
        return [
            *progress_lines(self.month, self.progress, language, self.language),
            added.text(language),
            *self.written_lines(language, target),
            *([forms.text(language)] if self.pages else []),
            *self.finding_lines(language, in_excel=in_excel),
        ]
