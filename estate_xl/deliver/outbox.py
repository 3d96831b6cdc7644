"""Ways out to headquarters: each is made ready, handed a letter, closed.

Whatever can fail before a letter is on its way fails in `ready`, so that nothing is logged for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from estate_xl.deliver.sentence_names import NAMES
from estate_xl.language import Label, Phrase
from estate_xl.schema.mail import UNSURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.deliver.message import Letter
    from estate_xl.language import Fact


@dataclass(frozen=True)
class Handed:
    """The result of handing a letter over.

    Attributes:
        state: 已發送, 失敗, or 待確認 where nobody here can know.
        words: The sentence for the person at the screen.
        went_well: Whether all was done that was asked for.
    """

    state: Label
    words: Phrase
    went_well: bool

    def in_book(self, names: Mapping[str, Fact]) -> Handed:
        """The same, its sentence with a workbook's own names of things."""
        return replace(self, words=replace(self.words, facts={**self.words.facts, **names}))


class Outbox(Protocol):
    """A way out."""

    way: Label
    """As the log names it."""

    def ready(self) -> None:
        """Make sure that a letter can be handed over.

        Raises:
            DeliveryError: it cannot; nothing has left.
        """

    def hand_over(self, letter: Letter) -> Handed:
        """Hand it over, once; never twice where the first may have arrived."""

    def close(self) -> None:
        """Let go of what `ready` took."""


INTERRUPTED = Handed(
    UNSURE,
    Phrase(
        Label(
            "發送途中被打斷，郵件可能已經發出，「{log}」記為「{unsure}」，請看已發送郵件或問總部。",
            "Sending was interrupted and the mail may have left; “{log}” notes “{unsure}”: look "
            "into the sent mails or ask headquarters.",
        ),
        NAMES,
    ),
    went_well=False,
)
