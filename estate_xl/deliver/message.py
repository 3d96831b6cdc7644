"""The mail itself, as bytes; pure: what goes in alone decides what comes out.

Headers are written in ASCII by us, not refolded by the library: a Chinese attachment's name is
three times, as RFC 2231 says (`filename*`) and as encoded words in `filename` and `name`, which
older mail programs read. Lines end in CRLF.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from email import encoders
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from estate_xl.deliver.foreign_words import printable
from estate_xl.language import Language

if TYPE_CHECKING:
    import datetime as dt

    from estate_xl.deliver.addresses import Address

XLSX: Final = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "pdf"
_POLICY: Final = compat32.clone(linesep="\r\n", max_line_length=None)
_FORBIDDEN_IN_NAME: Final = frozenset('\\/:*?"<>|')
_BASE64_BYTES, _LINE_END = 57, 2
_PLAIN_LENGTH: Final = 60
_FONTS: Final = {
    Language.HANT: "'PingFang TC','Microsoft JhengHei','Microsoft YaHei','Noto Sans CJK TC'",
    Language.HANS: "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC'",
    Language.EN: "'Segoe UI','Helvetica Neue',Arial,'PingFang TC','Microsoft YaHei'",
}
"""By language; those of English end with fonts for names."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail.

    Attributes:
        name: As the reader sees it; a sign that no file's name may hold becomes `_`.
        data: Its bytes.
        subtype: What follows `application/`.
    """

    name: str
    data: bytes
    subtype: str = XLSX

    @property
    def safe_name(self) -> str:
        """The name, fit for any system's files and for a header."""
        signs = ("_" if sign in _FORBIDDEN_IN_NAME else sign for sign in printable(self.name, "_"))
        return "".join(signs).strip(" .") or "_"

    @property
    def size_in_mail(self) -> int:
        """Bytes that it takes within a mail, where three become four and lines end."""
        lines = -(-len(self.data) // _BASE64_BYTES)
        return -(-len(self.data) // 3) * 4 + lines * _LINE_END


@dataclass(frozen=True)
class Letter:
    """A mail before it is written as bytes.

    Attributes:
        sender: Who sends it; None for a draft of whoever opens it.
        to: Recipients.
        cc: Those who get a copy.
        subject: One line.
        text: The body.
        attachments: What goes with it.
        at: The moment, with its zone.
        key: Tells this press of the button from any other; letters and digits.
        language: In which it is written.
    """

    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    at: dt.datetime
    key: str
    language: Language = Language.HANT

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody who gets it."""
        return (*self.to, *self.cc)

    @property
    def message_id(self) -> str:
        """The same for the same press, so that a server knows a mail that comes twice."""
        domain = self.sender.domain if self.sender else "estate-xl.invalid"
        return f"<{self.at:%Y%m%d%H%M%S}.{self.key}@{domain}>"

    @property
    def html(self) -> str:
        """The body as a page: paragraphs and line breaks, blanks at a line's start kept."""
        paragraphs = [
            f"<p>{'<br>'.join(_line(line) for line in paragraph.splitlines())}</p>"
            for paragraph in self.text.replace("\r\n", "\n").split("\n\n")
            if paragraph.strip()
        ]
        return (
            f'<!DOCTYPE html><html lang="{self.language}"><head><meta charset="utf-8"></head>'
            f'<body style="font-family:{_FONTS[self.language]},sans-serif;'
            'font-size:15px;line-height:1.6">'
            f"{''.join(paragraphs)}</body></html>"
        )


def write_message(letter: Letter, *, is_draft: bool) -> bytes:
    """The mail as it goes out, or as a draft that a mail program opens to be sent."""
    message = MIMEMultipart("mixed")
    if letter.sender is not None:
        message["From"] = letter.sender.header
    message["To"] = ",\n ".join(address.header for address in letter.to)
    if letter.cc:
        message["Cc"] = ",\n ".join(address.header for address in letter.cc)
    message["Subject"] = _encoded(letter.subject, "Subject", "\n")
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = letter.message_id
    if is_draft:
        message["X-Unsent"] = "1"
    body = MIMEMultipart("alternative")
    body.attach(MIMEText("\r\n".join(letter.text.splitlines()) + "\r\n", "plain", "utf-8"))
    body.attach(MIMEText(letter.html, "html", "utf-8"))
    message.attach(body)
    for attachment in letter.attachments:
        message.attach(_part(attachment))
    message.set_boundary(f"=_estate_xl_{letter.key}_mixed")
    body.set_boundary(f"=_estate_xl_{letter.key}_body")
    return message.as_bytes(policy=_POLICY)


def _part(attachment: Attachment) -> MIMEBase:
    name = attachment.safe_name
    part = MIMEBase("application", attachment.subtype)
    part.set_payload(attachment.data)
    encoders.encode_base64(part)
    if name.isascii():
        simple = f'"{name}"'
        part.replace_header("Content-Type", f"application/{attachment.subtype};\n name={simple}")
        part["Content-Disposition"] = f"attachment;\n filename={simple}"
        return part
    words = f'"{_encoded(name, "", " ")}"'
    part.replace_header("Content-Type", f"application/{attachment.subtype};\n name={words}")
    exact = f"UTF-8''{quote(name, safe='')}"
    part["Content-Disposition"] = f"attachment;\n filename*={exact};\n filename={words}"
    return part


def _encoded(text: str, header: str, between: str) -> str:
    """The text as encoded words, or as it is where plain and short; words parted by `between`."""
    if text.isascii() and len(text) <= _PLAIN_LENGTH and "=?" not in text:
        return text
    words = Header(text, "utf-8", header_name=header or None).encode().split()
    return (between if between == " " else f"{between} ").join(words)


def _line(line: str) -> str:
    kept = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(kept)) + html.escape(kept)
