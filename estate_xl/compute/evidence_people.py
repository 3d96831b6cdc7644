"""計分依據 of people: slips (R-8.3), typed scores and totals (R-8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate_xl.column_needs import needs
from estate_xl.compute.evidence_changes import days_led
from estate_xl.compute.evidence_line import EvidenceLine, event_line, percent, show
from estate_xl.compute.inspection_scores import FULL_MARKS
from estate_xl.compute.staff_scores import NO_WEIGHTS
from estate_xl.language import filled
from estate_xl.schema import Label, terms
from estate_xl.schema.appraisal import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.staff_scores import StaffScore
    from estate_xl.compute.worker_scores import WorkerCounts
    from estate_xl.schema import AppraisalSettings

_PERSON = Label("員工", "Person")
_DISSATISFIED = Label("回訪不滿意", "Dissatisfied visit")
_SENT_BACK = Label("報事單退回", "Slip sent back")
_ZONE_PART = Label("片區小組自檢", "Zone self-check")
_TOTAL = Label("總分", "Total")
DAYS_LED = Label("負責片區", "Zones led")
_TYPED = Label("評分錄入", "Typed scores")
_TYPED_FOR = Label("{header}：{reason}", "{header}: {reason}")


class _SentBack(NamedTuple):
    """A line of a slip sent back: its source, when, how often, and what it was about."""

    sheet: str
    row: int
    moment: pd.Timestamp
    times: float
    words: str


@needs(
    Tickets=("worker", "ticket", "content", "visited"),
    SlipReturns=("reason",),
)
def worker_lines(appraisal: Appraisal) -> Iterator[EvidenceLine]:
    """Dissatisfied visits and slips sent back, person by person (R-8.3)."""
    settings, counts = appraisal.settings, appraisal.workers
    visits_of = _by_worker(counts.visits, "visited")
    slips_of = _sent_back(appraisal)
    for person in appraisal.staff:
        if person.post != terms.WORKER.hant or "zone" not in person.weights:
            continue
        who = _who(person)
        for row, moment, words in visits_of.get(person.staff, ()):
            yield event_line(
                _PERSON,
                who,
                _DISSATISFIED,
                moment,
                words,
                -settings.dissatisfied_visit_deduction,
                "Tickets",
                row,
                "R-8.3",
            )
        for slip in slips_of.get(person.staff, ()):
            yield event_line(
                _PERSON,
                who,
                _SENT_BACK,
                slip.moment,
                slip.words,
                -settings.defective_slip_deduction * slip.times,
                slip.sheet,
                slip.row,
                "R-8.3",
            )
        score = person.parts["zone"] if person.replaced is None else person.replaced
        yield EvidenceLine(
            _PERSON,
            who,
            _ZONE_PART,
            "R-8.3",
            points=float(score or 0),
            arithmetic=f"{_worker_arithmetic(person.staff, counts, settings)} = {show(score or 0)}",
        )


def _by_worker(tickets: pd.DataFrame, when: str) -> dict[str, list[tuple[int, pd.Timestamp, str]]]:
    """Row, moment, and number and content of each ticket, by its worker."""
    found: dict[str, list[tuple[int, pd.Timestamp, str]]] = {}
    for worker, row, moment, *words in zip(
        tickets["worker"],
        tickets.index.tolist(),
        tickets[when],
        tickets["ticket"],
        tickets["content"],
        strict=True,
    ):
        shown = " ".join(word for word in words if isinstance(word, str))
        found.setdefault(worker, []).append((row, moment, shown))
    return found


def _sent_back(appraisal: Appraisal) -> dict[str, list[_SentBack]]:
    """Each return of a slip by its worker, as 退單記錄 has it, else the ticket."""
    slips = appraisal.workers.slips
    tickets = appraisal.tables["Tickets"][["ticket", "content"]].reindex(slips["of"])
    reasons = appraisal.tables["SlipReturns"]["reason"].reindex(slips["row"])
    reasons = reasons.where(slips["sheet"].eq("SlipReturns").to_numpy())
    found: dict[str, list[_SentBack]] = {}
    for worker, sheet, row, moment, times, *words in zip(
        slips["worker"],
        slips["sheet"],
        slips["row"],
        slips["when"],
        slips["times"],
        tickets["ticket"],
        tickets["content"],
        reasons,
        strict=True,
    ):
        shown = " ".join(word for word in words if isinstance(word, str))
        found.setdefault(worker, []).append(_SentBack(sheet, row, moment, times, shown))
    return found


def _worker_arithmetic(staff: str, counts: WorkerCounts, settings: AppraisalSettings) -> str:
    """`100 − 1×2 − 1×3`, with the floor where it applies."""
    visits = counts.dissatisfied_by_worker.get(staff, 0)
    sent_back = counts.sent_back_by_worker.get(staff, 0)
    visit, slip = settings.dissatisfied_visit_deduction, settings.defective_slip_deduction
    words = f"{FULL_MARKS} − {show(visit)}×{visits} − {show(slip)}×{sent_back}"
    return f"max(0, {words})" if visit * visits + slip * sent_back > FULL_MARKS else words


def staff_lines(appraisal: Appraisal) -> Iterator[EvidenceLine]:
    """Each person's typed scores and weighted total (R-8.4)."""
    headers = {field.key: field.header for field in STAFF.fields}
    for person in appraisal.staff:
        who = _who(person)
        typed = [
            part
            for part, score in person.parts.items()
            if part not in person.computed and score is not None
        ]
        if person.led:
            yield _led_line(person, who)
        for part in typed:
            yield EvidenceLine(
                _PERSON,
                who,
                _TYPED,
                "R-8.4",
                _typed_words(person, headers[part]) if part == "zone" else headers[part],
                points=float(person.parts[part] or 0),
                arithmetic=_replacing(person) if part == "zone" else "",
                source_sheet="MonthlyScores",
                source_row=person.typed_row,
            )
        if person.total is not None:
            yield EvidenceLine(
                _PERSON,
                who,
                _TOTAL,
                "R-8.4",
                points=float(person.total),
                arithmetic=f"{_total_words(person)} = {show(person.total)}",
                source_sheet="AppraisalWeights",
                source_row=person.weights_row,
            )
        elif person.missing != [NO_WEIGHTS]:
            yield EvidenceLine(
                _PERSON,
                who,
                _TOTAL,
                "R-8.4",
                _missing_words(person, headers),
                source_sheet="Staff",
                source_row=person.row,
            )


def _led_line(person: StaffScore, who: str) -> EvidenceLine:
    """The supervisor score of an officer: `(93.2×12 + 95.1×31) ÷ 43 = 94.57` (R-8.1)."""
    score, words = person.parts["supervisor"], ""
    if score is not None:
        scored = [(zone.days, zone.score) for zone in person.led if zone.score is not None]
        points = " + ".join(f"{show(points)}×{days}" for days, points in scored)
        words = f"({points}) ÷ {sum(days for days, _ in scored)} = {show(score)}"
    return EvidenceLine(
        _PERSON,
        who,
        DAYS_LED,
        "R-8.1",
        days_led(person.led),
        points=None if score is None else float(score),
        arithmetic=words,
    )


def _total_words(person: StaffScore) -> str:
    return " + ".join(
        f"{percent(weight)}×{show(person.parts[part] or 0, 4)}"
        for part, weight in person.weights.items()
    )


def _missing_words(person: StaffScore, headers: Mapping[str, Label]) -> Label:
    hant = "、".join(headers[part].hant for part in person.missing)
    english = ", ".join(headers[part].en for part in person.missing)
    return Label(f"缺少{hant}", f"missing: {english}")


def _typed_words(person: StaffScore, header: Label) -> Label:
    return filled(_TYPED_FOR, header=header, reason=person.reason)


def _replacing(person: StaffScore) -> Label:
    """The computed scores that a typed self-check replaces (R-8.3)."""
    computed = show(person.replaced or 0)
    return Label(f"代替算出的 {computed}", f"replaces the computed {computed}")


def _who(person: StaffScore) -> str:
    return f"{person.staff} {person.name}".strip()
