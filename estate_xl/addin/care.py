"""The commands `estate-xl addin install | uninstall | doctor`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from estate_xl.addin.doctor import diagnose, is_well
from estate_xl.addin.installing import install, uninstall
from estate_xl.addin.lines import choose_marks
from estate_xl.addin.places import SCRIPT
from estate_xl.addin.sources import read_source
from estate_xl.output import print_line
from estate_xl.schema import Language
from estate_xl.system import LocalSystem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Run = Callable[[argparse.Namespace], int]
    AddCommand = Callable[[Any, str, Run, str], argparse.ArgumentParser]

_LANGUAGES: Final = tuple(Language)
_WELL, _ILL = 0, 1


def add_care_commands(verbs: argparse._SubParsersAction[Any], add_command: AddCommand) -> None:
    """Add the three to those of `estate-xl addin`."""
    for name, run, words in (
        ("install", _install, "把加載項裝到 Excel 的啟動資料夾"),
        ("uninstall", _uninstall, "移除加載項和它的設定"),
        ("doctor", _doctor, "逐項檢查加載項能不能工作，並說明怎麼辦"),
    ):
        parser = add_command(verbs, name, run, words)
        parser.add_argument(
            "--lang", choices=_LANGUAGES, default=Language.HANT, help="加載項和提示的語言"
        )
    parser.add_argument("--book", metavar="BOOK", type=Path, help="同時檢查工作簿所在的資料夾")


def _install(options: argparse.Namespace) -> int:
    language = Language(options.lang)
    _print(options, install(LocalSystem(), _build, _read_script, language))
    return _WELL


def _uninstall(options: argparse.Namespace) -> int:
    _print(options, uninstall(LocalSystem(), Language(options.lang)))
    return _WELL


def _doctor(options: argparse.Namespace) -> int:
    language = Language(options.lang)
    book = str(options.book.absolute()) if options.book else None
    lines = diagnose(LocalSystem(), _build, _read_script, book)
    marks = choose_marks(sys.stdout.encoding or "ascii")
    _print(options, [line.text(language, marks) for line in lines])
    return _WELL if is_well(lines) else _ILL


def _print(options: argparse.Namespace, lines: list[str]) -> None:
    if not options.quiet:
        for line in lines:
            print_line(line)


def _build(language: Language) -> bytes:
    from estate_xl.addin.building import build_addin

    return build_addin(language)


def _read_script() -> bytes:
    return read_source(SCRIPT).encode()
