"""The add-in's VBA, compiled and run by LibreOffice's Basic: buttons, cell functions, refusals.

Basic reads a file byte by byte, where VBA takes the machine's code page: an interpreter under a
Chinese folder is left to Excel itself (docs/try-in-excel.md).
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from pyopenvba.exceptions import VBACompileError
from pyopenvba.interpreter import parse_module

from estate_xl.actions import BUTTONS
from estate_xl.actions.register_menu import ITEMS
from estate_xl.addin.build import CLASSES, MODULES
from estate_xl.addin.function_help import HELP
from estate_xl.addin.macro_sources import read_source
from estate_xl.addin.vba_binding import make_binding
from estate_xl.addin.vba_texts import PROBLEMS
from support.basic import KINDS, PROGRAM, as_basic, windows_arguments
from support.excel_office import ELSEWHERE, PYTHON, WINDOWS, Office, mac, win
from support.excel_stubs import CLASSES as STUB_CLASSES
from support.excel_stubs import STUBS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed"),
]

STATEMENT = "import estate_xl.ribbon; estate_xl.ribbon.press('{}')"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One profile of LibreOffice for all runs."""
    return tmp_path_factory.mktemp("office 用戶")


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
    assert sorted(buttons().values()) == sorted([*BUTTONS, *ITEMS])
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
    """With the button's key and nothing else: the settings, whatever they say, are not asked."""
    office = Office(folder, "Mac")
    home = office.settings("mac", mac("/Users/wang xm/evil/python3"))
    assert office.run(home, *(f"{sub} Nothing" for sub in buttons())) == [
        f"task estate_xl.applescript RunEstate {key}" for key in buttons().values()
    ]
    assert office.run(office.settings("bare", None), "EstateValidate Nothing") == [
        "task estate_xl.applescript RunEstate validate"
    ]


def test_what_stops_a_button_on_a_mac_is_one_sentence(folder: Path) -> None:
    """The script's answers, and a call that fails as it does where there is no script."""
    office = Office(folder, "Mac")
    answers = "If StubStatus = 3 Then Err.Raise 5\n    AppleScriptTask = CStr(StubStatus)"
    stubs = STUBS.replace('AppleScriptTask = "0"', answers)
    assert stubs != STUBS
    steps = []
    for status in (0, 1, 2, 3, 0):
        steps += [f"StubStatus = {status}", "EstateValidate Nothing"]
    lines = office.run(*steps, changed={"Stubs": stubs})
    said = [int(line[-6:-1]) for line in lines if line.startswith("say ")]
    assert said == [20005, 20002, 20001]
    assert len([line for line in lines if line.startswith("task ")]) == 5


def test_a_macs_excel_copies_the_active_book_for_python(folder: Path) -> None:
    office = Office(folder, "Mac")
    assert office.run('EstateSaveCopy "/Users/wang xm/a b.xlsx"') == [
        "copy /Users/wang xm/a b.xlsx"
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
        office.run('Note "x"', changed={"EstateRibbon": wrong}, limit=6)


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
