"""What tests of the mail share: a clean office, a mail server on loopback, a keyring of its own."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
from base64 import b64decode
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from keyring.backend import KeyringBackend

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.schema import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope, Session

MONTH = "2026-10"
PROJECT, OFFICE = "濱江花園", "濱江花園管理處"
USER, PASSWORD = "office@example.com", "kept-in-the-keyring-7391"
RECIPIENTS = ("kaohe@example.com", "pinzhi@example.com", "quyu@example.com")
SENDER = "binjiang@example.com"
SETTINGS: dict[str, object] = {
    "project_name": PROJECT,
    "office_name": OFFICE,
    "hq_recipients": f"考核組 <{RECIPIENTS[0]}>；{RECIPIENTS[1]}",
    "hq_cc": RECIPIENTS[2],
    "hq_domains": "example.com",
    "sender": f"濱江花園管理處 <{SENDER}>",
    "smtp_host": "localhost",
}


_POSTS = (
    ("E00", "何主任", "管理處", "管理處主任"),
    ("E01", "陳大文", "客戶服務中心", "客戶主管"),
    ("E02", "黃小芳", "客戶服務中心", "片區客戶人員"),
    ("E03", "李衛國", "協管隊", "員工"),
    ("E04", "趙工", "工程維修部", "員工"),
    ("E05", "孫阿姨", "環境部", "員工"),
    ("E06", "周師傅", "環境部", "員工"),
)
_TRADES = ("客服", "協管", "維修", "保潔", "綠化")


def clean_office(path: Path, deeds: Sequence[str] = (), **settings: object) -> None:
    """A small office without mistakes, its month appraised; these deeds were commended."""
    keys = ("staff", "name", "department", "post")
    day = dt.datetime(2026, 10, 15)  # noqa: DTZ001 - a workbook's times are local
    people = ("officer", "order", "repair", "cleaning", "greening")
    zone: dict[str, object] = {"zone": "A01", "name": "臨溪苑", "active": "是"}
    records: dict[str, list[dict[str, object]]] = {
        "Staff": [dict(zip(keys, values, strict=True)) for values in _POSTS],
        "Zones": [zone | {key: f"E0{number}" for number, key in enumerate(people, start=2)}],
        "Inspections": [
            {
                "inspection": f"XJ{number}",
                "date": day,
                "kind": "主管周檢",
                "zone": "A01",
                "trade": trade,
                "inspector": "E01",
                "score": 90 + number,
            }
            for number, trade in enumerate(_TRADES)
        ],
        "MonthlyScores": [
            {"month": MONTH, "staff": staff, "self": 90, "supervisor": 91, "director": 92}
            for staff, *_ in _POSTS[1:]
        ],
        "Commendations": [
            {"date": day, "zone": "A01", "content": deed, "verified": "是"} for deed in deeds
        ],
    }
    path.write_bytes(make_book(Language.HANT, records, {**SETTINGS, **settings}))
    assert main(["month-end", str(path), "--month", MONTH, "--quiet"]) == 0


def set_own(key: str, *words: str) -> None:
    """Set one of the user's own settings, by the command."""
    assert main(["settings", "set", "--quiet", key, "--", *words]) == 0


def confirm(kind: str, *values: str) -> None:
    """Confirm what mail may go to, by the command."""
    assert main(["settings", "confirm", "--quiet", kind, *values]) == 0


def confirm_all(port: int, user: str | None = None) -> None:
    """Confirm the clean office's recipients, whom they answer, and its server."""
    confirm("recipient", *RECIPIENTS, SENDER)
    confirm("server", f"{'' if user is None else f'{user}@'}localhost:{port}")


def free_port() -> int:
    """A port of loopback that nobody has."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


@dataclass
class Certificates:
    """A certificate of an authority of its own, for `localhost`.

    Attributes:
        authority: File with the authority's certificate, for those who shall trust it.
        server: File with the server's key and certificate.
    """

    authority: Path
    server: Path

    def context(self) -> ssl.SSLContext:
        """For the server."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.server)
        return context


def make_certificates(folder: Path, host: str = "localhost") -> Certificates:
    """Write an authority and a server's certificate for that host."""
    now = dt.datetime.now(dt.UTC)
    ages = now - dt.timedelta(days=1), now + dt.timedelta(days=30)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in ("Test CA", host)
    ]
    made = []
    for subject, key, is_authority in ((names[0], keys[0], True), (names[1], keys[1], False)):
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(names[0])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(ages[0])
            .not_valid_after(ages[1])
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if not is_authority:
            loopback = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
            held = x509.SubjectAlternativeName([x509.DNSName(host), loopback])
            builder = builder.add_extension(held, critical=False)
        made.append(builder.sign(keys[0], hashes.SHA256()))
    pem = serialization.Encoding.PEM
    authority, server = folder / "authority.pem", folder / f"{host}.pem"
    authority.write_bytes(made[0].public_bytes(pem))
    key_bytes = keys[1].private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    server.write_bytes(key_bytes + made[1].public_bytes(pem))
    return Certificates(authority, server)


@dataclass
class Mailbox:
    """What a server received, and what it is told to answer.

    Attributes:
        answers: By command, answers to give in turn before the usual ones; to RCPT by address.
        seconds: Pause before the answer to a letter.
        cuts: Whether the line is cut once a letter is there.
        letters: The letters that were accepted, as bytes.
        seen: Every letter whose bytes arrived, accepted or not.
        recipients: Of each accepted letter.
        logins: Accounts and passwords, or tokens, that were shown.
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    seconds: float = 0
    cuts: bool = False
    letters: list[bytes] = field(default_factory=list)
    seen: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)

    def _scripted(self, command: str) -> str | None:
        waiting = self.answers.get(command, [])
        return waiting.pop(0) if waiting else None

    async def handle_MAIL(  # noqa: N802 - as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer the sender."""
        answer = self._scripted("MAIL")
        if answer is None:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer or "250 OK"

    async def handle_RCPT(  # noqa: N802 - likewise
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Answer a recipient."""
        answer = self._scripted(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter."""
        data = envelope.original_content or b""
        self.seen.append(data)
        answer = self._scripted("DATA")
        if answer is not None:
            return answer
        self.letters.append(data)
        self.recipients.append(list(envelope.rcpt_tos))
        if self.cuts:
            cast("asyncio.Transport", server.transport).abort()
        await asyncio.sleep(self.seconds)
        return "250 Taken"

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        """Take a token."""
        self.logins.append(("XOAUTH2", b64decode(args[1]).decode()))
        return AuthResult(success=True)

    def check(
        self, _: SMTP, __: Session, ___: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        """Compare a password."""
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        login, password = data.login.decode(), data.password.decode()
        self.logins.append((login, password))
        return AuthResult(success=(login, password) == (USER, PASSWORD), handled=False)


@contextmanager
def serving(
    mailbox: Mailbox,
    port: int,
    certificates: Certificates | None,
    *,
    implicit: bool = False,
    **more: bool,
) -> Iterator[Mailbox]:
    """A mail server on that port of loopback.

    Args:
        mailbox: What it receives and answers.
        port: Where it listens.
        certificates: Who it is; None for a server without encryption.
        implicit: Whether TLS begins at once rather than after STARTTLS.
        more: Of the server itself.
    """
    options: dict[str, Any] = {"authenticator": mailbox.check, **more}
    if certificates is not None:
        options["ssl_context" if implicit else "tls_context"] = certificates.context()
        options["require_starttls"] = not implicit
    server = Controller(mailbox, hostname="127.0.0.1", port=port, ready_timeout=30, **options)
    server.start()
    try:
        yield mailbox
    finally:
        with suppress(AssertionError):
            server.stop()


def nobody_answers(_prompt: str) -> str:
    """What `getpass` meets where nobody sits at the terminal."""
    raise EOFError


class PlainKeyring(KeyringBackend):
    """A keyring in memory, as a real one answers."""

    priority = 1

    def __init__(self, held: dict[tuple[str, str], str]) -> None:
        """Take passwords by service and name."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.held = held

    def get_password(self, service: str, username: str) -> str | None:
        """The password kept."""
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a password."""
        del self.held[service, username]
