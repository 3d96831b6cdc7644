"""The command `estate-xl addin build`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.addin.build import build_addin
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError
from estate_xl.files.replacement import flush, put_in_place
from estate_xl.files.temporary_files import temporary_beside
from estate_xl.language import Label, Language, Phrase, spoken_language
from estate_xl.output import print_line

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.actions import Given

_SUFFIX: Final = ".xlam"
_MADE: Final = Label("已生成「{file}」。", "Made “{file}”.")


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


def run_build(given: Given) -> int:
    """Build the add-in.

    Raises:
        AddinError: it cannot be built, or the file cannot be written.
    """
    write_addin(given.out, build_addin(Language(given.lang)))
    if not given.quiet:
        print_line(Phrase(_MADE, {"file": str(given.out)}).text(spoken_language()))
    return 0
