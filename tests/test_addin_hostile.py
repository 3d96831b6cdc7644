"""No workbook has a say: the binding's own commands, run for real in a hostile workbook's folder.

The commands come from the built text, run by LibreOffice's Basic (see `test_addin_basic`), are cut
as Windows cuts them, and run here by this Python, with the hostile folder as working folder, which
is worse than what the binding does. Whatever of theirs runs leaves a mark.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import estate_xl
from support.basic import PROGRAM, windows_arguments
from support.excel_office import ELSEWHERE, PYTHON, WINDOWS, Office, win

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed"),
]

FOLDER = "花園 \"A\" & calc & '%PATH%' ^ $(x)"
NAMES = (
    "pandas", "numpy", "xlwings", "openpyxl", "opencc", "sitecustomize", "usercustomize", "json",
    "logging", "ctypes", "evil",
)  # fmt: skip
SETTINGS = {
    "INTERPRETER_WIN": r"C:\evil\python.exe",
    "INTERPRETER": r"C:\evil\python.exe",
    "INTERPRETER_MAC": "/evil/python",
    "PYTHONPATH": r"C:\evil",
    "UDF MODULES": "evil",
    "ADD_WORKBOOK_TO_PYTHONPATH": "true",
    "CONDA PATH": r"C:\evil",
    "CONDA ENV": "evil",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a mail may bring it, with a workbook and all that could be taken for code."""
    folder = tmp_path_factory.mktemp("mail") / FOLDER
    folder.mkdir()
    mark = folder / "mark.txt"
    code = f"open({str(mark)!r}, 'a').write(__name__ + '\\n')\n"
    for name in NAMES:
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    package = folder / "estate_xl"
    package.mkdir()
    for name in ("__init__", "ribbon", "functions"):
        (package / f"{name}.py").write_text(code, encoding="utf-8")
    (folder / "startup.py").write_text(code, encoding="utf-8")
    lines = "".join(f'"{key}","{value}"\r\n' for key, value in SETTINGS.items())
    for name in ("xlwings.conf", "estate_xl.conf"):
        (folder / name).write_text(lines, encoding="utf-8")
    hidden = folder / ".estate_xl"
    hidden.mkdir()
    (hidden / "estate_xl.conf").write_text(lines, encoding="utf-8")
    book = openpyxl.Workbook()
    for name in ("xlwings.conf", "estate_xl.conf", "_xlwings.conf"):
        sheet = book.create_sheet(name)
        for pair in SETTINGS.items():
            sheet.append(pair)
    for name in ("evil.py", "estate_xl.py", "ribbon.py"):
        book.create_sheet(name)["A1"] = code
    book.save(folder / "estate_xl.xlsx")
    return folder


@pytest.fixture(scope="module")
def commands(
    tmp_path_factory: pytest.TempPathFactory, hostile: Path
) -> dict[str, tuple[str, list[str]]]:
    """The command of a button and of the server, with all that was noted, run in that folder."""
    office = Office(tmp_path_factory.mktemp("office"), WINDOWS)
    office.working_folder = hostile
    home = office.settings("clerk", win())
    pressed = office.run(home, "EstateValidate Nothing")
    served = office.run(home, 'Note CStr(ESTATE_STATUS("1"))')
    (press,) = (line.removeprefix("run 0 True ") for line in pressed if line.startswith("run "))
    (serve,) = (line.removeprefix("serve 1 ") for line in served if line.startswith("serve 1"))
    return {"press": (press, pressed), "serve": (serve, served)}


@pytest.mark.parametrize("which", ["press", "serve"])
def test_nothing_of_the_workbook_is_in_the_command(
    commands: dict[str, tuple[str, list[str]]], hostile: Path, which: str
) -> None:
    """Equal to the letter whatever the folder: nothing in it for a shell or `%NAME%` to work on."""
    line, notes = commands[which]
    statement = {
        "press": "import estate_xl.ribbon; estate_xl.ribbon.press('validate')",
        "serve": "import xlwings; xlwings.serve('$(CLSID)')",
    }[which]
    end = " --hwnd=328442" if which == "press" else ""
    assert line == f'"{PYTHON}" -I -B -X utf8 -c "{statement}"{end}'
    assert "%" not in line
    others = [note for note in notes if note != f"folder {ELSEWHERE}"]
    assert not any("evil" in note or str(hostile) in note for note in others)
    # Excel's working folder, the hostile one, is left before and entered again after.
    folders = [note for note in notes if note.startswith("folder ")]
    assert folders == [r"folder C:\Program Files\Python 311", f"folder {ELSEWHERE}"]


def run(arguments: list[str], folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """This Python with these arguments, in the hostile folder and with its variables."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "PYTHONSTARTUP": str(folder / "startup.py"),
        "PYTHONUSERBASE": str(folder),
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XLWINGS_LICENSE_KEY": "evil",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("which", ["press", "serve"])
def test_nothing_of_the_workbooks_folder_runs(
    commands: dict[str, tuple[str, list[str]]], hostile: Path, tmp_path: Path, which: str
) -> None:
    mark = hostile / "mark.txt"
    mark.unlink(missing_ok=True)
    program, *arguments = windows_arguments(commands[which][0])
    assert program == PYTHON
    finished = run(arguments, hostile, tmp_path)
    assert not mark.exists(), mark.read_text(encoding="utf-8")
    assert not list(hostile.rglob("*.pyc"))
    # What was asked for was reached, and says that there is no Excel here: a button in a sentence.
    assert finished.returncode == (0 if which == "press" else 1)
    assert ("estate_xl" if which == "press" else "pywin32") in finished.stderr
    # Without -I the same command runs what lies there: the trap is a trap.
    arguments.remove("-I")
    run(arguments, hostile, tmp_path)
    named = "estate_xl" if which == "press" else "xlwings"
    assert {"sitecustomize", named} <= set(mark.read_text(encoding="utf-8").split())


def test_python_that_starts_so_finds_our_package(hostile: Path, tmp_path: Path) -> None:
    code = "import estate_xl, pandas, sys; print(estate_xl.__file__); print(sys.path)"
    finished = run(["-I", "-B", "-X", "utf8", "-c", code], hostile, tmp_path)
    where, path = finished.stdout.splitlines()
    assert Path(where).name == Path(estate_xl.__file__).name
    assert str(hostile) not in where
    assert "花園" not in path
    assert "''" not in path
