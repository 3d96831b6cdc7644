"""Lines of 首頁: when, what to do, and the sheets it is done on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.language import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST: Final = Label("開始前", "First")
DAILY: Final = Label("每天", "Every day")
WEEKLY: Final = Label("每周", "Every week")
MONTHLY: Final = Label("月末", "Month's end")


@dataclass(frozen=True)
class Step:
    """One line of 首頁.

    Attributes:
        place: Its number among the lines.
        when: When it is done.
        what: What is done; `{month_end}` stands for the name of the action of that key.
        sheets: Keys of the sheets that it leads to.
        latest: Names of the workbook that it leads to besides.
    """

    place: int
    when: Label
    what: Label
    sheets: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()

    def naming(self, names: Mapping[str, Label]) -> Label:
        """The sentence, with actions by the names that people see.

        Args:
            names: By key of the action.
        """
        hant = {key: name.hant for key, name in names.items()}
        english = {key: name.en for key, name in names.items()}
        return Label(self.what.hant.format_map(hant), self.what.en.format_map(english))
