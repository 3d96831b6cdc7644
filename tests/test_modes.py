"""What is made of a workbook is open to nobody to whom the workbook is not."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from estate_xl.console.cli import main
from estate_xl.files import replacement
from estate_xl.files.replacement import backup_names, no_wider_than, put_in_place
from estate_xl.files.temporary_files import temporary_beside
from estate_xl.files.versions import FOLDER
from estate_xl.ribbon import press_at
from support.desks import FakeScreen, desk_at, office_bytes, opened
from support.mails import MONTH, clean_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
MODES = [0o600, 0o640, 0o660, 0o644]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose month can be sent."""
    path = tmp_path_factory.mktemp("office") / "濱江花園.xlsx"
    clean_office(path)
    return path


@pytest.fixture
def book(office: Path, tmp_path: Path) -> Path:
    """Its workbook in a folder of its own."""
    return shutil.copyfile(office, tmp_path / office.name)


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.slow
@pytest.mark.parametrize("given", MODES)
def test_all_that_is_made_has_the_workbooks_mode(given: int, book: Path, tmp_path: Path) -> None:
    book.chmod(given)
    draft, package, out = (tmp_path / name for name in ("a.eml", "a.xlsx", "out.xlsx"))
    words = ["send", str(book), "--month", MONTH, "--eml", str(draft), "--package", str(package)]
    assert main([*words, "--quiet"]) == 0
    assert main(["validate", str(book), "--out", str(out), "--quiet"]) in {0, 1}
    assert main(["validate", str(book), "--quiet"]) in {0, 1}
    made = [draft, package, out, book, *backup_names(book)[:2]]
    assert {path.name: oct(mode(path)) for path in made} == {path.name: oct(given) for path in made}
    copies = book.parent / FOLDER
    assert set(book.parent.iterdir()) <= {*made, *backup_names(book), copies}
    assert {oct(mode(path)) for path in copies.iterdir()} == {oct(given)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "stood", "becomes"),
    [
        (0o600, 0o644, 0o600),
        (0o644, 0o600, 0o600),
        (0o640, 0o604, 0o600),
        (0o444, 0o644, 0o644),
    ],
)
def test_what_stood_there_becomes_no_wider(
    given: int, stood: int, becomes: int, book: Path, tmp_path: Path
) -> None:
    """It keeps its own mode where that is the narrower one; its owner may always make it again."""
    out = shutil.copyfile(book, tmp_path / "out.xlsx")
    book.chmod(given)
    out.chmod(stood)
    assert main(["validate", str(book), "--out", str(out), "--quiet"]) in {0, 1}
    assert oct(mode(out)) == oct(becomes)
    assert mode(out) & ~given & ~0o200 == 0
    assert not mode(backup_names(out)[0]) & ~given & ~0o200


@pytest.mark.slow
def test_earlier_versions_follow_a_workbook_that_was_made_private(book: Path) -> None:
    for month in ("2026-09", MONTH):
        main(["month-end", str(book), "--month", month, "--quiet"])
    book.chmod(0o600)
    main(["month-end", str(book), "--month", "2026-09", "--quiet"])
    held = [path for path in backup_names(book) if path.exists()]
    assert len(held) == 3
    assert {mode(path) for path in held} == {0o600}


def test_a_new_workbook_has_what_the_system_gives(tmp_path: Path) -> None:
    book = tmp_path / "新.xlsx"
    assert main(["new", str(book), "--quiet"]) == 0
    assert oct(mode(book)) == oct(0o644)


def test_a_pdf_has_the_workbooks_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real command; what LibreOffice or Excel would print stands in for itself."""
    book, target = tmp_path / "濱江花園.xlsx", tmp_path / "報事單.pdf"
    book.write_bytes(office_bytes())
    book.chmod(0o600)
    monkeypatch.setattr("estate_xl.files.pdf.check_can_print", lambda *_, **_named: None)
    monkeypatch.setattr(
        "estate_xl.files.pdf._print_sheet",
        lambda _p, _b, _t, temporary, _: temporary.write_bytes(b"%PDF"),
    )
    assert main(["work-orders", str(book), "--pdf", str(target), "--quiet"]) in {0, 1}
    assert target.read_bytes() == b"%PDF"
    assert oct(mode(target)) == oct(0o600)


def test_another_group_gets_what_others_get(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the workbook's group cannot be given to a file, its rights are given to none."""
    book.chmod(0o640)
    seen: list[int] = []

    def refuse(_path: Path, _user: int, group: int) -> None:
        seen.append(group)
        raise PermissionError(1, "not yours")

    target, models = (
        book.with_name("new.xlsx"),
        os.stat_result((*book.stat()[:5], book.stat().st_gid + 1, *book.stat()[6:])),
    )
    monkeypatch.setattr(os, "chown", refuse)
    with no_wider_than(book), temporary_beside(target) as temporary:
        replacement._MODELS.set((models,))
        put_in_place(temporary, target)
    assert seen == [book.stat().st_gid + 1]
    assert oct(mode(target)) == oct(0o600)


def test_the_copy_before_a_buttons_change_has_the_workbooks_mode(tmp_path: Path) -> None:
    for book in opened(tmp_path / "辦公室" / "濱江花園.xlsx"):
        (tmp_path / "辦公室" / "濱江花園.xlsx").chmod(0o600)
        press_at("validate", desk_at(book, FakeScreen(), tmp_path))
    (copy,) = (tmp_path / "辦公室" / "備份").glob("*.xlsx")
    assert oct(mode(copy)) == oct(0o600)


def test_what_is_not_yet_in_its_place_is_ours_alone(tmp_path: Path) -> None:
    with temporary_beside(tmp_path / "new.xlsx") as temporary:
        assert oct(mode(temporary)) == oct(0o600)
