"""Cells, rows, columns and blocks of arguments go together as Excel's own functions have it."""

from __future__ import annotations

import pytest

from estate_xl.live.function_arrays import gather, spread


@pytest.mark.parametrize(
    ("arguments", "shape", "cells"),
    [
        (["a", "b"], (1, 1), [("a", "b")]),
        ([[["a"], ["b"]], "x"], (2, 1), [("a", "x"), ("b", "x")]),
        ([["a", "b"], "x"], (2, 1), [("a", "x"), ("b", "x")]),
        (
            [[["a"], ["b"]], [["x", "y"]]],
            (2, 2),
            [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")],
        ),
        (["", 3], (1, 1), [(None, 3.0)]),
        ([[], "x"], (1, 1), [(None, "x")]),
    ],
)
def test_arguments_are_spread(
    arguments: list[object], shape: tuple[int, ...], cells: list[tuple[object, ...]]
) -> None:
    assert spread(arguments) == (shape, cells)


def test_ranges_of_other_sizes_do_not_fit() -> None:
    assert spread([[[1], [2]], [[1], [2], [3]]]) is None


def test_answers_come_back_in_the_shape() -> None:
    assert gather(["a"], (1, 1)) == "a"
    assert gather(list("abcdef"), (2, 3)) == [["a", "b", "c"], ["d", "e", "f"]]
