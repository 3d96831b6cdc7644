"""The chain from the tab in Excel to estate_xl, link by link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.addin import links_file, links_python, links_trust
from estate_xl.addin.lines import Line, State
from estate_xl.addin.situation import look
from estate_xl.errors import EstateError
from estate_xl.language import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.addin.situation import Situation
    from estate_xl.language import Fact, Language
    from estate_xl.system import System

# In the order in which Excel starts and a click goes through them.
_CHAIN: Final = (
    (links_python.EXCEL, links_python.check_excel),
    (links_python.WPS, links_python.check_wps),
    (links_file.FILE, links_file.check_file),
    (links_file.COPIES, links_file.check_copies),
    (links_trust.MARK, links_trust.check_mark),
    (links_trust.TRUST, links_trust.check_trust),
    (links_trust.MACROS, links_trust.check_macros),
    (links_trust.DISABLED, links_trust.check_disabled),
    (links_file.SCRIPT_LINK, links_file.check_script),
    (links_file.ACCESS, links_file.check_access),
    (links_python.SETTINGS, links_python.check_settings),
    (links_python.PYTHON, links_python.check_python),
    (links_python.PACKAGE, links_python.check_package),
    (links_python.XLWINGS_LINK, links_python.check_xlwings),
    (links_python.PARTS_LINK, links_python.check_parts),
    (links_file.BOOK, links_file.check_book),
)
_MAC_ONLY: Final = (links_file.SCRIPT_LINK, links_file.ACCESS)
_OTHERS_ONLY: Final = (
    links_python.WPS,
    links_file.COPIES,
    links_trust.MARK,
    links_trust.TRUST,
    links_trust.DISABLED,
)
_NOT_READ = Label("「{path}」不能讀取（{reason}）", "“{path}” cannot be read ({reason})")
_ALLOW = Label("允許讀取這個檔案，再檢查一次", "allow it to be read, and check again")
_ALLOW_MAC = Label(
    "系統設定 › 私隱與安全性 › 完全磁碟取用權限，允許終端機，再檢查一次",
    "System Settings › Privacy & Security › Full Disk Access: allow the terminal, check again",
)
_NOT_COMPARED = Label("不能和現在的版本比較：{reason}", "cannot be compared: {reason}")
_REINSTALL = Label("重新安裝 estate_xl", "install estate_xl again")


def diagnose(
    system: System,
    build: Callable[[Language], bytes],
    read_script: Callable[[], bytes],
    book: str | None = None,
) -> list[Line]:
    """One line a link that such a computer has; nothing is changed.

    Args:
        system: The computer.
        build: Makes the add-in of a language, to compare.
        read_script: Gives the script for a Mac, to compare.
        book: Full path of a workbook whose folder is looked at.

    Raises:
        AddinError: the environment does not say where the user's folder is.
    """
    case = look(system, build, read_script, book)
    needless = _OTHERS_ONLY if case.is_mac else _MAC_ONLY
    return [_check(case, link, check) for link, check in _CHAIN if link not in needless]


def is_well(lines: list[Line]) -> bool:
    """Whether no link is broken; what cannot be checked is not held against it."""
    return all(line.state is not State.BAD for line in lines)


def _check(case: Situation, link: Label, check: Callable[[Situation], Line]) -> Line:
    """The link's line, also where the system does not let us look."""
    try:
        return check(case)
    except OSError as error:
        facts: dict[str, Fact] = {
            "path": str(error.filename or "—"),
            "reason": error.strerror or str(error),
        }
        return Line(State.BAD, link, _NOT_READ, _ALLOW_MAC if case.is_mac else _ALLOW, facts)
    except EstateError as error:
        return Line(State.BAD, link, _NOT_COMPARED, _REINSTALL, {"reason": error})
