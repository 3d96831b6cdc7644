"""The buttons of the ribbon: what each one is called, says of itself, and does.

VBA holds one line a button, `estate_xl.ribbon.press("validate")`, and gives the number of Excel's
window among the process's words. No name of a workbook comes with it: which one is meant is asked
of that Excel, so that no workbook's name ever becomes part of a command.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import xlwings as xw

from estate_xl.live import errands, plain
from estate_xl.live.busy import Patience
from estate_xl.live.clicking import WAITING, guarded, run_errand, with_visit
from estate_xl.live.desk import find_app, make_desk, window_number
from estate_xl.live.folders import data_folder
from estate_xl.live.screen import MacScreen, SystemScreen, WindowsScreen
from estate_xl.live.settings import show_settings
from estate_xl.live.visit import NO_BOOK
from estate_xl.schema import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate_xl.live.desk import Desk

    Press = Callable[[Desk], None]


@dataclass(frozen=True)
class Button:
    """A button of the ribbon.

    Attributes:
        label: What stands on it.
        does: What it does, in the words of 幫助.
        press: What happens.
        task: Name in `estate_xl.tasks` of the task that it calls; None where it calls none.
    """

    label: Label
    does: Label
    press: Press
    task: str | None = None


def _errand(hant: str, en: str, does: Label, task: str) -> Button:
    """A button that changes the workbook; what it asks has the task's name in `live.errands`."""
    return Button(Label(hant, en), does, partial(run_errand, prepare=getattr(errands, task)), task)


def _help(desk: Desk) -> None:
    plain.show_help(desk, [(button.label, button.does) for button in BUTTONS.values()])


BUTTONS: Final = {
    "validate": _errand(
        "校驗",
        "Validate",
        Label("找出填錯的地方，列在「檢查結果」", "finds what is typed wrong"),
        "validate",
    ),
    "work_orders": _errand(
        "生成報事單",
        "Slips",
        Label("「報事」選中的行，或全部新報事，編號並填單", "numbers and slips of new tickets"),
        "work_orders",
    ),
    "overdue": _errand(
        "逾期提醒",
        "Overdue",
        Label("今天欠什麼，列在「逾期提醒」", "what is owed today"),
        "overdue",
    ),
    "follow_up": _errand(
        "登記跟進",
        "Log follow-up",
        Label("為「報事」選中的行各登記一次跟進", "registers a follow-up of selected tickets"),
        "follow_up",
    ),
    "month_end": _errand(
        "月度考核",
        "Month-end",
        Label("問月份，填「考核」和「計分依據」", "asks for the month and fills the appraisal"),
        "month_end",
    ),
    "statistics": _errand(
        "統計",
        "Statistics",
        Label("問年份，填「年度統計」", "asks for the year and fills its figures"),
        "statistics",
    ),
    "send": _errand(
        "發送總部",
        "Send",
        Label("問月份，把考核表做成郵件草稿並保存", "asks for the month, drafts the mail, saves"),
        "send",
    ),
    "new_book": Button(
        Label("新建工作簿", "New workbook"),
        Label("存一本空白的片區管理工作簿並打開", "makes an empty workbook and opens it"),
        plain.make_new_book,
    ),
    "settings": Button(
        Label("設置", "Settings"),
        Label(
            "您自己的設置（發信服務器、域名、確認過什麼），並可轉到「參數」表",
            "your own settings (mail server, domains, what was confirmed), and the way to Settings",
        ),
        partial(with_visit, show=show_settings),
    ),
    "help": Button(Label("幫助", "Help"), Label("顯示這份說明", "shows this"), _help),
    "about": Button(
        Label("關於", "About"),
        Label("版本和記錄檔的位置", "versions, and where the log is"),
        plain.show_about,
    ),
}
"""The buttons by key, in the order of the ribbon."""


def press(key: str) -> None:
    """What VBA calls: do what the button does in the Excel that was clicked.

    Args:
        key: The button's.
    """
    system = SystemScreen()
    with Patience(partial(system.tell, WAITING.hant)):
        app = find_app(xw.apps, window_number(sys.argv))
    if app is None:
        system.tell(NO_BOOK.hant)
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
    guarded(key, desk, BUTTONS[key].press)
