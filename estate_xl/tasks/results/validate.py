"""The result of 校驗."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.tasks.results.base import Result

if TYPE_CHECKING:
    from estate_xl.language import Language


@dataclass(frozen=True, kw_only=True)
class ValidateResult(Result):
    """Every finding of the workbook."""

    def lines(self, language: Language, target: str, *, in_excel: bool = False) -> list[str]:
        """Lines on where the findings are listed, how many there are, and the first of them."""
        return [
            *self.written_lines(language, target),
            *self.finding_lines(language, in_excel=in_excel, says_clean=True),
        ]
