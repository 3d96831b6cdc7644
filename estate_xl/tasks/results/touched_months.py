"""Months that were computed, and that what is registered now reaches into (R-M2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.language import Label, Listing, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate_xl.language import Language

_COMPUTED: Final = Label(
    "涉及已經計算過的月份 {months}：請重新執行月度考核。",
    "It reaches into {months}, computed already: run month-end again.",
)
_CLOSED: Final = Label(
    "涉及{months}：已經定下的數字不變；下次重開（month-end --month 月份 --reopen 原因）時"
    "才按這次登記的計算，那時數字可能不同。",
    "It reaches into {months}: the numbers there stay as they are, and may differ when the month "
    "is next opened again (month-end --month MONTH --reopen REASON).",
)
_OF_STATE: Final = Label(
    "{state}的 {month}（第 {version} 版）", "{month} ({state}, version {version})"
)


class TouchedMonth(NamedTuple):
    """A month that was computed.

    Attributes:
        month: `YYYY-MM`.
        version: Its last version.
        state: Approved or reported; None of a draft.
    """

    month: str
    version: int = 1
    state: Label | None = None


def touched_lines(months: Sequence[TouchedMonth], language: Language) -> Iterator[str]:
    """What is to be done about drafts, and that closed months stay until they are opened again."""
    drafts = [each.month for each in months if each.state is None]
    closed = [
        Phrase(_OF_STATE, {**each._asdict(), "state": each.state})
        for each in months
        if each.state is not None
    ]
    if drafts:
        yield Phrase(_COMPUTED, {"months": Listing(drafts)}).text(language)
    if closed:
        yield Phrase(_CLOSED, {"months": Listing(closed)}).text(language)
