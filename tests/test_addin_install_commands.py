"""`estate-xl addin …` as it is typed, on this system and on made ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from estate_xl.addin import install_commands
from estate_xl.console.cli import main
from support.computers import MAC_PYTHON, build, make_mac, make_windows, read_script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.computers import FakeComputer

not_excel = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="would touch the Excel of this computer"
)


@pytest.fixture(params=[make_windows, make_mac])
def computer(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FakeComputer:
    """A made computer that the commands take for this one, with an add-in of made bytes."""
    make: Callable[[Path], FakeComputer] = request.param
    made = make(tmp_path)
    monkeypatch.setattr(install_commands, "LocalSystem", lambda: made)
    monkeypatch.setattr(install_commands, "build_addin", build)
    monkeypatch.setattr(install_commands, "_read_script", read_script)
    return made


def test_install_doctor_uninstall(
    computer: FakeComputer, capsys: pytest.CaptureFixture[str]
) -> None:
    before = computer.tree()
    assert main(["addin", "doctor"]) == 1
    assert "✗" in capsys.readouterr().out
    assert main(["addin", "install", "--lang", "en"]) == 0
    assert "Open Excel anew" in capsys.readouterr().out
    assert main(["addin", "doctor", "--lang", "en"]) == 0
    assert "✗" not in capsys.readouterr().out
    assert main(["addin", "uninstall", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert computer.tree() == before


def test_the_real_add_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is put there is what `addin build` writes; the doctor knows it in each language."""
    computer = make_mac(tmp_path)
    before = computer.tree()
    monkeypatch.setattr(install_commands, "LocalSystem", lambda: computer)
    assert main(["addin", "install", "--lang", "zh-Hans"]) == 0
    added = {name: data for name, data in computer.tree().items() if name not in before}
    assert main(["addin", "build", "--lang", "zh-Hans", "--out", str(tmp_path / "a.xlam")]) == 0
    (name,) = (each for each in added if each.endswith("estate_xl.xlam"))
    assert added[name] == (tmp_path / "a.xlam").read_bytes()
    (name,) = (each for each in added if each.endswith("estate_xl.applescript"))
    script = added[name] or b""
    assert b"on RunEstate(button)" in script
    assert f'set interpreter to "{MAC_PYTHON}"'.encode() in script
    capsys.readouterr()
    assert main(["addin", "doctor"]) == 0
    assert "✓ 加載項檔案" in capsys.readouterr().out


def test_a_refusal_is_one_sentence(
    computer: FakeComputer, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.answer = None
    before = computer.tree()
    assert main(["addin", "install"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "找不到 estate_xl" in shown.err
    assert computer.tree() == before


@not_excel
@pytest.mark.parametrize("command", ["install", "uninstall"])
def test_where_there_is_no_excel(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["addin", command]) == 2
    assert capsys.readouterr().err.startswith("這個系統上沒有 Excel")


@not_excel
def test_doctor_where_there_is_no_excel(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["addin", "doctor", "--book", str(tmp_path / "濱江花園.xlsx")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "– Excel：這個系統上沒有 Excel，不能檢查"
    assert lines[-1] == f"✓ 工作簿所在：「{tmp_path}」"
    assert {line[0] for line in lines} == {"✓", "–"}


@pytest.mark.parametrize("words", [("addin", "--help"), ("addin", "doctor", "--help")])
def test_help(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert "用法：estate-xl addin" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("addin",), ("addin", "heal"), ("addin", "install", "x")])
def test_console_usage(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("用法不對：")
