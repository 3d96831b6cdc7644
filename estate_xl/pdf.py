"""One sheet of a workbook as a PDF, printed by LibreOffice or by Excel, whichever is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from estate_xl.errors import WorkbookError
from estate_xl.session import excel_to_pdf, open_file

_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS: Final = 300


def check_can_print(target: Path) -> None:
    """Refuse what cannot be printed before any work is done.

    Raises:
        WorkbookError: the file cannot be written, or neither LibreOffice nor Excel is there.
    """
    if target.suffix.lower() != ".pdf":
        msg = f"「{target.name}」的副檔名不是 .pdf，請改成 .pdf。"
        raise WorkbookError(msg)
    if target.is_dir() or not target.parent.is_dir():
        msg = f"「{target}」不能寫入，請換一個資料夾或名稱。"
        raise WorkbookError(msg)
    if _libreoffice() is None and not _may_have_excel():
        msg = (
            "這臺電腦沒有 LibreOffice 和 Excel，不能生成 PDF；"
            "請不帶 --pdf 再執行一次，然後打開工作簿打印「報事單」。"
        )
        raise WorkbookError(msg)


def print_sheet(book: Path, title: str, target: Path) -> None:
    """Print one sheet of the saved workbook into a PDF.

    Args:
        book: The workbook; it is only read.
        title: The sheet's.
        target: The PDF; an older one is replaced.

    Raises:
        WorkbookError: the printing program failed.
    """
    program = _libreoffice()
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / f"alone{book.suffix}"
        with open_file(book) as opened:
            sheets = opened.book.sheets
            for sheet in list(sheets):
                if sheet.name != title:
                    # LibreOffice prints a hidden sheet too if it has a print area.
                    sheet.page_setup.print_area = None
                    sheet.visible = False
            opened.save(alone)
        made = alone.with_suffix(".pdf")
        if program is None:
            excel_to_pdf(alone, title, made)
        else:
            _convert(program, alone, Path(folder))
        if not made.exists():
            msg = f"「{target.name}」沒有生成，請直接打開工作簿打印「{title}」。"
            raise WorkbookError(msg)
        try:
            shutil.copyfile(made, target)
        except OSError as error:
            msg = f"「{target.name}」不能寫入：{error.strerror or error}；請關閉打開它的程序再試。"
            raise WorkbookError(msg) from error


def _convert(program: str, source: Path, folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    words = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    with suppress(subprocess.TimeoutExpired, OSError):
        subprocess.run(  # noqa: S603 - a program found at its own places, arguments not a shell's
            [*words, "--outdir", str(folder), str(source)],
            check=False,
            capture_output=True,
            timeout=_SECONDS,
        )


def _libreoffice() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.access(place, os.X_OK)), None)


def _may_have_excel() -> bool:
    return sys.platform in {"win32", "darwin"}
