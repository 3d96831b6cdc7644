"""`estate-xl send --smtp` against a real mail server on loopback, with TLS and its every mood."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
import os
import shutil
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import keyring
import mailparser
import pytest

from estate_xl.console.cli import main
from estate_xl.deliver.book_copies import own_properties
from estate_xl.deliver.manifest import Manifest
from estate_xl.files.session import open_file
from estate_xl.schema.mail import FAILED, SENT, UNSURE
from estate_xl.write.mail_log import read_lines
from support.mails import (
    MONTH,
    PASSWORD,
    RECIPIENTS,
    USER,
    Mailbox,
    PlainKeyring,
    clean_office,
    confirm_all,
    free_port,
    make_certificates,
    nobody_answers,
    serving,
    set_own,
)

if TYPE_CHECKING:
    from estate_xl.schema import Label
    from support.mails import Certificates


class Place(NamedTuple):
    """An office whose server is on loopback, and who vouches for the server."""

    book: Path
    port: int
    certificates: Certificates


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Place]:
    """An office without an account and one with."""
    folder = tmp_path_factory.mktemp("offices")
    certificates, port = make_certificates(folder), free_port()
    places = {}
    for name, user in (("open", None), ("login", USER)):
        path = folder / f"{name}.xlsx"
        clean_office(path, smtp_port=port, smtp_user=user)
        places[name] = Place(path, port, certificates)
    return places


@pytest.fixture(autouse=True)
def _empty_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring without passwords, and nobody at the terminal."""
    monkeypatch.setattr("getpass.getpass", nobody_answers)
    keyring.set_keyring(PlainKeyring({}))


@pytest.fixture
def place(tmp_path: Path, made: dict[str, Place], monkeypatch: pytest.MonkeyPatch) -> Place:
    """A copy of the office without an account; its server is trusted, all is confirmed."""
    set_own("smtp_timeout", "20")
    confirm_all(made["open"].port)
    return copied(made["open"], tmp_path, monkeypatch)


@pytest.fixture
def with_login(tmp_path: Path, made: dict[str, Place], monkeypatch: pytest.MonkeyPatch) -> Place:
    """Likewise with an account."""
    confirm_all(made["login"].port, USER)
    return copied(made["login"], tmp_path, monkeypatch)


def copied(held: Place, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("SSL_CERT_FILE", str(held.certificates.authority))
    return held._replace(book=Path(shutil.copy(held.book, folder / "濱江花園.xlsx")))


class Done(NamedTuple):
    """What a run left: its status, what it said, the states in the log, whether BOOK changed."""

    status: int
    said: str
    states: list[Label]
    changed: bool


def press(place: Place, capsys: pytest.CaptureFixture[str], *words: str) -> Done:
    """Run the command once."""
    capsys.readouterr()
    before = hashlib.sha256(place.book.read_bytes()).digest()
    status = main(["send", str(place.book), "--month", MONTH, "--smtp", *words])
    shown = capsys.readouterr()
    assert not (shown.out and shown.err)
    said = shown.out + shown.err
    assert "內部出錯" not in said
    changed = hashlib.sha256(place.book.read_bytes()).digest() != before
    with open_file(place.book) as opened:
        states = [line.state for line in read_lines(opened.book)]
    return Done(status, said, states, changed)


def test_sent_over_starttls(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Mailbox(), place.port, place.certificates) as box:
        done = press(place, capsys)
    said = "郵件已由 localhost 接收，發給 3 人。\n記在「郵件記錄」第 4 行，狀態是「已發送」。\n"
    assert done[:3] == (0, said, [SENT])
    assert box.recipients == [list(RECIPIENTS)]
    with open_file(place.book) as opened:
        (line,) = read_lines(opened.book)
    (data,) = box.letters
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    (part,) = message.iter_attachments()
    manifest = Manifest.from_properties(own_properties(part.get_content()))
    assert manifest is not None
    assert line.digest == manifest.digest
    assert message["X-Unsent"] is None
    parsed = mailparser.parse_from_bytes(data)
    assert parsed.subject == message["Subject"] == "【濱江花園】2026年10月月度考核表（未審定草稿）"
    assert parsed.attachments[0]["filename"] == part.get_filename()
    held = email.message_from_bytes(data).get_payload()[1]  # type: ignore[index]
    assert part.get_content() == held.get_payload(decode=True)  # type: ignore[union-attr]


@pytest.mark.slow
def test_sent_over_tls_at_once(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    set_own("smtp_security", "tls")
    with serving(Mailbox(), place.port, place.certificates, implicit=True) as box:
        done = press(place, capsys)
    assert (done.status, done.states, len(box.letters)) == (0, [SENT], 1)


def test_a_login_from_the_keyring(with_login: Place, capsys: pytest.CaptureFixture[str]) -> None:
    name = f"smtp:{USER}@localhost:{with_login.port}"
    keyring.set_keyring(PlainKeyring({("estate_xl", name): PASSWORD}))
    place = with_login
    with serving(Mailbox(), place.port, place.certificates, auth_required=True) as box:
        done = press(place, capsys)
    assert (done.status, done.states) == (0, [SENT])
    assert box.logins == [(USER, PASSWORD)]
    secret = PASSWORD.encode()
    assert secret not in box.letters[0] + place.book.read_bytes() + done.said.encode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({}, "沒有 localhost 的密碼"),
        ({"name": "wrong-password"}, "不接受賬號"),
        ({"name": "全形密語"}, "不接受的字"),
        ({"other": PASSWORD}, "沒有 localhost 的密碼"),
    ],
)
def test_no_login_no_change(
    with_login: Place, capsys: pytest.CaptureFixture[str], held: dict[str, str], words: str
) -> None:
    """Nothing was written, so the workbook is as it was; a password is for its server alone."""
    place = with_login
    names = {
        "name": f"smtp:{USER}@localhost:{place.port}",
        "other": f"smtp:{USER}@mail.example.com:{place.port}",
    }
    passwords = {("estate_xl", names[key]): text for key, text in held.items()}
    keyring.set_keyring(PlainKeyring(passwords))
    with serving(Mailbox(), place.port, place.certificates, auth_required=True) as box:
        done = press(place, capsys)
    assert (done.status, done.states, done.changed, box.seen) == (2, [], False, [])
    assert words in done.said
    assert len(done.said.splitlines()) == 1
    assert not [text for text in held.values() if text in done.said]


def test_a_token_of_the_users_own_command(
    with_login: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "token.py"
    program.write_text("print('token-5521')", encoding="utf-8")
    set_own("smtp_host", "localhost")
    set_own("token_command", sys.executable, str(program))
    place = with_login
    with serving(Mailbox(), place.port, place.certificates, auth_required=True) as box:
        done = press(place, capsys)
    assert (done.status, done.states) == (0, [SENT])
    assert box.logins == [("XOAUTH2", f"user={USER}\x01auth=Bearer token-5521\x01\x01")]
    assert b"token-5521" not in place.book.read_bytes() + done.said.encode()


@pytest.mark.slow_after_first
@pytest.mark.parametrize("program", ["import sys; sys.exit(3)", "", "/no/such/program"])
def test_a_token_command_that_fails(
    with_login: Place, capsys: pytest.CaptureFixture[str], program: str
) -> None:
    set_own("smtp_host", "localhost")
    command = [program] if program.startswith("/") else [sys.executable, "-c", program]
    set_own("token_command", *command)
    done = press(with_login, capsys)
    assert (done.status, done.states, done.changed) == (2, [], False)
    assert "登錄令牌" in done.said


@pytest.mark.slow_after_first
@pytest.mark.parametrize("name", ["get-token", "./get-token", "mail/../get-token"])
def test_a_token_command_beside_the_workbook_is_not_run(
    with_login: Place,
    user_settings: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """A name, or a path from the current folder, is refused: not looked up on PATH either."""
    folder = with_login.book.parent
    (folder / "mail").mkdir()
    planted = folder / "get-token"
    planted.write_text(f"#!/bin/sh\ntouch '{folder}/mark'\necho token\n", encoding="utf-8")
    planted.chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", os.pathsep.join((str(folder), "", os.environ["PATH"])))
    held = json.loads(user_settings.read_text(encoding="utf-8"))
    held |= {"smtp_host": "localhost", "token_command": [name]}
    user_settings.write_text(json.dumps(held), encoding="utf-8")
    done = press(with_login, capsys)
    assert (done.status, done.states, done.changed) == (2, [], False)
    assert f"token_command 的值「['{name}']」不對，要寫程序的完整路徑" in done.said
    assert not (folder / "mark").exists()


def test_a_token_command_runs_in_its_own_folder(
    with_login: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """A command such as `python -m get_token` finds nothing of the current folder."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "get-token"
    program.write_text('#!/bin/sh\nbasename "$PWD"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(with_login.book.parent)
    set_own("smtp_host", "localhost")
    set_own("token_command", str(program))
    place = with_login
    with serving(Mailbox(), place.port, place.certificates, auth_required=True) as box:
        press(place, capsys)
    assert box.logins == [("XOAUTH2", f"user={USER}\x01auth=Bearer bin\x01\x01")]


def test_nobody_listens(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    done = press(place, capsys)
    assert (done.status, done.states, done.changed) == (2, [], False)
    assert "連不上發信服務器 localhost" in done.said


def test_a_certificate_that_nobody_vouches_for(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with serving(Mailbox(), place.port, place.certificates) as box:
        done = press(place, capsys)
    assert (done.status, done.states, done.changed, box.seen) == (2, [], False, [])
    assert "證書不可信" in done.said


def test_a_certificate_of_another_host(
    place: Place,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    other = make_certificates(tmp_path, "mail.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.authority))
    with serving(Mailbox(), place.port, other) as box:
        done = press(place, capsys)
    assert (done.status, done.changed, box.seen) == (2, False, [])
    assert "證書不可信" in done.said


def test_a_server_without_encryption(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Mailbox(), place.port, None) as box:
        done = press(place, capsys)
    assert (done.status, done.states, done.changed, box.seen) == (2, [], False, [])
    assert "不支持加密" in done.said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"MAIL": ["550 who are you"]}, "發件人 binjiang@example.com（550 who are you）"),
        (
            {RECIPIENTS[1]: ["550 no such user"]},
            "收件人 pinzhi@example.com（550 no such user）",
        ),
        ({RECIPIENTS[2]: ["553 not here"]}, "收件人 quyu@example.com（553 not here）"),
        ({"DATA": ["554 spam"]}, "這封郵件（554 spam）"),
        ({"MAIL": ["421 busy", "421 busy"]}, "（421 busy）"),
        ({RECIPIENTS[0]: ["450 grey", "550 no"]}, "kaohe@example.com（550 no）"),
        ({"DATA": ["451 try later", "451 try later"]}, "（451 try later）"),
    ],
)
def test_refused(
    place: Place,
    capsys: pytest.CaptureFixture[str],
    answers: dict[str, list[str]],
    words: str,
) -> None:
    """A lasting no is not tried again; one refused recipient of three means that nobody gets it."""
    tries = max(map(len, answers.values()))
    with serving(Mailbox(answers), place.port, place.certificates) as box:
        done = press(place, capsys)
    assert (done.status, done.states, box.letters) == (1, [FAILED], [])
    assert len(box.seen) == (tries if "DATA" in answers else 0)
    assert words in done.said
    assert "郵件沒有發出" in done.said
    with serving(Mailbox(), place.port, place.certificates) as box:
        done = press(place, capsys)
    assert (done.status, done.states, len(box.letters)) == (0, [FAILED, SENT], 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "answers", [{"MAIL": ["421 busy"]}, {RECIPIENTS[1]: ["450 grey"]}, {"DATA": ["451 later"]}]
)
def test_a_passing_no_is_tried_once_more(
    place: Place, capsys: pytest.CaptureFixture[str], answers: dict[str, list[str]]
) -> None:
    with serving(Mailbox(answers), place.port, place.certificates) as box:
        done = press(place, capsys)
    assert (done.status, done.states, len(box.letters)) == (0, [SENT], 1)
    assert box.recipients == [list(RECIPIENTS)]


@pytest.mark.slow
def test_the_line_is_cut_after_the_letter(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether it left is not known: not sent again, now or at the next press."""
    with serving(Mailbox(cuts=True), place.port, place.certificates) as box:
        done = press(place, capsys)
        assert (done.status, done.states, len(box.seen)) == (1, [UNSURE], 1)
        assert "可能已經發出" in done.said
        again = press(place, capsys)
    assert (again.status, again.states, again.changed) == (1, [UNSURE], False)
    assert "可能已在" in again.said
    assert len(box.seen) == 1


@pytest.mark.slow
def test_slow_but_in_time(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Mailbox(seconds=1), place.port, place.certificates) as box:
        done = press(place, capsys)
    assert (done.status, done.states, len(box.letters)) == (0, [SENT], 1)


@pytest.mark.slow
def test_too_slow_to_know(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    set_own("smtp_timeout", "2")
    with serving(Mailbox(seconds=8), place.port, place.certificates) as box:
        done = press(place, capsys)
    assert (done.status, done.states, len(box.seen)) == (1, [UNSURE], 1)
    assert "沒有等到答覆" in done.said


@pytest.mark.slow
def test_a_second_press_stops(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Mailbox(), place.port, place.certificates) as box:
        press(place, capsys)
        again = press(place, capsys)
        assert (again.status, again.changed, len(box.letters)) == (1, False, 1)
        assert "已在" in again.said
        assert press(place, capsys, "--force").states == [SENT, SENT]
