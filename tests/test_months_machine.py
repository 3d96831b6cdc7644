"""A month goes any way it can; a plain model of states and numbers says where it is (R-M1, R-M2).

Computed, approved, sent, reopened, in any order, records edited, people moved later, its line of
月度記錄 altered by hand. `MONTH_EXAMPLES` says how many ways are tried.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from os import environ
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from estate_xl.compute import Month
from estate_xl.deliver.book_copies import keep_results
from estate_xl.deliver.outbox import Handed
from estate_xl.engine.opening import open_bytes
from estate_xl.errors.exceptions import WorkbookError
from estate_xl.language import Label, Language, Phrase
from estate_xl.schema.mail import FAILED, OUTLOOK_DRAFT, SENT, UNSURE
from estate_xl.schema.months import APPROVED, DRAFT, REPORTED, statement
from estate_xl.tasks.approve import approve
from estate_xl.tasks.change import change
from estate_xl.tasks.month_end import month_end
from estate_xl.tasks.month_states import Months
from estate_xl.tasks.send import send
from estate_xl.write.month_records import read_record
from support import mails

OCTOBER: Final = Month.parse(mails.MONTH)
STEPS: Final = 10
FIRST_SCORE: Final = 90
SCORES: Final = st.sampled_from((FIRST_SCORE, 85, 70))
LAST_LINE: Final = 3
"""Row above the first line of 月度記錄."""


@cache
def office() -> bytes:
    """A clean office, its month computed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.xlsx"
        mails.clean_office(path)
        return path.read_bytes()


def be_silent(_: Label) -> None:
    """Take what a task reports."""


class Post:
    """A way out after which a letter is in that state."""

    way = OUTLOOK_DRAFT

    def __init__(self, state: Label) -> None:
        """Take the state."""
        self._state = state

    def ready(self) -> None:
        """Be ready."""

    def hand_over(self, _: object) -> Handed:
        """Take the letter."""
        return Handed(self._state, Phrase(Label("好了。", "Done.")), went_well=True)

    def close(self) -> None:
        """Let go of nothing."""


class MonthMachine(RuleBasedStateMachine):
    """The workbook, and the plain model of what it must say."""

    def __init__(self) -> None:
        """Open the office, its month a draft."""
        super().__init__()
        self.book = open_bytes(office(), "office.xlsx")
        self.now = dt.datetime(2026, 12, 1, 9)  # noqa: DTZ001 - a workbook's times are local
        self.score = FIRST_SCORE
        self.states = [DRAFT]
        self.is_approved = False
        self.numbers = FIRST_SCORE
        self.has_left = False
        self.copies: dict[str, bytes] = {}

    def _next(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now

    @property
    def is_closed(self) -> bool:
        """True if the last version is closed."""
        return self.states[-1] is not DRAFT

    def _compute(self, reason: str | None = None) -> Any:  # noqa: ANN401 - the task's result
        result = month_end(self.book, OCTOBER, self._next(), be_silent, reopen=reason)
        keep_results(self.book, result.results)
        return result

    @rule()
    def compute(self) -> None:
        """Plain month-end."""
        result = self._compute()
        if self.is_closed:
            assert result.written == []
            assert result.differs == (self.numbers != self.score)
        else:
            self.numbers = self.score

    @rule()
    def reopen(self) -> None:
        """month-end --reopen."""
        if not self.is_closed:
            with pytest.raises(WorkbookError):
                self._compute(f"原因 {self.now:%H%M}")
            return
        self._compute(f"原因 {self.now:%H%M}")
        self.states.append(DRAFT)
        self.is_approved = self.has_left = False
        self.numbers = self.score

    @rule()
    def vouch(self) -> None:
        """Approve."""
        made: list[Any] = []
        now = self._next()
        result = approve(self.book, OCTOBER, now, be_silent, by="E00", keep=made.append)
        goes = not self.is_closed and self.numbers == self.score
        assert result.is_kept == goes == bool(made)
        assert result.is_alarming == (self.numbers != self.score)
        for copy in made:
            assert copy.name not in self.copies, "no copy is written over"
            assert f"v{len(self.states)}" in copy.name
            self.copies[copy.name] = copy.data
        if goes:
            self.states[-1], self.is_approved = APPROVED, True

    @rule(state=st.sampled_from((SENT, UNSURE, FAILED)))
    def mail(self, state: Label) -> None:
        """Send, after which the mail is in that state."""
        prepared, handed = send(
            self.book,
            OCTOBER,
            self._next(),
            be_silent,
            outbox=Post(state),
            keep=lambda: None,
        )
        goes = self.numbers == self.score and not self.has_left
        assert (handed is not None) == goes, [stop.guard for stop in prepared.stops]
        if goes:
            said = statement(len(self.states), is_approved=self.is_approved).hant
            assert said in prepared.letter.subject + prepared.letter.text
            assert prepared.package is not None
            assert said in prepared.package.name
            self.has_left = state is not FAILED
            if state is SENT:
                self.states[-1] = REPORTED

    @rule(score=SCORES)
    def edit(self, score: int) -> None:
        """Another score typed into 評分錄入."""
        self.book.sheets["評分錄入"].range("C4").value = self.score = score

    @rule(department=st.sampled_from(("環境部", "工程維修部")), day=st.integers(1, 28))
    def move(self, department: str, day: int) -> None:
        """Somebody moves to another department in the month after."""
        since = dt.datetime(2026, 11, day)  # noqa: DTZ001 - as above
        change(
            self.book,
            self._next(),
            be_silent,
            subject="員工",
            key="E06",
            field="部門",
            to=department,
            since=since,
        )

    @precondition(lambda self: self.is_closed)
    @rule()
    def alter_line(self) -> None:
        """Somebody types over the line of a closed month."""
        sheet = self.book.sheets["月度記錄"]
        row = LAST_LINE + len(self.states)
        sheet.range((row, 3)).value = "草稿"
        sheet.range((row, 5)).value = None
        sheet.range((row, 7)).value = None

    @invariant()
    def is_one_story(self) -> None:
        """月度記錄, the sheet and the note say what the model does."""
        versions = Months(self.book, Language.HANT).versions
        assert [each.state for each in versions] == self.states
        record = read_record(self.book, OCTOBER, Language.HANT)
        assert record is not None
        assert record.edition == (len(self.states), self.is_approved)
        said = statement(len(self.states), is_approved=self.is_approved).hant
        cells = self.book.sheets[record.title].used_range.value
        assert any(said in str(cell) for line in cells for cell in line)


MACHINE: Final = settings(
    max_examples=int(environ.get("MONTH_EXAMPLES", "20")),
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def test_the_model_begins_as_the_office_is() -> None:
    MonthMachine().is_one_story()


@pytest.mark.slow
def test_any_way_of_a_month() -> None:
    run_state_machine_as_test(MonthMachine, settings=MACHINE)
