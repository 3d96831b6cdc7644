"""郵件記錄: one line for each package, written before the mail leaves and settled afterwards.

A line that still says 準備 when the next run reads it was left by a run that broke off: its mail
may have gone. A state that nobody of us wrote counts as 待確認 too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.dates import month_of
from estate_xl.identity import find_sheet, set_mark
from estate_xl.language import verbatim
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.headers import plain
from estate_xl.schema.mail import FAILED, MAIL_STATES, MAIL_WAYS, PREPARED, UNSURE
from estate_xl.write.plain_text import as_text
from estate_xl.write.result_lists import read_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import xlwings as xw

    from estate_xl.schema import Label

_SHEET: Final = "MailLog"


@dataclass(frozen=True)
class LogLine:
    """A line of the log.

    Attributes:
        at: When the mail was prepared, as the sheet shows it.
        month: `YYYY-MM`; other text as it is.
        way: How it went.
        recipients: To whom, separated by semicolons.
        digest: Hex SHA-256 of the package.
        state: One of the declared states.
    """

    at: str
    month: str
    way: Label
    recipients: str
    digest: str
    state: Label

    @property
    def moment(self) -> dt.datetime | None:
        """When the mail was prepared; None where the line tells no moment."""
        return _moment(self.at)

    @property
    def may_have_left(self) -> bool:
        """True if headquarters may have this package."""
        return self.state is not FAILED


class MailLog:
    """The log on its sheet.

    Attributes:
        lines: What is there, by row.
        language: The workbook's.
        is_changed: Whether anything was written since it was read.
    """

    def __init__(self, tab: xw.Sheet, language: Language) -> None:
        """Read the lines.

        Raises:
            WorkbookError: the sheet lacks the log's headers.
        """
        self._tab = tab
        self.language = language
        self._header_row, self._columns, rows = read_list(tab, ESTATE_BOOK[_SHEET])
        self.lines: dict[int, LogLine] = {row: _line(held) for row, held in rows.items()}
        self.is_changed = False

    @property
    def title(self) -> str:
        """The sheet's."""
        return self._tab.name

    def settle_broken_off(self) -> None:
        """Call 待確認 what a run that broke off left as 準備."""
        for row, line in list(self.lines.items()):
            if line.state is PREPARED:
                self.set_state(row, UNSURE)

    def of_month(self, month: str) -> list[LogLine]:
        """Lines of that month, the oldest first."""
        return [line for line in self.lines.values() if line.month == month]

    def take(self, lines: Iterable[LogLine]) -> None:
        """Add the lines of another log that this one does not have."""
        known = set(map(_key, self.lines.values()))
        for line in lines:
            if _key(line) not in known:
                self.add(line)

    def bring_up(self, lines: Iterable[LogLine]) -> list[LogLine]:
        """Add the later lines that this log does not have, and take over later states.

        Returns:
            The lines that were added or changed.
        """
        rows = {_key(line): row for row, line in self.lines.items()}
        changed = []
        for line in lines:
            row = rows.get(_key(line))
            if row is None:
                self.add(line)
            elif self.lines[row].state is not line.state:
                self.set_state(row, line.state)
            else:
                continue
            changed.append(line)
        return changed

    def add(self, line: LogLine) -> int:
        """Write a line below the last one; its row."""
        row = max(self.lines, default=self._header_row) + 1
        texts = {
            "at": _moment(line.at) or as_text(line.at),
            "month": as_text(line.month),
            "way": line.way.text(self.language),
            "recipients": as_text(line.recipients),
            "hash": as_text(line.digest),
            "state": line.state.text(self.language),
        }
        for key, text in texts.items():
            self._tab.range((row, self._columns[key])).value = text
        self.lines[row] = line
        set_mark(self._tab, _SHEET)
        self.is_changed = True
        return row

    def set_state(self, row: int, state: Label) -> None:
        """Write the state of that row's line."""
        self._tab.range((row, self._columns["state"])).value = state.text(self.language)
        line = self.lines[row]
        self.lines[row] = LogLine(
            line.at, line.month, line.way, line.recipients, line.digest, state
        )
        self.is_changed = True


def read_lines(book: xw.Book) -> list[LogLine]:
    """Lines of the log of a workbook, none where it has no log.

    Raises:
        WorkbookError: its log lacks the headers.
    """
    tab = find_sheet(book, _SHEET)
    return [] if tab is None else list(MailLog(tab, Language.HANT).lines.values())


def new_line(
    at: dt.datetime, *, month: str, way: Label, recipients: Sequence[str], digest: str
) -> LogLine:
    """The line of a mail that is about to leave."""
    moment = at.replace(microsecond=0, tzinfo=None)
    return LogLine(_shown(moment), month, way, "; ".join(recipients), digest, PREPARED)


def _key(line: LogLine) -> tuple[str, str, str, str]:
    return line.at, line.month, line.recipients, line.digest


def _line(held: dict[str, object]) -> LogLine:
    return LogLine(
        at=_shown(held["at"]),
        month=_month(held["month"]),
        way=_label(held["way"], MAIL_WAYS) or verbatim(_shown(held["way"])),
        recipients=_shown(held["recipients"]),
        digest=_shown(held["hash"]),
        state=_label(held["state"], MAIL_STATES) or UNSURE,
    )


def _label(value: object, labels: Sequence[Label]) -> Label | None:
    wanted = plain(value)
    return next((one for one in labels if wanted in map(plain, one.spellings())), None)


def _month(value: object) -> str:
    """`YYYY-MM` of a text or of a date that Excel made of it; other text as it is."""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m}"
    text = _shown(value)
    return month_of(text) or text


def _shown(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return "" if value is None else str(value).strip()


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
