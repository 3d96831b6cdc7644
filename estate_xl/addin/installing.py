"""The add-in put into Excel's start folder and taken away again, and nothing else touched.

What is written is written whole or not at all: if a later file fails, the earlier ones are put
back as they were. A file's old mark of the web goes, as the file itself is replaced.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from estate_xl.addin.places import LOGS, find_places
from estate_xl.addin.probing import check_found_isolated
from estate_xl.addin.settings import (
    check_home,
    check_interpreter,
    format_settings,
    parse_folders_made,
    parse_settings,
)
from estate_xl.addin.sources import script_for
from estate_xl.errors import AddinError
from estate_xl.schema import Label
from estate_xl.system import Platform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import PurePath

    from estate_xl.addin.places import Places
    from estate_xl.schema import Language
    from estate_xl.system import System

STORE: Final = "WindowsApps"
MARK: Final = ":Zone.Identifier"

_STORE_PYTHON = Label(
    "這個 Python 來自 Microsoft Store，它寫的檔案 Excel 看不見；"
    "請從 python.org 安裝 Python，用它重新安裝 estate_xl。",
    "This Python is from the Microsoft Store, and Excel does not see what it writes; install "
    "Python from python.org and estate_xl with it.",
)
_OPEN = Label(
    "Excel 正開着加載項「{path}」，沒有改動；請關閉所有 Excel 窗口再試"
    "（若已關閉，請刪除同一資料夾中的「{owner}」）。",
    "Excel has the add-in “{path}” open, nothing was changed; close all windows of Excel and retry "
    "(if they are closed, delete “{owner}” in the same folder).",
)
_START_EXCEL = Label(
    "資料夾「{path}」還不存在；請先打開一次 Excel，再執行本命令。",
    "The folder “{path}” is not there yet; open Excel once, then run this again.",
)
_CANNOT_WRITE = Label(
    "「{path}」不能改動（{reason}），一切保持原樣；請關閉 Excel，並確認這個資料夾可以寫入{mac}。",
    "“{path}” cannot be changed ({reason}), all is as it was; close Excel and make sure that the "
    "folder can be written{mac}.",
)
_MAC_ACCESS = Label(
    "（系統設定 › 私隱與安全性 › 完全磁碟取用權限，允許終端機）",
    " (System Settings › Privacy & Security › Full Disk Access: allow the terminal)",
)
_WROTE = Label("已寫入「{path}」。", "Wrote “{path}”.")
_SAME = Label("「{path}」已是最新，沒有改動。", "“{path}” is up to date, unchanged.")
_NEXT = Label(
    "請重新打開 Excel，看有沒有「片區管理」頁；沒有的話，執行 estate-xl addin doctor。",
    "Open Excel anew and look for the tab 片區管理; if it is not there, "
    "run estate-xl addin doctor.",
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
        AddinError: something stands in the way; nothing was changed.
    """
    places = find_places(system, language)
    if is_store_python(system):
        raise AddinError(_STORE_PYTHON.text(language))
    check_interpreter(system, language)
    check_home(system, str(places.settings), language)
    check_found_isolated(system, language)
    for folder in places.made_by_excel:
        if not system.is_folder(folder):
            raise AddinError(_START_EXCEL.text(language).format(path=folder))
    contents = {places.addin: build(language)}
    if places.script is not None:
        contents[places.script] = script_for(read_script(), system.interpreter)
    with _refusing(system, places, language):
        contents[places.settings] = format_settings(system, _count_folders(system, places))
        wanted = [path for path in places.files if not _is_as_wanted(system, path, contents[path])]
        if places.addin in wanted:
            _check_closed(system, places, language)
        _write_all(system, {path: contents[path] for path in wanted})
    said = [
        (_WROTE if path in wanted else _SAME).text(language).format(path=path)
        for path in places.files
    ]
    return [*said, _NEXT.text(language)]


def uninstall(system: System, language: Language) -> list[str]:
    """Remove what `install` and the buttons wrote, and the folders made if nothing else is in them.

    Copies of workbooks stay: they are the office's own.

    Returns:
        Sentences, what was removed first.

    Raises:
        AddinError: Excel has the add-in open, or a file cannot be removed; nothing was changed.
    """
    places = find_places(system, language)
    said: list[str] = []
    with _refusing(system, places, language):
        ours = (*reversed(places.files), *(places.data / name for name in LOGS))
        there = [path for path in ours if system.read(path) is not None]
        if not there:
            return [_NOTHING.text(language)]
        if places.addin in there:
            _check_closed(system, places, language)
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
    """Whether Windows keeps that Python's writes in the user's folder apart from other programs.

    Args:
        system: The computer.
        interpreter: A path; the running one, and what it is based on, if None.
    """
    places = (system.interpreter, system.base) if interpreter is None else (interpreter,)
    parts = [part for place in places for part in system.platform.path(place).parts]
    return system.platform is Platform.WINDOWS and STORE in parts


@contextmanager
def _refusing(system: System, places: Places, language: Language) -> Iterator[None]:
    """Turn what the system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        msg = _CANNOT_WRITE.text(language).format(
            path=error.filename or places.addin,
            reason=error.strerror or error,
            mac=_MAC_ACCESS.text(language) if system.platform is Platform.MAC else "",
        )
        raise AddinError(msg) from error


def _check_closed(system: System, places: Places, language: Language) -> None:
    owner = f"~${places.addin.name}"
    if owner in system.names(places.addin.parent):
        raise AddinError(_OPEN.text(language).format(path=places.addin, owner=owner))


def _is_as_wanted(system: System, path: PurePath, data: bytes) -> bool:
    return system.read(path) == data and not is_marked(system, path)


def is_marked(system: System, path: PurePath) -> bool:
    """Whether Windows noted in a stream of its own that the file came from the web."""
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
