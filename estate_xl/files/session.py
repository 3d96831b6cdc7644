"""A workbook file opened, changed and saved without harm.

A save goes beside the file, is opened again and flushed; `estate_xl.files.replacement` puts it in
place.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
import zipfile
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from estate_xl.engine.addresses import FileTextError
from estate_xl.engine.errors import EngineError
from estate_xl.engine.opening import open_book, store_results
from estate_xl.engine.soundness import WORKBOOK, check_sound, too_large
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.replacement import NOTHING, digest, flush, named, no_wider_than, put_in_place
from estate_xl.files.temporary_files import temporary_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import xlwings as xw

    from estate_xl.engine.soundness import Bounds

    Results = Mapping[str, Mapping[str, float | str | bool | None]]

_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_STREAMS = {
    "EncryptedPackage": ErrorCode.HAS_PASSWORD,
    "Workbook": ErrorCode.IS_OLD_WORKBOOK,
    "WordDocument": ErrorCode.IS_WORD,
    "PowerPoint Document": ErrorCode.IS_POWERPOINT,
}
"""Kinds of files in Office's old container, by the first of these streams."""
_TEXT_KINDS: tuple[tuple[tuple[bytes, ...], ErrorCode], ...] = (
    ((b"%pdf",), ErrorCode.IS_PDF),
    (
        (b"<html", b"<!doctype html", b"<table", b"<?xml", b"mime-version"),
        ErrorCode.IS_WEB_PAGE,
    ),
    ((b"\xff\xfe", b"\xfe\xff"), ErrorCode.IS_CSV),  # Excel's own text with tabs is UTF-16
)
"""Kinds of text files, by their first bytes."""
_PLAIN_BYTES = bytes({*range(0x20, 0x100), 0x09, 0x0A, 0x0D} - {0x7F})
_HEAD = 1 << 16
_SUFFIXES = frozenset({".xlsx", ".xlsm"})


class OpenFile:
    """A workbook file and the book that the engine made of it."""

    def __init__(self, path: Path, book: xw.Book, read: str) -> None:
        """Take the path, the book and the digest of the bytes that were read."""
        self.path = path
        self.book = book
        self._digest = read
        self._saved: dict[Path, str] = {}

    @property
    def replaced(self) -> str | None:
        """Digest of the version that was replaced in its own place; None if none was."""
        saved = self._saved.get(self.path)
        return None if saved in {None, self._digest} else self._digest

    def save(
        self,
        out: Path | None = None,
        results: Results | None = None,
        *,
        before: Callable[[Path], None] | None = None,
    ) -> Path:
        """Save to its own place, or to `out` and leave the file as it is.

        Saved twice, the file as it was before the first time stays the newest `.bak`.

        Args:
            out: Another file to write.
            results: Stored results of the formulas that we wrote, by sheet and address.
            before: Called with the new file, whole under a name of ours, before it is put in place;
                where it raises, nothing is.

        Returns:
            The file written.

        Raises:
            WorkbookError: the file is open elsewhere, read-only, or changed since it was read, or
                the saved file cannot be opened.
            EngineError: what would be saved is not whole.
        """
        target = self.path if out is None else real_path(out)
        check_writable(target)
        self._check_unsigned()
        if results:
            store_results(self.book, results)
        ours = self._saved.get(target)
        expected = ours or (self._digest if target == self.path else None)
        with named(target), temporary_beside(target) as temporary:
            self._write(temporary)
            _verify(temporary)
            flush(temporary)
            if before is not None:
                before(temporary)
            written = digest(temporary)
            put_in_place(temporary, target, expected=expected, has_backup=ours is None)
        self._saved[target] = written
        return target

    def _check_unsigned(self) -> None:
        """Any change breaks a digital signature, which then says that somebody tampered with it."""
        with named(self.path), zipfile.ZipFile(self.path) as package:
            is_signed = any(name.startswith("_xmlsignatures/") for name in package.namelist())
        if is_signed:
            raise WorkbookError(ErrorCode.SIGNED, name=self.path.name)

    def _write(self, temporary: Path) -> None:
        """Save there; a refusal of the system comes as itself, as the book names our file."""
        try:
            self.book.save(temporary)
        except EngineError as error:
            refusal = error.__cause__
            if not isinstance(refusal, OSError):
                raise
        else:
            return
        raise refusal  # here, and not above: there it would become a cause of its own cause


@contextmanager
def open_file(path: Path) -> Iterator[OpenFile]:
    """The workbook at that path, closed at the end; files made meanwhile have its mode.

    Raises:
        WorkbookError: it is missing, a folder, encrypted, or an address of the web.
        EngineError: it is no workbook, or a damaged one.
    """
    check_on_disk(path)
    path = real_path(path)
    data = _read(path)
    check_kind(path.name, data)
    digest = hashlib.sha256(data).hexdigest()
    book = open_book(path, data)
    del data
    try:
        with no_wider_than(path):
            yield OpenFile(path, book, digest)
    except FileTextError as error:
        text = error.text[:40]
        raise WorkbookError(ErrorCode.BAD_TEXT, name=path.name, text=text) from error
    finally:
        book.close()


def check_on_disk(path: Path) -> None:
    """Refuse an address, as Excel shows for what OneDrive and SharePoint keep: it is no file here.

    Raises:
        WorkbookError: it is one.
    """
    if path.parts[:1] and path.parts[0].casefold() in {"http:", "https:"}:
        raise WorkbookError(ErrorCode.IS_ADDRESS, name=path.name)


def check_writable(path: Path) -> None:
    """Refuse a file that must not or cannot be replaced.

    Raises:
        WorkbookError: it is open in Excel, WPS or LibreOffice, read-only, or its folder is.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise WorkbookError(ErrorCode.WRONG_SUFFIX, name=path.name)
    if not os.path.isdir(path.parent):  # noqa: PTH112 - Path's own raises for a name too long
        raise WorkbookError(ErrorCode.NO_FOLDER, folder=str(path.parent))
    if os.path.isdir(path):  # noqa: PTH112 - likewise
        raise WorkbookError(ErrorCode.IS_FOLDER, name=path.name)
    exists = os.path.exists(path)  # noqa: PTH110 - likewise
    if (exists and not path.is_file()) or os.path.islink(real_path(path)):  # noqa: PTH114 - likewise
        raise WorkbookError(ErrorCode.NOT_REGULAR, name=path.name)
    # Excel cuts the first two letters of a long name; WPS and Excel both put ~$ in front.
    owners = {f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"}
    if any(os.path.exists(path.parent / owner) for owner in owners):  # noqa: PTH110 - likewise
        raise WorkbookError(ErrorCode.OPEN_ELSEWHERE, name=path.name)
    if exists and not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        raise WorkbookError(ErrorCode.READ_ONLY, name=path.name)
    if not os.access(path.parent, os.W_OK):
        raise WorkbookError(ErrorCode.FOLDER_READ_ONLY, folder=str(path.parent))


def excel_to_pdf(path: Path, title: str, target: Path) -> None:
    """Print one sheet of a file by Excel itself, unseen.

    Raises:
        WorkbookError: Excel cannot be started.
    """
    import xlwings as xw  # noqa: PLC0415 - where there is no Excel, nothing of it is needed

    try:
        with xw.App(visible=False, add_book=False) as app:
            book = app.books.open(path, update_links=False, read_only=True)
            book.sheets[title].to_pdf(target)
    except Exception as error:
        raise WorkbookError(ErrorCode.EXCEL_NOT_STARTED) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a new file, never over an old one.

    Raises:
        WorkbookError: there is a file of that name, or it cannot be written.
    """
    check_writable(path)
    if os.path.lexists(path):
        raise WorkbookError(ErrorCode.EXISTS, name=path.name)
    replace_file(path, data, expected=NOTHING)


def replace_file(path: Path, data: bytes, *, expected: str | None = None) -> None:
    """Write a file in one step; what was there becomes its `.bak`.

    Args:
        path: Its place.
        data: Its bytes.
        expected: As `put_in_place` takes it.

    Raises:
        WorkbookError: it cannot be written.
    """
    check_writable(path)
    path = real_path(path)
    with named(path), temporary_beside(path) as temporary:
        temporary.write_bytes(data)
        flush(temporary)
        put_in_place(temporary, path, expected=expected)


def real_path(path: Path) -> Path:
    """The path without links; one that leads in a circle stays, and cannot be opened."""
    return Path(os.path.realpath(path))


def same_file(one: Path, other: Path) -> bool:
    """True if both are one file, or would be: by links, by hard links, in other capitals.

    Of two that are not there yet names that differ in capitals alone count as one.
    """
    places = real_path(one), real_path(other)
    if places[0] == places[1]:
        return True
    with suppress(OSError, ValueError):
        if all(os.path.lexists(place) for place in places):
            return places[0].samefile(places[1])
        if not any(os.path.lexists(place) for place in places):
            names = {unicodedata.normalize("NFC", place.name).casefold() for place in places}
            return len(names) == 1 and places[0].parent.samefile(places[1].parent)
    return False


def check_apart(book: Path, **written: Path | None) -> None:
    """Refuse an option whose file is the workbook, or another option's.

    Args:
        book: The workbook.
        written: The file that each option writes, by the option's name.

    Raises:
        WorkbookError: it names both.
    """
    seen = {"BOOK": book}
    for option, path in written.items():
        for name, other in seen.items():
            if path is not None and same_file(path, other):
                raise WorkbookError(ErrorCode.SAME_FILE, option=option, other=name)
        if path is not None:
            seen[f"--{option}"] = path


def _read(path: Path) -> bytes:
    if os.path.isdir(path):  # noqa: PTH112 - Path's own raises for a name too long
        raise WorkbookError(ErrorCode.FOLDER_FOR_WORKBOOK, path=str(path))
    if os.path.exists(path) and not path.is_file():  # noqa: PTH110 - Path's own raises for a name that is too long
        raise WorkbookError(ErrorCode.NO_WORKBOOK_FILE, path=str(path))
    with named(path):
        size = path.stat().st_size
        if size > WORKBOOK.size:
            raise too_large(path.name, size, WORKBOOK)
        return path.read_bytes()


def check_kind(name: str, data: bytes, bounds: Bounds = WORKBOOK) -> None:
    """Refuse the bytes of a file that is no whole workbook, or one with a password.

    Args:
        name: The file's, for the sentence.
        data: Its bytes.
        bounds: How large it may be.

    Raises:
        WorkbookError: it is of another kind, or encrypted.
        EngineError: it is a torn zip, or too large.
    """
    if data.startswith(_OLE_MAGIC):
        found = (
            code for stream, code in _OLE_STREAMS.items() if stream.encode("utf-16-le") in data
        )
        raise WorkbookError(next(found, ErrorCode.IS_OLD_WORKBOOK), name=name)
    if code := _text_kind(data):
        raise WorkbookError(code, name=name)
    check_sound(data, name, bounds)


def _text_kind(data: bytes) -> ErrorCode | None:
    """The kind of a file of text, whatever its name says."""
    if data.startswith(b"PK"):
        return None
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = (code for marks, code in _TEXT_KINDS if head.startswith(marks))
    code = next(found, None)
    if code is None and data and not data[:_HEAD].translate(None, _PLAIN_BYTES):
        code = ErrorCode.IS_CSV if any(mark in head for mark in (b",", b"\t", b";")) else None
    return code


def _first_broken(package: zipfile.ZipFile) -> str | None:
    for name in package.namelist():
        try:
            with package.open(name) as part:
                while part.read(1 << 20):
                    pass
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            return name
    return None


def _verify(path: Path) -> None:
    """Open the file just written, and read each of its parts to the end.

    Raises:
        WorkbookError: it cannot be read.
        OSError: the disk refuses.
    """
    try:
        with zipfile.ZipFile(path) as package:
            broken = _first_broken(package)
        if broken is None:
            book = open_book(path)
            try:
                len(book.sheets)
            finally:
                book.close()
    except OSError:
        raise
    except Exception as error:
        raise _failed(type(error).__name__) from error
    if broken is not None:
        raise _failed(broken)


def _failed(detail: str) -> WorkbookError:
    return WorkbookError(ErrorCode.NOT_SAVED, detail=detail)
