"""Ctrl-C held back while a few steps must all be done or none."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uninterrupted(*, forgets: bool = False) -> Iterator[None]:
    """Ctrl-C within the block comes after it; where the block fails, its own error comes.

    Args:
        forgets: Whether it never comes, as where the block holds the last words.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Ctrl-C only ever stops the main thread.
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if came and not forgets:
        signal.raise_signal(signal.SIGINT)


def ignore_interrupts() -> None:
    """Let Ctrl-C do nothing from now on: what is left are the last words."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
