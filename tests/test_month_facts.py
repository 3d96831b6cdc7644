"""What headquarters adds up over its offices is in the manifest, and who the office is."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import openpyxl
import pytest

from estate_xl.console import cli
from estate_xl.deliver.book_copies import own_properties
from estate_xl.deliver.manifest import Manifest
from support.closed_month import close_month, run_month_end
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path


def sent(book: Path) -> tuple[str, bytes]:
    """Text and package of the mail's draft."""
    draft = book.with_suffix(".eml")
    words = ["send", str(book), "--month", "2026-10", "--eml", str(draft), "--force", "--quiet"]
    assert cli.main(words) == 0
    message = message_from_bytes(draft.read_bytes(), policy=policy.default)
    body = message.get_body()
    assert body is not None
    (package,) = message.iter_attachments()
    data = package.get_payload(decode=True)
    assert isinstance(data, bytes)
    return body.get_content(), data


@pytest.mark.slow
def test_facts_are_those_of_the_statistics(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = close_month(tmp_path / "book.xlsx")
    text, data = sent(book)
    manifest = Manifest.from_properties(own_properties(data))
    assert manifest is not None
    facts = manifest.facts
    sheet = read_sheet(book, "月度統計")
    lines: dict[str, float] = {}
    for name, number in sheet.iter_rows(max_col=2, values_only=True):
        if isinstance(number, int | float):
            lines.setdefault(str(name), float(number))
    assert facts["complaints_unfounded"] == lines["查明不屬實"]
    assert facts["complaints"] == lines["查明不屬實"] + lines["計入的投訴"]
    rated = facts["satisfaction"]
    assert rated[0] / rated[1] == lines["回訪評價"]
    zones = read_sheet(book, "片區")
    headers = {str(cell.value): cell.column or 0 for cell in zones[3]}
    homes = [zones.cell(row, headers["戶數"]).value for row in range(4, zones.max_row + 1)]
    assert facts["households"] == sum(each for each in homes if isinstance(each, int))
    assert facts["revision"] == 1
    assert f"核對碼：{manifest.digest}" in text
    log = read_sheet(book, "郵件記錄")
    assert manifest.digest in {cell.value for row in log.iter_rows() for cell in row}
    run_month_end(book)
    again = Manifest.from_properties(own_properties(sent(book)[1]))
    assert again is not None
    assert again.facts["revision"] == 2
    assert again.digest == manifest.digest
    file = tmp_path / "package.xlsx"
    file.write_bytes(data)
    capsys.readouterr()
    assert cli.main(["verify", str(file), "--json", "--digest", manifest.digest]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert entry["households"] == facts["households"]


def test_new_workbooks_are_of_offices_of_their_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("a.xlsx", "b.xlsx"):
        assert cli.main(["new", str(tmp_path / name), "--quiet"]) == 0
        name_ = openpyxl.load_workbook(tmp_path / name).defined_names["estate_office_id"]
        assert name_.hidden
        ids.add(name_.attr_text)
    assert len(ids) == 2
