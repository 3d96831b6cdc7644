"""Content that is well-formed and means nothing: one sentence, which names the sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from estate_xl.blueprint import make_book
from estate_xl.console.demo import NOW
from estate_xl.engine.errors import EngineError, EngineProblem
from estate_xl.engine.opening import open_book
from estate_xl.engine.views.error_guard import guard, unreadable
from estate_xl.errors.sentences import sentence
from estate_xl.schema import Language
from estate_xl.tasks.validate import validate
from support.packages import file_of, parts_of
from support.refusals import engine_refuses, refused

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.schema import Label


def be_silent(_: Label) -> None:
    """Take what a task reports."""


@pytest.mark.parametrize(
    ("part", "pattern", "new"),
    [
        ("xl/tables/table1.xml", r' ref="[^"]*"', ""),
        ("xl/tables/table2.xml", r' ref="[^"]*"', ' ref="XFE9999999:A0"'),
        ("xl/worksheets/sheet3.xml", r'(<sheetData[^>]*>.*?<row r=)"\d+"', r'\1"x"'),
    ],
)
def test_what_means_nothing(part: str, pattern: str, new: str, tmp_path: Path) -> None:
    parts = parts_of(make_book(Language.HANT))
    text = parts[part].decode()
    changed, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
    assert count
    parts[part] = changed.encode()
    path = tmp_path / "book.xlsx"
    path.write_bytes(file_of(parts))

    def work() -> None:
        book = open_book(path)
        try:
            validate(book, NOW, be_silent)
        finally:
            book.close()

    with refused("請在 Excel 中打開並修復|已損壞"):
        work()


def test_errors_of_ours_and_of_the_disk_pass() -> None:
    class View:
        def ours(self) -> None:
            raise EngineError(EngineProblem.TITLE_TAKEN, title="ours")

        def disk(self) -> None:
            raise OSError(28, "full")

        def other(self) -> None:
            raise KeyError("ref")  # noqa: EM101 - as a lookup does

    view = guard(View)()
    with engine_refuses(EngineProblem.TITLE_TAKEN, title="ours"):
        view.ours()
    with pytest.raises(OSError, match="full"):
        view.disk()
    with pytest.raises(KeyError):
        view.other()


def test_the_sentence_is_short() -> None:
    said = sentence(unreadable("片區", ValueError("x" * 5000)), Language.HANT)
    assert "片區" in said
    assert len(said) < 200
