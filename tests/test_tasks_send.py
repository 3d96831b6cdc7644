"""The task behind the button: an open book, an outbox, and whatever can break between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from estate_xl.compute import Month
from estate_xl.deliver.outbox import Handed
from estate_xl.deliver.send_guards import Guard
from estate_xl.errors.codes import ErrorCode
from estate_xl.errors.exceptions import DeliveryError, WorkbookError
from estate_xl.files.session import open_file
from estate_xl.language import Label, Language, Phrase
from estate_xl.schema.mail import FAILED, OUTLOOK_DRAFT, PREPARED, SENT, UNSURE
from estate_xl.tasks.send import Wish, hand_over, prepare_sending, send
from estate_xl.write.mail_log import read_lines
from support.mails import MONTH, clean_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from estate_xl.deliver.message import Letter
    from estate_xl.files.session import OpenFile

NOW = dt.datetime(2026, 11, 1, 9, 30)  # noqa: DTZ001 - a workbook's times are local
OCTOBER = Month.parse(MONTH)


def be_silent(_: Label) -> None:
    """Take what a task reports."""


@dataclass
class FakeOutbox:
    """An outbox that does as it is told.

    Attributes:
        state: What becomes of a letter.
        breaks: What is raised instead, by the name of the step.
        letters: What was handed over.
        steps: What was called.
    """

    state: Label = SENT
    breaks: dict[str, BaseException] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    way: Label = OUTLOOK_DRAFT

    def ready(self) -> None:
        """Be ready."""
        self._step("ready")

    def hand_over(self, letter: Letter) -> Handed:
        """Take the letter."""
        self._step("hand_over")
        self.letters.append(letter)
        return Handed(self.state, Phrase(Label("好了。", "Done.")), went_well=self.state is SENT)

    def close(self) -> None:
        """Note that it was closed."""
        self.steps.append("close")

    def _step(self, name: str) -> None:
        self.steps.append(name)
        if name in self.breaks:
            raise self.breaks[name]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A clean office, its month appraised."""
    path = tmp_path_factory.mktemp("office") / "office.xlsx"
    clean_office(path)
    return path.read_bytes()


@pytest.fixture
def opened(made: bytes, tmp_path: Path) -> Iterator[OpenFile]:
    """The office, open."""
    path = tmp_path / "office.xlsx"
    path.write_bytes(made)
    with open_file(path) as held:
        yield held


def on_disk(opened: OpenFile) -> list[Label]:
    with open_file(opened.path) as again:
        return [line.state for line in read_lines(again.book)]


def press(opened: OpenFile, outbox: FakeOutbox, *, force: bool = False) -> Handed | None:
    _, handed = send(
        opened.book, OCTOBER, NOW, be_silent, outbox=outbox, keep=opened.save, force=force
    )
    return handed


@pytest.mark.slow
@pytest.mark.parametrize("state", [SENT, FAILED, UNSURE])
def test_the_log_says_what_became_of_it(opened: OpenFile, state: Label) -> None:
    outbox = FakeOutbox(state)
    handed = press(opened, outbox)
    assert handed is not None
    assert on_disk(opened) == [state]
    assert outbox.steps == ["ready", "hand_over", "close"]
    assert outbox.letters[0].at.tzinfo is not None


def test_the_line_is_on_the_disk_before_the_letter_leaves(opened: OpenFile) -> None:
    seen = []

    class Watching(FakeOutbox):
        def hand_over(self, letter: Letter) -> Handed:
            seen.extend(on_disk(opened))
            return super().hand_over(letter)

    press(opened, Watching())
    assert seen == [PREPARED]


@pytest.mark.slow
def test_a_second_press_on_the_open_book_is_stopped(opened: OpenFile) -> None:
    outbox = FakeOutbox()
    press(opened, outbox)
    assert press(opened, outbox) is None
    assert len(outbox.letters) == 1
    assert press(opened, outbox, force=True) is not None
    assert on_disk(opened) == [SENT, SENT]


@pytest.mark.slow
@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("?"), MemoryError()])
def test_whatever_breaks_while_it_leaves_is_to_be_confirmed(
    opened: OpenFile, error: BaseException
) -> None:
    handed = press(opened, FakeOutbox(breaks={"hand_over": error}))
    assert handed is not None
    assert not handed.went_well
    assert "打斷" in handed.words.text(Language.HANT)
    assert on_disk(opened) == [UNSURE]


def test_an_outbox_that_is_not_ready_leaves_no_line(opened: OpenFile) -> None:
    outbox = FakeOutbox(breaks={"ready": DeliveryError(ErrorCode.NOT_FOUND, path="x.eml")})
    with pytest.raises(DeliveryError, match=r"x\.eml"):
        press(opened, outbox)
    assert on_disk(opened) == []
    assert outbox.steps == ["ready", "close"]


def test_a_workbook_that_cannot_be_saved_sends_nothing(opened: OpenFile) -> None:
    outbox = FakeOutbox()

    def refuse() -> None:
        raise WorkbookError(ErrorCode.READ_ONLY, name="濱江花園.xlsx")

    with pytest.raises(WorkbookError, match="唯讀"):
        send(opened.book, OCTOBER, NOW, be_silent, outbox=outbox, keep=refuse)
    assert outbox.letters == []
    assert outbox.steps == ["ready", "close"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (WorkbookError(ErrorCode.IN_USE, name="濱江花園.xlsx"), "使用"),
        (KeyboardInterrupt(), "保存被打斷"),
    ],
)
def test_a_log_that_cannot_be_settled_says_so_now_and_later(
    opened: OpenFile, error: BaseException, words: str
) -> None:
    """The mail left, the second save failed: the next run finds 準備 and says 待確認."""
    saves = []

    def save_once() -> None:
        saves.append(1)
        if len(saves) > 1:
            raise error
        opened.save()

    with pytest.raises(DeliveryError, match=f"好了。但「郵件記錄」沒有存好.*{words}"):
        send(opened.book, OCTOBER, NOW, be_silent, outbox=FakeOutbox(), keep=save_once)
    assert on_disk(opened) == [PREPARED]
    with open_file(opened.path) as again:
        outbox = FakeOutbox()
        assert press(again, outbox) is None
        assert outbox.steps == []
        assert on_disk(again) == [UNSURE]


def test_what_is_stopped_is_never_sent(opened: OpenFile) -> None:
    prepared = prepare_sending(
        opened.book, Month.parse("2026-09"), NOW, be_silent, Wish(OUTLOOK_DRAFT, force=True)
    )
    assert [stop.guard for stop in prepared.stops] == [Guard.NOT_RUN]
    with pytest.raises(ValueError, match="stopped"):
        hand_over(prepared, FakeOutbox(), opened.save, NOW, be_silent)


def test_numbers_changed_by_hand_are_not_sent(opened: OpenFile) -> None:
    """「考核」 says what month-end computed or goes nowhere, `--force` or not."""
    sheet = opened.book.sheets[f"考核 {MONTH}"]
    rows = sheet.used_range.options(ndim=2).value
    row, column = next(
        (row, column)
        for row, cells in enumerate(rows, start=sheet.used_range.row)
        for column, value in enumerate(cells, start=sheet.used_range.column)
        if value == 91.0
    )
    sheet.range((row, column)).value = 99
    wish = Wish(OUTLOOK_DRAFT, force=True)
    prepared = prepare_sending(opened.book, OCTOBER, NOW, be_silent, wish)
    assert [stop.guard for stop in prepared.stops] == [Guard.NOT_PACKED]
    said = prepared.stops[0].words.text(Language.HANT)
    assert "不是月度考核算出的" in said
    assert prepared.letter.attachments == ()


def test_the_mail_says_what_the_attached_sheet_says(opened: OpenFile) -> None:
    """Data that changed since, forced: the figures are those of the sheet that goes along."""
    wish = Wish(OUTLOOK_DRAFT, force=True)
    before = prepare_sending(opened.book, OCTOBER, NOW, be_silent, wish).letter.text
    scores = opened.book.sheets["評分錄入"]
    scores.range("C4:C9").value = [[10.0]] * 6
    after = prepare_sending(opened.book, OCTOBER, NOW, be_silent, wish)
    assert [stop.guard for stop in after.overruled] == [Guard.CHANGED_SINCE]
    assert after.letter.text == before
    assert "臨溪苑（A01）" in before
