"""A letter over SMTP, encrypted and verified, once for one press, and not for ever.

Before the server took the whole letter nothing has left: a passing refusal (4xx) or a broken line
is tried once more, a lasting one (5xx) is not. Every recipient is named before the letter goes,
and if one is refused nobody gets it. Once the letter's bytes are on the line only an answer tells
whether it left: where none comes, nobody here can know, and it is not sent again.
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.foreign_words import one_line
from estate_xl.deliver.message import write_message
from estate_xl.deliver.outbox import Handed
from estate_xl.deliver.sentence_names import NAMES
from estate_xl.deliver.smtp_connection import EndlessAnswerError, Line, TooSlowError
from estate_xl.deliver.smtp_login import Secret
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.language import Label, Phrase
from estate_xl.schema.mail import FAILED, SENT, SMTP, UNSURE

if TYPE_CHECKING:
    from estate_xl.deliver.message import Letter
    from estate_xl.deliver.server import Server
    from estate_xl.language import Fact

_PAUSE_SECONDS: Final = 2.0
LINE_SECONDS: Final = 600.0
"""Seconds that one line to the server may last; the letter itself gets more, by its size."""
_LEAST_BYTES_A_SECOND: Final = 16 << 10
_GOODBYE_SECONDS: Final = 5.0
_GOES_ON: Final = 354
_ACCEPTED: Final = frozenset({250, 251})
_OURSELVES: Final = "[127.0.0.1]"
"""The name for EHLO; a computer's own name may hold signs that no server takes."""
_DOT_AT_LINE_START: Final = re.compile(rb"(?m)^\.")

_SENT: Final = Label(
    "郵件已由 {host} 接收，發給 {count} 人。",
    "{host} took the mail for {count:recipient|recipients}.",
)
_REFUSED: Final = Label(
    "發信服務器 {host} 不接受{what}（{answer}），郵件沒有發出，"
    "請核對「{settings}」或問服務器的管理員。",
    "{host} refuses {what} ({answer}); nothing left: check “{settings}” or ask its postmaster.",
)
_REFUSED_FOR_NOW: Final = Label(
    "發信服務器 {host} 不接受{what}（{answer}），郵件沒有發出，請稍後再試。",
    "{host} refuses {what} ({answer}); nothing left: try again later.",
)
_BROKEN: Final = Label(
    "與 {host} 的連接斷了（{answer}），郵件沒有發出，請稍後再試。",
    "The line to {host} broke ({answer}); nothing left: try again later.",
)
_NOT_AGAIN: Final = Label(
    "重試時{answer}郵件沒有發出。", "At the second try: {answer} Nothing left."
)
_UNSURE: Final = Label(
    "郵件已交給 {host}，但沒有等到答覆（{answer}），可能已經發出，「{log}」記為「{unsure}」，"
    "請問總部，不要重複發送。",
    "The mail was handed to {host}, but no answer came ({answer}); it may have left, and “{log}” "
    "notes “{unsure}”: ask headquarters before sending it again.",
)
_CODES: Final = (
    (ssl.SSLCertVerificationError, ErrorCode.CERTIFICATE_NOT_TRUSTED),
    (ssl.SSLError, ErrorCode.NO_ENCRYPTED_LINE),
    (smtplib.SMTPNotSupportedError, ErrorCode.ENCRYPTION_NOT_OFFERED),
    (EndlessAnswerError, ErrorCode.ANSWER_WITHOUT_END),
    (TooSlowError, ErrorCode.SERVER_TOO_SLOW),
    (TimeoutError, ErrorCode.SERVER_SILENT),
    (smtplib.SMTPServerDisconnected, ErrorCode.SERVER_HUNG_UP),
    (smtplib.SMTPException, ErrorCode.ANSWER_NOT_UNDERSTOOD),
    (OSError, ErrorCode.SERVER_UNREACHABLE),
    (UnicodeError, ErrorCode.NOT_A_SERVER_NAME),
)
"""Errors that stop a connection, the special before the general."""
_RECIPIENT: Final = Label("收件人 {address}", "the recipient {address}")
_SENDER: Final = Label("發件人 {address}", "the sender {address}")
_LETTER: Final = Label("這封郵件", "this mail")
_TIME_IS_UP: Final = Label("超過了一次發送的時限", "the time for one mail is over")
_WITHOUT_END: Final = Label("答覆沒完沒了", "its answer has no end")


@dataclass(frozen=True)
class _Refusal:
    """A server's no before it took the letter; `what` is None where the line broke."""

    what: Label | Phrase | None
    code: int
    answer: Fact

    @property
    def is_passing(self) -> bool:
        return self.what is None or self.code // 100 == 4  # noqa: PLR2004 - 4xx


class Smtp:
    """A mail server, over one encrypted line at a time."""

    way = SMTP

    def __init__(
        self,
        server: Server,
        pause_seconds: float = _PAUSE_SECONDS,
        line_seconds: float | None = None,
    ) -> None:
        """Take the server, the pause before the one second try, and how long a line may last."""
        self._server = server
        self._secret = Secret(server)
        self._pause = pause_seconds
        self._seconds = LINE_SECONDS if line_seconds is None else line_seconds
        self._may_try_again = True
        self._line: Line | None = None

    def unlock(self) -> None:
        """Fetch the password or token now; `ready` does it otherwise.

        Raises:
            DeliveryError: there is none.
        """
        self._secret.get()

    def ready(self) -> None:
        """Connect, encrypt, verify, log in.

        Raises:
            DeliveryError: one of these fails; nothing has left.
        """
        self.unlock()
        self._line = self._open()

    def hand_over(self, letter: Letter) -> Handed:
        """Send it; a passing refusal before it left is tried once more."""
        data = write_message(letter, is_draft=False)
        refusal = self._transfer(letter, data)
        if isinstance(refusal, _Refusal) and refusal.is_passing and self._may_try_again:
            self._wait()
            try:
                self.close()
                self._line = self._open()
            except DeliveryError as error:
                return Handed(FAILED, Phrase(_NOT_AGAIN, {"answer": error}), went_well=False)
            refusal = self._transfer(letter, data)
        if isinstance(refusal, _Refusal):
            return Handed(FAILED, self._words(refusal), went_well=False)
        return refusal

    def close(self) -> None:
        """Say good-bye, if the server still listens."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(smtplib.SMTPException, OSError):
                line.end_in(_GOODBYE_SECONDS)
                line.quit()
            line.close()

    def _open(self) -> Line:
        """An encrypted line on which we are logged in; a passing no is tried once more."""
        while True:
            try:
                return self._connect()
            except smtplib.SMTPResponseException as error:
                answer = _answer(error.smtp_code, error.smtp_error)
                if error.smtp_code // 100 != 4 or not self._may_try_again:  # noqa: PLR2004 - 4xx
                    facts = {"host": self._server.host, "answer": answer}
                    raise DeliveryError(ErrorCode.CONNECTION_REFUSED, **facts) from error
                self._wait()

    def _connect(self) -> Line:
        server = self._server
        context = ssl.create_default_context()
        line: Line | None = None
        try:
            line = Line(
                server.host,
                server.port,
                local_hostname=_OURSELVES,
                timeout=server.timeout_seconds,
                seconds=self._seconds,
                context=context if server.implicit_tls else None,
            )
            if not server.implicit_tls:
                line.encrypt(context)
            line.ehlo_or_helo_if_needed()
            self._secret.show_to(line)
        except BaseException as error:
            if line is not None:
                line.close()
            code = _code_of(error)
            if code is None:
                raise
            detail = one_line(getattr(error, "verify_message", ""))
            host = f"{server.host}:{server.port}"
            raise DeliveryError(code, host=host, detail=detail) from error
        return line

    def _transfer(self, letter: Letter, data: bytes) -> _Refusal | Handed:
        line = self._line
        if line is None:
            return _Refusal(None, 0, "")
        try:
            line.end_in(self._seconds + len(data) / _LEAST_BYTES_A_SECOND)
            refusal = _announce(line, letter, len(data))
            if refusal is not None:
                with suppress(smtplib.SMTPException):
                    line.rset()
                return refusal
            code, words = line.docmd("DATA")
            if code != _GOES_ON:
                return _Refusal(_LETTER, code, _answer(code, words))
        except (smtplib.SMTPException, OSError) as error:
            if isinstance(error, TooSlowError | EndlessAnswerError):
                self._may_try_again = False
            return _Refusal(None, 0, _told(error))
        return self._send(line, letter, data)

    def _send(self, line: Line, letter: Letter, data: bytes) -> _Refusal | Handed:
        """The letter's bytes; from the first one on only an answer tells whether it left."""
        host = self._server.host
        try:
            line.send(_DOT_AT_LINE_START.sub(b"..", data) + b".\r\n")
            code, words = line.getreply()
        except (smtplib.SMTPException, OSError) as error:
            facts = {**NAMES, "host": host, "answer": _told(error)}
            return Handed(UNSURE, Phrase(_UNSURE, facts), went_well=False)
        match code // 100:
            case 2:
                sent = Phrase(_SENT, {"host": host, "count": len(letter.recipients)})
                return Handed(SENT, sent, went_well=True)
            case 4 | 5:
                return _Refusal(_LETTER, code, _answer(code, words))
            case _:
                facts = {**NAMES, "host": host, "answer": _answer(code, words)}
                return Handed(UNSURE, Phrase(_UNSURE, facts), went_well=False)

    def _wait(self) -> None:
        self._may_try_again = False
        time.sleep(self._pause)

    def _words(self, refusal: _Refusal) -> Phrase:
        facts: dict[str, Fact] = {"host": self._server.host, "answer": refusal.answer}
        if refusal.what is None:
            return Phrase(_BROKEN, facts)
        label = _REFUSED_FOR_NOW if refusal.is_passing else _REFUSED
        return Phrase(label, {**NAMES, **facts, "what": refusal.what})


def _announce(line: Line, letter: Letter, size: int) -> _Refusal | None:
    """Name the sender and everybody who shall get it; the first no."""
    sender = letter.sender.address if letter.sender else ""
    code, words = line.mail(sender, [f"size={size}"] if line.has_extn("size") else [])
    if code not in _ACCEPTED:
        return _Refusal(Phrase(_SENDER, {"address": sender}), code, _answer(code, words))
    for address in letter.recipients:
        code, words = line.rcpt(address.address)
        if code not in _ACCEPTED:
            what = Phrase(_RECIPIENT, {"address": address.address})
            return _Refusal(what, code, _answer(code, words))
    return None


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(f"{code} {text}")


def _told(error: Exception) -> Fact:
    """The reason why a line broke, in a few words."""
    if isinstance(error, TooSlowError):
        return _TIME_IS_UP
    return _WITHOUT_END if isinstance(error, EndlessAnswerError) else one_line(str(error))


def _code_of(error: BaseException) -> ErrorCode | None:
    """The error before anything left; None for what others answer."""
    if isinstance(error, smtplib.SMTPResponseException):
        return None
    return next((code for kind, code in _CODES if isinstance(error, kind)), None)
