"""The workbook's declaration: its examples hold and rules find their columns."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

import estate_xl.schema
from estate_xl.schema import ESTATE_BOOK, Kind, Label, terms
from estate_xl.schema.headers import index_headers, match_headers, plain


@pytest.mark.parametrize(
    "module",
    [
        "estate_xl.findings.finding",
        "estate_xl.typed_frames",
        "estate_xl.schema.headers",
        "estate_xl.language.simplified",
        "estate_xl.schema.terms",
    ],
)
def test_the_examples_hold(module: str) -> None:
    results = doctest.testmod(import_module(module))
    assert results.attempted
    assert not results.failed


def test_what_the_package_offers() -> None:
    for name in estate_xl.schema.__all__:
        assert hasattr(estate_xl.schema, name)


def test_references_lead_to_sheets_with_an_id() -> None:
    for sheet in ESTATE_BOOK.data_sheets():
        for column in sheet.columns:
            if column.reference is not None:
                assert ESTATE_BOOK[column.reference].id_column is not None


def test_a_name_column_is_a_text() -> None:
    for sheet in ESTATE_BOOK.sheets:
        if sheet.name_column is not None:
            assert sheet.column(sheet.name_column).kind is Kind.TEXT


@pytest.mark.parametrize("label", [*terms.DEPARTMENTS, *terms.POSTS, *terms.TRADES])
def test_a_choice_finds_its_label(label: Label) -> None:
    assert terms.choice_label(label.hant) == label


def test_other_text_is_its_own_label() -> None:
    assert terms.choice_label("倉庫") == Label("倉庫", "倉庫", "倉庫")


def test_headers_in_any_language_and_order() -> None:
    cells = ["备注", "Zone Code*", None, " 片区名称 ", "片區名稱"]
    headers = index_headers(cells, first_column=2)
    assert headers == {plain("备注"): [2], "zonecode": [3], "片区名称": [5], "片區名稱": [6]}
    found = match_headers(headers, ESTATE_BOOK["Zones"])
    assert found == {"zone": [3], "name": [6]}
