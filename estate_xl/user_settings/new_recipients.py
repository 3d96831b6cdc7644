"""To whom a mail goes that this user has not confirmed yet, and the commands that confirm it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate_xl.deliver.addresses import Address
    from estate_xl.deliver.server import Server
    from estate_xl.user_settings.settings import UserSettings

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+=@:-]*")
"""Characters that every shell takes as one word; others are never put into a command to copy."""
_COMMAND: Final = "estate-xl settings confirm {kind} {value}"


@dataclass(frozen=True)
class Firsts:
    """The addresses, domains and servers that are new to the user.

    Attributes:
        recipients: Addresses, in the mail's order, at last that to which replies go.
        domains: Domains of these.
        server: The server; None for a known one or a way without.
    """

    recipients: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    server: str | None = None

    def __bool__(self) -> bool:
        """True if anything is."""
        return bool(self.recipients or self.server)

    @property
    def by_kind(self) -> dict[str, tuple[str, ...]]:
        """All of it, by what `estate-xl settings confirm` calls it."""
        servers = () if self.server is None else (self.server,)
        return {"recipient": self.recipients, "domain": self.domains, "server": servers}

    @property
    def commands(self) -> list[str] | None:
        """The commands that confirm it all; None where one would not be safe to copy."""
        pairs = [(kind, value) for kind, values in self.by_kind.items() for value in values]
        if not all(_PLAIN.fullmatch(value) for _, value in pairs):
            return None
        return [_COMMAND.format(kind=kind, value=value) for kind, value in pairs]


def find_firsts(
    recipients: Iterable[Address],
    server: Server | None,
    own: UserSettings,
    sender: Address | None = None,
) -> Firsts:
    """The recipients, domains and server of a mail that the user has not confirmed.

    Args:
        recipients: Everybody who gets it.
        server: What it goes by; None for a way that the user's own program knows.
        own: The user's own settings.
        sender: Whom replies go to, where the workbook says it; mail by a server names it.
    """
    answered = () if sender is None or server is None else (sender,)
    everybody = (*recipients, *answered)
    new = [address for address in everybody if not own.knows_address(address)]
    domains = [address.domain for address in new if not own.knows_domain(address.domain)]
    return Firsts(
        tuple(dict.fromkeys(address.address.casefold() for address in new)),
        tuple(dict.fromkeys(domains)),
        None if server is None or server.is_known else server.name,
    )
