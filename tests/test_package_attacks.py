"""Whatever is changed of what a package shows is refused with its cell or part."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from estate_xl.console import cli
from estate_xl.deliver.encryption import protect_package
from support.attacks import ATTACKS
from support.closed_month import close_month, pack
from support.damaging import damaged
from support.misreadings import MISREADINGS
from support.packages import file_of, parts_of
from support.resaving import saved_again

if TYPE_CHECKING:
    from pathlib import Path

    from support.packages import Parts

pytestmark = pytest.mark.slow

DAMAGED = 60


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's workbook, its month computed."""
    return close_month(tmp_path_factory.mktemp("office") / "book.xlsx", tickets=20)


@pytest.fixture(scope="module")
def parts(book: Path) -> Parts:
    """The parts of its package."""
    return parts_of(pack(book, with_evidence=False).data)


def verify(
    capsys: pytest.CaptureFixture[str], *words: object
) -> tuple[int, list[dict[str, object]]]:
    """Exit status of the command, and what it says of each package."""
    capsys.readouterr()
    status = cli.main(["verify", *map(str, words), "--json"])
    return status, json.loads(capsys.readouterr().out)["files"]


@pytest.mark.parametrize("name", [*ATTACKS, *MISREADINGS])
def test_what_shows_something_else_is_refused(
    parts: Parts, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attack = {**ATTACKS, **MISREADINGS}[name]
    changed = dict(parts)
    attack.change(changed)
    assert changed != parts
    file = tmp_path / "package.xlsx"
    file.write_bytes(file_of(changed))
    status, (entry,) = verify(capsys, file)
    assert status == 1
    first = entry["difference"]
    assert isinstance(first, dict)
    assert first["kind"] == attack.kind
    assert attack.where in f"{first['sheet']} {first['cell']}"


def test_nothing_lies_between_the_entries(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another archive before it, which programs find that read from the beginning."""
    file = tmp_path / "package.xlsx"
    file.write_bytes(file_of(parts) + file_of(parts))
    status, (entry,) = verify(capsys, file)
    assert (status, entry["status"]) == (2, "unreadable")
    assert "個字節" in str(entry["message"])


def test_parts_that_take_endless_time_or_room(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chart, text = "xl/charts/chart1.xml", "xl/sharedStrings.xml"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY e0 "x">{entities}]><c>&e11;</c>'.encode()
    rels = {name: data for name, data in parts.items() if b"charts/chart1.xml" in data}
    moved = {name: data.replace(b"chart1.xml", b"chart1.dat") for name, data in rels.items()}
    nested = b'<q xmlns:q="u">' * 5_000 + b"</q>" * 5_000
    for changed in (
        {**parts, **moved, chart: b"", "xl/charts/chart1.dat": bomb},
        {**parts, chart: nested},
        {
            **parts,
            text: parts[text].replace(b"</sst>", b"<si>" + b"<rPh/>" * 90_000 + b"</si></sst>"),
        },
    ):
        file = tmp_path / "package.xlsx"
        file.write_bytes(file_of(changed))
        status, (entry,) = verify(capsys, file)
        assert status in {1, 2}
        assert entry["status"] != "ok"


@pytest.mark.parametrize("with_evidence", [False, True])
def test_what_other_programs_save_again_passes(
    book: Path,
    with_evidence: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    package = tmp_path / "package.xlsx"
    package.write_bytes(pack(book, with_evidence=with_evidence).data)
    for program, file in saved_again(package, tmp_path).items():
        status, (entry,) = verify(capsys, file)
        assert (program, status, entry["message"]) == (program, 0, entry["message"])
        assert "另存過，內容一致" in str(entry["message"])


def test_each_damaged_file_is_one_line(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plain and encrypted ones, whatever they raise; the good ones among them stay good."""
    chance, good = random.Random(5), file_of(parts)  # noqa: S311 - no secret
    locked = protect_package(good, "開門")
    for number in range(DAMAGED):
        kind = (good, locked)[number % 2]
        password = "開門" if number % 2 else None
        (tmp_path / f"{number:02} damaged.xlsx").write_bytes(damaged(kind, chance, password))
        if not number % 20:
            (tmp_path / f"{number:02} good.xlsx").write_bytes(good)
    status, entries = verify(capsys, tmp_path)
    assert status == 2
    assert len(entries) == DAMAGED + 3
    for entry in entries:
        is_good = "good" in str(entry["file"])
        assert (entry["status"] == "ok") is is_good
        assert entry["message"]


def test_a_mail_is_verified_as_what_is_in_it(
    parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from email.message import EmailMessage  # noqa: PLC0415 - of this test alone

    mail = EmailMessage()
    mail["Subject"] = "月度考核"
    mail.set_content("請查收。")
    file = tmp_path / "mail.eml"
    file.write_bytes(mail.as_bytes())
    assert verify(capsys, file)[1][0]["message"] == "郵件「mail.eml」裏沒有附上報文件（.xlsx）。"
    mail.add_attachment(
        file_of(parts), maintype="application", subtype="octet-stream", filename="月度考核.xlsx"
    )
    file.write_bytes(mail.as_bytes())
    status, (entry,) = verify(capsys, file)
    assert (status, entry["status"]) == (0, "ok")
    assert str(entry["message"]).startswith("mail.eml › 月度考核.xlsx：")


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, (entry,) = verify(capsys, tmp_path)
    assert (status, entry["status"]) == (2, "unreadable")


def test_the_check_code_tells_a_file_that_was_made_anew(
    book: Path, parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "package.xlsx"
    file.write_bytes(file_of(parts))
    digest = pack(book, with_evidence=False).digest
    for given in (digest, digest[:16].upper(), f" {digest[:20]} "):
        status, (entry,) = verify(capsys, file, "--digest", given)
        assert status == 0
        assert "核對碼相符" in str(entry["message"])
    status, (entry,) = verify(capsys, file, "--digest", "0" * 64)
    first = entry["difference"]
    assert isinstance(first, dict)
    assert (status, first["kind"]) == (1, "digest")
    status, (entry,) = verify(capsys, file, "--digest", "abc")
    assert (status, entry["status"]) == (2, "unreadable")


def test_the_workbook_tells_a_file_that_was_made_anew(
    book: Path, parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = tmp_path / "package.xlsx", book.read_bytes()
    file.write_bytes(file_of(parts))
    status, (entry,) = verify(capsys, file, "--book", book)
    assert status == 0
    assert "重算的結果一致" in str(entry["message"])
    changed = tmp_path / "other.xlsx"
    changed.write_bytes(before)
    retype_a_score(changed)
    status, (entry,) = verify(capsys, file, "--book", changed)
    assert status == 1
    first = entry["difference"]
    assert isinstance(first, dict)
    assert (first["kind"], first["cell"]) == ("book", "F23")
    assert book.read_bytes() == before


def retype_a_score(book: Path) -> None:
    """Another 員工自檢 of the first person of the month on 考核."""
    import openpyxl  # noqa: PLC0415 - of this test alone

    workbook = openpyxl.load_workbook(book)
    staff = workbook["考核 2026-10"]["D23"].value
    scores = workbook["評分錄入"]
    headers = {str(cell.value): cell.column or 0 for cell in scores[3]}
    for row in range(4, scores.max_row + 1):
        person = scores.cell(row, headers["員工"]).value
        if person == staff and scores.cell(row, headers["月份"]).value == "2026-10":
            scores.cell(row, headers["員工自檢"]).value = 61
    workbook.save(book)
