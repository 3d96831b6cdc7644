"""The user's own folder is where each system has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from estate_xl.live import user_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("system", "names", "expected"),
    [
        ("win32", {"LOCALAPPDATA": "{tmp}/本 地"}, "本 地/estate_xl"),
        ("win32", {"LOCALAPPDATA": "", "HOME": "{tmp}"}, "AppData/Local/estate_xl"),
        ("darwin", {"HOME": "{tmp}"}, "Library/Application Support/estate_xl"),
        ("linux", {"XDG_DATA_HOME": "{tmp}/data"}, "data/estate_xl"),
        ("linux", {"XDG_DATA_HOME": "", "HOME": "{tmp}"}, ".local/share/estate_xl"),
    ],
)
def test_the_users_folder_of_each_system(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    system: str,
    names: dict[str, str],
    expected: str,
) -> None:
    monkeypatch.setattr(user_folder.sys, "platform", system)  # type: ignore[attr-defined]
    for name, value in names.items():
        monkeypatch.setenv(name, value.format(tmp=tmp_path))
    assert user_folder.data_folder() == tmp_path / expected
    assert (tmp_path / expected).is_dir()
