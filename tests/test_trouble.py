"""Some of each family of trouble through every command; the whole set is run by hand."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from support.trouble import KINDS, Expect

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
FEWEST_KINDS = 150
FAMILIES = {
    "attachments",
    "cells",
    "formats",
    "layouts",
    "meaning",
    "package",
    "rules",
    "spellings",
    "xml",
    "zips",
}
BIG = ("bomb", "million", "huge", "seventy", "half-a-million", "sixteen", "ten-thousand", "many")


def test_there_are_many_kinds_of_each_family() -> None:
    families = Counter(kind.family for kind in KINDS.values())
    assert set(families) == FAMILIES
    assert len(KINDS) >= FEWEST_KINDS
    assert min(families.values()) > 20


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_seed_gives_the_same_files(family: str) -> None:
    kinds = [kind for kind in KINDS.values() if kind.family == family]
    usual = [kind for kind in kinds if not any(word in kind.name for word in BIG)]
    for kind in usual[:: max(1, len(usual) // 6)]:
        assert kind.make(3) == kind.make(3), kind.name


def test_chance_makes_other_files_of_another_seed() -> None:
    kind = KINDS["flipped-bits-4"]
    assert kind.make(1) != kind.make(2)


def test_most_kinds_say_surely_what_must_happen() -> None:
    unsure = [kind.name for kind in KINDS.values() if kind.expect is Expect.EITHER]
    assert len(unsure) < len(KINDS) / 3


def test_a_small_selection_through_every_command() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "reliability.py"), "--small"],
        capture_output=True,
        text=True,
        check=False,
        timeout=1_000,
    )
    assert done.returncode == 0, done.stdout + done.stderr
