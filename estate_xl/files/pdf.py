"""One sheet of a workbook as a PDF, printed by LibreOffice or by Excel, whichever is there.

It is printed from a copy that reaches nothing outside of itself, and LibreOffice runs with a
profile of its own that follows no links and runs no macros: whoever made the workbook is not told
that it was printed, and gets no credentials of the user's by it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.print_copy import without_outside
from estate_xl.files.programs import LIBREOFFICE, program_path
from estate_xl.files.replacement import flush, named, placed_files, put_in_place
from estate_xl.files.session import excel_to_pdf, open_file, real_path
from estate_xl.files.system import LocalSystem
from estate_xl.files.temporary_files import scratch_folder, temporary_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from estate_xl.language import Label

_SECONDS: Final = 300
_ROOM: Final = 4 << 20
"""Bytes that LibreOffice's own settings and the sheet take."""
_NOWHERE: Final = ("127.0.0.1", "1")
"""A proxy that nobody is at: what LibreOffice would fetch all the same ends there."""
_SCRIPTING: Final = "/org.openoffice.Office.Common/Security/Scripting"
_NETWORK: Final = "/org.openoffice.Inet/Settings"
_PROFILE: Final = (
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),  # never; 2 asks
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),  # since 24.2; before, it is passed over
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),  # very high
    (_SCRIPTING, "CheckDocumentEvents", "true"),
    (_NETWORK, "ooInetProxyType", "2"),  # the one below
    (_NETWORK, "ooInetHTTPProxyName", _NOWHERE[0]),
    (_NETWORK, "ooInetHTTPProxyPort", _NOWHERE[1]),
    (_NETWORK, "ooInetHTTPSProxyName", _NOWHERE[0]),
    (_NETWORK, "ooInetHTTPSProxyPort", _NOWHERE[1]),
    (_NETWORK, "ooInetFTPProxyName", _NOWHERE[0]),
    (_NETWORK, "ooInetFTPProxyPort", _NOWHERE[1]),
    (_NETWORK, "ooInetNoProxy", ""),
)
"""LibreOffice's settings: where, which, what."""


def check_can_print(target: Path, book: Path | None, sheet: Label, *, configured: str) -> None:
    """Refuse what cannot be printed before any work is done.

    Args:
        target: The PDF.
        book: The workbook, in whose folder no program is looked for.
        sheet: Title of what is to be printed.
        configured: LibreOffice's path in the user's own settings; empty where they name none.

    Raises:
        ProgramError: the user's settings name no LibreOffice.
        WorkbookError: the file cannot be written, or neither LibreOffice nor Excel is there.
    """
    if target.suffix.lower() != ".pdf":
        raise WorkbookError(ErrorCode.NOT_PDF, name=target.name)
    if os.path.isdir(target) or not os.path.isdir(target.parent):  # noqa: PTH112 - Path's raise
        raise WorkbookError(ErrorCode.PDF_NOT_WRITABLE, path=str(target))
    if os.path.exists(target):  # noqa: PTH110 - likewise
        with named(target), target.open("rb+"):
            pass  # a reader that keeps it open on Windows would refuse it at the end, too
    if _libreoffice(target, book, configured) is None and not _may_have_excel():
        raise WorkbookError(ErrorCode.NO_PRINTER, sheet=sheet)


@contextmanager
def sheet_printer(
    target: Path, book: Path | None, *, configured: str
) -> Iterator[Callable[[Path, str], None]]:
    """Prints a sheet of a workbook, which goes to the target when the block ends well.

    So the workbook can be put in its place in between, after all that may fail.

    Args:
        target: The PDF.
        book: As `check_can_print`.
        configured: Likewise.

    Raises:
        ProgramError: the user's settings name no LibreOffice.
        WorkbookError: the target cannot be written.
    """
    target = real_path(target)
    program = _libreoffice(target, book, configured)
    with ExitStack() as stack:
        with named(target):
            temporary = stack.enter_context(temporary_beside(target))
        yield lambda book, title: _print_sheet(program, book, title, temporary, target)
        with named(target):
            if temporary.stat().st_size:
                put_in_place(temporary, target, has_backup=False)


def _print_sheet(
    program: str | None, book: Path, title: str, temporary: Path, target: Path
) -> None:
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
        alone.write_bytes(without_outside(alone.read_bytes(), book.name))
        made = alone.with_suffix(".pdf")
        if program is None:
            excel_to_pdf(alone, title, made)
        else:
            _convert(program, alone, folder)
        if not made.exists():
            raise WorkbookError(ErrorCode.PDF_NOT_MADE, name=target.name, sheet=title)
        with named(target):
            shutil.copyfile(made, temporary)
            flush(temporary)


def _convert(program: str, source: Path, folder: Path) -> None:
    profile = folder / "profile"
    _write_profile(profile)
    words = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    with suppress(subprocess.TimeoutExpired, OSError):
        subprocess.run(  # noqa: S603 - a program by its whole path, arguments not a shell's
            [*words, "--convert-to", "pdf", "--outdir", str(folder), str(source)],
            cwd=folder,
            check=False,
            capture_output=True,
            timeout=_SECONDS,
        )


def _write_profile(profile: Path) -> None:
    """Settings that follow no links and run no macros, before LibreOffice makes its own."""
    items = "".join(
        f'<item oor:path="{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, name, value in _PROFILE
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _libreoffice(target: Path, book: Path | None, configured: str) -> str | None:
    """LibreOffice's whole path; beside the workbook and the PDF it is not looked for."""
    beside = [real_path(path).parent for path in (target, book) if path is not None]
    return program_path(LocalSystem(), LIBREOFFICE, configured=configured or None, avoided=beside)


def _may_have_excel() -> bool:
    return sys.platform in {"win32", "darwin"}
