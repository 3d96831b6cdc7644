"""`python -m estate_xl` and the command `estate-xl`.

With `-m` Python looks for every module in the current folder first, where a workbook's mail may
have brought a `json.py`. So that folder is taken off the path before anything else is imported:
nothing is above that, not even `__future__`. What Python itself imports before it comes here,
and an `estate_xl` folder there, only `-P`, `-I` or the command `estate-xl` keep out.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]

import gc
import os

from estate_xl.errors.texts.commands import INTERRUPTED
from estate_xl.files.interrupts import ignore_interrupts
from estate_xl.language import spoken_language
from estate_xl.output import open_closed_streams, tell

_FAILED = 2


def run() -> None:
    """Run the command line and leave with its status.

    A run is short, and its millions of cells are no garbage: none is looked for, nor at the end.
    """
    status = _FAILED
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads of numpy that none asks
    try:
        open_closed_streams()
        from estate_xl.console.cli import main  # noqa: PLC0415 - Ctrl-C may come while it is imported

        status = main()
    except KeyboardInterrupt:
        tell(INTERRUPTED.text(spoken_language()))
    finally:
        ignore_interrupts()
        gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    run()
