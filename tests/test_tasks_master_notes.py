"""A damaged note of the masters is said, and not taken for none (R-M3)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from estate_xl.compute import Month
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.schema.slips import NOTE_HEADERS
from estate_xl.tasks.change import change
from estate_xl.tasks.master_notes import note_findings
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.validate import validate
from estate_xl.write.ledger import LedgerList, Lists
from support.desks import NOW

if TYPE_CHECKING:
    import xlwings as xw

MONTH = Month.parse("2026-10")
SINCE = dt.datetime(2026, 11, 2)  # noqa: DTZ001 - a workbook's times have no zone


def note(book: xw.Book) -> LedgerList:
    return LedgerList(book, NOTE_HEADERS, Language.HANT)


def codes(result: Any) -> list[FindingCode]:  # noqa: ANN401 - of any task
    return [found.code for found in result.findings]


def test_none_and_a_whole_one_are_no_finding(book: xw.Book) -> None:
    assert note_findings(Lists(book, Language.HANT), Language.HANT) == []
    month_end(book, MONTH, NOW, print)
    assert note_findings(Lists(book, Language.HANT), Language.HANT) == []


def test_a_damaged_one_is_said_until_somebody_looked(book: xw.Book) -> None:
    month_end(book, MONTH, NOW, print)
    (name, text), *rest = note(book).read()
    note(book).write([(name, text[:40]), *rest])
    damaged = note(book).read()
    (found,) = note_findings(Lists(book, Language.HANT), Language.HANT)
    assert "「名單」的「月末主檔」損壞了，讀不出 2026-10 計算時" in found.message(Language.HANT)
    assert FindingCode.NOTE_DAMAGED in codes(validate(book, NOW, print))
    assert FindingCode.NOTE_DAMAGED in codes(month_end(book, MONTH, NOW, print))
    assert note(book).read() == damaged, "it is not replaced unseen"
    done = change(
        book, NOW, print, subject="員工", key="Y03", field="崗位", to="維修班長", since=SINCE
    )
    assert codes(done) == [FindingCode.NOTE_DAMAGED]
    note(book).write([])
    assert FindingCode.NOTE_DAMAGED not in codes(month_end(book, MONTH, NOW, print))
    assert len(note(book).read()) >= 1
