r"""The one file of the user's own settings: `settings.json` in the user's folder for such files.

Windows: `%APPDATA%\estate_xl`; elsewhere `$XDG_CONFIG_HOME/estate_xl` or `~/.config/estate_xl`.
The variable `ESTATE_XL_SETTINGS` names another file. It is for the user's eyes alone, and is
replaced in one step.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import SettingsError, WorkbookError
from estate_xl.files.replacement import NOTHING, digest_of, flush, named, placed_files, put_in_place
from estate_xl.files.temporary_files import temporary_beside
from estate_xl.language import Clause, Label, Phrase
from estate_xl.user_settings.settings import UserSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.language import Fact

VARIABLE: Final = "ESTATE_XL_SETTINGS"
_NAME, _OLDER = "settings.json", "smtp.toml"
_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700
_MOST_BYTES: Final = 1 << 20
_TRIES: Final = 5
_TOO_LARGE: Final = Label("太大", "it is too large")
_IN_LINE: Final = Label("第 {line} 行", "line {line}")
_NO_JSON: Final = Label("寫法不對", "it is not written as it should be")


def settings_file() -> Path:
    """The path of the user's own settings.

    Raises:
        SettingsError: the system does not tell where the user's folder is.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen)
    try:
        return _folder() / "estate_xl" / _NAME
    except RuntimeError as error:
        raise SettingsError(ErrorCode.NO_USER_FOLDER, variable=VARIABLE) from error


def _folder() -> Path:
    if sys.platform == "win32":
        folder = os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming"
    else:
        folder = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(folder)


def read_settings(path: Path | None = None) -> UserSettings:
    """The user's own settings; without a file nothing is set.

    Args:
        path: The file; None for the usual one.

    Raises:
        SettingsError: the file cannot be understood.
    """
    file = path or settings_file()
    return _parsed(file, _bytes(file))


def change_settings(
    change: Callable[[UserSettings], UserSettings], path: Path | None = None
) -> UserSettings:
    """The settings, changed and kept; what another command kept meanwhile is kept, too.

    Args:
        change: Makes new settings of the present ones.
        path: The file; None for the usual one.

    Raises:
        SettingsError: the file cannot be understood or written, or the change is refused.
    """
    file = Path(os.path.realpath(path or settings_file()))
    try:
        with named(file):
            file.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        for left in reversed(range(_TRIES)):
            data = _bytes(file)
            changed = change(_parsed(file, data))
            try:
                _write(file, changed, NOTHING if data is None else digest_of(data))
            except WorkbookError:
                if not left or _bytes(file) == data:
                    raise
            else:
                return changed
    except WorkbookError as error:
        raise SettingsError(error.code, **error.facts) from error
    raise AssertionError


def _write(file: Path, settings: UserSettings, expected: str) -> None:
    text = json.dumps(settings.as_json(), ensure_ascii=False, indent=2)
    with placed_files(), named(file), temporary_beside(file) as temporary:
        temporary.chmod(_MODE)
        temporary.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        flush(temporary)
        with suppress(FileNotFoundError):
            file.chmod(_MODE)  # the new file gets the mode of the one it replaces
        put_in_place(temporary, file, expected=expected, has_backup=False)
        file.chmod(_MODE)  # whatever mode new files have here


def _bytes(file: Path) -> bytes | None:
    try:
        with file.open("rb") as held:
            data = held.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(ErrorCode.SETTINGS_NOT_READ, file=str(file), reason=reason) from error
    if len(data) > _MOST_BYTES:
        raise _damaged(file, _TOO_LARGE)
    return data


def _parsed(file: Path, data: bytes | None) -> UserSettings:
    older = file.with_name(_OLDER)
    found = older if older.exists() else None
    if data is None:
        return UserSettings(older=found)
    try:
        settings = UserSettings.from_json(json.loads(data.decode("utf-8-sig")))
    except SettingsError as error:
        raise _damaged(file, Clause(error)) from error
    except json.JSONDecodeError as error:
        raise _damaged(file, Phrase(_IN_LINE, {"line": error.lineno})) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise _damaged(file, _NO_JSON) from error
    return replace(settings, older=found)


def _damaged(file: Path, reason: Fact) -> SettingsError:
    return SettingsError(ErrorCode.SETTINGS_DAMAGED, file=str(file), reason=reason)
