"""Errors as the person at the screen reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from estate_xl.engine.errors import EngineError
from estate_xl.errors.exceptions import EstateError, chain
from estate_xl.errors.texts import commands as texts
from estate_xl.errors.texts.engine import engine_phrase
from estate_xl.language import Phrase, spoken_language
from estate_xl.output import visible

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.language import Language, Text


@overload
def sentence(error: EstateError | EngineError, language: Language) -> str: ...


@overload
def sentence(error: BaseException, language: Language) -> str | None: ...


def sentence(error: BaseException, language: Language) -> str | None:
    """The error in one sentence, or None where it is a fault of the program."""
    words = words_of(error)
    return None if words is None else visible(words.text(language))


def words_of(error: BaseException) -> Text | None:
    """The error's sentence in each language, or None where it is a fault of the program."""
    if isinstance(error, EngineError):
        return engine_phrase(error)
    return error if isinstance(error, EstateError) else None


def last_words(error: BaseException, *, saved: Path | None) -> str:
    """The last sentence of a command that an error stopped, in the language that it speaks.

    Args:
        error: What stopped it.
        saved: The file that it had saved before, if any.
    """
    language = spoken_language()
    said = sentence(error, language)
    facts = {} if saved is None else {"name": saved.name}
    if is_interrupt(error):
        label = texts.INTERRUPTED if saved is None else texts.INTERRUPTED_SAVED
    elif lacks_memory(error):
        label = texts.NO_MEMORY if saved is None else texts.NO_MEMORY_SAVED
    elif said is not None:
        if saved is None:
            return said
        label, facts["error"] = texts.SAVED_BUT, said
    else:
        label = texts.INTERNAL if saved is None else texts.INTERNAL_SAVED
        facts |= {"kind": type(error).__name__, "said": " ".join(str(error).split())}
    return Phrase(label, facts).text(language)


def is_interrupt(error: BaseException) -> bool:
    """True if Ctrl-C is behind it; a library's import that it broke off ends as another error."""
    return any(isinstance(each, KeyboardInterrupt) for each in chain(error))


def lacks_memory(error: BaseException) -> bool:
    """True if memory ran out; what was being done then may end as another error."""
    return any(isinstance(each, MemoryError) for each in chain(error))
