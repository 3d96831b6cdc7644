"""A task leaves Excel's screen, events, calculation and status bar as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from estate_xl.errors.exceptions import WorkbookError
from estate_xl.live.quiet_excel import quiet
from estate_xl.schema import Label, Language
from support.desks import FakeComError

if TYPE_CHECKING:
    import xlwings as xw

WORDS = Label("讀取", "Reading")


class FakeExcel:
    """An Excel whose settings can be read and set, one of them stubborn if asked."""

    def __init__(self, stubborn: str = "", shown: object = "進行中") -> None:
        """Take the name of what refuses to be set back, and what the status bar shows."""
        self.__dict__.update(
            screen_updating=True,
            enable_events=False,
            calculation="semiautomatic",
            status_bar=shown,
        )
        self.__dict__["stubborn"] = stubborn
        self.__dict__["set"] = []

    def __setattr__(self, name: str, value: object) -> None:
        """Set it, and keep that it was set."""
        self.__dict__["set"].append((name, value))
        if name == self.__dict__["stubborn"] and len(self.__dict__["set"]) > 3:
            raise FakeComError(-2147352567)
        self.__dict__[name] = value


def test_the_state_is_what_it_was_even_after_an_error() -> None:
    excel = FakeExcel()

    def fail() -> None:
        with quiet(cast("xw.App", excel), Language.HANT) as report:
            report(WORDS)
            assert (excel.screen_updating, excel.calculation) == (False, "manual")  # type: ignore[attr-defined]
            assert excel.status_bar == "讀取 …"  # type: ignore[attr-defined]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    state = {k: v for k, v in excel.__dict__.items() if k not in {"set", "stubborn"}}
    assert state == {
        "screen_updating": True,
        "enable_events": False,
        "calculation": "semiautomatic",
        "status_bar": "進行中",
    }
    assert [name for name, _ in excel.__dict__["set"]][-1] == "screen_updating"


def test_excels_own_status_bar_is_given_back() -> None:
    excel = FakeExcel(shown="FALSE")
    with quiet(cast("xw.App", excel), Language.HANT) as report:
        report(WORDS)
    assert excel.status_bar is False  # type: ignore[attr-defined]


def test_a_stubborn_setting_keeps_no_other_from_its_place() -> None:
    excel = FakeExcel("calculation")
    with (
        pytest.raises(WorkbookError, match="calculation"),
        quiet(cast("xw.App", excel), Language.HANT),
    ):
        pass
    assert excel.screen_updating is True  # type: ignore[attr-defined]
    assert excel.enable_events is False  # type: ignore[attr-defined]
