"""The canvas on which templates of forms are drawn: titles, tables, facts, lines to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Side

from estate_xl.blueprint import looks
from estate_xl.blueprint.mail import Canvas
from estate_xl.language import Label
from estate_xl.write.expressions import identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from estate_xl.language import Language
    from estate_xl.schema.appraisal import Field, Section

RULED: Final = Border(bottom=Side(style="thin"))
"""A line to write on."""
_DAY_LINE: Final = Label("日期：　　　　年　　月　　日", "Date:")


class FormCanvas(Canvas):
    """A template of forms."""

    def __init__(
        self, sheet: Worksheet, language: Language, heading: Sequence[Field], last: str
    ) -> None:
        """Take an empty sheet, the names of its heading, and its last column."""
        super().__init__(sheet, language)
        self._names = {field.key: self.name(field.header) for field in heading}
        self.last = last

    def named(self, key: str) -> str:
        """The expression of a name of the heading."""
        return self._names[key]

    def title(self, row: int, text: str) -> None:
        """The form's title, across."""
        self.put(
            f"A{row}",
            text,
            to=f"{self.last}{row}",
            size=16,
            bold=True,
            ink=looks.INK,
            align="center",
        )
        self.set_height(row, 32)

    def note(self, row: int, text: str | Label, *, bold: bool = False) -> None:
        """A sentence across: a section's title, or what is to be done."""
        self.put(
            f"A{row}",
            text,
            to=f"{self.last}{row}",
            size=11 if bold else 9,
            bold=bold,
            ink=looks.INK if bold else looks.QUIET_INK,
        )
        self.set_height(row, 22 if bold else 18)

    def table(
        self, row: int, section: Section, columns: Sequence[FormColumn], *, height: float
    ) -> None:
        """A header and a row that repeats; `height` is that row's."""
        headers = {field.key: field.header for field in section.fields}
        mark = f"{{% for {identifier(section.name.text(self.language))} %}}"
        for place, column in enumerate(columns):
            header = column.header or headers[column.key]
            self.put(
                f"{column.first}{row}",
                header,
                to=f"{column.last}{row}",
                size=10,
                bold=True,
                ink=looks.INK,
                fill=looks.PLAIN_HEADER,
                align="center",
                boxed=True,
            )
            content = column.content
            if content is None:
                content = self.name(headers[column.key])
            self.put(
                f"{column.first}{row + 1}",
                f"{mark}{content}" if place == 0 else content,
                to=f"{column.last}{row + 1}",
                size=10,
                ink=column.ink,
                align=column.align,
                number_format=column.number_format,
                boxed=True,
            )
        self.set_height(row, 24)
        self.set_height(row + 1, height)

    def sign(self, row: int, text: Label, first: str, line: tuple[str, str]) -> None:
        """A line to sign behind some words."""
        before = chr(ord(line[0]) - 1)
        self.put(f"{first}{row}", text, to=f"{before}{row}", bold=True, wrap=False)
        self.sheet[f"{first}{row}"].alignment = Alignment("left", "bottom")
        for cell in self.sheet[f"{line[0]}{row}:{line[1]}{row}"][0]:
            cell.border = RULED
        self.set_height(row, 30)

    def day(self, first: str, last: str) -> None:
        """Where the day of a signature is written."""
        self.put(first, _DAY_LINE, to=last, wrap=False)
        self.sheet[first].alignment = Alignment("left", "bottom")

    def fact(
        self,
        row: int,
        places: tuple[str, str, str],
        label: Label,
        content: str,
        number_format: str = "General",
    ) -> None:
        """A label in the first column, and what is said of it from the second to the third."""
        at, first, last = places
        self.put(
            f"{at}{row}",
            label,
            bold=True,
            ink=looks.INK,
            fill=looks.PLAIN_HEADER,
            align="center",
            boxed=True,
        )
        self.put(
            f"{first}{row}",
            content,
            to=f"{last}{row}",
            size=11,
            bold=True,
            align="center",
            number_format=number_format,
            boxed=True,
        )


class FormColumn:
    """A column of a form's table."""

    def __init__(  # noqa: PLR0913 - all that a column can look like
        self,
        first: str,
        last: str,
        key: str = "",
        *,
        header: Label | None = None,
        content: str | None = None,
        align: str = "center",
        number_format: str = "General",
        ink: str | None = None,
    ) -> None:
        """Take its first and last column and the field's key; a header or content of its own."""
        self.first, self.last, self.key = first, last, key
        self.header, self.content = header, content
        self.align, self.number_format, self.ink = align, number_format, ink
