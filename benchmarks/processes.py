"""Commands measured as processes of their own, by time of the processor.

That time is disturbed least by other work on the machine; of several runs the median counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RUNS = 3
_KIBIBYTE = 1024 if sys.platform != "darwin" else 1


class Run(NamedTuple):
    """Exit status, seconds of the processor and peak MiB of a process."""

    status: int
    seconds: float
    mebibytes: float


def run(words: Sequence[str], folder: Path) -> Run:
    """Run Python with these words, from its start to its end."""
    process = subprocess.Popen([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    return Run(process.returncode, seconds, usage.ru_maxrss * _KIBIBYTE / 1024**2)


def run_job(imports: str, job: str, folder: Path) -> Run:
    """Run a job; its imports are not counted, their memory is."""
    program = (
        f"import resource, sys, time; {imports}; start = time.process_time(); {job};"
        "print(time.process_time() - start,"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, check=True, text=True, cwd=folder
    )
    seconds, peak = done.stdout.split()
    return Run(done.returncode, float(seconds), int(peak) * _KIBIBYTE / 1024**2)


def middle(runs: Sequence[Run]) -> Run:
    """The worst status, the median of the seconds, the most memory."""
    return Run(
        max(each.status for each in runs),
        median(each.seconds for each in runs),
        max(each.mebibytes for each in runs),
    )
