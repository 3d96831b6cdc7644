"""The manifest of a package: what it says, in the workbook's own properties.

`manifest` is a short JSON for whoever looks at the properties. `manifest-1` and on hold the whole
as JSON, packed by zlib, in base64, cut into pieces that Excel lets a property have. The form is
told in docs/package.md.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from estate_xl.compute.appraisal_numbers import (
    Block,
    Numbers,
    Standing,
    canonical_text,
    digest_of,
    plain,
)
from estate_xl.deliver.sentence_names import NAMES
from estate_xl.engine.addresses import address, column_number, parse_address
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.schema.terms import NO

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings as xw

    from estate_xl.compute.appraisal_numbers import Value

NAME: Final = "manifest"
_PIECE: Final = 250
_LONGEST_OFFICE: Final = 60
_MOST_BYTES: Final = 8 << 20
_PACKED_LEVEL: Final = 9
_FORMAT: Final = 2
"""Of what is written; the first form, which knew no looks, is still read."""


@dataclass(frozen=True)
class Manifest:
    """A package's statements about itself.

    Attributes:
        office: Whose it is.
        month: `YYYY-MM`.
        version: Of the program that made it.
        digest: SHA-256 of the canonical numbers.
        title: Title of the sheet that holds the numbers.
        numbers: The canonical numbers and where they are.
        formulas: By address the formulas among them, as Excel shows them; of the first form.
        sheets: Digest of all that each sheet says, by title; of the first form.
        sights: What each sheet shows, by title; none in the first form.
        facts: What headquarters adds up: `office_id`, `project`, `revision`, `households`,
            `complaints`, `complaints_unfounded`, `on_time` and `satisfaction`, the last two as
            numerator and denominator; `month_version` and `approved` (R-M1).
        parts: Digest of each part of the file, by name; none in the first form.
    """

    office: str
    month: str
    version: str
    digest: str
    title: str
    numbers: Numbers
    formulas: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    sights: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - all that a manifest says
        cls,
        office: str,
        version: str,
        title: str,
        numbers: Numbers,
        facts: Mapping[str, Any],
        sights: Mapping[str, Mapping[str, Any]],
        parts: Mapping[str, str],
    ) -> Manifest:
        """The manifest of what a package shows."""
        about = office, numbers.month, version
        made = cls(*about, "", title, numbers, sights=sights, facts=facts, parts=parts)
        return replace(made, digest=made._made())

    @property
    def titles(self) -> list[str]:
        """Titles of the package's sheets."""
        return list(self.sights or self.sheets)

    @property
    def has_evidence(self) -> bool:
        """True if 計分依據 is in it, beside 考核 and 月度統計."""
        return len(self.titles) > 2  # noqa: PLR2004 - these two

    @property
    def edition(self) -> tuple[int, bool]:
        """The version of its month and whether it is approved; version 0 where it does not say."""
        version = self.facts.get("month_version")
        return (version if isinstance(version, int) else 0, self.facts.get("approved") is True)

    def formula(self, place: str) -> str | None:
        """The formula of a cell of the numbers' sheet, None where none was packed."""
        if not self.sights:
            return self.formulas.get(place)
        cell = self.sights[self.title]["cells"].get(place)
        return f"={cell[1]}" if cell and cell[1] is not None else None

    def as_properties(self) -> dict[str, str]:
        """Names and texts of the properties that hold it.

        Raises:
            DeliveryError: it is longer than whoever verifies it takes.
        """
        short = {
            "office": self.office[:_LONGEST_OFFICE],
            "month": self.month,
            "version": self.version,
            "sha256": self.digest,
        }
        whole = {
            **short,
            "office": self.office,
            "format": _FORMAT,
            "title": self.title,
            "numbers": self.numbers.canonical(),
            "sights": dict(self.sights),
            "facts": dict(self.facts),
            "parts": dict(self.parts),
        }
        told = canonical_text(whole).encode()
        if len(told) > _MOST_BYTES:
            raise DeliveryError(ErrorCode.PACKAGE_TOO_LONG, sheet=NAMES["settings"], no=NO)
        packed = zlib.compress(told, _PACKED_LEVEL)
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
                _spread(held.get("formulas", [])),
                {str(title): str(digest) for title, digest in held.get("sheets", {}).items()},
                _checked(held.get("sights", {})),
                dict(held.get("facts", {})),
                {str(name): str(digest) for name, digest in held.get("parts", {}).items()},
            )
            agrees = all(short[key] == held[key] for key in ("month", "version", "sha256"))
            agrees = agrees and manifest.month == manifest.numbers.month
        except (KeyError, TypeError, AttributeError, IndexError, binascii.Error) as error:
            raise ValueError(NAME) from error
        except (zlib.error, RecursionError) as error:
            raise ValueError(NAME) from error
        if not agrees or manifest.digest != manifest._made():
            raise ValueError(NAME)
        return manifest

    def _made(self) -> str:
        """The digest of what it shows: not of its bytes, the program's version or the revision."""
        if not self.sights:
            return self.numbers.digest
        return digest_of(
            {
                "office": self.office,
                "title": self.title,
                "numbers": self.numbers.canonical(),
                "sights": dict(self.sights),
                "facts": {key: value for key, value in self.facts.items() if key != "revision"},
            }
        )


def _checked(sights: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The sights, each whole and of the right form.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: one is not.
    """
    for held in sights.values():
        looks = len(held["looks"])
        for place, (_, formula, look, *runs) in held["cells"].items():
            parse_address(place)
            if not 0 <= look < looks or len(runs) > 1 or not isinstance(formula, str | None):
                raise ValueError(NAME)
        for sizes in (held["rows"], held["columns"]):
            for size in sizes.values():
                float(size)
        if not all(isinstance(each, dict) for each in (*held["looks"], held["rest"])):
            raise ValueError(NAME)
    return {str(title): held for title, held in sights.items()}


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
    numbers = Numbers(str(held["month"]), Standing(cells, blocks), values)
    _check_repeated(numbers)
    return numbers


def _check_repeated(numbers: Numbers) -> None:
    """A list that occurs in several places says the same of the same records in each.

    Raises:
        ValueError: it does not, so that some records would escape the rules.
    """
    first: dict[str, list[dict[str, Value]]] = {}
    for block in numbers.standing.blocks:
        lines = [
            {key: numbers.values[row, column_number(at)] for at, key in block.columns.items()}
            for row in range(block.row, block.row + block.count)
        ]
        known = first.setdefault(block.section, lines)
        shared = known[0].keys() & lines[0].keys() if known and lines else ()
        told = [[[line[key] for key in shared] for line in each] for each in (known, lines)]
        if len(known) != len(lines) or told[0] != told[1]:
            raise ValueError(block.section)


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


def _spread(packed: list[list[Any]]) -> dict[str, str]:
    return {
        f"{letters}{int(row)}": str(text).replace("\0", str(int(row)))
        for letters, text, rows in packed
        for row in rows
    }


def _unpacked(text: str) -> str:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(base64.b64decode(text, validate=True), _MOST_BYTES)
    if not unpacking.eof:
        raise ValueError(NAME)
    return data.decode()
