"""What xlwings' COM engine imports of Windows, without Windows: modules of pywin32 and of ctypes.

The engine itself, `xlwings/_xlwindows.py`, is imported unchanged. Its windows are those of the
Excels that `computer` runs.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import sys
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Callable


class ComError(Exception):
    """`pywintypes.com_error`: four things, each also by name."""

    def __init__(
        self, hresult: int, strerror: str, excepinfo: tuple[Any, ...] | None, argerror: int | None
    ) -> None:
        """Take the result's number, its words, Excel's own details, and the bad argument."""
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult = hresult
        self.strerror = strerror
        self.excepinfo = excepinfo
        self.argerror = argerror


class WindowsApiError(Exception):
    """`pywintypes.error`."""


class Time(dt.datetime):
    """`pywintypes.TimeType`: a moment with a time zone, as COM hands dates over."""


class CDispatch:
    """`win32com.client.CDispatch`: an object of another process."""


class DispatchBaseClass:
    """`win32com.client.DispatchBaseClass`, of generated classes, which the twin has none of."""


class Computer:
    """The Excels that run, the one on top first, and what shows message boxes."""

    def __init__(self) -> None:
        """Begin with no Excel."""
        self.running: list[Any] = []
        self.start: Callable[[], Any] | None = None

    def of_window(self, window: int) -> Any:
        """The Excel of a window, None without one."""
        return next((each for each in self.running if each.window == window), None)

    def of_process(self, number: int) -> Any:
        """The Excel of a process, None without one."""
        return next((each for each in self.running if each.process == number), None)


computer = Computer()
_DESK, _SHEET = 0x10_0000, 0x20_0000
"""Added to an Excel's window: the windows within it, of which the last is there with a book."""


def _top_window(_: None) -> int:
    return computer.running[0].window if computer.running else 0


def _next_window(window: int, _: int) -> int:
    windows = [each.window for each in computer.running]
    at = windows.index(window) + 1
    return windows[at] if at < len(windows) else 0


def _window_within(window: int, _: int, kind: str, __: None) -> int:
    if kind == "XLDESK":
        return window + _DESK if computer.of_window(window) else 0
    excel = computer.of_window(window - _DESK)
    return window - _DESK + _SHEET if excel is not None and excel.books else 0


def _window_object(window: int, _: int, __: Any, pointer: Any) -> int:
    pointer._obj.value = window
    return 0


def _object_at(pointer: Any, _: Any, __: bool) -> Any:
    return computer.of_window(pointer.value - _SHEET)


def _started(program: str) -> Any:
    assert program == "Excel.Application"
    assert computer.start is not None
    return computer.start().application


def _message_box(window: int, words: str, title: str, style: int) -> int:
    answer: int = computer.of_window(window).message_box(words, title, style)
    return answer


def _module(name: str, **members: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(members)
    return module


def _modules() -> dict[str, ModuleType]:
    client = _module(
        "win32com.client",
        CDispatch=CDispatch,
        CoClassBaseClass=DispatchBaseClass,
        DispatchBaseClass=DispatchBaseClass,
        Dispatch=lambda found: found.first_window,
        DispatchEx=_started,
    )
    made = [
        _module("pywintypes", com_error=ComError, error=WindowsApiError, TimeType=Time, IID=str),
        _module(
            "pythoncom",
            __file__="pythoncom.dll",
            ole_error=ComError,
            com_error=ComError,
            CoInitialize=lambda: None,
        ),
        _module(
            "win32api",
            MessageBox=_message_box,
            OpenProcess=lambda _, __, process: process,
            TerminateProcess=lambda process, _: computer.of_process(process).end(),
            CloseHandle=lambda _: None,
        ),
        _module(
            "win32con",
            MB_OK=0,
            MB_OKCANCEL=1,
            MB_YESNOCANCEL=3,
            MB_YESNO=4,
            MB_ICONWARNING=48,
            MB_ICONINFORMATION=64,
        ),
        _module("win32gui", FindWindowEx=_window_within),
        _module(
            "win32process",
            GetWindowThreadProcessId=lambda window: (1, computer.of_window(window).process),
        ),
        _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: dt.UTC)),
        _module("win32com", client=client),
        client,
    ]
    return {each.__name__: each for each in made}


@cache
def com_engine() -> ModuleType:
    """The COM engine of xlwings; its modules leave the list of imported ones again."""
    library = SimpleNamespace(
        ole32=SimpleNamespace(CLSIDFromString=lambda *_: 0),
        oleacc=SimpleNamespace(AccessibleObjectFromWindow=_window_object),
        user32=SimpleNamespace(
            GetTopWindow=_top_window,
            GetWindow=_next_window,
            GetForegroundWindow=lambda: 0,
            SetForegroundWindow=lambda _: 1,
            SetWindowPos=lambda *_: 1,
        ),
    )
    found = SimpleNamespace(PyCom_PyObjectFromIUnknown=_PointerCall())
    with (
        mock.patch.dict(sys.modules, _modules()),
        mock.patch.multiple(
            ctypes,
            create=True,
            windll=library,
            oledll=library,
            WINFUNCTYPE=ctypes.CFUNCTYPE,
            PyDLL=lambda _: found,
        ),
    ):
        return importlib.import_module("xlwings._xlwindows")


class _PointerCall:
    """The function of pythoncom's library that makes an object of a pointer."""

    restype: object = None

    def __call__(self, pointer: Any, _: Any, add_reference: bool) -> Any:
        return _object_at(pointer, _, add_reference)
