"""One Excel: its process, its application object, its windows and boxes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from estate_xl.engine.views.app import App
from excel_twin import local_texts
from excel_twin.dispatcher import Border, Dispatcher, UnknownMember, refusal
from excel_twin.pywin32 import WindowsApiError, computer
from excel_twin.ranges import Range
from excel_twin.workbooks import Workbook, Workbooks

if TYPE_CHECKING:
    from estate_xl.engine.model.moved_cells import Area
    from estate_xl.engine.views.book import Book
    from excel_twin.worksheets import Worksheet

_NUMBERS = count(1)
_CALCULATIONS = {-4105, -4135, 2}
_ANSWERS = {"ok": 1, "cancel": 2, "yes": 6, "no": 7}


class Excel:
    """One Excel that runs.

    Attributes:
        border: Counts the round trips to it and lets them fail.
        language: `en`, `zh` or `de`.
        answers: What is answered to its boxes, one after the other: `yes`, `no`, a text, None for
            cancel, `...` for what stands there.
        said: What its message boxes said; what they and its other boxes asked.
    """

    def __init__(self, language: str = "en") -> None:
        """Begin without a workbook, on top of the others."""
        number = next(_NUMBERS)
        self.window, self.process = 1000 + number, 5000 + number
        self.language = language
        self.border = Border()
        self.settings: dict[str, Any] = {
            "Visible": False,
            "ScreenUpdating": True,
            "DisplayAlerts": True,
            "EnableEvents": True,
            "Interactive": True,
            "Calculation": -4105,
            "StatusBar": False,
        }
        self.user_name = "Windows User"
        self.books: list[Workbook] = []
        self.calculations = 0
        self.answers: list[object] = []
        self.said: list[str] = []
        self.file_app = App(ends_with_books=False)
        self.file_app.quit()  # no application of xlwings' file engine
        self.application = Application(self)
        self.first_window = Window(self)
        computer.running.insert(0, self)

    @property
    def round_trips(self) -> int:
        """Round trips so far."""
        return self.border.round_trips

    def words(self, key: str) -> str:
        """An error's words in its language."""
        return local_texts.words(key, self.language)

    def take(self, file: Book, *, saved: bool) -> Workbook:
        """Open a workbook, which is the active one."""
        book = Workbook(self, file, is_saved=saved)
        self.books.append(book)
        return book

    def end(self) -> None:
        """End the process; every call fails from now on."""
        self.border.is_dead = True
        if self in computer.running:
            computer.running.remove(self)

    def message_box(self, words: str, title: str, style: int) -> int:
        """The button pressed in a box of Windows over Excel's window; no call of Excel.

        `MessageBoxW` fails where the window is gone: ERROR_INVALID_WINDOW_HANDLE.
        """
        del title
        if self.border.is_dead:
            raise WindowsApiError(1400, "MessageBox", "Invalid window handle.")
        self.said.append(words)
        if not style & 0xF:
            return _ANSWERS["ok"]
        return _ANSWERS[str(self.answer())]

    def answer(self) -> Any:
        """The next answer."""
        if not self.answers:
            raise UnknownMember(f"an answer to a box: {self.said[-1:]}")
        return self.answers.pop(0)


class Application(Dispatcher):
    """MS Application."""

    def __init__(self, excel: Excel) -> None:
        """Take the Excel."""
        self.border = excel.border
        self.excel = excel

    @property
    def Application(self) -> Any:
        """MS Application.Application."""
        return self

    @property
    def Hwnd(self) -> int:
        """MS Application.Hwnd."""
        return self.excel.window

    @property
    def Version(self) -> str:
        """MS Application.Version."""
        return "16.0"

    @property
    def UserName(self) -> str:
        """MS Application.UserName."""
        return self.excel.user_name

    @property
    def Visible(self) -> bool:
        """MS Application.Visible."""
        return self.excel.settings["Visible"]

    @Visible.setter
    def Visible(self, value: bool) -> None:
        self.excel.settings["Visible"] = bool(value)

    @property
    def ScreenUpdating(self) -> bool:
        """MS Application.ScreenUpdating."""
        return self.excel.settings["ScreenUpdating"]

    @ScreenUpdating.setter
    def ScreenUpdating(self, value: bool) -> None:
        self.excel.settings["ScreenUpdating"] = bool(value)

    @property
    def DisplayAlerts(self) -> bool:
        """MS Application.DisplayAlerts."""
        return self.excel.settings["DisplayAlerts"]

    @DisplayAlerts.setter
    def DisplayAlerts(self, value: bool) -> None:
        self.excel.settings["DisplayAlerts"] = bool(value)

    @property
    def EnableEvents(self) -> bool:
        """MS Application.EnableEvents."""
        return self.excel.settings["EnableEvents"]

    @EnableEvents.setter
    def EnableEvents(self, value: bool) -> None:
        self.excel.settings["EnableEvents"] = bool(value)

    @property
    def Interactive(self) -> bool:
        """MS Application.Interactive."""
        return self.excel.settings["Interactive"]

    @Interactive.setter
    def Interactive(self, value: bool) -> None:
        self.excel.settings["Interactive"] = bool(value)

    @property
    def Calculation(self) -> int:
        """XlCalculation. MS Application.Calculation."""
        return self.excel.settings["Calculation"]

    @Calculation.setter
    def Calculation(self, value: int) -> None:
        if value not in _CALCULATIONS or not self.excel.books:
            raise refusal("Unable to set the Calculation property of the Application class")
        self.excel.settings["Calculation"] = value

    @property
    def StatusBar(self) -> str | bool:
        """False where Excel has the bar. MS Application.StatusBar."""
        return self.excel.settings["StatusBar"]

    @StatusBar.setter
    def StatusBar(self, value: str | bool) -> None:
        self.excel.settings["StatusBar"] = value

    def Calculate(self) -> None:
        """Counted; results of formulas stay as the file holds them. MS Application.Calculate."""
        self.excel.calculations += 1

    @property
    def Workbooks(self) -> Workbooks:
        """MS Application.Workbooks."""
        return Workbooks(self.excel)

    @property
    def ActiveWorkbook(self) -> Workbook | None:
        """Nothing without one. MS Application.ActiveWorkbook."""
        return self.excel.books[-1] if self.excel.books else None

    @property
    def ActiveSheet(self) -> Worksheet | None:
        """MS Application.ActiveSheet."""
        book = self.ActiveWorkbook
        return None if book is None else book.ActiveSheet

    @property
    def ActiveProtectedViewWindow(self) -> None:
        """Nothing: no file is opened so here. MS Application.ActiveProtectedViewWindow."""
        return None

    @property
    def Selection(self) -> Range | None:
        """The selected cells of the active sheet. MS Application.Selection."""
        sheet = self.ActiveSheet
        if sheet is None:
            return None
        selected: Any = self.excel.file_app.selected
        if selected is None or selected.sheet.part is not sheet.part:
            top, left = 1, 1
            place: Area = (top, left, top, left)
            selected = sheet.file.range_of(place)
        return Range(sheet, [selected])

    def Intersect(self, Arg1: Range, Arg2: Range) -> Range | None:
        """Cells of both; Nothing without any. MS Application.Intersect."""
        if Arg1.sheet.part is not Arg2.sheet.part:
            raise refusal("Method 'Intersect' of object '_Application' failed")
        found: list[Any] = []
        for one in Arg1.areas:
            for other in Arg2.areas:
                top, left = max(one.area[0], other.area[0]), max(one.area[1], other.area[1])
                bottom, right = min(one.area[2], other.area[2]), min(one.area[3], other.area[3])
                if top <= bottom and left <= right:
                    found.append(one.sheet.range_of((top, left, bottom, right)))
        return Range(Arg1.sheet, found) if found else None

    def InputBox(self, Prompt: str, Title: str, Default: str, Type: int) -> str | bool:
        """A text, or False if it is cancelled. MS Application.InputBox."""
        if Type != 2 or len(Prompt) > 255:
            raise UnknownMember(f"Application.InputBox of type {Type}, {len(Prompt)} letters")
        del Title
        self.excel.said.append(Prompt)
        answer = self.excel.answer()
        return False if answer is None else Default if answer is ... else str(answer)

    def GetSaveAsFilename(self, InitialFilename: str, FileFilter: str) -> str | bool:
        """A path, or False if it is cancelled. MS Application.GetSaveAsFilename."""
        del FileFilter
        answer = self.excel.answer()
        return False if answer is None else InitialFilename if answer is ... else str(answer)

    def Quit(self) -> None:
        """MS Application.Quit."""
        self.excel.end()


class Window(Dispatcher):
    """MS Window."""

    def __init__(self, excel: Excel) -> None:
        """Take the Excel."""
        self.border = excel.border
        self._excel = excel

    @property
    def Application(self) -> Application:
        """MS Window.Application."""
        return self._excel.application
