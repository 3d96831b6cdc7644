"""The add-in's VBA, compiled and run by LibreOffice's Basic: buttons, cell functions, refusals.

Basic reads a file byte by byte, where VBA takes the machine's code page: an interpreter under a
Chinese folder is left to Excel itself (docs/try-in-excel.md).
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from basic import KINDS, LIMIT_SECONDS, PROGRAM, as_basic, run_basic, windows_arguments
from excel_stubs import CLASSES as STUB_CLASSES
from excel_stubs import STUBS, runner, texts_module
from pyopenvba.exceptions import VBACompileError
from pyopenvba.interpreter import parse_module

from estate_xl.addin.binding import make_binding
from estate_xl.addin.building import CLASSES, MODULES, text_rows
from estate_xl.addin.function_help import HELP
from estate_xl.addin.sources import read_source
from estate_xl.addin.texts import PROBLEMS
from estate_xl.schema import Language

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed"),
]

WINDOWS = "Windows, 64 bits"
PYTHON = r"C:\Program Files\Python 311\python.exe"
STATEMENT = "import estate_xl.ribbon; estate_xl.ribbon.press('{}')"
ELSEWHERE = "D:\\x & calc\\%TEMP% \"y\" '濱江花園'"


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
        modules = {"Stubs": STUBS, "Texts": texts_module(text_rows(Language.HANT)), **STUB_CLASSES}
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One profile of LibreOffice for all runs."""
    return tmp_path_factory.mktemp("office 用戶")


def win(path: str = PYTHON) -> str:
    """The settings that name this interpreter on Windows."""
    return f'"INTERPRETER_WIN","{path}"\r\n'


def mac(path: str) -> str:
    """The settings that name this interpreter on a Mac."""
    return f'"INTERPRETER_MAC","{path}"\r\n'


def buttons() -> dict[str, str]:
    """The key of each button's Sub."""
    return dict(
        re.findall(r"Public Sub (\w+).*\n.*press\('(\w+)'\)", read_source("EstateRibbon.bas"))
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "Mac"])
def test_every_button_runs_its_command(folder: Path, kind: str) -> None:
    """The command's text, the folder it runs in and the one after, for each button."""
    office = Office(folder, kind)
    home = office.settings("王 小明", win())
    lines = office.run(home, *(f"{sub} Nothing" for sub in buttons()))
    assert len(buttons()) == 11
    assert lines[0] == "create WScript.Shell"
    expected = []
    for key in buttons().values():
        command = f'"{PYTHON}" -I -B -X utf8 -c "{STATEMENT.format(key)}" --hwnd=328442'
        expected += [
            r"folder C:\Program Files\Python 311",
            f"run 0 True {command}",
            f"folder {ELSEWHERE}",
        ]
        assert windows_arguments(command) == [
            PYTHON, "-I", "-B", "-X", "utf8", "-c", STATEMENT.format(key), "--hwnd=328442"
        ]  # fmt: skip
    assert lines[1:] == expected


def test_every_button_on_a_mac_goes_to_the_script(folder: Path) -> None:
    office = Office(folder, "Mac")
    home = office.settings("mac", mac("/Users/wang xm/venv/bin/python3"))
    assert office.run(home, *(f"{sub} Nothing" for sub in buttons())) == [
        f"task estate_xl.applescript RunEstate /Users/wang xm/venv/bin/python3|{key}"
        for key in buttons().values()
    ]


@pytest.mark.parametrize(("kind", "bits"), [(WINDOWS, 64), ("Windows, 32 bits", 32)])
def test_cell_functions_share_one_server(folder: Path, kind: str, bits: int) -> None:
    """The library is loaded by its whole path; the server starts in the interpreter's folder."""
    office = Office(folder, kind)
    home = office.settings("cells", win())
    calls = [
        f"Note CStr({name}({', '.join(f'Chr({97 + at})' for at in range(len(arguments)))}))"
        for name, (_, arguments) in HELP.items()
    ]
    lines = office.run(home, "EstateCount", *calls)
    serve = f'"{PYTHON}" -I -B -X utf8 -c "import xlwings; xlwings.serve(\'$(CLSID)\')"'
    (dll,) = (line for line in lines if line.startswith("load "))
    assert re.fullmatch(rf"load C:\\Program Files\\Python 311\\xlwings{bits}-[\d.]+\.dll", dll)
    started = lines.index(f"serve 1 {serve}")
    assert lines[started - 1] == r"folder C:\Program Files\Python 311"
    assert lines[started + 1] == f"folder {ELSEWHERE}"
    expected = []
    for name, (_, arguments) in HELP.items():
        words = "/".join(chr(97 + at) for at in range(len(arguments)))
        called = f"call estate_xl.functions.{name.lower()}/{words}"
        expected.append(f"{called}/1/True/True/the calling cell")
    assert [line for line in lines if line.startswith("call ")] == expected
    assert lines.count("answer") == len(HELP)


def test_a_cell_function_answers_an_error_value_where_python_is_not(folder: Path) -> None:
    for kind in (WINDOWS, "Mac"):
        office = Office(folder, kind)
        home = office.settings("nothing", None)
        lines = office.run(home, 'Note CStr(IsError(ESTATE_STATUS("1")))')
        assert lines == ["True"]


UNSAFE = {
    "a value of the environment": r"C:\%TEMP%\python.exe",
    "a value that the library puts in": r"C:\$(ConfigDir)\python.exe",
    "another program": r"C:\Windows\System32\cmd.exe",
    "a program of a like name": r"C:\x\notpython.exe",
    "found by the path": "python.exe",
    "found by the path, bare": "python",
    "another machine": r"\\host\share\python.exe",
    "the current drive's folder": r"C:python.exe",
    "a step up": r"C:\Python\..\x\python.exe",
    "a stream of a file": r"C:\Python\x:y\python.exe",
    "a redirection": r"C:\Python\>x\python.exe",
    "too long": "C:\\" + "x" * 260 + "\\python.exe",
}


def test_unsafe_interpreters_are_refused(folder: Path) -> None:
    office = Office(folder, WINDOWS)
    steps = []
    for number, path in enumerate(UNSAFE.values()):
        steps += [office.settings(f"unsafe{number}", win(path)), "EstateValidate Nothing"]
        steps.append('Note CStr(IsError(ESTATE_STATUS("1")))')
    lines = office.run(*steps)
    sentence = f"say 片區管理: {PROBLEMS[20003].hant} (20003)"
    assert lines == ["create WScript.Shell", sentence, "True"] * len(UNSAFE)


def test_unsafe_interpreters_are_refused_on_a_mac(folder: Path) -> None:
    office = Office(folder, "Mac")
    steps = []
    for number, path in enumerate(("python3", "bin/python3", "~/python3", "/bin/$x/python3")):
        steps += [office.settings(f"unsafemac{number}", mac(path)), "EstateValidate Nothing"]
    assert office.run(*steps) == [f"say 片區管理: {PROBLEMS[20003].hant} (20003)"] * 4


def test_what_stops_a_button_is_one_sentence(folder: Path) -> None:
    office = Office(folder, WINDOWS)
    good = office.settings("good", win(r"C:\Users\wang xm\venv\Scripts\pythonw.exe"))
    lines = office.run(
        office.settings("none", None),
        "EstateValidate Nothing",
        office.settings("empty", ""),
        "EstateValidate Nothing",
        office.settings("other", '"PYTHONPATH","C:\\x"\r\n'),
        "EstateValidate Nothing",
        office.settings("torn", '"INTERPRETER_WIN"'),
        "EstateValidate Nothing",
        office.settings("gone", win(r"C:\Gone\python.exe"), exists=False),
        "EstateValidate Nothing",
        good,
        "StubStatus = 1",
        "EstateValidate Nothing",
        "StubStatus = 0",
        "EstateValidate Nothing",
    )
    said = [int(line[-6:-1]) for line in lines if line.startswith("say ")]
    assert said == [20001, 20001, 20001, 20001, 20002, 20005]
    command = (
        r'run 0 True "C:\Users\wang xm\venv\Scripts\pythonw.exe" -I -B -X utf8 -c '
        f'"{STATEMENT.format("validate")}" --hwnd=328442'
    )
    assert [line for line in lines if line.startswith("run ")] == [command] * 2
    # After the failure the folder is Excel's again.
    assert lines.count(f"folder {ELSEWHERE}") == 2


FOREIGN = (
    "import os; os.system('calc')",
    STATEMENT.format("validate") + "; import os",
    STATEMENT.format("validate'); import os; ('"),
    STATEMENT.format(""),
    STATEMENT.format("Validate"),
    STATEMENT.format('validate" & calc & "'),
    STATEMENT.format("%TEMP%"),
    "import estate_xl.ribbon; estate_xl.ribbon.press('')",
    "')",
    "",
)


def test_a_statement_that_is_no_button_is_refused(folder: Path) -> None:
    office = Office(folder, WINDOWS)
    home = office.settings("foreign", win())
    quoted = [statement.replace('"', '""') for statement in FOREIGN]
    lines = office.run(home, *(f'RunPython "{statement}"' for statement in quoted))
    sentence = f"say 片區管理: {PROBLEMS[20004].hant} (20004)"
    assert lines == ["create WScript.Shell", sentence] * len(FOREIGN)


def test_a_second_press_waits_its_turn(folder: Path) -> None:
    """While Python works, Excel answers the mouse: a press then starts nothing."""
    office = Office(folder, WINDOWS)
    home = office.settings("twice", win())
    shell = STUB_CLASSES["StubShell"].replace(
        "    Run = StubStatus", "    EstateOverdue Nothing\n    Run = StubStatus"
    )
    lines = office.run(home, "EstateValidate Nothing", changed={"StubShell": shell})
    assert len([line for line in lines if line.startswith("run ")]) == 1
    assert f"say 片區管理: {PROBLEMS[20006].hant} (20006)" in lines


def test_opening_describes_the_functions_and_events_count(folder: Path) -> None:
    office = Office(folder, WINDOWS)
    lines = office.run(
        "EstateDescribe",
        "Dim watcher As Object",
        "Set watcher = New EstateEvents",
        "watcher.host_AfterCalculate",
        "watcher.host_SheetChange Nothing, Nothing",
        "Note CStr(EstateCalculation)",
        "EstateCalculation = 2147483647",
        "EstateCount",
        "Note CStr(EstateCalculation)",
    )
    assert lines == [
        *(
            "/".join(
                [f"describe {name}", "片區管理", answer.hant, *(each.hant for each in arguments)]
            )
            for name, (answer, arguments) in HELP.items()
        ),
        "2",
        "1",
    ]


def test_a_module_that_does_not_compile_would_be_seen(folder: Path) -> None:
    """LibreOffice compiles all modules of a library, and waits for ever where one is wrong."""
    office = Office(folder, WINDOWS)
    wrong = as_basic(read_source("EstateRibbon.bas"), KINDS[WINDOWS]) + "Sub X()\nEnd If\nEnd Sub\n"
    with pytest.raises(subprocess.TimeoutExpired):
        office.run('Note "x"', changed={"EstateRibbon": wrong}, limit=8)


@pytest.mark.parametrize("kind", KINDS)
def test_pyopenvbas_parser_agrees(kind: str) -> None:
    """A second parser, of VBA alone."""
    for name in (*MODULES, *CLASSES, "ThisWorkbook"):
        suffix = "bas" if name in MODULES else "cls"
        text = make_binding() if name == "EstateBinding" else read_source(f"{name}.{suffix}")
        plain = as_basic(text, KINDS[kind]).removeprefix("Option VBASupport 1\n")
        parse_module(plain.replace("WithEvents ", ""))  # which its parser does not know
    with pytest.raises(VBACompileError):
        parse_module("Sub X()\nEnd If\nEnd Sub\n")
