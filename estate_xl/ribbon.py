"""The buttons of the ribbon: what a click on one of them does.

VBA holds one line a button, `estate_xl.ribbon.press("validate")`, and gives the number of Excel's
window among the process's words. No name of a workbook comes with it: which one is meant is asked
of that Excel, so that no workbook's name ever becomes part of a command.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import xlwings as xw

from estate_xl.actions import ACTIONS, BUTTONS, load
from estate_xl.actions.register_menu import ITEMS
from estate_xl.errors.codes import ErrorCode
from estate_xl.language import speak, spoken_language
from estate_xl.live.busy_excel import Patience, keep_asking
from estate_xl.live.button_tasks import prepare
from estate_xl.live.excel_window import find_app, make_desk, window_number
from estate_xl.live.message_boxes import MacScreen, SystemScreen, WindowsScreen
from estate_xl.live.register_menu import go_to_register
from estate_xl.live.run_button import guarded, run_errand
from estate_xl.live.stopped_button import WAITING, why_not_reached
from estate_xl.live.user_folder import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.live.excel_window import Desk


def press(key: str) -> None:
    """Press a button in the Excel that was clicked; VBA calls this.

    Args:
        key: The button's.
    """
    speak(None)
    keep_asking()
    system = SystemScreen()
    try:
        with Patience(partial(system.tell, WAITING.text(spoken_language()))):
            app = find_app(xw.apps, window_number(sys.argv))
    except Exception as error:  # noqa: BLE001 - a click never ends in a traceback
        system.tell(why_not_reached(error, key, data_folder()), is_error=True)
        return
    if app is None:
        system.tell(ErrorCode.NO_BOOK_OPEN.value.text(spoken_language()))
        return
    screen = MacScreen(app) if sys.platform == "darwin" else WindowsScreen(app)
    press_at(key, make_desk(app, screen, data_folder()))


def press_at(key: str, desk: Desk) -> None:
    """Press a button at a desk.

    Args:
        key: The button's.
        desk: Where it is clicked.

    Raises:
        KeyError: there is no such button.
    """
    guarded(key, desk, _what_it_does(key))


def _what_it_does(key: str) -> Callable[[Desk], None]:
    """The function that its press calls, or the action's task with its questions."""
    if key not in BUTTONS:
        return partial(go_to_register, ITEMS[key])
    if BUTTONS[key].press:
        press_it: Callable[[Desk], None] = load(BUTTONS[key].press)
        return press_it
    action = ACTIONS[key]
    asks_first = BUTTONS[key].asks_first or not BUTTONS[key].prepare
    asks = asks_first and any(option.question for option in action.options)
    return partial(run_errand, prepare=partial(prepare, action), action=key, asks=asks)
