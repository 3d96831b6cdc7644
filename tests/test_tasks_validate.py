"""Each kind of bad input that the rules know, through the real command, on a real file."""

from __future__ import annotations

import contextlib
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from estate_xl.blueprint import make_book
from estate_xl.check import check_office
from estate_xl.console.cli import main
from estate_xl.findings.codes import FindingCode
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables
from test_check_office import _BREAKS, _NOW, _sound

if TYPE_CHECKING:
    from pathlib import Path

_LATER_THAN_EVERY_TEST = "2099-12-31 12:00"


def validated(path: Path, office: dict[str, dict[int, dict[str, Any]]]) -> tuple[int, list[Any]]:
    """Exit status and findings of `validate --json` on a file of those records."""
    records = {
        sheet: [{key: value for key, value in row.items() if value is not None} for row in rows]
        for sheet, rows in (
            (sheet, [held.get(row, {}) for row in range(4, max(held) + 1)])
            for sheet, held in office.items()
            if sheet != "Settings" and held
        )
    }
    path.write_bytes(make_book(Language.HANT, records))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = main(["validate", str(path), "--json", "--quiet"])
    return status, json.loads(printed.getvalue())["findings"]


@pytest.fixture(scope="module")
def found_before(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Findings of the office before anything is broken: it leaves many a required cell empty."""
    return validated(tmp_path_factory.mktemp("sound") / "book.xlsx", _sound())[1]


@pytest.mark.slow_after_first
@pytest.mark.parametrize("code", [code for code in _BREAKS if code is not FindingCode.IN_FUTURE])
def test_each_rule_is_found_in_a_file(
    code: FindingCode, tmp_path: Path, found_before: list[Any]
) -> None:
    sheet, row, change = _BREAKS[code]
    if code is FindingCode.DUPLICATE_ID:
        change = {"room": "1-101"}  # A file's full-width digits are read as plain ones.
    office: dict[str, dict[int, dict[str, Any]]] = _sound()
    held = office.setdefault(sheet, {})
    held[row] = {**held.get(row, {}), **change}
    expected = [
        finding.as_json()
        for finding in check_office(build_tables(office), _NOW)
        if finding.code is code
    ]
    status, found = validated(tmp_path / "book.xlsx", office)
    assert status == 1
    assert expected
    for finding in expected:
        assert finding in found
        assert finding not in found_before


def test_a_time_in_the_future(tmp_path: Path) -> None:
    office: dict[str, dict[int, dict[str, Any]]] = _sound()
    office["Tickets"][4]["archived"] = _LATER_THAN_EVERY_TEST
    status, found = validated(tmp_path / "book.xlsx", office)
    assert status == 1
    assert [row["column"] for row in found if "將來" in row["message"]] == ["存檔時間"]
