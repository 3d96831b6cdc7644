"""A mail server that drips or never ends: `send --smtp` stops in time and says so."""

from __future__ import annotations

import hashlib
import shutil
import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest

from estate_xl.console.cli import main
from estate_xl.deliver import smtp
from estate_xl.deliver.smtp_connection import LONGEST_ANSWER
from estate_xl.files.session import open_file
from estate_xl.schema.mail import FAILED, UNSURE
from estate_xl.write.mail_log import read_lines
from support.mails import MONTH, clean_office, confirm_all, free_port, make_certificates, set_own

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.mails import Certificates

pytestmark = pytest.mark.slow

SECONDS = 1.0
IN_BETWEEN = 4 << 20
"""What two computers hold of a line that nobody reads: far from endless, more than an answer."""


class Place(NamedTuple):
    """An office whose server is on loopback."""

    book: Path
    port: int
    certificates: Certificates


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The office, and who its server is."""
    folder = tmp_path_factory.mktemp("office")
    port = free_port()
    clean_office(folder / "濱江花園.xlsx", smtp_port=port)
    return Place(folder / "濱江花園.xlsx", port, make_certificates(folder))


@pytest.fixture
def place(made: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A copy of it; its server is trusted, all is confirmed, and a line to it lasts a second."""
    set_own("smtp_security", "tls")
    confirm_all(made.port)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificates.authority))
    monkeypatch.setattr(smtp, "LINE_SECONDS", SECONDS)
    return made._replace(book=shutil.copyfile(made.book, tmp_path / "濱江花園.xlsx"))


class Server:
    """A server that answers as usual until it comes to one word, and then misbehaves.

    Attributes:
        sent: Bytes that went out after that.
        lines: Connections that were made.
    """

    def __init__(self, place: Place, at: bytes, behave: Callable[[], Iterator[bytes]]) -> None:
        """Take where it listens, the command's beginning, and what it says then, for ever."""
        self._certificates, self._at, self._behave = place.certificates, at, behave
        self._socket = socket.create_server(("127.0.0.1", place.port))
        self.sent, self.lines = 0, 0

    def run(self) -> None:
        """Serve one line after another."""
        with suppress(OSError):
            while True:
                held, _ = self._socket.accept()
                self.lines += 1
                threading.Thread(target=self._serve, args=(held,), daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self, held: socket.socket) -> None:
        with (
            suppress(OSError),
            self._certificates.context().wrap_socket(held, server_side=True) as line,
        ):
            if self._at == b"":
                self._misbehave(line)
            line.sendall(b"220 here\r\n")
            is_letter = False
            with line.makefile("rb") as words:
                for word in words:
                    if word.startswith(self._at) and (not is_letter or self._at == b".\r\n"):
                        self._misbehave(line)
                    if is_letter and word != b".\r\n":
                        continue
                    is_letter = word.startswith(b"DATA")
                    line.sendall(b"354 go on\r\n" if is_letter else b"250 OK\r\n")

    def _misbehave(self, line: ssl.SSLSocket) -> None:
        for piece in self._behave():
            line.sendall(piece)
            self.sent += len(piece)


@contextmanager
def serving(place: Place, at: bytes, behave: Callable[[], Iterator[bytes]]) -> Iterator[Server]:
    """That server, on its port."""
    server = Server(place, at, behave)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def dripping() -> Iterator[bytes]:
    """A byte now and then: never a time-out, never the end of a line."""
    yield b"250-"
    while True:
        time.sleep(SECONDS / 20)
        yield b"x"


def endless_line() -> Iterator[bytes]:
    """One line."""
    while True:
        yield b"2" * 4096


def endless_lines() -> Iterator[bytes]:
    """Lines, after each of which more come."""
    while True:
        yield b"250-AND MORE\r\n" * 100


def press(place: Place, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, bool]:
    """The status, the one sentence, and whether the workbook is as it was; its row of 郵件記錄."""
    before = hashlib.sha256(place.book.read_bytes()).digest()
    status = main(["send", str(place.book), "--month", MONTH, "--smtp"])
    shown = capsys.readouterr()
    said, *noted = (shown.out + shown.err).splitlines()
    assert all("郵件記錄" in line for line in noted), noted
    assert len(noted) <= 1
    return status, said, hashlib.sha256(place.book.read_bytes()).digest() == before


@pytest.mark.parametrize(
    ("behave", "words"),
    [
        (dripping, "發信服務器 localhost:{port} 太慢，到了時限還沒有接好，已斷開"),
        (endless_line, "發信服務器 localhost:{port} 的答覆沒完沒了，已斷開"),
        (endless_lines, "發信服務器 localhost:{port} 的答覆沒完沒了，已斷開"),
    ],
)
@pytest.mark.parametrize("at", [b"", b"ehlo"])
def test_before_anything_left(
    at: bytes,
    behave: Callable[[], Iterator[bytes]],
    words: str,
    place: Place,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with serving(place, at, behave) as server:
        status, said, is_same = press(place, capsys)
    assert (status, is_same, server.lines) == (2, True, 1)
    assert said.startswith(words.format(port=place.port))
    assert server.sent < LONGEST_ANSWER + IN_BETWEEN


@pytest.mark.parametrize(
    ("behave", "words"),
    [(dripping, "超過了一次發送的時限"), (endless_lines, "答覆沒完沒了")],
)
@pytest.mark.parametrize(
    ("at", "state", "more"),
    [(b"rcpt", FAILED, "郵件沒有發出"), (b".\r\n", UNSURE, "可能已經發出")],
)
def test_while_the_letter_goes(  # noqa: PLR0913, PLR0917 - what is tried, and what it runs on
    at: bytes,
    state: object,
    more: str,
    behave: Callable[[], Iterator[bytes]],
    words: str,
    place: Place,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is not tried again: the server would be as slow."""
    with serving(place, at, behave) as server:
        status, said, _ = press(place, capsys)
    assert (status, server.lines) == (1, 1)
    assert words in said
    assert more in said
    with open_file(place.book) as opened:
        assert [line.state for line in read_lines(opened.book)] == [state]
    assert server.sent < LONGEST_ANSWER + IN_BETWEEN


def test_a_server_that_keeps_the_line_open_at_the_end(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter was taken; its good-bye is not waited for."""
    monkeypatch.setattr(smtp, "_GOODBYE_SECONDS", 0.2)
    with serving(place, b"quit", dripping) as server:
        status, said, _ = press(place, capsys)
    assert (status, server.lines) == (0, 1)
    assert "已由 localhost 接收" in said
