"""What the workbook says of the mail server, and what only the user's own settings may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.deliver.server import Server, read_server, settings_file
from estate_xl.errors import DeliveryError
from estate_xl.schema import SETTINGS, OfficeSettings

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
["mail.example.com"]
token_command = ["get-token", "office"]
implicit_tls = true
timeout_seconds = 5
"""


def settings(**values: str | float) -> OfficeSettings:
    held = {setting.key: setting.default for setting in SETTINGS}
    return OfficeSettings({**held, **values})


def test_the_workbook_alone(tmp_path: Path) -> None:
    held = settings(smtp_host=" Mail.Example.com ", smtp_user="a@example.com")
    server = read_server(held, tmp_path / "none.toml")
    assert server == Server("mail.example.com", 587, "a@example.com", implicit_tls=False)
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
def test_odd_signs_are_refused(tmp_path: Path, key: str, value: str) -> None:
    """Host and account are shown in a command that a person copies."""
    held = settings(**{"smtp_host": "mail.example.com", key: value})
    with pytest.raises(DeliveryError, match=key):
        read_server(held, tmp_path / "none.toml")


def test_port_465_is_tls_at_once(tmp_path: Path) -> None:
    held = settings(smtp_host="mail.example.com", smtp_port=465)
    assert read_server(held, tmp_path / "none.toml").implicit_tls


def test_the_users_settings_are_for_their_host_alone(tmp_path: Path) -> None:
    """A workbook that names another host gets no command to run and no token."""
    own = tmp_path / "smtp.toml"
    own.write_text(OWN, encoding="utf-8")
    server = read_server(settings(smtp_host="MAIL.example.com"), own)
    assert server.token_command == ("get-token", "office")
    assert (server.implicit_tls, server.timeout_seconds) == (True, 5)
    other = read_server(settings(smtp_host="evil.example.com"), own)
    assert other.token_command == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[[",
        '["mail.example.com"]\ntoken_command = "rm -rf"',
        '["mail.example.com"]\ntimeout_seconds = 0',
        '["mail.example.com"]\nimplicit_tls = "no"',
        '"mail.example.com" = 3',
    ],
)
def test_settings_that_cannot_be_understood(tmp_path: Path, text: str) -> None:
    own = tmp_path / "smtp.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(DeliveryError, match=r"smtp\.toml"):
        read_server(settings(smtp_host="mail.example.com"), own)


@pytest.mark.parametrize(
    ("system", "variable"), [("win32", "APPDATA"), ("linux", "XDG_CONFIG_HOME")]
)
def test_where_the_users_settings_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, variable: str
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setenv(variable, str(tmp_path))
    assert settings_file() == tmp_path / "estate_xl" / "smtp.toml"
