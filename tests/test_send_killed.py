"""`send` killed at random moments: the workbook whole, the log never silent about a mail that left.

`ESTATE_XL_KILLS` says how often, 8 times by default.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from estate_xl.console.cli import main
from estate_xl.files.session import open_file
from estate_xl.schema.mail import PREPARED, SENT, UNSURE
from estate_xl.write.mail_log import read_lines
from support.mails import (
    MONTH,
    Mailbox,
    clean_office,
    confirm_all,
    free_port,
    make_certificates,
    serving,
)

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.schema import Label

pytestmark = pytest.mark.slow

ROUNDS = int(os.environ.get("ESTATE_XL_KILLS", "8"))
ANSWER_SECONDS = 0.1


def states(path: Path) -> list[Label]:
    """States of the log, of a workbook that opens whole."""
    with open_file(path) as opened:
        assert opened.book.sheets[f"考核 {MONTH}"].used_range.count > 1
        return [line.state for line in read_lines(opened.book)]


def run(path: Path, killed_after: float | None, *, from_save: bool = False) -> bool:
    """Run the real command; whether it lived to its end.

    Args:
        path: The workbook.
        killed_after: Seconds after which it is killed; None for never.
        from_save: Count them from the moment when the log's line is on the disk.
    """
    words = [sys.executable, "-m", "estate_xl", "send", str(path), "--month", MONTH, "--smtp"]
    before = path.stat().st_ino
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        while from_save and process.poll() is None and path.stat().st_ino == before:
            time.sleep(0.001)
        try:
            process.communicate(timeout=killed_after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return False
        return process.returncode == 0


def test_killed_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of the kills anywhere in a run, the others from the line's first save on."""
    certificates, port = make_certificates(tmp_path), free_port()
    confirm_all(port)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    made, book = tmp_path / "made.xlsx", tmp_path / "濱江花園.xlsx"
    clean_office(made, smtp_port=port)
    chance, seen = random.Random(20261101), Counter[str]()  # noqa: S311 - no secret
    shutil.copy(made, book)
    with serving(Mailbox(seconds=ANSWER_SECONDS), port, certificates):
        begun = time.monotonic()
        assert run(book, None)
        whole = time.monotonic() - begun
    for number in range(ROUNDS):
        for old in tmp_path.glob("*濱江花園*"):
            old.unlink()
        shutil.copy(made, book)
        from_save = number % 3 > 0
        moment = chance.uniform(0, whole / 4 if from_save else whole)
        with serving(Mailbox(seconds=ANSWER_SECONDS), port, certificates) as box:
            finished = run(book, moment, from_save=from_save)
            left = states(book)
            assert len(box.letters) <= 1
            assert len(left) <= 1
            if box.letters:
                assert left[0] in {PREPARED, UNSURE, SENT}
            if finished or left == [SENT]:
                assert (left, len(box.letters)) == ([SENT], 1)
            arrived = len(box.letters)
            status = main(["send", str(book), "--month", MONTH, "--smtp", "--quiet"])
            after = states(book)
            if left:
                assert (status, len(box.letters)) == (1, arrived)
                assert after == [SENT if left == [SENT] else UNSURE]
            else:
                assert (status, after, len(box.letters)) == (0, [SENT], 1)
            state = left[0].en if left else "no line"
            seen[f"{state}, {arrived} arrived, {'ended' if finished else 'killed'}"] += 1
    print(dict(seen))  # noqa: T201 - the figures of a run by hand, with -s
