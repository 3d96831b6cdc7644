"""The scores of a month that people give: who owes which to whom, and which are there (R-8.4).

A part is owed where 考核構成 gives it a weight and no rule computes it. 片區小組自檢 is always
computed; a number typed for it replaces the computed one and is never owed (R-8.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from estate_xl.column_needs import needs
from estate_xl.compute.master_states import state_on
from estate_xl.compute.staff_scores import TYPED
from estate_xl.schema import terms
from estate_xl.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.months import Month
    from estate_xl.compute.staff_scores import StaffScore
    from estate_xl.typed_frames import Tables

GIVEN_PARTS: Final = tuple(part for part in TYPED if part != "zone")
"""The parts that somebody gives where no rule computes them."""
_GROUP: Final = ("order", "repair", "cleaning", "greening")
"""Columns of 片區 that name the people of a zone's group."""
_SERVICE_SUPERVISOR: Final = "客服主管"
"""How the regulation's table calls the 客戶主管 who scores."""


class OwedScore(NamedTuple):
    """One score that a person is owed.

    Attributes:
        person: Whose score.
        part: `self`, `supervisor` or `director`.
        scorer: Who gives it, as 考核構成 says; empty for the person, or where it says nothing.
        is_given: Whether it is there and counts.
    """

    person: StaffScore
    part: str
    scorer: str
    is_given: bool


@dataclass(frozen=True)
class Progress:
    """How far the scores of a month are.

    Attributes:
        people: How many people are owed at least one.
        done: How many of them have all of theirs.
        missing: What is missing, in the order of the 考核 sheet.
    """

    people: int
    done: int
    missing: Sequence[OwedScore]


@needs(AppraisalWeights=("scorer", "reviewer"))
def scorers_of(appraisal: Appraisal) -> dict[str, dict[str, str]]:
    """Who gives a person's parts, as 考核構成 says, by staff number."""
    weights = appraisal.tables["AppraisalWeights"]
    columns = {"supervisor": weights["scorer"].to_dict(), "director": weights["reviewer"].to_dict()}
    return {
        person.staff: {
            part: scorer
            for part, scorers in columns.items()
            if isinstance(scorer := scorers.get(person.weights_row), str)
        }
        for person in appraisal.staff
    }


@needs(scorers_of)
def owed_scores(appraisal: Appraisal) -> list[OwedScore]:
    """Every score that people give, by department, post and number of whom it is about."""
    scorers = scorers_of(appraisal)
    return [
        OwedScore(person, part, scorers[person.staff].get(part, ""), person.parts[part] is not None)
        for person in appraisal.staff
        for part in owed_parts(person)
    ]


def owed_parts(person: StaffScore) -> list[str]:
    """The parts of a person's month that somebody gives, in the order of 評分錄入."""
    return [part for part in GIVEN_PARTS if part in person.weights and part not in person.computed]


def needless_parts(person: StaffScore) -> list[str]:
    """The columns of 評分錄入 in which the person needs no number.

    That of a worker's 片區小組自檢 is open, as a number there replaces the computed one.
    """
    may_replace = person.post == terms.WORKER.hant and "zone" in person.weights
    open_parts = {*owed_parts(person), *(("zone",) if may_replace else ())}
    return [part for part in TYPED if part not in open_parts]


def progress_of(owed: Iterable[OwedScore]) -> Progress:
    """How many people are owed scores, how many have all, and what is missing."""
    held = list(owed)
    missing = [score for score in held if not score.is_given]
    people = {score.person.staff for score in held}
    waiting = {score.person.staff for score in missing}
    return Progress(len(people), len(people - waiting), missing)


@needs(state_on, Staff=("staff", "zone"), Zones=("zone", *_GROUP))
def workers_by_zone(appraisal: Appraisal) -> dict[str | None, list[StaffScore]]:
    """The workers whom each zone's officer scores (R-8.3), those of no zone under None.

    Theirs is the zone of 員工 at the month's end, else the first one of 片區 that names them.
    """
    masters = state_on(appraisal.tables, appraisal.month.last_day)
    staff, zones = masters["Staff"], masters["Zones"]
    of_person = {
        str(who): str(zone)
        for who, zone in zip(staff["staff"], staff["zone"], strict=True)
        if isinstance(zone, str)
    }
    for trade in _GROUP:
        for who, zone in zip(zones[trade], zones["zone"], strict=True):
            if isinstance(who, str) and isinstance(zone, str):
                of_person.setdefault(who, zone)
    found: dict[str | None, list[StaffScore]] = {}
    for person in appraisal.staff:
        if person.post == terms.WORKER.hant and "zone" in person.weights:
            found.setdefault(of_person.get(person.staff), []).append(person)
    return found


@needs(Tickets=("worker", "visited", "visit_rating"))
def rated_visits(appraisal: Appraisal) -> dict[str, int]:
    """How many return visits of the month rated a person's work, by staff number."""
    tickets = appraisal.counted["Tickets"]
    rated = tickets[appraisal.month.holds(tickets["visited"]) & tickets["visit_rating"].notna()]
    return {str(who): int(count) for who, count in rated["worker"].value_counts().items()}


@needs(MonthlyScores=("month", "staff"))
def rows_of_month(tables: Tables, month: Month) -> dict[int, str]:
    """Staff number by row of 評分錄入, of the month's rows that name somebody."""
    scores = tables["MonthlyScores"]
    own = scores[scores["month"].eq(str(month)).fillna(value=False) & scores["staff"].notna()]
    return {int(row): str(staff) for row, staff in zip(own.index, own["staff"], strict=True)}


@needs(state_on, Staff=("name", "post", "joined", "left"))
def names_by_post(tables: Tables, month: Month) -> dict[str, list[str]]:
    """Names of everybody employed at the end of a month, by post, the director among them."""
    staff = state_on(tables, month.last_day)["Staff"]
    gone = staff["joined"].gt(month.last_day) | staff["left"].lt(month.last_day)
    there = staff[~gone].dropna(subset=["name", "post"])
    found: dict[str, list[str]] = {}
    for name, post in zip(there["name"], there["post"], strict=True):
        found.setdefault(str(post), []).append(str(name))
    return found


def meant_post(scorer: str) -> str | None:
    """The post that a scorer of 考核構成 means; None where it is none.

    >>> meant_post("客服主管"), meant_post("Order Captain"), meant_post("老張")
    ('客戶主管', '協管隊長', None)
    """
    if fold(scorer) == fold(_SERVICE_SUPERVISOR):
        return terms.SERVICE_SUPERVISOR.hant
    meant = (label.hant for label in terms.POSTS if fold(scorer) in map(fold, label.spellings()))
    return next(meant, None)
