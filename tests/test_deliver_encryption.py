"""A protected package is closed to plain readers and opens with its password."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.utils.exceptions import InvalidFileException

from estate_xl.blueprint import make_book
from estate_xl.deliver import encryption
from estate_xl.deliver.encryption import is_protected, protect_package, unprotect_package
from estate_xl.errors.exceptions import DeliveryError, WorkbookError
from estate_xl.files.session import open_file
from estate_xl.schema import Language

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "開門-Sesame 7"  # noqa: S105 - the tests' own
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{code}</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">{elements}</library:library>"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""
CODE = """
Sub OpenAndSave
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Password" : how(0).Value = "{password}"
  how(1).Name = "Hidden" : how(1).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, how())
  Dim plain()
  book.storeAsURL("{target}", plain())
  book.close(True)
End Sub
"""


@pytest.fixture(scope="module")
def book() -> bytes:
    """A workbook."""
    return make_book(Language.HANT)


@pytest.fixture(scope="module")
def protected(book: bytes) -> bytes:
    """The workbook with a password."""
    return protect_package(book, PASSWORD)


def test_plain_readers_refuse_it(protected: bytes, tmp_path: Path) -> None:
    path = tmp_path / "protected.xlsx"
    path.write_bytes(protected)
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(protected))
    with pytest.raises((InvalidFileException, zipfile.BadZipFile)):
        openpyxl.load_workbook(path)
    with pytest.raises(WorkbookError, match="有打開密碼"), open_file(path):
        pass


def test_the_password_opens_it(book: bytes, protected: bytes) -> None:
    assert is_protected(protected)
    assert not is_protected(book)
    assert unprotect_package(protected, PASSWORD) == book
    assert unprotect_package(protected, "Sesame") is None
    assert PASSWORD.encode() not in protected
    assert PASSWORD.encode("utf-16-le") not in protected


def test_another_program_s_way_opens_it(book: bytes, protected: bytes) -> None:
    file = msoffcrypto.OfficeFile(io.BytesIO(protected))
    file.load_key(password=PASSWORD)
    target = io.BytesIO()
    file.decrypt(target)
    assert target.getvalue() == book


@pytest.mark.parametrize("password", ["", "長" * 256])
def test_passwords_that_excel_does_not_take_are_refused(book: bytes, password: str) -> None:
    with pytest.raises(DeliveryError, match="1 至 255 個字元"):
        protect_package(book, password)


def test_a_damaged_file_is_said_to_be(protected: bytes) -> None:
    middle = len(protected) // 2
    damaged = protected[:middle] + bytes(64) + protected[middle + 64 :]
    with pytest.raises(DeliveryError, match="已損壞"):
        unprotect_package(damaged, PASSWORD)
    with pytest.raises(DeliveryError, match="已損壞"):
        unprotect_package(protected[:2048], PASSWORD)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(protected: bytes, tmp_path: Path) -> None:
    source, target = tmp_path / "protected.xlsx", tmp_path / "opened.ods"
    source.write_bytes(protected)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--norestore"]
    subprocess.run([*words, "--terminate_after_init"], check=True, capture_output=True, timeout=90)
    library = tmp_path / "profile/user/basic/Standard"
    library.mkdir(parents=True, exist_ok=True)
    code = CODE.format(password=PASSWORD, source=source.as_uri(), target=target.as_uri())
    (library / "Module1.xba").write_text(MACRO.format(code=html.escape(code)), encoding="utf-8")
    element = '<library:element library:name="Module1"/>'
    (library / "script.xlb").write_text(LIBRARY.format(elements=element), encoding="utf-8")
    for kind in ("script", "dialog"):
        (library.parent / f"{kind}.xlc").write_text(LIBRARIES.format(kind=kind), encoding="utf-8")
    (library / "dialog.xlb").write_text(LIBRARY.format(elements=""), encoding="utf-8")
    subprocess.run(
        [*words, "macro:///Standard.Module1.OpenAndSave"],
        check=True,
        capture_output=True,
        timeout=90,
    )
    assert target.exists()


def test_a_password_that_would_take_long_to_try_is_not_tried(
    book: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file itself says how often its password is hashed."""
    protected = protect_package(book, PASSWORD)
    rounds = 100_000
    assert f'spinCount="{rounds}"'.encode() in protected
    monkeypatch.setattr(encryption, "_MOST_ROUNDS", rounds)
    assert unprotect_package(protected, PASSWORD) == book
    tried: list[object] = []
    monkeypatch.setattr(OOXMLFile, "load_key", lambda *given, **_: tried.append(given))
    monkeypatch.setattr(encryption, "_MOST_ROUNDS", rounds - 1)
    with pytest.raises(DeliveryError, match="已損壞"):
        unprotect_package(protected, PASSWORD)
    assert tried == []
