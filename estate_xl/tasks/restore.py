"""restore: an earlier version of a workbook brought back, and in what each one differs.

The workbook as it is is kept in 備份 first, as the newest version, so that this too can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.actions import ACTIONS
from estate_xl.engine.errors import EngineError
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import EstateError, WorkbookError
from estate_xl.errors.sentences import words_of
from estate_xl.files.session import open_file
from estate_xl.files.system import as_file_name
from estate_xl.files.versions import FOLDER
from estate_xl.language import Clause, Label, Listing, Phrase, spoken_language
from estate_xl.read.book_contents import differences, read_contents
from estate_xl.tasks.kept_history import (
    NO_HISTORY,
    Carried,
    History,
    carry_history,
    history_since,
    months_of,
    read_history,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import xlwings as xw

    from estate_xl.files.versions import Version
    from estate_xl.language import Fact, Language, Text
    from estate_xl.read.book_contents import Contents, Difference
    from estate_xl.tasks.common import Report

COMPARING: Final = Label("比較各個版本", "Comparing the versions")
_BEFORE_ACTION: Final = Label("{at}「{action}」之前", "before {action} of {at}")
_BEFORE: Final = Label("{at} 被替換之前", "before it was replaced on {at}")
_WRITTEN: Final = Label("{at} 保存的", "as saved on {at}")
_LINE: Final = Label("{number}. {version}（{file}）", "{number}. {version} ({file})")
_COUNTS: Final = Label("{title} {before} → {after} 行", "{title} {before} → {after:row|rows}")
_COUNTS_TOO: Final = Label(
    "{title} {before} → {after} 行，另有 {changed} 行不同",
    "{title} {before} → {after:row|rows} and {changed} changed",
)
_CHANGED: Final = Label("{title} {changed} 行不同", "{title} {changed:row|rows} changed")
_NEW: Final = Label("那時沒有「{title}」", "no “{title}” then")
_GONE: Final = Label("「{title}」現在沒有", "“{title}” is gone now")
_MORE: Final = Label("另有 {count} 張表不同", "{count:more sheet|more sheets}")
_ALIKE: Final = Label(
    "各表的內容和現在一樣，只有格式或程序填寫的欄不同", "what was typed reads as now"
)
_UNREADABLE: Final = Label(
    "已損壞，不能恢復：{reason}", "damaged, cannot be brought back: {reason}"
)
_NO_PRESENT: Final = Label("現在的文件讀不了，無法比較", "the present file cannot be compared")
_BETWEEN: Final = Label("；", "; ")
_SHOWN: Final = 5
_HEAD: Final = Label(
    "「{book}」較早的版本，最近的在前；「→」左邊是那時，右邊是現在：",
    "Earlier versions of “{book}”, the latest first; left of → is then, right is now:",
)
_RESTORED: Final = Label(
    "「{target}」已是第 {number} 版：{version}（{file}）。",
    "“{target}” is version {number} now: {version} ({file}).",
)
_WAS: Final = Label("和剛才相比：{differences}。", "Compared with just now: {differences}.")
_KEPT: Final = Label(
    "剛才的內容存在「{copy}」；要反悔，再恢復第 1 版。",
    "What it held is kept as “{copy}”; to undo this, bring version 1 back.",
)
_SENT_SINCE: Final = Label(
    "   那以後發送、審定過：{months}；恢復時這些記錄會補上",
    "   Sent or approved since: {months}; these lines are put back in",
)
_CARRIED: Final = Label(
    "那一版以後的「郵件記錄」{mails} 行、「月度記錄」{lines} 行已補上（{months}），"
    "發送過、審定過的月份不會弄錯。",
    "What was written after that version was put back in: {mails:line|lines} of the mail log and "
    "{lines:line|lines} of the month records ({months}), so that what was sent and approved stays "
    "known.",
)
_LOST: Final = Label(
    "{months} 在那以後審定或發送過，記錄沒能全部補上（那時的考核表是別的版本，或不能改動）；"
    "以總部收到的和「存檔」裏的為準，請重新執行月度考核，再審定。",
    "{months} was approved or sent after that version, and not every line could be put back in "
    "(its appraisal sheet is of another version, or it cannot be changed): headquarters' package "
    "and the archive copy are what counts; run month-end and approve again.",
)
_NOT_CARRIED: Final = Label(
    "原來的文件讀不了，那一版以後的「郵件記錄」沒有補上：發過的月份請看總部收到的。",
    "The workbook as it was cannot be read, so lines of the mail log written after that version "
    "were not put back in: see what headquarters received.",
)


class Compared(NamedTuple):
    """An earlier version beside the workbook as it is.

    Attributes:
        number: Its number, the latest being 1.
        version: Where it is and when it was replaced.
        contents: What it holds; None where it cannot be read.
        differences: Sheets on which it differs; None where one of both cannot be read.
        problem: What keeps it from being read.
        since: What was sent and closed since.
    """

    number: int
    version: Version
    contents: Contents | None
    differences: list[Difference] | None
    problem: Text | None = None
    since: History = NO_HISTORY

    def as_json(self) -> dict[str, object]:
        """The version as `--json` prints it; `changes` null where it could not be compared."""
        version = self.version
        changes = None
        if self.differences is not None:
            changes = [
                {"sheet": each.title, "before": each.before, "after": each.after,
                 "changed": each.changed, "new": each.is_new, "gone": each.is_gone}
                for each in self.differences
            ]  # fmt: skip
        return {
            "version": self.number,
            "at": version.at.isoformat(timespec="seconds"),
            "action": version.action or None,
            "file": shown_place(version.path),
            "readable": self.contents is not None,
            "changes": changes,
        }

    def lines(self, language: Language) -> list[str]:
        """The version and in what it differs, a line each."""
        facts = _facts(self)
        return [
            Phrase(_LINE, facts).text(language),
            f"   {difference_words(self).text(language)}",
            *self._since_lines(language),
        ]

    def _since_lines(self, language: Language) -> list[str]:
        months = months_of(self.since)
        return [Phrase(_SENT_SINCE, {"months": Listing(months)}).text(language)] if months else []


@dataclass(frozen=True)
class Present:
    """The workbook as it is; `contents` is None where it is not there or cannot be read."""

    path: Path
    contents: Contents | None
    history: History = NO_HISTORY

    @property
    def language(self) -> Language:
        """The screen's, as the workbook asks."""
        return spoken_language() if self.contents is None else self.contents.language


def read_present(path: Path) -> Present:
    """The workbook as it is."""
    contents, history, _ = _read(path)
    return Present(path, contents, history)


def present_in(path: Path, book: xw.Book) -> Present:
    """The workbook as it is open."""
    return Present(path, read_contents(book), read_history(book))


def compare(present: Present, number: int, version: Version) -> Compared:
    """A version beside the workbook as it is."""
    contents, history, problem = _read(version.path)
    found, since = None, NO_HISTORY
    if contents is not None and present.contents is not None:
        found = differences(contents, present.contents)
        since = history_since(history, present.history)
    return Compared(number, version, contents, found, problem, since)


def carry(present: Present, compared: Compared) -> Carried:
    """The version with what was sent and closed since (R-M1, R-M2).

    Args:
        present: The workbook as it is.
        compared: The version, which can be read.
    """
    if compared.since == NO_HISTORY:
        return Carried()
    return carry_history(compared.version.path, present.path.suffix, present.history)


def compare_all(present: Present, versions: Sequence[Version], report: Report) -> list[Compared]:
    """Every version beside the workbook as it is."""
    report(COMPARING)
    return [compare(present, number, each) for number, each in enumerate(versions, start=1)]


def choose(book: Path, versions: Sequence[Version], number: int) -> Version:
    """The version of that number.

    Raises:
        WorkbookError: there is none.
    """
    if not versions:
        raise WorkbookError(ErrorCode.NO_VERSIONS, name=book.name, folder=FOLDER)
    if not 1 <= number <= len(versions):
        raise WorkbookError(
            ErrorCode.NO_SUCH_VERSION, name=book.name, number=number, most=len(versions)
        )
    return versions[number - 1]


def check_readable(book: Path, compared: Compared) -> None:
    """Refuse a version that is damaged.

    Raises:
        WorkbookError: it names the version.
    """
    if compared.contents is None:
        raise WorkbookError(
            ErrorCode.VERSION_DAMAGED,
            number=compared.number,
            version=shown_place(compared.version.path),
            name=book.name,
            reason=compared.problem or "",
        )


def _read(path: Path) -> tuple[Contents | None, History, Text | None]:
    """What a file holds and its history; None and the reason where it cannot be read."""
    try:
        with open_file(path) as opened:
            return read_contents(opened.book), read_history(opened.book), None
    except (EstateError, EngineError) as error:
        return None, NO_HISTORY, words_of(error)


def shown_place(path: Path) -> str:
    """A version's file as it is shown: its name, after its folder if that is one of copies."""
    return f"{FOLDER}/{path.name}" if path.parent.name == as_file_name(FOLDER) else path.name


def version_words(version: Version) -> Phrase:
    """When a version was replaced, and by what, where that is known."""
    at = f"{version.at:%Y-%m-%d %H:%M}"
    action = ACTIONS.get(version.action)
    if action is not None and version.is_noted:
        name: Fact = action.key
        if action.button is not None:
            name = action.button.label
        elif action.command is not None:
            name = action.command.name
        return Phrase(_BEFORE_ACTION, {"at": at, "action": name})
    return Phrase(_BEFORE if version.is_noted else _WRITTEN, {"at": at})


def difference_words(compared: Compared) -> Phrase | Listing:
    """In what a version differs from the workbook as it is; a few sheets of many."""
    if compared.contents is None:
        return Phrase(
            _UNREADABLE, {"reason": "" if compared.problem is None else Clause(compared.problem)}
        )
    if compared.differences is None:
        return Phrase(_NO_PRESENT)
    if not compared.differences:
        return Phrase(_ALIKE)
    words: list[Fact] = [_words_of(each) for each in compared.differences[:_SHOWN]]
    if len(compared.differences) > _SHOWN:
        words.append(Phrase(_MORE, {"count": len(compared.differences) - _SHOWN}))
    return Listing(words, _BETWEEN)


def _words_of(difference: Difference) -> Phrase:
    facts: dict[str, Fact] = {"title": difference.title, "changed": difference.changed}
    if difference.is_new or difference.is_gone:
        return Phrase(_NEW if difference.is_new else _GONE, facts)
    if (
        difference.before is None
        or difference.after is None
        or difference.before == difference.after
    ):
        return Phrase(_CHANGED, facts)
    facts |= {"before": difference.before, "after": difference.after}
    return Phrase(_COUNTS_TOO if difference.changed else _COUNTS, facts)


def _facts(compared: Compared) -> dict[str, Fact]:
    return {
        "number": compared.number,
        "version": version_words(compared.version),
        "file": shown_place(compared.version.path),
    }


def list_lines(book: Path, compared: Iterable[Compared], language: Language) -> list[str]:
    """Every version, the latest first."""
    head = Phrase(_HEAD, {"book": book.name}).text(language)
    return [head, *(line for each in compared for line in each.lines(language))]


def restored_lines(
    target: Path,
    compared: Compared,
    kept: Path | None,
    language: Language,
    carried: Carried | None = None,
) -> list[str]:
    """What was brought back, in what it differs, and where the workbook as it was is now.

    Args:
        target: The file written.
        compared: The version.
        kept: Where the workbook as it was is now; None where it was not there, or stays.
        language: Of the screen.
        carried: The history that was put in; None where the version was only taken out.
    """
    phrases = [Phrase(_RESTORED, {"target": target.name, **_facts(compared)})]
    if compared.differences is not None:
        phrases.append(Phrase(_WAS, {"differences": difference_words(compared)}))
    if carried is not None:
        phrases += _carried(carried)
        if kept is not None and compared.differences is None:
            phrases.append(Phrase(_NOT_CARRIED))
    if kept is not None:
        phrases.append(Phrase(_KEPT, {"copy": shown_place(kept)}))
    return [phrase.text(language) for phrase in phrases]


def _carried(carried: Carried) -> Iterator[Phrase]:
    """What history was put in, and what could not be."""
    if carried.mails or carried.months:
        months = months_of(History(carried.mails, carried.months))
        facts: dict[str, Fact] = {
            "mails": len(carried.mails),
            "lines": len(carried.months),
            "months": Listing(months),
        }
        yield Phrase(_CARRIED, facts)
    if carried.lost:
        yield Phrase(_LOST, {"months": Listing(carried.lost)})
