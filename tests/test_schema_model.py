"""Declarations that contradict themselves or Excel are refused."""

from __future__ import annotations

import pytest

from estate_xl.errors.exceptions import SchemaError
from estate_xl.schema import ESTATE_BOOK, Book, Column, Kind, Label, Language, Role, Sheet

_L = Label("片區", "Zone")
_KEY = Column("key", _L, Kind.ID)


def test_a_label_in_three_languages() -> None:
    label = Label("協管隊長", "Order Captain")
    assert label.all_texts() == ("協管隊長", "协管队长", "Order Captain")
    assert tuple(label.text(language) for language in Language) == label.all_texts()


@pytest.mark.parametrize(
    ("kind", "is_number", "is_time"),
    [
        (Kind.ID, False, False),
        (Kind.TEXT, False, False),
        (Kind.INTEGER, True, False),
        (Kind.NUMBER, True, False),
        (Kind.SCORE, True, False),
        (Kind.SHARE, True, False),
        (Kind.DATE, False, True),
        (Kind.DATETIME, False, True),
        (Kind.MONTH, False, False),
        (Kind.CHOICE, False, False),
        (Kind.REFERENCE, False, False),
        (Kind.CODES, False, False),
    ],
)
def test_kinds(kind: Kind, *, is_number: bool, is_time: bool) -> None:
    assert (kind.is_number, kind.is_time) == (is_number, is_time)


def test_a_choice_needs_choices() -> None:
    with pytest.raises(SchemaError, match="choices and kind do not fit"):
        Column("key", _L, Kind.CHOICE)
    with pytest.raises(SchemaError, match="choices and kind do not fit"):
        Column("key", _L, Kind.TEXT, choices=(_L,))


def test_a_reference_needs_a_sheet() -> None:
    for kind in (Kind.REFERENCE, Kind.CODES):
        with pytest.raises(SchemaError, match="reference and kind do not fit"):
            Column("key", _L, kind)
    with pytest.raises(SchemaError, match="reference and kind do not fit"):
        Column("key", _L, Kind.ID, reference="Zones")


@pytest.mark.parametrize(
    ("choices", "language"),
    [((Label("甲" * 256, "a"),), "zh-Hant"), ((Label("甲", "a" * 128), _L, _L), None)],
)
def test_a_drop_down_holds_255_characters(choices: tuple[Label, ...], language: str | None) -> None:
    if language is None:
        assert Column("key", _L, Kind.CHOICE, choices=choices).choices == choices
        return
    with pytest.raises(SchemaError, match=f"too long for a drop-down in {language}"):
        Column("key", _L, Kind.CHOICE, choices=choices)


def test_a_prompt_holds_255_characters() -> None:
    assert Column("key", _L, help=Label("甲" * 255, "a")).help
    with pytest.raises(SchemaError, match="too long for a prompt in en"):
        Column("key", _L, help=Label("甲", "a" * 256))


@pytest.mark.parametrize("title", ["", "片" * 32, "a/b", "a\\b", "a?", "a*", "[a", "a]", "a:b"])
def test_a_title_that_excel_refuses(title: str) -> None:
    with pytest.raises(SchemaError, match="Excel refuses the title"):
        Sheet("Zones", Label(title, "Zones"), Role.REGISTER)
    with pytest.raises(SchemaError, match="Excel refuses the title"):
        Sheet("Zones", Label("片區", title), Role.REGISTER)


def test_a_key_or_header_stands_once() -> None:
    with pytest.raises(SchemaError, match="a key stands twice"):
        Sheet("Zones", _L, Role.REGISTER, (_KEY, Column("key", Label("名", "Name"))))
    with pytest.raises(SchemaError, match="a header stands twice in en"):
        Sheet("Zones", _L, Role.REGISTER, (_KEY, Column("name", Label("名", "ZONE"))))


def test_a_sheet_knows_its_columns() -> None:
    name = Column("name", Label("名", "Name"))
    sheet = Sheet("Zones", _L, Role.REGISTER, (name, _KEY))
    assert sheet.column("name") is name
    assert sheet.id_column is _KEY
    assert Sheet("Zones", _L, Role.REGISTER, (name,)).id_column is None
    with pytest.raises(KeyError, match="nowhere"):
        sheet.column("nowhere")


@pytest.mark.parametrize("role", Role)
def test_data_is_what_people_type(role: Role) -> None:
    assert Sheet("Zones", _L, role).is_data == (
        role in {Role.REGISTER, Role.DAILY, Role.DUTY, Role.SETUP}
    )


def test_a_book_knows_its_sheets() -> None:
    zones = Sheet("Zones", _L, Role.REGISTER)
    cover = Sheet("Cover", Label("首頁", "Start"), Role.COVER)
    book = Book((cover, zones))
    assert book["Zones"] is zones
    assert list(book.data_sheets()) == [zones]
    with pytest.raises(KeyError, match="nowhere"):
        book["nowhere"]


def test_a_books_titles_keys_and_references() -> None:
    zones = Sheet("Zones", _L, Role.REGISTER)
    with pytest.raises(SchemaError, match="title stands twice in en"):
        Book((zones, Sheet("Other", Label("其他", "ZONE"), Role.DAILY)))
    with pytest.raises(SchemaError, match="key stands twice"):
        Book((zones, Sheet("Zones", Label("其他", "Other"), Role.DAILY)))
    lost = Column("zone", _L, Kind.REFERENCE, reference="Nowhere")
    with pytest.raises(SchemaError, match=r"Other\.zone refers to Nowhere"):
        Book((zones, Sheet("Other", Label("其他", "Other"), Role.DAILY, (lost,))))
    found = Column("zone", _L, Kind.REFERENCE, reference="Zones")
    other = Sheet("Other", Label("其他", "Other"), Role.DAILY, (found,))
    assert Book((zones, other))["Other"] is other


@pytest.mark.parametrize(
    ("sheet", "keys"),
    [("Staff", ("staff", "name")), ("Tickets", ("ticket",)), ("FollowUps", ())],
)
def test_what_a_reference_names_a_record_by(sheet: str, keys: tuple[str, ...]) -> None:
    assert ESTATE_BOOK[sheet].reference_keys == keys
