"""Names of a workbook for sentences: its sheets, the state of a mail, and the words of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from estate_xl.schema import ESTATE_BOOK
from estate_xl.schema.mail import FAILED, SENT, UNSURE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate_xl.language import Label
    from estate_xl.read.sheet_places import Places

_SHEETS: Final = {"settings": "Settings", "log": "MailLog", "results": "Findings"}
_WORDS: Final = {
    "state": ESTATE_BOOK["MailLog"].column("state").header,
    "sent": SENT,
    "failed": FAILED,
    "unsure": UNSURE,
}
NAMES: Final[Mapping[str, Label]] = {
    **{name: ESTATE_BOOK[key].title for name, key in _SHEETS.items()},
    **_WORDS,
}
"""As the reader's language has them, where no workbook says what it calls them."""


def names_in(places: Places) -> dict[str, str]:
    """The same as a workbook calls them.

    Args:
        places: Where it keeps what.
    """
    titles = {name: places.title(key) for name, key in _SHEETS.items()}
    return {**titles, **{name: word.text(places.language) for name, word in _WORDS.items()}}
