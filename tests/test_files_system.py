"""The seam to this computer: its files and programs; there is no registry where there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from estate_xl.addin.python_probe import probe
from estate_xl.files.system import LocalSystem, Platform

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    system, path = LocalSystem(), tmp_path / "片區 管理" / "a.conf"
    assert system.read(path) is None
    assert system.names(path.parent) == []
    assert not system.is_folder(path.parent)
    system.make_folder(path.parent)
    assert system.is_folder(path.parent)
    system.write(path, b"one")
    system.write(path, b"two")
    assert system.read(path) == b"two"
    assert system.names(path.parent) == ["a.conf"]
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        system.write(tmp_path / "folder", b"no")
    assert system.names(tmp_path) == ["folder", "片區 管理"]


def test_files_and_empty_folders_are_removed(tmp_path: Path) -> None:
    system, path = LocalSystem(), tmp_path / "a" / "b"
    system.make_folder(path.parent)
    system.write(path, b"")
    with pytest.raises(OSError, match="a"):
        system.remove_folder(path.parent)
    system.remove(path)
    system.remove_folder(path.parent)
    assert system.names(tmp_path) == []
    assert system.read(path / "c") is None
    with pytest.raises(FileNotFoundError):
        system.remove(path)


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    system = LocalSystem()
    system.write(tmp_path / "a", b"")
    assert system.read(tmp_path / "a" / "b") is None
    assert system.names(tmp_path / "a") == []


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    system = LocalSystem()
    monkeypatch.setenv("ESTATE_XL_TEST", "x")
    assert system.variable("ESTATE_XL_TEST") == "x"
    monkeypatch.setenv("ESTATE_XL_TEST", "")
    assert system.variable("ESTATE_XL_TEST") is None
    assert system.interpreter == sys.executable


def test_this_interpreter_answers_isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A module of the working folder or of PYTHONPATH is not taken, whatever its name."""
    (tmp_path / "estate_xl.py").write_text("raise SystemExit(9)")
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    system = LocalSystem()
    facts = probe(system, system.interpreter, ("zipfile", "no_such_module"))
    assert facts is not None
    assert facts.python == sys.version_info[:3]
    assert facts.bits == (64 if sys.maxsize > 2**32 else 32)
    assert facts.package
    assert facts.xlwings
    assert facts.parts == {"zipfile"}


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    system = LocalSystem()
    assert system.run([str(tmp_path / "python")]).status == -1
    assert probe(system, str(tmp_path / "python")) is None


if sys.platform == "win32":

    def test_registry() -> None:
        system = LocalSystem()
        assert "Microsoft" in system.subkeys(r"HKLM\Software")
        windows = r"HKLM\Software\Microsoft\Windows\CurrentVersion"
        assert "programfilesdir" in system.registry(windows)
        assert system.registry(r"HKLM\Software\No such key") == {}

else:

    def test_no_registry() -> None:
        system = LocalSystem()
        assert system.registry(r"HKCU\Software") == {}
        assert system.subkeys(r"HKCU\Software") == []
        assert system.platform in {Platform.MAC, Platform.OTHER}
