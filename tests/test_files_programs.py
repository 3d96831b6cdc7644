"""Programs that we start are whole paths: nothing that lies beside a workbook is one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from estate_xl.errors.exceptions import ProgramError
from estate_xl.files.programs import LIBREOFFICE, check_program, program_path
from estate_xl.files.system import LocalSystem, Platform
from support.computers import FakeComputer, make_mac, make_windows

MAIL = r"C:\Users\王 小明\Downloads\郵件"
ELSEWHERE = r"D:\工具"
FIXED = r"C:\Program Files\LibreOffice\program\soffice.exe"
MAC_FIXED = "/Applications/LibreOffice.app/Contents/MacOS/soffice"


def windows_in(root: Path, folder: str, path: str) -> FakeComputer:
    """A Windows on which a command was started in that folder, with that PATH."""
    computer = make_windows(root)
    computer.started_in = folder
    computer.variables["PATH"] = path
    return computer


def linux(root: Path, folder: str, path: str) -> FakeComputer:
    computer = FakeComputer(root, Platform.OTHER)
    computer.started_in = folder
    computer.variables["PATH"] = path
    return computer


@pytest.mark.parametrize("name", ["soffice.bat", "soffice.cmd", "soffice.com", "soffice.exe"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        ";",
        ".",
        r"Downloads\郵件;..\郵件",
        r"\Users\王 小明\Downloads\郵件",
        r"C:Downloads\郵件",
        MAIL,
        MAIL.upper(),
        f'"{MAIL}"',
        MAIL + "\\",
        r"\\server\share\郵件",
        "C:/Users/王 小明/Downloads/郵件",
    ],
)
def test_a_program_in_the_current_folder_is_never_found_on_windows(
    tmp_path: Path, name: str, path: str
) -> None:
    computer = windows_in(tmp_path, MAIL, path)
    computer.put_program(rf"{MAIL}\{name}")
    computer.put_program(rf"\\server\share\郵件\{name}")
    assert program_path(computer, LIBREOFFICE) is None
    # The same program on PATH by its whole path is one, where nobody stands in its folder.
    computer.put_program(rf"{ELSEWHERE}\{name}")
    computer.variables["PATH"] += f";{ELSEWHERE}"
    expected = rf"{ELSEWHERE}\{name}" if name == "soffice.exe" else None
    assert program_path(computer, LIBREOFFICE) == expected
    # A fixed place comes before all of PATH.
    computer.put_program(FIXED)
    assert program_path(computer, LIBREOFFICE) == FIXED


@pytest.mark.parametrize("path", ["", ":", ".", "./", "mail", "/home/u/mail", "/home/u/link"])
@pytest.mark.parametrize("folder", ["/home/u/mail", "/home/u"])
def test_a_program_beside_a_workbook_is_never_found(tmp_path: Path, path: str, folder: str) -> None:
    """In the current folder, or in the workbook's when the command is started elsewhere."""
    computer = linux(tmp_path, folder, path)
    computer.put_program("/home/u/mail/soffice")
    (tmp_path / "home/u/link").symlink_to(tmp_path / "home/u/mail")
    beside = [PurePosixPath("/home/u/mail")]
    assert program_path(computer, LIBREOFFICE, avoided=beside) is None
    computer.put_program("/home/u/bin/soffice")
    computer.variables["PATH"] += ":/home/u/bin"
    assert program_path(computer, LIBREOFFICE, avoided=beside) == "/home/u/bin/soffice"


def test_fixed_places_of_each_system(tmp_path: Path) -> None:
    computer = windows_in(tmp_path / "w", MAIL, "")
    computer.variables["ProgramFiles"] = r"E:\Programme"
    computer.put_program(r"E:\Programme\LibreOffice\program\soffice.exe")
    found = program_path(computer, LIBREOFFICE)
    assert found == r"E:\Programme\LibreOffice\program\soffice.exe"
    computer.variables["ProgramFiles"] = r"\\server\Programme"
    computer.put_program(r"\\server\Programme\LibreOffice\program\soffice.exe")
    assert program_path(computer, LIBREOFFICE) is None
    mac = make_mac(tmp_path / "m")
    assert program_path(mac, LIBREOFFICE) is None
    mac.put_program(MAC_FIXED)
    assert program_path(mac, LIBREOFFICE) == MAC_FIXED
    other = linux(tmp_path / "l", "/", "")
    other.put_program("/opt/libreoffice7.5/program/soffice")
    other.put_program("/opt/other/program/soffice")
    other.put_program("/opt/libreoffice24.8/program/soffice")
    assert program_path(other, LIBREOFFICE) == "/opt/libreoffice7.5/program/soffice"
    other.put_program("/usr/bin/soffice")
    assert program_path(other, LIBREOFFICE) == "/usr/bin/soffice"


def test_a_file_that_may_not_be_started_is_no_program(tmp_path: Path) -> None:
    computer = linux(tmp_path, "/", "/home/u/bin")
    computer.put("/usr/bin/soffice")
    computer.folder("/home/u/bin/soffice")
    assert program_path(computer, LIBREOFFICE) is None


def test_the_users_own_settings_come_first(tmp_path: Path) -> None:
    computer = windows_in(tmp_path, MAIL, "")
    computer.put_program(FIXED)
    computer.put_program(r"D:\Office\soffice.exe")
    assert program_path(computer, LIBREOFFICE, configured="") == FIXED
    own = r"D:\Office\soffice.exe"
    assert program_path(computer, LIBREOFFICE, configured=own) == own


@pytest.mark.parametrize("text", ["soffice", "soffice.exe", r".\soffice.exe", r"\x\soffice.exe"])
def test_settings_that_name_no_whole_path_are_refused(tmp_path: Path, text: str) -> None:
    computer = windows_in(tmp_path, MAIL, "")
    computer.put_program(FIXED)
    computer.put_program(rf"{MAIL}\soffice.exe")
    with pytest.raises(ProgramError, match=r"soffice「.*」不是完整路徑"):
        program_path(computer, LIBREOFFICE, configured=text)


@pytest.mark.parametrize(
    ("make", "path"),
    [(make_windows, r"C:\none.exe"), (make_mac, "/none"), (make_mac, "/Applications")],
)
def test_settings_that_name_nothing_are_refused(
    tmp_path: Path, make: type[FakeComputer], path: str
) -> None:
    with pytest.raises(ProgramError, match=r"token_command「.*」不在"):
        check_program(make(tmp_path), path, "token_command")  # type: ignore[call-arg]


def test_this_computer_says_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    system = LocalSystem()
    assert system.working_folder() == tmp_path
    assert system.is_program(Path(sys.executable))
    assert not system.is_program(tmp_path)
    assert not system.is_program(PurePath("\0"))
    assert system.is_same_folder(tmp_path, tmp_path / "." / ".." / tmp_path.name)
    assert not system.is_same_folder(tmp_path, tmp_path.parent)
    assert not system.is_same_folder(tmp_path, tmp_path / "none")
    assert PureWindowsPath(MAIL) == PureWindowsPath(MAIL.upper())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
def test_a_current_folder_that_is_gone(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from estate_xl.files.system import LocalSystem\n"
        "from estate_xl.files.programs import LIBREOFFICE, program_path\n"
        "os.rmdir(os.getcwd()); print(LocalSystem().working_folder())\n"
        "program_path(LocalSystem(), LIBREOFFICE)"
    )
    folder = tmp_path / "gone"
    folder.mkdir()
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout == "None\n"


def test_what_is_run_is_named_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho planted\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert LocalSystem().run(["python"]).status == -1
    assert LocalSystem().run([str(program)]).out == "planted\n"
