"""Which mail server is used: what the workbook proposes, and what the user's own settings say."""

from __future__ import annotations

import re
from dataclasses import replace

import keyring
import pytest

from estate_xl.deliver.server import Server, parse_server_name
from estate_xl.deliver.smtp_login import Secret
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.schema import SETTINGS, OfficeSettings
from estate_xl.user_settings import UserSettings
from estate_xl.user_settings.mail_server import read_server
from support.mails import PASSWORD, PlainKeyring


def settings(**values: str | float) -> OfficeSettings:
    held = {setting.key: setting.default for setting in SETTINGS}
    return OfficeSettings({**held, **values})


def own(**values: object) -> UserSettings:
    return UserSettings.from_json(values)


def read(held: OfficeSettings, mine: UserSettings | None = None) -> Server:
    server = read_server(held, mine or UserSettings())
    assert server is not None
    return server


def test_the_workbook_alone_proposes_a_server_that_is_not_known() -> None:
    server = read(settings(smtp_host=" Mail.Example.com ", smtp_user="a@example.com"))
    assert server == Server("mail.example.com", 587, "a@example.com", implicit_tls=False)
    assert not server.is_known
    assert server.secret_name == "smtp:a@example.com@mail.example.com:587"  # noqa: S105 - a name


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("smtp_host", "mail.example.com; rm -rf ~"),
        ("smtp_host", "mail.example.com\nX"),
        ("smtp_user", "a$(id)"),
        ("smtp_user", "a\x1b[2J"),
        ("smtp_user", "王"),
    ],
)
def test_odd_signs_are_refused(key: str, value: str) -> None:
    """Host and account are shown in a command that a person copies."""
    held = settings(**{"smtp_host": "mail.example.com", key: value})
    with pytest.raises(DeliveryError, match=key):
        read(held)


def test_port_465_is_tls_at_once() -> None:
    assert read(settings(smtp_host="mail.example.com", smtp_port=465)).implicit_tls


def test_the_users_own_server_wins_whole() -> None:
    """Port and account of another server that the workbook names do not go with it."""
    theirs = settings(smtp_host="evil.example.com", smtp_port=2525, smtp_user="them@example.com")
    server = read(theirs, own(smtp_host="Mail.Example.com", smtp_security="tls", smtp_timeout=5))
    assert (server.host, server.port, server.user) == ("mail.example.com", 465, "")
    assert (server.implicit_tls, server.timeout_seconds, server.is_known) == (True, 5, True)
    mine = own(smtp_host="mail.example.com", smtp_port=26, smtp_user="me@example.com")
    server = read(theirs, mine)
    assert (server.port, server.user) == (26, "me@example.com")


def test_the_workbook_completes_the_server_that_the_user_set() -> None:
    held = settings(smtp_host="mail.example.com", smtp_port=2525, smtp_user="a@example.com")
    server = read(held, own(smtp_host="mail.example.com"))
    assert (server.port, server.user, server.is_known) == (2525, "a@example.com", True)


def test_a_token_goes_to_the_users_own_server_alone() -> None:
    command = ["/usr/bin/get-token", "office"]
    mine = own(smtp_host="mail.example.com", token_command=command)
    assert read(settings(smtp_host="evil.example.com"), mine).token_command == tuple(command)
    assert read(settings(smtp_host="evil.example.com"), mine).host == "mail.example.com"
    with pytest.raises(DeliveryError, match="登錄令牌不會交給工作簿選的服務器"):
        read(settings(smtp_host="evil.example.com"), own(token_command=command))


@pytest.mark.parametrize(
    ("confirmed", "is_known"),
    [
        ("mail.example.com", True),
        ("MAIL.example.com:587", True),
        ("a@example.com@mail.example.com:587", True),
        ("a@example.com@mail.example.com", True),
        ("mail.example.com:25", False),
        ("b@example.com@mail.example.com:587", False),
        ("example.com", False),
    ],
)
def test_a_confirmed_server_may_leave_port_and_account_open(
    confirmed: str, *, is_known: bool
) -> None:
    held = settings(smtp_host="mail.example.com", smtp_user="a@example.com")
    mine = UserSettings().with_confirmed("server", [confirmed])
    assert read(held, mine).is_known is is_known


def test_nobody_names_a_server() -> None:
    assert read_server(settings(), UserSettings()) is None


@pytest.mark.parametrize("text", ["", "@", "a b", "mail.example.com:x", "mail.example.com:587:1"])
def test_what_names_no_server(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_server_name(text)


def test_a_password_is_neither_fetched_nor_asked_for_a_server_that_is_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "smtp:a@example.com@mail.example.com:587"
    keyring.set_keyring(PlainKeyring({("estate_xl", name): PASSWORD}))
    monkeypatch.setattr("getpass.getpass", lambda _: pytest.fail("it was asked for"))
    server = read(settings(smtp_host="mail.example.com", smtp_user="a@example.com"))
    with pytest.raises(DeliveryError, match="還沒有由您確認") as refused:
        Secret(server).get()
    assert "keyring" not in str(refused.value)
    Secret(replace(server, is_known=True)).get()
