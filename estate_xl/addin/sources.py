"""The texts of `macros/`, which the wheel carries inside the package."""

from __future__ import annotations

from pathlib import Path

from estate_xl.errors import EstateError

_PACKAGE = Path(__file__).parent.parent
_PLACES = (_PACKAGE / "macros", _PACKAGE.parent / "macros")


def read_source(name: str) -> str:
    """A file of `macros/` as text with line feeds.

    Raises:
        EstateError: it is not there.
    """
    for place in _PLACES:
        path = place / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    msg = f"找不到加載項的源檔案「{name}」，請重新安裝 estate_xl。"
    raise EstateError(msg)
