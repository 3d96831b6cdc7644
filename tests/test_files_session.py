"""Saves that cannot tear, and refusals in one sentence."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

import pytest
from python_calamine import CalamineWorkbook

from estate_xl.blueprint import make_book
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.files.replacement import BACKUPS
from estate_xl.files.session import (
    OpenFile,
    check_writable,
    excel_to_pdf,
    open_file,
    replace_file,
    same_file,
    write_new,
)
from estate_xl.schema import Language
from support.refusals import refused

if TYPE_CHECKING:
    from typing import Self

    import xlwings as xw


@pytest.fixture(scope="module")
def empty_book() -> bytes:
    """The empty workbook."""
    return make_book(Language.HANT)


@pytest.fixture
def book(tmp_path: Path, empty_book: bytes) -> Path:
    """The empty workbook in a folder of its own."""
    path = tmp_path / "濱江 花園.xlsx"
    path.write_bytes(empty_book)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def change(path: Path, value: str, out: Path | None = None) -> None:
    with open_file(path) as opened:
        opened.book.sheets["片區"].range("A4").value = value
        opened.save(out)


def test_a_save_keeps_mode_and_backup_and_leaves_nothing_else(book: Path) -> None:
    before = digest(book)
    book.chmod(0o640)
    change(book, "A01")
    backup = book.with_name("濱江 花園.xlsx.bak")
    assert digest(book) != before
    assert digest(backup) == before
    assert stat.S_IMODE(book.stat().st_mode) == 0o640
    assert sorted(path.name for path in book.parent.iterdir()) == [book.name, backup.name]
    with open_file(book) as opened:
        assert opened.book.sheets["片區"].range("A4").value == "A01"


def test_saved_twice_the_first_version_stays_the_newest_backup(book: Path) -> None:
    """A command that saves before and after what it does leaves one backup."""
    before = book.read_bytes()
    with open_file(book) as opened:
        for number in (1, 2):
            opened.book.sheets["片區"].range("A4").value = number
            opened.save()
    assert book.with_name(f"{book.name}.bak").read_bytes() == before
    assert not book.with_name(f"{book.name}.2.bak").exists()


def test_results_of_formulas_are_saved_with_them(book: Path) -> None:
    """A reader that computes nothing sees what stands there."""
    with open_file(book) as opened:
        opened.book.sheets["片區"].range("Z4").formula = '="A"&"01"'
        opened.save(results={"片區": {"Z4": "A01"}})
    sheet = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("片區")
    assert sheet.to_python(skip_empty_area=False)[3][25] == "A01"


def test_what_is_asked_before_a_save_sees_the_new_file_whole_and_may_stop_it(
    book: Path, tmp_path: Path, empty_book: bytes
) -> None:
    seen: list[bytes] = []

    def refuse(temporary: Path) -> None:
        seen.append(temporary.read_bytes())
        assert temporary.parent == tmp_path
        raise WorkbookError(ErrorCode.IN_USE, name=temporary.suffix)

    with open_file(book) as opened:
        opened.book.sheets["片區"].range("A4").value = "A01"
        with pytest.raises(WorkbookError, match="xlsx"):
            opened.save(before=refuse)
        assert book.read_bytes() == empty_book
        opened.save(before=lambda temporary: seen.append(temporary.read_bytes()))
    assert book.read_bytes() == seen[1]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == [book.name]


def test_a_book_that_went_away_before_its_save_is_named(book: Path) -> None:
    with open_file(book) as opened:
        opened.book.sheets["片區"].range("A4").value = "A01"
        book.unlink()
        with pytest.raises(WorkbookError, match=book.name):
            opened.save()
    assert not book.exists()


def test_changed_by_others_between_two_saves(book: Path) -> None:
    with open_file(book) as opened:
        opened.book.sheets["片區"].range("A4").value = 1
        opened.save()
        book.write_bytes(book.read_bytes() + b" ")
        opened.book.sheets["片區"].range("A4").value = 2
        with pytest.raises(WorkbookError, match="別人改過"):
            opened.save()


def test_backups_are_bounded(book: Path) -> None:
    for number in range(BACKUPS + 3):
        change(book, f"A{number}")
    assert len(list(book.parent.glob("*.bak"))) == BACKUPS


def test_nothing_changed_writes_nothing(book: Path) -> None:
    stamp = book.stat().st_mtime_ns
    with open_file(book) as opened:
        opened.save()
    assert book.stat().st_mtime_ns == stamp
    assert not list(book.parent.glob("*.bak"))


def test_out_never_touches_the_book(book: Path, tmp_path: Path) -> None:
    before, out = digest(book), tmp_path / "out.xlsx"
    change(book, "A01", out)
    assert digest(book) == before
    assert out.exists()


def test_changed_by_someone_since_it_was_read(book: Path) -> None:
    with open_file(book) as opened:
        opened.book.sheets["片區"].range("A4").value = "A01"
        book.write_bytes(book.read_bytes() + b"\0")
        theirs = digest(book)
        with pytest.raises(WorkbookError, match="被別人改過"):
            opened.save()
    assert digest(book) == theirs
    assert [path.name for path in book.parent.iterdir()] == [book.name]


@pytest.mark.parametrize("owner", ["~$濱江 花園.xlsx", "~$ 花園.xlsx", ".~lock.濱江 花園.xlsx#"])
def test_open_elsewhere(book: Path, owner: str) -> None:
    (book.parent / owner).touch()
    with pytest.raises(WorkbookError, match="正在 Excel、WPS"):
        check_writable(book)


def test_what_is_no_plain_file_is_not_written(tmp_path: Path) -> None:
    pipe, circle = tmp_path / "pipe.xlsx", tmp_path / "circle.xlsx"
    os.mkfifo(pipe)
    circle.symlink_to(circle)
    for path in (pipe, circle):
        with pytest.raises(WorkbookError, match="不是普通檔案"):
            check_writable(path)
    with pytest.raises(WorkbookError, match="不是普通檔案"), open_file(pipe):
        pass


def test_a_signed_workbook_is_not_changed(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    before = digest(book)
    with pytest.raises(WorkbookError, match="數位簽章"):
        change(book, "A01")
    assert digest(book) == before


@dataclass(frozen=True)
class DamagedBook:
    """A book whose save goes wrong unnoticed."""

    data: bytes

    def save(self, path: Path) -> None:
        """Write what it holds."""
        path.write_bytes(self.data)


def test_a_save_that_cannot_be_read_back_is_not_put_in_place(book: Path, empty_book: bytes) -> None:
    damaged = bytearray(empty_book)
    at = damaged.index(b"docProps/app.xml") + 40
    damaged[at : at + 20] = b"\0" * 20
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("a.txt", "no workbook")
    for data, words in (
        (bytes(damaged), "docProps/app.xml"),
        (b"nothing", "BadZipFile"),
        (other.getvalue(), "[A-Za-z]+Error"),
    ):
        opened = OpenFile(book, cast("xw.Book", DamagedBook(data)), digest(book))
        with pytest.raises(WorkbookError, match=f"保存時出錯（{words}）"):
            opened.save()
        assert book.read_bytes() == empty_book
        assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_a_folder_that_cannot_be_written(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: not os.path.isdir(path))  # noqa: PTH112 - as asked
    with pytest.raises(WorkbookError, match=r"資料夾.*不能寫入，請用 --out"):
        check_writable(book)


def test_read_only(book: Path) -> None:
    book.chmod(0o444)
    with pytest.raises(WorkbookError, match="唯讀"):
        change(book, "A01")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是 Excel 工作簿"),
        (b"PK\x03\x04 broken", "不完整或已損壞"),
        ("\ufeff單號;時間\n".encode(), "其實是 CSV"),
        ("單號\t時間\n".encode("utf-16"), "其實是 CSV"),
        ("單號,時間\n".encode("gb18030"), "其實是 CSV"),
        (b"%PDF-1.7\n", "其實是 PDF"),
        (b"<html><table>", "其實是網頁"),
        (b"\0\1,\2", "不是 Excel 工作簿"),
        (b"a,b\n1,2\n", "其實是 CSV"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "舊版 .xls"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "有打開密碼",
        ),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with refused(f"「x.xlsx」.*{words}"), open_file(path):
        pass
    assert path.read_bytes() == content


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with (
        pytest.raises(WorkbookError, match=r"找不到.*no\.xlsx"),
        open_file(tmp_path / "no.xlsx"),
    ):
        pass
    with pytest.raises(WorkbookError, match="是資料夾"), open_file(tmp_path):
        pass
    with pytest.raises(WorkbookError, match="不存在"):
        check_writable(tmp_path / "no" / "x.xlsx")
    with pytest.raises(WorkbookError, match="副檔名"):
        check_writable(tmp_path / "x.csv")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(WorkbookError, match=r"「folder\.xlsx」是資料夾"):
        check_writable(tmp_path / "folder.xlsx")


def test_new_files_never_cover_old_ones(book: Path, empty_book: bytes) -> None:
    with pytest.raises(WorkbookError, match="已經存在"):
        write_new(book, empty_book)
    replace_file(book, empty_book)
    assert not list(book.parent.glob("*.bak"))
    replace_file(book, empty_book + b"\0")
    assert book.with_name(f"{book.name}.bak").read_bytes() == empty_book


def test_a_new_file_holds_what_was_given(tmp_path: Path, empty_book: bytes) -> None:
    path = tmp_path / "新.xlsx"
    write_new(path, empty_book)
    assert path.read_bytes() == empty_book
    assert [held.name for held in tmp_path.iterdir()] == [path.name]


def test_a_file_that_comes_while_a_new_one_is_made_is_not_covered(
    tmp_path: Path, empty_book: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's, between the look and the rename."""
    path = tmp_path / "新.xlsx"
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        path.write_bytes(b"theirs")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(WorkbookError, match="已經存在"):
        write_new(path, empty_book)
    assert path.read_bytes() == b"theirs"


def test_a_replacement_covers_only_what_was_expected(book: Path, empty_book: bytes) -> None:
    read = digest(book)
    book.write_bytes(empty_book + b"\0")
    with pytest.raises(WorkbookError, match="被別人改過"):
        replace_file(book, b"ours", expected=read)
    assert book.read_bytes() == empty_book + b"\0"
    replace_file(book, b"ours", expected=digest(book))
    assert book.read_bytes() == b"ours"


class FakeExcel:
    """Excel as printing asks for it: what was opened, printed and closed."""

    asked: ClassVar[list[tuple[object, ...]]]

    def __init__(self, *, visible: bool, add_book: bool) -> None:
        """Start."""
        self.asked.append(("start", visible, add_book))
        self.books = self
        self.sheets = self

    def open(self, path: Path, *, update_links: bool, read_only: bool) -> FakeExcel:
        """Open a workbook."""
        self.asked.append(("open", path, update_links, read_only))
        return self

    def __getitem__(self, title: str) -> FakeExcel:
        """Find its sheet."""
        self.asked.append(("sheet", title))
        return self

    def to_pdf(self, target: Path) -> None:
        """Print it."""
        self.asked.append(("print", target))

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self.asked.append(("quit",))


def test_excel_prints_unseen_and_is_left_closed(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeExcel, "asked", [], raising=False)
    monkeypatch.setattr("xlwings.App", FakeExcel)
    excel_to_pdf(book, "報事單", tmp_path / "單.pdf")
    assert FakeExcel.asked == [
        ("start", False, False),
        ("open", book, False, True),
        ("sheet", "報事單"),
        ("print", tmp_path / "單.pdf"),
        ("quit",),
    ]


def test_no_excel_to_print_with_is_said_with_what_to_do(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: bool) -> None:
        raise OSError

    monkeypatch.setattr("xlwings.App", refuse)
    with pytest.raises(WorkbookError) as caught:
        excel_to_pdf(book, "報事單", tmp_path / "單.pdf")
    assert str(caught.value).startswith("Excel 打不開")
    assert "請不帶 --pdf 再執行一次" in str(caught.value)


def test_a_full_disk_is_told_by_the_files_own_name(
    book: Path, empty_book: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WorkbookError, match=f"{book.name}.*磁碟滿了"):
        replace_file(book, b"ours")
    with pytest.raises(WorkbookError, match=f"{book.name}.*磁碟滿了"):
        change(book, "A01")
    assert book.read_bytes() == empty_book
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_one_file_by_two_paths(book: Path, tmp_path: Path) -> None:
    link, copy = tmp_path / "link.xlsx", tmp_path / "copy.xlsx"
    link.symlink_to(book)
    os.link(book, tmp_path / "second name.xlsx")
    copy.write_bytes(book.read_bytes())
    assert same_file(book, book)
    assert same_file(link, book)
    assert same_file(book, link)
    assert same_file(tmp_path / "no.xlsx", tmp_path / "no.xlsx")
    assert same_file(tmp_path / "second name.xlsx", book)
    assert not same_file(book, copy)
    assert not same_file(book, tmp_path / "no.xlsx")
    assert not same_file(tmp_path / "no.xlsx", book)
    assert same_file(tmp_path / "." / "no.xlsx", tmp_path / "NO.xlsx")
    assert not same_file(tmp_path / "no.xlsx", tmp_path / "other.xlsx")
    assert not same_file(tmp_path / "no.xlsx", book.parent / "no" / "no.xlsx")


def test_a_failed_replacement_leaves_the_old_file(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(book)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("estate_xl.files.replacement.WAITS", (0.0,))
    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(WorkbookError, match="正被別的程序使用"):
        change(book, "A01")
    assert digest(book) == before
    assert not [path for path in book.parent.iterdir() if "estate-xl" in path.name]


def test_a_damaged_part_is_named(book: Path) -> None:
    data = bytearray(book.read_bytes())
    at = data.index(b"xl/worksheets/sheet2.xml") + 60
    data[at : at + 40] = b"\0" * 40
    book.write_bytes(bytes(data))
    with refused("已損壞"), open_file(book):
        pass


def test_a_link_is_followed_and_stays_a_link(book: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    change(link, "A01")
    assert link.is_symlink()
    with open_file(book) as opened:
        assert opened.book.sheets["片區"].range("A4").value == "A01"


@pytest.mark.parametrize("scheme", ["https", "HTTP"])
def test_an_address_of_the_web_is_told_from_a_missing_file(scheme: str) -> None:
    """Excel shows such an address for what OneDrive and SharePoint keep."""
    path = Path(f"{scheme}://d.docs.live.net/1a2b/office.xlsx")
    with pytest.raises(WorkbookError, match=r"「office\.xlsx」是網址.*OneDrive"), open_file(path):
        pass
