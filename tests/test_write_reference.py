"""The column reference in docs/ is what the schema says now."""

from __future__ import annotations

from pathlib import Path

from estate_xl.schema import ESTATE_BOOK, SETTINGS, Language
from estate_xl.write.reference import column_reference

DOCUMENT = Path(__file__).parent.parent / "docs" / "columns.md"


def test_document_is_what_the_schema_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == column_reference()


def test_every_sheet_column_and_setting_stands_in_it() -> None:
    text = column_reference()
    for sheet in ESTATE_BOOK.sheets:
        assert f"(`{sheet.key}`)" in text
        for column in sheet.columns:
            assert f"`{column.key}`" in text
            for language in Language:
                assert f"| {column.header.text(language)} |" in text
    for setting in SETTINGS:
        assert f"`{setting.key}`" in text


def test_tables_have_as_many_cells_in_each_row() -> None:
    lines = [line for line in column_reference().splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in lines} == {8}
