"""Records as the XML of sheet rows.

openpyxl draws the sheets but does not fill them: a hundred thousand tickets are 3.4 million cells,
which take it minutes and gigabytes. A record is written here as one row of text, with the styles
of the table's empty first row.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Final

from estate_xl.blueprint.looks import LINE_HEIGHT, is_wrapped
from estate_xl.cells import wrapped_lines
from estate_xl.engine.addresses import column_letters
from estate_xl.errors.exceptions import SchemaError
from estate_xl.schema import Kind
from estate_xl.schema.terms import NO, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from estate_xl.blueprint.shared_strings import SharedStrings
    from estate_xl.schema import Column, Language, Sheet

_EPOCH_ORDINAL: Final = date(1899, 12, 30).toordinal()
_SECONDS_A_DAY: Final = 86_400
_TEXT_KINDS: Final = frozenset(
    {Kind.ID, Kind.TEXT, Kind.MONTH, Kind.CHOICE, Kind.REFERENCE, Kind.CODES}
)


def check_records(declared: Sheet, records: Sequence[Mapping[str, object]]) -> None:
    """Refuse records with a key that the sheet does not declare.

    Raises:
        SchemaError: naming the sheet, the record and the key.
    """
    known = {column.key for column in declared.columns}
    for number, record in enumerate(records, start=1):
        if not record.keys() <= known:
            unknown = ", ".join(sorted(record.keys() - known))
            msg = f"{declared.key}, record {number}: no column {unknown}"
            raise SchemaError(msg)


def row_texts(
    declared: Sheet,
    records: Sequence[Mapping[str, object]],
    styles: Mapping[str, str],
    language: Language,
    strings: SharedStrings,
) -> Iterator[str]:
    """XML of one row after another, from the row below the headers on.

    Rows whose text wraps get a height, not a fixed one: Excel fits it again when the text changes.

    Args:
        declared: The sheet.
        records: Its records, values by column key; an absent or empty one is an empty cell.
        styles: Style index by column letters, of the table's empty row.
        language: The language that choices are written in.
        strings: The workbook's texts, which grow.
    """
    cells = []
    for number, column in enumerate(declared.columns, start=1):
        letters = column_letters(number)
        style = f' s="{styles[letters]}"' if letters in styles else ""
        cells.append((letters, style, column.key, _cell_writer(column, language, strings)))
    wrapped = [
        (column.key, column.width_chars + 1) for column in declared.columns if is_wrapped(column)
    ]
    for row, record in enumerate(records, start=declared.header_row + 1):
        lines = max((_lines(record.get(key), width) for key, width in wrapped), default=1)
        height = f' ht="{lines * LINE_HEIGHT + 2}"' if lines > 1 else ""
        chunks = [f'<row r="{row}"{height}>']
        for letters, style, key, write in cells:
            value = record.get(key)
            content = "/>" if value is None or value == "" else write(value)
            chunks.append(f'<c r="{letters}{row}"{style}{content}')
        chunks.append("</row>")
        yield "".join(chunks)


def serial_number(moment: date) -> float:
    """Excel's number for a date or datetime.

    >>> serial_number(date(2026, 10, 1)), serial_number(datetime(2026, 10, 1, 12, 0))
    (46296, 46296.5)
    """
    days = moment.toordinal() - _EPOCH_ORDINAL
    if not isinstance(moment, datetime):
        return days
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return days + seconds / _SECONDS_A_DAY


def _lines(value: object, width_chars: int) -> int:
    if not isinstance(value, str) or (2 * len(value) <= width_chars and "\n" not in value):
        return 1
    return wrapped_lines(value, width_chars)


def _cell_writer(
    column: Column, language: Language, strings: SharedStrings
) -> Callable[[object], str]:
    """A function from a value to the rest of its cell's XML, behind the style."""
    words = {choice.hant: choice.text(language) for choice in column.choices}
    texts_only = column.kind in _TEXT_KINDS
    add = strings.add

    def write(value: object) -> str:
        if isinstance(value, bool) and words:
            value = (YES if value else NO).hant
        if isinstance(value, str):
            return f' t="s"><v>{add(words.get(value, value))}</v></c>'
        if isinstance(value, bool):
            return f' t="b"><v>{int(value)}</v></c>'
        number = _plain_number(value, column)
        if number is None:
            return "/>"
        if texts_only and not isinstance(value, date):
            return f' t="s"><v>{add(str(number))}</v></c>'
        return f"><v>{number!r}</v></c>"

    return write


def _plain_number(value: object, column: Column) -> float | None:
    """The value as Excel's number, whole where it can be; None for NaN and NaT."""
    if value != value:  # noqa: PLR0124 - only NaN and NaT differ from themselves
        return None
    if isinstance(value, date):
        return serial_number(value)
    if isinstance(value, (Real, Decimal)):
        number = float(value)
        return int(number) if number.is_integer() else number
    msg = f"column {column.key}: a cell holds no {type(value).__name__}"
    raise SchemaError(msg)
