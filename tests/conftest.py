"""What every test may count on."""

from __future__ import annotations

import signal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xlwings as xw

_NUMBERS = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The switch that writes the snapshots of result sheets anew."""
    parser.addoption("--update-snapshots", action="store_true", help="write tests/snapshots anew")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the markers say: slow are the cases after a first, and all that needs LibreOffice.

    Files that are slow as a whole are begun first, then those with a slow test, so that no worker
    is left with one at the end; LibreOffice's sake alone moves no file.
    """
    begun: set[tuple[Path, str]] = set()
    for item in items:
        if item.get_closest_marker("slow_after_first") is not None:
            test = item.path, item.nodeid.partition("[")[0]
            if test in begun:
                item.add_marker("slow")
            begun.add(test)
    slow: dict[Path, list[bool]] = {}
    for item in items:
        slow.setdefault(item.path, []).append(item.get_closest_marker("slow") is not None)
    items.sort(key=lambda item: -all(slow[item.path]) - any(slow[item.path]))
    for item in items:
        if item.get_closest_marker("libreoffice") is not None:
            item.add_marker("slow")


@pytest.fixture(autouse=True, scope="session")
def _heard_interrupts() -> None:
    """Ctrl-C is heard: a process that a shell started in the background ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _computer_language() -> Iterator[None]:
    """The computer's user reads zh-Hant, whatever the tester does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "zh_TW")
        yield


@pytest.fixture(autouse=True, scope="session")
def _settings_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where all tests' own settings stand, those made outside a test too; never the user's."""
    folder = tmp_path_factory.mktemp("settings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESTATE_XL_SETTINGS", str(folder / "settings.json"))
        yield folder


@pytest.fixture(autouse=True)
def user_settings(_settings_folder: Path) -> Iterator[Path]:
    """The file of the user's own settings, not there yet."""
    path = _settings_folder / str(next(_NUMBERS)) / "settings.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESTATE_XL_SETTINGS", str(path))
        yield path


@pytest.fixture(autouse=True)
def _nothing_left_where_tests_are_started() -> Iterator[None]:
    """A test puts files into folders of its own; of tests at once it may be another one's."""
    start = Path.cwd()
    before = set(_seen(start))
    yield
    left = sorted(set(_seen(start)) - before)
    assert not left, f"left in {start}: {left}"


def _seen(folder: Path) -> Iterator[str]:
    """Names in a folder; tools keep what is theirs under a dot."""
    return (path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[xw.Book]:
    """The small office, open as a button finds it."""
    from support.desks import opened  # noqa: PLC0415 - once the coverage of a worker has begun

    yield from opened(tmp_path / "辦公 室" / "濱江花園.xlsx")
