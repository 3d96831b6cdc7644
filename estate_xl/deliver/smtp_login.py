"""The login at a mail server: a password from the keyring or a prompt, or a token.

Neither is ever shown: what the server answers to a login is not repeated either, for it may echo.
"""

from __future__ import annotations

import smtplib
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.passwords import read_secret
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError, ProgramError
from estate_xl.files.programs import check_program
from estate_xl.files.system import LocalSystem
from estate_xl.language import Label, Phrase, spoken_language

if TYPE_CHECKING:
    from estate_xl.deliver.server import Server

_KEY: Final = "token_command"
"""Key in the user's own settings; its first word is a whole path."""
_PROMPT: Final = Label(
    "發信服務器 {host} 賬號 {account} 的密碼：", "Password of {account} at the mail server {host}: "
)
_TOKEN_SECONDS: Final = 60
_WRONG: Final = frozenset({530, 534, 535, 538})


class Secret:
    """The proof of identity for one server, got once."""

    def __init__(self, server: Server) -> None:
        """Take the server."""
        self._server = server
        self._text: str | None = None

    def get(self) -> None:
        """Fetch it, where the server has an account.

        Raises:
            DeliveryError: there is none, it cannot be sent to a server, or the server is none
                that the user set or confirmed.
        """
        server = self._server
        if not server.user or self._text is not None:
            return
        if not server.is_known:
            raise DeliveryError(ErrorCode.SERVER_NOT_CONFIRMED, server=server.name)
        if server.token_command:
            text: str | None = _run(server.token_command)
        else:
            prompt = Phrase(_PROMPT, {"host": server.host, "account": server.user})
            text = read_secret(server.secret_name, prompt=prompt.text(spoken_language()))
        if not text:
            facts = {"host": server.host, "secret": server.secret_name}
            raise DeliveryError(ErrorCode.NO_MAIL_PASSWORD, **facts)
        if not text.isascii():
            raise DeliveryError(ErrorCode.PASSWORD_NOT_ASCII)
        self._text = text

    def show_to(self, line: smtplib.SMTP) -> None:
        """Log in over a line that is encrypted already.

        Raises:
            DeliveryError: the server does not accept it.
            smtplib.SMTPResponseException: the server asks to come again.
        """
        if self._text is None:
            return
        try:
            if self._server.token_command:
                line.auth("XOAUTH2", self._answer)
            else:
                line.login(self._server.user, self._text)
        except smtplib.SMTPNotSupportedError as error:
            raise DeliveryError(ErrorCode.LOGIN_NOT_OFFERED, host=self._server.host) from error
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code not in _WRONG and error.smtp_code // 100 == 4:  # noqa: PLR2004 - 4xx
                raise
            raise DeliveryError(
                ErrorCode.LOGIN_REFUSED,
                host=self._server.host,
                account=self._server.user,
                code=error.smtp_code,
            ) from None

    def _answer(self, challenge: bytes | None = None) -> str:
        """The token; a challenge is the server's complaint, answered by nothing."""
        if challenge is not None:
            return ""
        return f"user={self._server.user}\x01auth=Bearer {self._text}\x01\x01"


def _run(command: tuple[str, ...]) -> str:
    """The first line that the user's own command prints; its own folder is the working one."""
    try:
        check_program(LocalSystem(), command[0], _KEY)
    except ProgramError as error:
        raise DeliveryError(ErrorCode.TOKEN_COMMAND_UNFIT, reason=error) from error
    try:
        done = subprocess.run(  # noqa: S603 - named by the user's own settings, no shell
            command,
            cwd=Path(command[0]).parent,
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=_TOKEN_SECONDS,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise DeliveryError(ErrorCode.TOKEN_COMMAND_FAILED, program=command[0]) from error
    lines = done.stdout.split()
    if not lines:
        raise DeliveryError(ErrorCode.TOKEN_COMMAND_SILENT, program=command[0])
    return lines[0]
