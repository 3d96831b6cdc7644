"""All rules over an office's frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.check.complaints import check_charged
from estate_xl.check.ids import check_copies, check_ids
from estate_xl.check.inspections import check_inspections
from estate_xl.check.months import ComputedMonths
from estate_xl.check.people import check_departments, check_employment
from estate_xl.check.registers import check_registers
from estate_xl.check.scores import check_scores
from estate_xl.check.slip_returns import check_slip_returns
from estate_xl.check.slips import check_joint_checks
from estate_xl.check.states import check_contradictions, check_signatures, check_states
from estate_xl.check.ticket_turns import check_ticket_turns
from estate_xl.check.times import check_future, check_time_order
from estate_xl.check.weights import check_weights
from estate_xl.check.zones import check_rooms, check_zone_use, check_zones
from estate_xl.column_needs import needs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from estate_xl.check.states import Cell
    from estate_xl.findings.finding import Finding
    from estate_xl.typed_frames import Tables


@needs(check_inspections, check_scores)
def check_counted(tables: Tables) -> list[Finding]:
    """Findings that keep an inspection or a typed score from being counted (R-8.1, R-8.4)."""
    return [*check_inspections(tables), *check_scores(tables)]


def check_demands(
    tables: Tables,
    months: ComputedMonths,
    unread: Collection[Cell] = (),
    *,
    counted_only: bool = False,
) -> list[Finding]:
    """Findings of what tickets and complaints must hold in their state (below R-5.7).

    Args:
        tables: Every data sheet.
        months: Whose numbers are being computed.
        unread: Cells and columns that are no lack; see `check_states`.
        counted_only: Only what a number of these months reads.
    """
    before = None if counted_only else months.today.replace(day=1)
    return [
        *check_states(tables, months, unread, counted_only=counted_only),
        *check_charged(tables, months, before),
        *check_signatures(tables, months, counted_only=counted_only),
    ]


def check_records(tables: Tables, now: dt.datetime) -> list[Finding]:
    """Findings of every rule but those of `parse_settings` and `check_demands`.

    Args:
        tables: Every data sheet, as `estate_xl.typed_frames` describes it.
        now: Local time without a zone; a later time is in the future.
    """
    moment = pd.Timestamp(now)
    return [
        *check_ids(tables),
        *check_copies(tables),
        *check_time_order(tables),
        *check_future(tables, moment),
        *check_employment(tables, moment),
        *check_departments(tables),
        *check_zones(tables),
        *check_zone_use(tables),
        *check_rooms(tables),
        *check_contradictions(tables),
        *check_joint_checks(tables),
        *check_slip_returns(tables),
        *check_ticket_turns(tables),
        *check_registers(tables),
        *check_weights(tables),
        *check_counted(tables),
    ]


def check_office(
    tables: Tables,
    now: dt.datetime,
    months: ComputedMonths | None = None,
    unread: Collection[Cell] = (),
) -> list[Finding]:
    """Findings of every rule but those of `parse_settings`, which come with the settings.

    Args:
        tables: Every data sheet, as `estate_xl.typed_frames` describes it.
        now: Local time without a zone; a later time is in the future.
        months: Whose numbers are being computed; None where none was computed yet.
        unread: Cells and columns that are no lack; see `check_states`.

    Returns:
        Findings rule by rule; `sort_findings` puts them in the order of the workbook.
    """
    months = months or ComputedMonths.of_workbook(tables, now)
    return [*check_records(tables, now), *check_demands(tables, months, unread)]
