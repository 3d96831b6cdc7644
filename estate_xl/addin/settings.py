"""The settings file that the add-in reads: lines of `"KEY","VALUE"`, as xlwings has them.

VBA reads it in the computer's own code page, so it is written so. Besides the interpreter it
remembers how many folders an installation made above each of its files, for the removal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError
from estate_xl.files.system import Platform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.files.system import System

INTERPRETERS: Final = {Platform.WINDOWS: "INTERPRETER_WIN", Platform.MAC: "INTERPRETER_MAC"}
_MADE: Final = "FOLDERS_MADE"
_LINE: Final = re.compile(r'"([^"]*)","([^"]*)"')
# What the add-in refuses: a quote ends the value, and programs put something else for %names%.
_FORBIDDEN: Final = frozenset('"%$<>|*?')
_MOST_LETTERS: Final = 259
_NAMES: Final = ("python.exe", "pythonw.exe")

_EXAMPLES: Final = {
    Platform.WINDOWS: r"C:\Python312",
    Platform.MAC: "/Library/Frameworks/Python.framework",
}


def encoding(system: System) -> str:
    """The encoding that VBA surely reads: the code page of a Windows, ASCII on a Mac."""
    return system.encoding if system.platform is Platform.WINDOWS else "ascii"


def check_interpreter(system: System) -> None:
    """Refuse an interpreter whose path VBA could not read or hand on.

    Raises:
        AddinError: its path has such characters.
    """
    path = system.interpreter
    if not is_usable(system, path):
        example = _EXAMPLES[system.platform]
        raise AddinError(ErrorCode.INTERPRETER_UNFIT, path=path, example=example)


def check_home(system: System, path: str) -> None:
    """Refuse a user's folder that VBA could not name; a Mac's is asked of the system.

    Raises:
        AddinError: the code page lacks one of its characters.
    """
    if system.platform is Platform.WINDOWS and not _fits(path, system.encoding):
        raise AddinError(ErrorCode.HOME_UNFIT, path=path)


def format_settings(system: System, folders_made: Mapping[str, int]) -> bytes:
    """The file's bytes for the running interpreter, which `check_interpreter` has passed.

    Args:
        system: The computer.
        folders_made: How many folders were made above the file of that name.
    """
    values = {INTERPRETERS[system.platform]: system.interpreter}
    values |= {f"{_MADE}:{name}": str(count) for name, count in folders_made.items() if count}
    end = "\r\n" if system.platform is Platform.WINDOWS else "\n"
    text = "".join(f'"{key}","{value}"{end}' for key, value in values.items())
    return text.encode(encoding(system))


def parse_settings(system: System, data: bytes) -> dict[str, str]:
    """Values by key; lines of another form are passed over, as VBA does not ask for them."""
    text = data.decode(encoding(system), errors="replace")
    return dict(_LINE.findall(text))


def parse_folders_made(values: Mapping[str, str]) -> dict[str, int]:
    """Numbers of folders made above each file, by its name."""
    counts = ((key.partition(":"), value) for key, value in values.items())
    return {
        name: int(value) for (key, _, name), value in counts if key == _MADE and value.isdecimal()
    }


def is_usable(system: System, path: str) -> bool:
    """True if the add-in takes that interpreter: as `IsSafe` in macros/EstateBinding.bas.

    A Mac's is in the script, which is ASCII.
    """
    if not _fits(path, encoding(system)) or _FORBIDDEN.intersection(path):
        return False
    if system.platform is not Platform.WINDOWS:
        return path.startswith("/")
    pure = system.platform.path(path)
    is_local = re.match(r"[A-Za-z]:\\", path) is not None and ":" not in path[2:]
    is_plain = "/" not in path and ".." not in pure.parts and len(path) <= _MOST_LETTERS
    return is_local and is_plain and pure.name.lower() in _NAMES


def _fits(path: str, code_page: str) -> bool:
    try:
        path.encode(code_page)
    except (UnicodeEncodeError, LookupError):
        return False
    return all(letter >= " " for letter in path)
