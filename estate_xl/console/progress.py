"""The progress of a task, shown on a terminal once the work takes longer than a second."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Self

from estate_xl.language import spoken_language

if TYPE_CHECKING:
    from types import TracebackType

    from rich.status import Status

    from estate_xl.language import Label

DELAY_SECONDS = 1.0


class Progress:
    """A line on standard error; nothing where that is no terminal."""

    def __init__(self, *, shown: bool) -> None:
        """Take whether to show anything at all."""
        self._words = ""
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(DELAY_SECONDS, self._start)
        self._timer.daemon = True
        self._shown = shown and sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Begin to count the second."""
        if self._shown:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        self._timer.cancel()
        with self._lock:
            self._shown = False
            if self._status is not None:
                self._status.stop()

    def report(self, words: Label) -> None:
        """Say what is being done now, in the language that the command speaks."""
        with self._lock:
            self._words = f"{words.text(spoken_language())} …"
            if self._status is not None:
                self._status.update(self._words)

    def _start(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - only work over a second shows it

        with self._lock:
            if self._shown:  # The work may have ended while rich was imported.
                self._status = Console(stderr=True).status(self._words)
                self._status.start()
