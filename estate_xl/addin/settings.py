"""The settings file that the add-in reads: lines of `"KEY","VALUE"`, as xlwings has them.

VBA reads it in the computer's own code page, so it is written so. Besides the interpreter it
remembers how many folders an installation made above each of its files, for the removal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from estate_xl.addin.system import Platform
from estate_xl.errors import AddinError
from estate_xl.schema import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.addin.system import System
    from estate_xl.schema import Language

INTERPRETERS: Final = {Platform.WINDOWS: "INTERPRETER_WIN", Platform.MAC: "INTERPRETER_MAC"}
_MADE: Final = "FOLDERS_MADE"
_LINE: Final = re.compile(r'"([^"]*)","([^"]*)"')
# A quote ends the value, cmd.exe replaces %names%, and a Mac's script cuts at bars.
_FORBIDDEN: Final = {Platform.WINDOWS: '"%', Platform.MAC: '"|\\'}

_CANNOT_HOLD = Label(
    "路徑「{path}」含有 VBA 讀不到的字符；請把 Python 裝到只有英文字母的資料夾（例如 {example}），"
    "用那個 Python 再裝一次 estate_xl。",
    "VBA cannot read the path “{path}”; install Python into a folder of plain letters, such as "
    "{example}, and install estate_xl with that Python.",
)
_HOME_CANNOT_HOLD = Label(
    "用戶資料夾「{path}」含有這臺電腦的代碼頁寫不出的字符，VBA 找不到設定；"
    "請用名稱只有英文字母的 Windows 帳戶。",
    "The user's folder “{path}” has characters outside this computer's code page, so VBA cannot "
    "find the settings; use a Windows account with a name of plain letters.",
)
_EXAMPLES: Final = {
    Platform.WINDOWS: r"C:\Python312",
    Platform.MAC: "/Library/Frameworks/Python.framework",
}


def encoding(system: System) -> str:
    """What VBA reads for sure: the code page of a Windows, ASCII on a Mac."""
    return system.encoding if system.platform is Platform.WINDOWS else "ascii"


def check_interpreter(system: System, language: Language) -> None:
    """Refuse an interpreter whose path VBA could not read or hand on.

    Raises:
        AddinError: its path has such characters.
    """
    path = system.interpreter
    if not path or not _holds(system, path):
        example = _EXAMPLES[system.platform]
        raise AddinError(_CANNOT_HOLD.text(language).format(path=path, example=example))


def check_home(system: System, path: str, language: Language) -> None:
    """Refuse a user's folder that VBA could not name; a Mac's is asked of the system.

    Raises:
        AddinError: the code page lacks one of its characters.
    """
    if system.platform is Platform.WINDOWS and not _fits(path, system.encoding):
        raise AddinError(_HOME_CANNOT_HOLD.text(language).format(path=path))


def format_settings(system: System, folders_made: Mapping[str, int]) -> bytes:
    """The file's bytes for the running interpreter, which `check_interpreter` has passed.

    Args:
        system: The computer.
        folders_made: How many folders were made above the file of that name.
    """
    values = {INTERPRETERS[system.platform]: system.interpreter}
    values |= {f"{_MADE}:{name}": str(count) for name, count in folders_made.items() if count}
    end = "\r\n" if system.platform is Platform.WINDOWS else "\n"
    text = "".join(f'"{key}","{value}"{end}' for key, value in values.items())
    return text.encode(encoding(system))


def parse_settings(system: System, data: bytes) -> dict[str, str]:
    """Values by key; lines of another form are passed over, as VBA does not ask for them."""
    text = data.decode(encoding(system), errors="replace")
    return dict(_LINE.findall(text))


def parse_folders_made(values: Mapping[str, str]) -> dict[str, int]:
    """How many folders were made above each file, by its name."""
    counts = ((key.partition(":"), value) for key, value in values.items())
    return {
        name: int(value) for (key, _, name), value in counts if key == _MADE and value.isdecimal()
    }


def _holds(system: System, path: str) -> bool:
    forbidden = _FORBIDDEN[system.platform]
    return _fits(path, encoding(system)) and not any(letter in path for letter in forbidden)


def _fits(path: str, code_page: str) -> bool:
    try:
        path.encode(code_page)
    except (UnicodeEncodeError, LookupError):
        return False
    return all(letter >= " " for letter in path)
