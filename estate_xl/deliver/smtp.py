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

from estate_xl.deliver.message import write_message
from estate_xl.deliver.outbox import Handed
from estate_xl.deliver.smtp_line import EndlessAnswerError, Line, TooSlowError
from estate_xl.deliver.smtp_login import Secret
from estate_xl.deliver.words import Words, one_line
from estate_xl.errors import DeliveryError
from estate_xl.schema import Label
from estate_xl.schema.mail import FAILED, SENT, SMTP, UNSURE

if TYPE_CHECKING:
    from estate_xl.deliver.message import Letter
    from estate_xl.deliver.server import Server

_PAUSE_SECONDS: Final = 2.0
LINE_SECONDS: Final = 600.0
"""How long one line to the server may last; for the letter itself it gets more, by its size."""
_LEAST_BYTES_A_SECOND: Final = 16 << 10
_GOODBYE_SECONDS: Final = 5.0
_GOES_ON: Final = 354
_ACCEPTED: Final = frozenset({250, 251})
_OURSELVES: Final = "[127.0.0.1]"
"""What EHLO says; a computer's own name may hold signs that no server takes."""
_DOT_AT_LINE_START: Final = re.compile(rb"(?m)^\.")

_SENT: Final = Label(
    "郵件已由 {host} 接收，發給 {count} 人。", "{host} took the mail for {count} recipients."
)
_REFUSED: Final = Label(
    "發信服務器 {host} 不接受{what}（{answer}），郵件沒有發出，{remedy}。",
    "{host} refuses {what} ({answer}); nothing left: {remedy}.",
)
_BROKEN: Final = Label(
    "與 {host} 的連接斷了（{answer}），郵件沒有發出，請稍後再試。",
    "The line to {host} broke ({answer}); nothing left: try again later.",
)
_NOT_AGAIN: Final = Label(
    "重試時{answer}郵件沒有發出。", "At the second try: {answer} Nothing left."
)
_UNSURE: Final = Label(
    "郵件已交給 {host}，但沒有等到答覆（{answer}），可能已經發出，「郵件記錄」記為「待確認」，"
    "請問總部，不要重複發送。",
    "The mail was handed to {host}, but no answer came ({answer}); it may have left, and the mail "
    "log says so: ask headquarters before sending it again.",
)
_SENTENCES: Final = (
    (
        ssl.SSLCertVerificationError,
        "發信服務器 {host} 的證書不可信（{detail}），什麼也沒有發送，請核對 smtp_host 或問管理員。",
    ),
    (ssl.SSLError, "與 {host} 不能建立加密連接，請核對 smtp_host 和 smtp_port。"),
    (
        smtplib.SMTPNotSupportedError,
        "發信服務器 {host} 不支持加密（STARTTLS），沒有發送密碼和郵件，請換一個端口。",
    ),
    (
        EndlessAnswerError,
        "發信服務器 {host} 的答覆沒完沒了，已斷開，請核對 smtp_host 和 smtp_port。",
    ),
    (TooSlowError, "發信服務器 {host} 太慢，到了時限還沒有接好，已斷開，請核對網絡或稍後再試。"),
    (TimeoutError, "發信服務器 {host} 沒有答覆，請核對網絡、smtp_host 和 smtp_port。"),
    (smtplib.SMTPServerDisconnected, "發信服務器 {host} 沒有答覆或斷開了連接，請稍後再試。"),
    (smtplib.SMTPException, "發信服務器 {host} 的答覆看不懂，請核對 smtp_host 和 smtp_port。"),
    (OSError, "連不上發信服務器 {host}，請核對網絡、smtp_host 和 smtp_port。"),
    (UnicodeError, "「{host}」不是服務器名，請核對 smtp_host。"),
)
"""What stops a connection, the special before the general; each kind's sentence."""
_SENDER: Final = Label("發件人 {address}", "the sender {address}")
_LETTER: Final = Label("這封郵件", "this mail")
_LATER: Final = Label("請稍後再試", "try again later")
_CHECK: Final = Label("請核對「參數」或問服務器的管理員", "check Settings or ask its postmaster")


@dataclass(frozen=True)
class _Refusal:
    """A server's no before it took the letter; `what` is None where the line broke."""

    what: Label | None
    code: int
    answer: str

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
                return Handed(FAILED, Words(_NOT_AGAIN, {"answer": error}), went_well=False)
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
                    msg = f"發信服務器 {self._server.host} 不接受連接（{answer}），請稍後再試。"
                    raise DeliveryError(msg) from error
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
            sentence = _sentence(server, error)
            if sentence is None:
                raise
            raise DeliveryError(sentence) from error
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
            return _Refusal(None, 0, one_line(str(error)))
        return self._send(line, letter, data)

    def _send(self, line: Line, letter: Letter, data: bytes) -> _Refusal | Handed:
        """The letter's bytes; from the first one on only an answer tells whether it left."""
        host = self._server.host
        try:
            line.send(_DOT_AT_LINE_START.sub(b"..", data) + b".\r\n")
            code, words = line.getreply()
        except (smtplib.SMTPException, OSError) as error:
            facts = {"host": host, "answer": one_line(str(error))}
            return Handed(UNSURE, Words(_UNSURE, facts), went_well=False)
        match code // 100:
            case 2:
                count = str(len(letter.recipients))
                sent = Words(_SENT, {"host": host, "count": count})
                return Handed(SENT, sent, went_well=True)
            case 4 | 5:
                return _Refusal(_LETTER, code, _answer(code, words))
            case _:
                facts = {"host": host, "answer": _answer(code, words)}
                return Handed(UNSURE, Words(_UNSURE, facts), went_well=False)

    def _wait(self) -> None:
        self._may_try_again = False
        time.sleep(self._pause)

    def _words(self, refusal: _Refusal) -> Words:
        facts = {"host": self._server.host, "answer": refusal.answer}
        if refusal.what is None:
            return Words(_BROKEN, facts)
        remedy = _LATER if refusal.is_passing else _CHECK
        return Words(_REFUSED, {**facts, "what": refusal.what, "remedy": remedy})


def _announce(line: Line, letter: Letter, size: int) -> _Refusal | None:
    """Name the sender and everybody who shall get it; the first no."""
    sender = letter.sender.address if letter.sender else ""
    code, words = line.mail(sender, [f"size={size}"] if line.has_extn("size") else [])
    if code not in _ACCEPTED:
        return _Refusal(_filled(_SENDER, sender), code, _answer(code, words))
    for address in letter.recipients:
        code, words = line.rcpt(address.address)
        if code not in _ACCEPTED:
            what = Label(f"收件人 {address.address}", f"the recipient {address.address}")
            return _Refusal(what, code, _answer(code, words))
    return None


def _filled(label: Label, address: str) -> Label:
    return Label(label.hant.format(address=address), label.en.format(address=address))


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(f"{code} {text}")


def _sentence(server: Server, error: BaseException) -> str | None:
    """What went wrong before anything left; None for what others answer."""
    if isinstance(error, smtplib.SMTPResponseException):
        return None
    found = next((text for kind, text in _SENTENCES if isinstance(error, kind)), None)
    if found is None:
        return None
    detail = getattr(error, "verify_message", "")
    return found.format(host=f"{server.host}:{server.port}", detail=one_line(detail))
