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


def test_what_a_duty_holds_once_stands_once() -> None:
    """R-5 duties: a person's shift, a room's charge of a month, a receipt."""
    day = pd.Timestamp("2026-10-01")
    shift: dict[str, object] = {"date": day, "shift": "早", "staff": "E1"}
    assert [row for _, row, _ in found(Duty=[shift, shift | {"staff": "E2"}, shift])] == [4, 6]
    fee: dict[str, object] = {"room": "1-101", "item": "物業費", "period": "2026-10"}
    other = fee | {"room": "1-102"}
    assert found(Fees=[fee | {"receipt": "P1"}, other | {"receipt": "p1"}, {}]) == [
        ("Fees", 4, "「票據號」P1 重複：第 4、5 行"),
        ("Fees", 5, "「票據號」p1 重複：第 4、5 行"),
    ]
    assert [row for _, row, _ in found(Fees=[fee, other, fee])] == [4, 6]
    asked: dict[str, object] = {"year": 2026, "room": "1-101"}
    assert [row for _, row, _ in found(Survey=[asked, asked, asked | {"year": 2027}])] == [4, 5]
