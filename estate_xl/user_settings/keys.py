"""The user's own settings declared once: their keys, and how a value of each is written."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.deliver.addresses import parse_addresses, parse_domains
from estate_xl.deliver.foreign_words import one_line
from estate_xl.deliver.server import ACCOUNT, HOST, LONGEST_SECONDS, parse_server_name
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import SettingsError
from estate_xl.language import Label, Listing
from estate_xl.output import visible
from estate_xl.schema.terms import NO, YES
from estate_xl.spelling import Spellings, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.language import Fact, Language

Value = str | int | bool | tuple[str, ...]

STARTTLS, TLS = "starttls", "tls"
_LAST_PORT: Final = 65535


@dataclass(frozen=True)
class Key:
    """One setting.

    Attributes:
        label: What it is.
        form: How its value is written.
        read: The value of a text, or of what the file holds. Raises ValueError.
    """

    label: Label
    form: Label
    read: Callable[[object], Value]


@dataclass(frozen=True)
class Confirmed:
    """The kinds of what a user confirms once, before mail goes there.

    Attributes:
        listed: Name of its list in the file.
        label: What it is.
        form: How one is written.
        read: The one that a text means. Raises ValueError.
    """

    listed: str
    label: Label
    form: Label
    read: Callable[[str], str]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or visible(value) != value:
        raise ValueError(value)
    return value.strip()


def _number(value: object, most: int) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not text.isdecimal() or not 1 <= int(text) <= most:
        raise ValueError(value)
    return int(text)


def _host(value: object) -> str:
    host = _text(value).casefold()
    if not HOST.fullmatch(host):
        raise ValueError(value)
    return host


def _account(value: object) -> str:
    account = _text(value)
    if not ACCOUNT.fullmatch(account):
        raise ValueError(value)
    return account


def _security(value: object) -> str:
    kind = _text(value).casefold()
    if kind not in {STARTTLS, TLS}:
        raise ValueError(value)
    return kind


def _address(value: object) -> str:
    held = parse_addresses(_text(value))
    if held.bad or len(held.good) != 1:
        raise ValueError(value)
    return str(held.good[0])


def _recipient(value: str) -> str:
    held = parse_addresses(_text(value))
    if held.bad or len(held.good) != 1:
        raise ValueError(value)
    return held.good[0].address.casefold()


def _domains(value: object) -> tuple[str, ...]:
    listed = [_text(each) for each in value] if isinstance(value, list | tuple) else [_text(value)]
    found = tuple(dict.fromkeys(name for each in listed for name in parse_domains(each)))
    if not found or not all(parse_addresses(f"a@{name}").good for name in found):
        raise ValueError(value)
    return found


def _domain(value: str) -> str:
    (found,) = _domains(value)
    return found


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    for label, answer in ((YES, True), (NO, False)):
        if fold(_text(value)) in map(fold, label.spellings()):
            return answer
    raise ValueError(value)


def _program(value: object) -> str:
    """A program by its whole path, on a drive of this computer."""
    path = _text(value)
    if not Path(path).is_absolute() or path.startswith(("\\\\", "//")):
        raise ValueError(value)
    return path


def _command(value: object) -> tuple[str, ...]:
    """A program by its whole path, and its arguments."""
    if isinstance(value, list | tuple):
        program, *rest = value
        if not all(isinstance(word, str) for word in rest):
            raise ValueError(value)
        return (_program(program), *rest)
    lexer = shlex.shlex(_text(value), posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.escape, lexer.commenters = True, "", ""
    return _command(list(lexer))


_PROGRAM: Final = Label("程序的完整路徑（在這臺電腦上）", "a program's whole path on this computer")

KEYS: Final = {
    "smtp_host": Key(
        Label("發信服務器", "Mail server"),
        Label("服務器名，例如 smtp.example.com", "a server's name, such as smtp.example.com"),
        _host,
    ),
    "smtp_port": Key(
        Label("端口", "Port"),
        Label(f"1 到 {_LAST_PORT} 的整數", f"a whole number from 1 to {_LAST_PORT}"),
        lambda value: _number(value, _LAST_PORT),
    ),
    "smtp_security": Key(
        Label("加密方式", "Encryption"),
        Label("starttls 或 tls（一開始就加密）", "starttls, or tls for TLS at once"),
        _security,
    ),
    "smtp_timeout": Key(
        Label("最多等幾秒", "Longest wait in seconds"),
        Label(f"1 到 {LONGEST_SECONDS} 的整數", f"a whole number from 1 to {LONGEST_SECONDS}"),
        lambda value: _number(value, LONGEST_SECONDS),
    ),
    "smtp_user": Key(
        Label("發信賬號", "Account"),
        Label("賬號（密碼不在此填寫）", "an account, never the password"),
        _account,
    ),
    "token_command": Key(
        Label("取得登錄令牌的命令", "Command that prints a token"),
        Label(f"{_PROGRAM.hant}，後面可以有參數", f"{_PROGRAM.en}, and its arguments"),
        _command,
    ),
    "sender": Key(
        Label("發件人郵箱", "Sender"), Label("一個郵箱地址", "one mail address"), _address
    ),
    "domains": Key(
        Label("允許發往的郵箱域名", "Allowed mail domains"),
        Label("域名，多個用分號隔開", "domains, separated by ;"),
        _domains,
    ),
    "mask_phones": Key(
        Label("遮蓋計分依據裏的電話號碼", "Mask telephone numbers in the evidence"),
        Label("是 或 否", "yes or no"),
        _yes_no,
    ),
    "soffice": Key(Label("LibreOffice 的 soffice", "LibreOffice's soffice"), _PROGRAM, _program),
}
"""By key, in the order in which they are shown."""

PROPOSED_AS: Final = {
    "smtp_host": "smtp_host",
    "smtp_port": "smtp_port",
    "smtp_user": "smtp_user",
    "sender": "sender",
    "domains": "hq_domains",
}
"""Keys of 參數 that propose a value, by the user's own key."""

CONFIRMED: Final = {
    "recipient": Confirmed(
        "recipients",
        Label("收件人", "recipients"),
        Label("一個郵箱地址", "one mail address"),
        _recipient,
    ),
    "domain": Confirmed(
        "domains", Label("域名", "domains"), Label("一個域名", "one domain"), _domain
    ),
    "server": Confirmed(
        "servers",
        Label("服務器", "servers"),
        Label(
            "服務器，可以連賬號和端口，例如 office@smtp.example.com:587",
            "a server, perhaps with account and port, such as office@smtp.example.com:587",
        ),
        lambda text: parse_server_name(_text(text)).name,
    ),
}
"""By the word of the command."""


def find_key(text: str) -> str:
    """The key that a text means, whatever its case, with - for _.

    Raises:
        SettingsError: it is none; the nearest is named.
    """
    key = text.strip().casefold().replace("-", "_")
    if key in KEYS:
        return key
    typed, nearest = one_line(text), Spellings(KEYS).nearest(key)
    if nearest:
        raise SettingsError(ErrorCode.UNKNOWN_KEY_LIKE, key=typed, nearest=Listing(nearest))
    raise SettingsError(ErrorCode.UNKNOWN_KEY, key=typed, known=Listing(list(KEYS)))


def read_value(key: str, value: object) -> Value:
    """The value of a known key, of a text or of what the file holds.

    Raises:
        SettingsError: it does not fit.
    """
    try:
        return KEYS[key].read(value)
    except ValueError as error:
        raise _unfit(key, value, KEYS[key].form) from error


def read_confirmed(kind: str, text: object) -> str:
    """The confirmations, as the file keeps them.

    Args:
        kind: `recipient`, `domain` or `server`.
        text: As typed.

    Raises:
        SettingsError: it is none.
    """
    held = CONFIRMED[kind]
    try:
        return held.read(_text(text))
    except ValueError as error:
        raise _unfit(held.label, text, held.form) from error


def shown_value(key: str, value: Value, language: Language) -> str:
    """The value as a person reads it, and as `read_value` takes it."""
    if isinstance(value, bool):
        return (YES if value else NO).text(language)
    if not isinstance(value, tuple):
        return str(value)
    if key == "domains":
        return "; ".join(value)
    return " ".join(f'"{word}"' if " " in word else word for word in value)


def _unfit(name: Fact, value: object, form: Label) -> SettingsError:
    shown = one_line(str(value))
    return SettingsError(ErrorCode.UNFIT_VALUE, name=name, value=shown, form=form)
