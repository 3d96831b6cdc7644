"""What a cell function answers in one cell, in the workbook's language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from estate_xl.live import function_answers
from estate_xl.live.function_data import Snapshot
from estate_xl.schema import Language
from support.desks import office_bytes, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FRIDAY = dt.datetime(2026, 10, 16)  # noqa: DTZ001 - cells know no time zones
MONDAY = FRIDAY + dt.timedelta(days=3)


@pytest.fixture(scope="module", params=[Language.HANT, Language.EN])
def snapshot(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Snapshot]:
    """The small office as one calculation sees it."""
    path = tmp_path_factory.mktemp("office") / "office.xlsx"
    for book in opened(path, office_bytes(request.param)):
        yield Snapshot(book)


@pytest.mark.parametrize(
    ("ask", "values", "expected"),
    [
        (function_answers.workdays, (FRIDAY, 1.0), MONDAY),
        (function_answers.workdays, (None, 1.0), ""),
        (function_answers.due, ("跟進", "物管類", FRIDAY), MONDAY),
        (function_answers.zone_score, ("2026-10", "A01"), 97.75),
        (function_answers.zone_score, ("2026-10", None), ""),
        (function_answers.rank, ("2026-10", "A01"), 1),
        (function_answers.month_score, ("2026-10", None), ""),
        (function_answers.status, (None,), ""),
        (function_answers.status, ("#N/A",), "#N/A"),
    ],
)
def test_an_answer(
    snapshot: Snapshot,
    ask: Callable[..., object],
    values: tuple[object, ...],
    expected: object,
) -> None:
    assert function_answers.answer(ask, snapshot, values) == expected


def test_a_reason_is_in_the_workbooks_language(snapshot: Snapshot) -> None:
    found = str(function_answers.answer(function_answers.status, snapshot, ("BS\u202e0",)))
    assert found.startswith("#N/A ")
    assert "\u202e" not in found, "nothing that nobody sees"
    is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in found)
    assert is_chinese is (snapshot.language is Language.HANT)
