"""The facts that the doctor judges by: each is asked of the computer once."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final

from estate_xl.addin.excel_registry import LATEST, Excel, find_excels
from estate_xl.addin.locations import find_places
from estate_xl.addin.python_probe import probe
from estate_xl.addin.settings import INTERPRETERS, parse_settings
from estate_xl.files.system import Platform

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from estate_xl.addin.locations import Places
    from estate_xl.addin.python_probe import Facts
    from estate_xl.files.system import System
    from estate_xl.schema import Language

# What xlwings depends on there; the names are those that Python imports.
PARTS: Final = {
    Platform.WINDOWS: ("pythoncom", "win32com.client"),
    Platform.MAC: ("appscript", "psutil"),
    Platform.OTHER: (),
}
_MAC_EXCEL: Final = ("Applications", "Microsoft Excel.app")


@dataclass(frozen=True)
class Situation:
    """The computer and what is known of it."""

    system: System
    places: Places | None
    """None where there is no Excel to install into."""
    excels: tuple[Excel, ...]
    settings: dict[str, str] | None
    """None where there is no settings file, or it cannot be read."""
    interpreter: str
    """The one that Excel will start: from the settings, else the running one."""
    facts: Facts | None
    own_version: str
    build: Callable[[Language], bytes]
    read_script: Callable[[], bytes]
    book: PurePath | None = None

    @property
    def is_windows(self) -> bool:
        """True if there is a registry to ask."""
        return self.system.platform is Platform.WINDOWS

    @property
    def is_mac(self) -> bool:
        """True if Excel is a sandboxed one."""
        return self.system.platform is Platform.MAC

    @property
    def versions(self) -> tuple[str, ...]:
        """Versions of Office whose policies matter."""
        return tuple(dict.fromkeys(excel.version for excel in self.excels)) or (LATEST,)


def look(
    system: System,
    build: Callable[[Language], bytes],
    read_script: Callable[[], bytes],
    book: str | None = None,
) -> Situation:
    """Look at the computer; nothing is changed.

    Raises:
        AddinError: the environment does not say where the user's folder is.
    """
    places = None if system.platform is Platform.OTHER else find_places(system)
    settings = _read_settings(system, places)
    key = INTERPRETERS.get(system.platform, "")
    interpreter = (settings or {}).get(key) or system.interpreter
    return Situation(
        system=system,
        places=places,
        excels=_excels(system),
        settings=settings,
        interpreter=interpreter,
        facts=probe(system, interpreter, PARTS[system.platform]),
        own_version=metadata.version("estate-xl"),
        build=build,
        read_script=read_script,
        book=None if book is None else system.platform.path(book),
    )


def _read_settings(system: System, places: Places | None) -> dict[str, str] | None:
    try:
        data = system.read(places.settings) if places else None
    except OSError:
        return None
    return None if data is None else parse_settings(system, data)


def _excels(system: System) -> tuple[Excel, ...]:
    if system.platform is Platform.WINDOWS:
        return tuple(find_excels(system))
    if system.platform is Platform.MAC:
        home = system.platform.path(system.variable("HOME") or "/")
        for root in (system.platform.path("/"), home):
            place = root.joinpath(*_MAC_EXCEL)
            if system.is_folder(place):
                return (Excel(LATEST, 64, PureWindowsPath(place)),)
    return ()
