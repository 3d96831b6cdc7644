"""The chain from the tab in Excel to estate_xl, link by link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.addin import file_checks, python_checks, trust_checks
from estate_xl.addin.diagnosis import Line, State
from estate_xl.addin.diagnosis_facts import look
from estate_xl.errors.exceptions import EstateError
from estate_xl.language import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.addin.diagnosis_facts import Situation
    from estate_xl.files.system import System
    from estate_xl.language import Fact, Language

# In the order in which Excel starts and a click goes through them.
_CHAIN: Final = (
    (python_checks.EXCEL, python_checks.check_excel),
    (python_checks.WPS, python_checks.check_wps),
    (file_checks.FILE, file_checks.check_file),
    (file_checks.COPIES, file_checks.check_copies),
    (trust_checks.MARK, trust_checks.check_mark),
    (trust_checks.TRUST, trust_checks.check_trust),
    (trust_checks.MACROS, trust_checks.check_macros),
    (trust_checks.DISABLED, trust_checks.check_disabled),
    (file_checks.SCRIPT_LINK, file_checks.check_script),
    (file_checks.ACCESS, file_checks.check_access),
    (python_checks.SETTINGS, python_checks.check_settings),
    (python_checks.PYTHON, python_checks.check_python),
    (python_checks.PACKAGE, python_checks.check_package),
    (python_checks.XLWINGS_LINK, python_checks.check_xlwings),
    (python_checks.PARTS_LINK, python_checks.check_parts),
    (file_checks.BOOK, file_checks.check_book),
)
_MAC_ONLY: Final = (file_checks.SCRIPT_LINK, file_checks.ACCESS)
_OTHERS_ONLY: Final = (
    python_checks.WPS,
    file_checks.COPIES,
    trust_checks.MARK,
    trust_checks.TRUST,
    trust_checks.DISABLED,
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
    """True if no link is broken; what cannot be checked is not held against it."""
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
