"""Message boxes: what is said to the clerk and asked of them; only line breaks stay unseen in them.

`Screen` is the interface; tests answer it by themselves. A cancelled question is None or False.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from estate_xl.language import Label, spoken_language
from estate_xl.output import tell, visible

if TYPE_CHECKING:
    import xlwings as xw

    from estate_xl.language import Language

TITLE: Final = Label("片區管理", "Zone management")
_PROPOSED: Final = Label("{prompt}\n\n「{proposed}」可以嗎？", "{prompt}\n\nIs “{proposed}” right?")
_BOOKS: Final = "Excel (*.xlsx), *.xlsx"
_TEXT = 2
"""Excel's number for a question whose answer is a text."""


def _seen(words: str) -> str:
    return visible(words, keeps="\n")


def _title() -> str:
    return TITLE.text(spoken_language())


class Screen(Protocol):
    """The screen where a person reads and answers.

    Attributes:
        can_type: Whether a person can type an answer of their own.
    """

    can_type: bool

    def tell(self, words: str, *, is_error: bool = False) -> None:
        """Say something; come back when it was read."""

    def confirm(self, words: str) -> bool:
        """Ask a question that yes or no answers."""

    def ask(self, words: str, proposed: str, language: Language) -> str | None:
        """Ask for a text; None if the person cancels."""

    def ask_place(self, proposed: Path) -> Path | None:
        """Ask where a new workbook goes; None if the person cancels."""


class HeardScreen:
    """Another screen, and how often a person was asked there.

    Attributes:
        asked: How many questions were answered: who answers may have changed the workbook.
    """

    def __init__(self, screen: Screen) -> None:
        """Take the screen."""
        self._screen = screen
        self.can_type = screen.can_type
        self.asked = 0

    def tell(self, words: str, *, is_error: bool = False) -> None:
        """Say it there."""
        self._screen.tell(words, is_error=is_error)

    def confirm(self, words: str) -> bool:
        """Ask it there."""
        self.asked += 1
        return self._screen.confirm(words)

    def ask(self, words: str, proposed: str, language: Language) -> str | None:
        """Ask it there."""
        self.asked += 1
        return self._screen.ask(words, proposed, language)

    def ask_place(self, proposed: Path) -> Path | None:
        """Ask it there."""
        self.asked += 1
        return self._screen.ask_place(proposed)


class _ExcelScreen:
    """Boxes of an Excel, over its window."""

    def __init__(self, app: xw.App) -> None:
        """Take the application."""
        self._app = app

    def tell(self, words: str, *, is_error: bool = False) -> None:
        """A box with one button."""
        self._app.alert(_seen(words), _title(), "ok", "critical" if is_error else "info")

    def confirm(self, words: str) -> bool:
        """A box with two buttons."""
        return self._app.alert(_seen(words), _title(), "yes_no") == "yes"


class WindowsScreen(_ExcelScreen):
    """Boxes of an Excel on Windows."""

    can_type = True

    def ask(self, words: str, proposed: str, language: Language) -> str | None:
        """Excel's own box with a line to type in; it answers False when it is cancelled."""
        box = self._app.api.InputBox
        answer = box(_seen(words), TITLE.text(language), visible(proposed), Type=_TEXT)
        return None if answer is None or isinstance(answer, bool) else str(answer)

    def ask_place(self, proposed: Path) -> Path | None:
        """Excel's own box for the place of a file; it answers False when it is cancelled."""
        answer = self._app.api.GetSaveAsFilename(str(proposed), _BOOKS)
        return None if answer is None or isinstance(answer, bool) else Path(str(answer))


class MacScreen(_ExcelScreen):
    """Boxes of an Excel on a Mac, which has none to type in: what is proposed is taken or not."""

    can_type = False

    def ask(self, words: str, proposed: str, language: Language) -> str | None:
        """The proposed answer if a person says yes; without one there is nothing to ask."""
        question = _PROPOSED.text(language).format(prompt=words, proposed=proposed)
        return proposed if proposed and self.confirm(question) else None

    def ask_place(self, proposed: Path) -> Path | None:
        """The proposed place if a person says yes."""
        return proposed if self.confirm(f"{proposed}?") else None


class SystemScreen:
    """The screen without Excel: the system's own box, or the error stream."""

    can_type = False

    def tell(self, words: str, *, is_error: bool = False) -> None:
        """A box with one button, in front of all windows."""
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - its windll is there on Windows only

            in_front, warning, information = 0x10000, 0x30, 0x40
            style = in_front | (warning if is_error else information)
            ctypes.windll.user32.MessageBoxW(None, _seen(words), _title(), style)
        else:
            for line in words.split("\n"):
                tell(line)

    def confirm(self, words: str) -> bool:  # noqa: ARG002 - nobody is there to answer
        """No."""
        return False

    def ask(self, words: str, proposed: str, language: Language) -> str | None:  # noqa: ARG002
        """Nothing: nobody is there to answer."""
        return None

    def ask_place(self, proposed: Path) -> Path | None:  # noqa: ARG002 - as above
        """Nothing: nobody is there to answer."""
        return None
