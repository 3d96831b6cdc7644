"""A change or a return that reaches into a month says what becomes of that month (R-M2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.compute.month_states import MonthVersion
from estate_xl.schema import Language
from estate_xl.schema.mail import SENT, SMTP
from estate_xl.schema.months import APPROVED, REPORTED
from estate_xl.tasks.change import change
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.results.touched_months import TouchedMonth, touched_lines
from estate_xl.tasks.return_slip import return_slip
from estate_xl.tasks.touched_months import touched_months
from estate_xl.write.ledger import Lists
from estate_xl.write.mail_log import MailLog, new_line
from support.desks import NOW

if TYPE_CHECKING:
    import xlwings as xw

DAY = dt.datetime(2026, 10, 12)  # noqa: DTZ001 - a workbook's times have no zone


@pytest.fixture
def closed(book: xw.Book) -> xw.Book:
    """August and October closed, September a draft; of no month is a line 下月 of 郵件記錄."""
    month_end(book, Month.parse("2026-09"), NOW, print)
    months = Months(book, Language.HANT)
    august = MonthVersion("2026-08", state=REPORTED)
    october = MonthVersion("2026-10", 2, state=APPROVED)
    months.write((august, *months.versions, october))
    log = MailLog(book.sheets["郵件記錄"], Language.HANT)
    row = log.add(new_line(DAY, month="下月", way=SMTP, recipients=["a@b.c"], digest="d"))
    log.set_state(row, SENT)
    return book


def test_months_by_their_state(closed: xw.Book) -> None:
    lists = Lists(closed, Language.HANT)
    found = touched_months(lists, Language.HANT, lambda month: str(month) > "2026-08")
    assert found == [TouchedMonth("2026-09"), TouchedMonth("2026-10", 2, APPROVED)]
    assert list(touched_lines(found, Language.HANT)) == [
        "涉及已經計算過的月份 2026-09：請重新執行月度考核。",
        (
            "涉及已審定的 2026-10（第 2 版）：已經定下的數字不變；下次重開"
            "（month-end --month 月份 --reopen 原因）時才按這次登記的計算，那時數字可能不同。"
        ),
    ]
    assert list(touched_lines([], Language.HANT)) == []


def test_nothing_was_computed(book: xw.Book) -> None:
    assert touched_months(Lists(book, Language.HANT), Language.HANT, lambda _: True) == []


def test_a_change_from_a_day_in_closed_months(closed: xw.Book) -> None:
    done = change(
        closed, NOW, print, subject="員工", key="Y03", field="崗位", to="維修班長", since=DAY
    )
    assert [each.month for each in done.months] == ["2026-10"]
    text = "\n".join(done.lines(Language.EN, "book.xlsx"))
    assert "It reaches into 2026-10 (Approved, version 2): the numbers there stay" in text


@pytest.mark.parametrize(("day", "months"), [(31, ["2026-10"]), (2, [])])
def test_a_slip_sent_back_in_a_closed_month(closed: xw.Book, day: int, months: list[str]) -> None:
    sheet = closed.sheets["報事"]
    headers = sheet.range("A3:AQ3").value
    sheet.range((4, headers.index("返單時間") + 1)).value = DAY
    at = dt.datetime(2026, 10 if day > 2 else 11, day, 9)  # noqa: DTZ001 - as above
    done = return_slip(
        closed, NOW, print, tickets=["BS202610-0001"], reason="缺簽字", by="Y02", at=at
    )
    assert [each.month for each in done.months] == months
    said = "\n".join(done.lines(Language.HANT, "book.xlsx"))
    assert ("涉及已審定的 2026-10（第 2 版）" in said) is bool(months)
    assert "寫在「退單記錄」第 4" in said


@pytest.mark.parametrize(("field", "to"), [("電話", "01012345678"), ("姓名", "周小明")])
def test_what_no_number_reads_touches_no_month(closed: xw.Book, field: str, to: str) -> None:
    done = change(closed, NOW, print, subject="員工", key="周明", field=field, to=to, since=DAY)
    assert list(done.months) == []
