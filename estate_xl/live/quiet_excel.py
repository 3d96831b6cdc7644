"""The application made quiet for a task, and left as it was, whatever happens in between.

Screen updating, events and automatic calculation are off within; the status bar says what is being
done. Each is put back by itself, so that one that fails keeps no other from it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.language import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import xlwings as xw

    from estate_xl.schema import Label, Language

    Report = Callable[[Label], None]

_QUIET: Final = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
_BACK: Final = ("calculation", "enable_events", "status_bar", "screen_updating")
"""Calculation first: events still sleep and the screen still stands when Excel catches up."""


@contextmanager
def quiet(app: xw.App, language: Language, *, saves: bool = False) -> Iterator[Report]:
    """Yield what tells the status bar about progress.

    Args:
        app: The application.
        language: Of the status bar.
        saves: Whether the workbook is saved within: a file keeps the way of calculating that Excel
            has then, so that it stays as it is.

    Raises:
        WorkbookError: a setting could not be put back; it names them.
    """
    held: dict[str, Any] = {}
    try:
        for name, value in _QUIET.items():
            if saves and name == "calculation":
                continue
            held[name] = getattr(app, name)
            setattr(app, name, value)
        held["status_bar"] = _as_excel_gave(app.status_bar)

        def report(words: Label) -> None:
            app.status_bar = f"{words.text(language)} …"

        yield report
    finally:
        failed = [name for name in _BACK if name in held and not _put_back(app, name, held[name])]
        if failed:
            raise WorkbookError(ErrorCode.NOT_PUT_BACK, settings=Listing(failed))


def _as_excel_gave(shown: object) -> object:
    """The bar's text, or False: it is Excel's own, which some versions say as a text."""
    return False if str(shown).casefold() == "false" else shown


def _put_back(app: xw.App, name: str, value: object) -> bool:
    try:
        setattr(app, name, value)
    except Exception:  # noqa: BLE001 - whatever it is, the other settings are put back too
        return False
    return True
