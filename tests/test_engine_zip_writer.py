"""The one way in which a zip is written."""

from __future__ import annotations

import io
import zipfile

import pytest

from estate_xl.engine.ooxml.package import Package
from estate_xl.engine.ooxml.zip_writer import EARLIEST, ZipWriter, zipped

PARTS = {"[Content_Types].xml": b"<Types/>", "xl/圖.bin": bytes(range(256)) * 40, "empty": b""}


@pytest.mark.parametrize("level", [0, 1, 6])
def test_the_standard_library_reads_what_is_written(level: int) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(PARTS, level=level))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PARTS
        told = {(info.date_time, info.create_system, info.extra) for info in archive.infolist()}
        methods = {info.compress_type for info in archive.infolist()}
    assert told == {(EARLIEST, 0, b"")}
    assert methods == {zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED}


def test_pieces_make_the_bytes_of_the_whole() -> None:
    data = b"a row of cells " * 50_000
    whole, pieces = ZipWriter(), ZipWriter()
    whole.add("part", [data])
    pieces.add("part", (data[at : at + 1_000] for at in range(0, len(data), 1_000)))
    assert whole.to_bytes() == pieces.to_bytes()


def test_what_a_package_did_not_change_keeps_its_stamp_and_its_packed_bytes() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in ("kept", "changed"):
            info = zipfile.ZipInfo(name, (2020, 5, 6, 7, 8, 10))
            info.external_attr = 0o640 << 16
            archive.writestr(info, name * 100, compress_type=zipfile.ZIP_BZIP2)
    package = Package(target.getvalue())
    package.write("changed", b"new")
    package.write("added", b"new")
    with zipfile.ZipFile(io.BytesIO(package.to_bytes())) as archive:
        assert archive.read("kept") == b"kept" * 100
        infos = {info.filename: info for info in archive.infolist()}
    assert list(infos) == ["kept", "changed", "added"]
    assert [info.compress_type for info in infos.values()] == [
        zipfile.ZIP_BZIP2,
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_DEFLATED,
    ]
    assert infos["kept"].date_time == infos["changed"].date_time == (2020, 5, 6, 7, 8, 10)
    assert infos["changed"].external_attr == 0o640 << 16
    assert infos["added"].date_time == EARLIEST


def test_a_name_of_an_old_code_page_keeps_its_bytes() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("aaaa.txt", b"old")
        archive.writestr("b", b"")
    raw = "圖片".encode("gbk")
    package = Package(target.getvalue().replace(b"aaaa.txt", raw + b".txt"))
    package.write("b", b"changed")
    assert raw in package.to_bytes()
