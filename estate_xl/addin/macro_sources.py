"""The texts of `macros/`, which the wheel carries inside the package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError

_PACKAGE = Path(__file__).parent.parent
_INTERPRETER: Final = '"@interpreter"'
_PLACES = (_PACKAGE / "macros", _PACKAGE.parent / "macros")


def read_source(name: str) -> str:
    """A file of `macros/` as text with line feeds.

    Raises:
        AddinError: it is not there.
    """
    for place in _PLACES:
        path = place / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise AddinError(ErrorCode.SOURCE_MISSING, name=name)


def script_for(source: bytes, interpreter: str) -> bytes:
    """The script for a Mac with the interpreter's whole path in it, as AppleScript writes a text.

    So nothing that Excel hands over has a say in which program runs.

    Args:
        source: The script of `macros/`.
        interpreter: Its path, of plain letters without quotes.

    Raises:
        AddinError: the source is another one, without a place for the path.
    """
    mark = _INTERPRETER.encode("ascii")
    if source.count(mark) != 1:
        raise AddinError(ErrorCode.SCRIPT_DAMAGED, name="estate_xl.applescript")
    text = interpreter.replace("\\", "\\\\").replace('"', '\\"')
    return source.replace(mark, f'"{text}"'.encode())
