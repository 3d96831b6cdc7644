"""The mail server: the user's own settings name it, 參數 proposes one where they do not.

A workbook travels by mail, so it must not name a command to run, switch off a check, or choose who
gets a password. What it proposes is used once the user has confirmed it; a password is kept under
account, host and port, so that another server gets none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.deliver.names import NAMES
from estate_xl.error_codes import ErrorCode
from estate_xl.errors import DeliveryError

if TYPE_CHECKING:
    from estate_xl.language import Fact
    from estate_xl.schema import OfficeSettings
    from estate_xl.user_settings import UserSettings

IMPLICIT_TLS_PORT: Final = 465
SUBMISSION_PORT: Final = 587
LONGEST_SECONDS: Final = 600
HOST: Final = re.compile(r"[a-z0-9.-]+")
ACCOUNT: Final = re.compile(r"[A-Za-z0-9._+=@\\-]*")
"""What may be shown within a command that a person copies to store a password."""
_NAME: Final = re.compile(
    rf"(?:(?P<user>{ACCOUNT.pattern})@)?(?P<host>{HOST.pattern})(?::(?P<port>[0-9]{{1,5}}))?",
    re.IGNORECASE,
)
_TIMEOUT: Final = 60.0
_TLS: Final = "tls"


class ServerName(NamedTuple):
    """A server as a person names it; what is None may be anything."""

    user: str | None
    host: str
    port: int | None

    @property
    def name(self) -> str:
        """The name in one form."""
        user = "" if self.user is None else f"{self.user}@"
        return f"{user}{self.host}{'' if self.port is None else f':{self.port}'}"

    def fits(self, server: Server) -> bool:
        """Whether that server is meant."""
        return (
            self.host == server.host
            and self.user in {None, server.user}
            and self.port in {None, server.port}
        )


@dataclass(frozen=True)
class Server:
    """A mail server and the account on it.

    Attributes:
        host: Its name.
        port: Its port.
        user: The account; empty for a server that asks for none.
        implicit_tls: Whether TLS begins at once rather than after STARTTLS.
        timeout_seconds: Longest wait for an answer.
        token_command: Program by its whole path, and arguments, that print an OAuth2 token; none
            for a password.
        is_known: Whether the user set or confirmed it; no other gets a password.
    """

    host: str
    port: int
    user: str
    implicit_tls: bool
    timeout_seconds: float = _TIMEOUT
    token_command: tuple[str, ...] = ()
    is_known: bool = False

    @property
    def name(self) -> str:
        """Account, host and port."""
        return ServerName(self.user or None, self.host, self.port).name

    @property
    def secret_name(self) -> str:
        """Name under which the system's keyring holds the password, for this server alone."""
        return f"smtp:{self.user}@{self.host}:{self.port}"


def parse_server_name(text: str) -> ServerName:
    """A server named as `host`, `host:port` or `account@host:port`.

    >>> parse_server_name("a@example.com@SMTP.example.com:465")
    ServerName(user='a@example.com', host='smtp.example.com', port=465)

    Raises:
        ValueError: it names none.
    """
    found = _NAME.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    port = None if found["port"] is None else int(found["port"])
    return ServerName(found["user"], found["host"].casefold(), port)


def read_server(
    settings: OfficeSettings, own: UserSettings, sheet: Fact = NAMES["settings"]
) -> Server | None:
    """The server to send by; None where neither names one.

    Of the server that the user set, 參數 may add port and account, if it names the same one.

    Args:
        settings: What 參數 says.
        own: The user's own settings, which win.
        sheet: Title of 參數.

    Raises:
        DeliveryError: host or account hold odd signs, a token's command has no server that it is
            for, or a settings file of an earlier version would be passed over.
    """
    proposed = settings.text("smtp_host").strip().casefold()
    host = own.text("smtp_host") or proposed
    if not host:
        return None
    if own.older is not None:
        raise DeliveryError(ErrorCode.OLDER_SETTINGS, file=str(own.older))
    command = own.words("token_command")
    if command and not own.text("smtp_host"):
        raise DeliveryError(ErrorCode.TOKEN_WITHOUT_SERVER)
    is_tls = own.text("smtp_security") == _TLS
    port = own.number("smtp_port") or (IMPLICIT_TLS_PORT if is_tls else SUBMISSION_PORT)
    user = own.text("smtp_user")
    if host == proposed:
        port = own.number("smtp_port") or int(settings.number("smtp_port"))
        user = user or settings.text("smtp_user").strip()
    for key, text, signs in (("smtp_host", host, HOST), ("smtp_user", user, ACCOUNT)):
        if not signs.fullmatch(text):
            raise DeliveryError(ErrorCode.SETTING_HAS_ODD_SIGNS, sheet=sheet, key=key)
    if not own.text("smtp_security"):
        is_tls = port == IMPLICIT_TLS_PORT
    timeout = float(own.number("smtp_timeout") or _TIMEOUT)
    server = Server(host, port, user, is_tls, timeout, command)
    return replace(server, is_known=own.knows_server(server))
