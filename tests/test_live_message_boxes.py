"""Questions and answers by Excel's own boxes, on Windows, on a Mac and without Excel."""
# ruff: noqa: D102, D107, N802 - stand-ins of Excel's objects under Excel's names

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from estate_xl.live.message_boxes import MacScreen, SystemScreen, WindowsScreen
from estate_xl.schema import Language

if TYPE_CHECKING:
    import pytest
    import xlwings as xw

CANCELLED = False


class FakeBoxes:
    """An Excel whose boxes answer from a list."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[Any, ...]] = []

    @property
    def api(self) -> FakeBoxes:
        return self

    def alert(self, *words: object) -> object:
        self.asked.append(words)
        return self.answers.pop(0)

    def InputBox(self, *words: object, Type: int) -> object:  # noqa: N803 - Excel's own
        self.asked.append((*words, Type))
        return self.answers.pop(0)

    def GetSaveAsFilename(self, *words: object) -> object:
        self.asked.append(words)
        return self.answers.pop(0)


def test_boxes_on_windows() -> None:
    boxes = FakeBoxes("ok", "yes", "no", "2026-10", CANCELLED, r"C:\甲\乙.xlsx", CANCELLED)
    screen = WindowsScreen(cast("xw.App", boxes))
    screen.tell("好")
    assert screen.confirm("嗎？") is True
    assert screen.confirm("嗎？") is False
    assert screen.ask("哪個月？", "2026-09", Language.HANT) == "2026-10"
    assert screen.ask("哪個月？", "2026-09", Language.HANT) is None
    assert str(screen.ask_place(Path("甲.xlsx"))) == r"C:\甲\乙.xlsx"
    assert screen.ask_place(Path("甲.xlsx")) is None
    assert boxes.asked[3] == ("哪個月？", "片區管理", "2026-09", 2)


def test_boxes_on_a_mac_take_or_leave_what_is_proposed() -> None:
    boxes = FakeBoxes("ok", "yes", "no", "yes")
    screen = MacScreen(cast("xw.App", boxes))
    screen.tell("壞", is_error=True)
    assert screen.ask("哪個月？", "2026-09", Language.HANT) == "2026-09"
    assert screen.ask("哪個月？", "2026-09", Language.HANT) is None
    assert screen.ask("內容：", "", Language.HANT) is None
    assert screen.ask_place(Path("甲.xlsx")) == Path("甲.xlsx")
    assert boxes.asked[0][3] == "critical"


def test_without_excel_nobody_answers(capsys: pytest.CaptureFixture[str]) -> None:
    screen = SystemScreen()
    screen.tell("沒有 Excel", is_error=True)
    assert capsys.readouterr().err == "沒有 Excel\n"
    assert not screen.confirm("嗎？")
    assert screen.ask("哪個月？", "2026-09", Language.HANT) is None
    assert screen.ask_place(Path("甲.xlsx")) is None
