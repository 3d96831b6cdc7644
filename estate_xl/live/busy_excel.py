"""An Excel that does not answer: a cell is being edited, or a window waits for an answer.

Excel on Windows rejects calls then. xlwings tries again for as long as it takes, so that nothing
happens at all; what has to be said meanwhile is said by `Patience`. Some calls come back with
the error nonetheless, which `is_busy` knows by its number: the error's class is pywin32's.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Self

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


def is_busy(error: BaseException) -> bool:
    """True if Excel refused because it is busy, not because the call was wrong."""
    return type(error).__name__ == "ExcelBusyError" or not _BUSY.isdisjoint(codes_of(error))


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
