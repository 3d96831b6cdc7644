"""Functions and texts named by the place where they are, imported when they are called for."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(place: str) -> Any:  # noqa: ANN401 - whatever is there
    """The object at a place such as `estate_xl.tasks.validate.validate`."""
    module, _, name = place.rpartition(".")
    return getattr(import_module(module), name)
