"""The commands `estate-xl addin install | uninstall | doctor`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from estate_xl.addin.build import build_addin
from estate_xl.addin.diagnosis import choose_marks
from estate_xl.addin.doctor import diagnose, is_well
from estate_xl.addin.install import install, uninstall
from estate_xl.addin.locations import SCRIPT
from estate_xl.addin.macro_sources import read_source
from estate_xl.files.system import LocalSystem
from estate_xl.language import spoken_language
from estate_xl.output import print_line

if TYPE_CHECKING:
    from estate_xl.actions import Given

_WELL, _ILL = 0, 1


def run_install(given: Given) -> int:
    """Install the add-in, and say what was done.

    Raises:
        AddinError: it cannot be installed.
    """
    _print(given, install(LocalSystem(), build_addin, _read_script, spoken_language()))
    return _WELL


def run_uninstall(given: Given) -> int:
    """Remove the add-in, and say what was done.

    Raises:
        AddinError: it cannot be removed.
    """
    _print(given, uninstall(LocalSystem(), spoken_language()))
    return _WELL


def run_doctor(given: Given) -> int:
    """Go through what the add-in needs; 1 where something is missing."""
    language = spoken_language()
    book = str(given.book.absolute()) if given.book else None
    lines = diagnose(LocalSystem(), build_addin, _read_script, book)
    marks = choose_marks(sys.stdout.encoding or "ascii")
    _print(given, [line.text(language, marks) for line in lines])
    return _WELL if is_well(lines) else _ILL


def _print(given: Given, lines: list[str]) -> None:
    if not given.quiet:
        for line in lines:
            print_line(line)


def _read_script() -> bytes:
    return read_source(SCRIPT).encode()
