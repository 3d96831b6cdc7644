"""A mail server: what it is called, and what an account on it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

IMPLICIT_TLS_PORT: Final = 465
SUBMISSION_PORT: Final = 587
LONGEST_SECONDS: Final = 600
HOST: Final = re.compile(r"[a-z0-9.-]+")
ACCOUNT: Final = re.compile(r"[A-Za-z0-9._+=@\\-]*")
"""Characters allowed within a command that a person copies to store a password."""
_NAME: Final = re.compile(
    rf"(?:(?P<user>{ACCOUNT.pattern})@)?(?P<host>{HOST.pattern})(?::(?P<port>[0-9]{{1,5}}))?",
    re.IGNORECASE,
)
USUAL_SECONDS: Final = 60.0


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
        """True if that server is meant."""
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
    timeout_seconds: float = USUAL_SECONDS
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
