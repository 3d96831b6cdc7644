"""Arguments of cell functions as columns, and answers back in the arguments' shape.

A cell, a row, a column or a block may stand for each argument. Those of one cell go with every
cell of the others, and a row goes with a column as Excel's own functions have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    Shape = tuple[int, ...]


def spread(arguments: Sequence[object]) -> tuple[Shape, list[pd.Series]] | None:
    """The shape of the answer and each argument's values, row by row; None if they do not fit.

    Args:
        arguments: Single values, or lists of rows.
    """
    blocks = [_block(argument) for argument in arguments]
    try:
        fitting = np.broadcast_arrays(*blocks)
    except ValueError:
        return None
    return fitting[0].shape, [pd.Series(list(block.ravel()), dtype=object) for block in fitting]


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
        block[index, :] = [None if value == "" else value for value in row]
    return block
