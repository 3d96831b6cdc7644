"""Commands on a disk that is full but for a few bytes, one after the other in a process of its own.

Prints a line of JSON for each try: how much was free, the status, what was said, and what lies
beside the workbook afterwards.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from estate_xl.console.cli import main

_PAGE = 4096


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tried(words: list[str], free: int, office: Path, disk: Path) -> dict[str, object]:
    """One command in a fresh copy of the office's folder, with so many bytes free on the disk."""
    work, filler = disk / "work", disk / "filler"
    shutil.copytree(office, work)
    state = os.statvfs(disk)
    taken = state.f_bavail * state.f_frsize - free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(_PAGE, taken // _PAGE * _PAGE))
    said, told = io.StringIO(), io.StringIO()
    os.chdir(work)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
        status = main(words)
    os.chdir(disk)
    gc.collect()
    result = {
        "free": free,
        "status": status,
        "said": said.getvalue().splitlines(),
        "told": told.getvalue().splitlines(),
        "files": digests(work),
        "stray": [path.name for path in disk.iterdir() if path not in {work, filler}],
    }
    shutil.rmtree(work)
    filler.unlink()
    return result


if __name__ == "__main__":
    OFFICE, DISK = Path(sys.argv[1]), Path(sys.argv[2])
    tempfile.tempdir = os.environ["TMPDIR"] = sys.argv[3]
    for each in sys.argv[4].split(","):
        sys.stdout.write(json.dumps(tried(sys.argv[5:], int(each), OFFICE, DISK)) + "\n")
