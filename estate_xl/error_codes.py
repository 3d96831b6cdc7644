"""The index of all kinds of error; their words are in `estate_xl.error_texts`.

A code is stable; its words may change.
"""

from __future__ import annotations

from enum import Enum

from estate_xl.error_texts import files


class ErrorCode(Enum):
    """Every kind of error that an `estate_xl.errors.EstateError` carries."""

    # Files
    NOT_FOUND = files.NOT_FOUND
    IN_USE = files.IN_USE
