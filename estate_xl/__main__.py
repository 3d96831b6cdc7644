"""`python -m estate_xl` and the command `estate-xl`."""

from __future__ import annotations

import sys

from estate_xl.interrupting import ignore_interrupts
from estate_xl.output import open_closed_streams, tell

_FAILED = 2


def run() -> None:
    """Run the command line and leave with its status."""
    status = _FAILED
    try:
        open_closed_streams()
        from estate_xl.cli import main  # noqa: PLC0415 - Ctrl-C may come while it is imported

        status = main()
    except KeyboardInterrupt:
        tell("已中斷，工作簿沒有改動。")
    finally:
        ignore_interrupts()
    sys.exit(status)


if __name__ == "__main__":
    run()
