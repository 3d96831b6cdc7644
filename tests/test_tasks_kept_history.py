"""What was sent and closed since stays known when an earlier version comes back (R-M1, R-M2)."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.compute.month_states import MonthVersion, current_version
from estate_xl.console import cli
from estate_xl.files.replacement import digest
from estate_xl.files.session import open_file
from estate_xl.schema import Language
from estate_xl.schema.mail import FAILED, SENT, SMTP, UNSURE
from estate_xl.schema.months import APPROVED, REPORTED
from estate_xl.tasks.kept_history import (
    NO_HISTORY,
    Carried,
    carry_history,
    months_of,
    read_history,
)
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.month_states import Months
from estate_xl.write.mail_log import MailLog, new_line
from support.desks import NOW, office_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import xlwings as xw

    from estate_xl.schema import Label
    from estate_xl.tasks.kept_history import History

AT = dt.datetime(2026, 11, 2, 9)  # noqa: DTZ001 - a workbook's times have no zone


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small office's file, and a user's folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    path = tmp_path / "濱江花園.xlsx"
    path.write_bytes(office_bytes())
    return path


def changed(path: Path, change: Callable[[xw.Book], object], name: str = "later.xlsx") -> Path:
    """Another file with a change."""
    with open_file(path) as opened:
        change(opened.book)
        return opened.save(path.with_name(name))


def mail(book: xw.Book, month: str, state: Label) -> None:
    log = MailLog(book.sheets["郵件記錄"], Language.HANT)
    held = [row for row, line in log.lines.items() if line.month == month]
    line = new_line(AT, month=month, way=SMTP, recipients=["hq@example.com"], digest="d")
    log.set_state(held[0] if held else log.add(line), state)


def close(book: xw.Book, *versions: MonthVersion) -> None:
    Months(book, Language.HANT).write(versions)


def history(path: Path) -> History:
    with open_file(path) as opened:
        return read_history(opened.book)


def carried(earlier: Path, later: Path) -> tuple[Carried, History]:
    """What is put into the earlier one, and what it tells then."""
    done = carry_history(earlier, ".xlsx", history(later))
    if done.data is None:
        return done, history(earlier)
    made = earlier.with_name("made.xlsx")
    made.write_bytes(done.data)
    return done, history(made)


def test_nothing_since_changes_nothing(office: Path) -> None:
    later = changed(office, lambda book: mail(book, "2026-09", FAILED))
    assert carried(office, later) == (Carried(), NO_HISTORY)


@pytest.mark.slow
def test_mails_and_closed_months_are_put_in(office: Path) -> None:
    earlier = changed(office, lambda book: mail(book, "2026-08", UNSURE), "earlier.xlsx")

    def go_on(book: xw.Book) -> None:
        mail(book, "2026-08", SENT)
        mail(book, "2026-09", UNSURE)
        close(book, MonthVersion("2026-09", state=APPROVED, approved=AT, digest="a"))

    later = changed(earlier, go_on)
    before = digest(earlier)
    done, held = carried(earlier, later)
    assert held == history(later)
    assert [line.state for line in done.mails] == [SENT, UNSURE]
    assert (months_of(held), done.lost) == (("2026-08", "2026-09"), ())
    assert digest(earlier) == before


@pytest.mark.slow
def test_a_version_that_the_sheet_contradicts_is_named(office: Path) -> None:
    month = Month.parse("2026-10")
    earlier = changed(office, lambda book: month_end(book, month, NOW, print), "earlier.xlsx")

    def go_on(book: xw.Book) -> None:
        first = MonthVersion("2026-10", state=REPORTED, approved=AT, sent=AT)
        close(book, first, MonthVersion("2026-10", 2, APPROVED, approved=AT))
        mail(book, "2026-10", SENT)

    done, held = carried(earlier, changed(earlier, go_on))
    assert (len(done.mails), done.months, done.lost) == (1, (), ("2026-10",))
    assert held.closed == ()
    made = earlier.with_name("made.xlsx")
    with open_file(made) as opened:
        version = current_version(Months(opened.book, Language.HANT).versions, "2026-10")
    assert version is not None
    assert version.state is REPORTED, "the mail log closes it"


@pytest.mark.slow
def test_a_version_without_the_sheets_takes_nothing(office: Path) -> None:
    def take_out(book: xw.Book) -> None:
        book.sheets["郵件記錄"].delete()
        book.sheets["月度記錄"].range("A1:Z3").clear_contents()

    earlier = changed(office, take_out, "earlier.xlsx")

    def go_on(book: xw.Book) -> None:
        mail(book, "2026-09", SENT)
        close(book, MonthVersion("2026-08", state=APPROVED))

    done, _ = carried(earlier, changed(office, go_on))
    assert done == Carried(lost=("2026-08", "2026-09"))


@pytest.mark.slow
def test_restore_says_what_it_puts_back_in(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["validate", str(office), "--quiet"]) in {0, 1}
    sent = changed(office, lambda book: mail(book, "2026-09", SENT))
    office.write_bytes(sent.read_bytes())
    capsys.readouterr()
    assert cli.main(["restore", str(office), "--list"]) == 0
    assert "那以後發送、審定過：2026-09；恢復時這些記錄會補上" in capsys.readouterr().out
    assert cli.main(["restore", str(office)]) == 0
    assert "「郵件記錄」1 行、「月度記錄」0 行已補上（2026-09）" in capsys.readouterr().out
    assert [each.state for each in history(office).mails] == [SENT]
    assert cli.main(["restore", str(office), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["carried"] == {"mail_log": 0, "month_records": 0, "lost": []}
    assert office.read_bytes() == sent.read_bytes(), "it can be undone"
