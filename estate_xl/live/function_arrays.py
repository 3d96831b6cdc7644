"""Arguments of cell functions cell by cell, and answers back in the arguments' shape.

A cell, a row, a column or a block may stand for each argument. Those of one cell go with every
cell of the others, and a row goes with a column as Excel's own functions have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    Shape = tuple[int, ...]


def spread(arguments: Sequence[object]) -> tuple[Shape, list[tuple[object, ...]]] | None:
    """The shape of the answer and the arguments of each cell, row by row; None if they do not fit.

    Args:
        arguments: Single values, or lists of rows.
    """
    blocks = [_block(argument) for argument in arguments]
    try:
        fitting = np.broadcast_arrays(*blocks)
    except ValueError:
        return None
    cells = list(zip(*(block.ravel().tolist() for block in fitting), strict=True))
    return fitting[0].shape, cells


def gather(answers: Sequence[object], shape: Shape) -> object:
    """The answers in that shape; a single one by itself."""
    rows, columns = shape
    if len(answers) == 1:
        return answers[0]
    return [list(answers[row * columns : (row + 1) * columns]) for row in range(rows)]


def _block(argument: object) -> np.ndarray[tuple[int, ...], np.dtype[np.object_]]:
    rows = argument if isinstance(argument, list | tuple) else [[argument]]
    rows = [row if isinstance(row, list | tuple) else [row] for row in rows] or [[None]]
    block = np.empty((len(rows), len(rows[0])), dtype=object)
    for index, row in enumerate(rows):
        block[index, :] = [_plain(value) for value in row]
    return block


def _plain(value: object) -> object:
    """The value as cells hold it: empty, or a number with a point."""
    if value == "":
        return None
    return float(value) if type(value) is int else value
