"""Secrets come from the keyring or the terminal, and from nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ASK = (
    "from estate_xl.deliver.passwords import read_secret\n"
    "found = read_secret('smtp', prompt={prompt!r})\n"
    "print('found', None if found is None else len(found))\n"
)
SECRET = "s3cret-開門"  # noqa: S105 - the tests' own


def environment(**more: str) -> dict[str, str]:
    """The process's, with the tests' keyring."""
    paths = os.pathsep.join([str(HERE.parent), str(HERE)])
    names = {"PYTHONPATH": paths, "PYTHON_KEYRING_BACKEND": "support.typed_keyring.TypedKeyring"}
    return {**os.environ, **names, "PYTHONIOENCODING": "utf-8", **more}


def in_terminal(code: str, typed: bytes, **more: str) -> str:
    """What is seen on a terminal where somebody types."""
    main, other = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=other,
        stdout=other,
        stderr=other,
        env=environment(**more),
        start_new_session=True,
        close_fds=True,
    ) as run:
        os.close(other)
        seen = b""
        while "密碼".encode() not in seen and b"found" not in seen:
            seen += os.read(main, 4096)
        os.write(main, typed)
        for place in ("cmdline", "environ"):
            told = Path(f"/proc/{run.pid}/{place}")
            assert not typed.strip() or not told.exists() or typed.strip() not in told.read_bytes()
        while True:
            try:
                piece = os.read(main, 4096)
            except OSError:  # how Linux tells that the other side is gone
                break
            if not piece:
                break
            seen += piece
        run.wait(timeout=60)
    os.close(main)
    return seen.decode()


@pytest.mark.parametrize("prompt", [None, "密碼："])
def test_the_keyring_is_asked_first(prompt: str | None) -> None:
    run = subprocess.run(
        [sys.executable, "-c", ASK.format(prompt=prompt)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=environment(TEST_KEYRING_smtp=SECRET),
        stdin=subprocess.DEVNULL,
    )
    assert run.stdout == f"found {len(SECRET)}\n"
    assert run.stderr == ""


@pytest.mark.parametrize("more", [{}, {"TEST_KEYRING_LOCKED": "1"}])
def test_without_keyring_or_terminal_there_is_none(more: dict[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, "-c", ASK.format(prompt="密碼：")],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=environment(**more),
        input="typed-into-a-pipe\n",
        start_new_session=True,
    )
    assert run.stdout == "found None\n"
    assert run.stderr == ""


@pytest.mark.parametrize(("typed", "expected"), [(SECRET, len(SECRET)), ("", None)])
def test_what_is_typed_is_not_seen(typed: str, expected: int | None) -> None:
    seen = in_terminal(ASK.format(prompt="密碼："), f"{typed}\n".encode())
    assert f"found {expected}" in seen
    assert SECRET not in seen
