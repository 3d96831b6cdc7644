"""The manifest of a package: what it says, in the workbook's own properties.

`manifest` is a short JSON for whoever looks at the properties. `manifest-1` and on hold the whole
as JSON, packed by zlib, in base64, cut into pieces that Excel lets a property have. The form is
told in docs/package.md.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from estate_xl.cells import address, column_number, parse_address
from estate_xl.compute.numbers import Block, Numbers, Standing, canonical_text, digest_of, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import xlwings as xw

NAME: Final = "manifest"
_PIECE: Final = 250
_LONGEST_OFFICE: Final = 60
_MOST_BYTES: Final = 32 << 20
_PACKED_LEVEL: Final = 9
_CONSTANT: Final = re.compile(
    r""""[^"]*+"|'[^']*+'|(?<![\w.$])((?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?+)(?![\w.!(:])"""
)
"""A text, a quoted name, or a number that is no row and no part of a name."""


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself.

    Attributes:
        office: Whose it is.
        month: `YYYY-MM`.
        version: Of the program that made it.
        digest: SHA-256 of the canonical numbers.
        title: Title of the sheet that holds the numbers.
        numbers: The canonical numbers and where they stand.
        formulas: By address the formulas among them, as Excel shows them.
        sheets: Digest of all that each sheet says, by title.
    """

    office: str
    month: str
    version: str
    digest: str
    title: str
    numbers: Numbers
    formulas: Mapping[str, str]
    sheets: Mapping[str, str]

    def as_properties(self) -> dict[str, str]:
        """Names and texts of the properties that hold it."""
        short = {
            "office": self.office[:_LONGEST_OFFICE],
            "month": self.month,
            "version": self.version,
            "sha256": self.digest,
        }
        whole = {
            **short,
            "office": self.office,
            "title": self.title,
            "numbers": self.numbers.canonical(),
            "formulas": _packed(self.formulas),
            "sheets": dict(self.sheets),
        }
        packed = zlib.compress(canonical_text(whole).encode(), _PACKED_LEVEL)
        text = base64.b64encode(packed).decode()
        pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
        numbered = {f"{NAME}-{number}": piece for number, piece in enumerate(pieces, start=1)}
        return {NAME: canonical_text(short), **numbered}

    @classmethod
    def from_properties(cls, properties: Mapping[str, str]) -> Manifest | None:
        """The manifest that the properties hold, None where they hold none.

        Raises:
            ValueError: they hold a damaged one.
        """
        if NAME not in properties:
            return None
        pieces = []
        for number in count(1):
            piece = properties.get(f"{NAME}-{number}")
            if piece is None:
                break
            pieces.append(piece)
        try:
            held = json.loads(_unpacked("".join(pieces)))
            short = json.loads(properties[NAME])
            manifest = cls(
                str(held["office"]),
                str(held["month"]),
                str(held["version"]),
                str(held["sha256"]),
                str(held["title"]),
                numbers_from(held["numbers"]),
                _spread(held["formulas"]),
                {str(title): str(digest) for title, digest in held["sheets"].items()},
            )
            agrees = all(short[key] == held[key] for key in ("month", "version", "sha256"))
        except (KeyError, TypeError, AttributeError, IndexError, binascii.Error) as error:
            raise ValueError(NAME) from error
        except (zlib.error, RecursionError) as error:
            raise ValueError(NAME) from error
        if not agrees or manifest.digest != manifest.numbers.digest:
            raise ValueError(NAME)
        return manifest


def numbers_from(held: Mapping[str, Any]) -> Numbers:
    """Canonical numbers of their JSON.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    cells = {str(place): str(key) for place, key, _ in held["cells"]}
    values = {parse_address(str(place)): plain(value) for place, _, value in held["cells"]}
    blocks = []
    for each in held["blocks"]:
        first, columns = int(each["row"]), {str(a): str(b) for a, b in each["columns"]}
        blocks.append(Block(str(each["section"]), first, len(each["rows"]), columns))
        for row, line in enumerate(each["rows"], start=first):
            for letters, value in zip(columns, line, strict=True):
                values[parse_address(address(row, column_number(letters)))] = plain(value)
    return Numbers(str(held["month"]), Standing(cells, blocks), values)


def formulas_at(standing: Standing, formula_at: Callable[[int, int], str]) -> dict[str, str]:
    """By address the formulas where numbers stand."""
    held = {address(*place): formula_at(*place) for place in standing.places()}
    return {place: text for place, text in held.items() if text.startswith("=")}


def formula_meaning(formula: str | None) -> str | None:
    """The formula with its numbers written in one way: other programs write them in theirs.

    >>> formula_meaning('=IF(A1="1.0",1000000000,.50)'), formula_meaning("=2026!A1+1E+9")
    ('=IF(A1="1.0",1000000000.0,0.5)', '=2026!A1+1000000000.0')
    """
    if formula is None:
        return None
    return _CONSTANT.sub(lambda match: repr(float(match[1])) if match[1] else match[0], formula)


def sheet_digest(sheet: xw.Sheet) -> str:
    """Digest of all that a sheet says: by address every value, formats and formulas apart."""
    used = sheet.used_range
    lines = used.options(ndim=2, err_to_str=True).value
    return digest_of(
        {
            address(used.row + down, used.column + aside): held
            for down, line in enumerate(lines)
            for aside, value in enumerate(line)
            if (held := plain(value)) is not None
        }
    )


def _packed(formulas: Mapping[str, str]) -> list[list[Any]]:
    """Formulas of a column that differ by their row alone, once, with the rows that have it."""
    held: dict[tuple[int, str], list[int]] = {}
    for place, text in formulas.items():
        row, column = parse_address(place)
        held.setdefault((column, _in_row(text, str(row), "\0")), []).append(row)
    return [[address(1, column)[:-1], text, rows] for (column, text), rows in sorted(held.items())]


def _spread(packed: list[list[Any]]) -> dict[str, str]:
    return {
        f"{letters}{int(row)}": str(text).replace("\0", str(int(row)))
        for letters, text, rows in packed
        for row in rows
    }


def _in_row(formula: str, row: str, mark: str) -> str:
    return re.sub(rf"(?<=[A-Za-z]){row}(?!\d)", mark, formula)


def _unpacked(text: str) -> str:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(base64.b64decode(text, validate=True), _MOST_BYTES)
    if not unpacking.eof:
        raise ValueError(NAME)
    return data.decode()
