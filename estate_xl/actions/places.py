"""Functions named by the place where they are, imported when they are called for."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(place: str) -> Any:  # noqa: ANN401 - a function of whatever kind stands there
    """The function at a place such as `estate_xl.tasks.checking.validate`."""
    module, _, name = place.rpartition(".")
    return getattr(import_module(module), name)
