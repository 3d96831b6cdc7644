"""A button pressed in an Excel that fails at one of its round trips, and what must hold then."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest import mock

from estate_xl import ribbon
from estate_xl.engine.model.saving import saved_bytes
from estate_xl.live.excel_window import Desk
from excel_twin import death, ignored, rejection, started_excel
from support.buttons import ANSWERS, SAID, office_for, select
from support.desks import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import xlwings as xw

    from estate_xl.live.message_boxes import Screen
    from excel_twin.dispatcher import Border

SHOWN = {
    "settings": "這裏是「參數」",
    "help": "片區管理的按鈕",
    "about": "estate_xl",
    "new_book": "已新建",
}
"""What the buttons say that write nothing into the open workbook."""
REJECTIONS = 3
"""How often a call is rejected before the cell is left: xlwings asks again."""
FAILURES: dict[str, Callable[[Border, int], None]] = {
    "rejected": lambda border, at: border.fail_at(at, rejection(), REJECTIONS),
    "put aside": lambda border, at: border.fail_at(at, ignored()),
    "gone": lambda border, at: border.fail_at(at, death(), None),
}
"""How Excel fails at a round trip: a cell is being edited, in both ways that COM says so; dead."""
_BUSY = "請先按 Enter 結束儲存格的編輯"
_UNCHANGED = "沒有改動"
_CLOSED = "不要保存"
_GONE = "請重新打開 Excel"
_FOREIGN = re.compile(r"Traceback|[A-Z]\w*Error|RPC|callee")


@dataclass(frozen=True)
class Press:
    """One press of a button.

    Attributes:
        trips: Round trips made.
        said: What was said last, in Excel or by the system.
        before: The workbook as Excel held it when the button was pressed.
        settings: Excel's settings before and after.
        book: The workbook as Excel held it afterwards.
        file: The file afterwards.
        copies: The day's copies.
    """

    trips: int
    said: str
    before: bytes
    settings: tuple[dict[str, object], dict[str, object]]
    book: bytes
    file: bytes
    copies: list[bytes]


def press(key: str, folder: Path, failure: str = "", at: int = 0) -> Press:
    """Press a button on the small office.

    Args:
        key: The button's.
        folder: An empty folder.
        failure: One of `FAILURES`; none where nothing fails.
        at: The round trip that fails, counted from the click.
    """
    path = folder / "辦公室" / "濱江花園.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(office_for(key))

    def desk(app: xw.App, screen: Screen, _: Path) -> Desk:
        return Desk(app, screen, NOW, folder / "own")

    with started_excel() as started:
        excel = started.excel
        select(started.open(path), key)
        book = excel.books[0]
        before, settings = saved_bytes(book.file.model), dict(excel.settings)
        given: dict[str, list[object]] = {"settings": [...], "new_book": [str(folder / "新.xlsx")]}
        answers = ANSWERS.get(key, given.get(key, ()))
        excel.answers = ["yes" if each is True else each for each in answers]
        excel.border.forget_trips()
        if failure:
            FAILURES[failure](excel.border, at)
        with (
            mock.patch.object(ribbon, "make_desk", desk),
            mock.patch.object(ribbon, "data_folder", return_value=folder / "own"),
            mock.patch.object(sys, "argv", ["python", f"--hwnd={excel.window}"]),
            contextlib.redirect_stderr(io.StringIO()) as system,
        ):
            ribbon.press(key)
        said = system.getvalue() or excel.said[-1]
        return Press(
            excel.round_trips,
            said,
            before,
            (settings, dict(excel.settings)),
            saved_bytes(book.file.model),
            path.read_bytes(),
            [each.read_bytes() for each in (path.parent / "備份").glob("*.xlsx")],
        )


def spread(trips: int, number: int) -> list[int]:
    """That many round trips, from the first to the last."""
    return [1 + (trips - 1) * step // (number - 1) for step in range(number)]


def faults(key: str, failure: str, whole: Press, found: Press) -> list[str]:
    """What does not hold after a press that failed, a line each.

    Args:
        key: The button's.
        failure: How Excel failed.
        whole: The press that nothing failed.
        found: The press that failed.
    """
    is_changed = key not in SHOWN and found.book != found.before
    held = {
        "is not said in a person's words": _FOREIGN.search(found.said) is None,
        "Excel's settings are not back": failure == "gone"
        or found.settings[0] == found.settings[1],
        "changed without the day's copy": not is_changed or found.copies == [found.before],
        "the day's copy is not what was there": found.copies in ([], [found.before]),
        "half a workbook is on the disk": found.file in {office_for(key), whole.file},
        "what is said is not so": _is_right(key, failure, whole, found, is_changed=is_changed),
    }
    return [f"{fault}: {found.said}" for fault, holds in held.items() if not holds]


def _is_right(key: str, failure: str, whole: Press, found: Press, *, is_changed: bool) -> bool:
    if failure == "gone":
        return _GONE in found.said
    if {**SAID, **SHOWN}[key] in found.said:
        return found.book == whole.book
    if is_changed:
        return _BUSY in found.said and _CLOSED in found.said and _UNCHANGED not in found.said
    return _BUSY in found.said
