"""Columns that several sheets have in common."""

from __future__ import annotations

from typing import Final

from estate_xl.language import Label
from estate_xl.schema import terms
from estate_xl.schema.model import Column, Kind

NAME_CHARS: Final = 16
"""Width of a person's or zone's name in English."""
POST_CHARS: Final = 22
"""Width of a post in English."""
ITEM_CHARS: Final = 34
"""Width of what something is about."""
OTHER: Final = Label("其他", "Other")
RESPONSIBLE: Final = Label("責任人", "Responsible")


def department_column(
    *, required: bool, key: str = "department", header: Label | None = None
) -> Column:
    """A column of departments."""
    return Column(
        key,
        header or Label("部門", "Department"),
        Kind.CHOICE,
        required=required,
        choices=terms.DEPARTMENTS,
        width_chars=15,
    )


def staff_column(
    key: str, header: Label, *, required: bool = False, dated: bool = False, later: bool = False
) -> Column:
    """A reference to a person."""
    return Column(
        key,
        header,
        Kind.REFERENCE,
        required=required,
        dated=dated,
        reference="Staff",
        width_chars=11,
        english_chars=NAME_CHARS,
        later=later,
    )


def zone_column(*, required: bool = True, dated: bool = False) -> Column:
    """A reference to a zone."""
    return Column(
        "zone",
        Label("片區", "Zone"),
        Kind.REFERENCE,
        required=required,
        dated=dated,
        reference="Zones",
        width_chars=11,
        english_chars=NAME_CHARS,
    )


def moment_column(
    key: str, hant: str, en: str, *, required: bool = False, later: bool = False
) -> Column:
    """A column of dates with times."""
    header = Label(hant, en)
    return Column(key, header, Kind.DATETIME, required=required, width_chars=17, later=later)


def ticket_column() -> Column:
    """A reference to a ticket, without which the record is of nothing."""
    return Column(
        "ticket",
        Label("單號", "Ticket no."),
        Kind.REFERENCE,
        required=True,
        reference="Tickets",
        width_chars=16,
    )


def day_column(
    key: str, hant: str, en: str, *, required: bool = False, dated: bool = False
) -> Column:
    """A column of dates."""
    return Column(key, Label(hant, en), Kind.DATE, required=required, dated=dated, width_chars=12)


def choice_column(  # noqa: PLR0913 - one line of a table
    key: str,
    header: Label,
    choices: tuple[Label, ...],
    *,
    required: bool = False,
    dated: bool = False,
    width: int = 11,
) -> Column:
    """A column of choices."""
    return Column(
        key,
        header,
        Kind.CHOICE,
        required=required,
        dated=dated,
        choices=choices,
        width_chars=width,
    )


def score_column(key: str, header: Label) -> Column:
    """A score out of 100."""
    return Column(key, header, Kind.SCORE, minimum=0, maximum=100, width_chars=14)


def share_column(key: str, header: Label) -> Column:
    """A share, 0 to 1."""
    return Column(key, header, Kind.SHARE, minimum=0, maximum=1, width_chars=14)


def count_column(key: str, hant: str, en: str, *, required: bool = False) -> Column:
    """A whole number, 0 or more."""
    return Column(key, Label(hant, en), Kind.INTEGER, required=required, minimum=0, width_chars=10)


REQUIRED_TRADE_COLUMN: Final = choice_column(
    "trade", Label("專業", "Trade"), terms.TRADES, required=True, width=9
)
NOTE_COLUMN: Final = Column("note", Label("說明", "Note"), width_chars=28)


def room_column(*, required: bool = True) -> Column:
    """A reference to a room of 業主."""
    return Column(
        "room",
        Label("房號", "Room"),
        Kind.REFERENCE,
        required=required,
        reference="Owners",
        width_chars=12,
    )


def number_column(key: str, hant: str, en: str) -> Column:
    """A number that commands give."""
    return Column(key, Label(hant, en), Kind.ID, derived=True, width_chars=16)


def amount_column(key: str, hant: str, en: str, *, required: bool = False) -> Column:
    """An amount of money, 0 or more."""
    return Column(key, Label(hant, en), Kind.NUMBER, required=required, minimum=0, width_chars=11)


def item_column(hant: str, en: str) -> Column:
    """What a record is about; every record has it."""
    return Column("item", Label(hant, en), required=True, width_chars=ITEM_CHARS)
