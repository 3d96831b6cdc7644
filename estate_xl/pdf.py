"""One sheet of a workbook as a PDF, printed by LibreOffice or by Excel, whichever is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from estate_xl.errors import WorkbookError
from estate_xl.replacing import flush, named, placed_files, put_in_place
from estate_xl.session import excel_to_pdf, open_file, real_path
from estate_xl.temporaries import scratch_folder, temporary_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS: Final = 300
_ROOM: Final = 4 << 20
"""Bytes that LibreOffice's own settings and the sheet take."""


def check_can_print(target: Path) -> None:
    """Refuse what cannot be printed before any work is done.

    Raises:
        WorkbookError: the file cannot be written, or neither LibreOffice nor Excel is there.
    """
    if target.suffix.lower() != ".pdf":
        msg = f"「{target.name}」的副檔名不是 .pdf，請改成 .pdf。"
        raise WorkbookError(msg)
    if os.path.isdir(target) or not os.path.isdir(target.parent):  # noqa: PTH112 - Path's raise
        msg = f"「{target}」不能寫入，請換一個資料夾或名稱。"
        raise WorkbookError(msg)
    if os.path.exists(target):  # noqa: PTH110 - likewise
        with named(target), target.open("rb+"):
            pass  # a reader that keeps it open on Windows would refuse it at the end, too
    if _libreoffice() is None and not _may_have_excel():
        msg = (
            "這臺電腦沒有 LibreOffice 和 Excel，不能生成 PDF；"
            "請不帶 --pdf 再執行一次，然後打開工作簿打印「報事單」。"
        )
        raise WorkbookError(msg)


@contextmanager
def sheet_printer(target: Path) -> Iterator[Callable[[Path, str], None]]:
    """Prints a sheet of a workbook, which goes to the target when the block ends well.

    So the workbook can be put in its place in between, after all that may fail.

    Raises:
        WorkbookError: the target cannot be written.
    """
    target = real_path(target)
    with ExitStack() as stack:
        with named(target):
            temporary = stack.enter_context(temporary_beside(target))
        yield lambda book, title: _print_sheet(book, title, temporary, target)
        with named(target):
            if temporary.stat().st_size:
                put_in_place(temporary, target, has_backup=False)


def _print_sheet(book: Path, title: str, temporary: Path, target: Path) -> None:
    program = _libreoffice()
    with scratch_folder(_ROOM) as folder:
        alone = folder / f"alone{book.suffix}"
        with placed_files(), open_file(book) as opened:
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
            _convert(program, alone, folder)
        if not made.exists():
            msg = (
                f"「{target.name}」沒有生成，工作簿也沒有改動；"
                f"請不帶 --pdf 再執行一次，然後打開工作簿打印「{title}」。"
            )
            raise WorkbookError(msg)
        with named(target):
            shutil.copyfile(made, temporary)
            flush(temporary)


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
