"""Copies of approved months beside the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.deliver.package import Package
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.tasks.archives import archive_reader, keep_archive

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.compute.appraisal_numbers import Numbers


def copy(data: bytes, numbers: Numbers | None = None) -> Package:
    return Package("office 2026-10 v1.xlsx", data, "", Month.parse("2026-10"), numbers)  # type: ignore[arg-type]


def test_a_copy_is_kept_once_and_read_back(tmp_path: Path) -> None:
    read = archive_reader(tmp_path)
    assert read("office 2026-10 v1.xlsx") is None
    path = keep_archive(tmp_path, copy(b"PK copy"))
    assert path == tmp_path / "存檔" / "office 2026-10 v1.xlsx"
    assert read(path.name) == b"PK copy"


def test_the_same_bytes_are_the_same_copy(tmp_path: Path) -> None:
    keep_archive(tmp_path, copy(b"copy"))
    assert keep_archive(tmp_path, copy(b"copy")).read_bytes() == b"copy"


def test_nothing_is_written_over_another_file(tmp_path: Path) -> None:
    path = keep_archive(tmp_path, copy(b"mine"))
    with pytest.raises(WorkbookError) as caught:
        keep_archive(tmp_path, copy(b"other"))
    assert caught.value.code is ErrorCode.ARCHIVE_TAKEN
    assert path.read_bytes() == b"mine"


def test_a_file_where_the_folder_belongs(tmp_path: Path) -> None:
    (tmp_path / "存檔").write_bytes(b"")
    with pytest.raises(WorkbookError):
        keep_archive(tmp_path, copy(b"copy"))
