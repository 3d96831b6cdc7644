"""How a mail server is told who we are: a password from the keyring or a prompt, or a token.

Neither is ever shown: what the server answers to a login is not repeated either, for it may echo.
"""

from __future__ import annotations

import smtplib
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.secrets import read_secret
from estate_xl.errors import DeliveryError, ProgramError
from estate_xl.programs import check_program
from estate_xl.system import LocalSystem

if TYPE_CHECKING:
    from estate_xl.deliver.server import Server

_KEY: Final = "token_command"
"""Key in the user's own settings; its first word is a whole path."""
_TOKEN_SECONDS: Final = 60
_WRONG: Final = frozenset({530, 534, 535, 538})


class Secret:
    """What proves who we are to one server, got once."""

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
            msg = f"發信服務器 {server.name} 還沒有由您確認，密碼不會交給它。"
            raise DeliveryError(msg)
        if server.token_command:
            text: str | None = _run(server.token_command)
        else:
            prompt = f"發信服務器 {server.host} 賬號 {server.user} 的密碼："
            text = read_secret(server.secret_name, prompt=prompt)
        if not text:
            msg = (
                f"沒有 {server.host} 的密碼，請用 keyring set estate_xl {server.secret_name} 存好，"
                "或在終端執行時輸入。"
            )
            raise DeliveryError(msg)
        if not text.isascii():
            msg = "密碼有服務器不接受的字（例如全形字），請改正後再試。"
            raise DeliveryError(msg)
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
            msg = f"發信服務器 {self._server.host} 不接受登錄，請核對 smtp_host 和 smtp_port。"
            raise DeliveryError(msg) from error
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code not in _WRONG and error.smtp_code // 100 == 4:  # noqa: PLR2004 - 4xx
                raise
            msg = (
                f"發信服務器 {self._server.host} 不接受賬號 {self._server.user} 的密碼"
                f"（{error.smtp_code}），請核對密碼或授權碼。"
            )
            raise DeliveryError(msg) from None

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
        msg = f"取得登錄令牌的命令用不了：{error}"
        raise DeliveryError(msg) from error
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
        msg = f"取得登錄令牌的命令「{command[0]}」失敗，請單獨執行它看看。"
        raise DeliveryError(msg) from error
    lines = done.stdout.split()
    if not lines:
        msg = f"取得登錄令牌的命令「{command[0]}」沒有輸出，請單獨執行它看看。"
        raise DeliveryError(msg)
    return lines[0]
