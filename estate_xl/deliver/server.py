"""The mail server: what the workbook says of it, and what only the user's own settings may say.

A workbook travels by mail, so it must not name a command to run, switch off a check, or choose who
gets a password. The workbook says host, port and account; a password is kept under that host and
account, so that another host gets none; the rest stands in `smtp.toml` in the user's settings:

    ["smtp.example.com"]
    token_command = ["/usr/local/bin/get-token", "--account", "office@example.com"]
    implicit_tls = true
    timeout_seconds = 60
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.errors import DeliveryError

if TYPE_CHECKING:
    from estate_xl.schema import OfficeSettings

IMPLICIT_TLS_PORT: Final = 465
_TIMEOUT: Final = 60.0
_LONGEST: Final = 600.0
_HOST: Final = re.compile(r"[a-z0-9.-]+")
_USER: Final = re.compile(r"[A-Za-z0-9._+=@\\-]*")
"""What may be shown within a command that a person copies to store a password."""


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
    """

    host: str
    port: int
    user: str
    implicit_tls: bool
    timeout_seconds: float = _TIMEOUT
    token_command: tuple[str, ...] = ()

    @property
    def secret_name(self) -> str:
        """Name under which the system's keyring holds the password, for this server alone."""
        return f"smtp:{self.user}@{self.host}:{self.port}"


def read_server(settings: OfficeSettings, own: Path | None = None) -> Server:
    """The server that 參數 names, with the user's own settings for it.

    Args:
        settings: Of the workbook.
        own: The user's file; None for the usual place.

    Raises:
        DeliveryError: the user's file cannot be understood, or host or account hold odd signs.
    """
    host = settings.text("smtp_host").strip().casefold()
    port = int(settings.number("smtp_port"))
    path = own or settings_file()
    held = _read(path).get(host, {})
    if not isinstance(held, dict):
        raise _wrong(path, host)
    command = held.get("token_command", [])
    timeout = held.get("timeout_seconds", _TIMEOUT)
    implicit = held.get("implicit_tls", port == IMPLICIT_TLS_PORT)
    fits = (
        isinstance(command, list)
        and all(isinstance(word, str) for word in command)
        and isinstance(timeout, int | float)
        and 0 < timeout <= _LONGEST
        and isinstance(implicit, bool)
    )
    if not fits:
        raise _wrong(path, host)
    user = settings.text("smtp_user").strip()
    for key, text, signs in (("smtp_host", host, _HOST), ("smtp_user", user, _USER)):
        if not signs.fullmatch(text):
            msg = f"「參數」的 {key} 有不能用的字，請改正。"
            raise DeliveryError(msg)
    return Server(host, port, user, implicit, float(timeout), tuple(command))


def settings_file() -> Path:
    """The usual place of the user's own settings."""
    if sys.platform == "win32":
        folder = os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming"
    else:
        folder = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(folder) / "estate_xl" / "smtp.toml"


def _read(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        held = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        msg = f"「{path}」讀不懂，請按說明改正或移走。"
        raise DeliveryError(msg) from error
    return {name.casefold(): value for name, value in held.items()}


def _wrong(path: Path, host: str) -> DeliveryError:
    return DeliveryError(f"「{path}」裏 {host} 一節的寫法不對，請按說明改正。")
