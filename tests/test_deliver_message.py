"""The mail's bytes: Chinese subject, names and attachments that any reader gets back whole."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import hashlib
import re
from dataclasses import replace
from email.header import decode_header, make_header
from typing import TYPE_CHECKING

import mailparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate_xl.deliver.addresses import Address
from estate_xl.deliver.message import Attachment, Letter, write_message

if TYPE_CHECKING:
    from email.message import EmailMessage

NAME = "濱江花園管理處—考核 2026-10 月度（含計分依據）.xlsx"
DATA = bytes(range(256)) * 40
SHANGHAI = dt.timezone(dt.timedelta(hours=8))
LETTER = Letter(
    Address("binjiang@example.com", "濱江花園管理處"),
    (Address("kaohe@example.com", "考核組，區域"), Address("pinzhi@example.com")),
    (Address("quyu@example.com"),),
    "【濱江花園】2026年10月 月度考核表 final draft 終稿，請審閱，逾期不候，謝謝各位領導",
    "公司總部：\n\n　　第一名：臨溪苑 <A06>\n.點號開頭\n\n此致",
    (Attachment(NAME, DATA), Attachment("plain.pdf", b"%PDF", "pdf")),
    dt.datetime(2026, 11, 1, 9, 30, tzinfo=SHANGHAI),
    "0123456789abcdef",
)


def read(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def test_the_standard_library_reads_it_back() -> None:
    message = read(write_message(LETTER, is_draft=False))
    assert message["Subject"] == LETTER.subject
    assert str(message["From"]) == "濱江花園管理處 <binjiang@example.com>"
    addresses = [address.addr_spec for address in message["To"].addresses]
    assert addresses == ["kaohe@example.com", "pinzhi@example.com"]
    assert message["To"].addresses[0].display_name == "考核組，區域"
    assert message["Cc"] == "quyu@example.com"
    assert message["Date"].datetime == LETTER.at
    assert message["Message-ID"] == "<20261101093000.0123456789abcdef@example.com>"
    attached = list(message.iter_attachments())
    assert [part.get_filename() for part in attached] == [NAME, "plain.pdf"]
    assert attached[0].get_content() == DATA
    assert [part.defects for part in message.walk() if part.defects] == []


def test_another_library_reads_the_same() -> None:
    parsed = mailparser.parse_from_bytes(write_message(LETTER, is_draft=False))
    assert parsed.subject == LETTER.subject
    assert parsed.to[0] == ("考核組，區域", "kaohe@example.com")
    assert [held["filename"] for held in parsed.attachments] == [NAME, "plain.pdf"]
    payload = email.message_from_string("Content-Transfer-Encoding: base64\n\n")
    payload.set_payload(parsed.attachments[0]["payload"])
    held = payload.get_payload(decode=True)
    assert isinstance(held, bytes)
    assert hashlib.sha256(held).digest() == hashlib.sha256(DATA).digest()


def test_readers_without_rfc_2231_find_the_name_in_encoded_words() -> None:
    """Older Foxmail and Outlook look at `name` and `filename` alone."""
    raw = email.message_from_bytes(write_message(LETTER, is_draft=False))
    part = next(part for part in raw.walk() if part.get_content_maintype() == "application")
    for header, key in (("Content-Type", "name"), ("Content-Disposition", "filename")):
        found = re.search(rf' {key}="([^"]*)"', str(part[header]))
        assert found is not None
        assert found[1].startswith("=?utf-8?")
        assert str(make_header(decode_header(found[1]))) == NAME
    assert "filename*=UTF-8''%E6%BF%B1" in str(part["Content-Disposition"])


def test_body_is_text_and_page() -> None:
    message = read(write_message(LETTER, is_draft=False))
    text = message.get_body(("plain",))
    page = message.get_body(("html",))
    assert text is not None
    assert page is not None
    assert text.get_content().splitlines() == LETTER.text.splitlines()
    shown = page.get_content()
    assert "　　第一名：臨溪苑 &lt;A06&gt;<br>.點號開頭" in shown
    assert "<A06>" not in shown


@pytest.mark.parametrize("is_draft", [False, True])
def test_only_a_draft_says_that_it_is_unsent(*, is_draft: bool) -> None:
    message = read(write_message(LETTER, is_draft=is_draft))
    assert message["X-Unsent"] == ("1" if is_draft else None)


def test_the_same_letter_is_the_same_bytes() -> None:
    assert write_message(LETTER, is_draft=False) == write_message(LETTER, is_draft=False)


def test_all_is_ascii_and_lines_end_in_crlf() -> None:
    data = write_message(LETTER, is_draft=True)
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) < 998


def test_a_draft_without_a_sender_has_none() -> None:
    message = read(write_message(replace(LETTER, sender=None), is_draft=True))
    assert message["From"] is None


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a\r\nBcc: x@y.z.xlsx", "a__Bcc_ x@y.z.xlsx"),
        ('考核"2026".xlsx', "考核_2026_.xlsx"),
        ("../考核/表.xlsx", "_考核_表.xlsx"),
        ("...", "_"),
    ],
)
def test_a_name_is_no_path_and_no_header(name: str, safe: str) -> None:
    letter = replace(LETTER, attachments=(Attachment(name, b"x"),))
    message = read(write_message(letter, is_draft=False))
    assert [part.get_filename() for part in message.iter_attachments()] == [safe]
    assert message["Bcc"] is None


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"]), min_size=1),
    st.integers(0, 300),
)
def test_any_subject_and_size(subject: str, size: int) -> None:
    subject = " ".join(subject.split()) or "x"
    attachment = Attachment("考核.xlsx", bytes(size))
    letter = replace(LETTER, subject=subject, attachments=(attachment,))
    data = write_message(letter, is_draft=False)
    raw = email.message_from_bytes(data)
    assert str(make_header(decode_header(raw["Subject"]))) == subject or subject.isascii()
    part = next(part for part in raw.walk() if part.get_content_maintype() == "application")
    assert part.get_payload(decode=True) == bytes(size)
    in_mail = part.get_payload()
    assert isinstance(in_mail, str)
    lines = in_mail.split()
    assert attachment.size_in_mail == sum(map(len, lines)) + 2 * len(lines)


@pytest.mark.parametrize("looks_encoded", ["=?utf-8?B?5L2c5bui?=", "a =?utf-8?Q?=E4=BD=9C?= b"])
def test_what_looks_encoded_arrives_as_it_is_shown(looks_encoded: str) -> None:
    """A preview shows these letters; the recipient's program must not read others in them."""
    to = (Address("kaohe@example.com", looks_encoded),)
    data = write_message(replace(LETTER, subject=looks_encoded, to=to), is_draft=True)
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message["Subject"] == looks_encoded
    (address,) = message["To"].addresses
    assert (address.display_name, address.addr_spec) == (looks_encoded, "kaohe@example.com")
