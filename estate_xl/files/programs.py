r"""The paths of programs that we start: always whole, never a name for the system to look up.

Windows looks a bare name up in the current folder first, other systems in whatever an empty or
relative entry of PATH means: there a program may lie that came by mail beside a workbook. So the
user's own settings are asked, then fixed places that only an administrator can write, and last
those entries of PATH that name a folder by its whole path. Of them the current folder and the
workbook's do not count, nor on Windows what lies on another machine.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import ProgramError
from estate_xl.files.system import Platform

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import PurePath

    from estate_xl.files.system import System

_PROGRAM_FILES: Final = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
_USUAL_PROGRAM_FILES: Final = (r"C:\Program Files", r"C:\Program Files (x86)")


@dataclass(frozen=True)
class Program:
    """A program that we may start.

    Attributes:
        key: Its key in the user's settings.
        files: Names of its file, by kind of computer.
        places: Its usual whole paths; on Windows below the folders of programs.
        versions: Folders in which each version has a folder of its own: where, how their names
            begin, and the rest of the path.
    """

    key: str
    files: Mapping[Platform, tuple[str, ...]]
    places: Mapping[Platform, tuple[str, ...]]
    versions: tuple[tuple[str, str, str], ...] = ()


LIBREOFFICE: Final = Program(
    key="soffice",
    files={
        # Never .bat or .cmd: those are read by a shell, with all that a path may hold.
        Platform.WINDOWS: ("soffice.exe",),
        Platform.MAC: ("soffice",),
        Platform.OTHER: ("soffice", "libreoffice"),
    },
    places={
        Platform.WINDOWS: (r"LibreOffice\program\soffice.exe",),
        Platform.MAC: ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
        Platform.OTHER: (
            "/usr/bin/soffice",
            "/usr/bin/libreoffice",
            "/usr/lib/libreoffice/program/soffice",
            "/usr/lib64/libreoffice/program/soffice",
            "/usr/local/bin/soffice",
            "/snap/bin/libreoffice",
        ),
    },
    versions=(("/opt", "libreoffice", "program/soffice"),),
)


def program_path(
    system: System,
    program: Program,
    *,
    configured: str | None = None,
    avoided: Collection[PurePath] = (),
) -> str | None:
    """The program's whole path, None where it is nowhere.

    Args:
        system: The computer.
        program: Which.
        configured: What the user's own settings say, which then is the only place.
        avoided: Folders that count for nothing on PATH, such as the workbook's.

    Raises:
        ProgramError: what the settings say is no whole path, or there is no program.
    """
    if configured:
        check_program(system, configured, program.key)
        return configured
    found = chain(_fixed(system, program), _on_path(system, program, avoided))
    return next((str(path) for path in found if system.is_program(path)), None)


def check_program(system: System, path: str, key: str) -> None:
    """Refuse what the user's settings name unless it is a program by its whole path.

    Args:
        system: The computer.
        path: What they name.
        key: Under which key.

    Raises:
        ProgramError: likewise.
    """
    pure = system.platform.path(path)
    if not pure.is_absolute():
        raise ProgramError(ErrorCode.NOT_WHOLE_PATH, key=key, path=path)
    if not system.is_program(pure):
        raise ProgramError(ErrorCode.NO_PROGRAM, key=key, path=path)


def _fixed(system: System, program: Program) -> Iterator[PurePath]:
    path = system.platform.path
    if system.platform is Platform.WINDOWS:
        given = (system.variable(name) for name in _PROGRAM_FILES)
        folders = dict.fromkeys((*filter(None, given), *_USUAL_PROGRAM_FILES))
        for folder in folders:
            if _is_local(path(folder), system):
                yield from (path(folder) / each for each in program.places[system.platform])
        return
    yield from map(path, program.places[system.platform])
    if system.platform is Platform.OTHER:
        for above, start, rest in program.versions:
            with suppress(OSError):
                names = [name for name in system.names(path(above)) if name.startswith(start)]
                yield from (path(above) / name / rest for name in reversed(names))


def _on_path(system: System, program: Program, avoided: Collection[PurePath]) -> Iterator[PurePath]:
    separator = ";" if system.platform is Platform.WINDOWS else ":"
    here = system.working_folder()
    shunned = [*avoided, *(() if here is None else (here,))]
    for entry in (system.variable("PATH") or "").split(separator):
        folder = system.platform.path(entry.strip('"'))
        if not _is_local(folder, system):
            continue
        if any(system.is_same_folder(folder, each) for each in shunned):
            continue
        yield from (folder / name for name in program.files[system.platform])


def _is_local(folder: PurePath, system: System) -> bool:
    r"""True if it is a whole path and, on Windows, on a drive: `\\server\share` is none."""
    return folder.is_absolute() and (
        system.platform is not Platform.WINDOWS or folder.drive.endswith(":")
    )
