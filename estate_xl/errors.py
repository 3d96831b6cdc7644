"""What stops a run.

    EstateError
    ├── SchemaError       our own declaration of the workbook is wrong
    ├── WorkbookError     the file: missing, locked, encrypted, not a workbook, changed meanwhile
    │   └── NotOfferedError   a call that the file engine does not answer
    ├── TemplateError     a template sheet: unknown name, broken expression
    ├── DeliveryError     the way to headquarters
    ├── SettingsError     the user's own settings: a damaged file, an unknown key, an unfit value
    ├── ProgramError      a program that the user's settings name
    └── AddinError        Excel's add-in cannot be built, put in its place or taken away

What a clerk typed wrong is no exception but a `estate_xl.findings.Finding`. Every message is one
sentence for the person at the screen; where there is a place, it names sheet, row and column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it, each once: a chain of causes may close to a circle."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


class EstateError(Exception):
    """Base of all that stops a run; its text is one sentence, shown as it is."""


class SchemaError(EstateError):
    """Our declaration contradicts itself or a limit of Excel."""


class WorkbookError(EstateError):
    """The workbook cannot be opened, changed or saved."""


class NotOfferedError(WorkbookError, NotImplementedError):
    """A call of xlwings that the file engine does not answer."""

    def __init__(self, call: str) -> None:
        """Take the call's public name, such as `Range.to_png`."""
        self.call = call
        super().__init__(f"檔案引擎不支持 {call}：請在 Excel 中打開工作簿後再用此功能。")


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
