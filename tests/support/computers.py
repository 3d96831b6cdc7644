r"""Made computers: a Windows or a Mac whose files lie under a folder of this disk.

`C:\Users\x` is `C/Users/x` there, `\\server\share` is `server/share`. The registry is a dictionary;
programs are not run, the interpreter's answer is made.
"""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from estate_xl.addin.install import MARK
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError
from estate_xl.files.system import LocalFiles, Platform, Ran

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path, PurePath

    from estate_xl.files.system import Value
    from estate_xl.schema import Language

USER = "王 小明"
HOME = rf"C:\Users\{USER}"
PYTHON = r"C:\程序 甲\estate_xl\Scripts\python.exe"
MAC_HOME = f"/Users/{USER}"
MAC_PYTHON = "/Users/Shared/estate xl/bin/python3"
EXCEL = r"C:\Program Files\Microsoft Office\root\Office16"
OLD_EXCEL = r"C:\Program Files (x86)\Microsoft Office\Office15"
VERSION = metadata.version("estate-xl")


class FakeComputer(LocalFiles):
    """A computer that is not this one."""

    def __init__(self, root: Path, platform: Platform) -> None:
        """Make it empty, without Excel."""
        is_windows = platform is Platform.WINDOWS
        self.root = root
        self.platform = platform
        self.interpreter = PYTHON if is_windows else MAC_PYTHON
        self.base = r"C:\Python312" if is_windows else "/Library/Frameworks/Python.framework"
        self.encoding = "cp936" if is_windows else "utf-8"
        self.variables = {"HOME": MAC_HOME}
        if is_windows:
            self.variables = {
                "USERPROFILE": HOME,
                "APPDATA": rf"{HOME}\AppData\Roaming",
                "PROCESSOR_ARCHITECTURE": "AMD64",
            }
        self.started_in: str | None = None
        self.keys: dict[str, dict[str, Value]] = {}
        self.refused: set[str] = set()
        """Names of files that cannot be changed."""
        self.hidden: set[str] = set()
        """Names of files that cannot be read."""
        self.ran: list[list[str]] = []
        self.answer: dict[str, object] | None = {
            "python": [3, 12, 4],
            "bits": 64,
            "package": VERSION,
            "xlwings": "0.37.8",
            "parts": ["pythoncom", "win32com.client", "appscript", "psutil"],
        }

    def place(self, path: PurePath) -> Path:
        """See `System`."""
        parts = [part.strip("\\/").replace(":\\", "") for part in path.parts]
        if isinstance(path, PureWindowsPath):
            parts[0] = parts[0].replace("\\", "/").rstrip(":")
        return self.root.joinpath(*parts)

    def variable(self, name: str) -> str | None:
        """See `System`."""
        return self.variables.get(name)

    def working_folder(self) -> PurePath | None:
        """See `System`."""
        return None if self.started_in is None else self.platform.path(self.started_in)

    def registry(self, key: str) -> dict[str, Value]:
        """See `System`."""
        return next((v for k, v in self.keys.items() if k.lower() == key.lower()), {})

    def subkeys(self, key: str) -> list[str]:
        """See `System`."""
        below = [k[len(key) + 1 :] for k in self.keys if k.lower().startswith(f"{key}\\".lower())]
        return list(dict.fromkeys(each.partition("\\")[0] for each in below))

    def read(self, path: PurePath) -> bytes | None:
        """See `System`."""
        if path.name in self.hidden:
            raise PermissionError(1, "Operation not permitted", str(path))
        return super().read(path)

    def write(self, path: PurePath, data: bytes) -> None:
        """See `System`."""
        self._refuse(path)
        super().write(path, data)
        # A replaced file has no stream any more.
        self.place(path.with_name(path.name + MARK)).unlink(missing_ok=True)

    def remove(self, path: PurePath) -> None:
        """See `System`."""
        self._refuse(path)
        super().remove(path)

    def _refuse(self, path: PurePath) -> None:
        if path.name in self.refused:
            raise PermissionError(13, "Permission denied", str(path))

    def run(self, words: Sequence[str]) -> Ran:
        """See `System`."""
        self.ran.append(list(words))
        return Ran(1, "", "no") if self.answer is None else Ran(0, json.dumps(self.answer), "")

    def put(self, path: str, data: bytes = b"") -> None:
        """Put a file there, with the folders above it."""
        target = self.place(self.platform.path(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def put_program(self, path: str) -> None:
        """Put a program there."""
        self.put(path)
        self.place(self.platform.path(path)).chmod(0o755)

    def folder(self, path: str) -> None:
        """Make a folder, with those above it."""
        self.place(self.platform.path(path)).mkdir(parents=True, exist_ok=True)

    def tree(self) -> dict[str, bytes | None]:
        """All that lies on its disk; a folder has no bytes."""
        return {
            str(path.relative_to(self.root)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.root.rglob("*"))
        }


def build(language: Language) -> bytes:
    """An add-in of made bytes."""
    return f"add-in in {language}".encode()


def build_nothing(language: Language) -> bytes:
    """An add-in that cannot be built."""
    raise AddinError(ErrorCode.SOURCE_MISSING, name=f"add-in in {language}")


def read_script() -> bytes:
    """A script of made bytes, with a place for the interpreter."""
    return b'on run "@interpreter"'


def make_windows(root: Path) -> FakeComputer:
    """A Windows with 64-bit Excel 16 and a virtual environment, both in order."""
    computer = FakeComputer(root, Platform.WINDOWS)
    computer.folder(rf"{HOME}\AppData\Roaming\Microsoft\Excel")
    computer.put(rf"{HOME}\Desktop\名單.xlsx", b"hers")
    computer.put(PYTHON, b"python")
    computer.put(r"C:\程序 甲\estate_xl\xlwings64-0.37.8.dll", b"dll")
    add_excel(computer)
    return computer


def add_excel(computer: FakeComputer, platform: str = "x64") -> None:
    """Excel 16 as Click-to-Run installs it."""
    computer.put(rf"{EXCEL}\EXCEL.EXE")
    computer.keys[r"HKLM\Software\Microsoft\Office\ClickToRun\Configuration"] = {
        "platform": platform,
        "installationpath": r"C:\Program Files\Microsoft Office",
    }
    computer.keys[r"HKLM\Software\Microsoft\Office\16.0\Excel\InstallRoot"] = {"path": f"{EXCEL}\\"}


def add_old_excel(computer: FakeComputer) -> None:
    """A 32-bit Excel 15 as Windows Installer installs it."""
    computer.put(rf"{OLD_EXCEL}\EXCEL.EXE")
    root = r"HKLM\Software\WOW6432Node\Microsoft\Office\15.0"
    computer.keys[rf"{root}\Excel\InstallRoot"] = {"path": f"{OLD_EXCEL}\\"}
    computer.keys[rf"{root}\Outlook"] = {"bitness": "x86"}


def make_mac(root: Path) -> FakeComputer:
    """A Mac on which Excel was opened once."""
    computer = FakeComputer(root, Platform.MAC)
    computer.put("/Applications/Microsoft Excel.app/Contents/MacOS/Microsoft Excel")
    computer.folder(f"{MAC_HOME}/Library/Group Containers/UBF8T346G9.Office")
    computer.folder(f"{MAC_HOME}/Library/Containers/com.microsoft.Excel/Data")
    computer.put(f"{MAC_HOME}/Documents/名單.xlsx", b"hers")
    computer.put(MAC_PYTHON, b"python")
    return computer
