"""The sentences below 月度統計, in lines as wide as the sheet, each with its numbers' cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.cells import text_width_chars
from estate_xl.compute.analysis import FIGURES, LEAST_COUNT, LEAST_SHARE, ZoneCell
from estate_xl.language import Label, Listing, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from estate_xl.compute.analysis import Cell, Sentence
    from estate_xl.compute.appraisal_numbers import Standing
    from estate_xl.language import Fact, Language

TITLE: Final = Label("分析", "Analysis")
_NOTE: Final = Label(
    "按上面的數字寫成，括號裏是數字所在的格。變化最大的，是增減與原數之比最大的；",
    "Made of the numbers above, whose cells stand in brackets. The greatest change is the one with",
)
_NOTE_MORE: Final = Label(
    "增減不到 {count} 件、{share} 個百分點的不提。",
    "the greatest share of what it was; changes below {count} or {share} points are not spoken of.",
)
_AMONG: Final = Label(
    "「變化最大的」只在這些數裏比：{figures}。",
    "The greatest change is looked for among: {figures}.",
)
NOTES: Final = 2
"""Lines below the title that say what is counted."""
_SEE: Final = Label("{sentence}（見 {cells}）", "{sentence} (see {cells})")
_SHEET: Final = Label("「{sheet}」", "“{sheet}”")
_ON_SHEET: Final = Label("「{sheet}」{cells}", "“{sheet}” {cells}")
_NUMBERED: Final = Label("{number}. {sentence}", "{number}. {sentence}")
_INDENT: Final = Label("　 ", "   ")
_PIECE: Final = re.compile(r"[!-~\u00c0-\u024f“”‘’]+\s*|.[，。；：、）」\s]*", re.DOTALL)


class Ranking(NamedTuple):
    """Where a filled 考核 has the numbers of its zones.

    Attributes:
        title: Of the sheet.
        cells: Address of each number by zone code and key of its column.
    """

    title: str
    cells: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, title: str, standing: Standing, zones: Sequence[str]) -> Ranking:
        """The places of a sheet that was filled with those zones, in that order."""
        return cls(
            title,
            {
                (zone, key): f"{column}{block.row + place}"
                for block in standing.blocks
                if block.section == "zones"
                for column, key in block.columns.items()
                for place, zone in enumerate(zones)
            },
        )

    def places(self, cells: Iterable[ZoneCell]) -> Phrase:
        """The sheet and the addresses; the sheet alone of what its template does not show."""
        shown = [self.cells[key] for key in cells if key in self.cells]
        return Phrase(
            _ON_SHEET if shown else _SHEET, {"sheet": self.title, "cells": Listing(shown)}
        )


def analysis_lines(
    sentences: Sequence[Sentence],
    place: Callable[[Cell], str],
    ranking: Ranking,
    language: Language,
    chars: float,
) -> list[str]:
    """The title, what is counted, each sentence, and what is compared; in lines of text.

    Args:
        sentences: Of `compute.analysis`.
        place: The address of a number of 月度統計.
        ranking: Where 考核 has those of the zones.
        language: The workbook's.
        chars: Width of a line.
    """
    facts = {"count": f"{LEAST_COUNT:.0f}", "share": f"{LEAST_SHARE * 100:.0f}"}
    lines = [
        TITLE.text(language),
        _NOTE.text(language),
        Phrase(_NOTE_MORE, facts).text(language),
    ]
    for number, sentence in enumerate(sentences, start=1):
        shown = Phrase(sentence.label, sentence.facts).text(language)
        if sentence.cells:
            of_zones = [cell for cell in sentence.cells if isinstance(cell, ZoneCell)]
            places: list[Fact] = [
                place(cell) for cell in sentence.cells if not isinstance(cell, ZoneCell)
            ]
            places += [ranking.places(of_zones)] if of_zones else []
            shown = Phrase(_SEE, {"sentence": shown, "cells": Listing(places)}).text(language)
        text = Phrase(_NUMBERED, {"number": number, "sentence": shown}).text(language)
        lines += _wrapped(text, chars, _INDENT.text(language))
    among = Phrase(_AMONG, {"figures": Listing(list(FIGURES.values()))}).text(language)
    return [*lines, *_wrapped(among, chars, _INDENT.text(language))]


def _wrapped(text: str, chars: float, indent: str) -> Iterator[str]:
    """The text in lines of at most that width; no mark that closes begins one."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and text_width_chars(line + piece.rstrip()) > chars:
            yield line.rstrip()
            line = indent
        line += piece
    yield line.rstrip()
