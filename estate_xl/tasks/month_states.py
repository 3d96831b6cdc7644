"""The months of a workbook as records: what 月度記錄, 郵件記錄 and 名單 say together (R-M1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.check.month_lines import check_month_lines
from estate_xl.compute.appraisal_numbers import take_numbers
from estate_xl.compute.month_states import SentMail, current_version, with_mails, with_notes
from estate_xl.compute.month_values import values_shown
from estate_xl.identity import find_sheet
from estate_xl.identity.titles import sheet_titled
from estate_xl.read.sheet_values import reader
from estate_xl.schema.mail import SENT
from estate_xl.tasks.later_sheets import ensure_sheet
from estate_xl.write.corrections import Edition
from estate_xl.write.ledger import Lists
from estate_xl.write.mail_log import MailLog
from estate_xl.write.month_records import noted_editions, read_record
from estate_xl.write.month_states import SHEET, MonthLines
from estate_xl.write.month_values import read_values, write_values

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.compute import Month
    from estate_xl.compute.month_states import MonthVersion, Versions
    from estate_xl.findings.finding import Finding
    from estate_xl.schema import Language


_LOG: Final = "MailLog"


class Months:
    """The months of a workbook.

    Attributes:
        versions: Their versions; those of months that 郵件記錄 shows as sent are 已上報, and those
            that 名單 notes as approved are closed, whatever their lines say. Months of earlier
            versions of the program, and months whose lines are lost, are among them.
        findings: Lines that contradict what was noted, and lines that are lost.
    """

    def __init__(
        self, book: xw.Book | Lists, language: Language, log: MailLog | None = None
    ) -> None:
        """Read the sheets; one that is not there is an empty one.

        Args:
            book: The workbook, or its 名單 where that was read.
            language: The workbook's.
            log: Its 郵件記錄, where that was read.

        Raises:
            WorkbookError: one of them lacks its headers.
        """
        lists = book if isinstance(book, Lists) else Lists(book, language)
        book = self._book = lists.book
        self._language = language
        tab = find_sheet(book, SHEET, language)
        if log is None and (listed := find_sheet(book, _LOG, language)) is not None:
            log = MailLog(listed, language)
        lines = [] if log is None else log.lines.values()
        mails = [SentMail(each.month, each.moment) for each in lines if each.state is SENT]
        self._lines = None if tab is None else MonthLines(tab, language)
        held = () if self._lines is None else self._lines.versions
        notes = noted_editions(lists, language)
        self.versions: Versions = with_notes(with_mails(held, mails), notes, mails)
        rows = {} if self._lines is None else self._lines.rows
        self.findings = check_month_lines(held, rows, notes)

    def current(self, month: Month) -> MonthVersion | None:
        """The last version of a month; None where it was never computed."""
        return current_version(self.versions, str(month))

    def findings_of(self, month: Month) -> list[Finding]:
        """Those of a month's lines."""
        return [each for each in self.findings if each.facts["month"] == str(month)]

    def make_ready(self) -> MonthLines:
        """月度記錄, which is made where the workbook lacks it.

        Raises:
            WorkbookError: the sheet cannot be made, or lacks its headers.
        """
        if self._lines is None:
            tab = ensure_sheet(self._book, SHEET, self._language)
            self._lines = MonthLines(tab, self._language)
        return self._lines

    def write(self, versions: Versions) -> str:
        """Put the versions on 月度記錄; its title.

        Raises:
            WorkbookError: as `make_ready`.
        """
        lines = self.make_ready()
        lines.write(versions)
        self.versions = versions
        return lines.title


def edition_of(
    lists: Lists,
    month: Month,
    versions: Versions,
    said: tuple[int, bool],
    language: Language,
) -> Edition:
    """The edition of a version: its reason, and what it is compared with.

    Args:
        lists: The workbook's 名單.
        month: The month.
        versions: Of the workbook.
        said: Number of the version and whether it is approved, as its sheet says.
        language: The workbook's.
    """
    number, is_approved = said
    reasons = [
        each.reason for each in versions if (each.month, each.version) == (str(month), number)
    ]
    before = read_values(lists, str(month), number - 1, language)
    return Edition(number, is_approved, next(iter(reasons), ""), before)


def keep_last_values(lists: Lists, month: Month, version: MonthVersion, language: Language) -> None:
    """Keep on 名單 what the sheet of a version shows, where its values were not kept.

    That is so of months that an earlier version of the program computed. Of a sheet that is gone,
    or whose numbers are not those that were computed, nothing is kept.
    """
    if read_values(lists, str(month), version.version, language) is not None:
        return
    record = read_record(lists, month, language)
    sheet = None if record is None else sheet_titled(lists.book, record.title)
    if record is None or sheet is None:
        return
    numbers = take_numbers(str(month), record.standing, reader(sheet, "value"))
    if numbers.digest == record.numbers:
        write_values(lists, str(month), version.version, values_shown(numbers), language)
