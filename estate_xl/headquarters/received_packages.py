"""Received packages: as files, in mails, in folders, with passwords."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.engine.errors import EngineError
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.errors.sentences import words_of
from estate_xl.errors.texts.refusals import refusal_of
from estate_xl.language import Label, Phrase, spoken_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from estate_xl.language import Text

_MAIL: Final = ".eml"
_PACKAGES: Final = frozenset({".xlsx", ".xlsm"})
_PROMPT: Final = Label("「{name}」的打開密碼：", "Password of “{name}”: ")
_UNFIT_NAME: Final = Label("名稱不合規則", "its name breaks the rules")


class Received(NamedTuple):
    """A package that came, or why there is none.

    Attributes:
        path: The file that it came in.
        name: What to call it: that of the file, with that of the attachment where it is a mail.
        data: Its bytes, None where they cannot be read.
        reason: Why not.
    """

    path: Path
    name: str
    data: bytes | None
    reason: Text | None = None


def received(paths: Sequence[Path]) -> Iterator[Received]:
    """Every package of files, mails and folders, one after another.

    Of a folder the workbooks and mails that lie in it or in folders of it, by name; files that
    programs keep there for the time being are passed over, and links to folders.
    """
    for path in paths:
        if path.is_dir():
            kinds = _PACKAGES | {_MAIL}
            held = [
                each
                for each in sorted(path.rglob("*"))
                if each.suffix.lower() in kinds and not each.name.startswith(("~$", "."))
            ]
            if not held:
                reason = WorkbookError(ErrorCode.NO_PACKAGE_IN_FOLDER, folder=str(path))
                yield Received(path, path.name, None, reason)
            for each in held:
                yield from _of_file(each)
        else:
            yield from _of_file(path)


def _of_file(path: Path) -> Iterator[Received]:
    try:
        data = _read(path)
    except (WorkbookError, EngineError) as error:
        yield Received(path, path.name, None, words_of(error))
        return
    if path.suffix.lower() != _MAIL:
        yield Received(path, path.name, data)
        return
    try:
        attached = _attached(data)
    except Exception:  # noqa: BLE001 - a mail that was made to be read by nobody raises anything
        reason = WorkbookError(ErrorCode.MAIL_NOT_READ, mail=path.name)
        yield Received(path, path.name, None, reason)
        return
    for name, held in attached:
        yield Received(path, f"{path.name} › {name}", held)
    if not attached:
        reason = WorkbookError(ErrorCode.NO_PACKAGE_IN_MAIL, mail=path.name)
        yield Received(path, path.name, None, reason)


def _attached(mail: bytes) -> list[tuple[str, bytes]]:
    """Names and bytes of the packages in a mail."""
    found = []
    for part in email.message_from_bytes(mail, policy=email.policy.default).walk():
        name = part.get_filename() or ""
        if name.lower().endswith(tuple(_PACKAGES)):
            content = part.get_payload(decode=True)
            found.append((name, content if isinstance(content, bytes) else b""))
    return found


def _read(path: Path) -> bytes:
    from estate_xl.deliver.book_copies import check_size  # noqa: PLC0415 - as in the command line

    try:
        if path.exists() and not path.is_file():
            raise WorkbookError(ErrorCode.NOT_A_PLAIN_FILE, name=path.name)
        check_size(path.name, path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WorkbookError(ErrorCode.NOT_FOUND, path=str(path)) from error
    except (OSError, ValueError) as error:
        reason = refusal_of(error) if isinstance(error, OSError) else _UNFIT_NAME
        raise WorkbookError(ErrorCode.RECEIVED_NOT_READ, name=path.name, reason=reason) from error


class Passwords:
    """Passwords that opened a package before, asked for once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: list[str] = []

    def opened(self, name: str, data: bytes) -> bytes:
        """The package itself: of an encrypted one what a password opens.

        One that did before is tried first, then the keyring's, then one that is typed now.

        Raises:
            WorkbookError: none opens it.
            DeliveryError: it is damaged.
        """
        from estate_xl.deliver.encryption import (  # noqa: PLC0415 - as in the command line
            is_protected,
            unprotect_package,
        )
        from estate_xl.deliver.passwords import (  # noqa: PLC0415 - likewise
            PACKAGE_PASSWORD,
            ask_secret,
            read_secret,
        )

        if not is_protected(data):
            return data
        kept = read_secret(PACKAGE_PASSWORD, prompt=None)
        for password in dict.fromkeys([*self._known, *([kept] if kept else [])]):
            opened = unprotect_package(data, password)
            if opened is not None:
                return opened
        typed = ask_secret(Phrase(_PROMPT, {"name": name}).text(spoken_language()))
        if typed is None:
            raise WorkbookError(ErrorCode.PASSWORD_NEEDED, name=name)
        opened = unprotect_package(data, typed)
        if opened is None:
            raise WorkbookError(ErrorCode.PASSWORD_WRONG, name=name)
        self._known.append(typed)
        return opened
