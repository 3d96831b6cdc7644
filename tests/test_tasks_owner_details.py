"""Blanks of new tickets filled in from 業主 by the real command (R-5 duties)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from estate_xl.blueprint import make_book
from estate_xl.console.cli import main
from estate_xl.sample import make_sample
from estate_xl.schema import Language
from support.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HEADER_ROW = 3


def column(path: Path, header: str, sheet: str = "報事") -> dict[int, Any]:
    """Values of a column by row, empty ones left out."""
    held = read_sheet(path, sheet)
    place = [cell.value for cell in held[HEADER_ROW]].index(header) + 1
    rows = range(HEADER_ROW + 1, held.max_row + 1)
    values = {row: held.cell(row, place).value for row in rows}
    return {row: value for row, value in values.items() if value is not None}


def test_blanks_are_filled_in_from_the_rooms_owner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What 業主 knows, said with its cells; what somebody typed stays."""
    sample = make_sample(1, 0)
    owner = sample.records["Owners"][0]
    typed = {
        "registered": dt.datetime.fromisoformat("2026-10-31 09:00"),
        "channel": "電話",
        "room": owner["room"],
        "kind": "物管類",
        "department": "環境部",
        "content": "漏水",
    }
    tickets = [typed, typed | {"customer": "租客", "zone": "A01", "phone": "1"}]
    path = tmp_path / "office.xlsx"
    records = {**sample.records, "Tickets": tickets}
    path.write_bytes(make_book(Language.HANT, records, sample.settings))
    assert main(["work-orders", str(path)]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "按業主檔案填了" in line]
    assert [line.split("空着")[0].strip() for line in told] == [
        f"報事 第 4 行：「{header}」" for header in ("片區", "客戶姓名", "聯繫電話")
    ]
    assert column(path, "客戶姓名") == {4: owner["owner"], 5: "租客"}
    assert column(path, "聯繫電話") == {4: owner["phone"], 5: "1"}
    assert column(path, "片區")[5] == "A01"
    assert len(column(path, "單號")) == len(tickets)
