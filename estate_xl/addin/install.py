"""The add-in put into Excel's start folder and taken away again, and nothing else touched.

What is written is written whole or not at all: if a later file fails, the earlier ones are put
back as they were. A file's old mark of the web goes, as the file itself is replaced.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from estate_xl.addin.locations import LOGS, find_places
from estate_xl.addin.macro_sources import script_for
from estate_xl.addin.python_probe import check_found_isolated
from estate_xl.addin.settings import (
    check_home,
    check_interpreter,
    format_settings,
    parse_folders_made,
    parse_settings,
)
from estate_xl.addin.vba_texts import TITLE
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError
from estate_xl.files.system import Platform
from estate_xl.language import Label, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import PurePath

    from estate_xl.addin.locations import Places
    from estate_xl.files.system import System
    from estate_xl.language import Language

STORE: Final = "WindowsApps"
MARK: Final = ":Zone.Identifier"

_WROTE = Label("已寫入「{path}」。", "Wrote “{path}”.")
_SAME = Label("「{path}」已是最新，沒有改動。", "“{path}” is up to date, unchanged.")
_NEXT = Label(
    "請重新打開 Excel，看有沒有「{tab}」頁；沒有的話，執行 estate-xl addin doctor。",
    "Open Excel anew and look for the tab “{tab}”; if it is not there, run estate-xl addin doctor.",
)
_REMOVED = Label("已刪除「{path}」。", "Removed “{path}”.")
_KEPT = Label(
    "資料夾「{path}」裏還有別的檔案，保留。", "The folder “{path}” holds other files and stays."
)
_COPIES = Label(
    "「{path}」裏有工作簿的備份，保留；不再需要時請自行刪除。",
    "“{path}” holds copies of workbooks and stays; delete it when you do not need them.",
)
_NOTHING = Label("沒有安裝過，沒有改動。", "It was not installed; nothing was changed.")


def install(
    system: System,
    build: Callable[[Language], bytes],
    read_script: Callable[[], bytes],
    language: Language,
) -> list[str]:
    """Put the add-in, its settings and a Mac's script in their places.

    Args:
        system: The computer.
        build: Makes the add-in of a language.
        read_script: Gives the script for a Mac, into which the interpreter's path is written.
        language: Of the add-in and of what is said.

    Returns:
        Sentences, what became of each file first.

    Raises:
        AddinError: something is in the way; nothing was changed.
    """
    places = find_places(system)
    if is_store_python(system):
        raise AddinError(ErrorCode.STORE_PYTHON)
    check_interpreter(system)
    check_home(system, str(places.settings))
    check_found_isolated(system)
    for folder in places.made_by_excel:
        if not system.is_folder(folder):
            raise AddinError(ErrorCode.EXCEL_NEVER_OPENED, folder=str(folder))
    contents = {places.addin: build(language)}
    if places.script is not None:
        contents[places.script] = script_for(read_script(), system.interpreter)
    with _refusing(system, places):
        contents[places.settings] = format_settings(system, _count_folders(system, places))
        wanted = [path for path in places.files if not _is_as_wanted(system, path, contents[path])]
        if places.addin in wanted:
            _check_closed(system, places)
        _write_all(system, {path: contents[path] for path in wanted})
    said = [
        (_WROTE if path in wanted else _SAME).text(language).format(path=path)
        for path in places.files
    ]
    return [*said, Phrase(_NEXT, {"tab": TITLE}).text(language)]


def uninstall(system: System, language: Language) -> list[str]:
    """Remove what `install` and the buttons wrote, and the folders made if nothing else is in them.

    Copies of workbooks stay: they are the office's own.

    Returns:
        Sentences, what was removed first.

    Raises:
        AddinError: Excel has the add-in open, or a file cannot be removed; nothing was changed.
    """
    places = find_places(system)
    said: list[str] = []
    with _refusing(system, places):
        ours = (*reversed(places.files), *(places.data / name for name in LOGS))
        there = [path for path in ours if system.read(path) is not None]
        if not there:
            return [_NOTHING.text(language)]
        if places.addin in there:
            _check_closed(system, places)
        made = _folders_made(system, places)
        _remove_all(system, there)
        said += [_REMOVED.text(language).format(path=path) for path in there]
        for path in reversed(places.files):
            folders = list(path.parents)[: made.get(path.name, 0)]
            said += _remove_folders(system, folders, _KEPT, language)
        said += _remove_folders(system, [places.data], _COPIES, language)
    return said


def _remove_folders(
    system: System, folders: list[PurePath], kept: Label, language: Language
) -> list[str]:
    """Remove each that is empty, up to the first that is not; says what was done."""
    said: list[str] = []
    for folder in folders:
        if system.names(folder):
            return [*said, kept.text(language).format(path=folder)]
        if system.is_folder(folder):
            system.remove_folder(folder)
            said.append(_REMOVED.text(language).format(path=folder))
    return said


def is_store_python(system: System, interpreter: str | None = None) -> bool:
    """True if Windows keeps that Python's writes in the user's folder apart from other programs.

    Args:
        system: The computer.
        interpreter: A path; the running one, and what it is based on, if None.
    """
    places = (system.interpreter, system.base) if interpreter is None else (interpreter,)
    parts = [part for place in places for part in system.platform.path(place).parts]
    return system.platform is Platform.WINDOWS and STORE in parts


@contextmanager
def _refusing(system: System, places: Places) -> Iterator[None]:
    """Turn what the system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        is_mac = system.platform is Platform.MAC
        raise AddinError(
            ErrorCode.INSTALLATION_FAILED_ON_MAC if is_mac else ErrorCode.INSTALLATION_FAILED,
            path=str(error.filename or places.addin),
            reason=error.strerror or str(error),
        ) from error


def _check_closed(system: System, places: Places) -> None:
    owner = f"~${places.addin.name}"
    if owner in system.names(places.addin.parent):
        raise AddinError(ErrorCode.ADDIN_OPEN, path=str(places.addin), owner=owner)


def _is_as_wanted(system: System, path: PurePath, data: bytes) -> bool:
    return system.read(path) == data and not is_marked(system, path)


def is_marked(system: System, path: PurePath) -> bool:
    """True if Windows noted in a stream of its own that the file came from the web."""
    if system.platform is not Platform.WINDOWS:
        return False
    try:
        return system.read(path.with_name(path.name + MARK)) is not None
    except OSError:  # A share or a disk that has no streams.
        return False


def _count_folders(system: System, places: Places) -> dict[str, int]:
    """Folders that we made above each file, with those that are yet to be made."""
    made = _folders_made(system, places)
    for path in places.files:
        missing = sum(not system.is_folder(folder) for folder in path.parents)
        made[path.name] = max(made.get(path.name, 0), missing)
    return made


def _folders_made(system: System, places: Places) -> dict[str, int]:
    data = system.read(places.settings)
    return {} if data is None else parse_folders_made(parse_settings(system, data))


def _write_all(system: System, contents: dict[PurePath, bytes]) -> None:
    """Write each file; after a failure put back what was there."""
    before = {path: system.read(path) for path in contents}
    made: list[PurePath] = []
    with _undoing(system, before, made):
        for path, data in contents.items():
            for folder in reversed(path.parents):
                if not system.is_folder(folder):
                    system.make_folder(folder)
                    made.append(folder)
            system.write(path, data)


def _remove_all(system: System, paths: list[PurePath]) -> None:
    """Remove each file; after a failure put back what was there."""
    with _undoing(system, {path: system.read(path) for path in paths}, []):
        for path in paths:
            system.remove(path)


@contextmanager
def _undoing(
    system: System, before: dict[PurePath, bytes | None], made: list[PurePath]
) -> Iterator[None]:
    """After a failure put files back as they were, and remove the folders made by then."""
    try:
        yield
    except OSError:
        for path, old in before.items():
            with suppress(OSError):
                if old is None:
                    system.remove(path)
                elif system.read(path) != old:
                    system.write(path, old)
        for folder in reversed(made):
            with suppress(OSError):
                system.remove_folder(folder)
        raise
