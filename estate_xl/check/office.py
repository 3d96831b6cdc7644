"""All rules over an office's frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from estate_xl.check.ids import check_ids
from estate_xl.check.inspections import check_inspections
from estate_xl.check.people import check_departments, check_employment
from estate_xl.check.registers import check_registers
from estate_xl.check.scores import check_scores
from estate_xl.check.slips import check_joint_checks, check_ratings, check_slips
from estate_xl.check.times import check_future, check_time_order
from estate_xl.check.weights import check_weights
from estate_xl.check.zones import check_zones

if TYPE_CHECKING:
    import datetime as dt

    from estate_xl.findings import Finding
    from estate_xl.frames import Tables


def check_counted(tables: Tables) -> list[Finding]:
    """Findings that keep an inspection or a typed score from being counted (R-8.1, R-8.4)."""
    return [*check_inspections(tables), *check_scores(tables)]


def check_office(tables: Tables, now: dt.datetime) -> list[Finding]:
    """Findings of every rule but those of `parse_settings`, which come with the settings.

    Args:
        tables: Every data sheet, as `estate_xl.frames` describes it.
        now: Local time without a zone; a later time is in the future.

    Returns:
        Findings rule by rule; `sort_findings` puts them in the order of the workbook.
    """
    moment = pd.Timestamp(now)
    return [
        *check_ids(tables),
        *check_time_order(tables),
        *check_future(tables, moment),
        *check_employment(tables, moment),
        *check_departments(tables),
        *check_zones(tables),
        *check_slips(tables),
        *check_joint_checks(tables),
        *check_ratings(tables),
        *check_registers(tables),
        *check_weights(tables),
        *check_counted(tables),
    ]
