"""A workbook file opened, changed and saved without harm.

A save goes beside the file, is flushed and opened again, the file as it was becomes its `.bak`,
and one rename puts the new one in its place: after a crash the old or the new file is there whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import zipfile
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from estate_xl.cells import FileTextError
from estate_xl.engine import check_sound, open_book, store_results
from estate_xl.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import xlwings as xw

    Results = Mapping[str, Mapping[str, float | str | bool | None]]

BACKUPS = 3
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SUFFIXES = frozenset({".xlsx", ".xlsm"})


class OpenFile:
    """A workbook file and the book that the engine made of it."""

    def __init__(self, path: Path, book: xw.Book, digest: str) -> None:
        """Take the path, the book and the digest of the bytes that were read."""
        self.path = path
        self.book = book
        self._digest = digest

    def save(self, out: Path | None = None, results: Results | None = None) -> Path:
        """Save to its own place, or to `out` and leave the file as it is.

        Args:
            out: Another file to write.
            results: Stored results of the formulas that we wrote, by sheet and address.

        Returns:
            The file written.

        Raises:
            WorkbookError: the file is open elsewhere, read-only, or changed since it was read, or
                the saved file cannot be opened.
        """
        target = out or self.path
        check_writable(target)
        self._check_unsigned()
        if results:
            store_results(self.book, results)
        temporary = _temporary_beside(target)
        try:
            with _named(target):
                self.book.save(temporary)
                _verify(temporary)
                _flush(temporary)
                self._replace(temporary, target)
        finally:
            with suppress(OSError):
                temporary.unlink()
        return target

    def _check_unsigned(self) -> None:
        """Any change breaks a digital signature, which then accuses the office of a forgery."""
        with zipfile.ZipFile(self.path) as package:
            is_signed = any(name.startswith("_xmlsignatures/") for name in package.namelist())
        if is_signed:
            msg = (
                f"「{self.path.name}」有數位簽章，改動會使簽章失效；"
                "請在 Excel 中另存一份不帶簽章的，再對它執行。"
            )
            raise WorkbookError(msg)

    def _replace(self, temporary: Path, target: Path) -> None:
        exists = target.exists()
        if exists and _digest(target) == _digest(temporary):
            return
        if exists and target == self.path and _digest(target) != self._digest:
            msg = (
                f"「{target.name}」在讀取之後被別人改過，沒有寫入；"
                "請重新執行，新的內容才不會被覆蓋。"
            )
            raise WorkbookError(msg)
        if exists:
            shutil.copymode(target, temporary)
            _keep_backup(target)
        temporary.replace(target)
        _flush_folder(target.parent)


@contextmanager
def open_file(path: Path) -> Iterator[OpenFile]:
    """The workbook at that path, closed at the end.

    Raises:
        WorkbookError: it is missing, a folder, encrypted, or no workbook.
    """
    path = path.resolve()
    data = _read(path)
    _check_kind(path, data)
    digest = hashlib.sha256(data).hexdigest()
    book = open_book(path)
    try:
        yield OpenFile(path, book, digest)
    except FileTextError as error:
        msg = (
            f"「{path.name}」裏有不合規則的內容「{error.text[:40]}」，"
            "請在 Excel 中打開並修復，另存後再試，或用備份。"
        )
        raise WorkbookError(msg) from error
    finally:
        book.close()


def check_writable(path: Path) -> None:
    """Refuse a file that must not or cannot be replaced.

    Raises:
        WorkbookError: it is open in Excel, WPS or LibreOffice, read-only, or its folder is.
    """
    if path.suffix.lower() not in _SUFFIXES:
        msg = f"「{path.name}」的副檔名不是 .xlsx 或 .xlsm，請改用這兩種之一。"
        raise WorkbookError(msg)
    if not path.parent.is_dir():
        msg = f"資料夾「{path.parent}」不存在，請先建立或改寫到別處。"
        raise WorkbookError(msg)
    # Excel cuts the first two letters of a long name; WPS and Excel both put ~$ in front.
    owners = {f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"}
    if any((path.parent / owner).exists() for owner in owners):
        msg = f"「{path.name}」正在 Excel、WPS 或 LibreOffice 中打開，請先保存並關閉，再試一次。"
        raise WorkbookError(msg)
    if path.exists() and not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        msg = f"「{path.name}」是唯讀檔案，請取消唯讀，或用 --out 寫到另一個檔案。"
        raise WorkbookError(msg)
    if not os.access(path.parent, os.W_OK):
        msg = f"資料夾「{path.parent}」不能寫入，請用 --out 寫到別處。"
        raise WorkbookError(msg)


def excel_to_pdf(path: Path, title: str, target: Path) -> None:
    """Print one sheet of a file by Excel itself, unseen.

    Raises:
        WorkbookError: Excel cannot be started.
    """
    import xlwings as xw  # noqa: PLC0415 - where there is no Excel, nothing of it is needed

    try:
        with xw.App(visible=False, add_book=False) as app:
            app.books.open(path).sheets[title].to_pdf(target)
    except Exception as error:
        msg = "Excel 打不開，不能生成 PDF；請直接打開工作簿打印。"
        raise WorkbookError(msg) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a new file, never over an old one.

    Raises:
        WorkbookError: there is a file of that name, or it cannot be written.
    """
    check_writable(path)
    if path.exists():
        msg = f"「{path.name}」已經存在，為免覆蓋請換一個名稱。"
        raise WorkbookError(msg)
    replace_file(path, data)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step; what was there becomes its `.bak`.

    Raises:
        WorkbookError: it cannot be written.
    """
    check_writable(path)
    temporary = _temporary_beside(path)
    with _named(path):
        try:
            temporary.write_bytes(data)
            _flush(temporary)
            if path.exists():
                if _digest(path) == _digest(temporary):
                    return
                shutil.copymode(path, temporary)
                _keep_backup(path)
            temporary.replace(path)
            _flush_folder(path.parent)
        finally:
            with suppress(OSError):
                temporary.unlink()


def _temporary_beside(path: Path) -> Path:
    return path.with_name(f".{path.stem}.estate-xl-{os.getpid()}{path.suffix}")


def _read(path: Path) -> bytes:
    if path.is_dir():
        msg = f"「{path}」是資料夾，請指定一個工作簿檔案。"
        raise WorkbookError(msg)
    with _named(path):
        return path.read_bytes()


def _check_kind(path: Path, data: bytes) -> None:
    if data.startswith(_OLE_MAGIC):
        if _ENCRYPTED in data:
            msg = f"「{path.name}」有打開密碼，請在 Excel 中取消密碼後再試。"
        else:
            msg = f"「{path.name}」是舊版 .xls 檔案，請在 Excel 中另存為 .xlsx 後再試。"
        raise WorkbookError(msg)
    check_sound(data, path.name)


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
    """Open the file just written, and read each of its parts to the end."""
    with zipfile.ZipFile(path) as package:
        broken = _first_broken(package)
    if broken is not None:
        msg = f"保存時出錯（{broken}），原檔案沒有改動，請再試一次。"
        raise WorkbookError(msg)
    book = open_book(path)
    try:
        len(book.sheets)
    finally:
        book.close()


def _keep_backup(path: Path) -> None:
    """The file as it is becomes `NAME.bak`, the older ones `NAME.2.bak` and so on, a few in all."""
    names = [path.with_name(f"{path.name}.bak")]
    names += [path.with_name(f"{path.name}.{number}.bak") for number in range(2, BACKUPS + 1)]
    for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
        if newer.exists():
            newer.replace(older)
    shutil.copy2(path, names[0])
    _flush(names[0])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make a rename last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say in one sentence what the system refused."""
    try:
        yield
    except FileNotFoundError as error:
        msg = f"找不到「{path}」，請核對檔案名稱和資料夾。"
        raise WorkbookError(msg) from error
    except PermissionError as error:
        msg = f"「{path.name}」正被別的程序使用或沒有權限，請關閉後再試。"
        raise WorkbookError(msg) from error
    except OSError as error:
        msg = f"「{path.name}」讀寫失敗：{error.strerror or error}。"
        raise WorkbookError(msg) from error
