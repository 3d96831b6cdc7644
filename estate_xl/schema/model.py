"""Columns and sheets; the limits of Excel that bind a declaration.

A declaration is data only. It is checked when it is made: a title that Excel would refuse, two
columns with one key or header, a reference to nowhere raise `SchemaError` at import.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from estate_xl.cells import FORBIDDEN_IN_TITLE, MAX_LIST_TEXT, MAX_PROMPT_TEXT
from estate_xl.engine.addresses import MAX_SHEET_TITLE
from estate_xl.errors.exceptions import SchemaError
from estate_xl.language import Label, Language
from estate_xl.schema.carrying import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate_xl.schema.carrying import Carried


class Kind(StrEnum):
    """The kind of value in a column's cells."""

    ID = "id"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    SCORE = "score"
    SHARE = "share"
    DATE = "date"
    DATETIME = "datetime"
    MONTH = "month"
    CHOICE = "choice"
    REFERENCE = "reference"
    CODES = "codes"

    @property
    def is_number(self) -> bool:
        """True if cells hold a number."""
        return self in {Kind.INTEGER, Kind.NUMBER, Kind.SCORE, Kind.SHARE}

    @property
    def is_time(self) -> bool:
        """True if cells hold a date or a datetime."""
        return self in {Kind.DATE, Kind.DATETIME}


@dataclass(frozen=True)
class Column:
    """A column of a data sheet.

    Attributes:
        key: Stable name in code, frames and templates.
        header: What people see in row `Sheet.header_row`.
        kind: What its cells hold.
        required: Whether a record without it is a finding.
        derived: Filled by commands, never typed.
        choices: For `Kind.CHOICE`, in the order of the drop-down.
        reference: For `Kind.REFERENCE` and `Kind.CODES`, the key of the sheet referred to.
        width_chars: Width in character units; a CJK character counts two.
        english_chars: Least width in English, where names and words are longer.
        minimum: Smallest number allowed, inclusive; None for no bound.
        maximum: Largest number allowed, inclusive; None for no bound.
        help: What to type, shown at the cell and in the column reference.
        later: Whether workbooks of an earlier version lack it; without it nothing is missing.
        dated: Whether numbers or deadlines rest on it, so that each change has its day (R-M3).
    """

    key: str
    header: Label
    kind: Kind = Kind.TEXT
    required: bool = False
    derived: bool = False
    choices: tuple[Label, ...] = ()
    reference: str | None = None
    width_chars: int = 12
    english_chars: int = 0
    minimum: float | None = None
    maximum: float | None = None
    help: Label | None = None
    later: bool = False
    dated: bool = False

    def __post_init__(self) -> None:
        """Refuse a declaration that Excel or our readers could not hold.

        Raises:
            SchemaError: choices or reference do not fit the kind, or a text is too long for Excel.
        """
        if (self.kind is Kind.CHOICE) != bool(self.choices):
            msg = f"column {self.key}: choices and kind do not fit"
            raise SchemaError(msg)
        if (self.kind in {Kind.REFERENCE, Kind.CODES}) != (self.reference is not None):
            msg = f"column {self.key}: reference and kind do not fit"
            raise SchemaError(msg)
        for language in Language:
            if len(",".join(choice.text(language) for choice in self.choices)) > MAX_LIST_TEXT:
                msg = f"column {self.key}: choices are too long for a drop-down in {language}"
                raise SchemaError(msg)
            if self.help and len(self.help.text(language)) > MAX_PROMPT_TEXT:
                msg = f"column {self.key}: help is too long for a prompt in {language}"
                raise SchemaError(msg)


class Role(StrEnum):
    """The purpose of a sheet; decides its place and its tab's colour.

    A sheet of DUTY is in a workbook that uses it alone: a new one has none.
    """

    COVER = "cover"
    REGISTER = "register"
    DAILY = "daily"
    DUTY = "duty"
    SETUP = "setup"
    RESULT = "result"
    TEMPLATE = "template"


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook; a data or list sheet has columns, a cover or template none.

    Attributes:
        key: ASCII name, also the name of its Excel table.
        title: The tab's text.
        role: What it is for.
        columns: In the order of the empty workbook.
        name_column: Key of the column whose unique value may be in a reference.
        about: One sentence for the band above the headers.
        header_row: Row of the headers in the empty workbook, as Excel shows it.
        later: Whether workbooks of an earlier version lack it: then it counts as an empty one.
        carried: What of its records goes into the next year's workbook.
    """

    key: str
    title: Label
    role: Role
    columns: tuple[Column, ...] = ()
    name_column: str | None = None
    about: Label = field(default=Label("", ""))
    header_row: int = 3
    later: bool = False
    carried: Carried = EVERYTHING

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself.

        Raises:
            SchemaError: a title that Excel refuses, or a key or header that occurs twice.
        """
        for title in self.title.all_texts():
            if not title or len(title) > MAX_SHEET_TITLE or FORBIDDEN_IN_TITLE & set(title):
                msg = f"sheet {self.key}: Excel refuses the title {title!r}"
                raise SchemaError(msg)
        keys = [column.key for column in self.columns]
        if len(set(keys)) < len(keys):
            msg = f"sheet {self.key}: a key stands twice"
            raise SchemaError(msg)
        for language in Language:
            headers = {column.header.text(language).casefold() for column in self.columns}
            if len(headers) < len(self.columns):
                msg = f"sheet {self.key}: a header stands twice in {language}"
                raise SchemaError(msg)

    @property
    def is_data(self) -> bool:
        """True if people type records into it."""
        return self.role in {Role.REGISTER, Role.DAILY, Role.DUTY, Role.SETUP}

    @property
    def id_column(self) -> Column | None:
        """The column that identifies a record, if there is one."""
        return next((column for column in self.columns if column.kind is Kind.ID), None)

    @property
    def dated_columns(self) -> tuple[Column, ...]:
        """The columns whose changes are dated rows of 變更記錄 (R-M3)."""
        return tuple(column for column in self.columns if column.dated)

    @property
    def time_columns(self) -> tuple[Column, ...]:
        """The columns that tell a record's days: dates, moments and months."""
        kinds = {Kind.DATE, Kind.DATETIME, Kind.MONTH}
        return tuple(each for each in self.columns if each.kind in kinds and not each.derived)

    @property
    def reference_keys(self) -> tuple[str, ...]:
        """Keys of the columns by which a reference names a record: its id, and its name if any."""
        id_column = self.id_column
        keys = (None if id_column is None else id_column.key, self.name_column)
        return tuple(key for key in keys if key is not None)

    def column(self, key: str) -> Column:
        """The column of that key.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True)
class Book:
    """All sheets of a workbook, in the order of their tabs."""

    sheets: tuple[Sheet, ...]

    def __post_init__(self) -> None:
        """Check what only the whole can show.

        Raises:
            SchemaError: a title or key occurs twice, a reference leads nowhere, or what is carried
                rests on a column that the sheet lacks.
        """
        for language in Language:
            titles = {sheet.title.text(language).casefold() for sheet in self.sheets}
            if len(titles) < len(self.sheets):
                msg = f"a sheet's title stands twice in {language}"
                raise SchemaError(msg)
        keys = {sheet.key for sheet in self.sheets}
        if len(keys) < len(self.sheets):
            msg = "a sheet's key stands twice"
            raise SchemaError(msg)
        for sheet in self.sheets:
            lacking = sheet.carried.columns.difference(column.key for column in sheet.columns)
            if lacking:
                msg = f"{sheet.key}: what is carried rests on {sorted(lacking)}, which it lacks"
                raise SchemaError(msg)
            for column in sheet.columns:
                if column.reference is not None and column.reference not in keys:
                    msg = f"{sheet.key}.{column.key} refers to {column.reference}, which is nowhere"
                    raise SchemaError(msg)

    def __getitem__(self, key: str) -> Sheet:
        """The sheet of that key.

        Raises:
            KeyError: there is none.
        """
        for sheet in self.sheets:
            if sheet.key == key:
                return sheet
        raise KeyError(key)

    def data_sheets(self) -> Iterator[Sheet]:
        """The sheets that hold records, in tab order."""
        return (sheet for sheet in self.sheets if sheet.is_data)

    def new_sheets(self) -> Iterator[Sheet]:
        """The sheets of a new workbook, in tab order: without the registers of duties."""
        return (sheet for sheet in self.sheets if sheet.role is not Role.DUTY)
