"""A month on its way, killed at every step: each sheet, copy, package and log tells one story.

Draft, approved, sent, reopened, approved, sent as version 2. `ESTATE_XL_KILLS` says how many of the
steps are killed, 3 by default; each is killed once before and once after a file is put in place.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.console import cli
from estate_xl.deliver.book_copies import own_properties
from estate_xl.deliver.manifest import Manifest
from estate_xl.files import session
from estate_xl.files.replacement import put_in_place
from estate_xl.files.session import open_file
from estate_xl.schema import Language
from estate_xl.schema.mail import FAILED, SENT, UNSURE
from estate_xl.schema.months import APPROVED, DRAFT, REPORTED
from estate_xl.tasks.month_states import Months
from estate_xl.write.mail_log import MailLog
from estate_xl.write.month_records import read_record
from support.closed_month import MONTH
from support.mails import (
    Mailbox,
    clean_office,
    confirm_all,
    free_port,
    make_certificates,
    serving,
)

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.language import Label

KILLS = int(os.environ.get("ESTATE_XL_KILLS", "3"))
KILLED = 9
APPROVE = ("approve", "--by", "何主任")
SEND = ("send", "--smtp")
REOPEN = ("month-end", "--reopen", "漏了一筆")
JOURNEY = (APPROVE, SEND, REOPEN, APPROVE, SEND)
STATES: tuple[list[Label], ...] = (
    [DRAFT],
    [APPROVED],
    [REPORTED],
    [REPORTED, DRAFT],
    [REPORTED, APPROVED],
    [REPORTED, REPORTED],
)
"""Of the versions before each command, and at the end."""
STEPS = [
    (number, place, is_after)
    for number, (command, *_) in enumerate(JOURNEY)
    for place in range(1 if command == "month-end" else 2)
    for is_after in (False, True)
]
CHOSEN = [STEPS[at * 5 % len(STEPS)] for at in range(min(KILLS, len(STEPS)))]


def run(path: Path, command: tuple[str, ...]) -> int:
    return cli.main([command[0], str(path), "--month", str(MONTH), "--quiet", *command[1:]])


def run_killed(path: Path, command: tuple[str, ...], place: int, *, is_after: bool) -> int:
    """Run the command in a process that dies at the file of that number; its status."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    count = 0

    def dying(*given: Any, **named: Any) -> None:  # noqa: ANN401 - as the function it stands for
        nonlocal count
        if count == place and not is_after:
            os._exit(KILLED)
        put_in_place(*given, **named)
        if count == place:
            os._exit(KILLED)
        count += 1

    setattr(session, "put_in_place", dying)  # noqa: B010 - a seam, in this process alone
    try:
        status = run(path, command)
    except BaseException:  # noqa: BLE001 - nothing of the child goes on in the parent's place
        status = 99
    os._exit(status)


def states(path: Path) -> list[Label]:
    """The story of a workbook, which must be one: states of its versions.

    The sheet says what the last version is, each approved version has its copy, and what is
    reported is what the log shows as sent.
    """
    with open_file(path) as opened:
        versions = Months(opened.book, Language.HANT).versions
        record = read_record(opened.book, MONTH, Language.HANT)
        log = MailLog(opened.book.sheets["郵件記錄"], Language.HANT)
    assert [each.version for each in versions] == list(range(1, len(versions) + 1))
    last = versions[-1]
    assert record is not None
    assert record.edition == (last.version, last.is_approved)
    for version in versions:
        copy = path.parent / "存檔" / f"濱江花園管理處 {MONTH} v{version.version}.xlsx"
        assert copy.exists() >= version.is_approved
        if version.is_approved:
            manifest = Manifest.from_properties(own_properties(copy.read_bytes()))
            assert manifest is not None
            assert manifest.edition == (version.version, True)
    sent = [line for line in log.lines.values() if line.state is SENT]
    assert len(sent) == sum(version.state is REPORTED for version in versions)
    return [version.state for version in versions]


def settle(path: Path, *, has_arrived: bool) -> None:
    """A person asks headquarters, and writes on the log what became of a mail."""
    with open_file(path) as opened:
        log = MailLog(opened.book.sheets["郵件記錄"], Language.HANT)
        for row, line in list(log.lines.items()):
            if line.state is UNSURE:
                log.set_state(row, SENT if has_arrived else FAILED)
        opened.save()


def finish(path: Path, command: tuple[str, ...], expected: list[Label], box: Mailbox) -> None:
    """Repeat the command until the month is where it leads."""
    status = run(path, command)
    if states(path) != expected:
        assert status == 1, "a mail may have left, which only a person can tell"
        settle(path, has_arrived=len(box.letters) == expected.count(REPORTED))
        if states(path) != expected:
            run(path, command)
    assert states(path) == expected
    assert len(box.letters) == expected.count(REPORTED)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A folder with a clean office, its month computed; and the port of its server."""
    folder, port = tmp_path_factory.mktemp("office"), free_port()
    clean_office(folder / "濱江花園.xlsx", smtp_port=port, approval_required="是")
    return folder, port


def test_a_computed_month_is_one_story(offices: tuple[Path, int]) -> None:
    assert states(offices[0] / "濱江花園.xlsx") == [DRAFT]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize(("number", "place", "is_after"), CHOSEN)
def test_killed_at_a_step(  # noqa: PLR0913 - the step and its surroundings
    offices: tuple[Path, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    place: int,
    *,
    is_after: bool,
) -> None:
    made, port = offices
    certificates = make_certificates(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    confirm_all(port)
    path = tmp_path / "濱江花園.xlsx"
    shutil.copy(made / path.name, path)
    with serving(Mailbox(), port, certificates) as box:
        for at, command in enumerate(JOURNEY):
            if at == number:
                assert run_killed(path, command, place, is_after=is_after) == KILLED
                assert states(path) in STATES[at : at + 2]
            finish(path, command, STATES[at + 1], box)
        before = path.read_bytes()
        assert run(path, ("month-end",)) == 1
        assert path.read_bytes() == before
