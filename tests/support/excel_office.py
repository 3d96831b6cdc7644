"""One Excel of stand-ins, in LibreOffice's Basic, with the add-in's own VBA in it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from estate_xl.addin.build import CLASSES, MODULES, text_rows
from estate_xl.addin.macro_sources import read_source
from estate_xl.addin.vba_binding import make_binding
from estate_xl.schema import Language
from support.basic import KINDS, LIMIT_SECONDS, as_basic, run_basic
from support.excel_stubs import CLASSES as STUB_CLASSES
from support.excel_stubs import STUBS, runner, texts_module

if TYPE_CHECKING:
    from pathlib import Path

WINDOWS: Final = "Windows, 64 bits"
PYTHON: Final = r"C:\Program Files\Python 311\python.exe"
ELSEWHERE: Final = "D:\\x & calc\\%TEMP% \"y\" '濱江花園'"


class Office:
    """One Excel of stand-ins: settings files written, statements run, notes read back."""

    def __init__(self, folder: Path, kind: str) -> None:
        """Take a folder for the profile and what kind of Office it is."""
        self.folder = folder
        self.kind = kind
        self.present: list[str] = []
        self.working_folder = folder

    def settings(self, name: str, text: str | None, *, exists: bool = True) -> str:
        """A user's profile of that name with these settings; returned as the statement to be him.

        Args:
            name: Name of the profile's folder.
            text: The settings file's text; None for no file.
            exists: Whether the interpreter named in it is there.
        """
        home = self.folder / name
        separator = "/" if self.kind == "Mac" else "\\.estate_xl\\"
        file = f"{home}{separator}estate_xl.conf"
        if self.kind == "Mac":
            home.mkdir(exist_ok=True)
        if text is not None:
            # Windows' separators are letters of a file's name here.
            with open(file, "w", encoding="utf-8", newline="") as settings:  # noqa: PTH123
                settings.write(text)
            self.present.append(file)
            named = re.match('"[^"]*","(.*)"\r\n', text)
            if exists and named:
                self.present.append(named[1])
        return f'StubHome = "{home}"'

    def run(
        self, *steps: str, changed: dict[str, str] | None = None, limit: int = LIMIT_SECONDS
    ) -> list[str]:
        """What the stand-ins note while these statements run."""
        constants = KINDS[self.kind]
        texts = texts_module(text_rows(Language.HANT))
        modules = {"Stubs": STUBS, "Texts": texts, **STUB_CLASSES}
        for name in MODULES:
            text = make_binding() if name == "EstateBinding" else read_source(f"{name}.bas")
            modules[name] = as_basic(text, constants)
        for name in CLASSES:
            modules[name] = as_basic(read_source(f"{name}.cls"), constants, is_class=True)
        # The stand-in for the document has its name; the code of the document is a class beside it.
        modules["BookCode"] = as_basic(read_source("ThisWorkbook.cls"), constants, is_class=True)
        modules |= changed or {}
        modules["Runner"] = runner(*steps)
        notes = self.folder / "notes.txt"
        notes.unlink(missing_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "ESTATE_NOTES": str(notes),
            "ESTATE_PRESENT": "|".join(self.present),
            "ESTATE_FOLDER": ELSEWHERE,
        }
        run_basic(self.folder, modules, environment, limit, self.working_folder)
        first, *lines, last = notes.read_text(encoding="utf-8").splitlines()
        assert (first, last) == ("start", "end"), (first, lines, last)
        return lines


def win(path: str = PYTHON) -> str:
    """The settings that name this interpreter on Windows."""
    return f'"INTERPRETER_WIN","{path}"\r\n'


def mac(path: str) -> str:
    """The settings that name this interpreter on a Mac."""
    return f'"INTERPRETER_MAC","{path}"\r\n'
