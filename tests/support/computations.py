"""A sample office read whole, and each computation that declares its columns called on it."""

from __future__ import annotations

import inspect
import pkgutil
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Final

import pandas as pd

from estate_xl import check, compute
from estate_xl.check import parse_settings
from estate_xl.check.appraised_month import check_appraised_month
from estate_xl.check.master_changes import check_chains, check_dated
from estate_xl.check.office import check_counted
from estate_xl.check.setup import check_setup
from estate_xl.column_needs import DECLARATIONS
from estate_xl.compute import Month
from estate_xl.compute.appraisal import calculate_appraisal
from estate_xl.compute.appraisal_records import bearing_findings
from estate_xl.compute.carried_records import carried_records, closed_records, newest_year
from estate_xl.compute.change_plan import Wanted, plan_change
from estate_xl.compute.complaints import advance_complaints
from estate_xl.compute.countable_records import Uncounted, sift, sound_changes
from estate_xl.compute.coverage import InspectionDuties, open_rectifications, recognition
from estate_xl.compute.department_scores import score_departments
from estate_xl.compute.employment import is_employed
from estate_xl.compute.evidence import explain
from estate_xl.compute.evidence_changes import change_lines
from estate_xl.compute.evidence_excluded import uncounted_lines
from estate_xl.compute.evidence_people import worker_lines
from estate_xl.compute.input_digests import changed_inputs
from estate_xl.compute.inspection_scores import score_inspections
from estate_xl.compute.master_differences import compare_masters, next_note
from estate_xl.compute.master_notes import dated_rows, masters_of, take_note
from estate_xl.compute.master_states import (
    corrections,
    rows_taken_back,
    spans_of,
    state_on,
    values_before,
)
from estate_xl.compute.missing_numbers import missing_numbers
from estate_xl.compute.month_facts import month_facts
from estate_xl.compute.month_masters import month_masters
from estate_xl.compute.number_dates import misdated_numbers
from estate_xl.compute.numbering import number_formats, number_records
from estate_xl.compute.open_matters import (
    complaint_matters,
    dispatch_matters,
    escalation_matters,
    inspection_matters,
    post_holders,
    reached_steps,
    rectification_matters,
    ticket_matters,
)
from estate_xl.compute.owed import find_owed
from estate_xl.compute.owner_details import blanks_known
from estate_xl.compute.past_values import as_of, values_on, zones_in_use
from estate_xl.compute.pauses import paused_spells, pauses_on
from estate_xl.compute.period_tickets import tickets_within
from estate_xl.compute.periods import Period
from estate_xl.compute.register_matters import register_matters, zones_of
from estate_xl.compute.reminders import listed_matters, reminders
from estate_xl.compute.repeats import reported_before
from estate_xl.compute.slip_returns import (
    is_recorded,
    out_slips,
    rework_to_fill,
    sent_back_in,
    slips_at_hand,
    times_sent_back,
)
from estate_xl.compute.slips import closed_states, named_rows, needs_joint_check, slip_records
from estate_xl.compute.staff_scores import Computed, employed, score_staff
from estate_xl.compute.statistics import month_statistics, year_statistics
from estate_xl.compute.statistics_events import (
    closing,
    due_calls,
    due_visits,
    late_events,
    reached_level,
    ticket_events,
)
from estate_xl.compute.tickets import Clocks, ticket_deadlines, ticket_states
from estate_xl.compute.typed_scores import owed_scores, rated_visits, scorers_of, workers_by_zone
from estate_xl.compute.workdays import WorkCalendar
from estate_xl.compute.zone_scores import (
    score_zones,
)
from estate_xl.findings.codes import FindingCode
from estate_xl.findings.finding import Finding
from estate_xl.live.change_button import master_key
from estate_xl.live.choices import has_unnumbered_inspections, proposed_person, ticket_numbers
from estate_xl.schema import ESTATE_BOOK, Language
from estate_xl.schema.customer_registers import FEES
from estate_xl.schema.history import MASTERS
from estate_xl.tasks.common import names, zone_names
from estate_xl.tasks.named_tickets import ticket_rows
from estate_xl.tasks.numbering import clash_findings, date_findings, setting_row
from estate_xl.tasks.people import person_named, shown_people
from estate_xl.tasks.preconditions import check_set_up, no_ticket
from estate_xl.tasks.wanted_changes import check_leaving
from estate_xl.typed_frames import build_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from estate_xl.column_needs import Reader
    from estate_xl.compute.appraisal import Appraisal
    from estate_xl.compute.master_notes import MasterNote
    from estate_xl.read import Office
    from estate_xl.schema import OfficeSettings
    from estate_xl.typed_frames import Tables

    Call = Callable[["Whole", Tables], object]

MONTH: Final = Month.parse("2026-10")
NOW: Final = pd.Timestamp(2026, 11, 2, 9)
DAYS: Final = (pd.Timestamp(2026, 10, 1), pd.Timestamp(2026, 10, 31), NOW)
YEAR: Final = 2026
_UNCOUNTED: Final = (
    "Tickets",
    "SlipReturns",
    "Complaints",
    "Commendations",
    "Inspections",
    "MonthlyScores",
    "Zones",
    "Staff",
    "Changes",
)
"""Sheets of which a record may not count."""
_NO_SETTINGS: Final = build_frame(ESTATE_BOOK["Settings"], {})


@dataclass(frozen=True)
class Whole:
    """An office read whole, and what computations take besides its frames."""

    office: Office

    @property
    def tables(self) -> Tables:
        """All frames with all columns."""
        return self.office.tables

    @cached_property
    def settings(self) -> OfficeSettings:
        """What 參數 says."""
        return parse_settings(self.tables["Settings"])[0]

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Its working days."""
        return WorkCalendar(self.tables["Calendar"])

    @cached_property
    def clocks(self) -> Clocks:
        """How long each matter may wait."""
        return Clocks.of(self.settings)

    @cached_property
    def holders(self) -> pd.Series:
        """Who holds each post."""
        return post_holders(self.tables["Staff"], NOW)

    @cached_property
    def note(self) -> MasterNote:
        """Of the masters, a month before."""
        return take_note(self.tables, Month.parse("2026-09"))

    @cached_property
    def deadlines(self) -> pd.DataFrame:
        """What each ticket owes."""
        calls = self.tables["FollowUps"]
        return ticket_deadlines(
            self.tables["Tickets"],
            calls,
            self.calendar,
            self.clocks,
            NOW,
            returns=self.tables["SlipReturns"],
            pauses=self.tables["Pauses"],
        )

    @cached_property
    def formats(self) -> dict[str, str]:
        """Formats of numbers."""
        return number_formats(self.tables, self.settings)

    @cached_property
    def appraisal(self) -> Appraisal:
        """A month's."""
        return calculate_appraisal(self.tables, self.settings.appraisal, MONTH, self.findings)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """One that cannot be read in each sheet, and those of reading and checking."""
        each = [
            Finding(FindingCode.WRONG_TYPE, sheet.key, int(self.tables[sheet.key].index[0]))
            for sheet in ESTATE_BOOK.data_sheets()
            if len(self.tables[sheet.key])
        ]
        return [*each, *self.office.findings, *check_counted(self.tables)]

    def appraised(self, tables: Tables) -> Appraisal:
        """The month's appraisal, its records those of other frames."""
        workers = replace(
            self.appraisal.workers,
            visits=tables["Tickets"].loc[self.appraisal.workers.visits.index],
        )
        uncounted = [
            Uncounted(sheet, int(tables[sheet].index[0]), ())
            for sheet in _UNCOUNTED
            if sheet in tables
        ]
        return replace(
            self.appraisal, tables=tables, counted=tables, workers=workers, uncounted=uncounted
        )


def _score_staff(whole: Whole, tables: Tables) -> object:
    done = whole.appraisal
    computed = Computed(done.zones, done.departments, done.workers)
    return score_staff(tables, whole.settings.appraisal, MONTH, computed)


def _rectifications(whole: Whole, tables: Tables) -> object:
    return rectification_matters(open_rectifications(whole.tables["Inspections"], NOW), tables)


def _number(whole: Whole, tables: Tables) -> object:
    waiting = {sheet: tables[sheet].index[-3:] for sheet in whole.formats}
    return number_records(tables, waiting, whole.formats, {})


def _slips(whole: Whole, tables: Tables) -> object:
    return slip_records(tables["Tickets"], tables, whole.settings, Language.HANT)


def _late(whole: Whole, tables: Tables) -> object:
    on_time = ticket_events(whole.tables, whole.settings, [Period.of(MONTH, 0)])["on_time"]
    names = {"due": "when", "kind": "inspection_kind", "done": "good"}
    owed = InspectionDuties(whole.tables).gaps(*DAYS).rename(columns=names)
    return late_events(tables["Tickets"], on_time, owed)


def _office(whole: Whole, tables: Tables) -> Office:
    return replace(whole.office, tables=tables)


def _clashes(whole: Whole, tables: Tables) -> object:
    values = dict(whole.settings.values)
    alike = {**values, "inspection_number_format": values["ticket_number_format"]}
    settings = replace(whole.settings, values=alike, given=frozenset())
    return clash_findings(_office(whole, tables), settings)


_CALLS: Final[dict[Reader, Call]] = {
    WorkCalendar: lambda _, t: WorkCalendar(t["Calendar"]).is_working(pd.Series([NOW])),
    advance_complaints: lambda _, t: advance_complaints(t["Complaints"], t["ComplaintRounds"]),
    change_lines: lambda whole, t: list(
        change_lines(replace(whole.appraisal, tables=t, counted=t))
    ),
    sound_changes: lambda whole, t: sound_changes(t, whole.findings)["Changes"],
    bearing_findings: lambda whole, t: bearing_findings(t, MONTH, whole.findings),
    calculate_appraisal: lambda whole, t: calculate_appraisal(
        t, whole.settings.appraisal, MONTH, whole.findings
    ),
    changed_inputs: lambda _, t: changed_inputs(t, MONTH, {}),
    check_set_up: lambda whole, t: check_set_up(_office(whole, t)),
    clash_findings: _clashes,
    date_findings: lambda whole, t: date_findings(_office(whole, t), whole.settings),
    has_unnumbered_inspections: lambda whole, t: has_unnumbered_inspections(_office(whole, t)),
    names: lambda whole, t: names(_office(whole, t)),
    no_ticket: lambda whole, t: str(no_ticket(_office(whole, t), "BS202610-9999")),
    owed_scores: lambda whole, t: owed_scores(replace(whole.appraisal, tables=t)),
    person_named: lambda whole, t: person_named(_office(whole, t), "Y005"),
    rated_visits: lambda whole, t: rated_visits(whole.appraised(t)),
    scorers_of: lambda whole, t: scorers_of(replace(whole.appraisal, tables=t)),
    shown_people: lambda whole, t: shown_people(_office(whole, t)),
    workers_by_zone: lambda whole, t: workers_by_zone(whole.appraised(t)),
    proposed_person: lambda whole, t: proposed_person(_office(whole, t), ""),
    setting_row: lambda whole, t: setting_row(_office(whole, t), "office_name"),
    ticket_numbers: lambda whole, t: ticket_numbers(_office(whole, t), [4]),
    zone_names: lambda whole, t: zone_names(_office(whole, t)),
    check_appraised_month: lambda _, t: check_appraised_month(t, MONTH, NOW),
    check_setup: lambda _, t: check_setup(t, parse_settings(_NO_SETTINGS)[0]),
    closed_states: lambda _, t: closed_states(t["Tickets"]),
    closing: lambda _, t: closing(t["Complaints"]),
    complaint_matters: lambda whole, t: complaint_matters(
        t["Complaints"], t["ComplaintRounds"], whole.holders, whole.calendar, whole.clocks
    ),
    due_calls: lambda whole, t: due_calls(t["Tickets"], t["FollowUps"], whole.clocks, t["Pauses"]),
    due_visits: lambda whole, t: due_visits(
        t["Tickets"], t["SlipReturns"], whole.calendar, whole.clocks
    ),
    employed: lambda _, t: employed(t["Staff"], MONTH),
    is_employed: lambda _, t: is_employed(t["Staff"], *DAYS[:2]),
    plan_change: lambda whole, t: [
        plan_change(t, Wanted(*cell, DAYS[0]), whole.note)
        for cell in (("Zones", "A01", "active", "是"), ("Owners", "1棟-0101", "moved_in", "是"))
    ],
    check_leaving: lambda _, t: [
        check_leaving(t, Wanted("Staff", "Y005", field, day))
        for field, day in (("left", "2099-01-01"), ("joined", "1999-01-01"))
    ],
    master_key: lambda whole, t: [master_key(_office(whole, t), sheet, [4]) for sheet in MASTERS],
    check_chains: lambda _, t: check_chains(t, NOW),
    check_dated: lambda whole, t: check_dated(t, whole.note),
    compare_masters: lambda whole, t: compare_masters(t, whole.note),
    corrections: lambda _, t: corrections(t["Changes"]),
    masters_of: lambda _, t: [masters_of(t, sheet, every=True) for sheet in MASTERS],
    next_note: lambda whole, t: next_note(t, MONTH, whole.note),
    take_note: lambda _, t: take_note(t, MONTH),
    rows_taken_back: lambda _, t: rows_taken_back(t, DAYS[0]),
    spans_of: lambda _, t: list(spans_of(t, *DAYS[:2])),
    dated_rows: lambda _, t: dated_rows(t),
    state_on: lambda _, t: state_on(t, DAYS[0]),
    explain: lambda whole, t: explain(whole.appraised(t)),
    carried_records: lambda _, t: carried_records(t, NOW.year),
    closed_records: lambda whole, t: closed_records(
        t, {key: frame.index for key, frame in whole.tables.items() if len(frame)}, NOW.year
    ),
    newest_year: lambda _, t: newest_year(t, NOW),
    find_owed: lambda whole, t: find_owed(t, whole.settings, NOW),
    reminders: lambda whole, t: reminders(
        listed_matters(find_owed(whole.tables, whole.settings, NOW).matters, NOW), t["Staff"]
    ),
    late_events: _late,
    is_recorded: lambda _, t: is_recorded(t["Tickets"], t["SlipReturns"]),
    out_slips: lambda _, t: out_slips(t["Tickets"], t["SlipReturns"]),
    sent_back_in: lambda _, t: sent_back_in(t["Tickets"], t["SlipReturns"], MONTH),
    slips_at_hand: lambda _, t: slips_at_hand(t["Tickets"], t["SlipReturns"]),
    ticket_rows: lambda whole, t: ticket_rows(_office(whole, t), ["BS202610-0001"]),
    rework_to_fill: lambda _, t: rework_to_fill(t["Tickets"], t["SlipReturns"]),
    times_sent_back: lambda _, t: times_sent_back(t["Tickets"], t["SlipReturns"]),
    InspectionDuties: lambda _, t: InspectionDuties(t).gaps(*DAYS),
    inspection_matters: lambda whole, t: inspection_matters(
        InspectionDuties(whole.tables).gaps(*DAYS).assign(done=False), t, NOW
    ),
    misdated_numbers: lambda whole, t: misdated_numbers(t, whole.formats),
    missing_numbers: lambda whole, t: missing_numbers(t, whole.formats, {}),
    month_facts: lambda whole, t: month_facts(t, whole.settings, MONTH),
    month_statistics: lambda whole, t: month_statistics(t, whole.settings, MONTH),
    named_rows: lambda _, t: named_rows(t["Tickets"], ["BS202610-0001"]),
    needs_joint_check: lambda _, t: needs_joint_check(t["Tickets"], pd.Series({"1-1": "否"})),
    number_formats: lambda whole, t: number_formats(t, replace(whole.settings, given=frozenset())),
    number_records: _number,
    as_of: lambda _, t: as_of(t, DAYS[0]),
    post_holders: lambda _, t: post_holders(t["Staff"], DAYS[0]),
    values_before: lambda _, t: values_before(t["Changes"]),
    values_on: lambda whole, t: values_on(
        whole.tables["Zones"]["officer"],
        whole.tables["Zones"]["zone"],
        pd.Series(DAYS[0], index=whole.tables["Zones"].index),
        t["Changes"],
        "Zones.greening",
    ),
    zones_in_use: lambda _, t: zones_in_use(t, *DAYS[:2]),
    open_rectifications: lambda _, t: open_rectifications(t["Inspections"], NOW),
    parse_settings: lambda _, t: parse_settings(t["Settings"]),
    reached_level: lambda _, t: reached_level(t["Complaints"], t["ComplaintRounds"]),
    recognition: lambda _, t: recognition(t, MONTH),
    register_matters: lambda whole, t: register_matters(t, whole.settings, whole.holders, NOW),
    zones_of: lambda _, t: zones_of(FEES, t["Owners"].iloc[:3], t),
    rectification_matters: _rectifications,
    score_departments: lambda whole, t: score_departments(
        t,
        whole.settings.appraisal,
        MONTH,
        whole.appraisal.inspections,
        month_masters(t, MONTH),
    ),
    score_inspections: lambda _, t: score_inspections(t, MONTH),
    score_staff: _score_staff,
    score_zones: lambda whole, t: score_zones(
        t,
        whole.settings.appraisal,
        MONTH,
        whole.appraisal.inspections.supervised,
        month_masters(whole.tables, MONTH),
    ),
    sift: lambda whole, t: sift(t, whole.findings, MONTH),
    slip_records: _slips,
    ticket_deadlines: lambda whole, t: ticket_deadlines(
        t["Tickets"],
        t["FollowUps"],
        whole.calendar,
        whole.clocks,
        NOW,
        returns=t["SlipReturns"],
        pauses=t["Pauses"],
        not_moved_in=pd.Series(data=True, index=t["Tickets"].index),
    ),
    ticket_events: lambda whole, t: ticket_events(t, whole.settings, [Period.of(MONTH, 0)]),
    tickets_within: lambda whole, t: tickets_within(t, whole.clocks, [Period.of(MONTH, 0)]),
    ticket_matters: lambda whole, t: ticket_matters(t["Tickets"], whole.deadlines, t["Pauses"]),
    dispatch_matters: lambda whole, t: dispatch_matters(
        t["Tickets"], whole.deadlines["state"], 30, whole.settings.duty_hours
    ),
    escalation_matters: lambda whole, t: escalation_matters(
        t["Tickets"], t["Escalations"], whole.holders, whole.clocks
    ),
    reached_steps: lambda _, t: reached_steps(t["Tickets"], t["Escalations"]),
    reported_before: lambda _, t: reported_before(t["Tickets"]),
    blanks_known: lambda _, t: blanks_known(t["Tickets"], t["Owners"]),
    pauses_on: lambda _, t: pauses_on(t["Tickets"], t["Pauses"], NOW),
    paused_spells: lambda _, t: paused_spells(t["Tickets"], t["Pauses"]),
    ticket_states: lambda _, t: ticket_states(t["Tickets"], t["SlipReturns"]),
    uncounted_lines: lambda whole, t: list(uncounted_lines(whole.appraised(t))),
    worker_lines: lambda whole, t: list(worker_lines(whole.appraised(t))),
    year_statistics: lambda whole, t: year_statistics(t, whole.settings, YEAR),
}
"""How those are called that take something of their own besides the frames."""

_KNOWN: Final = {"month": MONTH, "now": NOW, "year": YEAR}


def _by_its_parameters(reader: Reader) -> Call | None:
    """The call of one that takes all frames, and a month, a moment or a year besides."""
    names = list(inspect.signature(reader).parameters)
    if "tables" not in names or not _KNOWN.keys() >= set(names) - {"tables"}:
        return None
    known = {name: _KNOWN[name] for name in names if name != "tables"}
    return lambda _, tables: reader(tables=tables, **known)


def _calls() -> Iterator[tuple[Reader, Call]]:
    for package in (compute, check):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    for reader in DECLARATIONS:
        if reader.__module__.startswith((f"{compute.__name__}.", f"{check.__name__}.")):
            call = _by_its_parameters(reader)
            if call is not None:
                yield reader, call


CALLS: Final[dict[Reader, Call]] = {**dict(_calls()), **_CALLS}
"""How each computation is called: by its parameters, unless something else is said."""
