"""Headers: declared columns found in a row, in either script, and what is left over."""

from __future__ import annotations

import pytest

from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.headers import claim_headers, index_headers, match_headers, spare_headers

_SHEET = ESTATE_BOOK["FollowUps"]
_OWN = [column.header.hant for column in _SHEET.columns]


@pytest.mark.parametrize(
    ("cells", "claimed", "spare"),
    [
        (_OWN, {"ticket": [1], "at": [2], "by": [3], "note": [4]}, []),
        ([*_OWN, "單　号"], {"ticket": [1], "at": [2], "by": [3], "note": [4]}, ["單号"]),
        ([*_OWN[1:], "單　号"], {"ticket": [4], "at": [1], "by": [2], "note": [3]}, []),
        (
            [*_OWN[1:], "單号", "备注", "单 號"],
            {"ticket": [4, 6], "at": [1], "by": [2], "note": [3]},
            ["备注"],
        ),
        ([*_OWN[:2], "備註"], {"ticket": [1], "at": [2]}, ["備註"]),
        (_OWN[:2], {"ticket": [1], "at": [2]}, []),
        (["備註", "編制", None], {}, ["備註", "編制"]),
    ],
)
def test_headers_in_the_other_script_are_claimed_where_one_is_missing(
    cells: list[str | None], claimed: dict[str, list[int]], spare: list[str]
) -> None:
    headers = index_headers(cells)
    assert claim_headers(headers, _SHEET) == claimed
    assert list(spare_headers(headers, claimed)) == spare
    assert match_headers(headers, _SHEET).items() <= claimed.items()
