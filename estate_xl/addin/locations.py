r"""The places of the add-in, its settings and, on a Mac, its script.

Windows: Excel opens what lies in the user's start folder, `%APPDATA%\Microsoft\Excel\XLSTART`;
`APPDATA` is on a server where profiles roam. A second start folder (`AltStartup`) adds to it and
takes nothing away. Mac: the start folder is in the container that Office's programs share, the
settings in Excel's own, where alone a sandboxed Excel reads without asking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError
from estate_xl.files.system import Platform

if TYPE_CHECKING:
    from pathlib import PurePath

    from estate_xl.files.system import System

ADDIN: Final = "estate_xl.xlam"
SETTINGS: Final = "estate_xl.conf"
SCRIPT: Final = "estate_xl.applescript"
LOGS: Final = ("ribbon.log", "ribbon.1.log")
"""Files that the buttons write in the folder `Places.data`, beside copies of workbooks."""
_GROUP: Final = "Library/Group Containers/UBF8T346G9.Office"
_CONTAINER: Final = "Library/Containers/com.microsoft.Excel/Data"
_SCRIPTS: Final = "Library/Application Scripts/com.microsoft.Excel"


@dataclass(frozen=True)
class Places:
    """Full paths; `script` is a Mac's only."""

    addin: PurePath
    settings: PurePath
    data: PurePath
    script: PurePath | None = None
    made_by_excel: tuple[PurePath, ...] = ()
    """Folders that must be there already: the system makes them when Excel is first opened."""

    @property
    def files(self) -> tuple[PurePath, ...]:
        """The files of an installation, the add-in last: with it all else must be there."""
        return (self.settings, *((self.script,) if self.script else ()), self.addin)


def find_places(system: System) -> Places:
    """The places of an installation on that computer.

    Raises:
        AddinError: it is neither a Windows nor a Mac, or does not say where the user's folder is.
    """
    if system.platform is Platform.OTHER:
        raise AddinError(ErrorCode.NO_EXCEL)
    if system.platform is Platform.WINDOWS:
        roaming = _folder(system, "APPDATA")
        home = _folder(system, "USERPROFILE")
        return Places(
            addin=roaming / "Microsoft" / "Excel" / "XLSTART" / ADDIN,
            settings=home / ".estate_xl" / SETTINGS,
            data=system.platform.path(system.variable("LOCALAPPDATA") or home / "AppData" / "Local")
            / "estate_xl",
        )
    home = _folder(system, "HOME")
    return Places(
        addin=home / _GROUP / "User Content.localized" / "Startup.localized" / "Excel" / ADDIN,
        settings=home / _CONTAINER / SETTINGS,
        data=home / "Library" / "Application Support" / "estate_xl",
        script=home / _SCRIPTS / SCRIPT,
        made_by_excel=(home / _GROUP, home / _CONTAINER),
    )


def _folder(system: System, name: str) -> PurePath:
    value = system.variable(name)
    if value is None:
        raise AddinError(ErrorCode.VARIABLE_EMPTY, name=name)
    return system.platform.path(value)
