"""A folder as a power cut may leave it: what was not flushed may be lost, whole or in part.

The folder is real; the calls that flush, rename and delete are watched. After each, every state
that a disk may hold by then is built: of the names changed since the folder was last flushed any
subset, of a file's bytes not flushed none, half or all.
"""

from __future__ import annotations

import os
import stat
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    State = dict[str, bytes]
    Change = tuple[str | None, str | None, int]


class Disk:
    """One folder, watched from now on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the folder as wholly flushed, and watch."""
        self._folder = folder
        self._names = self._listing()
        self._kept_names = dict(self._names)
        self._kept = {inode: self._bytes(name) for name, inode in self._names.items()}
        self._pending: list[Change] = []
        self.states: list[State] = []
        fsync, replace, unlink = os.fsync, Path.replace, Path.unlink

        def flushing(descriptor: int) -> None:
            self._see_new()
            fsync(descriptor)
            found = os.fstat(descriptor)
            if stat.S_ISDIR(found.st_mode):
                self._kept_names = self._listing()
                self._pending = []
            else:
                (name,) = (n for n, inode in self._names.items() if inode == found.st_ino)
                self._kept[found.st_ino] = self._bytes(name)
            self._crash()

        def renaming(source: Path, target: Path) -> Path:
            self._see_new()
            self._pending.append((source.name, target.name, self._names[source.name]))
            done = replace(source, target)
            self._names = self._listing()
            self._crash()
            return done

        def deleting(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as Path's
            self._see_new()
            unlink(path, missing_ok)
            if path.name in self._names:
                self._pending.append((path.name, None, self._names[path.name]))
                self._names = self._listing()
            self._crash()

        monkeypatch.setattr(os, "fsync", flushing)
        monkeypatch.setattr(Path, "replace", renaming)
        monkeypatch.setattr(Path, "unlink", deleting)

    def _listing(self) -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in self._folder.iterdir()}

    def _bytes(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def _see_new(self) -> None:
        for name, inode in self._listing().items():
            if name not in self._names:
                self._pending.append((None, name, inode))
                self._names[name] = inode
                self._kept.pop(inode, None)

    def _crash(self) -> None:
        """Add every state that this moment may leave."""
        now = {inode: self._bytes(name) for name, inode in self._names.items()}
        for count in range(len(self._pending) + 1):
            for changes in combinations(self._pending, count):
                names = dict(self._kept_names)
                for old, new, inode in changes:
                    if old is not None:
                        names.pop(old, None)
                    if new is not None:
                        names[new] = inode
                self.states += self._contents(names, now)

    def _contents(self, names: dict[str, int], now: dict[int, bytes]) -> Iterator[State]:
        choices = []
        for inode in names.values():
            whole = now.get(inode, self._kept.get(inode, b""))
            kept = self._kept.get(inode)
            choices.append((whole,) if kept == whole else (kept or b"", whole[: len(whole) // 2]))
        for contents in product(*choices):
            yield dict(zip(names, contents, strict=True))
