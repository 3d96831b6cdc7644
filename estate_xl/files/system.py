r"""The one seam to the computer: its files, environment, registry, programs.

Paths are pure ones of the computer looked at, so that a test can look at a made Windows from
anywhere. A registry key is written `HKCU\…` or `HKLM\…`, always in the view of 64-bit programs;
32-bit ones are found under `WOW6432Node`. Names of values are given in lower case.
"""

from __future__ import annotations

import locale
import os
import subprocess
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import PurePath

Value = int | str | bytes | list[str] | None
_SECONDS = 60


class Platform(Enum):
    """The kinds of computer that differ for us."""

    WINDOWS = "Windows"
    MAC = "macOS"
    OTHER = "Linux"

    @property
    def path(self) -> type[PurePath]:
        """The class of its paths."""
        return PureWindowsPath if self is Platform.WINDOWS else PurePosixPath


class Ran(NamedTuple):
    """The result of a program: its status and output."""

    status: int
    out: str
    err: str


class System(Protocol):
    """A computer: files, environment, registry, programs. All but `run` may raise `OSError`."""

    platform: Platform
    interpreter: str
    base: str
    """The folder of the Python itself, of which the interpreter may be a virtual environment."""
    encoding: str
    """In which VBA reads a text file."""

    def variable(self, name: str) -> str | None:
        """A variable of the environment; None where it is missing or empty."""

    def working_folder(self) -> PurePath | None:
        """The current folder; None where it is gone."""

    def registry(self, key: str) -> dict[str, Value]:
        """Values of a key by lower-case name; empty where there is no such key."""

    def subkeys(self, key: str) -> list[str]:
        """Names of the keys below; empty where there is no such key."""

    def read(self, path: PurePath) -> bytes | None:
        """A file's bytes; None where there is none."""

    def is_folder(self, path: PurePath) -> bool:
        """True if there is a folder."""

    def is_program(self, path: PurePath) -> bool:
        """True if there is a file that may be started."""

    def is_same_folder(self, one: PurePath, other: PurePath) -> bool:
        """True if both lead to one place, through links or in capitals that do not count."""

    def names(self, folder: PurePath) -> list[str]:
        """The names in a folder, sorted; empty where there is none."""

    def make_folder(self, path: PurePath) -> None:
        """Make one folder."""

    def write(self, path: PurePath, data: bytes) -> None:
        """Write a file in one step: whole, or as it was before."""

    def remove(self, path: PurePath) -> None:
        """Remove a file."""

    def remove_folder(self, path: PurePath) -> None:
        """Remove an empty folder."""

    def run(self, words: Sequence[str]) -> Ran:
        """Run a program, named by its whole path, to its end, with its own folder as working one.

        A program that cannot be started has a status.
        """


class LocalFiles:
    """Files of this computer; `place` says where a path lies on the disk."""

    platform: Platform

    def place(self, path: PurePath) -> Path:
        """The path on the disk."""
        return Path(path)

    def read(self, path: PurePath) -> bytes | None:
        """See `System`."""
        try:
            return self.place(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def is_folder(self, path: PurePath) -> bool:
        """See `System`."""
        return self.place(path).is_dir()

    def is_program(self, path: PurePath) -> bool:
        """See `System`."""
        place = self.place(path)
        try:
            is_file = place.is_file()
        except (OSError, ValueError):
            return False
        return is_file and (self.platform is Platform.WINDOWS or os.access(place, os.X_OK))

    def is_same_folder(self, one: PurePath, other: PurePath) -> bool:
        """See `System`."""
        try:
            return one == other or self.place(one).samefile(self.place(other))
        except (OSError, ValueError):
            return False

    def names(self, folder: PurePath) -> list[str]:
        """See `System`."""
        try:
            return sorted(each.name for each in self.place(folder).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folder(self, path: PurePath) -> None:
        """See `System`."""
        self.place(path).mkdir()

    def write(self, path: PurePath, data: bytes) -> None:
        """See `System`; a stream that marked the old file as from the web goes with it."""
        target = self.place(path)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        finally:
            with suppress(OSError):
                temporary.unlink()

    def remove(self, path: PurePath) -> None:
        """See `System`."""
        self.place(path).unlink()

    def remove_folder(self, path: PurePath) -> None:
        """See `System`."""
        self.place(path).rmdir()


def as_file_name(text: str) -> str:
    """A name of ours as this computer's files bear it, also where its encoding lacks the letters.

    Such a Python knows each name by its bytes, which are those that any other program gives it.

    >>> as_file_name("备份 2026")
    '备份 2026'
    """
    return text if sys.platform == "win32" else os.fsdecode(text.encode())


class LocalSystem(LocalFiles):
    """This computer."""

    def __init__(self) -> None:
        """Look at the running Python once."""
        kinds = {"win32": Platform.WINDOWS, "darwin": Platform.MAC}
        self.platform = kinds.get(sys.platform, Platform.OTHER)
        self.interpreter = sys.executable
        self.base = sys.base_prefix
        self.encoding = locale.getencoding()

    def variable(self, name: str) -> str | None:
        """See `System`."""
        return os.environ.get(name) or None

    def working_folder(self) -> PurePath | None:
        """See `System`."""
        try:
            return Path.cwd()
        except OSError:
            return None

    def registry(self, key: str) -> dict[str, Value]:
        """See `System`."""
        return _registry_values(key)

    def subkeys(self, key: str) -> list[str]:
        """See `System`."""
        return _registry_keys(key)

    def run(self, words: Sequence[str]) -> Ran:
        """See `System`."""
        program = Path(words[0])
        if not program.is_absolute():
            return Ran(-1, "", "not a whole path")
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter we run in or wrote down, no shell
                list(words),
                cwd=program.parent,
                check=False,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            return Ran(-1, "", str(error))
        return Ran(done.returncode, done.stdout, done.stderr)


if sys.platform == "win32":
    import winreg

    _ROOTS = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
    _ACCESS = winreg.KEY_READ | winreg.KEY_WOW64_64KEY

    def _registry_values(key: str) -> dict[str, Value]:
        root, _, rest = key.partition("\\")
        try:
            with winreg.OpenKey(_ROOTS[root], rest, 0, _ACCESS) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                values = [winreg.EnumValue(opened, index) for index in range(count)]
        except OSError:
            return {}
        return {name.lower(): value for name, value, _ in values}

    def _registry_keys(key: str) -> list[str]:
        root, _, rest = key.partition("\\")
        try:
            with winreg.OpenKey(_ROOTS[root], rest, 0, _ACCESS) as opened:
                count = winreg.QueryInfoKey(opened)[0]
                return [winreg.EnumKey(opened, index) for index in range(count)]
        except OSError:
            return []

else:

    def _registry_values(key: str) -> dict[str, Value]:  # noqa: ARG001 - there is no registry here
        return {}

    def _registry_keys(key: str) -> list[str]:  # noqa: ARG001 - there is no registry here
        return []
