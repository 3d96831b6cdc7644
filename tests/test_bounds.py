"""What is too large is refused by its size, before it is read or unpacked, in one sentence."""

from __future__ import annotations

import hashlib
import io
import re
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from estate_xl.console.cli import main
from estate_xl.deliver import addresses, book_copies
from estate_xl.deliver.book_copies import PACKAGE
from estate_xl.deliver.encryption import protect_package
from estate_xl.deliver.package_differences import CHANGED, Difference
from estate_xl.engine import soundness
from estate_xl.language import Language
from support.desks import office_bytes
from support.mails import MONTH, clean_office

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LITTLE = 8 << 20


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence of `verify`."""
    assert main(["verify", str(path)]) == 2
    shown = capsys.readouterr()
    (said,) = (shown.out + shown.err).splitlines()
    assert path.name in said
    return said


def bomb(folder: Path, name: str, part: int, count: int = 1) -> Path:
    """A workbook with parts that are small packed and large unpacked."""
    path = folder / name
    with (
        zipfile.ZipFile(io.BytesIO(office_bytes())) as held,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in held.infolist():
            made.writestr(info, held.read(info))
        for number in range(count):
            with made.open(f"xl/media/image{number}.png", "w") as stream:
                for _ in range(part >> 20):
                    stream.write(bytes(1 << 20))
    return path


def test_a_package_of_200_mb_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200 << 20)
    reads: list[object] = []
    monkeypatch.setattr("pathlib.Path.read_bytes", reads.append)
    assert "有 200 MB，超過 64 MB，為免佔滿記憶體沒有打開" in refused(path, capsys)
    assert reads == []


@pytest.mark.parametrize(("part", "count"), [(65 << 20, 1), (60 << 20, 5)])
def test_a_bomb_is_not_unpacked(
    part: int,
    count: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = bomb(tmp_path, "炸彈.xlsx", part, count)
    assert path.stat().st_size < LITTLE
    unpacked: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *given: unpacked.append(given))
    assert "解開後大得不像工作簿，為免佔滿記憶體沒有打開" in refused(path, capsys)
    assert unpacked == []


def test_a_bomb_that_lies_about_its_size_is_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its directory says a kilobyte: no more than that is unpacked."""
    path = bomb(tmp_path, "炸彈.xlsx", 60 << 20)
    size = (60 << 20).to_bytes(4, "little")
    data = path.read_bytes()
    assert size in data
    path.write_bytes(data.replace(size, (1024).to_bytes(4, "little")))
    tracemalloc.start()
    refused(path, capsys)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60 << 20


def test_a_bomb_behind_a_password_is_not_unpacked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bomb(tmp_path, "炸彈.xlsx", 65 << 20)
    path.write_bytes(protect_package(path.read_bytes(), "開門"))
    monkeypatch.setattr("estate_xl.deliver.passwords.read_secret", lambda *_, **__: "開門")
    assert "解開後大得不像工作簿" in refused(path, capsys)


def test_a_package_of_many_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = bomb(tmp_path, "碎.xlsx", 0, PACKAGE.parts)
    assert "個部分，多得不像工作簿" in refused(path, capsys)


@pytest.mark.parametrize(
    ("part", "tags"),
    [
        ("xl/styles.xml", b"<font/></fonts>"),
        ("xl/workbook.xml", b"<sheet/></sheets>"),
        ("xl/worksheets/sheet1.xml", b"<row/></sheetData>"),
        ("xl/sharedStrings.xml", b"<si/></sst>"),
        ("xl/media/cells.png", b"<c/>"),
    ],
)
def test_a_small_package_of_endless_tags(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str, tags: bytes
) -> None:
    """A tenth of a megabyte, of which a gigabyte would be made."""
    path = tmp_path / "標籤.xlsx"
    tag, slash, name = tags.partition(b"/>")
    with zipfile.ZipFile(io.BytesIO(office_bytes())) as held:
        parts = {each: held.read(each) for each in held.namelist()}
    most = PACKAGE.tags if part.startswith(("xl/worksheets", "xl/shared", "xl/media")) else None
    many = (tag + slash) * (most or PACKAGE.other_tags or 0)
    old = parts.get(part, b"")
    assert name in old
    parts[part] = old.replace(name, many + name, 1) if name else many
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for each, data in parts.items():
            made.writestr(each, data)
    assert path.stat().st_size < LITTLE
    assert "內容多得不像上報文件" in refused(path, capsys)


def test_no_line_is_endless() -> None:
    difference = Difference(CHANGED, "考核", "A1", "x" * 100_000, "y" * 100_000)
    assert len(difference.message.text(Language.HANT)) < 400
    assert len(str(difference.as_json())) < 70_000


def test_a_workbook_larger_than_memory_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(soundness.WORKBOOK.size + 1)
    reads: list[object] = []
    monkeypatch.setattr("pathlib.Path.read_bytes", reads.append)
    assert main(["validate", str(path)]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert "超過 1200 MB，為免佔滿記憶體沒有打開" in said
    assert reads == []


def test_what_an_office_sends_is_far_below(tmp_path: Path) -> None:
    book, package = tmp_path / "濱江花園.xlsx", tmp_path / "a.xlsx"
    clean_office(book)
    words = ["send", str(book), "--month", MONTH, "--eml", str(tmp_path / "a.eml")]
    assert main([*words, "--package", str(package), "--quiet"]) == 0
    assert package.stat().st_size * 50 < PACKAGE.size
    book_copies.check_size(package.name, package.stat().st_size)
    with zipfile.ZipFile(package) as held:
        assert sum(info.file_size for info in held.infolist()) * 50 < PACKAGE.unpacked
        tags = {name: held.read(name).count(b"<") for name in held.namelist()}
    assert PACKAGE.tags is not None
    assert PACKAGE.other_tags is not None
    assert sum(tags.values()) * 10 < PACKAGE.tags
    small = [count for name, count in tags.items() if "sheet" not in name and "String" not in name]
    assert max(small) * 20 < PACKAGE.other_tags


@pytest.mark.parametrize("key", ["hq_recipients", "hq_cc", "hq_domains"])
@pytest.mark.parametrize("way", [[], ["--smtp"], ["--dry-run"]])
def test_as_many_recipients_as_a_cell_holds(
    key: str,
    way: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counted, and none of them looked at; nothing is sent, nothing written."""
    book = tmp_path / "濱江花園.xlsx"
    clean_office(book, **{key: ";".join(f"{number:x}" for number in range(10_000))[:32_767]})
    before = hashlib.sha256(book.read_bytes()).digest()
    looked: list[str] = []
    whole = addresses._ascii_domain

    def look(name: str) -> str | None:
        looked.append(name)
        return whole(name)

    monkeypatch.setattr(addresses, "_ascii_domain", look)
    assert main(["send", str(book), "--month", MONTH, *way]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert re.search("「參數」的一格裏有 [0-9]{4} 個", said)
    assert "最多 100 個" in said
    assert len(looked) <= addresses.MOST_ADDRESSES * 3
    assert hashlib.sha256(book.read_bytes()).digest() == before
    assert not list(tmp_path.glob("*.eml"))
