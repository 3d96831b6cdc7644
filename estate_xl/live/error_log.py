"""The log of errors, for who has to mend them: which button, what kind of error, where in the code.

No cell, name, path of a workbook or message of a library is kept: those may hold owners' names and
telephone numbers. A file that has grown is kept once more and begun anew.
"""

from __future__ import annotations

import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from estate_xl.errors.exceptions import chain
from estate_xl.live.busy_excel import codes_of

if TYPE_CHECKING:
    import datetime as dt

LOG_NAME = "ribbon.log"
_MOST_BYTES = 200_000


def write_log(folder: Path, key: str, error: BaseException, now: dt.datetime) -> Path:
    """Add an error to the log; a log that cannot be written stops nobody.

    Args:
        folder: Where the log lies.
        key: The button.
        error: What happened, with what led to it.
        now: The moment.

    Returns:
        The log file.
    """
    path = folder / LOG_NAME
    lines = [f"{now:%Y-%m-%d %H:%M:%S} {key}", *(f"  {line}" for line in _described(error))]
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _MOST_BYTES:
            path.replace(path.with_suffix(".1.log"))
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return path


def _described(error: BaseException) -> list[str]:
    """Kind, codes and places of an error and of those behind it."""
    lines = []
    for each in chain(error):
        codes = codes_of(each)
        lines.append(f"{type(each).__name__}{f' {codes}' if codes else ''}")
        frames = traceback.extract_tb(each.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return lines
