"""What an interpreter finds when it is started isolated, as the add-in starts it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.errors import AddinError
from estate_xl.schema import Label

if TYPE_CHECKING:
    from estate_xl.schema import Language
    from estate_xl.system import System

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

_NOT_FOUND = Label(
    "「{path}」以隔離方式啟動時找不到 estate_xl（多半是裝成了 pip install --user）；"
    "請建一個虛擬環境，在其中執行 pip install estate-xl，再用那裏的 estate-xl 安裝。",
    "“{path}” does not find estate_xl when it is started isolated (pip install --user is a usual "
    "cause); make a virtual environment, run pip install estate-xl in it, and install from there.",
)


@dataclass(frozen=True)
class Facts:
    """What was found; `package` and `xlwings` are versions, None where it is not found."""

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


def check_found_isolated(system: System, language: Language) -> None:
    """Refuse an interpreter that does not find estate_xl when it is started isolated.

    Raises:
        AddinError: it does not.
    """
    facts = probe(system, system.interpreter)
    if facts is None or facts.package is None:
        raise AddinError(_NOT_FOUND.text(language).format(path=system.interpreter))
