"""The chain from the tab in Excel to estate_xl, link by link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.addin import links_file, links_python, links_trust
from estate_xl.addin.lines import State
from estate_xl.addin.situation import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.addin.lines import Line
    from estate_xl.addin.system import System
    from estate_xl.schema import Language

_MAC_ONLY: Final = (links_file.SCRIPT_LINK, links_file.ACCESS)
_OTHERS_ONLY: Final = (
    links_python.WPS,
    links_file.COPIES,
    links_trust.MARK,
    links_trust.TRUST,
    links_trust.DISABLED,
)


def diagnose(
    system: System,
    build: Callable[[Language], bytes],
    read_script: Callable[[], bytes],
    language: Language,
    book: str | None = None,
) -> list[Line]:
    """One line a link, in the order in which a click goes through them; nothing is changed.

    Args:
        system: The computer.
        build: Makes the add-in of a language, to compare.
        read_script: Gives the script for a Mac, to compare.
        language: Of an error's sentence.
        book: Full path of a workbook whose folder is looked at.

    Raises:
        AddinError: the environment does not say where the user's folder is.
    """
    case = look(system, build, language, book)
    lines = [
        links_python.check_excel(case),
        links_python.check_wps(case),
        links_file.check_file(case),
        links_file.check_copies(case),
        links_trust.check_mark(case),
        links_trust.check_trust(case),
        links_trust.check_macros(case),
        links_trust.check_disabled(case),
        links_file.check_script(case, read_script),
        links_file.check_access(case),
        links_python.check_settings(case),
        links_python.check_python(case),
        links_python.check_package(case),
        links_python.check_xlwings(case),
        links_python.check_parts(case),
        links_file.check_book(case),
    ]
    needless = _OTHERS_ONLY if case.is_mac else _MAC_ONLY
    return [line for line in lines if line.link not in needless]


def is_well(lines: list[Line]) -> bool:
    """Whether no link is broken; what cannot be checked is not held against it."""
    return all(line.state is not State.BAD for line in lines)
