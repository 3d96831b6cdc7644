"""The office's own words in a package are counted and shown; ours are not among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.tasks.free_texts import FreeTexts, read_free_texts
from support.closed_month import close_month, pack

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.deliver.package import Package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A month's package with its evidence."""
    book: Path = close_month(tmp_path_factory.mktemp("office") / "book.xlsx", tickets=20)
    return pack(book)


def test_no_package_holds_no_words() -> None:
    assert read_free_texts(None, has_phones=True) == FreeTexts()


def test_what_clerks_typed_is_counted_and_the_first_shown(package: Package) -> None:
    found = read_free_texts(package, has_phones=False)
    assert found.count >= len(found.first) == 3
    assert len(set(found.first)) == 3
    assert not found.has_phones
    ours = {"維修", "保潔", "綠化", "協管", "客服"}
    assert not ours & set(found.first)
