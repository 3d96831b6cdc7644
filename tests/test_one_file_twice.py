"""One file under two of a command's names is found by what it is, and nothing is touched."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING

import pytest

from estate_xl.console.cli import main
from support.desks import office_bytes
from support.mails import MONTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Maker = Callable[[Path, str], Path]

SEND = ("send", "--month", MONTH)
OPTIONS = {
    "--out": (("validate",), SEND, ("statistics", "--year", "2026")),
    "--package": (SEND,),
    "--eml": (SEND,),
    "--pdf": (("work-orders",), ("prepare", "--month", MONTH)),
}
SUFFIXES = {"--eml": ".eml", "--pdf": ".pdf"}


def _hard_link(book: Path, suffix: str) -> Path:
    path = book.with_name(f"另一個名字{suffix}")
    os.link(book, path)
    return path


def _link(book: Path, suffix: str) -> Path:
    path = book.with_name(f"連結{suffix}")
    path.symlink_to(book)
    return path


def _folder_link(book: Path, suffix: str) -> Path:
    folder = book.parent.with_name("資料夾的連結")
    folder.symlink_to(book.parent)
    return folder / book.name if suffix == ".xlsx" else _link(folder / book.name, suffix)


def _dots(book: Path, suffix: str) -> Path:
    name = book if suffix == ".xlsx" else _link(book, suffix)
    return name.parent / ".." / name.parent.name / "." / name.name


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small office in a folder of its own."""
    path = tmp_path / "辦公 室" / "濱江花園.xlsx"
    path.parent.mkdir()
    path.write_bytes(office_bytes())
    return path


def state(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def refused(book: Path, command: tuple[str, ...], *words: object) -> bool:
    before = state(book.parent)
    status = main([command[0], str(book), *command[1:], *map(str, words)])
    return status == 2 and state(book.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
@pytest.mark.parametrize("make", [_hard_link, _link, _folder_link, _dots])
@pytest.mark.parametrize("option", OPTIONS)
def test_the_workbook_is_not_written_by_another_name(
    option: str, make: Maker, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(book, SUFFIXES.get(option, ".xlsx"))
    for command in OPTIONS[option]:
        assert refused(book, command, option, path)
        (line,) = capsys.readouterr().err.splitlines()
        assert line == f"{option} 和 BOOK 是同一個檔案，請換一個名稱，或不用 {option}。"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新.xlsx", "新.xlsx"),
        ("新.xlsx", "./新.xlsx"),
        ("new.xlsx", "NEW.xlsx"),
        ("新.xlsx", "../辦公 室/新.xlsx"),
    ],
)
def test_two_options_do_not_write_one_file(
    one: str, other: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, package = book.parent / one, f"{book.parent}/{other}"
    assert refused(book, SEND, "--out", out, "--package", package)
    assert "--package 和 --out 是同一個檔案" in capsys.readouterr().err


def test_other_files_are_other_files(book: Path) -> None:
    out = book.with_name("濱江花園 2.xlsx")
    assert main(["validate", str(book), "--out", str(out), "--quiet"]) == 1
    assert book.read_bytes() == office_bytes()
