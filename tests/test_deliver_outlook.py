"""Outlook by COM, which only Windows has: a hand-written Outlook stands in for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from estate_xl.deliver.outlook import Outlook
from estate_xl.errors.exceptions import DeliveryError
from estate_xl.schema import Language
from estate_xl.schema.mail import FAILED, OUTLOOK, OUTLOOK_DRAFT, SENT, UNSURE
from test_deliver_message import DATA, LETTER, NAME


class FakeItem:
    """A mail of Outlook."""

    def __init__(self, fails_at: str) -> None:
        """Take the call that fails, if any."""
        self.fails_at = fails_at
        self.done: list[str] = []
        self.files: dict[str, bytes] = {}
        self.Attachments = self

    def Add(self, path: str) -> None:  # noqa: N802 - COM's name
        """Attach a file."""
        self._do("Add")
        self.files[Path(path).name] = Path(path).read_bytes()

    def Display(self, modal: bool) -> None:  # noqa: FBT001, N802 - COM's name and way
        """Show the mail."""
        assert not modal
        self._do("Display")

    def Send(self) -> None:  # noqa: N802 - COM's name
        """Send the mail."""
        self._do("Send")

    def _do(self, name: str) -> None:
        if name == self.fails_at:
            msg = "(-2147467260, '操作已中止')"
            raise OSError(msg)
        self.done.append(name)


class FakeOutlook:
    """The program."""

    def __init__(self, fails_at: str = "") -> None:
        """Take the call that fails, if any."""
        self.item = FakeItem(fails_at)

    def CreateItem(self, kind: int) -> FakeItem:  # noqa: N802 - COM's name
        """A new mail."""
        assert kind == 0
        return self.item


Put = Callable[[FakeOutlook], None]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts an Outlook where pywin32 would find one."""

    def put(program: FakeOutlook) -> None:
        client = ModuleType("win32com.client")
        client.Dispatch = lambda name: {"Outlook.Application": program}[name]  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "win32com", ModuleType("win32com"))
        monkeypatch.setitem(sys.modules, "win32com.client", client)

    return put


@pytest.mark.parametrize(
    ("now", "way", "state", "last"),
    [(False, OUTLOOK_DRAFT, UNSURE, "Display"), (True, OUTLOOK, SENT, "Send")],
)
def test_a_draft_is_shown_or_sent(
    windows: Put, *, now: bool, way: object, state: object, last: str
) -> None:
    program = FakeOutlook()
    windows(program)
    outbox = Outlook(now=now)
    outbox.ready()
    handed = outbox.hand_over(LETTER)
    outbox.close()
    assert (outbox.way, handed.state, handed.went_well) == (way, state, True)
    item: Any = program.item
    assert item.done == ["Add", "Add", last]
    assert item.files[NAME] == DATA
    assert item.To == "kaohe@example.com; pinzhi@example.com"
    assert item.CC == "quyu@example.com"
    assert item.Subject == LETTER.subject
    assert "臨溪苑" in item.HTMLBody


@pytest.mark.parametrize(
    ("now", "fails_at", "state"),
    [
        (False, "Add", FAILED),
        (False, "Display", FAILED),
        (True, "Add", FAILED),
        (True, "Send", UNSURE),
    ],
)
def test_failures(windows: Put, *, now: bool, fails_at: str, state: object) -> None:
    windows(FakeOutlook(fails_at))
    outbox = Outlook(now=now)
    outbox.ready()
    handed = outbox.hand_over(LETTER)
    assert (handed.state, handed.went_well) == (state, False)
    assert "操作已中止" in handed.words.text(Language.HANT)


def test_without_outlook_one_sentence_says_so() -> None:
    with pytest.raises(DeliveryError, match="--eml"):
        Outlook(now=False).ready()
