"""The whole sample: every data sheet that an office fills in, its settings and its flaws.

The set-up sheets 巡檢標準 and 考核構成 are not in it: the empty workbook brings their defaults.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from estate_xl.language import Language
from estate_xl.sample.calendar import calendar_rows, make_span
from estate_xl.sample.changes import add_changes
from estate_xl.sample.commendations import make_commendations, make_recognition_checks
from estate_xl.sample.complaints import make_complaints
from estate_xl.sample.inspections import make_inspections
from estate_xl.sample.mistakes import add_flaws
from estate_xl.sample.month_plan import make_plan
from estate_xl.sample.names import ESTATE, OFFICE
from estate_xl.sample.office import Office
from estate_xl.sample.open_matters import leave_open
from estate_xl.sample.random_streams import stream
from estate_xl.sample.scores import make_monthly_scores
from estate_xl.sample.slip_returns import make_slip_returns
from estate_xl.sample.ticket_turns import make_escalations, make_pauses
from estate_xl.sample.tickets import make_tickets
from estate_xl.sample.translating import translate, translate_phrase, translate_records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from estate_xl.sample.calendar import Span

SETTINGS: Final = {
    "project_name": ESTATE.hant,
    "office_name": OFFICE.hant,
    "hq_recipients": "kaohe@example.com;pinzhi@example.com",
    "hq_cc": "quyu@example.com",
    "hq_domains": "example.com",
    "sender": "binjiang@example.com",
}


@dataclass(frozen=True)
class Sample:
    """A sample office.

    Attributes:
        records: Rows by sheet key; a row holds its filled cells by column key. Choices are
            canonical zh-Hant; a reference is a key or, in some rows, a unique name.
        settings: Values of 參數 that differ from the empty workbook's.
        flaws: One sentence for each thing that is wrong on purpose.
        month: The last month, `YYYY-MM`, which the demo closes.
        now: The moment at which the records stand: nothing in them is later.
    """

    records: dict[str, list[dict[str, object]]]
    settings: dict[str, object]
    flaws: list[str]
    month: str
    now: datetime


def make_sample(
    seed: int = 1,
    tickets: int = 540,
    months: Sequence[str] = ("2026-08", "2026-09", "2026-10"),
    language: Language = Language.HANT,
) -> Sample:
    """The office of that seed, always the same for the same arguments.

    Args:
        seed: Which of the possible offices.
        tickets: Rows of 報事, spread evenly over the months; nothing else grows with them but the
            follow-ups.
        months: `YYYY-MM`, ascending.
        language: Of names, contents and sentences; all else is the same in each.

    Raises:
        ValueError: the months are none, not `YYYY-MM` or not ascending, or tickets are negative.
    """
    if tickets < 0:
        msg = f"tickets must not be negative: {tickets}"
        raise ValueError(msg)
    span = make_span(months)
    office = Office(seed, span)
    records = make_records(seed, tickets, span, office)
    flaws = add_flaws(stream(seed, "flaws"), records, office, span)
    return Sample(
        translate_records(records, language),
        {key: translate(value, language) for key, value in SETTINGS.items()},
        [translate_phrase(flaw, language) for flaw in flaws],
        span.last_month,
        span.horizon,
    )


def make_records(
    seed: int, tickets: int, span: Span, office: Office
) -> dict[str, list[dict[str, object]]]:
    """The records of the office before anything is made wrong."""
    plan = make_plan(seed, span, office)
    reported = make_tickets(seed, span, office, tickets)
    complaints, rounds = make_complaints(seed, span, office, plan, reported.done)
    records = {
        "Tickets": reported.tickets,
        "FollowUps": reported.follow_ups,
        "SlipReturns": [],
        "Escalations": [],
        "Pauses": [],
        "Complaints": complaints,
        "ComplaintRounds": rounds,
        "Commendations": make_commendations(seed, span, office, plan),
        "Inspections": make_inspections(seed, span, office, plan),
        "RecognitionChecks": make_recognition_checks(seed, span, office),
        "MonthlyScores": make_monthly_scores(seed, span, office),
        "Zones": [dict(zone.row) for zone in office.zones],
        "Staff": [person.row() for person in office.people],
        "Owners": office.owner_rows(),
        "Changes": [],
        "Calendar": calendar_rows(span),
    }
    leave_open(records, span)
    add_changes(records, office, span)
    records["SlipReturns"] = make_slip_returns(seed, span, office, reported.tickets)
    records["Escalations"] = make_escalations(reported.tickets, span)
    records["Pauses"] = make_pauses(reported.tickets, span)
    return records
