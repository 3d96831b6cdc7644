"""The user's own folder for our files: the log, and copies of books that lie nowhere on this disk.

It is the place that each system has for it, never beside a program or a workbook.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "estate_xl"


def data_folder() -> Path:
    """The folder, made if it is not there yet."""
    folder = find_data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find_data_folder() -> Path:
    """Where the folder is, or would be."""
    return _parent() / _NAME


def _parent() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
