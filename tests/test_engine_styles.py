"""Cell formats found among very many, in work that grows with their number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.styles import Alignment

from estate_xl.engine.model import styles
from estate_xl.engine.opening import open_book

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def part(count: int) -> str:
    """A styles part with so many cell formats."""
    xfs = "".join(f'<xf fontId="0" fillId="0" indent="{number}"/>' for number in range(count))
    return (
        f"{HEAD}<fonts><font/></fonts><fills><fill/></fills><cellXfs>{xfs}</cellXfs></styleSheet>"
    )


@pytest.mark.parametrize("count", [100, 3_000])
def test_each_format_is_understood_once(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    understood: list[str] = []
    meaning = styles._meaning

    def counting(raw: str) -> object:
        understood.append(raw)
        return meaning(raw)

    monkeypatch.setattr(styles, "_meaning", counting)
    made = styles.Styles(part(count), "")
    new = {made.with_number_format(style, f"0.{'0' * style}") for style in range(50)}
    assert len(understood) <= count + len(new)
    assert made.with_number_format(7, "0.0000000") in new


@pytest.mark.parametrize(
    "spelled",
    [
        '<xf fontId="0" fillId="0" numFmtId="9" applyNumberFormat="1"/>',
        '<xf applyNumberFormat="1" numFmtId="9" quotePrefix="0" fontId="0" fillId="0"></xf>',
    ],
)
def test_a_format_of_the_same_meaning_is_found(spelled: str) -> None:
    text = f"{HEAD}<cellXfs><xf fontId='0' fillId='0'/>{spelled}{spelled}</cellXfs></styleSheet>"
    made = styles.Styles(text, "")
    assert made.with_number_format(0, "0%") == 1
    assert made.text() == text


def test_a_copied_sheet_keeps_its_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in range(1, 300):
        book.active.cell(row, 1, row).alignment = Alignment(indent=row % 200)  # type: ignore[union-attr]
    book.save(tmp_path / "b.xlsx")
    opened = open_book(tmp_path / "b.xlsx")
    opened.sheets[0].copy(name="copy")
    opened.save(tmp_path / "c.xlsx")
    copy = openpyxl.load_workbook(tmp_path / "c.xlsx")["copy"]
    assert [copy.cell(row, 1).alignment.indent for row in (1, 150, 299)] == [1, 150, 99]
