"""Mail addresses as an office types them into 參數, what of them is no address, and how many.

Headquarters is some people or a group: a list of thousands is a mistake or a misuse, and each of
them would be asked of the server one by one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.deliver.foreign_words import printable
from estate_xl.deliver.sentence_names import NAMES
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError

if TYPE_CHECKING:
    from estate_xl.language import Fact

_BETWEEN: Final = re.compile(r"[;；,，、\n\r]+")
_NAMED: Final = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_LOCAL: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")
MOST_ADDRESSES: Final = 100
"""In one setting; what every mail server has to take at once (RFC 5321)."""
_MOST_LOCAL, _MOST_DOMAIN, _MOST_LABEL = 64, 253, 63


@dataclass(frozen=True)
class Address:
    """One address, in ASCII, and the name that is before it, if any.

    >>> str(Address("a@example.com")), str(Address("a@example.com", "王經理"))
    ('a@example.com', '王經理 <a@example.com>')
    """

    address: str
    name: str = ""

    def __str__(self) -> str:
        """As people read it."""
        return f"{self.name} <{self.address}>" if self.name else self.address

    @property
    def domain(self) -> str:
        """The part behind the @, in small letters."""
        return self.address.rpartition("@")[2].casefold()

    @property
    def header(self) -> str:
        """As a mail's header writes it, in ASCII; what looks encoded already is encoded again."""
        name = Header(self.name, "utf-8").encode() if "=?" in self.name else self.name
        return f"{name} <{self.address}>" if name != self.name else formataddr((name, self.address))


class Addresses(NamedTuple):
    """The addresses of a text, each once, and the pieces that are none."""

    good: list[Address]
    bad: list[str]


def parse_addresses(text: str, sheet: Fact = NAMES["settings"]) -> Addresses:
    """Addresses separated by semicolons, commas or line breaks of any width.

    Args:
        text: As it was typed.
        sheet: Title of the sheet that it was typed into.

    Raises:
        DeliveryError: there are too many.

    >>> parse_addresses("王 <a@example.com>；b＠例子.cn, c@")
    Addresses(good=[Address(address='a@example.com', name='王'), \
Address(address='b@xn--fsqu00a.cn', name='')], bad=['c@'])
    """
    good: dict[str, Address] = {}
    bad = []
    for piece in _pieces(text, ErrorCode.TOO_MANY_ADDRESSES, sheet):
        match = _NAMED.fullmatch(piece)
        typed = match["address"].strip() if match else piece
        address = _ascii_address(typed)
        if address is None:
            bad.append(piece)
            continue
        name = _clean(match["name"]) if match else ""
        good.setdefault(address.casefold(), Address(address, name))
    return Addresses(list(good.values()), bad)


def parse_domains(text: str, sheet: Fact = NAMES["settings"]) -> list[str]:
    """Domains separated as addresses are, `@` before one allowed; what is none stays as typed.

    Args:
        text: As it was typed.
        sheet: Title of the sheet that it was typed into.

    Raises:
        DeliveryError: there are too many.

    >>> parse_domains("@Example.com；例子.cn")
    ['example.com', 'xn--fsqu00a.cn']
    """
    pieces = _pieces(text, ErrorCode.TOO_MANY_DOMAINS, sheet)
    bare = filter(None, (piece.lstrip("@＠").strip() for piece in pieces))
    return [(_ascii_domain(piece) or piece).casefold() for piece in bare]


def _pieces(text: str, code: ErrorCode, sheet: Fact) -> list[str]:
    pieces = [piece for piece in map(str.strip, _BETWEEN.split(text)) if piece]
    if len(pieces) > MOST_ADDRESSES:
        raise DeliveryError(code, sheet=sheet, count=len(pieces), most=MOST_ADDRESSES)
    return pieces


def _ascii_address(typed: str) -> str | None:
    plain = unicodedata.normalize("NFKC", typed).strip()
    local, _, name = plain.rpartition("@")
    domain = _ascii_domain(name)
    if domain is None or "." not in domain:
        return None
    if not _LOCAL.fullmatch(local) or len(local) > _MOST_LOCAL:
        return None
    return f"{local}@{domain}"


def _ascii_domain(name: str) -> str | None:
    try:
        domain = unicodedata.normalize("NFKC", name).strip().encode("idna").decode("ascii")
    except UnicodeError:
        return None
    labels = domain.split(".")
    fits = all(_LABEL.fullmatch(label) and len(label) <= _MOST_LABEL for label in labels)
    return domain if fits and len(domain) <= _MOST_DOMAIN else None


def _clean(name: str) -> str:
    return printable(name).strip().strip('"').strip()
