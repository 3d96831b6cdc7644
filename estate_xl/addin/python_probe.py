"""A probe of an interpreter, started isolated as the add-in starts it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import AddinError

if TYPE_CHECKING:
    from estate_xl.files.system import System

# Isolated: no PYTHON* variables, no user's site-packages, not the working folder. The parts are
# imported in truth, as a library of the wrong kind is found and yet does not load.
ISOLATED: Final = "-I"
PROGRAM: Final = """
import json, struct, sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
def about(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None
def loads(name):
    try:
        import_module(name)
    except Exception:
        return False
    return True
print(json.dumps({
    "python": list(sys.version_info[:3]), "bits": struct.calcsize("P") * 8,
    "package": about("estate-xl") if loads("estate_xl") else None, "xlwings": about("xlwings"),
    "parts": [name for name in sys.argv[1:] if loads(name)],
}))
"""


@dataclass(frozen=True)
class Facts:
    """The findings of a probe; `package` and `xlwings` are versions, None where it is not found."""

    python: tuple[int, ...]
    bits: int
    package: str | None
    xlwings: str | None
    parts: frozenset[str] = frozenset()


def probe(system: System, interpreter: str, parts: tuple[str, ...] = ()) -> Facts | None:
    """Start it isolated and ask.

    Args:
        system: The computer.
        interpreter: Its path.
        parts: Modules to try.

    Returns:
        None where it does not start or gives no answer.
    """
    ran = system.run([interpreter, ISOLATED, "-c", PROGRAM, *parts])
    try:
        found = json.loads(ran.out)
        return Facts(
            python=tuple(found["python"]),
            bits=int(found["bits"]),
            package=found["package"],
            xlwings=found["xlwings"],
            parts=frozenset(found["parts"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def check_found_isolated(system: System) -> None:
    """Refuse an interpreter that does not find estate_xl when it is started isolated.

    Raises:
        AddinError: it does not.
    """
    facts = probe(system, system.interpreter)
    if facts is None or facts.package is None:
        raise AddinError(ErrorCode.NOT_FOUND_ISOLATED, path=system.interpreter)
