"""存檔: copies of approved months beside the workbook, never written over (R-M1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.deliver.book_copies import own_properties
from estate_xl.deliver.manifest import Manifest
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.session import write_new
from estate_xl.files.system import as_file_name
from estate_xl.schema.months import ARCHIVE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estate_xl.deliver.package import Package


def archive_path(folder: Path, name: str) -> Path:
    """The place of a copy, beside a workbook that lies in the folder."""
    return folder / as_file_name(ARCHIVE_FOLDER) / as_file_name(name)


def keep_archive(folder: Path, copy: Package) -> Path:
    """Write the copy of an approved month beside the workbook; its path.

    One that is there already with the same numbers, of an approval that broke off, stays.

    Args:
        folder: Where the workbook lies.
        copy: The copy.

    Raises:
        WorkbookError: a file of that name holds something else, or it cannot be written.
    """
    path = archive_path(folder, copy.name)
    if path.exists():
        held = path.read_bytes()
        if held != copy.data and not _is_same(_numbers(held), _numbers(copy.data)):
            raise WorkbookError(ErrorCode.ARCHIVE_TAKEN, name=f"{ARCHIVE_FOLDER}/{copy.name}")
        return path
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise WorkbookError(ErrorCode.FOLDER_READ_ONLY, folder=str(path.parent.parent)) from error
    write_new(path, copy.data)
    return path


def archive_reader(folder: Path) -> Callable[[str], bytes | None]:
    """What reads the copies beside a workbook that lies in the folder."""

    def read(name: str) -> bytes | None:
        path = archive_path(folder, name)
        return path.read_bytes() if path.is_file() else None

    return read


def _is_same(one: object, other: object) -> bool:
    """True if both tell what they hold, and tell the same."""
    return one is not None and one == other


def _numbers(data: bytes) -> tuple[tuple[int, bool], str] | None:
    """Version and digest of the numbers of a copy; None of any other file."""
    try:
        manifest = Manifest.from_properties(own_properties(data))
    except Exception:  # noqa: BLE001 - of a file of somebody else anything may be wrong
        return None
    return None if manifest is None else (manifest.edition, manifest.numbers.digest)
