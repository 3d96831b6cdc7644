"""Errors that stop a run.

    EstateError
    ├── WorkbookError     the file: missing, locked, encrypted, not a workbook, changed meanwhile
    ├── TemplateError     a template sheet: unknown name, broken expression
    ├── DeliveryError     the way to headquarters
    ├── SettingsError     the user's own settings: a damaged file, an unknown key, an unfit value
    ├── ProgramError      a program that the user's settings name
    ├── AddinError        Excel's add-in cannot be built, put in its place or taken away
    └── UsageError        what was typed on the command line

    SchemaError           our own declaration of the workbook is wrong: for developers, in English

What a clerk typed wrong is no exception but a `estate_xl.findings.finding.Finding`. An error is a
code and its facts; its words, one sentence for the person at the screen, are in
`estate_xl.errors.texts`, as are those of the file engine's own
`estate_xl.engine.errors.EngineError`. Where there is a place, it names sheet, row and column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate_xl.language import Language, fill
from estate_xl.output import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.errors.codes import ErrorCode
    from estate_xl.language import Fact


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it, each once: a chain of causes may close to a circle."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


class EstateError(Exception):
    """Base of all that stops a run; its text is one sentence, shown as it is.

    Attributes:
        code: Which kind.
        facts: The names in braces of the code's words.
    """

    def __init__(self, code: ErrorCode, /, **facts: Fact) -> None:
        """Take the code and its facts."""
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """The sentence as logs have it, in zh-Hant."""
        return self.text(Language.HANT)

    def text(self, language: Language) -> str:
        """The sentence in that language; what nobody would see in a fact is written out."""
        return visible(fill(self.code.value.text(language), self.facts, language))


class WorkbookError(EstateError):
    """The workbook cannot be opened, changed or saved."""


class TemplateError(EstateError):
    """A template sheet asks for what is not there."""


class DeliveryError(EstateError):
    """The package or its mail cannot be made or handed over."""


class SettingsError(EstateError):
    """The user's own settings cannot be read or changed."""


class ProgramError(EstateError):
    """A program that the user's own settings name is not there, or not named by its whole path."""


class AddinError(EstateError):
    """The add-in cannot be built, installed or removed."""


class UsageError(EstateError):
    """A command line that cannot be understood; its text is put into a sentence."""


class SchemaError(Exception):
    """Our declaration contradicts itself or a limit of Excel; a developer's, in plain English."""
