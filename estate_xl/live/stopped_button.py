"""Why a button stopped: a refusal, an Excel that is busy or gone, a fault of ours."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from estate_xl.errors.sentences import lacks_memory, sentence
from estate_xl.language import Label, Phrase, spoken_language
from estate_xl.live.busy_excel import is_busy, is_gone
from estate_xl.live.error_log import write_log
from estate_xl.live.refusal import RefusedError
from estate_xl.output import visible

if TYPE_CHECKING:
    from pathlib import Path

    from estate_xl.live.excel_window import Desk

BUSY: Final = Label(
    "Excel 正忙，沒有改動：請先按 Enter 結束儲存格的編輯、關閉開着的對話框，再按一次。",
    "Excel is busy; nothing was changed. Finish editing the cell, close open boxes, press again.",
)
WAITING: Final = Label(
    "Excel 正忙：請按 Enter 結束儲存格的編輯，關閉開着的對話框，之後會自動繼續。",
    "Excel is busy: finish editing the cell and close open boxes; then it goes on by itself.",
)
_BUSY_HALFWAY: Final = Label(
    "Excel 中途正忙，沒有做完，工作簿可能已改了一部分：請先按 Enter 結束儲存格的編輯、"
    "關閉開着的對話框，不要保存，關閉工作簿後重新打開再按一次。",
    "Excel was busy halfway and the workbook may be changed in part. Finish editing the cell and "
    "close open boxes; do not save: close the workbook, open it again and press again.",
)
_GONE: Final = Label(
    "Excel 已關閉或不再回應，沒有做完：請重新打開 Excel 和工作簿，看過後再按一次；"
    "之前沒有保存的改動可能要重做。",
    "Excel was closed or answers no more, and the button did not finish. Open Excel and the "
    "workbook again, look, then press again; changes that were not saved may have to be redone.",
)
_INTERNAL: Final = Label(
    "程序內部出錯（{kind}），沒有做完；工作簿還沒有保存，請不要保存，關閉後重新打開再試。",
    "The program failed inside ({kind}) and did not finish. The workbook is not saved yet: "
    "close it without saving, open it again and try once more.",
)
_NO_MEMORY: Final = Label(
    "記憶體不足，處理不了這個工作簿，沒有做完；工作簿還沒有保存，請不要保存，關閉後重新打開，"
    "並關閉其他程序或換一臺記憶體更大的電腦再試。",
    "There is not enough memory for this workbook, and the button did not finish. The workbook is "
    "not saved yet: close it without saving, close other programs or use a computer with more "
    "memory, and try once more.",
)
_LOGGED: Final = Label(
    "（記錄在 {log}，求助時請一併發來。）",
    "(The log is {log}: send it when you ask for help.)",
)


class BusyHalfwayError(Exception):
    """Excel was busy after the task had begun."""


def why_stopped(error: Exception, key: str, desk: Desk) -> str:
    """What stopped a button; what is nobody's to mend at once is logged.

    Args:
        error: What was raised.
        key: The button's.
        desk: Where it was pressed.
    """
    language = spoken_language()
    if isinstance(error, BusyHalfwayError):
        return _BUSY_HALFWAY.text(language)
    if is_busy(error):
        return BUSY.text(language)
    if is_gone(desk.app):
        return _logged(_GONE.text(language), error, key, desk.folder, desk.now)
    if isinstance(error, RefusedError):
        return visible(error.text(language))
    if lacks_memory(error):
        return _logged(_NO_MEMORY.text(language), error, key, desk.folder, desk.now)
    internal = Phrase(_INTERNAL, {"kind": type(error).__name__})
    words = sentence(error, language) or internal.text(language)
    return _logged(words, error, key, desk.folder, desk.now)


def why_not_reached(error: Exception, key: str, folder: Path) -> str:
    """What kept a click from the Excel that it was made in.

    Args:
        error: What was raised when it was looked for.
        key: The button's.
        folder: The user's own folder for our files.
    """
    language = spoken_language()
    if is_busy(error):
        return BUSY.text(language)
    now = dt.datetime.now()  # noqa: DTZ005 - as the computer's clock shows it
    return _logged(_GONE.text(language), error, key, folder, now)


def _logged(words: str, error: Exception, key: str, folder: Path, now: dt.datetime) -> str:
    log = Phrase(_LOGGED, {"log": str(write_log(folder, key, error, now))})
    return f"{visible(words)}\n{log.text(spoken_language())}"
