"""What a kind of trouble is, and how the families' makers become kinds."""

from __future__ import annotations

import enum
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Maker = Callable[[random.Random], bytes]


class Expect(enum.Enum):
    """What each command must do with a file."""

    SAME = "read, and the scores and deadlines are those of the sound office"
    READ = "read"
    EITHER = "read, or refused in one sentence"
    REFUSED = "refused in one sentence"


@dataclass(frozen=True)
class Kind:
    """One kind of trouble.

    Attributes:
        name: How it is asked for.
        family: The module that makes it.
        expect: What each command must do.
        suffix: Ending of the file's name.
        moved: Titles under which sheets of the contract stand, by key, where they are not theirs.
    """

    name: str
    family: str
    expect: Expect
    maker: Maker
    suffix: str = ".xlsx"
    moved: dict[str, str] = field(default_factory=dict, hash=False)

    def make(self, seed: int = 1) -> bytes:
        """The file of that seed."""
        return self.maker(random.Random(f"{seed} {self.name}"))  # noqa: S311 - same seed, same file


def kind(
    expect: Expect, suffix: str = ".xlsx", moved: dict[str, str] | None = None
) -> Callable[[Maker], Maker]:
    """Mark a maker; its name with `-` for `_` is the kind's."""

    def marked(maker: Maker) -> Maker:
        maker.__dict__["kinds"] = [(_name_of(maker), expect, maker, suffix, moved or {})]
        return maker

    return marked


def kinds(
    expect: Expect, choices: dict[str, object], suffix: str = ".xlsx"
) -> Callable[[Callable[..., bytes]], Callable[..., bytes]]:
    """Mark a maker of several kinds, which takes one of the choices after the chance."""

    def marked(maker: Callable[..., bytes]) -> Callable[..., bytes]:
        made: list[tuple[object, ...]] = [
            (f"{_name_of(maker)}-{name}", expect, _bound(maker, choice), suffix, {})
            for name, choice in choices.items()
        ]
        maker.__dict__.setdefault("kinds", []).extend(made)
        return maker

    return marked


def gather(*families: ModuleType) -> dict[str, Kind]:
    """All kinds of these modules by name, in the order they are written in."""
    found: dict[str, Kind] = {}
    for family in families:
        for maker in vars(family).values():
            if getattr(maker, "__module__", "") != family.__name__:
                continue
            for name, expect, make, suffix, moved in getattr(maker, "kinds", ()):
                assert name not in found, f"{name} stands twice"
                place = family.__name__.rpartition(".")[2]
                found[name] = Kind(name, place, expect, make, suffix, moved)
    return found


def _name_of(maker: Callable[..., bytes]) -> str:
    return maker.__name__.strip("_").replace("_", "-")


def _bound(maker: Callable[..., bytes], choice: object) -> Maker:
    return lambda chance: maker(chance, choice)
