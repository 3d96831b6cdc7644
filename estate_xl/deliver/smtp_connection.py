"""A line to a mail server that neither waits nor reads for ever, whatever the server does.

A time limit of each call to the system is not enough: a server that sends a byte a minute keeps
within it, and one that never ends its answer fills the memory. So the whole line has its end, to
which every call counts, and an answer its longest length.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from contextlib import suppress
from typing import Any, Final

LONGEST_ANSWER: Final = 64 << 10
"""Bytes; the extensions that a server tells are a few hundred, RFC 5321 asks for 512 a line."""
_CHUNK: Final = 4096
_AT_ONCE: Final = 64 << 10
_DIGITS: Final = 3


class TooSlowError(smtplib.SMTPServerDisconnected):
    """The line has come to its end before the server did what was asked."""


class EndlessAnswerError(smtplib.SMTPServerDisconnected):
    """The server goes on answering."""


class Line(smtplib.SMTP):
    """A connection with an end of its own."""

    def __init__(  # noqa: PLR0913 - what a connection is made of
        self,
        host: str,
        port: int,
        *,
        local_hostname: str,
        timeout: float,
        seconds: float,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """Connect.

        Args:
            host: The server.
            port: Its port.
            local_hostname: What we call ourselves.
            timeout: Seconds that one step may take.
            seconds: Those that all steps together may take.
            context: For TLS from the beginning; None for none, or for STARTTLS later.
        """
        self._end = time.monotonic() + seconds
        self._held = b""
        self._context = context
        super().__init__(host, port, local_hostname=local_hostname, timeout=timeout)

    def end_in(self, seconds: float) -> None:
        """Set the end anew, counted from now."""
        self._end = time.monotonic() + seconds

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Of the places that the name leads to the first one that answers before the end."""
        error: OSError = OSError(f"no address of {host}")
        for family, kind, protocol, _, place in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        ):
            made = socket.socket(family, kind, protocol)
            try:
                made.settimeout(self._seconds_left(timeout))
                made.connect(place)
                if self._context is not None:
                    made.settimeout(self._seconds_left(timeout))
                    return self._context.wrap_socket(made, server_hostname=host)
            except OSError as failure:
                made.close()
                error = failure
                if isinstance(failure, ssl.SSLError):
                    break  # this is the server, and another of its places would say the same
            else:
                return made
        raise error

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Go on in TLS (STARTTLS); what came in the clear before counts no more."""
        self.starttls(context=context)
        self._held = b""

    def send(self, s: Any) -> None:  # noqa: ANN401 - as the library has it
        """Send bytes or ASCII, a piece at a time."""
        data = s.encode(self.command_encoding) if isinstance(s, str) else s
        if self.sock is None:
            msg = "please run connect() first"
            raise smtplib.SMTPServerDisconnected(msg)
        try:
            for start in range(0, len(data), _AT_ONCE):
                self._wait_no_longer()
                self.sock.sendall(data[start : start + _AT_ONCE])
        except OSError as error:
            self.close()
            raise self._ended(error) from error

    def getreply(self) -> tuple[int, bytes]:
        """The answer's code and its words, lines parted by line breaks."""
        words: list[bytes] = []
        size = 0
        while True:
            line = self._read_line(LONGEST_ANSWER - size)
            size += len(line)
            words.append(line[_DIGITS + 1 :].strip(b" \t\r\n"))
            code = int(line[:_DIGITS]) if line[:_DIGITS].isdigit() else -1
            if code == -1 or line[_DIGITS : _DIGITS + 1] != b"-":
                return code, b"\n".join(words)

    def _read_line(self, most: int) -> bytes:
        while b"\n" not in self._held:
            if len(self._held) >= most:
                self.close()
                msg = "the answer never ends"
                raise EndlessAnswerError(msg)
            self._held += self._receive()
        line, _, self._held = self._held.partition(b"\n")
        return line + b"\n"

    def _receive(self) -> bytes:
        if self.sock is None:
            msg = "Connection unexpectedly closed"
            raise smtplib.SMTPServerDisconnected(msg)
        try:
            self._wait_no_longer()
            data = self.sock.recv(_CHUNK)
        except OSError as error:
            self.close()
            raise self._ended(error) from error
        if not data:
            self.close()
            msg = "Connection unexpectedly closed"
            raise smtplib.SMTPServerDisconnected(msg)
        return data

    def close(self) -> None:
        """As the library's; what was read and not yet asked for goes."""
        self._held = b""
        super().close()

    def _wait_no_longer(self) -> None:
        if self.sock is not None:
            self.sock.settimeout(self._seconds_left(self.timeout))

    def _seconds_left(self, most: float) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            msg = "the line has come to its end"
            raise TooSlowError(msg)
        return min(most, left)

    def _ended(self, error: OSError) -> smtplib.SMTPServerDisconnected:
        if isinstance(error, smtplib.SMTPServerDisconnected):
            return error
        with suppress(TooSlowError):
            self._seconds_left(self.timeout)
            return smtplib.SMTPServerDisconnected(f"Connection unexpectedly closed: {error}")
        return TooSlowError("the line has come to its end")
