"""The pages of docs/ that come from the schema are what it says now."""

from __future__ import annotations

from pathlib import Path

from estate_xl.schema import ESTATE_BOOK, SETTINGS, Language
from estate_xl.schema.states import LIVES
from estate_xl.write.reference_pages import column_reference, state_reference

DOCS = Path(__file__).parent.parent / "docs"


def test_documents_are_what_the_schema_says() -> None:
    assert (DOCS / "columns.md").read_text(encoding="utf-8") == column_reference()
    assert (DOCS / "states.md").read_text(encoding="utf-8") == state_reference()


def test_every_state_and_what_it_demands_is_in_it() -> None:
    text = state_reference()
    for life in LIVES:
        assert f"(`{life.sheet}`)" in text
        for state in life.states:
            line = next(
                line for line in text.splitlines() if line.startswith(f"| {state.label.hant} ")
            )
            assert state.label.en in line
            for column in (state.column, *state.demands, *state.implied_by):
                assert ESTATE_BOOK[life.sheet].column(column).header.hant in text


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
