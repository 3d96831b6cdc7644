"""A clock that stands still, in the place of the computer's."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING

from estate_xl.console import approve, run_task, send

if TYPE_CHECKING:
    import pytest


def stop_clock(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    """Commands run at that moment, however long they take."""

    class Clock(dt.datetime):
        """A clock that stands at the moment."""

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            """The moment, without a zone."""
            assert tz is None
            return moment

    for module in (run_task, approve, send):
        monkeypatch.setattr(module, "dt", SimpleNamespace(datetime=Clock))
