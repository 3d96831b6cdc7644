"""A line of 計分依據, and arithmetic in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate_xl.compute.inspection_scores import FULL_MARKS
from estate_xl.compute.rounding import exact
from estate_xl.schema import Label
from estate_xl.schema.terms import choice_label

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from fractions import Fraction

    import pandas as pd

    from estate_xl.findings.finding import Finding
    from estate_xl.schema import AppraisalSettings

_NONE = Label("無", "none")


@dataclass(frozen=True)
class EvidenceLine:
    """One line of 計分依據.

    Attributes:
        subject_kind: Zone, department or person.
        subject: Which one.
        part: What it is about.
        rule: The rule it follows.
        detail: What happened, in the office's words or ours, or why it does not count.
        date: When, where there is a day.
        points: Points given or taken, or the score.
        arithmetic: How the number comes about.
        source_sheet: Key of the sheet that the line links to.
        source_row: Its row.
    """

    subject_kind: Label
    subject: str | Label
    part: Label
    rule: str
    detail: str | Label | tuple[Finding, ...] = ""
    date: pd.Timestamp | None = None
    points: float | None = None
    arithmetic: str | Label = ""
    source_sheet: str | None = None
    source_row: int | None = None


def event_line(  # noqa: PLR0913, PLR0917 - the fields of a line
    kind: Label,
    subject: str | Label,
    part: Label,
    date: pd.Timestamp,
    detail: object,
    points: float,
    sheet: str,
    row: Hashable,
    rule: str = "R-8.1",
) -> EvidenceLine:
    """The line of a complaint, a good deed, a visit or a slip."""
    return EvidenceLine(
        kind,
        subject,
        part,
        rule,
        detail if isinstance(detail, str) else "",
        date,
        points,
        source_sheet=sheet,
        source_row=int(row),  # type: ignore[call-overload]
    )


def show(score: Fraction | float, places: int = 2) -> str:
    """A score as people write it, at most so many decimals, one or more.

    >>> show(92.5), show(exact(100)), show(exact(200) / 3, 4)
    ('92.5', '100', '66.6667')
    """
    return f"{float(score):.{places}f}".rstrip("0").rstrip(".")


def percent(share: float | Fraction) -> str:
    """A share as people write it.

    >>> percent(0.3), percent(0.125)
    ('30%', '12.5%')
    """
    return f"{show(exact(float(share)) * 100)}%"


def owner_arithmetic(complaints: int, commendations: int, settings: AppraisalSettings) -> str:
    """`100 − 5×2 + 2×1`, with the bounds where one applies."""
    words = (
        f"{FULL_MARKS} − {show(settings.complaint_deduction)}×{complaints}"
        f" + {show(settings.commendation_bonus)}×{commendations}"
    )
    points = (
        FULL_MARKS
        - settings.complaint_deduction * complaints
        + settings.commendation_bonus * commendations
    )
    floor, ceiling = settings.owner_score_floor, settings.owner_score_ceiling
    if floor is not None and points < floor:
        return f"max({show(floor)}, {words})"
    if ceiling is not None and points > ceiling:
        return f"min({show(ceiling)}, {words})"
    return words


def mean_words(means: Mapping[str, Fraction]) -> Label:
    """`(保潔 92.5 + 綠化 90) ÷ 2`; a trade's mean is not rounded, so it is shown to four places."""
    if not means:
        return _NONE
    hant = " + ".join(f"{trade} {show(score, 4)}" for trade, score in means.items())
    english = " + ".join(
        f"{choice_label(trade).en} {show(score, 4)}" for trade, score in means.items()
    )
    return Label(f"({hant}) ÷ {len(means)}", f"({english}) ÷ {len(means)}")


def weighed(inspection: Fraction, owner: str, score: Fraction, settings: AppraisalSettings) -> str:
    """`30%×92.5 + 70%×(100 − 5×2) = 90.75`."""
    return (
        f"{percent(settings.zone_inspection_weight)}×{show(inspection)}"
        f" + {percent(settings.zone_owner_weight)}×({owner}) = {show(score)}"
    )
