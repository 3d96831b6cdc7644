"""A command run with its processor time divided among the parts of the program.

    python benchmarks/sampling.py SAMPLES.json validate office.xlsx --quiet

Each millisecond of the processor it is looked which part is at work: the nearest function on the
stack that `PARTS` names. The time since the last look is that part's, so that long calls into
compiled code count whole. Writes the seconds by part, and leaves with the command's
status.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType

IMPORT, OPEN, PLACES, READ, CHECK, COMPUTE, WRITE, SAVE, REST = (
    "import",
    "open",
    "find places",
    "read",
    "check",
    "compute",
    "write",
    "save",
    "rest",
)
PARTS: Final = {
    "estate_xl.files.session": SAVE,
    "estate_xl.files.session.open_file": OPEN,
    "estate_xl.files.session._read": OPEN,
    "estate_xl.files.session.check_kind": OPEN,
    "estate_xl.files.replacement": SAVE,
    "estate_xl.identity": PLACES,
    "estate_xl.read": READ,
    "estate_xl.read.sheet_places": PLACES,
    "estate_xl.read.our_workbook": PLACES,
    "estate_xl.read.tabs": PLACES,
    "estate_xl.check": CHECK,
    "estate_xl.findings": CHECK,
    "estate_xl.compute": COMPUTE,
    "estate_xl.headquarters": COMPUTE,
    "estate_xl.write": WRITE,
    "estate_xl.deliver": WRITE,
}
"""The part that a package, module or function is; what none names belongs to whoever called it."""
_SECONDS: Final = 0.001
_IMPORTING: Final = "importlib._bootstrap"


def part_of(frame: FrameType | None) -> str:
    """The part at work in that frame; code that a module runs when it is imported is import."""
    found = None
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.endswith(_IMPORTING):
            return IMPORT
        place = f"{module}.{frame.f_code.co_name}"
        while found is None and place:
            found = PARTS.get(place)
            place = place.rpartition(".")[0]
        frame = frame.f_back
    return found or REST


def main() -> None:
    """Run the command of the process's words."""
    last = time.process_time()
    seconds: defaultdict[str, float] = defaultdict(float)

    def look(_signal: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        seconds[part_of(frame)] += now - last
        last = time.process_time()

    samples = Path(sys.argv.pop(1))
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS, _SECONDS)
    try:
        from estate_xl.__main__ import run  # noqa: PLC0415 - measured too

        run()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        samples.write_text(json.dumps(seconds), encoding="utf-8")


if __name__ == "__main__":
    main()
