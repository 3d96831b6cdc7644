"""The commands `estate-xl addin install | uninstall | doctor`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from estate_xl.addin.doctor import diagnose, is_well
from estate_xl.addin.installing import install, uninstall
from estate_xl.addin.lines import choose_marks
from estate_xl.addin.places import SCRIPT
from estate_xl.addin.system import LocalSystem
from estate_xl.errors import AddinError
from estate_xl.schema import Language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Make = Callable[..., argparse.ArgumentParser]
    Say = Callable[[argparse.Namespace, str], None]
    Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

OK, ILL = 0, 1
_LANGUAGES: Final = tuple(Language)


def add_addin_commands(commands: argparse._SubParsersAction[Parser], make: Make, say: Say) -> None:
    """Hang `addin` with its own commands under the command line.

    Args:
        commands: Those of `estate-xl`.
        make: Makes a command of a parent, a name, a function to run and its words.
        say: Prints a line, unless it was asked to be quiet.
    """
    words = "Excel 裏的「片區管理」頁：安裝、移除、檢查"
    addin = commands.add_parser("addin", help=words, description=words)
    below = addin.add_subparsers(title="命令", metavar="命令", required=True, dest="action")

    def run_install(options: argparse.Namespace) -> int:
        system, language = LocalSystem(), Language(options.lang)
        for line in install(system, _build, _read_script, language):
            say(options, line)
        return OK

    def run_uninstall(options: argparse.Namespace) -> int:
        for line in uninstall(LocalSystem(), Language(options.lang)):
            say(options, line)
        return OK

    def run_doctor(options: argparse.Namespace) -> int:
        language = Language(options.lang)
        book = str(options.book.absolute()) if options.book else None
        lines = diagnose(LocalSystem(), _build, _read_script, language, book)
        marks = choose_marks(sys.stdout.encoding or "ascii")
        for line in lines:
            say(options, line.text(language, marks))
        return OK if is_well(lines) else ILL

    for name, run, said in (
        ("install", run_install, "把加載項裝到 Excel 的啟動資料夾"),
        ("uninstall", run_uninstall, "移除加載項和它的設定"),
        ("doctor", run_doctor, "逐項檢查加載項能不能工作，並說明怎麼辦"),
    ):
        parser = make(below, name, run, said)
        parser.add_argument(
            "--lang", choices=_LANGUAGES, default=Language.HANT, help="加載項和提示的語言"
        )
        if name == "doctor":
            parser.add_argument(
                "--book", metavar="BOOK", type=Path, help="同時檢查這個工作簿所在的資料夾"
            )


def _build(language: Language) -> bytes:
    msg = f"這個版本還不能生成加載項（{language}）；請更新 estate_xl。"
    raise AddinError(msg)


def _read_script() -> bytes:
    """The script lies in the package, and beside it in its sources."""
    package = Path(__file__).parents[1]
    for folder in (package / "macros", package.parent / "macros"):
        if (folder / SCRIPT).is_file():
            return (folder / SCRIPT).read_bytes()
    msg = f"安裝不完整：缺少 {SCRIPT}；請重新安裝 estate_xl。"
    raise AddinError(msg)
