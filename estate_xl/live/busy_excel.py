"""An Excel that does not answer: it is busy, with a cell being edited or an open box, or gone.

Excel on Windows rejects calls while it is busy. xlwings tries again for as long as it takes, so
that nothing happens at all; what has to be said meanwhile is said by `Patience`. Some calls come
back with the error nonetheless, which `is_busy` knows by its number: the error's class is
pywin32's. What an Excel that is gone leaves behind are errors of many kinds: `is_gone` asks it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Self

import xlwings as xw

from estate_xl.errors.exceptions import chain

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_REJECTED: Final = -2147418111
"""RPC_E_CALL_REJECTED: the callee takes no call now."""
_LATER: Final = -2147417846
"""RPC_E_SERVERCALL_RETRYLATER."""
_IGNORED: Final = -2146777998
"""VBA_E_IGNORE: Excel puts the call aside as long as a cell is being edited."""
_BUSY: Final = frozenset({_REJECTED, _LATER, _IGNORED})
_ATTEMPTS: Final = 10**9
_MOST_WORDS: Final = 120
PATIENCE_SECONDS: Final = 8.0


def codes_of(error: BaseException) -> list[int]:
    """Result codes that a COM error carries; none of another error."""
    found = [getattr(error, "hresult", None)]
    details = next((each for each in error.args if isinstance(each, tuple)), ())
    found.append(details[-1] if details else None)
    return [code for code in found if isinstance(code, int)]


def words_of(error: BaseException) -> str:
    """An error in one short line: Excel's own description where it carries one."""
    details = next((each for each in error.args if isinstance(each, tuple)), ())
    told = next((each for each in details[2:3] if isinstance(each, str) and each.strip()), "")
    words = " ".join((told or str(error) or type(error).__name__).split())
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}……"


def keep_asking() -> None:
    """Let xlwings ask again wherever a call is rejected.

    Without a number of attempts, which means forever elsewhere, `COMRetryObjectWrapper.__call__` of
    xlwings 0.37 asks once and answers None: `book.sheets["報事"]` would be a sheet of nothing.
    """
    engine = getattr(xw, "_xlwindows", None)
    if engine is not None:
        engine.N_COM_ATTEMPTS = _ATTEMPTS


def is_busy(error: BaseException) -> bool:
    """True if Excel refused because it is busy, not because the call was wrong.

    xlwings makes a KeyError of some refusals: what led to the error counts too.
    """
    return any(
        type(each).__name__ == "ExcelBusyError" or not _BUSY.isdisjoint(codes_of(each))
        for each in chain(error)
    )


def is_gone(app: xw.App) -> bool:
    """True if the application answers no more, and not because it is busy."""
    try:
        _ = app.screen_updating
    except Exception as error:  # noqa: BLE001 - the error's class is pywin32's or appscript's
        return not is_busy(error)
    return False


class Patience:
    """Says once that Excel is waited for, if the work within takes longer than some seconds."""

    def __init__(self, say: Callable[[], None], seconds: float = PATIENCE_SECONDS) -> None:
        """Take what to do when the seconds are over; it is called in a thread of its own."""
        self._timer = threading.Timer(seconds, say)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Begin to count."""
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop counting."""
        self._timer.cancel()
