"""The language in which a command or a button speaks.

It is what `--lang` asks for; else the workbook's own, once it is open; else the computer's.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from estate_xl.language.locales import computer_language

if TYPE_CHECKING:
    from estate_xl.language.label import Language

_ASKED: Final[ContextVar[Language | None]] = ContextVar("asked", default=None)
_WORKBOOK: Final[ContextVar[Language | None]] = ContextVar("workbook", default=None)


def speak(asked: Language | None) -> None:
    """Begin a command that is asked to speak so; no earlier workbook counts."""
    _ASKED.set(asked)
    _WORKBOOK.set(None)


def speak_as_workbook(language: Language) -> None:
    """Speak as the open workbook does, unless another language was asked for."""
    _WORKBOOK.set(language)


def spoken_language() -> Language:
    """The language to speak now."""
    return _ASKED.get() or _WORKBOOK.get() or computer_language()
