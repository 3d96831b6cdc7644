"""What a register holds once, and counts that cannot be (R-6, R-C1)."""

from __future__ import annotations

import pandas as pd

from estate_xl.check.registers import check_registers
from estate_xl.schema import Language
from estate_xl.typed_frames import build_tables


def found(**sheets: list[dict[str, object]]) -> list[tuple[str, int | None, str]]:
    """Sheet, row and message of each finding."""
    tables = build_tables({key: dict(enumerate(rows, start=4)) for key, rows in sheets.items()})
    return [(f.sheet, f.row, f.message(Language.HANT)) for f in check_registers(tables)]


def test_a_day_stands_once() -> None:
    day = {"date": pd.Timestamp("2026-10-01"), "kind": "休"}
    lines = [day, {"date": pd.Timestamp("2026-10-02"), "kind": "休"}, day | {"kind": "班"}, {}]
    assert found(Calendar=lines) == [
        ("Calendar", 4, "「日期」2026-10-01 重複：第 4、6 行"),
        ("Calendar", 6, "「日期」2026-10-01 重複：第 4、6 行"),
    ]


def test_a_round_of_a_complaint_stands_once() -> None:
    """R-C1; the same number under another complaint is another round."""
    lines: list[dict[str, object]] = [
        {"complaint": "TS-1", "round": 1},
        {"complaint": "ｔｓ-1", "round": 1},
        {"complaint": "TS-2", "round": 1},
        {"complaint": "TS-1"},
    ]
    assert [row for _, row, _ in found(ComplaintRounds=lines)] == [4, 5]


def test_nobody_knows_more_rooms_than_were_asked() -> None:
    """R-6."""
    lines: list[dict[str, object]] = [
        {"asked": 10, "correct": 11},
        {"asked": 10, "correct": 10},
        {"correct": 3},
    ]
    assert found(RecognitionChecks=lines) == [
        ("RecognitionChecks", 4, "「答對戶數」11 多於抽查的 10 戶")
    ]
