"""Excel in Windows' registry: which ones, how wide, what opens a workbook, policies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from estate_xl.files.system import System, Value

LATEST: Final = "16.0"
_OFFICE: Final = ((r"HKLM\Software\Microsoft", 64), (r"HKLM\Software\WOW6432Node\Microsoft", 32))
_VERSION: Final = re.compile(r"\d+\.0")
_PROGRAM: Final = "EXCEL.EXE"
_CLICK_TO_RUN: Final = r"HKLM\Software\Microsoft\Office\ClickToRun\Configuration"
_WIDTHS: Final = {"x86": 32, "x64": 64, "arm64": 64}
_CHOICE: Final = (
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsx\UserChoice"
)
_WPS: Final = (
    r"HKCU\Software\Kingsoft\Office\6.0\Common",
    r"HKLM\Software\Kingsoft\Office\6.0\Common",
    r"HKLM\Software\WOW6432Node\Kingsoft\Office\6.0\Common",
)
_WPS_KINDS: Final = ("et.", "ket.", "wps")
_NAMED: Final = re.compile(r"%([^%]+)%")


@dataclass(frozen=True, order=True)
class Excel:
    """One installed Excel."""

    version: str
    bits: int
    folder: PureWindowsPath

    def __str__(self) -> str:
        """Version and width, as in `16.0 (64)`."""
        return f"{self.version} ({self.bits})"


def find_excels(system: System) -> list[Excel]:
    """Every Excel that is written in the registry and whose program is there, oldest first."""
    is_wide = "64" in (system.variable("PROCESSOR_ARCHITEW6432") or "") + (
        system.variable("PROCESSOR_ARCHITECTURE") or ""
    )
    found: dict[PureWindowsPath, Excel] = {}
    for root, bits in _OFFICE:
        for version in system.subkeys(rf"{root}\Office"):
            place = system.registry(rf"{root}\Office\{version}\Excel\InstallRoot").get("path")
            if not _VERSION.fullmatch(version) or not isinstance(place, str):
                continue
            folder = PureWindowsPath(place)
            if _has_program(system, folder):
                width = _width(system, root, version) or (bits if is_wide else 32)
                found[folder] = Excel(version, width, folder)
    click = system.registry(_CLICK_TO_RUN)
    if isinstance(base := click.get("installationpath"), str):
        folder = PureWindowsPath(base) / "root" / "Office16"
        if _has_program(system, folder):
            width = _WIDTHS.get(str(click.get("platform")).lower(), 32)
            found[folder] = Excel(LATEST, width, folder)
    return sorted(found.values())


def _has_program(system: System, folder: PureWindowsPath) -> bool:
    """True if Excel lies there; what may not be looked at counts as there."""
    try:
        return _PROGRAM in map(str.upper, system.names(folder))
    except OSError:
        return True


def _width(system: System, root: str, version: str) -> int | None:
    """As Outlook notes it for all of Office; there is no such note where Outlook never was."""
    noted = system.registry(rf"{root}\Office\{version}\Outlook").get("bitness")
    return _WIDTHS.get(noted.lower()) if isinstance(noted, str) else None


def has_wps(system: System) -> bool:
    """True if WPS is installed."""
    return any(system.registry(key).get("installroot") for key in _WPS)


def is_opened_by_wps(system: System) -> bool:
    """True if a double click on an .xlsx opens WPS."""
    chosen = system.registry(_CHOICE).get("progid")
    return isinstance(chosen, str) and chosen.lower().startswith(_WPS_KINDS)


def read_policy(system: System, version: str, below: str, name: str) -> tuple[Value, bool]:
    r"""A setting of Office, for which the administrator's word comes before the user's.

    Args:
        system: The computer.
        version: Of Office, such as `16.0`.
        below: The key below it, such as `Excel\Security`.
        name: Of the value, in lower case.

    Returns:
        The value, None where there is none, and whether the administrator set it.
    """
    for root in (r"Policies\Microsoft\Cloud\Office", r"Policies\Microsoft\Office"):
        value = system.registry(rf"HKCU\Software\{root}\{version}\{below}").get(name)
        if value is not None:
            return value, True
    return system.registry(rf"HKCU\Software\Microsoft\Office\{version}\{below}").get(name), False


def expand(system: System, text: str) -> str:
    """The text with `%NAME%` replaced; an unknown name stays."""
    return _NAMED.sub(lambda match: system.variable(match[1]) or match[0], text)
