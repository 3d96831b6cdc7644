"""Canonical numbers: one form whatever wrote them, and one digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest

from estate_xl.compute.appraisal_numbers import (
    Block,
    Standing,
    canonical_text,
    note_text,
    plain,
    take_numbers,
)

STANDING = Standing(
    {"C1": "zone_owner_weight", "A1": "month"},
    [Block("staff", 7, 1, {"AA": "total", "B": "name"}), Block("zones", 3, 2, {"A": "rank"})],
)
VALUES: dict[tuple[int, int], object] = {
    (1, 1): "2026-10",
    (1, 3): 0.7,
    (3, 1): 1.0,
    (4, 1): 2,
    (7, 2): "王",
    (7, 27): 0.1 + 0.2,
}
TEXT = (
    '{"blocks":[{"columns":[["A","rank"]],"row":3,"rows":[[1],[2]],"section":"zones"},'
    '{"columns":[["B","name"],["AA","total"]],"row":7,"rows":[["王",0.3]],"section":"staff"}],'
    '"cells":[["A1","month","2026-10"],["C1","zone_owner_weight",0.7]],"month":"2026-10"}'
)


def test_the_canonical_form_is_what_the_documentation_says() -> None:
    numbers = take_numbers("2026-10", STANDING, lambda *at: VALUES[at])
    assert canonical_text(numbers.canonical()) == TEXT
    assert numbers.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert numbers.at("AA7") == 0.3
    assert numbers.heading()["zone_owner_weight"] == ("C1", 0.7)
    assert numbers.records("staff") == [{"name": ("B7", "王"), "total": ("AA7", 0.3)}]


def test_a_standing_survives_its_json() -> None:
    assert Standing.from_json(STANDING.as_json()) == STANDING
    assert list(STANDING.cells) == ["A1", "C1"]


def test_a_standing_is_read_from_top_to_bottom_and_left_to_right() -> None:
    """However it was put together, as JSON keeps no order."""
    blocks = [
        Block("staff", 9, 1, {"AA": "name", "C": "total", "B": "zone"}),
        Block("zones", 3, 2, {"A": "rank"}),
    ]
    standing = Standing({"B2": "month", "C1": "office", "A1": "project"}, blocks)
    assert list(standing.cells.values()) == ["project", "office", "month"]
    assert [block.section for block in standing.blocks] == ["zones", "staff"]
    assert list(standing.blocks[1].columns.values()) == ["zone", "total", "name"]
    assert list(standing.places()) == [
        *[(1, 1), (1, 3), (2, 2)],
        *[(3, 1), (4, 1)],
        *[(9, 2), (9, 3), (9, 27)],
    ]


@pytest.mark.parametrize(
    "held",
    [
        {},
        {"cells": {}, "blocks": [["zones", 1, 2]]},
        {"cells": {"x": "rank"}, "blocks": []},
        {"cells": {}, "blocks": [["zones", 1, 2, {"1": "rank"}]]},
        {"cells": {}, "blocks": [["zones", 0, 2, {"A": "rank"}]]},
        {"cells": {}, "blocks": [["zones", 1_048_576, 2, {"A": "rank"}]]},
        {"cells": [], "blocks": []},
    ],
)
def test_what_is_no_standing_is_refused(held: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the cause's
        Standing.from_json(held)


@pytest.mark.parametrize(("row", "count"), [(1, 0), (1, 1), (1_048_576, 1), (1_048_575, 2)])
def test_a_block_may_fill_the_sheet_to_its_edges(row: int, count: int) -> None:
    held = {"cells": {}, "blocks": [["zones", row, count, {"A": "rank"}]]}
    assert Standing.from_json(held).as_json() == held


def test_values_are_plain() -> None:
    held = [None, "", True, 5.0, 94.17, dt.date(2026, 10, 1), 1e-12, -0.0]
    expected = [None, None, True, 5, 94.17, "2026-10-01", 0, 0]
    assert [plain(value) for value in held] == expected


def test_a_note_says_the_same_in_ascii() -> None:
    held = {"乙": ["客戶服務中心", None, 94.17], "甲": {"rank": 3}}
    text = note_text(held)
    assert text.isascii()
    assert json.loads(text) == held
    assert text == note_text(dict(reversed(held.items())))
