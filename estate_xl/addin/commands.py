"""`estate-xl addin …`: the commands around the Excel add-in, hooked into the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from estate_xl.addin.care import add_care_commands
from estate_xl.error_codes import ErrorCode
from estate_xl.errors import AddinError
from estate_xl.language import Label, Phrase, spoken_language
from estate_xl.output import print_line
from estate_xl.replacing import flush, put_in_place
from estate_xl.temporaries import temporary_beside

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Run = Callable[[argparse.Namespace], int]
    AddCommand = Callable[[Any, str, Run, str], argparse.ArgumentParser]

_LANGUAGES: Final = ("zh-Hant", "zh-Hans", "en")
_SUFFIX: Final = ".xlam"
_DEFAULT: Final = Path("estate_xl.xlam")
_MADE: Final = Label("已生成「{file}」。", "Made “{file}”.")


def add_addin_commands(commands: argparse._SubParsersAction[Any], add_command: AddCommand) -> None:
    """Add `addin` and its commands to the command line."""
    words = "Excel 加載項，即「片區管理」選項卡"
    group = commands.add_parser("addin", help=words, description=words)
    verbs = group.add_subparsers(title="命令", metavar="命令", required=True, dest="verb")

    build = add_command(verbs, "build", _build, "生成加載項 estate_xl.xlam，不需要 Excel")
    build.add_argument("--out", metavar="FILE", type=Path, default=_DEFAULT, help="寫到哪個檔案")
    build.add_argument("--lang", choices=_LANGUAGES, default="zh-Hant", help="選項卡的語言")
    add_care_commands(verbs, add_command)


def write_addin(path: Path, data: bytes) -> None:
    """Put the add-in's bytes at that path in one step; equal bytes are left alone.

    Raises:
        AddinError: the path does not fit, or the file cannot be written.
    """
    if path.suffix.lower() != _SUFFIX or path.is_dir():
        raise AddinError(ErrorCode.NOT_AN_ADDIN_NAME, name=path.name)
    if not path.parent.is_dir():
        raise AddinError(ErrorCode.ADDIN_FOLDER_MISSING, folder=str(path.parent))
    try:
        with temporary_beside(path) as temporary:
            temporary.write_bytes(data)
            flush(temporary)
            put_in_place(temporary, path, has_backup=False)
    except OSError as error:
        raise AddinError(ErrorCode.ADDIN_NOT_WRITABLE, name=path.name) from error


def _build(options: argparse.Namespace) -> int:
    from estate_xl.addin.building import build_addin
    from estate_xl.schema import Language

    write_addin(options.out, build_addin(Language(options.lang)))
    if not options.quiet:
        made = Phrase(_MADE, {"file": str(options.out)})
        print_line(made.text(spoken_language()))
    return 0
